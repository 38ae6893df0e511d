//! What can go wrong between a run and the disk, in words a user can act on.

use crate::schema::Kind;
use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

/// What can go wrong when a run is written or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The destination exists; results are never overwritten.
    #[error("`{}` exists already", path.display())]
    Taken {
        /// The destination.
        path: PathBuf,
        /// Whether a run lies there, which can be added to.
        is_run: bool,
    },
    /// The destination was begun and not finished.
    #[error("`{}` holds a run that was begun and not finished", path.display())]
    Unfinished {
        /// The folder of the unfinished run.
        path: PathBuf,
    },
    /// The destination ends in nothing that could be a folder's name.
    #[error("`{}` does not end in the name of a folder", path.display())]
    Nameless {
        /// The destination.
        path: PathBuf,
    },
    /// The place cannot be written in.
    #[error("cannot write in `{}`: {source}", path.display())]
    NotWritable {
        /// The folder that was to hold the run.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The disk or the quota is full.
    #[error("no space is left on the disk for `{}`", path.display())]
    Full {
        /// The file being written.
        path: PathBuf,
    },
    /// The folder of an unfinished run went while it was being filled.
    #[error("`{}` is not there any more: another process has finished or removed that run", path.display())]
    Gone {
        /// The folder of the unfinished run.
        path: PathBuf,
    },
    /// A file could not be written.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The run is complete but lies in another folder than it should.
    #[error("the run is complete but could not be moved to `{}`: {source}", path.display())]
    NotMoved {
        /// The destination.
        path: PathBuf,
        /// Where the run lies instead.
        kept: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file could not be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is damaged, or no file of a run.
    #[error("`{}` is not {expected}: {found}", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it should be: `a Parquet file`, `a run record`, …
        expected: &'static str,
        /// What the reader says.
        found: String,
    },
    /// A file is not the one that the run left.
    #[error("`{}` was changed after the run: its checksum is not the one in `manifest.json`", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A table of another run than the record beside it.
    #[error("`{}` bears another manifest than `manifest.json` beside it", path.display())]
    OtherRun {
        /// The file.
        path: PathBuf,
    },
    /// A table that would not fit, whatever its length on disk.
    #[error("`{}` holds {rows} rows in {bytes} bytes, more than can be read", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its rows.
        rows: i64,
        /// Its length.
        bytes: u64,
    },
    /// A file that the run did not leave.
    #[error("`{}` is no file of the run: `manifest.json` does not list it", path.display())]
    Unrecorded {
        /// The file.
        path: PathBuf,
    },
    /// An address that no run can be copied to, or that does not answer.
    #[error("cannot copy to `{}`: {found}", path.display())]
    Address {
        /// The address.
        path: PathBuf,
        /// What the store says.
        found: String,
    },
    /// Another file lies where one is to be copied to.
    #[error("another file lies at `{}`", path.display())]
    Occupied {
        /// Its address.
        path: PathBuf,
    },
    /// What was to be written would take the place of what a run has left.
    #[error("`{}` is a file of the run in its folder, and is not replaced", path.display())]
    OfARun {
        /// The file.
        path: PathBuf,
    },
    /// What was to be written would take the place of a device or a pipe.
    #[error("`{}` is no file", path.display())]
    NoFile {
        /// What lies there.
        path: PathBuf,
    },
    /// A table lacks a column.
    #[error("`{}` has no column `{column}`, which `{table}` needs", path.display())]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The table it should hold.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A column has another type.
    #[error("`{column}` in `{}` is stored as {found}, not as {expected:?}", path.display())]
    OtherKind {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
        /// What it should be.
        expected: Kind,
        /// The type in the file.
        found: String,
    },
}

