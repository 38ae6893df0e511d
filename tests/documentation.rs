//! What the pages say is what the code is: lists, names of modules, commands, the version.

/// The lists of the ODD description, made from the code.
mod lists;
/// Equations, glossary and ODD name modules that exist, and every module of the model.
mod named;
/// Every promise of `tests/README.md` has a command that exists and finds something.
mod promises;
/// A version names one state everywhere.
mod version;

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

fn page(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The rows of the tables of a page, cell by cell, heads among them.
fn rows(page: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = page.lines().filter(|line| line.starts_with("| "));
    lines.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
}
