//! One workbook: a sheet that says what is in it, and a sheet a table.

use super::EXACT;
use crate::language::Language;
use crate::schema::TableSpec;
use crate::whole_file::write_whole;
use crate::{Cell, OutputError, Table};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::io;
use std::path::Path;

/// Rows of a sheet below its head.
const MOST_ROWS: u64 = 1_048_575;

/// A table that the workbook is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The table.
    pub spec: &'static TableSpec,
    /// Its rows.
    pub rows: u64,
}

impl Sheet {
    /// Whether a sheet has room for the table.
    pub const fn fits(&self) -> bool {
        self.rows <= MOST_ROWS
    }
}

/// Writes the workbook; tables are read one after the other. `about` says of what run it is, as names and values. A
/// table that is too long for a sheet is named on the first sheet and left out.
pub fn write_workbook(
    sheets: &[Sheet],
    mut read: impl FnMut(&'static TableSpec) -> Result<Table, OutputError>,
    about: &[[String; 2]],
    language: Language,
    path: &Path,
) -> Result<bool, OutputError> {
    let mut workbook = Workbook::new();
    let broken = |error: XlsxError| OutputError::write(path, into_io(error));
    write_readme(workbook.add_worksheet(), sheets, about, language).map_err(broken)?;
    for sheet in sheets.iter().filter(|sheet| sheet.fits()) {
        let table = read(sheet.spec)?;
        let page = workbook.add_worksheet_with_low_memory().map_err(broken)?;
        write_sheet(page, &table).map_err(broken)?;
    }
    // Its archive is made in memory: the writer of archives complains on stderr of a disk that is full.
    let bytes = workbook.save_to_buffer().map_err(broken)?;
    write_whole(path, &bytes)
}

fn write_sheet(page: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    page.set_name(table.spec().name)?.set_freeze_panes(1, 0)?;
    for (place, column) in table.spec().columns.iter().enumerate() {
        let place = place as u16;
        page.set_column_width(place, column.name.len().max(8) as f64 + 2.0)?;
        page.write_string_with_format(0, place, column.name, &bold)?;
    }
    for row in 0..table.rows() {
        for place in 0..table.spec().columns.len() {
            write_cell(page, row as u32 + 1, place as u16, table.cell(row, place))?;
        }
    }
    Ok(())
}

/// A missing number is an empty cell; a whole number that a double does not hold exactly is text.
fn write_cell(page: &mut Worksheet, row: u32, place: u16, cell: Cell<'_>) -> Result<(), XlsxError> {
    match (cell, super::whole(cell)) {
        (Cell::Name(name), _) => page.write_string(row, place, name)?,
        (Cell::Number(number), _) => page.write_number(row, place, number)?,
        (_, Some(whole)) if whole.unsigned_abs() <= EXACT => page.write_number(row, place, whole as f64)?,
        (_, Some(whole)) => page.write_string(row, place, whole.to_string())?,
        _ => return Ok(()),
    };
    Ok(())
}

fn write_readme(
    page: &mut Worksheet,
    sheets: &[Sheet],
    about: &[[String; 2]],
    language: Language,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    page.set_name("README")?;
    for (place, width) in [20, 28, 14, 22, 100].into_iter().enumerate() {
        page.set_column_width(place as u16, width)?;
    }
    let mut row = 0;
    let mut line = |cells: &[&str], head: bool| {
        for (place, cell) in cells.iter().enumerate() {
            let format = if head { &bold } else { &Format::new() };
            page.write_string_with_format(row, place as u16, *cell, format)?;
        }
        row += 1;
        Ok::<(), XlsxError>(())
    };
    for [name, value] in about {
        line(&[name, value], false)?;
    }
    line(&[], false)?;
    line(&language.of(["sheet", "rows", "", "", "what a row is"], ["工作表", "行数", "", "", "每行含义"]), true)?;
    for sheet in sheets {
        let left_out = language.of(" (too long for a sheet, left out)", "（超出工作表行数上限，未写入）");
        let rows = format!("{}{}", sheet.rows, if sheet.fits() { "" } else { left_out });
        line(&[sheet.spec.name, &rows, "", "", sheet.spec.title_in(language)], false)?;
    }
    line(&[], false)?;
    line(&language.of(["sheet", "column", "type", "unit", "meaning"], ["工作表", "列", "类型", "单位", "含义"]), true)?;
    for sheet in sheets {
        for c in sheet.spec.columns {
            line(&[sheet.spec.name, c.name, c.kind.describe(), c.unit, c.meaning_in(language)], false)?;
        }
    }
    Ok(())
}

fn into_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(source) => source,
        other => io::Error::other(other.to_string()),
    }
}
