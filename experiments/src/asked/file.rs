//! Files of the reader.

use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use std::path::Path;

/// The text of a file of the reader, or why it cannot be read.
pub(crate) fn read(path: &Path) -> Result<String, Report> {
    std::fs::read_to_string(path).map_err(|error| unreadable(&path.display().to_string(), &error))
}

/// Why a file cannot be read, and what would help.
pub(crate) fn unreadable(file: &str, error: &std::io::Error) -> Report {
    let (message, help) = match error.kind() {
        std::io::ErrorKind::NotFound => {
            ("there is no such file".to_owned(), "check the path; it starts from where you stand")
        }
        std::io::ErrorKind::InvalidData => ("the file is not UTF-8 text".to_owned(), "save it as UTF-8"),
        _ => (format!("the file cannot be read: {error}"), "check that you may read it"),
    };
    Diagnostic::new(file, message).help(help).into()
}
