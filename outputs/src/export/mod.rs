//! Tables for other programs: CSV, Stata files with labels, one workbook. Every row and column is kept.

mod csv;
mod stata;
mod workbook;

pub use self::csv::{write_columns, write_csv};
pub use stata::{write_labels, write_stata};
pub use workbook::{Sheet, write_workbook};

use crate::{Cell, Table};

/// The largest whole number up to which a double holds every one: spreadsheets and Stata have no larger integers.
const EXACT: u64 = 1 << 53;

/// The number of a whole cell; of others none.
fn whole(cell: Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Whole(whole) => Some(i64::from(whole)),
        Cell::Count(whole) | Cell::Fen(whole) => Some(whole),
        Cell::Name(_) | Cell::Number(_) | Cell::Missing => None,
    }
}

/// The distance from zero of the farthest number in a column of whole numbers.
fn farthest(table: &Table, place: usize) -> u64 {
    let numbers = (0..table.rows()).filter_map(|row| whole(table.cell(row, place)));
    numbers.map(i64::unsigned_abs).max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
