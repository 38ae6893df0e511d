//! A writer that counts and checksums what goes through it.

use crate::{FileRecord, OutputError, RunRecord};
use std::io::{self, Write};
use std::path::Path;

/// Passes bytes on and remembers their number and checksum.
pub(crate) struct Checksummed<W> {
    inner: W,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl<W> Checksummed<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self { inner, hasher: blake3::Hasher::new(), bytes: 0 }
    }

    pub(crate) fn record(&self, name: &str, rows: Option<u64>) -> FileRecord {
        let blake3 = self.hasher.finalize().to_hex().to_string();
        FileRecord { name: name.to_owned(), rows, bytes: self.bytes, blake3 }
    }

    pub(crate) fn inner(&self) -> &W {
        &self.inner
    }
}

impl<W: Write> Write for Checksummed<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buffer)?;
        self.hasher.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl RunRecord {
    /// Whether a file of the run is still the one the run left, by length and checksum.
    pub fn verify(&self, run: &Path, name: &str) -> Result<(), OutputError> {
        let path = run.join(name);
        let Some(recorded) = self.files.iter().find(|file| file.name == name) else {
            return Err(OutputError::Unrecorded { path });
        };
        let mut file = std::fs::File::open(&path).map_err(|source| OutputError::read(&path, source))?;
        let mut found = Checksummed::new(std::io::sink());
        std::io::copy(&mut file, &mut found).map_err(|source| OutputError::read(&path, source))?;
        let same = found.record(name, recorded.rows) == *recorded;
        if same { Ok(()) } else { Err(OutputError::Changed { path }) }
    }
}
