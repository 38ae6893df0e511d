//! The questions asked of the model: scenarios, runner, command line.
//!
//! [`run`] lives an [`Experiment`] and gives tables, manifest and summary; [`cli::main_with`] is the program.

pub mod asked;
pub mod cli;
pub mod questions;
pub mod report;
pub mod results;
pub mod run;

pub use asked::experiment::Experiment;
pub use results::summary::Summary;
pub use run::{Progress, RunError, RunResult, run};

use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use std::path::Path;

/// The text of a file of the reader, or why it cannot be read.
pub(crate) fn read_text(path: &Path) -> Result<String, Report> {
    std::fs::read_to_string(path).map_err(|error| unreadable(&path.display().to_string(), &error))
}

fn unreadable(file: &str, error: &std::io::Error) -> Report {
    let (message, help) = match error.kind() {
        std::io::ErrorKind::NotFound => {
            ("there is no such file".to_owned(), "check the path; it starts from where you stand")
        }
        std::io::ErrorKind::InvalidData => {
            ("the file is not UTF-8 text".to_owned(), "save it as UTF-8")
        }
        _ => (format!("the file cannot be read: {error}"), "check that you may read it"),
    };
    Diagnostic::new(file, message).help(help).into()
}
