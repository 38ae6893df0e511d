//! What the commands of a reader say is in the Chinese catalogue: no phrase of their sources is missing there.

mod spoken;

use crate::architecture::sources;
use crate::program::fastox;
use fastox_experiments::catalogue::{self, is_english};
use fastox_experiments::translated;
use fastox_outputs::Language;
use proc_macro2::{TokenStream, TokenTree};

/// The sources of the commands a reader asks, and of what they share: files that are read, values and provinces that are
/// named, tables that are missing.
const SOURCES: [&str; 21] = [
    "experiments/src/asked/",
    "experiments/src/cli/",
    "experiments/src/questions/compare",
    "experiments/src/questions/decompose/text.rs",
    "experiments/src/questions/person",
    "experiments/src/questions/plan/",
    "experiments/src/questions/sensitivity/text.rs",
    "experiments/src/questions/trace",
    "experiments/src/questions/validate",
    "experiments/src/questions/whip.rs",
    "experiments/src/results/columns.rs",
    "experiments/src/results/headlines.rs",
    "experiments/src/results/law_check.rs",
    "experiments/src/results/summary/text.rs",
    "experiments/src/run/",
    "calibration/src/fitted",
    "calibration/src/parameters/",
    "outputs/src/error.rs",
    "outputs/src/parquet",
    "outputs/src/run_folder",
    "outputs/src/whole_file.rs",
];
/// What calibration and measurement print in English only, what is read of the system, and tests.
const ENGLISH: [&str; 6] = ["bench", "calibrate", "ensemble", "room", "schema", "tests"];

#[test]
fn every_phrase_of_a_reader_is_in_the_catalogue() {
    let (mut phrases, mut missing) = (0, Vec::new());
    sources::each(|source| {
        let stem = source.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        let is_other = ["/arguments/", "/tests/", "/uncertainty"].iter().any(|part| source.path.contains(part));
        if is_other || !SOURCES.iter().any(|part| source.path.starts_with(part)) || ENGLISH.contains(&stem) {
            return;
        }
        for literal in literals(&source.text) {
            for line in literal.lines().filter(|line| is_english(line)) {
                phrases += 1;
                let chinese = translated(line, Language::Chinese);
                if is_english(&chinese) {
                    missing.push(format!("{}: {line}\n    {chinese}", source.path));
                }
            }
        }
    });
    assert!(phrases > 400, "{phrases}");
    assert!(missing.is_empty(), "{} of {phrases} phrases:\n{}", missing.len(), missing.join("\n"));
}

/// A default value is what may be typed, in the help of every language.
#[test]
fn default_values_stay_as_they_are_typed() {
    let help = fastox(&std::env::temp_dir(), &["--lang", "zh", "evaluate", "--help"]);
    assert!(help.stdout.contains("[默认：responding]") && !help.stdout.contains("default"), "{}", help.stdout);
}

#[test]
fn the_catalogue_is_chinese() {
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (english, text) in catalogue::entries() {
        let letters = english.replace("{}", "").chars().filter(char::is_ascii_alphabetic).count();
        assert!(letters < 3 || text.contains(chinese) || text == english, "{english}: {text}");
    }
}

/// Texts of a file outside of tests and of what only a mistake of the program shows, holes filled with a number.
fn literals(text: &str) -> Vec<String> {
    let shipped = text.split("\n#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    collect(shipped.parse().expect("Rust"), &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<String>) {
    let mut before = String::new();
    for token in tokens {
        match &token {
            TokenTree::Group(group)
                if !["expect", "assert", "panic", "unreachable", "doc"].contains(&before.as_str()) =>
            {
                collect(group.stream(), found);
            }
            TokenTree::Literal(literal) if before != "doc" => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    found.push(filled(&text.value()));
                }
            }
            TokenTree::Ident(ident) => before = ident.to_string(),
            _ => {}
        }
    }
}

/// `{name:.2}` as `7`.
fn filled(text: &str) -> String {
    let (mut filled, mut rest) = (String::new(), text);
    while let Some((text, after)) = rest.split_once('{') {
        filled += text;
        let Some((hole, after)) = after.split_once('}') else { break };
        filled += if hole.contains(' ') { hole } else { "7" };
        rest = after;
    }
    filled + rest
}
