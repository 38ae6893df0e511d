//! Every lever acts, from its date on, and nothing else is accepted.

/// What `explain` shows is what a run uses.
mod explained;
/// Who reads which parameter.
mod readers;
/// A change in one world moves that world or is refused.
mod reforms;
/// Every shipped scenario moves what it should.
mod scenarios;
/// Every parameter at both ends of its range.
mod sweep;

use crate::program::fastox;
use crate::support::{experiment, lived_with, table};
use fastox_experiments::{Response, RunResult};
use fastox_model::units::Year;
use std::collections::BTreeMap;

/// A yearly column of the nation, by year, in the only world of a run.
fn national(result: &RunResult, column: &str) -> BTreeMap<Year, f64> {
    let nation = table(result, "national_year");
    let years = nation.column_whole("year").to_vec();
    years.into_iter().zip(nation.column_number(column)).collect()
}

/// B01: in 2035 transfers rise about as the ratio does, 12 over 4.5; what all worlds share until 2021 stays.
#[test]
fn the_ratio_of_the_adjustment_fund_moves_transfers_in_proportion() {
    let mut asked = experiment(&["central-adjustment"], &[Response::Fixed], 2035);
    (asked.people, asked.range_people) = (4_000, 0);
    let moved = |changes: &[&str]| {
        let result = lived_with(&asked, changes);
        national(&result, "transfers_out_yuan")
    };
    let (kept, raised) = (moved(&[]), moved(&["adjustment_fund.ratio=12 %"]));
    let ratio = raised[&2035] / kept[&2035];
    assert!((ratio / (12.0 / 4.5) - 1.0).abs() < 1e-6, "{ratio}");
    assert_eq!(raised[&2021].to_bits(), kept[&2021].to_bits());
    let dated = moved(&["adjustment_fund.ratio={ 2030-07 = \"12 %\" }"]);
    assert_eq!(dated[&2029].to_bits(), kept[&2029].to_bits());
    let half = dated[&2030] / kept[&2030];
    assert!((half / ((12.0 + 4.5) / 9.0) - 1.0).abs() < 1e-6, "{half}");
}

/// B04 and B05: behaviour has dates, and the months before a change keep what is projected.
#[test]
fn a_dated_change_acts_from_its_date_on() {
    let mut asked = experiment(&["national-pooling"], &[Response::Responding], 2033);
    (asked.people, asked.range_people) = (4_000, 0);
    let of = |changes: &[&str], column: &str| national(&lived_with(&asked, changes), column);
    let (kept, moved) =
        (of(&[], "contributions_yuan"), of(&["effort.months_share={ 2030 = \"0 %\" }"], "contributions_yuan"));
    for (year, yuan) in &kept {
        assert_eq!(yuan.to_bits() == moved[year].to_bits(), *year < 2030, "{year}");
    }
    let (kept, late) =
        (of(&[], "accounts_yuan"), of(&["account.crediting_rate={ 2030-12 = \"8 % per year\" }"], "accounts_yuan"));
    assert_eq!(kept[&2029].to_bits(), late[&2029].to_bits());
    assert!(late[&2030] >= kept[&2030], "{} {}", late[&2030], kept[&2030]);
    assert!(late[&2031] > 1.02 * kept[&2031], "{} {}", late[&2031], kept[&2031]);
}

fn refused(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("asked.toml"), text).expect("a file");
    let output = fastox(folder.path(), &["run", "asked.toml", "--quiet", "--out", "r"]);
    assert_eq!(output.code, Some(2), "{}", output.stderr);
    assert!(!folder.path().join("r").exists());
    output.stderr
}

const SMALL: &str = "responses = [\"fixed\"]\npeople = 2000\nrange_people = 0\nlast_year = 2024\n";

#[test]
fn a_change_that_cannot_act_is_refused_at_its_place() {
    for (regime, change, parts) in [
        (
            "stand-alone",
            "\"adjustment_fund.ratio\" = \"12 %\"",
            ["no world reads `adjustment_fund.ratio`", "central-adjustment"],
        ),
        (
            "central-adjustment-5.5",
            "\"adjustment_fund.ratio\" = { 2027 = \"12 %\" }",
            ["the last year lived is 2024", "last_year"],
        ),
        ("stand-alone", "\"effort.speed\" = \"20 % per year\"", ["no world reads `effort.speed`", "add `responding`"]),
        (
            "stand-alone",
            "\"coverage.long_run\" = { 2023 = \"80 %\" }",
            ["nothing reads `coverage.long_run` in 2023-01", "it is fixed at the opening: give it without a date"],
        ),
        (
            "national-pooling",
            "\"pooling.surplus_cap\" = { 2024 = \"50 %\" }",
            ["nothing reads `pooling.surplus_cap` in 2024-01", "whose clause has another value from a later year"],
        ),
        (
            "stand-alone",
            "\"migration.level\" = { province = { 44 = \"60 %\" } }",
            ["nothing reads `migration.level` for Guangdong", "give it for the nation"],
        ),
    ] {
        let output = refused(&format!("regimes = [\"{regime}\"]\n{SMALL}[override]\n{change}\n"));
        assert!(output.contains("asked.toml:7:"), "{output}");
        assert!(parts.iter().all(|part| output.contains(part)), "{output}");
    }
}

