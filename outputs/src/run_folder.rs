//! The folder of a run: filled in a folder `NAME.partial` beside its destination, and moved there whole. So a folder
//! with a run's name always holds a complete run.
//!
//! ```text
//! NAME.partial/manifest.json     what is being run
//! NAME.partial/cells/CELL/       what a cell left, whole
//! NAME.partial/years/CELL/       where a cell stands that is being lived
//! NAME.partial/whole/            the run as it is put together
//! NAME.partial/former/           the run that it replaces
//! NAME.partial/removed-…/        what is being removed
//! ```
//! Cells outlive the process that made them: a run that was stopped goes on from them, and several processes may fill
//! one folder.

mod abandoned;
mod checkpoint;

pub use abandoned::Abandoned;
pub use checkpoint::{CheckpointFolder, Fill, kept_in, partial_of};

use crate::checksum::Checksummed;
use crate::parquet::Order;
use crate::whole_file::{parent_of, replace};
use crate::{FileRecord, Manifest, OutputError, RunRecord, Table, disk, parquet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::process;

/// What the folder of an unfinished run is called, behind the name of the run.
pub const PARTIAL: &str = ".partial";
const LOCK: &str = ".lock";
/// The folder of the cells that are whole.
const CELLS: &str = "cells";

/// A run folder being filled. Dropped before [`RunFolder::finish`], it leaves the cells, and nothing if there are none.
#[derive(Debug)]
pub struct RunFolder {
    destination: PathBuf,
    partial: PathBuf,
    files: Vec<FileRecord>,
    /// Whether a run at the destination is replaced.
    replaces: bool,
    /// Whether there is something to remove if the run is not finished.
    begun: bool,
    /// Held as long as the folder is being filled, so that nobody takes it for abandoned.
    lock: Option<File>,
}

impl RunFolder {
    /// Makes the folder of a run that nobody has begun.
    pub fn prepare(destination: &Path) -> Result<Self, OutputError> {
        let mut folder = Self::look(destination)?;
        if exists(&folder.destination) {
            let is_run = folder.destination.join(RunRecord::FILE_NAME).is_file();
            return Err(OutputError::Taken { path: mem::take(&mut folder.destination), is_run });
        }
        folder.make_parent()?;
        if exists(&folder.partial) {
            return Err(OutputError::Unfinished { path: mem::take(&mut folder.partial) });
        }
        folder.make(|partial| disk::create_dir(partial))
    }

    /// Prepares `<experiment>-<n>` with the first n that no run has.
    pub fn prepare_next(parent: &Path, experiment: &str) -> Result<Self, OutputError> {
        loop {
            match Self::prepare(&next_free(parent, experiment)) {
                // Another process took the number in the meantime.
                Err(OutputError::Unfinished { .. } | OutputError::Taken { .. }) => {}
                made => return made,
            }
        }
    }

    /// The folder of a run that may have been begun or finished before.
    pub fn resume(destination: &Path) -> Result<Self, OutputError> {
        let mut folder = Self::look(destination)?;
        folder.make_parent()?;
        folder.replaces = true;
        let folder = folder.make(|partial| disk::create_dir_all(partial))?;
        folder.mend().map_err(|source| OutputError::write(&folder.partial, source))?;
        Ok(folder)
    }

    /// The folder of a run that is only looked at: nothing is made.
    pub fn look(destination: &Path) -> Result<Self, OutputError> {
        // A folder cannot be moved to `runs/first/.`, and the parts of a path do not tell it from `runs/first`.
        if destination.file_name().is_none() || destination.as_os_str().as_encoded_bytes().ends_with(b"/.") {
            return Err(OutputError::Nameless { path: destination.to_path_buf() });
        }
        // Without a slash at the end.
        let destination: PathBuf = destination.components().collect();
        let partial = partial_of(&destination);
        Ok(Self { destination, partial, files: Vec::new(), replaces: false, begun: false, lock: None })
    }

    fn make_parent(&self) -> Result<(), OutputError> {
        let parent = parent_of(&self.destination);
        disk::create_dir_all(parent).map_err(|source| OutputError::not_writable(parent, source))
    }

    /// Makes the folder and writes a byte, since a folder can be made on a disk that takes no data.
    fn make(mut self, make: impl Fn(&Path) -> io::Result<()>) -> Result<Self, OutputError> {
        let refused = |source| OutputError::not_writable(parent_of(&self.destination), source);
        make(&self.partial).map_err(refused)?;
        let probe = self.partial.join(format!(".probe-{}", process::id()));
        let probed = disk::create(&probe)
            .and_then(|mut file| file.write_all(&[0]))
            .and_then(|()| fs::remove_file(&probe))
            .map_err(refused);
        self.begun = true;
        self.lock = lock(&self.partial);
        probed.map(|()| self)
    }

    /// What a process that was killed while it put the run together left: a run that was to be replaced comes back.
    fn mend(&self) -> io::Result<()> {
        give_back(&self.partial, &self.destination)?;
        remove_aside(&self.partial.join("former"))?;
        remove_aside(&self.partial.join("whole"))
    }

    /// Several processes fill the folder: one that fails leaves what the others have begun.
    #[must_use]
    pub fn shared(mut self) -> Self {
        self.begun = false;
        self
    }

    /// Where the run will lie.
    pub fn destination(&self) -> &Path {
        &self.destination
    }

    /// Where it is being filled.
    pub fn partial(&self) -> &Path {
        &self.partial
    }

    /// The folders of the cells that were kept, by name.
    pub fn cells(&self) -> Result<Vec<PathBuf>, OutputError> {
        let cells = self.partial.join(CELLS);
        if !cells.is_dir() {
            return Ok(Vec::new());
        }
        let read = |source| OutputError::read(&cells, source);
        let entries: io::Result<Vec<PathBuf>> =
            fs::read_dir(&cells).map_err(read)?.map(|entry| Ok(entry?.path())).collect();
        let whole = |path: &PathBuf| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'));
        let mut cells: Vec<PathBuf> = entries.map_err(read)?.into_iter().filter(whole).collect();
        cells.sort();
        Ok(cells)
    }

    /// Keeps what a cell left: its tables and a file. Where another process kept the same cell, its work stays.
    pub fn keep_cell(&self, name: &str, tables: &[&Table], file: (&str, &[u8])) -> Result<(), OutputError> {
        self.try_to_keep(name, tables, file).map_err(|error| or_gone(&self.partial, error))
    }

    fn try_to_keep(&self, name: &str, tables: &[&Table], file: (&str, &[u8])) -> Result<(), OutputError> {
        let cells = self.partial.join(CELLS);
        let (half, whole) = (cells.join(format!(".{name}-{}", process::id())), cells.join(name));
        let failed = |source| OutputError::write(&whole, source);
        disk::create_dir_all(&half).map_err(failed)?;
        for table in parquet::encode_all(tables, &Manifest::default(), Order::AsItStands)? {
            table.write(&half.join(&table.file_name))?;
        }
        write_bytes(&half.join(file.0), file.0, file.1).map_err(failed)?;
        to_its_place(&half, &whole).map_err(failed)
    }

    /// What is being run, for who goes on with it.
    pub fn announce(&self, record: &RunRecord) -> Result<(), OutputError> {
        let (path, text) = (self.partial.join(RunRecord::FILE_NAME), record.to_json());
        replace(&path, |file| file.write_all(text.as_bytes())).map(drop)
    }

    /// What was announced by who began the run, if anybody did.
    pub fn announced(&self) -> Result<Option<RunRecord>, OutputError> {
        if exists(&self.partial.join(RunRecord::FILE_NAME)) {
            RunRecord::read(&self.partial).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Writes tables as `<name>.parquet`, sorted by their keys.
    pub fn write_tables(&mut self, tables: &[&Table], manifest: &Manifest) -> Result<(), OutputError> {
        for table in parquet::encode_all(tables, manifest, Order::ByKey)? {
            let written = self.make_whole().and_then(|()| table.write(&self.place(&table.file_name)));
            self.files.push(written.map_err(|error| self.as_promised(error))?);
        }
        Ok(())
    }

    /// Writes a file that is not a table; `name` may stand in a sub-folder.
    pub fn write_file(&mut self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let path = self.place(name);
        let written = write_bytes(&path, name, bytes);
        let record = written.map_err(|source| self.as_promised(OutputError::write(&path, source)))?;
        self.files.push(record);
        Ok(())
    }

    /// Writes `manifest.json`, with the files written so far. The last file of a run.
    pub fn write_record(&mut self, mut record: RunRecord) -> Result<(), OutputError> {
        record.files.clone_from(&self.files);
        self.write_file(RunRecord::FILE_NAME, record.to_json().as_bytes())
    }

    /// Moves the run to its destination, and says where it lies. A run that is replaced is moved away first and removed
    /// last, so that one of the two is there whole at any moment.
    pub fn finish(mut self) -> Result<PathBuf, OutputError> {
        let former = self.partial.join("former");
        if self.replaces && exists(&self.destination) {
            disk::rename(&self.destination, &former).map_err(|source| self.keep(source))?;
        }
        self.move_to_destination().map_err(|source| self.keep(source))?;
        let _ = remove_partial(&self.partial);
        self.begun = false;
        Ok(mem::take(&mut self.destination))
    }

    /// Refuses an empty folder too, which the system would replace without a word.
    fn move_to_destination(&self) -> io::Result<()> {
        if exists(&self.destination) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        disk::create_dir_all(self.whole())?;
        disk::rename(self.whole(), &self.destination)
    }

    fn whole(&self) -> PathBuf {
        self.partial.join("whole")
    }

    fn place(&self, name: &str) -> PathBuf {
        self.whole().join(name)
    }

    fn make_whole(&self) -> Result<(), OutputError> {
        disk::create_dir_all(self.whole()).map_err(|source| OutputError::write(&self.whole(), source))
    }

    /// A complete run is worth more than a tidy disk: it stays where it was put together.
    fn keep(&mut self, source: io::Error) -> OutputError {
        let (path, kept) = (mem::take(&mut self.destination), self.whole());
        self.begun = false;
        OutputError::NotMoved { path, kept, source }
    }

    /// The error with the path the user knows instead of the hidden one.
    fn as_promised(&self, error: OutputError) -> OutputError {
        let whole = self.whole();
        let shown = |path: PathBuf| match path.strip_prefix(&whole) {
            Ok(name) => self.destination.join(name),
            Err(_) => path,
        };
        match error {
            OutputError::Full { path } => OutputError::Full { path: shown(path) },
            OutputError::Write { path, source } => OutputError::Write { path: shown(path), source },
            other => other,
        }
    }
}

impl Drop for RunFolder {
    fn drop(&mut self) {
        if self.begun {
            remove_unfinished(&self.partial);
        }
    }
}

/// A shared lock on the folder; where the file system has none, nothing is held.
fn lock(partial: &Path) -> Option<File> {
    let file = File::create(partial.join(LOCK)).ok()?;
    file.try_lock_shared().is_ok().then_some(file)
}

/// Puts a run that was about to be replaced back in its place, if nothing has taken it.
fn give_back(partial: &Path, destination: &Path) -> io::Result<()> {
    let former = partial.join("former");
    if exists(&former) && !exists(destination) { disk::rename(&former, destination) } else { Ok(()) }
}

/// Removes what a stopped run was putting together, and all of it if no cell was kept.
pub fn remove_unfinished(partial: &Path) {
    let _ = remove_aside(&partial.join("whole"));
    let some = |name| fs::read_dir(partial.join(name)).is_ok_and(|mut entries| entries.next().is_some());
    let kept = some(CELLS) || some("years");
    // A run that was being replaced is not thrown away.
    if !kept && !exists(&partial.join("former")) {
        let _ = remove_partial(partial);
    }
}

/// Removes the folder of an unfinished run. Its cells and years go first and each in one step, so that whoever goes on after
/// half of the removal finds none rather than torn ones.
fn remove_partial(partial: &Path) -> io::Result<()> {
    remove_aside(&partial.join(CELLS))?;
    remove_aside(&partial.join("years"))?;
    disk::remove_dir_all(partial)
}

/// What failed because the folder of the run has gone is told as that.
fn or_gone(partial: &Path, error: OutputError) -> OutputError {
    if exists(partial) { error } else { OutputError::Gone { path: partial.to_owned() } }
}

/// Moves a folder that is whole to its place. Where another process was first, its work stays.
fn to_its_place(half: &Path, whole: &Path) -> io::Result<()> {
    match disk::rename(half, whole) {
        Err(found) if is_taken(&found) => disk::remove_dir_all(half),
        moved => moved,
    }
}

/// Removes a folder, if it is there: moved aside whole, so that no half of it is found under its name, then taken apart.
fn remove_aside(folder: &Path) -> io::Result<()> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let aside = folder.with_file_name(format!("removed-{name}-{}", process::id()));
    if exists(&aside) {
        disk::remove_dir_all(&aside)?;
    }
    if !exists(folder) {
        return Ok(());
    }
    disk::rename(folder, &aside)?;
    disk::remove_dir_all(&aside)
}

/// The first `<experiment>-<n>` in `parent` that no run has, finished or not, counting from 1.
pub fn next_free(parent: &Path, experiment: &str) -> PathBuf {
    let numbered = (1_u64..).map(|n| format!("{experiment}-{n}"));
    let free = |name: &String| !exists(&parent.join(name)) && !exists(&parent.join(format!("{name}{PARTIAL}")));
    parent.join(numbered.into_iter().find(free).expect("some number is free"))
}

fn write_bytes(path: &Path, name: &str, bytes: &[u8]) -> io::Result<FileRecord> {
    disk::create_dir_all(parent_of(path))?;
    let mut file = Checksummed::new(disk::create(path)?);
    file.write_all(bytes)?;
    disk::sync(file.inner())?;
    Ok(file.record(name, None))
}

/// Whether something lies there, be it a link to nowhere.
fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::DirectoryNotEmpty)
}

#[cfg(test)]
mod faults;
#[cfg(test)]
mod tests;
