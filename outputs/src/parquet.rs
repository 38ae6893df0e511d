//! Tables as Parquet files.
//!
//! Names are stored as plain text whose pages are dictionary-coded, not as Arrow dictionaries:
//! the file is as small, and pandas, R and DuckDB read strings instead of categories, which pandas
//! groups and merges differently. Only the names beside a province's code, by which nobody need
//! group, are Arrow dictionaries: a category in pandas, a factor in R, text in DuckDB.

use crate::arrow::{array, arrow_schema};
use crate::checksum::Checksummed;
use crate::schema::TableSpec;
use crate::{FileRecord, Manifest, OutputError, Table, disk};
use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use std::error::Error;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

mod contained;
mod read;
pub use read::{read_manifest, read_table};

/// Rows handed to the writer at once, so that names are spelled out for few rows at a time.
const BATCH: usize = 1 << 16;

/// Footer entry that holds the run's manifest.
const MANIFEST: &str = "fastox.manifest";

/// Writes a table to a file, which is removed again if the disk does not take all of it.
pub fn write_table(table: &Table, manifest: &Manifest, path: &Path) -> Result<FileRecord, OutputError> {
    let file = disk::create(path).map_err(|source| OutputError::write(path, source))?;
    let written = encode(table, manifest, BufWriter::new(file)).and_then(|done| {
        disk::sync(done.inner().get_ref())?;
        Ok(done.record(&file_name(path), Some(table.rows() as u64)))
    });
    written.map_err(|error| {
        remove_remains(path);
        OutputError::write(path, into_io(error))
    })
}

/// Writes a table's bytes; the same table and manifest give the same bytes everywhere.
fn encode<W: Write + Send>(table: &Table, manifest: &Manifest, target: W) -> Result<Checksummed<W>, ParquetError> {
    let schema = Arc::new(arrow_schema(table.spec()));
    let properties = properties(table.spec(), manifest)?;
    let mut target = Checksummed::new(target);
    let mut writer = ArrowWriter::try_new(&mut target, schema.clone(), Some(properties))?;
    for start in (0..table.rows()).step_by(BATCH) {
        let rows = start..table.rows().min(start + BATCH);
        writer.write(&batch(table, &schema, &rows)?)?;
    }
    // Writes the footer and flushes; `into_inner` would hide a full disk in the text of another error.
    writer.close()?;
    target.flush()?;
    Ok(target)
}

fn properties(spec: &TableSpec, manifest: &Manifest) -> Result<WriterProperties, ParquetError> {
    let footer = [
        (MANIFEST, manifest.to_json()),
        ("fastox.table", spec.name.to_owned()),
        ("fastox.title", spec.title.to_owned()),
    ];
    let footer = footer.map(|(key, value)| KeyValue::new(key.to_owned(), value));
    Ok(WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        // Without the Parquet crate's version, an update of it changes no byte by its name alone.
        .set_created_by(concat!("fastox version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(footer.to_vec()))
        .build())
}

fn batch(table: &Table, schema: &SchemaRef, rows: &Range<usize>) -> Result<RecordBatch, ParquetError> {
    let kinds = table.spec().columns.iter().map(|column| column.kind);
    let values = table.column_values().iter();
    let columns = values.zip(kinds).map(|(values, kind)| array(values, kind, rows.clone())).collect();
    Ok(RecordBatch::try_new(schema.clone(), columns)?)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Removes what a failed write left, unless it is a device or a pipe.
fn remove_remains(path: &Path) {
    if fs::metadata(path).is_ok_and(|found| found.is_file()) {
        let _ = fs::remove_file(path);
    }
}

/// The system's own error inside the writer's, so that a full disk is known as such.
fn into_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => into_io_cause(cause),
        other => io::Error::other(other),
    }
}

fn into_io_cause(cause: Box<dyn Error + Send + Sync>) -> io::Error {
    cause.downcast::<io::Error>().map_or_else(io::Error::other, |found| *found)
}

#[cfg(test)]
mod tests;
