//! Draws of the uncertain parameters: they stand beside the central values and change nothing of them.

use crate::messages::refused;
use crate::program::fastox;
use crate::support::{experiment, lived, table};
use fastox_calibration::ensemble::Posterior;
use fastox_experiments::{Experiment, Response, RunResult, Terminal};
use fastox_model::country::WorldId;
use fastox_outputs::language::without_marks;
use fastox_outputs::{RunRecord, Table, read_table, tables};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

const REGIMES: [&str; 2] = ["central-adjustment", "national-pooling"];

fn asked(draws: u64) -> Experiment {
    Experiment { draws, range_people: 5000, ..experiment(&REGIMES, &Response::ALL[..2], 2026) }
}

static WITHOUT: LazyLock<RunResult> = LazyLock::new(|| lived(&asked(0)));
static WITH: LazyLock<RunResult> = LazyLock::new(|| lived(&asked(2)));

#[test]
fn every_table_of_worlds_has_all_draws_and_draw_0_as_without_them() {
    assert!(WITHOUT.tables.iter().all(|table| table.spec() != &tables::UNCERTAINTY));
    for plain in &WITHOUT.tables {
        let spec = plain.spec();
        let drawn = table(&WITH, spec.name);
        assert!(drawn.clone().of_draw(0) == *plain, "{}", spec.name);
        if spec.position("draw").is_none() {
            continue;
        }
        let found: BTreeSet<i32> = drawn.column_whole("draw").iter().copied().collect();
        // The range pass and the sample of lives are of the central values.
        let central = spec == &tables::RANGE || spec == &tables::PEOPLE;
        let wanted = if central { BTreeSet::from([0]) } else { BTreeSet::from([0, 1, 2]) };
        assert_eq!(found, wanted, "{}", spec.name);
    }
}

#[test]
fn draws_differ_from_the_central_values_and_from_each_other() {
    let nation = table(&WITH, "national_year");
    let of = |draw: i32, column: &str| nation.clone().of_draw(draw).column_number(column);
    for column in ["contributions_yuan", "benefits_yuan", "reserves_yuan"] {
        let found = [0, 1, 2].map(|draw| of(draw, column));
        assert!(found[0] != found[1] && found[1] != found[2], "{column}");
    }
    // The same people on the same seed: a draw moves births and moves of nobody before 2021.
    assert_eq!(of(0, "population_60_plus")[0].to_bits(), of(1, "population_60_plus")[0].to_bits());
}

#[test]
fn bands_are_told_beside_the_same_summary() {
    let (with, without) = (&WITH.summary, &WITHOUT.summary);
    assert_eq!((&with.worlds, &with.ranges), (&without.worlds, &without.ranges));
    assert_eq!((with.draws, without.draws, without.uncertainty.len()), (2, 0, 0));
    assert_eq!((WITH.manifest.draws, WITHOUT.manifest.draws), (2, 0));
    let json = serde_json::to_string(without).expect("JSON");
    assert!(!json.contains("draws") && !json.contains("uncertainty"));
    let found = |response: &str, against: &str| {
        let wanted = |band: &&fastox_experiments::summary::Band| {
            (band.world.as_str(), band.response.as_str()) == ("national-pooling", response)
                && (band.against.as_str(), band.measure.as_str()) == (against, "lost_to_incentives_yuan")
        };
        with.uncertainty.iter().find(wanted).expect("a band")
    };
    let level = found("responding", "");
    let world = WorldId { regime: "national-pooling", response: "responding" };
    let central = with.mean(world, "lost_to_incentives_yuan");
    assert_eq!((level.central, level.draws), (central, 2));
    assert!(level.p05 <= level.p50 && level.p50 <= level.p95 && level.p05 < level.p95);
    assert!(found("responding", "central-adjustment").p50.is_some());
    assert_eq!(table(&WITH, "uncertainty").rows(), with.uncertainty.len());
    let [with, without] =
        [with, without].map(|summary| without_marks(&summary.text(2025, Terminal::default())).into_owned());
    assert!(with.contains("second lines: 5 and 95 % points over 2 posterior draws"), "{with}");
    assert!(without.contains("settings and orderings of the response"), "{without}");
    assert!(with.lines().all(|line| line.chars().count() <= 80), "{with}");
}

