//! Tables as Parquet files.
//!
//! Names are stored as plain text whose pages are dictionary-coded, not as Arrow dictionaries:
//! the file is as small, and pandas, R and DuckDB read strings instead of categories, which pandas
//! groups and merges differently. Only the names beside a province's code, by which nobody need
//! group, are Arrow dictionaries: a category in pandas, a factor in R, text in DuckDB.

use crate::arrow::{array, arrow_schema};
use crate::checksum::Checksummed;
use crate::schema::{Kind, TableSpec};
use crate::{FileRecord, Manifest, OutputError, Table, disk};
use ::parquet::arrow::ArrowWriter;
use ::parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowColumnWriter, compute_leaves};
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use arrow_schema::FieldRef;
use rayon::prelude::*;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

mod contained;
mod read;
pub use read::{read_manifest, read_table};

/// Rows of a row group.
const GROUP: usize = 1 << 20;
/// Rows of a column handed to its writer at once, so that few are copied at a time.
const BATCH: usize = 1 << 16;

/// Footer entry that holds the run's manifest.
const MANIFEST: &str = "fastox.manifest";

/// Writes a table to a file, which is removed again if the disk does not take all of it.
pub fn write_table(table: &Table, manifest: &Manifest, path: &Path) -> Result<FileRecord, OutputError> {
    Encoded::of(table, manifest)?.write(path)
}

/// A table as the bytes of its file.
pub struct Encoded {
    /// `<table>.parquet`.
    pub file_name: String,
    rows: u64,
    bytes: Vec<u8>,
}

/// The bytes of several tables' files, made on all threads.
pub fn encode_all(tables: &[&Table], manifest: &Manifest, order: Order) -> Result<Vec<Encoded>, OutputError> {
    let encoded = |table: &&Table| match order {
        Order::AsItStands => Encoded::of(table, manifest),
        Order::ByKey => Encoded::of(&table.sorted(), manifest),
    };
    tables.par_iter().map(encoded).collect()
}

/// In which order the rows of a file stand.
#[derive(Clone, Copy, Debug)]
pub enum Order {
    /// As they were added.
    AsItStands,
    /// By the key of their table.
    ByKey,
}

impl Encoded {
    fn of(table: &Table, manifest: &Manifest) -> Result<Self, OutputError> {
        let (file_name, rows) = (table.spec().file_name(), table.rows() as u64);
        let failed = |error| OutputError::write(Path::new(&file_name), io::Error::other(error));
        let bytes = encode(table, manifest).map_err(failed)?;
        Ok(Self { file_name, rows, bytes })
    }

    /// Writes the file, which is removed again if the disk does not take all of it.
    pub fn write(&self, path: &Path) -> Result<FileRecord, OutputError> {
        let refused = |source| OutputError::write(path, source);
        let mut file = Checksummed::new(disk::create(path).map_err(refused)?);
        let written = file.write_all(&self.bytes).and_then(|()| disk::sync(file.inner()));
        written.map_err(|error| {
            remove_remains(path);
            refused(error)
        })?;
        Ok(file.record(&path.file_name().unwrap_or_default().to_string_lossy(), Some(self.rows)))
    }
}

/// A table's bytes, its columns encoded on all threads; the same table and manifest give the same bytes everywhere.
fn encode(table: &Table, manifest: &Manifest) -> Result<Vec<u8>, ParquetError> {
    let schema = Arc::new(arrow_schema(table.spec()));
    let properties = properties(table.spec(), manifest)?;
    let mut target = Vec::new();
    let writer = ArrowWriter::try_new(&mut target, schema.clone(), Some(properties))?;
    let (mut file, groups) = writer.into_serialized_writer()?;
    for (number, rows) in parts(0..table.rows(), GROUP).enumerate() {
        let writers = groups.create_column_writers(number)?.into_par_iter().enumerate();
        let chunk = |(place, writer)| encode_column(writer, table, (place, &schema.fields()[place]), &rows);
        let chunks: Vec<ArrowColumnChunk> = writers.map(chunk).collect::<Result<_, _>>()?;
        let mut group = file.next_row_group()?;
        chunks.into_iter().try_for_each(|chunk| chunk.append_to_row_group(&mut group))?;
        group.close()?;
    }
    file.close()?;
    Ok(target)
}

/// These rows of a column.
fn encode_column(
    mut writer: ArrowColumnWriter,
    table: &Table,
    (place, field): (usize, &FieldRef),
    rows: &Range<usize>,
) -> Result<ArrowColumnChunk, ParquetError> {
    let (values, kind) = (&table.column_values()[place], table.spec().columns[place].kind);
    // Names are handed over as the different ones and places among them, which leaves the same bytes as names spelled out.
    let kind = if kind == Kind::Name { Kind::Category } else { kind };
    for rows in parts(rows.clone(), BATCH) {
        for leaf in compute_leaves(field, &array(values, kind, rows))? {
            writer.write(&leaf)?;
        }
    }
    writer.close()
}

/// Rows in parts of so many.
fn parts(rows: Range<usize>, size: usize) -> impl Iterator<Item = Range<usize>> {
    let end = rows.end;
    rows.step_by(size).map(move |start| start..end.min(start + size))
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
        .set_max_row_group_row_count(Some(GROUP))
        // Without the Parquet crate's version, an update of it changes no byte by its name alone.
        .set_created_by(concat!("fastox version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(footer.to_vec()))
        .build())
}

/// Removes what a failed write left, unless it is a device or a pipe.
fn remove_remains(path: &Path) {
    if fs::metadata(path).is_ok_and(|found| found.is_file()) {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests;
