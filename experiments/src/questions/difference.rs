//! Where two runs part: the first year in which a row that both have differs, in the nation, in a province and in a
//! person's life.

use fastox_outputs::language::typed;
use fastox_outputs::{Cell, Table};
use serde::Serialize;
use std::cmp::Ordering;
use std::fmt;

/// The first cell in which a table of two runs differs, by year and then by key.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parting {
    /// The table.
    pub table: &'static str,
    /// The year.
    pub year: i64,
    /// The other keys of the row.
    pub key: Vec<(&'static str, String)>,
    /// The column.
    pub column: &'static str,
    /// Its value in the first run.
    pub first: String,
    /// Its value in the other.
    pub other: String,
}

/// How a table of two runs compares.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableDifference {
    /// The table.
    pub table: &'static str,
    /// Rows that both have.
    pub shared: usize,
    /// How many of them differ.
    pub differ: usize,
    /// Rows that only one of them has.
    pub alone: usize,
    /// Where they part.
    pub parting: Option<Parting>,
}

impl TableDifference {
    /// Compares the rows of two tables of one specification, both sorted by their key, as files are.
    pub fn of(first: &Table, other: &Table) -> Self {
        let spec = first.spec();
        let mut found = Self { table: spec.name, shared: 0, differ: 0, alone: 0, parting: None };
        let (mut a, mut b) = (0, 0);
        while a < first.rows() && b < other.rows() {
            match keys(first, a, other, b) {
                Ordering::Less => a += 1,
                Ordering::Greater => b += 1,
                Ordering::Equal => {
                    found.shared += 1;
                    found.row((first, a), (other, b));
                    (a, b) = (a + 1, b + 1);
                }
            }
        }
        found.alone = first.rows() + other.rows() - 2 * found.shared;
        found
    }

    fn row(&mut self, (first, a): (&Table, usize), (other, b): (&Table, usize)) {
        let spec = first.spec();
        let differs = |place: &usize| first.cell(a, *place) != other.cell(b, *place);
        let Some(place) = (spec.keys.len()..spec.columns.len()).find(differs) else { return };
        self.differ += 1;
        let year = spec.position("year").map_or(0, |year| whole(first.cell(a, year)));
        if self.parting.as_ref().is_some_and(|known| known.year <= year) {
            return;
        }
        let named = |key: &&&'static str| **key != "year";
        let cell = |key: &&'static str| (*key, shown(first.cell(a, spec.position(key).unwrap_or(0))));
        self.parting = Some(Parting {
            table: spec.name,
            year,
            key: spec.keys.iter().filter(named).map(cell).collect(),
            column: spec.columns[place].name,
            first: shown(first.cell(a, place)),
            other: shown(other.cell(b, place)),
        });
    }
}

impl fmt::Display for TableDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, shared, differ, alone, parting } = self;
        write!(f, "{}: {differ} of {shared} rows differ", typed(table))?;
        if *alone > 0 {
            write!(f, ", {alone} more stand in one run only")?;
        }
        writeln!(f)?;
        let Some(Parting { year, key, column, first, other, .. }) = parting else { return Ok(()) };
        let key: Vec<String> = key.iter().map(|(name, value)| format!("{name} {value}")).collect();
        writeln!(f, "  first in {year}: {}", key.join(", "))?;
        writeln!(f, "  `{column}` is {first} and {other}")
    }
}

fn keys(first: &Table, a: usize, other: &Table, b: usize) -> Ordering {
    let places = 0..first.spec().keys.len();
    let pairs = places.map(|place| order(first.cell(a, place), other.cell(b, place)));
    pairs.fold(Ordering::Equal, Ordering::then)
}

fn order(a: Cell<'_>, b: Cell<'_>) -> Ordering {
    match (a, b) {
        (Cell::Name(a), Cell::Name(b)) => a.cmp(b),
        _ => whole(a).cmp(&whole(b)),
    }
}

fn whole(cell: Cell<'_>) -> i64 {
    match cell {
        Cell::Whole(number) => number.into(),
        Cell::Count(number) | Cell::Fen(number) => number,
        // In the order of files what is missing stands last.
        Cell::Missing => i64::MAX,
        Cell::Name(_) | Cell::Number(_) => 0,
    }
}

/// A cell as text.
pub(super) fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Name(name) => name.to_owned(),
        Cell::Whole(number) => number.to_string(),
        Cell::Count(number) | Cell::Fen(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Missing => "missing".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_outputs::tables::MIGRATION;

    fn table(rows: &[(i32, i32, i64)]) -> Table {
        let mut table = Table::new(&MIGRATION);
        for (year, origin, persons) in rows {
            let mut row = table.row();
            row.set("world", "a").set("response", "fixed").set("draw", 0).set("seed", 7).set("year", *year);
            row.set("origin", *origin).set("destination", 44).set("persons", *persons);
            row.set("insured", 8).set("rights_kept", 6).done();
        }
        table.sorted()
    }

    #[test]
    fn the_first_year_is_named_with_its_row() {
        let first = table(&[(2030, 41, 10), (2031, 41, 20), (2031, 42, 30), (2032, 41, 40)]);
        let other = table(&[(2030, 41, 10), (2031, 42, 31), (2032, 41, 41), (2033, 41, 50)]);
        let found = TableDifference::of(&first, &other);
        assert_eq!((found.shared, found.differ, found.alone), (3, 2, 2));
        let parting = found.parting.clone().expect("they differ");
        assert_eq!((parting.year, parting.column, &*parting.first, &*parting.other), (2031, "persons", "30", "31"));
        assert!(
            found.to_string().contains("first in 2031: world a, response fixed, draw 0, seed 7, origin 42"),
            "{found}"
        );
        assert_eq!(TableDifference::of(&first, &first).parting, None);
    }
}
