//! Rows that are added together, column by column: of thousands of rows a few instructions a cell.

use super::Table;
use crate::Cell;
use crate::values::Values;

/// Rows being filled. They are whole with [`Rows::done`].
///
/// ```
/// use fastox_outputs::{Table, tables};
///
/// let mut table = Table::new(&tables::MIGRATION);
/// let mut rows = table.rows_together(2);
/// rows.set_alike(&[("world", "stand-alone".into()), ("response", "fixed".into()), ("draw", 0.into()), ("seed", 7.into())]);
/// rows.set_alike(&[("year", 2030.into()), ("origin", 41.into())]).set("destination", [33, 44].into_iter());
/// rows.set("persons", [900_u32, 1200].into_iter()).set_alike(&[("insured", 800.into()), ("rights_kept", 640.into())]);
/// rows.done();
/// assert_eq!(table.column_name("destination_name"), ["Zhejiang", "Guangdong"]);
/// ```
#[derive(Debug)]
#[must_use = "rows are whole with `done`"]
pub struct Rows<'t> {
    table: &'t mut Table,
    /// How many rows the table had before.
    before: usize,
    /// How many are added.
    count: usize,
}

impl<'t> Rows<'t> {
    pub(crate) fn new(table: &'t mut Table, count: usize) -> Self {
        let before = table.rows();
        Self { table, before, count }
    }

    /// Sets a column, one cell a row.
    pub fn set<'c, C: Into<Cell<'c>>>(&mut self, column: &str, cells: impl Iterator<Item = C>) -> &mut Self {
        let place = self.table.place(column);
        self.table.assert_unset(place, self.before);
        self.table.put(place, cells.map(Into::into));
        if self.table.uses[place].names != [None; 2]
            && let Values::Wholes(codes) = &self.table.columns[place]
        {
            let codes = codes[self.before..].to_vec();
            for code in codes {
                self.table.name_province(place, code);
            }
        }
        self
    }

    /// Sets columns that are alike in all these rows.
    pub fn set_alike(&mut self, values: &[(&'static str, Cell<'_>)]) -> &mut Self {
        for &(column, value) in values {
            self.set(column, std::iter::repeat_n(value, self.count));
        }
        self
    }

    /// Every column must have been set in all rows.
    pub fn done(&mut self) {
        self.table.assert_whole(self.before + self.count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::row::tests::KEYS;
    use crate::tables::TRANSFERS;

    #[test]
    fn rows_together_are_rows_one_by_one() {
        let (mut together, mut single) = (Table::new(&TRANSFERS), Table::new(&TRANSFERS));
        for year in 0..3 {
            let fen = [5, -7, 9].map(|fen| Cell::Fen(fen * year));
            let mut rows = together.rows_together(fen.len());
            rows.set_alike(&KEYS).set("clause", ["gap", "plan", "gap"].into_iter());
            rows.set("amount_yuan", fen.into_iter()).set("amount_fen", fen.into_iter());
            rows.set_alike(&[("counterparty", "pool".into())]).done();
            for (clause, fen) in ["gap", "plan", "gap"].into_iter().zip(fen) {
                let mut row = single.row();
                row.set_all(&KEYS).set("clause", clause).set("counterparty", "pool");
                row.set("amount_fen", fen).set("amount_yuan", fen).done();
            }
        }
        assert!(together == single);
    }

    #[test]
    #[should_panic(
        expected = "a row of `transfers` lacks [\"clause\", \"counterparty\", \"amount_fen\", \"amount_yuan\"]"
    )]
    fn a_column_with_too_few_cells_is_named() {
        let mut table = Table::new(&TRANSFERS);
        let mut rows = table.rows_together(2);
        rows.set_alike(&KEYS).set("clause", ["gap"].into_iter()).done();
    }

    #[test]
    #[should_panic(expected = "`transfers.clause` is set twice in one row")]
    fn a_column_is_set_once() {
        let mut table = Table::new(&TRANSFERS);
        let mut rows = table.rows_together(1);
        rows.set("clause", ["gap"].into_iter()).set("clause", ["plan"].into_iter()).done();
    }

    #[test]
    #[should_panic(expected = "`transfers.amount_fen` takes Fen (unit: fen), found Number(1.0)")]
    fn yuan_are_not_taken_for_fen() {
        let mut table = Table::new(&TRANSFERS);
        table.rows_together(1).set("amount_fen", [1.0].into_iter()).done();
    }
}
