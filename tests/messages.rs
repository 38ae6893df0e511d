//! What a reader who made a mistake is told, and that nothing is left behind.
//!
//! Each case stands in a folder of its own, with the files it needs. The message is compared with `messages/`; the
//! exit code is 2; the folder afterwards holds what it held before.

use crate::program::{Printed, fastox};
use crate::snapshot;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Mistakes in files: unknown keys and names, units, ranges.
mod in_files;
/// Mistakes in options.
mod in_options;
/// Places that cannot hold a run, and a full disk.
mod places;

/// What stands in the folder: names with their text; a name that ends in `/` is a folder.
pub type Files<'a> = &'a [(&'a str, &'a str)];

fn lay(folder: &Path, files: Files<'_>) {
    for (name, text) in files {
        let path = folder.join(name);
        if name.ends_with('/') {
            std::fs::create_dir(path).expect("a folder");
        } else {
            std::fs::write(path, text).expect("a file");
        }
    }
}

/// Everything below a folder, with the text of files.
fn all_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(all_below(&path));
            found.push((path, Vec::new()));
        } else {
            let text = std::fs::read(&path).expect("a file");
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// Runs a command that cannot work, and checks that it is refused and leaves nothing.
pub fn refused(files: Files<'_>, arguments: &[&str]) -> Printed {
    let folder = tempfile::tempdir().expect("a folder");
    lay(folder.path(), files);
    let before = all_below(folder.path());
    let output = fastox(folder.path(), arguments);
    assert_eq!(output.code, Some(2), "{arguments:?}: {}", output.stderr);
    assert!(all_below(folder.path()) == before, "{arguments:?} left something behind");
    output
}

/// The same, with the message that was agreed on.
fn tells(name: &str, files: Files<'_>, arguments: &[&str]) {
    let output = refused(files, arguments);
    let mut text = format!("$ fastox {}\n", arguments.join(" "));
    let _ = write!(text, "{}", output.stderr);
    snapshot::compare(&format!("messages/{name}.txt"), &text);
}

/// A file of the reader, run.
fn tells_of_file(name: &str, text: &str) {
    tells(name, &[("asked.toml", text)], &["run", "asked.toml"]);
}
