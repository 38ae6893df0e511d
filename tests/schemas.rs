//! The JSON schemas of files that readers write are those of the program, and an editor takes what ships.

use fastox_experiments::SCHEMAS;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

#[test]
fn written_schemas_are_current() {
    for schema in SCHEMAS {
        crate::snapshot::compare(&format!("../experiments/schemas/{}.json", schema.name), &schema.text());
    }
}

/// `taplo lint`, as an editor would do it; nothing where there is no taplo.
fn lint(arguments: &[&str]) -> Option<Output> {
    let found = Command::new("taplo").arg("lint").args(arguments).current_dir(root()).output().ok();
    if found.is_none() {
        eprintln!("skipped: there is no taplo here");
    }
    found
}

#[test]
fn an_editor_takes_every_file_that_ships() {
    let Some(found) = lint(&[]) else { return };
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
}

#[test]
fn an_editor_marks_what_the_program_would_refuse() {
    let wrong = [
        ("experiment", "regimes = [\"nowhere\"]\n"),
        ("experiment", "peple = 1000\n"),
        ("experiment", "[override]\n\"migration.lvel\" = \"40 %\"\n"),
        ("scenario", "title = \"x\"\nsource = \"y\"\n[[pooling]]\nfrom = 2027\nclauses = [{ nothing = {} }]\n"),
        ("reform", "title = \"x\"\nsource = \"y\"\n"),
    ];
    for (schema, text) in wrong {
        let file = tempfile::Builder::new().suffix(".toml").tempfile().expect("a file");
        std::fs::write(file.path(), text).expect("a file");
        let schema = format!("file://{}/experiments/schemas/{schema}.json", root().display());
        let Some(found) = lint(&["--no-auto-config", "--schema", &schema, &file.path().display().to_string()]) else {
            return;
        };
        assert!(!found.status.success(), "{text}");
    }
}
