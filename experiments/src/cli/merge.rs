//! `fastox merge` and `fastox clean`: parts become a run, what was given up is removed.

use super::arguments::{CleanArguments, MergeArguments};
use super::exit::Failure;
use super::finished::RUNS;
use super::lines::note;
use super::{cells, run, say_text};
use crate::run::RunResult;
use fastox_calibration::parameters::diagnostic::Diagnostic;
use fastox_outputs::{PARTIAL, RunFolder, RunRecord, partial_of, remove_abandoned};
use std::path::{Path, PathBuf};

/// Joins the cells that parts of a run have left.
pub(super) fn merge(asked: &MergeArguments) -> Result<(), Failure> {
    let place = asked.run.display().to_string();
    if !partial_of(&asked.run).exists() && RunRecord::read(&asked.run).is_ok() {
        note(&format!("`{place}` is whole: its parts were merged already"));
        return Ok(());
    }
    let folder = RunFolder::resume(&asked.run)?.shared();
    let Some(record) = folder.announced()? else {
        let _ = std::fs::remove_dir(folder.partial());
        let help = "live its parts first, as `fastox run X --part 1/4 --out DIR`";
        return Err(Diagnostic::new(&place, "there are no parts of a run").help(help).into());
    };
    let lived = cells::known(&folder, &record.manifest)?;
    let result = lived.whole(record.manifest.clone()).map_err(|missing| {
        let help =
            "live the parts that are missing, or all that is missing here with `fastox run X --resume --out DIR`";
        Diagnostic::new(&place, format!("not every cell is there: {missing} is missing")).help(help)
    })?;
    let result = RunResult { no_effect: record.no_effect.clone(), ..result };
    let record = RunRecord { manifest: result.manifest.clone(), ..record };
    run::finish(folder, &result, record, asked.json)
}

/// Removes folders of unfinished runs.
pub(super) fn clean(asked: &CleanArguments) -> Result<(), Failure> {
    let found = if asked.runs.is_empty() { unfinished(Path::new(RUNS)) } else { asked.runs.clone() };
    let mut lines = Vec::new();
    for folder in &found {
        let name = folder.display();
        if !is_unfinished(folder) {
            let help = format!("only folders that end in `{PARTIAL}` are removed");
            let message = format!("`{name}` is not the folder of an unfinished run");
            return Err(Diagnostic::new("clean", message).help(help).into());
        }
        let removed = remove_abandoned(folder)?;
        lines.push(if removed {
            format!("removed {name}\n")
        } else {
            format!("left {name}: a process is filling it\n")
        });
    }
    say_text(if lines.is_empty() { "there is nothing to remove\n".to_owned() } else { lines.concat() }.as_str())
}

fn is_unfinished(folder: &Path) -> bool {
    folder.is_dir() && folder.file_name().is_some_and(|name| name.to_string_lossy().ends_with(PARTIAL))
}

/// The folders of unfinished runs in a folder of runs.
pub(super) fn unfinished(runs: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(runs).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries.filter(|path| is_unfinished(path)).collect();
    found.sort();
    found
}
