//! Files of Stata 14 and later (format 118): text in UTF-8, a label on the file and on every variable.
//!
//! A label has 80 characters. What a column means at length, and the names of provinces behind their codes, stand in a
//! file of commands beside the tables, since the writer has no notes and no labels of values.

use super::{EXACT, farthest, whole};
use crate::language::Language;
use crate::schema::{Column, Kind, TableSpec};
use crate::whole_file::{fill_whole, write_whole};
use crate::{Cell, OutputError, Table};
use dta::stata::dta::byte_order::ByteOrder;
use dta::stata::dta::dta_error::DtaError;
use dta::stata::dta::dta_writer::DtaWriter;
use dta::stata::dta::header::Header;
use dta::stata::dta::release::Release;
use dta::stata::dta::schema::Schema;
use dta::stata::dta::value::Value;
use dta::stata::dta::variable::{Variable, VariableBuilder};
use dta::stata::dta::variable_type::VariableType;
use dta::stata::missing_value::MissingValue;
use dta::stata::stata_double::StataDouble;
use dta::stata::stata_long::StataLong;
use fastox_model::geography::{codes, names_of};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

/// Characters of a label.
const LABEL: usize = 80;
/// The largest number of a `long`; those above are codes of missing values.
const LONGEST: u64 = 2_147_483_620;
/// Bytes of a `str#`.
const TEXT: usize = 2045;

/// Writes a table. Whole numbers are `long`, or `double` beyond its range, or text beyond what a `double` holds exactly.
pub fn write_stata(table: &Table, language: Language, path: &Path) -> Result<bool, OutputError> {
    fill_whole(path, |file: &mut File| encode(table, language, file).map_err(into_io))
}

fn encode(table: &Table, language: Language, file: &mut File) -> Result<(), DtaError> {
    let label = short(table.spec().title_in(language));
    let header = Header::builder(Release::V118, ByteOrder::LittleEndian).dataset_label(label).build();
    let types: Vec<VariableType> = (0..table.spec().columns.len()).map(|place| stored_as(table, place)).collect();
    let variables = table.spec().columns.iter().zip(&types).map(|(column, kind)| variable(column, *kind, language));
    let schema = Schema::builder().variables(variables.collect()).build()?;
    let file = BufWriter::new(file);
    let begun = DtaWriter::new().from_writer(file).write_header(header)?.write_schema(schema)?;
    let mut rows = begun.into_record_writer()?;
    for row in 0..table.rows() {
        let values: Vec<Value<'_>> =
            types.iter().enumerate().map(|(place, kind)| value(table.cell(row, place), *kind)).collect();
        rows.write_record(&values)?;
    }
    rows.into_long_string_writer()?.into_value_label_writer()?.finish().map(drop)
}

fn variable(column: &Column, kind: VariableType, language: Language) -> VariableBuilder {
    let format = match kind {
        VariableType::FixedString(length) => format!("%{length}s"),
        VariableType::Long => "%12.0g".to_owned(),
        // Whole numbers without an exponent.
        _ if !column.may_be_missing() => "%18.0f".to_owned(),
        _ => "%10.0g".to_owned(),
    };
    Variable::builder(kind, column.name).format(format).label(short(column.meaning_in(language)))
}

fn stored_as(table: &Table, place: usize) -> VariableType {
    match table.spec().columns[place].kind {
        Kind::Number => VariableType::Double,
        Kind::Name | Kind::Category => {
            let lengths = (0..table.rows()).map(|row| text(table.cell(row, place)).len());
            VariableType::FixedString(lengths.max().unwrap_or(1).clamp(1, TEXT) as u16)
        }
        Kind::Whole | Kind::WholeOrNone | Kind::Count | Kind::CountOrNone | Kind::Fen => match farthest(table, place) {
            far if far <= LONGEST => VariableType::Long,
            far if far <= EXACT => VariableType::Double,
            _ => VariableType::FixedString(20),
        },
    }
}

fn value(cell: Cell<'_>, kind: VariableType) -> Value<'_> {
    match (cell, kind) {
        (Cell::Name(name), _) => Value::string(cut(name)),
        (Cell::Number(number), _) => Value::Double(StataDouble::Present(number)),
        // Text has no missing value but nothing.
        (Cell::Missing, VariableType::FixedString(_)) => Value::string(""),
        (Cell::Missing, VariableType::Long) => Value::Long(StataLong::Missing(MissingValue::System)),
        (Cell::Missing, _) => Value::Double(StataDouble::Missing(MissingValue::System)),
        (cell, kind) => match (whole(cell).unwrap_or_default(), kind) {
            (number, VariableType::Long) => Value::Long(StataLong::Present(number as i32)),
            (number, VariableType::Double) => Value::Double(StataDouble::Present(number as f64)),
            (number, _) => Value::String(number.to_string().into()),
        },
    }
}

fn text(cell: Cell<'_>) -> &str {
    if let Cell::Name(name) = cell { name } else { "" }
}

/// As much of a text as a variable takes, ending between two characters.
fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT)]
}

/// As much of a text as a label takes.
fn short(text: &str) -> String {
    if text.chars().count() <= LABEL {
        return text.to_owned();
    }
    text.chars().take(LABEL - 1).chain(['…']).collect()
}

fn into_io(error: DtaError) -> io::Error {
    match error {
        DtaError::Io { source, .. } => source,
        other => io::Error::other(other.to_string()),
    }
}

/// Writes the commands that give codes of provinces their names, and columns their meaning at length as notes; what the
/// names of regimes stand for is a comment, since text has no labels.
pub fn write_labels(
    tables: &[&'static TableSpec],
    regimes: &[[String; 2]],
    language: Language,
    path: &Path,
) -> Result<bool, OutputError> {
    let columns = || tables.iter().flat_map(|table| table.columns);
    let provinces: BTreeSet<&str> = columns().filter(|column| column.holds_province()).map(|c| c.name).collect();
    let names = codes().filter_map(|code| Some((code, names_of(code)?)));
    let names = names.map(|(code, [en, zh])| format!(" {code} \"{}\"", language.of(en, zh)));
    let mut text = format!(
        "* After `use TABLE.dta`: do labels.do\ncapture label drop province\nlabel define province{}\n",
        names.collect::<String>()
    );
    text.extend(
        regimes.iter().map(|[name, title]| format!("* world {name}: {}\n", title.replace(char::is_control, " "))),
    );
    text.extend(provinces.into_iter().map(|name| format!("capture label values {name} province\n")));
    let long = columns().filter(|column| column.meaning_in(language).chars().count() > LABEL);
    let notes: BTreeSet<String> =
        long.map(|c| format!("capture notes {}: {}\n", c.name, c.meaning_in(language))).collect();
    // A back quote would be read as the start of a macro.
    text.extend(notes.into_iter().map(|note| note.replace('`', "'")));
    write_whole(path, text.as_bytes())
}
