//! The values of one column: a plain vector, and for names the list of different ones.

use crate::Cell;
use crate::schema::{Column, Kind};
use std::collections::BTreeMap;

/// Names stored once each, and rows that point at them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    known: Vec<String>,
    places: BTreeMap<String, u32>,
    rows: Vec<u32>,
}

impl Names {
    pub(crate) fn push(&mut self, name: &str) {
        let place = self.place_of(name);
        self.rows.push(place);
    }

    fn place_of(&mut self, name: &str) -> u32 {
        // Rows of one world follow each other, so the name is usually that of the row above.
        if let Some(&last) = self.rows.last()
            && self.known[last as usize] == name
        {
            return last;
        }
        if let Some(&place) = self.places.get(name) {
            return place;
        }
        let place = self.known.len() as u32;
        self.known.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
        place
    }

    pub(crate) fn get(&self, row: usize) -> &str {
        &self.known[self.rows[row] as usize]
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.rows.iter().map(|&place| self.known[place as usize].as_str())
    }

    fn append(&mut self, other: &Self) {
        let places: Vec<u32> = other.known.iter().map(|name| self.place_of(name)).collect();
        self.rows.extend(other.rows.iter().map(|&place| places[place as usize]));
    }
}

/// The values of one column. A missing number is NaN here and null in the file.
#[derive(Debug, Clone)]
pub(crate) enum Values {
    Names(Names),
    Wholes(Vec<i32>),
    /// Counts and fen, which the column's kind distinguishes.
    Longs(Vec<i64>),
    Numbers(Vec<f64>),
}

impl Values {
    pub(crate) fn empty(kind: Kind) -> Self {
        match kind {
            Kind::Name => Self::Names(Names::default()),
            Kind::Whole => Self::Wholes(Vec::new()),
            Kind::Count | Kind::Fen => Self::Longs(Vec::new()),
            Kind::Number => Self::Numbers(Vec::new()),
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Names(names) => names.rows.len(),
            Self::Wholes(wholes) => wholes.len(),
            Self::Longs(longs) => longs.len(),
            Self::Numbers(numbers) => numbers.len(),
        }
    }

    /// Adds the cell if it suits the column.
    pub(crate) fn try_push(&mut self, column: &Column, cell: Cell<'_>) -> Result<(), Unsuitable> {
        match (self, cell) {
            (Self::Names(names), Cell::Name(name)) => names.push(name),
            (Self::Wholes(wholes), Cell::Whole(whole)) => wholes.push(whole),
            (Self::Longs(longs), Cell::Whole(whole)) if column.kind == Kind::Count => {
                longs.push(i64::from(whole));
            }
            (Self::Longs(longs), Cell::Count(count)) if column.kind == Kind::Count => {
                longs.push(count);
            }
            (Self::Longs(longs), Cell::Fen(fen)) if column.kind == Kind::Fen => longs.push(fen),
            (Self::Numbers(numbers), cell) => numbers.push(number(column, cell)?),
            _ => return Err(Unsuitable),
        }
        Ok(())
    }

    pub(crate) fn cell(&self, kind: Kind, row: usize) -> Cell<'_> {
        match self {
            Self::Names(names) => Cell::Name(names.get(row)),
            Self::Wholes(wholes) => Cell::Whole(wholes[row]),
            Self::Longs(longs) if kind == Kind::Fen => Cell::Fen(longs[row]),
            Self::Longs(longs) => Cell::Count(longs[row]),
            Self::Numbers(numbers) if numbers[row].is_nan() => Cell::Missing,
            Self::Numbers(numbers) => Cell::Number(numbers[row]),
        }
    }

    /// Keeps the values of these rows.
    pub(crate) fn keep(&mut self, kept: &[bool]) {
        fn only<T>(values: &mut Vec<T>, kept: &[bool]) {
            let mut row = 0;
            values.retain(|_| {
                row += 1;
                kept[row - 1]
            });
        }
        match self {
            Self::Names(names) => only(&mut names.rows, kept),
            Self::Wholes(wholes) => only(wholes, kept),
            Self::Longs(longs) => only(longs, kept),
            Self::Numbers(numbers) => only(numbers, kept),
        }
    }

    /// Adds another column's values below; both are of one kind.
    pub(crate) fn append(&mut self, other: &Self) {
        match (self, other) {
            (Self::Names(names), Self::Names(more)) => names.append(more),
            (Self::Wholes(wholes), Self::Wholes(more)) => wholes.extend_from_slice(more),
            (Self::Longs(longs), Self::Longs(more)) => longs.extend_from_slice(more),
            (Self::Numbers(numbers), Self::Numbers(more)) => numbers.extend_from_slice(more),
            _ => unreachable!("columns of one table have one kind"),
        }
    }
}

/// The cell is of another kind than its column.
#[derive(Debug)]
pub(crate) struct Unsuitable;

/// The cell as a number of this column. NaN and infinity are refused: they come from a division
/// nobody thought about, and would be read as data.
fn number(column: &Column, cell: Cell<'_>) -> Result<f64, Unsuitable> {
    match cell {
        Cell::Number(number) if number.is_finite() => Ok(number),
        Cell::Missing => Ok(f64::NAN),
        Cell::Fen(fen) if column.holds_yuan() => Ok(fen as f64 / 100.0),
        _ => Err(Unsuitable),
    }
}
