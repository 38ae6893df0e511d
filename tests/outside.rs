//! What tools outside drive: one parameter file in, one row out; and the analysis over all uncertain parameters.

use crate::program::fastox;
use crate::snapshot;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_experiments::questions::evaluate::{Question, Row, evaluate};
use fastox_experiments::questions::sensitivity::{Plan, Sensitivity, analyse, picture, tables};
use fastox_experiments::scenario;
use fastox_model::incentives::ResponseMode;
use std::collections::BTreeMap;
use std::path::Path;

const SMALL: [&str; 4] = ["--people", "2000", "--last-year", "2035"];

/// The row of a parameter file, by name.
fn row(folder: &Path, text: &str, more: &[&str]) -> BTreeMap<String, f64> {
    std::fs::write(folder.join("values.toml"), text).expect("a file");
    let output = fastox(folder, &[&["evaluate", "values.toml"], &SMALL[..], more].concat());
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    let lines: Vec<&str> = output.stdout.lines().filter(|line| line.contains(',')).collect();
    let [names, values] = lines[..] else { panic!("{}", output.stdout) };
    let cells = names.split(',').zip(values.split(','));
    cells.filter_map(|(name, value)| Some((name.to_owned(), value.parse().ok()?))).collect()
}

#[test]
fn the_same_file_gives_the_same_row_and_another_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let evaluated = |text| row(folder.path(), text, &[]);
    let first = evaluated("\"early_claiming.take_up\" = 0.9\n");
    assert_eq!(first, evaluated("early_claiming.take_up = \"90 %\"\n"), "a number or a quantity");
    let other = evaluated("\"early_claiming.take_up\" = 0.1\n");
    let retirees = "retirees_per_insured_2035";
    assert!(first[retirees] > other[retirees], "{} {}", first[retirees], other[retirees]);
    assert!(first.contains_key("fit_revenue_provinces") && first.contains_key("transfers_2035_yuan"));
    assert!(!first.contains_key("central_burden_2050_yuan"), "not reached, so empty");
}

#[test]
fn another_regime_adds_differences() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = row(folder.path(), "", &["--against", "stand-alone"]);
    assert!(row["transfers_2035_yuan"] > 0.0);
    assert_eq!(row["transfers_2035_yuan"].to_bits(), row["vs_transfers_2035_yuan"].to_bits());
    assert!(row["vs_collection_rate_2035"] < 0.0, "what is pooled is collected less");
}

/// Far lower pensions of 2020 on the shipped factors miss the expenditure of 2024; some rounds find factors that meet
/// it.
#[test]
fn a_refit_brings_the_accounts_back() {
    let mut parameters = Parameters::embedded();
    parameters.set("opening.pension_ratio=0.3").expect("a change that works");
    let distance = |refit| {
        let question = Question {
            scenarios: vec![scenario::shipped("national-pooling")],
            responses: vec![ResponseMode::Responding],
            people: 20_000,
            seed: 1,
            last_year: 2024,
            refit,
        };
        let lived = evaluate(&parameters, &Fitted::shipped(), &question).expect("books close");
        Row::of(&lived[0]).get("fit_expenditure_provinces").expect("2024 is lived")
    };
    let (before, after) = (distance(0), distance(6));
    assert!(after >= before + 8.0, "{before} provinces before, {after} after");
}

#[test]
fn names_that_do_not_exist_and_values_out_of_range_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "\"macro.wage_grwth\" = 0.05\n\"early_claiming.take_up\" = 75\n";
    std::fs::write(folder.path().join("values.toml"), text).expect("a file");
    let asked = ["evaluate", "values.toml", "--regime", "national-poling", "--people", "3"];
    let output = fastox(folder.path(), &asked);
    assert_eq!(output.code, Some(2));
    let text = format!("$ fastox {}\n{}", asked.join(" "), output.stderr);
    snapshot::compare("messages/evaluate.txt", &text);
    let unknown = fastox(folder.path(), &["sensitivity", "--parameters", "macro.wage_grwth"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("did you mean `macro.wage_growth`"), "{}", unknown.stderr);
}

#[test]
fn the_list_names_every_uncertain_parameter() {
    let output = fastox(&std::env::temp_dir(), &["evaluate", "--list"]);
    assert_eq!(output.code, Some(0));
    let line = "early_claiming.take_up,0.5,0,1,uniform,,,fraction,false";
    assert!(output.stdout.lines().any(|l| l == line), "{}", output.stdout);
    let space = fastox_calibration::parameters::uncertainty::uncertain(&Parameters::embedded());
    assert!(space.iter().all(|u| output.stdout.contains(&format!("\n{},", u.name))));
}

