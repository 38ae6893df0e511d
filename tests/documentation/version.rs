//! A version names one state, and everybody names the same.

use super::page;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What stands behind a key at the beginning of a line.
fn value<'a>(text: &'a str, key: &str) -> &'a str {
    let line = text.lines().find_map(|line| line.strip_prefix(key));
    line.unwrap_or_else(|| panic!("no `{key}`")).trim().trim_matches('"')
}

fn toml(path: &str) -> toml::Table {
    page(path).parse().expect("TOML")
}

#[test]
fn the_citation_the_changelog_and_the_packages_name_one_version() {
    assert_eq!(value(&page("CITATION.cff"), "version:"), VERSION);
    let changelog = page("CHANGELOG.md");
    assert!(changelog.contains(&format!("\n## {VERSION}\n")), "CHANGELOG.md has no `## {VERSION}`");
    for package in ["experiments/python/Cargo.toml", "experiments/Cargo.toml", "model/Cargo.toml"] {
        let own = toml(package)["package"]["version"].clone();
        assert!(own.get("workspace").is_some() || own.as_str() == Some(VERSION), "{package}");
    }
    let versions: Vec<&str> = changelog.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(versions[0], "Unreleased", "what is being made stands first");
}

/// `.ci/run` builds with the oldest compiler that is promised; every package and page promises the same.
#[test]
fn one_oldest_compiler_is_promised() {
    let workspace = toml("Cargo.toml");
    let promised = workspace["workspace"]["package"]["rust-version"].as_str().expect("a version").to_owned();
    for page in ["README.md", "README.zh-CN.md"].map(page) {
        assert!(page.contains(&format!("Rust {promised}")), "a README does not ask for Rust {promised}");
    }
    for member in workspace["workspace"]["members"].as_array().expect("members") {
        let manifest = format!("{}/Cargo.toml", member.as_str().expect("a folder"));
        assert!(toml(&manifest)["package"]["rust-version"].get("workspace").is_some(), "{manifest}");
    }
}

#[test]
fn the_citation_is_complete() {
    let text = page("CITATION.cff");
    let needed =
        ["cff-version:", "title:", "message:", "type:", "version:", "license:", "authors:", "abstract:", "keywords:"];
    for key in needed {
        value(&text, key);
    }
}

/// The commands that set the number of a release, done on copies of the files.
#[cfg(unix)]
#[test]
fn a_release_names_its_version_everywhere() {
    let guide = page("CONTRIBUTING.md");
    let (_, steps) = guide.split_once("## A release").expect("how a release is cut");
    let steps: Vec<&str> =
        steps.lines().filter(|line| line.starts_with("version=") || line.starts_with("sed ")).collect();
    assert_eq!(steps.len(), 4, "{steps:?}");
    let next = steps[0].trim_start_matches("version=");
    let folder = tempfile::tempdir().expect("a folder");
    let files = ["Cargo.toml", "CITATION.cff", "CHANGELOG.md"];
    for file in files {
        std::fs::write(folder.path().join(file), page(file)).expect("written");
    }
    let done = std::process::Command::new("sh").args(["-ec", &steps.join("\n")]).current_dir(folder.path()).status();
    assert!(done.expect("a shell").success());
    let [manifest, citation, changelog] =
        files.map(|file| std::fs::read_to_string(folder.path().join(file)).expect("read"));
    let manifest: toml::Table = manifest.parse().expect("TOML");
    assert_eq!(manifest["workspace"]["package"]["version"].as_str(), Some(next));
    assert_eq!(value(&citation, "version:"), next);
    assert!(changelog.contains(&format!("\n## Unreleased\n\n## {next}\n")));
}
