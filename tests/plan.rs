//! What `fastox plan` says before a run is what the run takes: cells, files, bytes and memory.

use crate::program::{Printed, fastox};
use fastox_outputs::RunRecord;
use serde_json::Value;
use std::path::Path;

/// How many times more, or less, a figure may be.
const FACTOR: f64 = 1.5;

#[track_caller]
fn near(what: &str, planned: &Value, found: u64) {
    let ratio = planned.as_f64().expect("a number") / found as f64;
    assert!((1.0 / FACTOR..FACTOR).contains(&ratio), "{what}: {planned} planned, {found} found");
}

fn done(folder: &Path, arguments: &[&str]) -> Printed {
    let answer = fastox(folder, arguments);
    assert_eq!(answer.code, Some(0), "{arguments:?}: {}", answer.stderr);
    answer
}

fn as_planned(more: &[&str], cells: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = [more, &["--quiet", "--json"]].concat();
    let answer = done(folder.path(), &[&["plan"], &asked[..]].concat()).stdout;
    // The process that stands in for the program prints its own line before.
    let json = &answer[answer.find('{').unwrap_or_else(|| panic!("{answer}"))..];
    let plan: Value = serde_json::from_str(json).expect("JSON");
    let run = done(folder.path(), &[&["run", "--out", "r"], &asked[..]].concat());
    let files = std::fs::read_dir(folder.path().join("r")).expect("a run").map(|entry| entry.expect("an entry"));
    let bytes: Vec<u64> = files.map(|file| file.metadata().expect("a file").len()).collect();
    let record = RunRecord::read(&folder.path().join("r")).expect("a record");
    assert_eq!((plan["cells"].as_u64(), plan["files"].as_u64()), (Some(cells as u64), Some(bytes.len() as u64)));
    near("bytes", &plan["bytes"], bytes.iter().sum());
    near("rows", &plan["rows"], record.files.iter().filter_map(|file| file.rows).sum());
    if let Some(peak) = run.peak_memory {
        near("memory", &plan["memory"], peak);
    }
}

#[test]
fn one_world_takes_what_was_planned() {
    let one = ["--people", "2000", "--last-year", "2030", "--regimes", "national-pooling", "--responses", "responding"];
    as_planned(&[&one[..], &["--range-people", "0"]].concat(), 1);
}

#[test]
fn seeds_draws_and_a_range_pass_take_what_was_planned() {
    let regimes = ["--regimes", "central-adjustment,full-package"];
    let sizes = ["--people", "6000", "--last-year", "2026", "--range-people", "2000", "--seeds", "1,2", "--draws", "1"];
    as_planned(&[&regimes[..], &sizes].concat(), 6);
}

#[test]
fn a_run_that_would_not_fit_is_refused_with_the_size_that_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = fastox(folder.path(), &["run", "--people", "1200000000", "--range-people", "0", "--out", "r"]);
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    for part in ["the run needs", "of memory", "are free", "people fit, as `--people "] {
        assert!(refused.stderr.contains(part), "{part}: {}", refused.stderr);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0, "something is left");
}

/// `FASTOX_BLESS=1 cargo test --release -p fastox-tests -- --ignored precision` writes the table anew.
#[test]
#[ignore = "five million people, minutes"]
fn the_table_of_precision_is_what_is_measured() {
    use fastox_experiments::questions::plan::precision;
    crate::snapshot::compare("../experiments/src/questions/plan/precision.csv", &precision::table());
}
