//! A row that is filled by name and checked when it is done.

use super::Table;
use crate::Cell;

/// A row being filled. It is whole with [`Row::done`].
#[derive(Debug)]
#[must_use = "a row is whole with `done`"]
pub struct Row<'t> {
    table: &'t mut Table,
    /// Which row of the table it is.
    number: usize,
    /// How many columns were set.
    columns_set: usize,
}

impl<'t> Row<'t> {
    pub(crate) fn new(table: &'t mut Table) -> Self {
        let number = table.rows();
        Self { table, number, columns_set: 0 }
    }

    /// Sets one column. Fastest in the order of the row before, right in any order.
    #[inline]
    pub fn set<'c>(&mut self, column: &'static str, value: impl Into<Cell<'c>>) -> &mut Self {
        let (place, cell) = (self.place(column), value.into());
        self.table.assert_unset(place, self.number);
        self.table.put(place, [cell]);
        if let Cell::Whole(code) = cell
            && self.table.uses[place].holds_province
        {
            self.table.name_province(place, code);
        }
        self
    }

    /// Sets several columns, such as the keys that many rows share.
    #[inline]
    pub fn set_all(&mut self, values: &[(&'static str, Cell<'_>)]) -> &mut Self {
        for &(column, value) in values {
            self.set(column, value);
        }
        self
    }

    /// Every column must have been set.
    pub fn done(&mut self) {
        self.table.assert_whole(self.number + 1);
    }

    /// The place of the next column to be set. Names of one place in memory are the same: of most rows, each is where it
    /// was in the row before.
    #[inline]
    fn place(&mut self, column: &'static str) -> usize {
        let set = self.columns_set;
        self.columns_set += 1;
        match self.table.filled.get(set) {
            Some(&(name, place)) if std::ptr::eq(name, column) => place,
            _ => self.look_up(set, column),
        }
    }

    #[cold]
    fn look_up(&mut self, set: usize, column: &'static str) -> usize {
        let place = self.table.place(column);
        self.table.filled.truncate(set);
        self.table.filled.push((column, place));
        place
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::Kind;
    use crate::tables::{DATES, TRANSFERS};
    use fastox_model::geography::{NATION, SEVERAL};

    pub(in crate::table) const KEYS: [(&str, Cell<'static>); 6] = [
        ("world", Cell::Name("unified")),
        ("response", Cell::Name("fixed")),
        ("draw", Cell::Whole(0)),
        ("seed", Cell::Count(1)),
        ("year", Cell::Whole(2030)),
        ("province", Cell::Whole(44)),
    ];

    #[test]
    fn columns_may_come_in_any_order() {
        let mut table = Table::new(&TRANSFERS);
        let mut row = table.row();
        row.set("amount_fen", Cell::Fen(-5))
            .set("amount_yuan", Cell::Fen(-5))
            .set("counterparty", "pool")
            .set("clause", "gap");
        row.set_all(&KEYS).done();
        assert_eq!(table.column_fen("amount_fen"), [-5]);
    }

    /// The second row turns two columns round, and the third has the order of the first.
    #[test]
    fn rows_may_differ_in_their_order() {
        let mut table = Table::new(&TRANSFERS);
        for turned in [false, true, false] {
            let mut row = table.row();
            row.set_all(&KEYS).set("counterparty", "pool");
            let [first, second] = if turned { ["amount_yuan", "amount_fen"] } else { ["amount_fen", "amount_yuan"] };
            row.set(first, Cell::Fen(if turned { 8 } else { 7 })).set(second, Cell::Fen(if turned { 7 } else { 8 }));
            row.set("clause", "gap").done();
        }
        assert_eq!(table.column_fen("amount_fen"), [7; 3]);
        assert_eq!(table.column_number("amount_yuan"), [0.08; 3]);
    }

    #[test]
    fn the_nation_and_provinces_together_have_names() {
        let mut table = Table::new(&DATES);
        for code in [NATION, SEVERAL] {
            let mut row = table.row();
            row.set_all(&KEYS[..4]).set("province", code);
            for column in DATES.columns.iter().filter(|column| column.kind == Kind::WholeOrNone) {
                row.set(column.name, Cell::Missing);
            }
            row.done();
        }
        assert_eq!(table.column_name("province_name_zh"), ["全国", "若干省份合计"]);
    }

    #[test]
    #[should_panic(expected = "`province` is 0, which is no province")]
    fn nothing_is_no_province() {
        let _ = Table::new(&DATES).row().set("province", 0);
    }

    #[test]
    #[should_panic(expected = "a row of `transfers` lacks [\"clause\", \"amount_fen\", \"amount_yuan\"]")]
    fn a_forgotten_column_is_named() {
        Table::new(&TRANSFERS).row().set_all(&KEYS).set("counterparty", "pool").done();
    }

    #[test]
    #[should_panic(expected = "`transfers` has no column `amount_jiao`")]
    fn an_unknown_column_is_named() {
        let _ = Table::new(&TRANSFERS).row().set("amount_jiao", 1.0);
    }

    #[test]
    #[should_panic(expected = "`transfers.clause` is set twice in one row")]
    fn a_column_is_set_once() {
        let _ = Table::new(&TRANSFERS).row().set("clause", "a").set("clause", "b");
    }

    #[test]
    #[should_panic(expected = "`transfers.amount_fen` takes Fen (unit: fen), found Number(1.0)")]
    fn yuan_are_not_taken_for_fen() {
        let mut table = Table::new(&TRANSFERS);
        let mut row = table.row();
        row.set_all(&KEYS).set("clause", "gap").set("counterparty", "pool");
        row.set("amount_fen", 1.0).set("amount_yuan", 1.0).done();
    }
}
