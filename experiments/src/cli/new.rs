//! `fastox new`: a commented file to begin with.

use super::arguments::{NewArguments, NewKind};
use super::exit::Failure;
use super::lines::language;
use super::say_text;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_outputs::write_whole;
use std::path::PathBuf;

/// English and Chinese.
type Template = [&'static str; 2];

const EXPERIMENT: Template =
    [include_str!("../../templates/experiment.toml"), include_str!("../../templates/experiment.zh.toml")];
const SCENARIO: Template =
    [include_str!("../../templates/scenario.toml"), include_str!("../../templates/scenario.zh.toml")];
const REFORM: Template = [include_str!("../../templates/reform.toml"), include_str!("../../templates/reform.zh.toml")];
/// The page whose first block of Rust is a clause that the tests compile.
const CLAUSE: &str = include_str!("../../../model/docs/adding-a-clause.md");

pub(super) fn new(asked: &NewArguments) -> Result<(), Failure> {
    let (name, text, next) = match asked.kind {
        NewKind::Experiment => ("my-experiment.toml", told(EXPERIMENT), "fastox run FILE"),
        NewKind::Scenario => ("my-scenario.toml", told(SCENARIO), "fastox run --regimes FILE"),
        NewKind::Reform => ("my-reform.toml", told(REFORM), "name it in the `reforms` of a scenario"),
        NewKind::Clause => ("my_clause.rs", clause(), "model/docs/adding-a-clause.md says where it goes"),
    };
    let path = asked.file.clone().unwrap_or_else(|| PathBuf::from(name));
    let file = path.display().to_string();
    if path.symlink_metadata().is_ok() {
        let message = format!("`{file}` is there already");
        return Err(Diagnostic::new(&file, message).help("give another name, as `fastox new KIND FILE`").into());
    }
    write_whole(&path, text.as_bytes()).map_err(|error| {
        let help = "give a file in a folder that is there and you may write in, as `fastox new KIND FILE`";
        Report::from(Diagnostic::new(&file, error.to_string()).help(help))
    })?;
    say_text(&format!("{file}\nnext  {}\n", next.replace("FILE", &file)))
}

/// The template whose comments its reader understands.
fn told([english, chinese]: Template) -> &'static str {
    language().of(english, chinese)
}

/// The example of the page.
fn clause() -> &'static str {
    let block = CLAUSE.split_once("```rust,ignore\n").map_or("", |(_, rest)| rest);
    block.split_once("\n```\n").map_or(block, |(block, _)| block)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys and values of a file, without what is said of it in the language of its reader.
    fn asked(text: &str) -> toml::Table {
        let mut read: toml::Table = text.parse().expect("TOML");
        read.retain(|key, _| !key.starts_with("title") && key != "source");
        read
    }

    #[test]
    fn a_template_asks_the_same_in_both_languages() {
        for [english, chinese] in [EXPERIMENT, SCENARIO, REFORM] {
            assert_eq!(asked(english), asked(chinese));
            let comments = |text: &'static str| text.lines().filter(|line| line.starts_with("# "));
            let commented = |text| -> Vec<&str> {
                comments(text).filter(|line| line.contains(" = ") || line.starts_with("# [")).collect()
            };
            assert_eq!(commented(english), commented(chinese));
            // What is said is Chinese; what is typed stands in both.
            let said = |line: &&str| !english.contains(*line);
            assert!(comments(chinese).filter(said).all(|line| line.contains(|c| c > '\u{4e00}')), "{chinese}");
            assert!(comments(chinese).filter(said).count() > 1);
        }
    }
}