impl OutputError {
    /// The file or folder that is to blame.
    pub fn path(&self) -> &Path {
        match self {
            Self::Taken { path, .. }
            | Self::Unfinished { path }
            | Self::Nameless { path }
            | Self::NotWritable { path, .. }
            | Self::Full { path }
            | Self::Gone { path }
            | Self::Write { path, .. }
            | Self::NotMoved { path, .. }
            | Self::Read { path, .. }
            | Self::Foreign { path, .. }
            | Self::Changed { path }
            | Self::Unrecorded { path }
            | Self::OfARun { path }
            | Self::NoFile { path }
            | Self::OtherRun { path, .. }
            | Self::TooLarge { path, .. }
            | Self::Address { path, .. }
            | Self::Occupied { path }
            | Self::NoColumn { path, .. }
            | Self::OtherKind { path, .. } => path,
        }
    }

    /// What would work, for the `help:` line.
    pub fn help(&self) -> String {
        match self {
            Self::Taken { path, is_run: true } => {
                let path = path.display();
                format!("add to this run with `--resume`, choose another folder with `--out`, or remove `{path}` first")
            }
            Self::Taken { path, .. } => {
                format!("choose another folder with `--out`, or remove `{}` first", path.display())
            }
            Self::Unfinished { path } => {
                format!("go on with `--resume`, or remove it with `fastox clean {}`", path.display())
            }
            Self::Nameless { .. } => "name a folder, for instance `--out my-run`".into(),
            Self::OfARun { .. } | Self::NoFile { .. } => "choose another name with `--out`".into(),
            Self::NotWritable { .. } => "choose a folder you may write in with `--out`".into(),
            Self::Full { .. } => "free some space, or choose a folder on another disk with \
                                  `--out`; nothing half-written is left"
                .into(),
            Self::Gone { .. } => {
                "see what `fastox report` says of that run; several processes fill one folder with `--part K/N`".into()
            }
            Self::Write { .. } => "check the disk, then run again; nothing half-written is left".into(),
            Self::NotMoved { kept, .. } => {
                format!("nothing is lost: the run lies in `{}`", kept.display())
            }
            Self::Read { .. } => "check the path; a run is a folder with a `manifest.json`".into(),
            Self::Changed { .. } | Self::OtherRun { .. } | Self::Unrecorded { .. } => {
                "restore the folder from a copy, or run the experiment again".into()
            }
            Self::Address { .. } => {
                "give an address as `s3://bucket/folder`, `gs://…`, `az://…` or `file:///folder`, with \
                                     the rights in the environment; what was sent stays, and the same command goes on"
                    .into()
            }
            Self::Occupied { .. } => "copy to another address; nothing that lies there is replaced".into(),
            Self::TooLarge { .. } => "read it on a machine with more memory, if it is a table of a run".into(),
            Self::Foreign { .. } | Self::NoColumn { .. } | Self::OtherKind { .. } => {
                "read the run with the version of fastox that its `manifest.json` names, or run \
                 it again"
                    .into()
            }
        }
    }

    /// A failed write, with a full disk named as such.
    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        if is_full(&source) { Self::Full { path } } else { Self::Write { path, source } }
    }

    /// A folder that cannot hold a run, with a full disk named as such.
    pub fn not_writable(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        if is_full(&source) { Self::Full { path } } else { Self::NotWritable { path, source } }
    }

    pub(crate) fn read(path: &Path, source: io::Error) -> Self {
        Self::Read { path: path.to_path_buf(), source }
    }

    pub(crate) fn foreign(path: &Path, expected: &'static str, found: &impl ToString) -> Self {
        Self::Foreign { path: path.to_path_buf(), expected, found: found.to_string() }
    }
}

/// Whether a full disk is the cause, be it inside the error of a writer.
fn is_full(error: &io::Error) -> bool {
    let says_so = |cause: &io::Error| matches!(cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    let causes = std::iter::successors(Some(error as &dyn Error), |cause| (*cause).source());
    causes.filter_map(|cause| cause.downcast_ref()).any(says_so)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_named_whatever_the_writer_makes_of_it() {
        let place = Path::new("here");
        let bare = || io::Error::from(io::ErrorKind::StorageFull);
        let wrapped = io::Error::other(OutputError::Write { path: place.into(), source: bare() });
        for full in [bare(), wrapped] {
            assert!(matches!(OutputError::write(place, full), OutputError::Full { .. }));
        }
        let other = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(matches!(OutputError::write(place, other), OutputError::Write { .. }));
    }
}
