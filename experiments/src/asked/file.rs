//! Files of the reader.

use super::meant::near;
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
            let help = format!("{}check the path; it starts from where you stand", near(Path::new(file)));
            ("there is no such file".to_owned(), help)
        }
        std::io::ErrorKind::InvalidData => ("the file is not UTF-8 text".to_owned(), "save it as UTF-8".to_owned()),
        _ => (format!("the file cannot be read: {error}"), "check that you may read it".to_owned()),
    };
    Diagnostic::new(file, message).help(help).into()
}
