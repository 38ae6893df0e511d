use super::{refused, tells};
use fastox_outputs::{Manifest, OutputError, Table, tables, write_table};
use std::path::Path;

/// Small enough to end soon, should it be run by mistake.
const SMALL: [&str; 5] = ["run", "--people", "100", "--last-year", "2021"];

fn to(out: &'static str) -> Vec<&'static str> {
    [&SMALL[..], &["--out", out]].concat()
}

#[test]
fn a_file_that_is_not_there_is_named() {
    tells("missing_file", &[], &["run", "gone.toml"]);
}

#[test]
fn a_folder_is_no_experiment_file() {
    tells("folder_for_a_file", &[("asked.toml/", "")], &["run", "asked.toml"]);
}

#[test]
fn a_regime_file_that_is_not_there_is_named() {
    tells("missing_regime_file", &[], &["run", "--regimes", "gone.toml"]);
}

#[test]
fn a_case_that_is_not_there_is_named() {
    tells("missing_case", &[], &["pension", "gone.toml"]);
}

#[test]
fn a_run_that_is_not_there_is_named() {
    tells("missing_run", &[], &["compare", "gone"]);
}

#[test]
fn a_life_is_not_traced_without_a_run() {
    tells("missing_trace", &[], &["trace", "gone", "--person", "-3", "--response", "respondig"]);
}

#[test]
fn results_are_never_written_over_a_folder() {
    tells("taken", &[("kept/", ""), ("kept/result.txt", "mine")], &to("kept"));
}

#[test]
fn results_are_never_written_over_a_file() {
    tells("taken_by_a_file", &[("kept", "mine")], &to("kept"));
}

#[cfg(unix)]
#[test]
fn a_file_cannot_hold_a_run() {
    tells("file_for_a_folder", &[("kept", "mine")], &to("kept/first"));
}

#[test]
fn a_folder_is_no_regime_file() {
    tells("folder_for_a_regime", &[("d.toml/", "")], &["run", "--regimes", "d.toml"]);
}

#[test]
fn a_record_that_is_empty_names_no_version() {
    tells("empty_record", &[("made/", ""), ("made/manifest.json", "")], &["report", "made"]);
}

#[test]
fn a_file_in_a_folder_that_is_not_there_is_named() {
    tells("missing_folder", &[], &["new", "scenario", "gone/mine.toml"]);
}

/// The superuser may read and write anywhere, so that there is nothing to see for it.
#[cfg(unix)]
#[test]
fn who_may_not_read_or_write_is_told_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    for (name, mode) in [("dark", 0o000), ("closed", 0o555)] {
        std::fs::create_dir(at(name)).expect("a folder");
        std::fs::set_permissions(at(name), std::fs::Permissions::from_mode(mode)).expect("closed");
    }
    if std::fs::read_dir(at("dark")).is_ok() {
        eprintln!("this user may read closed folders; nothing was tested");
        return;
    }
    for (arguments, named) in [
        ("whip dark", "the folder `dark` cannot be read: Permission denied"),
        ("compare dark", "the folder `dark` cannot be read: Permission denied"),
        ("report dark", "the folder `dark` cannot be read: Permission denied"),
        ("run --regimes dark/mine.toml", "the file `dark/mine.toml` cannot be read: Permission denied"),
        ("new reform closed/mine.toml", "cannot write `closed/mine.toml`: Permission denied"),
        ("sandbox --out closed/table.csv", "cannot write `closed/table.csv`: Permission denied"),
    ] {
        let output = crate::program::fastox(folder.path(), &arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(output.code, Some(2), "{arguments}: {}", output.stderr);
        assert!(output.stderr.contains(named), "{arguments}: {}", output.stderr);
        assert!(!output.stderr.contains("check the disk") && !output.stderr.contains(".tmp"), "{}", output.stderr);
    }
}

/// The superuser may write anywhere, so that this cannot be seen by it.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let closed = folder.path().join("closed");
    std::fs::create_dir(&closed).expect("a folder");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o555)).expect("closed");
    if std::fs::write(closed.join("probe"), "").is_ok() {
        eprintln!("this user may write in closed folders; nothing was tested");
        return;
    }
    let output = crate::program::fastox(folder.path(), &to("closed/first"));
    assert_eq!(output.code, Some(2));
    assert!(output.stderr.contains("cannot write in `closed`: Permission denied"), "{}", output.stderr);
    assert!(output.stderr.contains("choose a folder you may write in with `--out`"));
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("asked.toml"), [0xff, 0xfe, 0x00]).expect("a file");
    let output = crate::program::fastox(folder.path(), &["run", "asked.toml"]);
    assert_eq!(output.code, Some(2));
    assert!(output.stderr.starts_with("error: the file is not UTF-8 text\n"), "{}", output.stderr);
    assert!(output.stderr.contains("save it as UTF-8"), "{}", output.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_as_such() {
    let mut table = Table::new(&tables::MIGRATION);
    let mut row = table.row();
    row.set("world", "stand-alone").set("response", "fixed").set("draw", 0).set("seed", 7);
    row.set("year", 2030).set("origin", 41).set("destination", 44);
    row.set("persons", 1200_u32).set("insured", 800).set("rights_kept", 640).done();
    let full = write_table(&table, &Manifest::default(), Path::new("/dev/full"));
    let error = full.expect_err("a device that is always full");
    assert!(matches!(error, OutputError::Full { .. }), "{error:?}");
    assert_eq!(error.to_string(), "no space is left on the disk for `/dev/full`");
    assert!(error.help().starts_with("free some space, or choose a folder on another disk"));
}

#[test]
fn a_mistake_found_before_the_run_leaves_no_folder_for_its_results() {
    let asked = [&SMALL[..], &["--out", "results/first", "--set", "nothing"]].concat();
    let output = refused(&[], &asked);
    assert!(output.stderr.contains("`nothing` sets nothing"), "{}", output.stderr);
}