#[test]
fn a_change_without_effect_is_told_by_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    // Every elasticity is one to a signal that nobody moves.
    let text = format!(
        "regimes = [\"stand-alone\"]\n{SMALL}[override]\n\"firms.declared_to_rate\" = \"0.6\"\n\"coverage.flexible_share\" = \"30 %\"\n"
    );
    std::fs::write(folder.path().join("asked.toml"), text).expect("a file");
    let output = fastox(folder.path(), &["run", "asked.toml", "--quiet", "--out", "r"]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    assert!(output.stdout.contains("firms.declared_to_rate: changed, read, no effect"), "{}", output.stdout);
    let manifest = std::fs::read_to_string(folder.path().join("r/manifest.json")).expect("it");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["no_effect"], serde_json::json!(["firms.declared_to_rate"]));
}

/// One row for tools says so beside the row, and spends nothing on it where nobody listens.
#[test]
fn a_value_without_effect_is_told_beside_the_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let values = "\"firms.declared_to_rate\" = 0.6\n\"macro.wage_growth\" = 0.05\n";
    std::fs::write(folder.path().join("values.toml"), values).expect("a file");
    let asked = ["evaluate", "values.toml", "--regime", "stand-alone", "--people", "2000", "--last-year", "2027"];
    let output = fastox(folder.path(), &asked);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), "firms.declared_to_rate: changed, read, no effect\n"));
    let quiet = fastox(folder.path(), &[&asked[..], &["--quiet"]].concat());
    assert_eq!((quiet.stderr.as_str(), quiet.stdout), ("", output.stdout));
}

/// The value in force is no change without effect: it is told as what it is, by the row and by the run.
#[test]
fn a_value_that_is_in_force_is_no_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = fastox(folder.path(), &["evaluate", "--list"]).stdout;
    let row = list.lines().find_map(|line| line.strip_prefix("effort.scale,")).expect("it is uncertain");
    let central = row.split(',').next().expect("its central value");
    std::fs::write(folder.path().join("values.toml"), format!("\"effort.scale\" = {central}\n")).expect("a file");
    let small = ["--people", "500", "--last-year", "2022"];
    let output = fastox(folder.path(), &[&["evaluate", "values.toml"], &small[..]].concat());
    assert_eq!(output.stderr, "effort.scale: that is its value already\n");
    let same = format!("effort.scale={} %", 100.0 * central.parse::<f64>().expect("a number"));
    let late = ["--regimes", "full-package", "--range-people", "0", "--set", &same, "--out", "r"];
    let output = fastox(folder.path(), &[&["run"], &small[..], &late].concat());
    assert!(output.stdout.contains("effort.scale: that is its value already"), "{}", output.stdout);
    let unlived = "full-package: its rules from 2027 are not lived, the last year is 2022";
    assert!(output.stderr.contains(unlived), "{}", output.stderr);
}

/// A scenario of the reader is held to the same: what it changes in its own world, and in vain, is told with its name.
#[test]
fn a_change_of_a_scenario_without_effect_is_told_by_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
    let head = "title = \"mine\"\nsource = \"none\"\nbase = \"central-adjustment-5.5\"\nreforms = [\"late.toml\"]\n";
    // A clause of the base states the ratio; no index passes the ceiling; two per cent are felt.
    let own = "[override]\n\"adjustment_fund.ratio\" = { 2027 = \"12 %\" }\n\
               \"award.index_ceiling\" = { 2023 = \"9\" }\n\"award.accrual\" = { 2023 = \"2 % per year\" }\n";
    file("mine.toml", &format!("{head}{own}"));
    let late =
        "title = \"late\"\nsource = \"none\"\n[override]\n\"account.crediting_rate\" = { 2050 = \"9 % per year\" }\n";
    file("late.toml", late);
    file(
        "asked.toml",
        &format!("regimes = [\"central-adjustment\", \"mine.toml\"]\n{}", SMALL.replace("2024", "2028")),
    );
    let output = fastox(folder.path(), &["run", "asked.toml", "--quiet", "--out", "r"]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    let manifest = std::fs::read_to_string(folder.path().join("r/manifest.json")).expect("it");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let names = ["account.crediting_rate", "adjustment_fund.ratio", "award.index_ceiling"];
    let names = names.map(|name| format!("{name} in mine"));
    assert_eq!(manifest["no_effect"], serde_json::json!(names));
    assert!(output.stdout.contains("account.crediting_rate in mine: changed, read, no effect"), "{}", output.stdout);
}
