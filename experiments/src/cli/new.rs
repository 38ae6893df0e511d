//! `fastox new`: a commented file to begin with.

use super::arguments::{NewArguments, NewKind};
use super::exit::Failure;
use super::say_text;
use fastox_calibration::parameters::diagnostic::Diagnostic;
use fastox_outputs::write_whole;
use std::path::PathBuf;

const EXPERIMENT: &str = include_str!("../../templates/experiment.toml");
const SCENARIO: &str = include_str!("../../templates/scenario.toml");
const REFORM: &str = include_str!("../../templates/reform.toml");
/// The page whose first block of Rust is a clause that the tests compile.
const CLAUSE: &str = include_str!("../../../model/docs/adding-a-clause.md");

pub(super) fn new(asked: &NewArguments) -> Result<(), Failure> {
    let (name, text, next) = match asked.kind {
        NewKind::Experiment => ("my-experiment.toml", EXPERIMENT, "fastox run FILE"),
        NewKind::Scenario => ("my-scenario.toml", SCENARIO, "fastox run --regimes FILE"),
        NewKind::Reform => ("my-reform.toml", REFORM, "name it in the `reforms` of a scenario"),
        NewKind::Clause => ("my_clause.rs", clause(), "model/docs/adding-a-clause.md says where it goes"),
    };
    let path = asked.file.clone().unwrap_or_else(|| PathBuf::from(name));
    let file = path.display().to_string();
    if path.symlink_metadata().is_ok() {
        let message = format!("`{file}` is there already");
        return Err(Diagnostic::new(&file, message).help("give another name, as `fastox new KIND FILE`").into());
    }
    write_whole(&path, text.as_bytes())?;
    say_text(&format!("{file}\nnext  {}\n", next.replace("FILE", &file)))
}

/// The example of the page.
fn clause() -> &'static str {
    let block = CLAUSE.split_once("```rust,ignore\n").map_or("", |(_, rest)| rest);
    block.split_once("\n```\n").map_or(block, |(block, _)| block)
}
