//! What can go wrong between a run and the disk, in words a user can act on.

use crate::schema::Kind;
use std::error::Error;
use std::io::{self, ErrorKind};
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
    /// The record of a run is cut off or empty, so that it does not even say which version left it.
    #[error("`{}` is not a run record: {found}", path.display())]
    Torn {
        /// The file.
        path: PathBuf,
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
    /// What was to be written would take the place of a folder, a device or a pipe.
    #[error("`{}` is {found} and no file", path.display())]
    NoFile {
        /// What lies there.
        path: PathBuf,
        /// `a folder`, or `a device or a pipe`.
        found: &'static str,
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
            | Self::NoFile { path, .. }
            | Self::Torn { path, .. }
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
            Self::NotWritable { source, .. } | Self::Write { source, .. } => elsewhere(source.kind()).into(),
            Self::Full { .. } => "free some space, or choose a folder on another disk with \
                                  `--out`; nothing half-written is left"
                .into(),
            Self::Gone { .. } => {
                "see what `fastox report` says of that run; several processes fill one folder with `--part K/N`".into()
            }
            Self::NotMoved { kept, .. } => {
                format!("nothing is lost: the run lies in `{}`", kept.display())
            }
            Self::Read { source, .. } if source.kind() == ErrorKind::PermissionDenied => {
                "check that you may read it".into()
            }
            Self::Read { .. } => "check the path; a run is a folder with a `manifest.json`".into(),
            Self::Changed { .. } | Self::OtherRun { .. } | Self::Unrecorded { .. } | Self::Torn { .. } => {
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
        if is_full(&source) {
            return Self::Full { path: path.to_path_buf() };
        }
        let source = in_the_way(parent_of(path), bare(source));
        Self::Write { path: path.to_path_buf(), source }
    }

    /// A folder that cannot hold a run, with a full disk named as such.
    pub fn not_writable(path: &Path, source: io::Error) -> Self {
        if is_full(&source) {
            return Self::Full { path: path.to_path_buf() };
        }
        let source = in_the_way(path, bare(source));
        Self::NotWritable { path: path.to_path_buf(), source }
    }

    pub(crate) fn read(path: &Path, source: io::Error) -> Self {
        Self::Read { path: path.to_path_buf(), source }
    }

    pub(crate) fn foreign(path: &Path, expected: &'static str, found: &impl ToString) -> Self {
        Self::Foreign { path: path.to_path_buf(), expected, found: found.to_string() }
    }
}

/// What would work where nothing can be written.
const fn elsewhere(found: ErrorKind) -> &'static str {
    match found {
        ErrorKind::NotFound => "make that folder first, or choose one that is there with `--out`",
        ErrorKind::PermissionDenied
        | ErrorKind::ReadOnlyFilesystem
        | ErrorKind::AlreadyExists
        | ErrorKind::NotADirectory => "choose a folder you may write in with `--out`",
        _ => "check the disk, then run again; nothing half-written is left",
    }
}

/// What the system says, without the name of a temporary file, which no reader knows.
fn bare(error: io::Error) -> io::Error {
    let code = causes(&error).find_map(io::Error::raw_os_error);
    match (code, error.to_string().split_once(" at ")) {
        (Some(code), _) => io::Error::from_raw_os_error(code),
        // A temporary file hides the error that it holds.
        (None, Some((found, _))) => io::Error::new(error.kind(), found),
        _ => error,
    }
}

/// The folder a path lies in; a bare name lies in the current one.
pub(crate) fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A folder that is not there, or is none, is what is in the way of a file in it, and is named.
fn in_the_way(folder: &Path, found: io::Error) -> io::Error {
    let there = folder.ancestors().find(|above| above.symlink_metadata().is_ok());
    let kind = found.kind();
    match there {
        Some(there) if !there.is_dir() => {
            io::Error::new(ErrorKind::NotADirectory, format!("`{}` is no folder", there.display()))
        }
        _ if kind == ErrorKind::NotFound && !folder.exists() => {
            io::Error::new(kind, format!("there is no folder `{}`", folder.display()))
        }
        _ => found,
    }
}

/// The errors of the system inside that of a writer.
fn causes(error: &io::Error) -> impl Iterator<Item = &io::Error> {
    let causes = std::iter::successors(Some(error as &dyn Error), |cause| (*cause).source());
    // An error of its own kind hides what it holds from its `source`.
    let held = error.get_ref().and_then(|held| held.downcast_ref());
    held.into_iter().chain(causes.filter_map(|cause| cause.downcast_ref()))
}

/// Whether a full disk is the cause, be it inside the error of a writer.
fn is_full(error: &io::Error) -> bool {
    let says_so = |cause: &io::Error| matches!(cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    causes(error).any(says_so)
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

    /// Whatever writes: in a folder, beside a file, or into a file of its own.
    #[test]
    fn what_is_in_the_way_is_named_and_no_temporary_file_is() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        std::fs::write(at("file"), "").expect("a file");
        std::fs::create_dir(at("folder")).expect("a folder");
        let (gone, file) = (at("gone").display().to_string(), at("file").display().to_string());
        for (name, found, works) in [
            ("gone/page", format!("there is no folder `{gone}`"), "make that folder first"),
            ("file/page", format!("`{file}` is no folder"), "choose a folder"),
            ("file/below/page", format!("`{file}` is no folder"), "choose a folder"),
            ("folder", "is a folder and no file".to_owned(), "choose another name"),
        ] {
            for refused in [crate::writable(&at(name)), crate::write_whole(&at(name), b"1").map(drop)] {
                let error = refused.expect_err(name);
                let (message, asked) = (error.to_string(), at(name).display().to_string());
                assert!(message.contains(&asked) && message.ends_with(&found), "{message}");
                assert!(error.help().starts_with(works), "{message}: {}", error.help());
                // The name of the folder of this test is that of a temporary one.
                assert!(!message.replace(&home.path().display().to_string(), "").contains(".tmp"), "{message}");
            }
        }
        let not_made = std::fs::create_dir_all(at("file")).expect_err("a file lies there");
        let error = OutputError::not_writable(&at("file"), not_made);
        assert_eq!(error.to_string(), format!("cannot write in `{file}`: `{file}` is no folder"));
    }

    /// As a temporary file has it in a folder that may not be written in, whoever the user is.
    #[test]
    fn who_may_not_write_is_told_so_and_not_of_the_disk() {
        let home = tempfile::tempdir().expect("a folder");
        let denied = || io::Error::from_raw_os_error(13);
        // A temporary file names itself and hides the error that it holds.
        let hidden = io::Error::new(denied().kind(), format!("{} at path \"/home/.tmp16YSb0\"", denied()));
        let held = io::Error::new(denied().kind(), OutputError::read(home.path(), denied()));
        for found in [denied(), hidden, held] {
            let error = OutputError::write(&home.path().join("page"), found);
            assert!(error.to_string().ends_with(&format!("page`: {}", denied())), "{error}");
            assert_eq!(error.help(), "choose a folder you may write in with `--out`");
        }
    }
}
