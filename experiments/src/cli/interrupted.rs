//! Ctrl-C and SIGTERM: what is half-made is removed, what is whole stays, and the program says which.

use super::lines::note;
use super::request::{command, quoted};
use fastox_outputs::language::typed;
use fastox_outputs::{PARTIAL, kept_in, remove_unfinished};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The exit code of an interrupted command, as a shell gives it for Ctrl-C.
const INTERRUPTED: i32 = 130;

static FILLING: Mutex<Option<PathBuf>> = Mutex::new(None);

/// What an interruption leaves: cells that are whole, and the year to which another was kept.
fn in_words((cells, year): (usize, Option<i32>)) -> String {
    match (cells, year) {
        (cells, None) => format!("whole cells {cells}"),
        (0, Some(year)) => format!("cells kept to {year}"),
        (cells, Some(year)) => format!("whole cells {cells}, others kept to {year}"),
    }
}

/// The folder that a run which is not finished will be.
fn whole(partial: &Path) -> String {
    let partial = partial.display().to_string();
    partial.strip_suffix(PARTIAL).unwrap_or(&partial).to_owned()
}

/// The command that goes on: what was typed, with `--resume` and the folder, as a shell takes it.
fn resuming(asked: impl Iterator<Item = String>, folder: &str) -> String {
    let mut words: Vec<String> = asked.map(|word| quoted(&word)).collect();
    let has = |option: &str| words.iter().any(|word| word == option || word.starts_with(&format!("{option}=")));
    let (goes_on, placed) = (has("--resume"), has("--out"));
    words.extend((!placed).then(|| format!("--out {}", quoted(folder))));
    words.extend((!goes_on).then(|| "--resume".to_owned()));
    words.join(" ")
}

/// From now on an interruption leaves of this folder the cells that were kept, or nothing.
pub(super) fn leaves_cells(partial: &Path) {
    *FILLING.lock().unwrap_or_else(PoisonError::into_inner) = Some(partial.to_owned());
    // The handler of an earlier call reads the same place.
    let _ = ctrlc::try_set_handler(|| {
        let folder = FILLING.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        remove_unfinished(&folder);
        if folder.is_dir() {
            let kept = in_words(kept_in(&folder));
            let command = typed(&resuming(command().into_iter(), &whole(&folder)));
            note(&format!(
                "interrupted: what is finished lies in `{}` ({kept}); it goes on with\n  {command}",
                folder.display()
            ));
        } else {
            note("interrupted: nothing of this run is left");
        }
        std::process::exit(INTERRUPTED);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_that_goes_on_is_whole() {
        let asked = |words: &str| words.split('|').map(str::to_owned).collect::<Vec<_>>().into_iter();
        let goes_on = |words| resuming(asked(words), &whole(Path::new("outputs/runs/main-1.partial")));
        assert_eq!(
            goes_on("fastox|run|--set|migration.level=40 %"),
            "fastox run --set 'migration.level=40 %' --out outputs/runs/main-1 --resume"
        );
        assert_eq!(goes_on("fastox|run|x.toml|--resume|--out|a b"), "fastox run x.toml --resume --out 'a b'");
    }
}
