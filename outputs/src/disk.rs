//! The one door through which files are made, moved and removed, so that a test can make each step fail.
//!
//! A new file never follows a link that lies in its place: the link goes, what it points to stays.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

/// A new, empty file in place of whatever file lay there.
pub(crate) fn create(path: impl AsRef<Path>) -> io::Result<File> {
    step()?;
    let path = path.as_ref();
    let new = || OpenOptions::new().write(true).create_new(true).open(path);
    match new() {
        Err(found) if found.kind() == ErrorKind::AlreadyExists && is_file(path) => {
            fs::remove_file(path)?;
            new()
        }
        // A device or a pipe is written to, as the reader asked.
        Err(found) if found.kind() == ErrorKind::AlreadyExists && !path.is_dir() => File::create(path),
        made => made,
    }
}

/// A file, or a link to whatever.
fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file() || found.is_symlink())
}

/// A folder that is not there yet.
pub(crate) fn create_dir(path: impl AsRef<Path>) -> io::Result<()> {
    step()?;
    fs::create_dir(path)
}

/// A folder with all above it.
pub(crate) fn create_dir_all(path: impl AsRef<Path>) -> io::Result<()> {
    step()?;
    fs::create_dir_all(path)
}

/// Moves a file or a folder.
pub(crate) fn rename(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {
    step()?;
    fs::rename(from, to)
}

/// Removes a folder with all in it, which takes as many steps as there are files: it may stop half-way.
pub(crate) fn remove_dir_all(path: impl AsRef<Path>) -> io::Result<()> {
    #[cfg(test)]
    faults::removal(path.as_ref())?;
    #[cfg(not(test))]
    step()?;
    fs::remove_dir_all(path)
}

/// Waits until a file lies on the disk.
pub(crate) fn sync(file: &File) -> io::Result<()> {
    step()?;
    file.sync_all()
}

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "a step fails in tests alone")]
const fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(crate) use faults::step;

#[cfg(test)]
pub(crate) mod faults {
    use super::{ErrorKind, Path, io};
    use std::cell::Cell;

    /// Which steps of this thread fail.
    #[derive(Clone, Copy, Debug)]
    pub(crate) enum Fault {
        /// None.
        None,
        /// That one: the disk is full for a moment.
        At(u32),
        /// That one and all after it: the process was killed, and nothing is tidied up.
        From(u32),
    }

    thread_local! {
        static PLAN: Cell<(Fault, u32)> = const { Cell::new((Fault::None, 0)) };
    }

    /// From now on steps count from nought and fail as planned.
    pub(crate) fn plan(fault: Fault) {
        PLAN.set((fault, 0));
    }

    /// How many steps there were.
    pub(crate) fn steps() -> u32 {
        PLAN.get().1
    }

    pub(crate) fn step() -> io::Result<()> {
        let (fault, now) = PLAN.get();
        PLAN.set((fault, now + 1));
        let fails = match fault {
            Fault::None => false,
            Fault::At(step) => now == step,
            Fault::From(step) => now >= step,
        };
        if fails { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    /// A removal that fails has taken away a part: the first file of every folder.
    pub(crate) fn removal(folder: &Path) -> io::Result<()> {
        step().inspect_err(|_| take_first_files(folder))
    }

    fn take_first_files(folder: &Path) {
        let entries = super::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let (folders, mut files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
        files.sort();
        let _ = files.first().map(super::fs::remove_file);
        for folder in &folders {
            take_first_files(folder);
        }
    }
}
