//! A table in memory: typed columns that only take what their specification says.

mod chosen;
mod row;
mod rows;

pub use row::Row;
pub use rows::Rows;

use crate::schema::{Kind, TableSpec};
use crate::values::{NONE, Values};
use crate::{Cell, schema::Column};
use fastox_model::geography::names_of;
use rayon::prelude::*;

/// Rows of one table, held by column.
///
/// A wrong cell is a mistake of the program, not of its user, so writing one panics with the
/// table and the column.
///
/// ```
/// use fastox_outputs::{Table, tables};
///
/// let mut table = Table::new(&tables::MIGRATION);
/// let mut row = table.row();
/// row.set("world", "stand-alone").set("response", "fixed").set("draw", 0).set("seed", 7);
/// row.set("year", 2030).set("origin", 41).set("destination", 44);
/// row.set("persons", 1200_u32).set("insured", 800).set("rights_kept", 640).done();
/// assert_eq!(table.column_count("insured"), [800]);
/// assert_eq!(table.column_name("origin_name"), ["Henan"]);
/// ```
#[derive(Debug, Clone)]
pub struct Table {
    spec: &'static TableSpec,
    columns: Vec<Values>,
    /// Of each column, what its cells become.
    uses: Vec<Use>,
    /// What was set in the last row that was filled by name, and where it stands, in order.
    filled: Vec<(&'static str, usize)>,
}

/// What the cells of a column become, as its specification says.
#[derive(Debug, Clone, Copy)]
struct Use {
    /// Fen become yuan.
    in_yuan: bool,
    /// The code of a province.
    holds_province: bool,
    /// The columns beside it that have the names of the province, English and Chinese.
    names: [Option<usize>; 2],
}

/// Rows of a table, packed column by column.
#[derive(Debug, Clone)]
pub struct PackedRows(Vec<Vec<u8>>);

impl Use {
    fn of(spec: &TableSpec, column: &Column) -> Self {
        let (in_yuan, holds_province) = (column.holds_yuan(), column.holds_province());
        let place = |end: &str| spec.position(&format!("{}{end}", column.name));
        let names = if holds_province { ["_name", "_name_zh"].map(place) } else { [None; 2] };
        Self { in_yuan, holds_province, names }
    }
}

impl Table {
    /// An empty table.
    pub fn new(spec: &'static TableSpec) -> Self {
        let columns = spec.columns.iter().map(|column| Values::empty(column.kind)).collect();
        let uses = spec.columns.iter().map(|column| Use::of(spec, column)).collect();
        Self { spec, columns, uses, filled: Vec::new() }
    }

    /// What the table is.
    pub fn spec(&self) -> &'static TableSpec {
        self.spec
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.columns[0].len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows() == 0
    }

