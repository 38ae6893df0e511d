//! Ctrl-C and SIGTERM: what is half-made is removed, what is whole stays, and the program says which.

use super::lines::note;
use fastox_outputs::{kept_in, remove_unfinished};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The exit code of an interrupted command, as a shell gives it for Ctrl-C.
const INTERRUPTED: i32 = 130;

static PARTIAL: Mutex<Option<PathBuf>> = Mutex::new(None);

/// What an interruption leaves: cells that are whole, and the year to which another was kept.
fn in_words((cells, year): (usize, Option<i32>)) -> String {
    match (cells, year) {
        (cells, None) => format!("whole cells {cells}"),
        (0, Some(year)) => format!("cells kept to {year}"),
        (cells, Some(year)) => format!("whole cells {cells}, others kept to {year}"),
    }
}

/// From now on an interruption leaves of this folder the cells that were kept, or nothing.
pub(super) fn leaves_cells(partial: &Path) {
    *PARTIAL.lock().unwrap_or_else(PoisonError::into_inner) = Some(partial.to_owned());
    // The handler of an earlier call reads the same place.
    let _ = ctrlc::try_set_handler(|| {
        let folder = PARTIAL.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        remove_unfinished(&folder);
        if folder.is_dir() {
            let (folder, kept) = (folder.display(), in_words(kept_in(&folder)));
            note(&format!("interrupted: what is finished lies in `{folder}` ({kept}); go on with --resume"));
        } else {
            note("interrupted: nothing of this run is left");
        }
        std::process::exit(INTERRUPTED);
    });
}
