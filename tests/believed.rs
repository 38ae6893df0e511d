//! What a run leaves is all that is needed to live it again, and nothing that was changed since is believed.

use crate::program::{Printed, fastox};
use fastox_outputs::{Cell, RunRecord, Table, read_table, tables, write_table};
use std::fs;
use std::path::Path;

const MINE: &str = "title = \"mine\"\nsource = \"none\"\nbase = \"national-pooling\"\nreforms = [\"sub/rate.toml\"]\n";

fn reform(rate: &str) -> String {
    let change = format!("\"contribution.employer_rate\" = {{ 2022 = \"{rate}\" }}");
    format!("title = \"a lower rate\"\nsource = \"none\"\n[override]\n{change}\n")
}

fn run(home: &Path, name: &str) -> Printed {
    let small = ["--people", "2000", "--last-year", "2023", "--responses", "fixed", "--range-people", "0", "--quiet"];
    let output = fastox(home, &[&["run", "--regimes", "mine.toml", "--out", name], &small[..]].concat());
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    output
}

/// A folder with a scenario, the reform it names, and a run of both, called `run`.
fn home_with_a_run() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path();
    fs::create_dir(home.join("sub")).expect("a folder");
    fs::write(home.join("mine.toml"), MINE).expect("written");
    fs::write(home.join("sub/rate.toml"), reform("15 %")).expect("written");
    run(home, "run");
    folder
}

fn record(home: &Path, name: &str) -> serde_json::Value {
    let text = fs::read_to_string(home.join(name).join("manifest.json")).expect("a record");
    serde_json::from_str(&text).expect("JSON")
}

/// Two reforms under one path are two manifests; a life is traced from the manifest alone, and says so if it cannot be.
#[test]
fn a_manifest_holds_the_reforms_that_are_named_by_path() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    fs::create_dir(home.join("sub")).expect("a folder");
    fs::write(home.join("mine.toml"), MINE).expect("written");
    for (name, rate) in [("first", "15 %"), ("second", "14 %")] {
        fs::write(home.join("sub/rate.toml"), reform(rate)).expect("written");
        run(home, name);
    }
    let [first, second] = ["first", "second"].map(|name| record(home, name)["manifest"].clone());
    assert_ne!(first, second);
    assert_eq!(first["overrides"]["regime mine / reform sub/rate.toml"], reform("15 %"));
    // Another text lies there now, and then none.
    for _ in 0..2 {
        let output = fastox(home, &["trace", "first", "--person", "7"]);
        assert_eq!(output.code, Some(0), "{}", output.stderr);
        assert!(output.stderr.contains("every national sum agrees"), "{}", output.stderr);
        let _ = fs::remove_dir_all(home.join("sub"));
    }
}

/// A manifest that was written by hand is answered with a message, whatever it says.
/// A table that the run left and somebody lost is missed by whoever reads it: no page is made of half a run.
#[test]
fn a_table_that_is_lost_is_missed() {
    let home = home_with_a_run();
    let home = home.path();
    for lost in ["national_year", "incentives", "province_year", "transfers", "cohorts", "range", "fit"] {
        let path = home.join(format!("run/{lost}.parquet"));
        let as_left = fs::read(&path).expect("a table");
        for as_folder in [false, true] {
            fs::remove_file(&path).expect("removed");
            if as_folder {
                fs::create_dir(&path).expect("a folder");
            }
            let output = fastox(home, &["report", "run"]);
            assert_eq!(output.code, Some(2), "{lost}: {}", output.stdout);
            assert!(output.stderr.contains(lost) && !home.join("run/report.html").exists(), "{}", output.stderr);
            if as_folder {
                fs::remove_dir(&path).expect("removed");
            }
            fs::write(&path, &as_left).expect("as it was");
        }
    }
    assert_eq!(fastox(home, &["report", "run"]).code, Some(0));
}

/// Rows that the run cannot have left are refused even where somebody renewed the checksum to match them.
#[test]
fn rows_that_no_run_left_are_refused_under_a_renewed_checksum() {
    let home = home_with_a_run();
    let home = home.path();
    let path = home.join("run/national_year.parquet");
    let as_left = read_table(&path, &tables::NATIONAL_YEAR).expect("a table");
    let mut record: RunRecord = serde_json::from_value(record(home, "run")).expect("a record");
    let one = |column: &str, cell: Cell<'_>| {
        let mut table = Table::new(&tables::NATIONAL_YEAR);
        for row in 0..as_left.rows() {
            let mut cells: Vec<Cell<'_>> =
                (0..tables::NATIONAL_YEAR.columns.len()).map(|place| as_left.cell(row, place)).collect();
            if row == 1 {
                cells[tables::NATIONAL_YEAR.position(column).expect("a column")] = cell;
            }
            table.push(&cells);
        }
        table
    };
    let mut twice = as_left.clone();
    twice.append(&as_left);
    let altered = [
        (twice, "twice"),
        (one("year", Cell::Whole(2031)), "the year 2031"),
        (one("seed", Cell::Count(7)), "the seed 7"),
        (one("world", Cell::Name("unified")), "the regime `unified`"),
    ];
    for (table, what) in altered {
        let file = write_table(&table, &record.manifest, &path).expect("written");
        let place = record.files.iter().position(|known| known.name == file.name).expect("its file");
        record.files[place] = file;
        let text = serde_json::to_string(&record).expect("JSON");
        fs::write(home.join("run/manifest.json"), text).expect("written");
        for asked in [&["report", "run"][..], &["diff", "run", "run"], &["export", "run", "--format", "csv"]] {
            let output = fastox(home, asked);
            assert_eq!(output.code, Some(2), "{asked:?} {what}: {}", output.stdout);
            assert!(output.stderr.contains(what), "{asked:?} {what}: {}", output.stderr);
        }
    }
}

#[test]
fn a_manifest_that_no_run_left_is_refused() {
    let home = home_with_a_run();
    let home = home.path();
    let path = home.join("run/manifest.json");
    let as_left = fs::read_to_string(&path).expect("a record");
    for (from, to) in [
        ("\"people\": 2000", "\"people\": 0"),
        ("\"people\": 2000", "\"people\": 1100000000"),
        ("\"last_year\": 2023", "\"last_year\": 200000"),
        ("\"weight\": ", "\"weight\": 9"),
        ("sub/rate.toml", "/etc/passwd"),
        ("mine fixed", "mine fixd"),
    ] {
        fs::write(&path, as_left.replace(from, to)).expect("written");
        let output = fastox(home, &["trace", "run", "--person", "7"]);
        assert_eq!(output.code, Some(2), "{to}: {} {}", output.stdout, output.stderr);
        assert!(!output.stderr.contains("panicked") && !output.stderr.contains("root:"), "{to}: {}", output.stderr);
    }
    // A changed manifest that could be lived is not that of the tables.
    fs::write(&path, as_left.replace("\"last_year\": 2023", "\"last_year\": 2024")).expect("written");
    for asked in [&["whip", "run"][..], &["diff", "run", "run"], &["compare", "run"], &["report", "run"]] {
        let output = fastox(home, asked);
        assert!(
            output.code == Some(2) && output.stderr.contains("bears another manifest"),
            "{asked:?}: {}",
            output.stderr
        );
    }
}
