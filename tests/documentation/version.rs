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
