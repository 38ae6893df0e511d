//! Tables in Arrow's memory layout: what is written to files, and what is handed to other programs as it is.

use crate::Table;
use crate::schema::{Column, Kind, TableSpec};
use crate::values::{NONE, Values};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Metadata, Schema};
use std::ops::Range;
use std::sync::Arc;

impl Table {
    /// The whole table as one batch, sorted by its key as in its file. Units and meanings stand in the schema.
    pub fn to_batch(&self) -> RecordBatch {
        let sorted = self.sorted();
        let kinds = sorted.spec().columns.iter().map(|column| column.kind);
        let values = sorted.column_values().iter().zip(kinds);
        let columns = values.map(|(values, kind)| array(values, kind, 0..sorted.rows())).collect();
        let schema = Arc::new(arrow_schema(sorted.spec()));
        RecordBatch::try_new(schema, columns).expect("columns are as their specification says")
    }
}

/// The schema of a table's columns, with unit and meaning beside each.
pub(crate) fn arrow_schema(spec: &TableSpec) -> Schema {
    Schema::new(spec.columns.iter().map(field).collect::<Vec<_>>())
}

fn field(column: &Column) -> Field {
    let mut about = Metadata::new();
    about.insert("unit", column.unit);
    about.insert("meaning", column.meaning);
    about.insert("meaning_zh", column.meaning_zh);
    Field::new(column.name, data_type(column.kind), column.may_be_missing()).with_metadata(about)
}

pub(crate) fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Name => DataType::Utf8,
        Kind::Category => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Kind::Whole | Kind::WholeOrNone => DataType::Int32,
        Kind::Count | Kind::CountOrNone | Kind::Fen => DataType::Int64,
        Kind::Number => DataType::Float64,
    }
}

/// Some rows of a column.
pub(crate) fn array(values: &Values, kind: Kind, rows: Range<usize>) -> ArrayRef {
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
        Values::Longs(longs) if kind == Kind::CountOrNone => {
            let present = |&long: &i64| (long != NONE).then_some(long);
            Arc::new(longs[rows].iter().map(present).collect::<Int64Array>())
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::DATES;
    use arrow_array::Array;

    #[test]
    fn a_batch_has_units_and_nulls() {
        let mut table = Table::new(&DATES);
        for seed in [2, 1] {
            let cell = |column: &Column| match (column.kind, column.name) {
                (Kind::Name | Kind::Category, _) => crate::Cell::Name("a"),
                (Kind::Whole, _) => crate::Cell::Whole(11),
                (Kind::Count, _) => crate::Cell::Count(seed),
                (Kind::Fen, _) => crate::Cell::Fen(1),
                (Kind::Number | Kind::WholeOrNone | Kind::CountOrNone, _) => crate::Cell::Missing,
            };
            table.push(&DATES.columns.iter().map(cell).collect::<Vec<_>>());
        }
        let batch = table.to_batch();
        assert_eq!(batch.num_rows(), 2);
        for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
            assert!(field.metadata().get("unit").is_some(), "{field}");
            assert_eq!(column.null_count() > 0, field.is_nullable(), "{field}");
        }
        let seeds = batch.column_by_name("seed").expect("a key");
        let seeds = seeds.as_any().downcast_ref::<Int64Array>().expect("a count");
        assert_eq!(seeds.values().to_vec(), [1, 2]);
    }
}
