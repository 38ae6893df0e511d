//! The worked example of the documentation, taken literally: one new file and one line in a copy of the model.

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

/// The Rust blocks of the page.
fn blocks(page: &str) -> Vec<&str> {
    let starts = page.split("\n```rust,ignore\n").skip(1);
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

/// The workspace with the model alone. It stands always in the same place, so that it is compiled once.
fn copy_of_the_model() -> PathBuf {
    let (root, copied) = (root(), target().join("worked-example"));
    let _ = fs::remove_dir_all(&copied);
    for folder in ["src", "docs"] {
        copy(&root.join("model").join(folder), &copied.join("model").join(folder));
    }
    for file in ["model/Cargo.toml", "Cargo.lock"] {
        fs::copy(root.join(file), copied.join(file)).expect("a file is copied");
    }
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest");
    let alone = |line: &str| match line.split(" = ").next() {
        Some(key @ ("members" | "default-members")) => format!("{key} = [\"model\"]\n"),
        _ => format!("{line}\n"),
    };
    let manifest: String = manifest.lines().map(alone).collect();
    fs::write(copied.join("Cargo.toml"), manifest).expect("a manifest");
    copied
}

#[test]
fn the_worked_example_of_the_documentation_builds_and_passes() {
    let page = fs::read_to_string(root().join("model/docs/adding-a-clause.md")).expect("the page");
    let [file, line] = blocks(&page)[..] else { panic!("a file and a line") };
    let copied = copy_of_the_model();
    let pooling = copied.join("model/src/pooling");
    assert!(page.contains("`model/src/pooling/solidarity_levy.rs`"));
    fs::write(pooling.join("solidarity_levy.rs"), format!("{file}\n")).expect("the new file");
    let list = fs::read_to_string(pooling.join("list.rs")).expect("the list");
    assert_eq!(list.matches(LAST_OF_THE_LIST).count(), 1);
    let longer = list.replace(LAST_OF_THE_LIST, &format!("{line}\n{LAST_OF_THE_LIST}"));
    fs::write(pooling.join("list.rs"), longer).expect("the list");

    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.current_dir(&copied).env("CARGO_TARGET_DIR", target());
    cargo.args(["test", "--offline", "-p", "fastox-model", "--lib", "solidarity_levy"]);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    let told = cargo.output().expect("cargo runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&told.stdout), text(&told.stderr));
    assert!(told.status.success(), "{out}\n{err}");
    assert!(out.contains("every_province_hands_up_the_same_share ... ok"), "{out}");
    assert!(out.contains("test result: ok. 1 passed"), "{out}");
    assert!(!err.contains("warning: "), "{err}");
}
