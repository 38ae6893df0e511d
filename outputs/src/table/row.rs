//! A row that is filled by name and checked when it is done.

use super::{ProvinceNames, Table};
use crate::Cell;
use fastox_model::geography::names_of;

/// A row being filled. It enters the table with [`Row::done`].
#[derive(Debug)]
#[must_use = "a row enters the table with `done`"]
pub struct Row<'t, 'cells> {
    table: &'t mut Table,
    cells: Vec<Option<Cell<'cells>>>,
    /// How many columns were set.
    columns_set: usize,
}

impl<'t, 'cells> Row<'t, 'cells> {
    pub(crate) fn new(table: &'t mut Table) -> Self {
        let cells = vec![None; table.spec().columns.len()];
        Self { table, cells, columns_set: 0 }
    }

    /// Sets one column. Fastest in the order of the row before, right in any order.
    pub fn set(&mut self, column: &'static str, value: impl Into<Cell<'cells>>) -> &mut Self {
        let place = self.place(column);
        let twice = self.cells[place].replace(value.into()).is_some();
        assert!(!twice, "`{}.{column}` is set twice in one row", self.table.spec().name);
        if let (Some(names), Some(Cell::Whole(code))) = (self.table.provinces[place], self.cells[place]) {
            self.name_province(column, code, names);
        }
        self
    }

    /// The names beside the code of a province, where the table has columns for them.
    fn name_province(&mut self, column: &str, code: i32, ProvinceNames { name, name_zh }: ProvinceNames) {
        if name.or(name_zh).is_none() {
            return;
        }
        let Some([english, chinese]) = names_of(code) else { panic!("`{column}` is {code}, which is no province") };
        for (place, spelled) in [(name, english), (name_zh, chinese)] {
            if let Some(place) = place {
                self.cells[place] = Some(Cell::Name(spelled));
            }
        }
    }

    /// Sets several columns, such as the keys that many rows share.
    pub fn set_all(&mut self, values: &[(&'static str, Cell<'cells>)]) -> &mut Self {
        for &(column, value) in values {
            self.set(column, value);
        }
        self
    }

    /// Adds the row to the table; every column must have been set.
    pub fn done(&mut self) {
        assert!(self.cells.iter().all(Option::is_some), "a row of `{}` lacks {:?}", self.table.spec.name, self.unset());
        for (place, cell) in self.cells.drain(..).flatten().enumerate() {
            self.table.put(place, cell);
        }
    }

    fn unset(&self) -> Vec<&'static str> {
        let columns = self.table.spec.columns.iter();
        let unset = columns.zip(&self.cells).filter(|(_, cell)| cell.is_none());
        unset.map(|(column, _)| column.name).collect()
    }

    /// The place of the next column to be set. Names of one place in memory are the same: of most rows, each is where it
    /// was in the row before.
    fn place(&mut self, column: &'static str) -> usize {
        let set = self.columns_set;
        self.columns_set += 1;
        if let Some(&(name, place)) = self.table.filled.get(set)
            && std::ptr::eq(name, column)
        {
            return place;
        }
        let place = self.table.place(column);
        self.table.filled.truncate(set);
        self.table.filled.push((column, place));
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use crate::tables::{DATES, TRANSFERS};
    use fastox_model::geography::{NATION, SEVERAL};

    const KEYS: [(&str, Cell<'static>); 6] = [
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
