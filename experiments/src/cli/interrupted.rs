//! Ctrl-C and SIGTERM: what is half-made is removed, and the program says so.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The exit code of an interrupted command, as a shell gives it for Ctrl-C.
const INTERRUPTED: i32 = 130;

static HALF_MADE: Mutex<Option<PathBuf>> = Mutex::new(None);

/// From now on an interruption removes this folder.
pub(super) fn removes(half_made: &Path) {
    *HALF_MADE.lock().unwrap_or_else(PoisonError::into_inner) = Some(half_made.to_owned());
    // The handler of an earlier call reads the same place.
    let _ = ctrlc::try_set_handler(|| {
        if let Some(folder) = HALF_MADE.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = std::fs::remove_dir_all(folder);
        }
        eprintln!("interrupted: nothing of this run is left");
        std::process::exit(INTERRUPTED);
    });
}