    /// Starts a row that is filled column by column, by name.
    pub fn row(&mut self) -> Row<'_> {
        Row::new(self)
    }

    /// Starts so many rows that are filled column by column, by name.
    pub fn rows_together(&mut self, count: usize) -> Rows<'_> {
        Rows::new(self, count)
    }

    /// Adds a row whose cells stand in the order of the columns.
    pub fn push(&mut self, cells: &[Cell<'_>]) {
        let expected = self.spec.columns.len();
        let found = cells.len();
        assert_eq!(found, expected, "`{}` has {expected} columns, not {found}", self.spec.name);
        for (place, &cell) in cells.iter().enumerate() {
            self.put(place, [cell]);
        }
    }

    #[inline]
    fn put<'c>(&mut self, place: usize, cells: impl IntoIterator<Item = Cell<'c>>) {
        let (kind, in_yuan) = (self.spec.columns[place].kind, self.uses[place].in_yuan);
        if let Err(cell) = self.columns[place].add(kind, in_yuan, cells.into_iter()) {
            self.refuse(place, cell);
        }
    }

    #[cold]
    fn refuse(&self, place: usize, cell: Cell<'_>) -> ! {
        let Column { name, kind, unit, .. } = self.spec.columns[place];
        panic!("`{}.{name}` takes {kind:?} (unit: {unit}), found {cell:?}", self.spec.name);
    }

    /// The names beside the code of a province, where the table has columns for them.
    fn name_province(&mut self, place: usize, code: i32) {
        let names = self.uses[place].names;
        if names == [None; 2] {
            return;
        }
        let column = self.spec.columns[place].name;
        let Some(spelled) = names_of(code) else { panic!("`{column}` is {code}, which is no province") };
        for (place, name) in names.into_iter().zip(spelled) {
            if let Some(place) = place {
                self.put(place, [Cell::Name(name)]);
            }
        }
    }

    /// A column is set once in a row, or in rows that are added together.
    #[inline]
    fn assert_unset(&self, place: usize, rows: usize) {
        let Column { name, .. } = self.spec.columns[place];
        assert!(self.columns[place].len() == rows, "`{}.{name}` is set twice in one row", self.spec.name);
    }

    /// All columns were set in so many rows.
    fn assert_whole(&self, rows: usize) {
        let columns = self.spec.columns.iter().zip(&self.columns);
        let unset = columns.filter(|(_, values)| values.len() != rows).map(|(column, _)| column.name);
        let unset: Vec<&str> = unset.collect();
        assert!(unset.is_empty(), "a row of `{}` lacks {unset:?}", self.spec.name);
    }

    /// Adds the rows of another table of the same specification below.
    pub fn append(&mut self, other: &Self) {
        assert_eq!(self.spec, other.spec, "only rows of the same table can be appended");
        for (mine, more) in self.columns.iter_mut().zip(&other.columns) {
            mine.append(more);
        }
    }

    /// Takes all rows out, packed in a fraction of their memory.
    pub fn pack(&mut self) -> PackedRows {
        let rows = std::mem::replace(self, Self::new(self.spec));
        PackedRows(rows.columns.par_iter().map(bitcode::encode).collect())
    }

    /// Adds rows below that were packed of a table of the same specification.
    pub fn unpack(&mut self, packed: &PackedRows) {
        self.columns.par_iter_mut().zip(&packed.0).for_each(|(column, more)| {
            column.append(&bitcode::decode(more).expect("rows are unpacked by the program that packed them"));
        });
    }

    /// One cell, for whoever walks over all columns alike.
    pub fn cell(&self, row: usize, place: usize) -> Cell<'_> {
        self.columns[place].cell(self.spec.columns[place].kind, row)
    }

    /// The names of a `Name` column.
    pub fn column_name(&self, name: &str) -> Vec<&str> {
        match self.values(name) {
            Values::Names(names) => names.iter().collect(),
            _ => self.not_readable_as(name, "names"),
        }
    }

    /// The values of a `Whole` column.
    pub fn column_whole(&self, name: &str) -> &[i32] {
        match self.values(name) {
            Values::Wholes(wholes) => wholes,
            _ => self.not_readable_as(name, "whole numbers"),
        }
    }

    /// The values of a `Count` column.
    pub fn column_count(&self, name: &str) -> &[i64] {
        self.column_long(name, Kind::Count)
    }

    /// The values of a `Fen` column.
    pub fn column_fen(&self, name: &str) -> &[i64] {
        self.column_long(name, Kind::Fen)
    }

    /// The values of a `Number`, `Whole` or `Count` column, or of one that may be missing; a missing number is NaN.
    pub fn column_number(&self, name: &str) -> Vec<f64> {
        match self.values(name) {
            Values::Numbers(numbers) => numbers.clone(),
            Values::Wholes(wholes) => wholes.iter().map(|&whole| f64::from(whole)).collect(),
            Values::Longs(longs) if matches!(self.kind(name), Kind::Count | Kind::CountOrNone) => {
                let number = |&count: &i64| if count == NONE { f64::NAN } else { count as f64 };
                longs.iter().map(number).collect()
            }
            _ => self.not_readable_as(name, "numbers"),
        }
    }

    fn column_long(&self, name: &str, kind: Kind) -> &[i64] {
        match self.values(name) {
            Values::Longs(longs) if self.kind(name) == kind => longs,
            _ => self.not_readable_as(name, if kind == Kind::Fen { "fen" } else { "counts" }),
        }
    }

    fn values(&self, name: &str) -> &Values {
        &self.columns[self.place(name)]
    }

    fn kind(&self, name: &str) -> Kind {
        self.spec.columns[self.place(name)].kind
    }

    pub(crate) fn place(&self, name: &str) -> usize {
        let place = self.spec.position(name);
        place.unwrap_or_else(|| panic!("`{}` has no column `{name}`", self.spec.name))
    }

    pub(crate) fn column_values(&self) -> &[Values] {
        &self.columns
    }

    pub(crate) fn column_values_mut(&mut self) -> &mut [Values] {
        &mut self.columns
    }

    fn not_readable_as(&self, name: &str, wanted: &str) -> ! {
        panic!("`{}.{name}` holds {:?}, not {wanted}", self.spec.name, self.kind(name))
    }
}

