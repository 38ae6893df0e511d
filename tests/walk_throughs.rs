//! The worked examples of the documentation, taken literally in a copy of the crates they change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const LAST_OF_THE_LIST: &str = "    central_backstop::CentralBackstop";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// The target directory this binary was built in.
fn target() -> PathBuf {
    let binary = std::env::current_exe().expect("this binary");
    binary.ancestors().nth(3).expect("target/<profile>/deps/<binary>").to_owned()
}

/// A page of the documentation.
fn page(name: &str) -> String {
    fs::read_to_string(root().join("model/docs").join(name)).expect("the page")
}

/// The blocks of a page in a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let start = format!("\n```{language}\n");
    let starts = page.split(start.as_str()).skip(1);
    starts.map(|rest| rest.split("\n```\n").next().expect("a block ends")).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let copied = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).expect("a file is copied");
        }
    }
}

/// The workspace with some crates only. It stands always in the same place, so that it is compiled once, and has a version
/// of its own: cargo tells two workspaces in one target directory apart by nothing else, and would take what was
/// compiled of the copy for what this one has.
fn copy_of(crates: &[&str]) -> PathBuf {
    let last = crates.last().expect("a crate");
    let (root, copied) = (root(), target().join("worked-example").join(last));
    let _ = fs::remove_dir_all(&copied);
    for name in crates {
        copy(&root.join(name), &copied.join(name));
    }
    fs::copy(root.join("Cargo.lock"), copied.join("Cargo.lock")).expect("a file is copied");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest");
    let alone = |line: &str| match line.split(" = ").next() {
        Some(key @ ("members" | "default-members")) => format!("{key} = {crates:?}\n"),
        Some("version") => "version = \"0.0.0-example\"\n".to_owned(),
        _ => format!("{line}\n"),
    };
    let manifest: String = manifest.lines().map(alone).collect();
    fs::write(copied.join("Cargo.toml"), manifest).expect("a manifest");
    copied
}

/// Replaces a text that stands once in a file.
fn replace(file: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(file).expect("the file");
    assert_eq!(text.matches(old).count(), 1, "{old}");
    fs::write(file, text.replace(old, new)).expect("the file");
}

/// Runs one test of a crate of a copy, which passes without a warning.
fn passes(copied: &Path, package: &str, test: &str) {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.current_dir(copied).env("CARGO_TARGET_DIR", target());
    cargo.args(["test", "--offline", "-p", package, "--lib", test]);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    let output = cargo.output().expect("cargo runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{out}\n{err}");
    assert!(out.contains(&format!("{test} ... ok")), "{out}");
    assert!(out.contains("test result: ok. 1 passed"), "{out}");
    // A copy of one crate lacks packages that the profile of the wheel names.
    let warns = |line: &str| line.starts_with("warning: ") && !line.starts_with("warning: profile package spec");
    assert!(!err.lines().any(warns), "{err}");
}

#[test]
fn a_clause_is_one_file_and_one_line() {
    let page = page("adding-a-clause.md");
    let [file, line] = blocks(&page, "rust,ignore")[..] else { panic!("a file and a line") };
    let copied = copy_of(&["model"]);
    let pooling = copied.join("model/src/pooling");
    assert!(page.contains("`model/src/pooling/solidarity_levy.rs`"));
    fs::write(pooling.join("solidarity_levy.rs"), format!("{file}\n")).expect("the new file");
    let longer = format!("{line}\n{LAST_OF_THE_LIST}");
    replace(&pooling.join("list.rs"), LAST_OF_THE_LIST, &longer);
    passes(&copied, "fastox-model", "every_province_hands_up_the_same_share");
}

#[test]
fn a_parameter_is_one_table_and_one_line() {
    let page = page("adding-a-parameter.md");
    let [table] = blocks(&page, "toml")[..] else { panic!("a table") };
    let [old, new, test] = blocks(&page, "rust,ignore")[..] else { panic!("a line and a test") };
    let copied = copy_of(&["model", "outputs", "calibration"]);
    let in_page = |path: &str| {
        assert!(page.contains(&format!("`{path}`")), "{path}");
        copied.join(path)
    };
    let append = |file: &Path, block: &str| {
        let text = fs::read_to_string(file).expect("the file");
        fs::write(file, format!("{text}\n{block}\n")).expect("the file");
    };
    append(&in_page("calibration/parameters/assumptions.toml"), table);
    let economy = in_page("calibration/src/inputs/economy.rs");
    replace(&economy, old, new);
    append(&economy, test);
    passes(&copied, "fastox-calibration", "a_cut_takes_its_share_of_the_base_subsidy");
}
