//! A row that is filled by name and checked when it is done.

use super::{ProvinceNames, Table};
use crate::Cell;
use fastox_model::geography::Province;

/// A row being filled. It enters the table with [`Row::done`].
#[derive(Debug)]
#[must_use = "a row enters the table with `done`"]
pub struct Row<'t, 'cells> {
    table: &'t mut Table,
    cells: Vec<Option<Cell<'cells>>>,
    next: usize,
}

impl<'t, 'cells> Row<'t, 'cells> {
    pub(crate) fn new(table: &'t mut Table) -> Self {
        let cells = vec![None; table.spec().columns.len()];
        Self { table, cells, next: 0 }
    }

    /// Sets one column. Fastest in the order of the specification, right in any order.
    pub fn set(&mut self, column: &str, value: impl Into<Cell<'cells>>) -> &mut Self {
        let place = self.place(column);
        let twice = self.cells[place].replace(value.into()).is_some();
        assert!(!twice, "`{}.{column}` is set twice in one row", self.table.spec().name);
        self.next = place + 1;
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
        let province = u8::try_from(code).ok().and_then(Province::from_code);
        assert!(code == 0 || province.is_some(), "`{column}` is {code}, which is no province");
        if let Some(place) = name {
            self.cells[place] = Some(Cell::Name(province.map_or("China", Province::name)));
        }
        if let Some(place) = name_zh {
            self.cells[place] = Some(Cell::Name(province.map_or("全国", Province::name_zh)));
        }
    }

    /// Sets several columns, such as the keys that many rows share.
    pub fn set_all(&mut self, values: &[(&str, Cell<'cells>)]) -> &mut Self {
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

    fn place(&self, column: &str) -> usize {
        match self.table.spec().columns.get(self.next) {
            Some(expected) if expected.name == column => self.next,
            _ => self.table.place(column),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::TRANSFERS;

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
