//! `fastox clean`: what was given up is shown and, once that is agreed to, removed.

use super::arguments::CleanArguments;
use super::exit::Failure;
use super::finished::RUNS;
use super::{lines, say_json, say_text};
use crate::questions::plan::size;
use crate::results::columns::{columns, counted, translated};
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_outputs::{Abandoned, PARTIAL};
use serde::Serialize;
use std::io::{IsTerminal, stderr, stdin};
use std::path::{Path, PathBuf};

/// A folder that was found.
#[derive(Serialize)]
struct Unfinished {
    /// As it was typed.
    folder: PathBuf,
    files: u64,
    bytes: u64,
    /// Whether it is gone.
    removed: bool,
    #[serde(skip)]
    known: Abandoned,
}

pub(super) fn clean(asked: &CleanArguments) -> Result<(), Failure> {
    let mut found = found(&asked.runs)?;
    let some = found.iter().any(|one| !one.known.held);
    let asks = some && !asked.yes && !asked.json && stdin().is_terminal() && stderr().is_terminal();
    let agreed = asked.yes || (asks && agreed(&found)?);
    for one in found.iter_mut().filter(|_| agreed) {
        one.removed = one.known.remove()?;
    }
    if asked.json {
        say_json(&found)?;
    } else {
        say_text(&told(&found, agreed, asks))?;
    }
    if some && !agreed && !asks { Err(unsaid().into()) } else { Ok(()) }
}

fn told(found: &[Unfinished], agreed: bool, asked: bool) -> String {
    match (found, agreed) {
        ([], _) => "there is nothing to remove\n".to_owned(),
        (_, true) => found.iter().map(Unfinished::went).collect(),
        // The list was shown before the question.
        _ if asked => "nothing was removed\n".to_owned(),
        _ => list(found),
    }
}

/// The folders that were named, or those in the folder of runs.
fn found(named: &[PathBuf]) -> Result<Vec<Unfinished>, Failure> {
    let folders = if named.is_empty() { unfinished(Path::new(RUNS)) } else { named.to_vec() };
    let (mut found, mut problems) = (Vec::new(), Report(Vec::new()));
    for folder in folders {
        match Abandoned::look(&folder)? {
            Some(known) => {
                let Abandoned { files, bytes, .. } = known;
                found.push(Unfinished { folder, files, bytes, removed: false, known });
            }
            None => problems.0.push(not_unfinished(&folder)),
        }
    }
    problems.or(found).map_err(Failure::from)
}

fn not_unfinished(folder: &Path) -> Diagnostic {
    let message = format!("`{}` is not the folder of an unfinished run", folder.display());
    let help = format!("only folders that end in `{PARTIAL}`, are no links and hold what a run left are removed");
    Diagnostic::new("clean", message).help(help)
}

impl Unfinished {
    /// What it is, and what would become of it.
    fn row(&self) -> Vec<String> {
        let becomes = match (&self.known.former, self.known.held) {
            (_, true) => "a process is filling it: it stays".to_owned(),
            (Some(former), _) => format!("the run it was to replace goes back to {}", former.display()),
            (None, _) => String::new(),
        };
        vec![self.folder.display().to_string(), counted(self.files as usize, "file"), size(self.bytes), becomes]
    }

    fn went(&self) -> String {
        let name = self.folder.display();
        if self.removed { format!("removed {name}\n") } else { format!("left {name}: a process is filling it\n") }
    }
}

fn list(found: &[Unfinished]) -> String {
    columns(&found.iter().map(Unfinished::row).collect::<Vec<_>>(), |column| column == 1 || column == 2)
}

/// Shows what would go, and asks who sits there.
fn agreed(found: &[Unfinished]) -> Result<bool, Failure> {
    say_text(&list(found))?;
    lines::aside(&format!("{} ", translated("remove them? [y/N]", lines::language())));
    let mut answer = String::new();
    let read = stdin().read_line(&mut answer);
    Ok(read.is_ok() && ["y", "yes", "是"].contains(&answer.trim().to_lowercase().as_str()))
}

fn unsaid() -> Diagnostic {
    Diagnostic::new("clean", "nothing was removed, since nobody agreed to it")
        .help("say `--yes`, as `fastox clean --yes`")
}

/// The folders of unfinished runs in a folder of runs; what cannot be looked at is none.
pub(super) fn unfinished(runs: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(runs).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries.filter(|path| matches!(Abandoned::look(path), Ok(Some(_)))).collect();
    found.sort();
    found
}
