//! `dates`: first years since worlds part, of every province and the nation.

use super::Key;
use bitcode::{Decode, Encode};
use fastox_model::accounts::{Accounts, PlaceAccounts};
use fastox_model::country::BRANCH_YEAR;
use fastox_model::geography::{NATION, Province};
use fastox_model::units::{Money, Year};
use fastox_outputs::{Cell, Table};

const EVENTS: usize = 4;
const COLUMNS: [&str; EVENTS] =
    ["first_deficit_year", "first_deficit_without_subsidy", "first_backstop_year", "exhaustion_year"];

/// The first years of one world; the nation stands before the provinces.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct Dates(Vec<[Option<Year>; EVENTS]>);

impl Dates {
    /// Looks at what a year brings for the first time.
    pub fn add(&mut self, accounts: &Accounts) {
        // The nation's reserves are those of the provinces and of the pool.
        let nation = accounts.with_pool();
        let places = std::iter::once(&nation).chain(&accounts.provinces);
        self.0.resize(1 + accounts.provinces.len(), [None; EVENTS]);
        if accounts.year < BRANCH_YEAR {
            return;
        }
        for (first, place) in self.0.iter_mut().zip(places) {
            for (first, holds) in first.iter_mut().zip(events(place)) {
                *first = first.or(holds.then_some(accounts.year));
            }
        }
    }

    /// Writes the rows of the world.
    pub fn write(&self, table: &mut Table, key: Key<'_>) {
        let codes = std::iter::once(NATION).chain(Province::all().map(Province::code));
        for (code, first) in codes.zip(&self.0) {
            let mut row = table.row();
            row.set_all(&key.world()).set("province", code);
            for (column, year) in COLUMNS.iter().zip(first) {
                row.set(column, year.map_or(Cell::Missing, Cell::Whole));
            }
            row.done();
        }
    }
}

fn events(place: &PlaceAccounts) -> [bool; EVENTS] {
    [
        !place.in_surplus(),
        place.balance_without_subsidy() < Money::ZERO,
        place.backstop() > Money::ZERO,
        place.is_exhausted(),
    ]
}
