//! Comma-separated values in UTF-8. The mark at the start tells Excel so.

use crate::language::Language;
use crate::schema::TableSpec;
use crate::whole_file::fill_whole;
use crate::{Cell, OutputError, Table};
use ::csv::ErrorKind;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes a table, a line for its columns and one for each row; a missing number is an empty field.
pub fn write_csv(table: &Table, path: &Path) -> Result<bool, OutputError> {
    let names = table.spec().columns.iter().map(|column| Cow::from(column.name)).collect();
    let row = |row| (0..table.spec().columns.len()).map(|place| shown(table.cell(row, place))).collect();
    write_lines(std::iter::once(names).chain((0..table.rows()).map(row)), path)
}

/// Writes what the columns of tables mean, a line each, and below them what the names of regimes stand for.
pub fn write_columns(
    tables: &[&'static TableSpec],
    regimes: &[[String; 2]],
    language: Language,
    path: &Path,
) -> Result<bool, OutputError> {
    let head: Vec<Cow<'static, str>> = ["table", "column", "type", "unit", "meaning"].map(Cow::from).to_vec();
    let lines = tables.iter().flat_map(|table| table.columns.iter().map(|column| (table.name, column)));
    let lines = lines.map(|(table, column)| {
        [table, column.name, column.kind.describe(), column.unit, column.meaning_in(language)].map(Cow::from).to_vec()
    });
    let names = regimes.iter().map(|[name, title]| ["", "world", "value", name, title].map(Cow::from).to_vec());
    write_lines(std::iter::once(head).chain(lines).chain(names), path)
}

fn write_lines<'a>(lines: impl Iterator<Item = Vec<Cow<'a, str>>>, path: &Path) -> Result<bool, OutputError> {
    fill_whole(path, |file: &mut File| {
        let mut target = BufWriter::new(file);
        target.write_all(BYTE_ORDER_MARK)?;
        let mut writer = ::csv::Writer::from_writer(target);
        for line in lines {
            writer.write_record(line.iter().map(|field| field.as_bytes())).map_err(into_io)?;
        }
        writer.flush()
    })
}

/// The system's own error, so that a full disk is known as such.
fn into_io(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(source) => source,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn shown(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Name(name) => name.into(),
        Cell::Whole(whole) => whole.to_string().into(),
        Cell::Count(whole) | Cell::Fen(whole) => whole.to_string().into(),
        // The shortest text that reads back as the same number.
        Cell::Number(number) => number.to_string().into(),
        Cell::Missing => "".into(),
    }
}
