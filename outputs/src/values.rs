//! The values of one column: a plain vector, and for names the list of different ones.

use crate::Cell;
use crate::schema::Kind;
use bitcode::{Decode, Encode};
use std::collections::BTreeMap;

/// Names stored once each, and rows that point at them.
#[derive(Debug, Clone, Default, Decode, Encode)]
pub(crate) struct Names {
    known: Vec<String>,
    places: BTreeMap<String, u32>,
    rows: Vec<u32>,
}

/// So many different names, such as sexes or kinds of work.
const FEW: usize = 8;

impl Names {
    pub(crate) fn push(&mut self, name: &str) {
        let place = self.place_of(name);
        self.rows.push(place);
    }

    fn place_of(&mut self, name: &str) -> u32 {
        // Rows of one world follow each other, so the name is usually that of the row above; provinces do in their order.
        let last = self.rows.last().map_or(0, |&last| last as usize);
        let next = if last + 1 < self.known.len() { last + 1 } else { 0 };
        for place in [last, next] {
            if self.known.get(place).is_some_and(|known| known == name) {
                return place as u32;
            }
        }
        // Where few names alternate, a look at each is shorter than a search.
        let found = match self.known.len() {
            0..=FEW => self.known.iter().position(|known| known == name).map(|place| place as u32),
            _ => self.places.get(name).copied(),
        };
        if let Some(place) = found {
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

    /// The names, each once, and the place of each row's name among them.
    pub(crate) fn dictionary(&self) -> (&[String], &[u32]) {
        (&self.known, &self.rows)
    }

    /// The rank of every known name.
    fn ranks(&self) -> impl Iterator<Item = i64> {
        // `places` is ordered by name.
        let mut ranks = vec![0; self.known.len()];
        for (rank, &place) in self.places.values().enumerate() {
            ranks[place as usize] = rank as i64;
        }
        ranks.into_iter()
    }

    fn append(&mut self, other: &Self) {
        let places: Vec<u32> = other.known.iter().map(|name| self.place_of(name)).collect();
        self.rows.extend(other.rows.iter().map(|&place| places[place as usize]));
    }
}

/// A count that is missing: none is negative.
pub(crate) const NONE: i64 = i64::MIN;

/// The values of one column. A missing number is NaN here and null in the file.
#[derive(Debug, Clone, Decode, Encode)]
pub(crate) enum Values {
    Names(Names),
    Wholes(Vec<i32>),
    /// Counts and fen, which the column's kind distinguishes. A missing count is [`NONE`] here and null in the file.
    Longs(Vec<i64>),
    Numbers(Vec<f64>),
}

impl Values {
    pub(crate) fn empty(kind: Kind) -> Self {
        match kind {
            Kind::Name | Kind::Category => Self::Names(Names::default()),
            Kind::Whole => Self::Wholes(Vec::new()),
            Kind::Count | Kind::CountOrNone | Kind::Fen => Self::Longs(Vec::new()),
            Kind::Number | Kind::WholeOrNone => Self::Numbers(Vec::new()),
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

    /// Adds cells to a column of this kind, in yuan or not, up to the first that does not suit it, which comes back.
    #[inline]
    pub(crate) fn add<'c>(
        &mut self,
        kind: Kind,
        in_yuan: bool,
        cells: impl Iterator<Item = Cell<'c>>,
    ) -> Result<(), Cell<'c>> {
        match self {
            Self::Names(names) => add(cells, |name| names.push(name), name),
            Self::Wholes(wholes) => add(cells, |value| wholes.push(value), whole),
            Self::Longs(longs) => add(cells, |value| longs.push(value), |cell| long(kind, cell)),
            Self::Numbers(numbers) => add(cells, |value| numbers.push(value), |cell| number(kind, in_yuan, cell)),
        }
    }

    pub(crate) fn cell(&self, kind: Kind, row: usize) -> Cell<'_> {
        match self {
            Self::Names(names) => Cell::Name(names.get(row)),
            Self::Wholes(wholes) => Cell::Whole(wholes[row]),
            Self::Longs(longs) if kind == Kind::Fen => Cell::Fen(longs[row]),
            Self::Longs(longs) if kind == Kind::CountOrNone && longs[row] == NONE => Cell::Missing,
            Self::Longs(longs) => Cell::Count(longs[row]),
            Self::Numbers(numbers) if numbers[row].is_nan() => Cell::Missing,
            Self::Numbers(numbers) if kind == Kind::WholeOrNone => Cell::Whole(numbers[row] as i32),
            Self::Numbers(numbers) => Cell::Number(numbers[row]),
        }
    }

    /// The values of these rows, in this order.
    pub(crate) fn take(&self, rows: &[usize]) -> Self {
        fn at<T: Copy>(values: &[T], rows: &[usize]) -> Vec<T> {
            rows.iter().map(|&row| values[row]).collect()
        }
        match self {
            Self::Names(names) => {
                let (known, places) = (names.known.clone(), names.places.clone());
                Self::Names(Names { known, places, rows: at(&names.rows, rows) })
            }
            Self::Wholes(wholes) => Self::Wholes(at(wholes, rows)),
            Self::Longs(longs) => Self::Longs(at(longs, rows)),
            Self::Numbers(numbers) => Self::Numbers(at(numbers, rows)),
        }
    }

    /// Numbers that stand in the order of the values: of names by their letters; what is missing stands last.
    pub(crate) fn ranks(&self) -> Vec<i64> {
        match self {
            Self::Names(names) => {
                let ranks: Vec<i64> = names.ranks().collect();
                names.rows.iter().map(|&place| ranks[place as usize]).collect()
            }
            Self::Wholes(wholes) => wholes.iter().map(|&whole| i64::from(whole)).collect(),
            Self::Longs(longs) => longs.iter().map(|&long| if long == NONE { i64::MAX } else { long }).collect(),
            // Of the numbers only whole ones are keys.
            Self::Numbers(numbers) => {
                numbers.iter().map(|number| if number.is_nan() { i64::MAX } else { *number as i64 }).collect()
            }
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

/// Adds what `value` makes of each cell, up to the first of which it makes nothing.
#[inline]
fn add<'c, T>(
    cells: impl Iterator<Item = Cell<'c>>,
    mut push: impl FnMut(T),
    value: impl Fn(Cell<'c>) -> Option<T>,
) -> Result<(), Cell<'c>> {
    for cell in cells {
        push(value(cell).ok_or(cell)?);
    }
    Ok(())
}

fn name(cell: Cell<'_>) -> Option<&str> {
    if let Cell::Name(name) = cell { Some(name) } else { None }
}

fn whole(cell: Cell<'_>) -> Option<i32> {
    if let Cell::Whole(whole) = cell { Some(whole) } else { None }
}

/// The cell as a whole number of a column of this kind.
#[inline]
fn long(kind: Kind, cell: Cell<'_>) -> Option<i64> {
    match (kind, cell) {
        (Kind::Count | Kind::CountOrNone, Cell::Whole(whole)) => Some(i64::from(whole)),
        (Kind::Count | Kind::CountOrNone, Cell::Count(count)) => Some(count),
        (Kind::CountOrNone, Cell::Missing) => Some(NONE),
        (Kind::Fen, Cell::Fen(fen)) => Some(fen),
        _ => None,
    }
}

/// The cell as a number of a column of this kind, in yuan or not. NaN and infinity are refused: they come from a division
/// nobody thought about, and would be read as data.
#[inline]
fn number(kind: Kind, in_yuan: bool, cell: Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Missing => Some(f64::NAN),
        Cell::Whole(whole) if kind == Kind::WholeOrNone => Some(f64::from(whole)),
        _ if kind == Kind::WholeOrNone => None,
        // Zero has no sign in a table.
        Cell::Number(number) if number.is_finite() => Some(number + 0.0),
        Cell::Fen(fen) if in_yuan => Some(fen as f64 / 100.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Few and many names, in one order again and again, each several times, and across that order.
    #[test]
    fn each_name_has_one_place() {
        for different in [1, 2, FEW, FEW + 1, 31] {
            let mut names = Names::default();
            let in_order = (0..4 * different).map(|row| row % different);
            let across = (0..4 * different).map(|row| row * 7 % different);
            let rows: Vec<usize> = in_order.clone().chain(in_order.flat_map(|row| [row; 3])).chain(across).collect();
            for row in &rows {
                names.push(&format!("name {row}"));
            }
            assert_eq!(names.dictionary().0.len(), different);
            assert!(names.iter().zip(rows).all(|(name, row)| name == format!("name {row}")));
        }
    }
}
