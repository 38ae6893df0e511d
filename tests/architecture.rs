//! The folders depend on each other in a line, files are short, what is listed has a source.

use fastox_calibration::parameters::quantity::Unit;
use fastox_model::pooling;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The modules of a crate use only those before them.
mod order;
/// Files and functions are short, parameters few and named.
mod shape;
/// The Rust files of the workspace, parsed.
pub mod sources;

/// Each may use those before it.
const LINE: [&str; 6] =
    ["fastox-model", "fastox-outputs", "fastox-calibration", "fastox-experiments", "fastox-python", "fastox-tests"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

/// Files below a folder with this ending, those of hidden and build folders apart.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') && name != "target" {
            found.extend(files(&path, ending));
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
    found
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What Cargo prints.
fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).arg("--offline").current_dir(root()).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The packages of the workspace as Cargo sees them.
fn packages() -> Vec<serde_json::Value> {
    let printed = cargo(&["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

#[test]
fn the_library_alone_needs_no_command_line() {
    let tree = |more: &[&str]| {
        let asked = ["tree", "--package", "fastox-experiments", "--edges", "normal", "--prefix", "none"];
        cargo(&[&asked, more].concat())
    };
    let (with, without) = (tree(&[]), tree(&["--no-default-features"]));
    for package in ["clap v", "indicatif v"] {
        let stands_in = |tree: &str| tree.lines().any(|line| line.starts_with(package));
        assert!(stands_in(&with) && !stands_in(&without), "{package}");
    }
}

fn place(name: &str) -> Option<usize> {
    LINE.iter().position(|known| *known == name)
}

#[test]
fn every_folder_uses_only_those_before_it() {
    let packages = packages();
    assert_eq!(packages.len(), LINE.len());
    let mut uses = 0;
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let own = place(name).unwrap_or_else(|| panic!("`{name}` has no place in the line"));
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            if let Some(used) = dependency["name"].as_str().and_then(place) {
                assert!(used < own, "`{name}` must not use `{}`", LINE[used]);
                uses += 1;
            }
        }
    }
    assert!(uses >= LINE.len() - 1, "{uses}");
}

#[test]
fn every_scenario_file_is_shipped_and_names_title_and_source() {
    let scenarios = files(&root().join("experiments/scenarios"), ".toml");
    let shipped = fastox_experiments::scenario::names();
    assert_eq!(scenarios.len(), shipped.len());
    for path in scenarios {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        assert!(shipped.contains(&name.as_str()), "{name} is not listed");
        let file: toml::Table = text(&path).parse().expect("TOML");
        for key in ["title", "source"] {
            let message = file.get(key).and_then(toml::Value::as_str).unwrap_or_default();
            assert!(message.len() > 10, "{name}: {key} = {message:?}");
        }
    }
}

#[test]
fn every_clause_says_what_it_does_and_where_it_comes_from() {
    assert!(!pooling::ALL.is_empty());
    for (number, info) in pooling::ALL.iter().enumerate() {
        assert!(info.summary.len() > 20 && info.source.len() > 5, "{info:?}");
        let kebab = info.name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(kebab, "{}", info.name);
        assert!(pooling::ALL[..number].iter().all(|other| other.name != info.name), "{info:?}");
        for parameter in info.parameters {
            assert!(parameter.text.len() > 10 && parameter.source.len() > 5, "{parameter:?}");
            assert!(Unit::from_name(parameter.unit).is_some(), "{parameter:?}");
        }
    }
}

#[test]
fn the_model_reads_no_files_tells_no_time_and_prints_nothing() {
    let sources = files(&root().join("model/src"), ".rs");
    assert!(sources.len() > 30, "{}", sources.len());
    let banned = ["println!", "print!", "dbg!", "std::fs", "std::time", "std::env", "HashMap", "HashSet"];
    for path in sources {
        let text = text(&path);
        for word in banned {
            assert!(!text.contains(word), "{} uses {word}", path.display());
        }
    }
}

#[test]
fn years_are_lived_by_the_simulation_alone() {
    // The name in two parts, so that this file is not found.
    let call = concat!("live_one", "_year(");
    let callers: Vec<_> = files(&root(), ".rs")
        .into_iter()
        .filter(|path| text(path).replace(&format!("fn {call}"), "").contains(call))
        .collect();
    assert_eq!(callers, [root().join("model/src/simulation.rs")]);
}

#[test]
fn only_the_dispatch_of_vector_widths_is_unsafe() {
    let allows = |path: &PathBuf| {
        let text = text(path);
        // The words in two parts, so that this file is not found.
        text.contains(concat!("unsafe", " {")) || text.contains(concat!("unsafe", "_code,"))
    };
    let unsafe_files: Vec<_> = files(&root(), ".rs").into_iter().filter(allows).collect();
    assert_eq!(unsafe_files, [root().join("model/src/people/dispatch.rs")]);
}
