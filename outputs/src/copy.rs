//! A finished run copied to an object store: Amazon S3, Google Cloud Storage, Azure Blob Storage, or a folder.
//!
//! ```text
//! verify   every file is still the one that the run left
//! look     what lies there under its names: nothing, the same, or something else, which is refused
//! put      what is missing, `manifest.json` last: where it lies, the copy is whole
//! ```
//! What lies there is never replaced, so a copy that was interrupted is gone on with by asking again.

use crate::{FileRecord, OutputError, RunRecord};
use object_store::path::Path as Key;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions, WriteMultipart, parse_url_opts};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::{Builder, Runtime};
use url::{ParseError, Url};

/// Bytes that are read and sent in one piece. Stores take ten thousand pieces, so files up to 80 GB.
const PIECE: u64 = 8 << 20;
/// Pieces that may be on their way at a time.
const AT_ONCE: usize = 4;

/// The folder that a copy becomes.
#[derive(Debug)]
pub struct Destination {
    url: String,
    store: Arc<dyn ObjectStore>,
    folder: Key,
    runtime: Runtime,
}

/// A file of a copy.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Copied {
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Whether it was sent; otherwise it lay there already.
    pub sent: bool,
}

impl Destination {
    /// The folder at an address as `s3://bucket/folder`, `gs://…`, `az://…` or `file:///folder`, or at an absolute path. Rights and regions are
    /// read from the environment, under the names that each store's own tools use.
    pub fn at(url: &str) -> Result<Self, OutputError> {
        let refused = |found: String| OutputError::Address { path: url.into(), found };
        let as_path = Path::new(url).is_absolute().then(|| Url::from_file_path(url).ok()).flatten();
        let parsed = as_path.map_or_else(|| Url::parse(url), Ok);
        let parsed = parsed.map_err(|error| refused(unread(error)))?;
        let (store, folder) = parse_url_opts(&parsed, settings()).map_err(|error| refused(in_words(&error)))?;
        Self::in_store(url, Arc::from(store), folder)
    }

    fn in_store(url: &str, store: Arc<dyn ObjectStore>, folder: Key) -> Result<Self, OutputError> {
        let url = url.trim_end_matches('/').to_owned();
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime =
            runtime.map_err(|error| OutputError::Address { path: url.clone().into(), found: error.to_string() })?;
        Ok(Self { url, store, folder, runtime })
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Copies a run, and shows every file once it is there.
    pub fn copy(
        &self,
        run: &Path,
        record: &RunRecord,
        shown: &mut dyn FnMut(&Copied),
    ) -> Result<Vec<Copied>, OutputError> {
        for file in &record.files {
            record.verify(run, &file.name)?;
        }
        let files: Vec<FileRecord> = record.files.iter().cloned().chain([own_record(run)?]).collect();
        self.runtime.block_on(self.send(run, &files, shown))
    }

    async fn send(
        &self,
        run: &Path,
        files: &[FileRecord],
        shown: &mut dyn FnMut(&Copied),
    ) -> Result<Vec<Copied>, OutputError> {
        let mut there = Vec::new();
        for file in files {
            there.push(self.lies_there(file).await?);
        }
        let mut copied = Vec::new();
        for (file, there) in files.iter().zip(there) {
            if !there {
                self.put(&run.join(&file.name), file).await?;
            }
            let one = Copied { name: file.name.clone(), bytes: file.bytes, sent: !there };
            shown(&one);
            copied.push(one);
        }
        Ok(copied)
    }

    /// Whether the same file lies there; another one is refused.
    async fn lies_there(&self, file: &FileRecord) -> Result<bool, OutputError> {
        let key = self.key(file);
        let length = match self.store.head(&key).await {
            Ok(found) => found.size,
            Err(Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(self.failed(file, &error)),
        };
        if length == file.bytes && self.checksum(file).await? == file.blake3 {
            return Ok(true);
        }
        Err(OutputError::Occupied { path: self.address(file) })
    }

    async fn checksum(&self, file: &FileRecord) -> Result<String, OutputError> {
        let mut hasher = blake3::Hasher::new();
        for start in (0..file.bytes).step_by(PIECE as usize) {
            let piece = self.store.get_range(&self.key(file), start..(start + PIECE).min(file.bytes)).await;
            hasher.update(&piece.map_err(|error| self.failed(file, &error))?);
        }
        Ok(hasher.finalize().to_hex().to_string())
    }

    /// Sends a file, which then lies there whole or not at all.
    async fn put(&self, from: &Path, file: &FileRecord) -> Result<(), OutputError> {
        let mut source = File::open(from).map_err(|source| OutputError::read(from, source))?;
        let key = self.key(file);
        if file.bytes <= PIECE {
            let only_new = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
            let put = self.store.put_opts(&key, piece(&mut source, from)?.into(), only_new).await;
            return put.map(drop).map_err(|error| self.failed(file, &error));
        }
        let upload = self.store.put_multipart(&key).await.map_err(|error| self.failed(file, &error))?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, PIECE as usize);
        loop {
            let read = piece(&mut source, from)?;
            if read.is_empty() {
                break;
            }
            upload.wait_for_capacity(AT_ONCE).await.map_err(|error| self.failed(file, &error))?;
            upload.write(&read);
        }
        upload.finish().await.map(drop).map_err(|error| self.failed(file, &error))
    }

    fn key(&self, file: &FileRecord) -> Key {
        file.name.split('/').fold(self.folder.clone(), Key::join)
    }

    fn address(&self, file: &FileRecord) -> PathBuf {
        format!("{}/{}", self.url, file.name).into()
    }

    fn failed(&self, file: &FileRecord, error: &Error) -> OutputError {
        match error {
            // Somebody else put it there in the meantime.
            Error::AlreadyExists { .. } => OutputError::Occupied { path: self.address(file) },
            error => OutputError::Address { path: self.address(file), found: in_words(error) },
        }
    }
}

/// What the environment says of stores. A wrong address is said within a minute.
fn settings() -> impl Iterator<Item = (String, String)> {
    let set = std::env::vars_os().filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)));
    let patience = [("connect_timeout", "10 seconds"), ("timeout", "5 minutes")];
    patience.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).chain(set)
}

/// The record of the run, which lists all files but itself.
fn own_record(run: &Path) -> Result<FileRecord, OutputError> {
    let path = run.join(RunRecord::FILE_NAME);
    let bytes = std::fs::read(&path).map_err(|source| OutputError::read(&path, source))?;
    let blake3 = blake3::hash(&bytes).to_hex().to_string();
    Ok(FileRecord { name: RunRecord::FILE_NAME.to_owned(), rows: None, bytes: bytes.len() as u64, blake3 })
}

fn piece(source: &mut File, path: &Path) -> Result<Vec<u8>, OutputError> {
    let mut bytes = Vec::new();
    let read = source.take(PIECE).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|source| OutputError::read(path, source))
}

/// Why a text is no address.
fn unread(error: ParseError) -> String {
    match error {
        ParseError::RelativeUrlWithoutBase => "it names no store, nor a folder from `/` on".to_owned(),
        error => error.to_string(),
    }
}

/// What a store says, without the lines of its answer.
fn in_words(error: &Error) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
