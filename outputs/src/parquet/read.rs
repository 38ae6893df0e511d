//! Tables read back from the files of a run.

use super::MANIFEST;
use super::contained::contained;
use crate::arrow::data_type;
use crate::schema::{Column, Kind, TableSpec};
use crate::values::{NONE, Values};
use crate::{Manifest, OutputError, Table};
use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use ::parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Schema};
use fastox_model::geography::NATION;
use std::fs::File;
use std::path::Path;

/// Reads the columns of `spec` from a file; other columns are left out.
pub fn read_table(path: &Path, spec: &'static TableSpec) -> Result<Table, OutputError> {
    contained(|| read_columns(path, spec)).unwrap_or_else(|| Err(not_parquet(path, &DAMAGED)))
}

/// Reads the manifest in a table's footer.
pub fn read_manifest(path: &Path) -> Result<Manifest, OutputError> {
    contained(|| read_footer(path)).unwrap_or_else(|| Err(not_parquet(path, &DAMAGED)))
}

const DAMAGED: &str = "its pages or its footer are damaged";

fn read_columns(path: &Path, spec: &'static TableSpec) -> Result<Table, OutputError> {
    let builder = open(path)?;
    check_columns(path, spec, builder.schema())?;
    let rows_at_once = check_size(path, spec, &builder)?;
    let reader = builder.with_batch_size(rows_at_once).build().map_err(|found| not_parquet(path, &found))?;
    let mut table = Table::new(spec);
    for batch in reader {
        let batch = batch.map_err(|found| not_parquet(path, &found))?;
        add_batch(&mut table, &batch).map_err(|column| not_parquet(path, &format!("column `{column}` is damaged")))?;
    }
    Ok(table)
}

fn read_footer(path: &Path) -> Result<Manifest, OutputError> {
    let builder = open(path)?;
    let entries = builder.metadata().file_metadata().key_value_metadata();
    let entry = entries.and_then(|entries| entries.iter().find(|entry| entry.key == MANIFEST));
    let json = entry.and_then(|entry| entry.value.as_deref());
    let json = json.ok_or_else(|| not_of_a_run(path, &"its footer holds no manifest"))?;
    serde_json::from_str(json).map_err(|found| not_of_a_run(path, &found))
}

fn open(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>, OutputError> {
    let file = File::open(path).map_err(|source| OutputError::read(path, source))?;
    ParquetRecordBatchReaderBuilder::try_new(file).map_err(|found| not_parquet(path, &found))
}

fn not_parquet(path: &Path, found: &impl ToString) -> OutputError {
    OutputError::foreign(path, "a whole Parquet file", found)
}

fn not_of_a_run(path: &Path, found: &impl ToString) -> OutputError {
    OutputError::foreign(path, "a table of a run", found)
}

/// Bytes that a table of any length may take in memory.
const ALWAYS: u64 = 256 << 20;
/// Bytes in memory for each on disk: tables of runs, whose columns repeat, have some ten.
const PACKED: u64 = 200;
/// Bytes of names that are spelled out at once.
const SPELLED: i64 = 64 << 20;

/// Refuses a table that says more than it can hold, and gives how many rows to spell out at once: each name of a
/// dictionary may be as long as all of it.
fn check_size(
    path: &Path,
    spec: &'static TableSpec,
    builder: &ParquetRecordBatchReaderBuilder<File>,
) -> Result<usize, OutputError> {
    let metadata = builder.metadata();
    let rows = metadata.file_metadata().num_rows();
    let bytes = path.metadata().map_err(|source| OutputError::read(path, source))?.len();
    let needed = u64::try_from(rows).unwrap_or(u64::MAX).saturating_mul(8 * spec.columns.len() as u64);
    let chunks = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    let longest = chunks.map(ColumnChunkMetaData::uncompressed_size).max().unwrap_or(1).max(1);
    if !fits(needed, bytes) || !fits(longest.unsigned_abs(), bytes) {
        return Err(OutputError::TooLarge { path: path.to_path_buf(), rows, bytes });
    }
    Ok((SPELLED / longest).clamp(1, 8192) as usize)
}

/// Whether so many bytes in memory are believed of so many on disk.
const fn fits(memory: u64, disk: u64) -> bool {
    memory <= ALWAYS || memory / PACKED <= disk
}

fn check_columns(path: &Path, spec: &'static TableSpec, schema: &Schema) -> Result<(), OutputError> {
    for column in spec.columns {
        let Ok(field) = schema.field_with_name(column.name) else {
            let (path, table, column) = (path.to_path_buf(), spec.name, column.name);
            return Err(OutputError::NoColumn { path, table, column });
        };
        if *field.data_type() != data_type(column.kind) {
            let (path, found) = (path.to_path_buf(), field.data_type().to_string());
            let (column, expected) = (column.name, column.kind);
            return Err(OutputError::OtherKind { path, column, expected, found });
        }
    }
    Ok(())
}

/// Adds rows, or names the column whose values are not what the schema of the file says.
fn add_batch(table: &mut Table, batch: &RecordBatch) -> Result<(), &'static str> {
    let spec = table.spec();
    for (column, values) in spec.columns.iter().zip(table.column_values_mut()) {
        let array = batch.column_by_name(column.name).ok_or(column.name)?;
        add_array(column, values, array).ok_or(column.name)?;
    }
    Ok(())
}

fn add_array(column: &Column, values: &mut Values, array: &ArrayRef) -> Option<()> {
    match values {
        Values::Names(names) if array.data_type() != &DataType::Utf8 => {
            let array = array.as_dictionary_opt::<Int32Type>()?.downcast_dict::<StringArray>()?;
            array.into_iter().for_each(|name| names.push(name.unwrap_or_default()));
        }
        Values::Names(names) => {
            array.as_string_opt::<i32>()?.iter().for_each(|name| names.push(name.unwrap_or_default()));
        }
        Values::Wholes(wholes) => {
            let found = array.as_primitive_opt::<Int32Type>()?.values().iter();
            wholes.extend(found.map(|&whole| if column.holds_province() { province(whole) } else { whole }));
        }
        Values::Longs(longs) if column.kind == Kind::CountOrNone => {
            let array = array.as_primitive_opt::<Int64Type>()?;
            longs.extend(array.iter().map(|count| count.unwrap_or(NONE)));
        }
        Values::Longs(longs) => longs.extend_from_slice(array.as_primitive_opt::<Int64Type>()?.values()),
        Values::Numbers(numbers) if array.data_type() == &DataType::Int32 => {
            let array = array.as_primitive_opt::<Int32Type>()?;
            // Tables of earlier versions have 0 where there is none, as no year and no province is.
            numbers.extend(array.iter().map(|whole| whole.filter(|&whole| whole != 0).map_or(f64::NAN, f64::from)));
        }
        Values::Numbers(numbers) => {
            let array = array.as_primitive_opt::<Float64Type>()?;
            numbers.extend(array.iter().map(|number| number.unwrap_or(f64::NAN)));
        }
    }
    Some(())
}

/// The code of a province; tables of earlier versions have 0 for the nation.
const fn province(code: i32) -> i32 {
    if code == 0 { NATION as i32 } else { code }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forty kilobytes do not hold five gigabytes; a table of a gigabyte holds a hundred million cells.
    #[test]
    fn a_small_file_that_says_it_is_large_is_not_believed() {
        assert!(!fits(5 << 30, 40_000) && !fits(u64::MAX, 1 << 20));
        assert!(fits(200 << 20, 40_000) && fits(8 * 100_000_000, 1 << 30));
    }
}
