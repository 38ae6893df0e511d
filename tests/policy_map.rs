//! Every proposal of the debate has its clause or reform, its file and its test.

mod proposals;

use crate::support::parameters;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::Inputs;
use fastox_calibration::parameters::Parameters;
use fastox_experiments::scenario::{self, REFORMS, Reform};
use fastox_model::pooling::ClauseSpec;
use proposals::{PROPOSALS, render};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// Whether this path below `model/src` or `tests` ends in a test.
fn is_a_test(path: &str) -> bool {
    let (file, function) = path.rsplit_once("::").expect("a file and a function");
    let file = format!("{}.rs", file.replace("::", "/"));
    let here = ["model/src", "tests"].map(|folder| root().join(folder).join(&file));
    here.iter().filter_map(|file| fs::read_to_string(file).ok()).any(|text| {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let begins = format!("fn {function}(");
        lines.windows(2).any(|pair| pair[0] == "#[test]" && pair[1].starts_with(&begins))
    })
}

#[test]
fn the_page_is_current() {
    let path = root().join("model/docs/policy-map.md");
    if std::env::var_os("FASTOX_BLESS").is_some() {
        fs::write(&path, render()).expect("the page");
    }
    let current = fs::read_to_string(path).expect("the page") == render();
    assert!(current, "write it anew with `FASTOX_BLESS=1 cargo test -p fastox-tests policy_map`");
}

#[test]
fn no_proposal_is_missing_and_no_cell_is_empty() {
    let ids = PROPOSALS.iter().map(|proposal| proposal.id.to_owned());
    let r = (1..=17).map(|number| format!("R{number}"));
    let p = (1..=11).map(|number| format!("P{number}"));
    assert_eq!(ids.collect::<Vec<_>>(), r.chain(p).collect::<Vec<_>>());
    for line in render().lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() == 6 && cells.iter().all(|cell| cell.len() > 1), "{line}");
    }
}

#[test]
fn what_carries_a_proposal_is_in_its_scenario_and_its_tests_exist() {
    let known: BTreeSet<&str> = REFORMS.iter().map(|(name, _)| *name).collect();
    for proposal in PROPOSALS {
        let id = proposal.id;
        assert!(proposal.clause.is_some() || proposal.reform.is_some(), "{id}: nothing carries it");
        assert!(scenario::names().contains(&proposal.scenario), "{id}: {}", proposal.scenario);
        let regime = scenario::shipped(proposal.scenario).regime;
        let clauses = regime.clauses(2030).iter().map(ClauseSpec::name).collect::<Vec<_>>();
        assert!(proposal.clause.is_none_or(|clause| clauses.contains(&clause)), "{id}: {clauses:?}");
        if let Some(reform) = proposal.reform {
            assert!(known.contains(reform), "{id}: {reform}");
            let path = root().join(format!("experiments/scenarios/{}.toml", proposal.scenario));
            let text = fs::read_to_string(path).expect("the scenario");
            assert!(text.contains(&format!("\"{reform}\"")), "{id}: {reform}");
        }
        for test in proposal.tests {
            assert!(is_a_test(test), "{id}: there is no test {test}");
        }
    }
}

#[test]
fn every_reform_file_is_shipped_and_every_reform_is_in_the_map() {
    let folder = fs::read_dir(root().join("experiments/reforms")).expect("a folder");
    let stem = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        path.file_stem().expect("a name").to_string_lossy().into_owned()
    };
    let files: BTreeSet<String> = folder.map(stem).collect();
    let shipped: BTreeSet<String> = REFORMS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(files, shipped);
    let mapped: BTreeSet<String> = PROPOSALS.iter().filter_map(|p| p.reform).map(str::to_owned).collect();
    assert_eq!(mapped, shipped);
}

/// A reform changes what its world meets in 2030, and nothing before 2027. What people share is not asked.
#[test]
fn each_reform_reaches_its_world_and_begins_when_it_says() {
    let mut variants = vec![Parameters::embedded()];
    for (name, text) in REFORMS {
        let mut reformed = parameters(&[]);
        let reform = Reform::parse(name, text, &reformed).expect(name);
        reformed.apply(&reform.overlay);
        variants.push(reformed);
    }
    let inputs = Inputs::prepare(&variants, &Fitted::shipped(), 2030);
    let met = |year: i32, variant: usize| {
        let year = inputs.years.iter().find(|inputs| inputs.people.year == year);
        format!("{:?}", year.expect("a year").variants[variant])
    };
    let (before, after) = (met(2026, 0), met(2030, 0));
    for (place, (name, _)) in REFORMS.iter().enumerate() {
        assert!(met(2026, place + 1) == before, "{name} begins before 2027");
        assert!(met(2030, place + 1) != after, "{name} changes nothing");
    }
}
