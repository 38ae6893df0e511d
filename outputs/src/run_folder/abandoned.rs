//! The folder of an unfinished run that nobody goes on with: what it holds, and its removal.

use super::{CELLS, LOCK, PARTIAL, exists, give_back, remove_partial};
use crate::whole_file::parent_of;
use crate::{OutputError, RunRecord};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// What lies in the folder of an unfinished run, besides hidden files and what is being removed.
const PARTS: [&str; 5] = [RunRecord::FILE_NAME, CELLS, "years", "whole", "former"];

/// The folder of an unfinished run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abandoned {
    /// Where it lies, without links on the way.
    pub folder: PathBuf,
    /// Files in it, links among them.
    pub files: u64,
    /// Their bytes; of a link its own.
    pub bytes: u64,
    /// Whether a process is filling it.
    pub held: bool,
    /// A finished run that was about to be replaced, and goes back to its place.
    pub former: Option<PathBuf>,
}

impl Abandoned {
    /// Looks at a folder; nothing if it is not what an unfinished run leaves: a folder, no link to one, whose name ends in
    /// `.partial` and in which nothing else lies.
    pub fn look(folder: &Path) -> Result<Option<Self>, OutputError> {
        // Without a slash at the end, which would follow a link.
        let named: PathBuf = folder.components().collect();
        let ends = named.file_name().is_some_and(|name| name.to_string_lossy().ends_with(PARTIAL));
        if !ends || !fs::symlink_metadata(&named).is_ok_and(|found| found.is_dir()) {
            return Ok(None);
        }
        let read = |source| OutputError::read(&named, source);
        let entries: io::Result<Vec<PathBuf>> =
            fs::read_dir(&named).map_err(read)?.map(|entry| Ok(entry?.path())).collect();
        if !entries.map_err(read)?.iter().all(|entry| is_part(entry)) {
            return Ok(None);
        }
        let (files, bytes) = counted(&named).map_err(read)?;
        let folder = fs::canonicalize(&named).map_err(read)?;
        let destination = destination(&folder);
        let former = (exists(&folder.join("former")) && !exists(&destination)).then_some(destination);
        Ok(Some(Self { held: is_held(&folder), folder, files, bytes, former }))
    }

    /// Removes it, unless a process is filling it by now; says whether it is gone.
    pub fn remove(&self) -> Result<bool, OutputError> {
        if is_held(&self.folder) {
            return Ok(false);
        }
        give_back(&self.folder, &destination(&self.folder))
            .and_then(|()| remove_partial(&self.folder))
            .map_err(|source| OutputError::write(&self.folder, source))?;
        Ok(true)
    }
}

/// Whether a run leaves something of that name in its folder.
fn is_part(entry: &Path) -> bool {
    let name = entry.file_name().unwrap_or_default().to_string_lossy();
    PARTS.contains(&&*name) || name.starts_with('.') || name.starts_with("removed-")
}

/// Where the run would lie.
fn destination(partial: &Path) -> PathBuf {
    let name = partial.file_name().unwrap_or_default().to_string_lossy();
    parent_of(partial).join(name.strip_suffix(PARTIAL).unwrap_or(&name))
}

fn is_held(partial: &Path) -> bool {
    let lock = File::open(partial.join(LOCK));
    lock.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

/// Files and bytes below a folder; what a link points to is not looked at.
fn counted(folder: &Path) -> io::Result<(u64, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let found = entry.metadata()?;
        let (more, size) = if found.is_dir() { counted(&entry.path())? } else { (1, found.len()) };
        (files, bytes) = (files + more, bytes + size);
    }
    Ok((files, bytes))
}