fn run(folder: &Path, name: &str, draws: &str) {
    let arguments = ["run", "--people", "10000", "--last-year", "2025", "--quiet", "--sample", "20"];
    let worlds = ["--regimes", "central-adjustment,national-pooling", "--range-people", "5000"];
    let output = fastox(folder, &[&arguments[..], &worlds, &["--draws", draws, "--out", name]].concat());
    assert_eq!(output.code, Some(0), "{}", output.stderr);
}

#[test]
fn what_reads_a_run_reads_the_central_values() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    run(at, "without", "0");
    run(at, "with", "1");
    assert!(!at.join("without/uncertainty.parquet").exists());
    let bands: Table =
        read_table(&at.join("with/uncertainty.parquet"), &tables::UNCERTAINTY).expect("the table of bands");
    assert!(!bands.is_empty());
    assert_eq!(RunRecord::read(&at.join("with")).expect("a record").manifest.draws, 1);
    for command in [&["whip"][..], &["compare"], &["whip", "--json"], &["validate", "--all", "--run"]] {
        let of = |run: &str| {
            let output = fastox(at, &[command, &[run]].concat());
            // A run of so few people may miss hold-outs.
            assert!(matches!(output.code, Some(0 | 1)), "{command:?}: {}", output.stderr);
            output.stdout
        };
        assert!(!of("with").is_empty() && of("with") == of("without"), "{command:?}");
    }
    let page = |run: &str| {
        let output = fastox(at, &["report", run]);
        assert_eq!(output.code, Some(0), "{}", output.stderr);
        let page = std::fs::read_to_string(at.join(run).join("report.html")).expect("a page");
        let between = |from: &str, to: &str| {
            let (_, rest) = page.split_once(from).expect("a section");
            rest.split_once(to).expect("the next section").0.to_owned()
        };
        let pictures = between("<p class=\"legend\">", "<section id=\"flows\"");
        (pictures, between("<section id=\"whip\"", "</main>"), page.contains("\"band\":[["))
    };
    let [drawn, central] = ["with", "without"].map(page);
    assert_eq!((&drawn.0, &drawn.1), (&central.0, &central.1), "the first layer shows the central parameters");
    assert!(drawn.2 && !central.2, "only a run with draws has a band");
    let output = fastox(at, &["trace", "with", "--person", "5"]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
}

#[test]
fn more_draws_than_there_are_or_another_record_are_refused() {
    let known = Posterior::shipped().unwrap_or_else(|output| panic!("{output}")).kept().count();
    let more = (known + 1).to_string();
    let output = refused(&[], &["run", "--draws", &more]).stderr;
    let wanted = format!(
        "error: {more} draws were asked for, but the posterior has {known}\n--> --draws\n = help: ask for at most {known}\n"
    );
    assert_eq!(output, wanted);
    let file = format!("people = 2000\ndraws = {more}\n");
    let output = refused(&[("asked.toml", &file)], &["run", "asked.toml"]).stderr;
    assert!(output.contains("asked.toml:2:9") && output.contains(&format!("at most {known}")), "{output}");
    let output = refused(&[], &["run", "--draws", "-1"]).stderr;
    assert!(output.contains("`-1` is negative, which a number of draws cannot be"), "{output}");
    let record = fastox_calibration::fitted::Fitted::neutral().to_toml("nothing fitted");
    let arguments = ["run", "--draws", "1", "--record", "own.toml"];
    let output = refused(&[("own.toml", &record)], &arguments).stderr;
    assert!(output.contains("the draws belong to the record this program was built with"), "{output}");
    let output = refused(&[], &["ensemble", "--draws", "0", "--rounds", "0"]).stderr;
    assert!(output.contains("--> --draws") && output.contains("--> --rounds"), "{output}");
}

/// The same file whatever the threads; made as the shipped one is, in small.
#[test]
fn threads_change_no_byte_of_an_ensemble() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = |threads: &str| {
        let plan = "ensemble --draws 3 --least 0 --people 8000 --rounds 1 --first-people 5000 --first-rounds 2";
        let plan: Vec<&str> = plan.split(' ').collect();
        let rest = ["--threads", threads, "--quiet"];
        let output = fastox(folder.path(), &[&plan[..], &rest].concat());
        assert_eq!(output.code, Some(0), "{}", output.stderr);
        output.stdout
    };
    let one = made("1");
    assert!(one.contains("made = 3\n") && one.contains("\ndraw,candidate,"), "{one}");
    assert_eq!(one, made("2"));
}
