//! The folder of a run: filled under a hidden name beside its destination, and moved there whole.
//! So a folder with a run's name always holds a complete run.

use crate::checksum::Checksummed;
use crate::{FileRecord, Manifest, OutputError, RunRecord, Table, parquet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::process;

/// A run folder being filled. Dropped before [`RunFolder::finish`], it leaves nothing.
#[derive(Debug)]
pub struct RunFolder {
    destination: PathBuf,
    partial: PathBuf,
    files: Vec<FileRecord>,
    /// The experiment, if the folder is numbered and may take the next number.
    numbered: Option<String>,
}

impl RunFolder {
    /// Makes a hidden folder beside a destination that must not exist.
    pub fn prepare(destination: &Path) -> Result<Self, OutputError> {
        // `runs/first/.` is `runs/first`; a folder cannot be moved to the former.
        let destination: PathBuf = destination.components().collect();
        if exists(&destination) {
            return Err(OutputError::Taken { path: destination });
        }
        let partial = make_partial(&destination)?;
        let folder = Self { destination, partial, files: Vec::new(), numbered: None };
        folder.probe()?;
        Ok(folder)
    }

    /// Prepares `<experiment>-<n>` with the first free n. If another run takes the number in the
    /// meantime, this one takes the next when it finishes.
    pub fn prepare_next(parent: &Path, experiment: &str) -> Result<Self, OutputError> {
        let mut folder = Self::prepare(&next_free(parent, experiment))?;
        folder.numbered = Some(experiment.to_owned());
        Ok(folder)
    }

    /// Where the run will lie.
    pub fn destination(&self) -> &Path {
        &self.destination
    }

    /// Where it is being filled.
    pub fn half_made(&self) -> &Path {
        &self.partial
    }

    /// The files written so far.
    pub fn files(&self) -> &[FileRecord] {
        &self.files
    }

    /// Writes a table as `<name>.parquet`, sorted by its key.
    pub fn write_table(&mut self, table: &Table, manifest: &Manifest) -> Result<(), OutputError> {
        let path = self.partial.join(table.spec().file_name());
        let written = parquet::write_table(&table.sorted(), manifest, &path);
        let record = written.map_err(|error| self.as_promised(error))?;
        self.files.push(record);
        Ok(())
    }

    /// Writes a file that is not a table; `name` may stand in a sub-folder.
    pub fn write_file(&mut self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let path = self.partial.join(name);
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

    /// Moves the folder to its destination in one step, and says where it lies.
    pub fn finish(mut self) -> Result<PathBuf, OutputError> {
        loop {
            match self.move_to_destination() {
                Ok(()) => break,
                Err(source) if is_taken(&source) && self.numbered.is_some() => self.renumber(),
                Err(source) => return Err(self.keep(source)),
            }
        }
        // Nothing is left for `drop` to remove.
        self.partial = PathBuf::new();
        Ok(mem::take(&mut self.destination))
    }

    /// Refuses an empty folder too, which the system would replace without a word.
    fn move_to_destination(&self) -> io::Result<()> {
        if exists(&self.destination) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        fs::rename(&self.partial, &self.destination)
    }

    fn renumber(&mut self) {
        if let Some(experiment) = &self.numbered {
            self.destination = next_free(parent_of(&self.destination), experiment);
        }
    }

    /// A complete run is worth more than a tidy disk: it stays under its hidden name.
    fn keep(&mut self, source: io::Error) -> OutputError {
        let (path, kept) = (mem::take(&mut self.destination), mem::take(&mut self.partial));
        OutputError::NotMoved { path, kept, source }
    }

    /// Writes a byte, since a folder can be made on a disk that takes no data.
    fn probe(&self) -> Result<(), OutputError> {
        let probe = self.partial.join(".probe");
        let probed = fs::write(&probe, [0]).and_then(|()| fs::remove_file(&probe));
        probed.map_err(|source| OutputError::not_writable(parent_of(&self.destination), source))
    }

    /// The error with the path the user knows instead of the hidden one.
    fn as_promised(&self, error: OutputError) -> OutputError {
        let shown = |path: PathBuf| match path.strip_prefix(&self.partial) {
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
        if !self.partial.as_os_str().is_empty() {
            let _ = fs::remove_dir_all(&self.partial);
        }
    }
}

/// The first `<experiment>-<n>` in `parent` that does not exist, counting from 1.
pub fn next_free(parent: &Path, experiment: &str) -> PathBuf {
    let numbered = (1_u64..).map(|n| parent.join(format!("{experiment}-{n}")));
    numbered.into_iter().find(|path| !exists(path)).expect("some number is free")
}

/// Makes `.NAME.partial-PID` beside the destination, with a suffix if this process has one already.
fn make_partial(destination: &Path) -> Result<PathBuf, OutputError> {
    let nameless = || OutputError::Nameless { path: destination.to_path_buf() };
    let name = destination.file_name().ok_or_else(nameless)?.to_string_lossy().into_owned();
    let parent = parent_of(destination);
    let refused = |source| OutputError::not_writable(parent, source);
    fs::create_dir_all(parent).map_err(refused)?;
    let hidden = format!(".{name}.partial-{}", process::id());
    make_first_free(parent, &hidden).map_err(refused)
}

fn make_first_free(parent: &Path, hidden: &str) -> io::Result<PathBuf> {
    let mut path = parent.join(hidden);
    for suffix in 2.. {
        match fs::create_dir(&path) {
            Err(found) if found.kind() == ErrorKind::AlreadyExists => {
                path = parent.join(format!("{hidden}-{suffix}"));
            }
            made => return made.map(|()| path),
        }
    }
    unreachable!("the numbers do not end")
}

fn write_bytes(path: &Path, name: &str, bytes: &[u8]) -> io::Result<FileRecord> {
    fs::create_dir_all(parent_of(path))?;
    let mut file = Checksummed::new(File::create(path)?);
    file.write_all(bytes)?;
    file.inner().sync_all()?;
    Ok(file.record(name, None))
}

/// Whether something lies there, be it a link to nowhere.
fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The folder a path lies in; a bare name lies in the current one.
fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::DirectoryNotEmpty)
}

#[cfg(test)]
mod tests;
