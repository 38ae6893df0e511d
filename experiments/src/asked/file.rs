//! Files of the reader.

use super::meant::near;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use std::io::ErrorKind;
use std::path::Path;

/// The text of a file of the reader, or why it cannot be read.
pub(crate) fn read(path: &Path) -> Result<String, Report> {
    std::fs::read_to_string(path).map_err(|error| unreadable(&path.display().to_string(), &error))
}

/// Why nothing can be read at a path that should be a file's, in a message and a help, or nothing: it is a file. The
/// place from which paths start finishes the help.
pub(crate) fn absent(path: &Path, start: &str) -> Option<[String; 2]> {
    let file = path.display();
    let help = match path.metadata() {
        Ok(found) if found.is_dir() => {
            return Some([format!("`{file}` is a folder and no file"), "give a file that lies in it".to_owned()]);
        }
        Err(found) if found.kind() == ErrorKind::PermissionDenied => {
            let message = format!("the file `{file}` cannot be read: {found}");
            return Some([message, "check that you may read it".to_owned()]);
        }
        Ok(found) if found.is_file() => return None,
        Ok(_) => return Some([format!("`{file}` is a device or a pipe and no file"), "name a file".to_owned()]),
        Err(_) => format!("{}{start}", near(path)),
    };
    Some([format!("there is no file `{file}`"), help])
}

/// Why a file cannot be read, and what would help.
pub(crate) fn unreadable(file: &str, error: &std::io::Error) -> Report {
    let (message, help) = match error.kind() {
        ErrorKind::NotFound => {
            let help = format!("{}check the path; it starts from where you stand", near(Path::new(file)));
            ("there is no such file".to_owned(), help)
        }
        ErrorKind::IsADirectory => {
            (format!("`{file}` is a folder and no file"), "give a file that lies in it".to_owned())
        }
        ErrorKind::InvalidData => ("the file is not UTF-8 text".to_owned(), "save it as UTF-8".to_owned()),
        _ => (format!("the file cannot be read: {error}"), "check that you may read it".to_owned()),
    };
    Diagnostic::new(file, message).help(help).into()
}
