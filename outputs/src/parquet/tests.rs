//! Round trips, equal bytes, and files that are not what they should be.

use super::*;
use crate::tables::{ALL, FIT, PEOPLE};
use crate::{Cell, Column, Kind};

/// A table whose cells differ from row to row, with every other number missing.
fn sample(spec: &'static TableSpec, rows: i32) -> Table {
    let mut table = Table::new(spec);
    for row in 0..rows {
        let cells: Vec<_> = spec.columns.iter().map(|column| sample_cell(column, row)).collect();
        table.push(&cells);
    }
    table
}

fn sample_cell(column: &Column, row: i32) -> Cell<'static> {
    match column.kind {
        Kind::Name | Kind::Category => Cell::Name(["养老金", "fixed", ""][row as usize % 3]),
        Kind::Whole if column.holds_province() => Cell::Whole(44),
        Kind::Whole => Cell::Whole(row - 1),
        Kind::Count => Cell::Count(i64::from(row) << 40),
        Kind::Number | Kind::WholeOrNone | Kind::CountOrNone if row % 2 == 1 => Cell::Missing,
        Kind::WholeOrNone => Cell::Whole(row + 1),
        Kind::CountOrNone => Cell::Count(i64::from(row)),
        Kind::Number => Cell::Number(f64::from(row) / 7.0),
        Kind::Fen => Cell::Fen(i64::from(row) - (1 << 60)),
    }
}

fn manifest() -> Manifest {
    Manifest { program: "fastox".into(), seeds: vec![1, u64::MAX], ..Manifest::default() }
}

#[test]
fn every_table_survives_the_round_trip() {
    let folder = tempfile::tempdir().unwrap();
    for spec in ALL {
        let path = folder.path().join(spec.file_name());
        let table = sample(spec, 5);
        write_table(&table, &manifest(), &path).unwrap();
        assert_eq!(read_table(&path, spec).unwrap(), table, "{}", spec.name);
        assert_eq!(read_manifest(&path).unwrap(), manifest());
    }
}

#[test]
fn more_rows_than_a_batch_and_none_at_all_survive() {
    let path = tempfile::NamedTempFile::new().unwrap().into_temp_path();
    for rows in [0, BATCH as i32 + 3] {
        let table = sample(&FIT, rows);
        write_table(&table, &manifest(), &path).unwrap();
        assert_eq!(read_table(&path, &FIT).unwrap(), table);
    }
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let bytes = |table: &Table| encode(table, &manifest()).unwrap();
    assert!(bytes(&sample(&PEOPLE, 1000)) == bytes(&sample(&PEOPLE, 1000)));
}

#[test]
fn names_by_their_places_are_names_spelled_out() {
    for spec in [&PEOPLE, &FIT] {
        let table = sample(spec, 30_000);
        let (batch, mut spelled) = (table.to_batch(), Vec::new());
        let properties = properties(spec, &manifest()).unwrap();
        let mut writer = ArrowWriter::try_new(&mut spelled, batch.schema(), Some(properties)).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        assert!(encode(&table.sorted(), &manifest()).unwrap() == spelled, "{}", spec.name);
    }
}

#[test]
fn the_record_describes_the_file() {
    let path = tempfile::NamedTempFile::new().unwrap().into_temp_path();
    let record = write_table(&sample(&FIT, 9), &manifest(), &path).unwrap();
    let bytes = fs::read(&path).unwrap();
    assert_eq!((record.rows, record.bytes), (Some(9), bytes.len() as u64));
    assert_eq!(record.blake3, blake3::hash(&bytes).to_hex().to_string());
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_reported_as_such() {
    let error = write_table(&sample(&PEOPLE, 2000), &manifest(), Path::new("/dev/full")).unwrap_err();
    assert_eq!(error.to_string(), "no space is left on the disk for `/dev/full`");
}

#[test]
fn another_table_is_refused_by_column() {
    let path = tempfile::NamedTempFile::new().unwrap().into_temp_path();
    write_table(&sample(&FIT, 1), &manifest(), &path).unwrap();
    let message = read_table(&path, &PEOPLE).unwrap_err().to_string();
    assert!(message.ends_with("has no column `world`, which `people` needs"), "{message}");
}

#[test]
fn a_damaged_file_is_named() {
    let path = tempfile::NamedTempFile::new().unwrap().into_temp_path();
    fs::write(&path, "not a table").unwrap();
    let message = read_table(&path, &FIT).unwrap_err().to_string();
    assert!(message.contains("is not a whole Parquet file: "), "{message}");
    fs::remove_file(&path).unwrap();
    let message = read_table(&path, &FIT).unwrap_err().to_string();
    assert!(message.starts_with("cannot read `"), "{message}");
}
