//! What a run leaves is all that is needed to live it again, and nothing that was changed since is believed.

use crate::program::{Printed, fastox};
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
#[test]
fn a_manifest_that_no_run_left_is_refused() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    fs::create_dir(home.join("sub")).expect("a folder");
    fs::write(home.join("mine.toml"), MINE).expect("written");
    fs::write(home.join("sub/rate.toml"), reform("15 %")).expect("written");
    run(home, "run");
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
