//! Tables as Parquet files. The only module that knows the Arrow and Parquet crates.
//!
//! Names are stored as plain text whose pages are dictionary-coded, not as Arrow dictionaries:
//! the file is as small, and pandas, R and DuckDB read strings instead of categories, which pandas
//! groups and merges differently. Only the names beside a province's code, by which nobody need
//! group, are Arrow dictionaries: a category in pandas, a factor in R, text in DuckDB.

use crate::checksum::Checksummed;
use crate::schema::{Column, Kind, TableSpec};
use crate::values::Values;
use crate::{FileRecord, Manifest, OutputError, Table, disk};
use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Metadata, Schema, SchemaRef};
use std::error::Error;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

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

fn arrow_schema(spec: &TableSpec) -> Schema {
    Schema::new(spec.columns.iter().map(field).collect::<Vec<_>>())
}

fn field(column: &Column) -> Field {
    let mut about = Metadata::new();
    about.insert("unit", column.unit);
    about.insert("meaning", column.meaning);
    about.insert("meaning_zh", column.meaning_zh);
    Field::new(column.name, data_type(column.kind), column.may_be_missing()).with_metadata(about)
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Name => DataType::Utf8,
        Kind::Category => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Kind::Whole | Kind::WholeOrNone => DataType::Int32,
        Kind::Count | Kind::Fen => DataType::Int64,
        Kind::Number => DataType::Float64,
    }
}

fn batch(table: &Table, schema: &SchemaRef, rows: &Range<usize>) -> Result<RecordBatch, ParquetError> {
    let kinds = table.spec().columns.iter().map(|column| column.kind);
    let values = table.column_values().iter();
    let columns = values.zip(kinds).map(|(values, kind)| array(values, kind, rows.clone())).collect();
    Ok(RecordBatch::try_new(schema.clone(), columns)?)
}

fn array(values: &Values, kind: Kind, rows: Range<usize>) -> ArrayRef {
    match values {
        Values::Names(names) if kind == Kind::Category => {
            let (known, places) = names.dictionary();
            let places = places[rows].iter().map(|&place| place as i32);
            let known = StringArray::from_iter_values(known);
            let places = Int32Array::from_iter_values(places);
            Arc::new(DictionaryArray::<Int32Type>::new(places, Arc::new(known)))
        }
        Values::Names(names) => Arc::new(StringArray::from_iter_values(rows.map(|row| names.get(row)))),
        Values::Wholes(wholes) => Arc::new(Int32Array::from(wholes[rows].to_vec())),
        Values::Longs(longs) => Arc::new(Int64Array::from(longs[rows].to_vec())),
        Values::Numbers(numbers) if kind == Kind::WholeOrNone => {
            let present = |&number: &f64| (!number.is_nan()).then_some(number as i32);
            Arc::new(numbers[rows].iter().map(present).collect::<Int32Array>())
        }
        Values::Numbers(numbers) => {
            let present = |&number: &f64| (!number.is_nan()).then_some(number);
            Arc::new(numbers[rows].iter().map(present).collect::<Float64Array>())
        }
    }
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
