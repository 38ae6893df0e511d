//! A life that was lived again is held against the tables of the run, cell by cell.

use crate::questions::difference::shown;
use crate::results::tables::{Key, Tables};
use fastox_model::simulation::Observation;
use fastox_outputs::Table;
use std::fmt;

/// What a run left to check against: its national years and its sample of people.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The table `national_year`.
    pub national_year: Table,
    /// The table `people`.
    pub people: Table,
}

/// A cell that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The table and its column.
    pub column: String,
    /// The year.
    pub year: i32,
    /// What the run left.
    pub stored: String,
    /// What was found now.
    pub found: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, year, stored, found } = self;
        write!(f, "`{column}` of {year} is {found} now, but {stored} in the run")
    }
}

impl Stored {
    /// Compares a year of the world and of the people in its panel; says whether the run knows these people.
    pub(super) fn check(&self, seed: u64, year: &Observation<'_>) -> Result<bool, Mismatch> {
        let [national, people] = Tables::checks(Key { world: year.id, draw: 0, seed }, year);
        if !compare(&self.national_year, &national, 0)? {
            let column = format!("{}.year", self.national_year.spec().name);
            let (stored, found) = ("missing".to_owned(), year.year.to_string());
            return Err(Mismatch { column, year: year.year, stored, found });
        }
        let known = if people.is_empty() { false } else { compare(&self.people, &people, 0)? };
        Ok(known)
    }
}

/// Compares a row with the row of the run that has the same keys, if there is one.
fn compare(stored: &Table, found: &Table, row: usize) -> Result<bool, Mismatch> {
    let keys = stored.spec().keys.len();
    let same = |place: usize, at: usize| stored.cell(at, place) == found.cell(row, place);
    let Some(at) = (0..stored.rows()).find(|&at| (0..keys).rev().all(|place| same(place, at))) else {
        return Ok(false);
    };
    match (keys..stored.spec().columns.len()).find(|&place| !same(place, at)) {
        None => Ok(true),
        Some(place) => {
            let spec = stored.spec();
            Err(Mismatch {
                column: format!("{}.{}", spec.name, spec.columns[place].name),
                year: found.column_whole("year")[row],
                stored: shown(stored.cell(at, place)),
                found: shown(found.cell(row, place)),
            })
        }
    }
}