/// Two tables are equal when they show the same rows, a missing cell being equal to another.
impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        let columns = self.spec.columns.len();
        let same_row = |row| (0..columns).all(|place| self.cell(row, place) == other.cell(row, place));
        self.spec == other.spec && self.rows() == other.rows() && (0..self.rows()).all(same_row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{FIT, LEDGER, MIGRATION, PEOPLE};
    use fastox_model::geography::NATION;
    use fastox_model::units::Money;

    fn comparison(table: &mut Table, target: &str, published: Option<f64>) {
        let mut row = table.row();
        row.set("target", target).set("province", NATION).set("year", 2024).set("unit", "yuan");
        row.set("model", 12.5).set("published", published);
        row.set("error", None).set("tolerance", 0.01).set("role", "fit").set("source", "").set("note", "").done();
    }

    #[test]
    fn rows_are_read_back_by_column() {
        let mut table = Table::new(&FIT);
        comparison(&mut table, "pensions", Some(12.0));
        comparison(&mut table, "reserves", None);
        assert_eq!(table.column_name("target"), ["pensions", "reserves"]);
        assert_eq!(table.cell(0, table.place("model")), Cell::Number(12.5));
        assert!(table.column_number("published")[1].is_nan());
        assert_eq!(table.column_whole("year"), [2024, 2024]);
    }

    #[test]
    fn money_becomes_yuan_where_the_column_is_in_yuan() {
        let mut table = Table::new(&PEOPLE);
        let place = table.place("account_yuan");
        table.put(place, [Money::from_fen(1250).into()]);
        assert_eq!(table.cell(0, place), Cell::Number(12.5));
    }

    #[test]
    fn appended_rows_keep_their_names() {
        let (mut first, mut second) = (Table::new(&FIT), Table::new(&FIT));
        comparison(&mut first, "pensions", None);
        comparison(&mut second, "reserves", None);
        comparison(&mut second, "pensions", None);
        first.append(&second);
        assert_eq!(first.column_name("target"), ["pensions", "reserves", "pensions"]);
    }

    #[test]
    fn packed_rows_come_back_below_what_is_there() {
        let (mut all, mut first, mut second) = (Table::new(&FIT), Table::new(&FIT), Table::new(&FIT));
        for (target, published) in [("pensions", None), ("reserves", Some(1.0)), ("pensions", Some(0.1))] {
            comparison(&mut all, target, published);
        }
        comparison(&mut first, "pensions", None);
        comparison(&mut second, "reserves", Some(1.0));
        comparison(&mut second, "pensions", Some(0.1));
        let packed = [first.pack(), second.pack()];
        assert!(first.is_empty() && second.is_empty());
        for rows in &packed {
            first.unpack(rows);
        }
        assert!(first == all);
    }

    #[test]
    fn rows_of_a_draw_are_found() {
        let mut table = Table::new(&MIGRATION);
        for (draw, persons) in [(0, 10), (1, 20), (0, 30)] {
            let mut row = table.row();
            row.set("world", if draw == 0 { "a" } else { "b" }).set("response", "fixed");
            row.set("draw", draw).set("seed", 7).set("year", 2030).set("origin", 41).set("destination", 44);
            row.set("persons", persons).set("insured", 8).set("rights_kept", 6).done();
        }
        let central = table.clone().of_draw(0);
        assert_eq!(central.column_count("persons"), [10, 30]);
        assert_eq!(central.column_name("world"), ["a", "a"]);
        let b = table.of_worlds(|world, response, _, seed| (world, response, seed) == ("b", "fixed", 7));
        assert_eq!(b.column_count("persons"), [20]);
        assert_eq!(table.of_draw(1).column_count("persons"), [20]);
        let mut fit = Table::new(&FIT);
        comparison(&mut fit, "pensions", None);
        assert_eq!(fit.of_draw(3).rows(), 1, "it has no draws");
    }

    #[test]
    #[should_panic(expected = "`people.wage_yuan_month` takes Number (unit: yuan/month), found Number(NaN)")]
    fn nan_is_refused() {
        let mut table = Table::new(&PEOPLE);
        table.put(table.place("wage_yuan_month"), [Cell::Number(f64::NAN)]);
    }

    #[test]
    #[should_panic(expected = "`migration` has 14 columns, not 1")]
    fn a_short_row_is_refused() {
        Table::new(&MIGRATION).push(&[Cell::Missing]);
    }

    #[test]
    #[should_panic(expected = "`ledger.amount_fen` holds Fen, not numbers")]
    fn fen_are_not_taken_for_yuan() {
        Table::new(&LEDGER).column_number("amount_fen");
    }
}
