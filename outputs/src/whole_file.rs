//! A file that is there whole or not at all.

pub(crate) use crate::error::parent_of;
use crate::{OutputError, RunRecord, disk};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes a file beside its place and moves it there in one step; says whether one of that name was replaced. A link is
/// replaced itself, what it points to stays.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<bool, OutputError> {
    fill_whole(path, |file| file.write_all(bytes))
}

/// The same for a file that is too long to be held in memory.
pub(crate) fn fill_whole(
    path: &Path,
    fill: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> Result<bool, OutputError> {
    spare(path)?;
    replace(path, fill)
}

/// What a run has left is never replaced, nor a folder, nor what is neither: a device, a pipe, or a link to one.
fn spare(path: &Path) -> Result<(), OutputError> {
    let found = match (path.symlink_metadata(), path.metadata()) {
        (Ok(itself), _) if itself.is_dir() => Some("a folder"),
        (_, Ok(there)) if !there.is_file() && !there.is_dir() => Some("a device or a pipe"),
        _ => None,
    };
    if let Some(found) = found {
        return Err(OutputError::NoFile { path: path.to_path_buf(), found });
    }
    let name = path.file_name().unwrap_or_default();
    let record = RunRecord::read(parent_of(path));
    let is_of_run = record.is_ok_and(|run| {
        name == RunRecord::FILE_NAME || run.files.iter().any(|file| OsStr::new(file.name.as_str()) == name)
    });
    if is_of_run { Err(OutputError::OfARun { path: path.to_path_buf() }) } else { Ok(()) }
}

/// The same for a folder that is being filled.
pub(crate) fn replace(path: &Path, fill: impl FnOnce(&mut File) -> std::io::Result<()>) -> Result<bool, OutputError> {
    let replaced = path.symlink_metadata().is_ok();
    let written = NamedTempFile::new_in(parent_of(path)).and_then(|mut file| {
        fill(file.as_file_mut())?;
        disk::sync(file.as_file())?;
        allow_reading(&file)?;
        file.persist(path).map_err(|refused| refused.error)
    });
    written.map(|_| replaced).map_err(|source| OutputError::write(path, source))
}

/// Whether a file could be written there, before work is spent on what it is to hold.
pub fn writable(path: &Path) -> Result<(), OutputError> {
    spare(path)?;
    NamedTempFile::new_in(parent_of(path)).map(drop).map_err(|source| OutputError::write(path, source))
}

/// Temporary files are their owner's; a result may be read by whom any new file may be read.
#[cfg(unix)]
fn allow_reading(file: &NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn allow_reading(_: &NamedTempFile) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RunFolder;
    use std::fs;

    /// As a superuser a device could be replaced like any file.
    #[test]
    #[cfg(unix)]
    fn what_is_no_file_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let [device, socket, dangling] = ["device", "socket", "dangling"].map(|name| folder.path().join(name));
        let _listens = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        std::os::unix::fs::symlink("/dev/null", &device).expect("a link");
        std::os::unix::fs::symlink("nowhere", &dangling).expect("a link");
        for path in [&device, &socket] {
            let before = path.symlink_metadata().expect("it is there").file_type();
            for refused in [write_whole(path, b"one").map(|_| ()), writable(path)] {
                assert!(
                    refused.is_err_and(|error| error.to_string().ends_with("is a device or a pipe and no file")),
                    "{}",
                    path.display()
                );
            }
            assert_eq!(path.symlink_metadata().expect("it is there").file_type(), before);
        }
        assert!(write_whole(&dangling, b"one").expect("written"));
        assert_eq!(fs::read(&dangling).expect("a file"), b"one");
    }

    #[test]
    fn a_file_is_replaced_and_a_link_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let (page, target) = (folder.path().join("page"), folder.path().join("target"));
        assert!(!write_whole(&page, b"one").expect("written"));
        assert!(write_whole(&page, b"two").expect("written"));
        assert_eq!(fs::read(&page).expect("read"), b"two");
        #[cfg(unix)]
        {
            fs::write(&target, "mine").expect("written");
            let link = folder.path().join("link");
            std::os::unix::fs::symlink(&target, &link).expect("a link");
            assert!(write_whole(&link, b"page").expect("written"));
            assert_eq!(
                (fs::read(&target).expect("read"), fs::read(&link).expect("read")),
                (b"mine".to_vec(), b"page".to_vec())
            );
        }
        assert!(write_whole(&folder.path().join("gone/page"), b"three").is_err());
    }

    #[test]
    fn what_a_run_has_left_is_not_replaced() {
        let home = tempfile::tempdir().expect("a folder");
        let mut folder = RunFolder::prepare(&home.path().join("run")).expect("a place");
        folder.write_file("kept.txt", b"mine").expect("written");
        folder.write_record(RunRecord::default()).expect("written");
        let run = folder.finish().expect("a run");
        for name in ["kept.txt", "manifest.json"] {
            let before = fs::read(run.join(name)).expect("read");
            let refused = [write_whole(&run.join(name), b"page").map(drop), writable(&run.join(name))];
            assert!(refused.iter().all(|r| matches!(r, Err(OutputError::OfARun { .. }))), "{refused:?}");
            assert_eq!(fs::read(run.join(name)).expect("read"), before);
        }
        assert!(!write_whole(&run.join("report.html"), b"page").expect("written"));
        assert!(write_whole(&run.join("report.html"), b"page").expect("written"));
    }
}