fn analysed(threads: usize) -> Sensitivity {
    let named = ["macro.wage_growth", "early_claiming.take_up", "firms.declared_to_detection"];
    let plan = Plan {
        scenario: scenario::shipped("national-pooling"),
        response: ResponseMode::Responding,
        people: 2000,
        seed: 1,
        last_year: 2035,
        refit: 0,
        samples: 4,
        top: 2,
        only: named.map(str::to_owned).to_vec(),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let analysis = || analyse(&Parameters::embedded(), &Fitted::shipped(), &plan, &|_, _| ());
    pool.install(analysis).expect("books close")
}

#[test]
fn an_analysis_ranks_what_moves_above_what_is_idle_whatever_the_threads() {
    let found = analysed(1);
    assert_eq!(tables(&found), tables(&analysed(3)));
    assert_eq!(found.runs, 5 + 2 * 3 + 4 * (2 + 2));
    let transfers = found.found.iter().find(|f| f.headline.name == "transfers_2035_gdp_share");
    let transfers = transfers.expect("2035 is lived");
    let idle = transfers.tornado.last().expect("three bars");
    assert_eq!((idle.parameter.as_str(), idle.swing.to_bits()), ("firms.declared_to_detection", 0));
    let indexed: Vec<&str> = transfers.indices.iter().map(|(name, _)| name.as_str()).collect();
    assert!(indexed.len() == 2 && !indexed.contains(&"firms.declared_to_detection"), "{indexed:?}");
    assert!(picture(&found).contains("macro.wage_growth"));
}

/// No year after the last one is told as one; a table that nothing moves is left out; ± stands beside every headline;
/// nothing is wider than a terminal, with indices and without.
#[test]
fn an_analysis_is_told_with_chance_and_without_years_that_do_not_come() {
    for samples in ["0", "2"] {
        let asked =
            ["sensitivity", "--quiet", "--people", "1000", "--last-year", "2024", "--samples", samples, "--top", "2"];
        // The effect that curves were solved from is read, too.
        let named = ["--parameters", "migration.level,opening.pension_ratio,effort.scale"];
        let told = fastox(&std::env::temp_dir(), &[&asked[..], &named].concat());
        assert_eq!(told.code, Some(0), "{}", told.stderr);
        let text = told.stdout;
        assert!(
            text.contains("reserves below a month of spending: not by 2024 on 5 seeds\n  no parameter moves it\n"),
            "{text}"
        );
        assert!(!text.contains("2025"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert_eq!(text.contains("s.e."), samples != "0", "{text}");
        let json = fastox(&std::env::temp_dir(), &[&asked[..], &named, &["--json"]].concat()).stdout;
        let object = json.find('{').zip(json.rfind('}')).map(|(first, last)| &json[first..=last]);
        let found: serde_json::Value = serde_json::from_str(object.expect("an object")).expect("JSON");
        let exhausted =
            found["found"].as_array().expect("headlines").iter().find(|f| f["headline"]["name"] == "exhaustion_year");
        let exhausted = exhausted.expect("a headline");
        assert!(exhausted["central"].is_null() && exhausted["tornado"][0]["at_high"].is_null(), "{exhausted}");
    }
}

const DECOMPOSE: [&str; 6] = ["decompose", "--quiet", "--people", "2000", "--last-year", "2036"];

/// The table adds up to the last bit, whatever the threads, and what is printed fits a terminal in both languages.
#[test]
fn a_decomposition_is_printed_and_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let answer = |more: &[&str]| {
        let output = fastox(folder.path(), &[&DECOMPOSE[..], more].concat());
        assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""), "{more:?}");
        output.stdout
    };
    let printed = answer(&["--out", "why"]);
    assert!(printed.contains("share of the surpluses that is handed up 2035  %") && printed.contains("results in why"));
    assert!(printed.lines().all(|line| line.chars().count() <= 80), "{printed}");
    assert!(answer(&["--lang", "zh"]).contains("32 个情景的 2024 年完全相同"));
    let json = |threads| {
        let output = answer(&["--json", "--threads", threads]);
        let object = output.find('{').zip(output.rfind('}')).map(|(first, last)| &output[first..=last]);
        serde_json::from_str::<serde_json::Value>(object.expect("an object")).expect("JSON")
    };
    let found = json("1");
    assert!(found == json("2"), "threads move a number");
    let spec = &fastox_outputs::tables::DECOMPOSITION;
    let table = fastox_outputs::read_table(&folder.path().join("why/decomposition.parquet"), spec).expect("a table");
    let measures = found["measures"].as_array().expect("measures");
    assert_eq!(table.rows(), 6 * measures.len());
    let (factors, names, values) =
        (table.column_name("factor"), table.column_name("measure"), table.column_number("total"));
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for row in 0..table.rows() {
        *sums.entry(names[row]).or_default() += if factors[row] == "all" { -values[row] } else { values[row] };
    }
    assert!(sums.values().all(|left| *left == 0.0), "{sums:?}");
}

#[test]
fn a_decomposition_that_has_nothing_to_hold_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = ["decompose", "--last-year", "2024", "--regime", "national-poling", "--set", "migration.levl=0 %"];
    let output = fastox(folder.path(), &asked);
    assert_eq!(output.code, Some(2));
    for part in ["held from 2025 on", "did you mean `national-pooling`", "did you mean `migration.level`"] {
        assert!(output.stderr.contains(part), "{part}: {}", output.stderr);
    }
}
