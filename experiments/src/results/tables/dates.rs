//! `dates`: first years since worlds part, of every province and the nation.

use super::{Figures, Key, Measures};
use fastox_model::country::BRANCH_YEAR;
use fastox_model::geography::Province;
use fastox_model::units::{Money, Year};
use fastox_outputs::Table;

const EVENTS: usize = 4;
const COLUMNS: [&str; EVENTS] = [
    "first_deficit_year",
    "first_deficit_year_without_subsidy",
    "first_backstop_year",
    "exhaustion_year",
];

/// The first years of one world; the nation stands before the provinces.
#[derive(Clone, Debug, Default)]
pub struct Dates(Vec<[Option<Year>; EVENTS]>);

impl Dates {
    /// Notes what a year brings for the first time.
    pub fn add(&mut self, year: Year, figures: &Figures) {
        // The nation's reserves are those of the provinces and of the pool.
        let reserves = figures.nation.reserves + figures.pool;
        let nation = Measures { reserves, ..figures.nation };
        let places = std::iter::once(&nation).chain(&figures.provinces);
        self.0.resize(1 + figures.provinces.len(), [None; EVENTS]);
        if year < BRANCH_YEAR {
            return;
        }
        for (first, measures) in self.0.iter_mut().zip(places) {
            for (first, holds) in first.iter_mut().zip(events(measures)) {
                *first = first.or(holds.then_some(year));
            }
        }
    }

    /// Writes the rows of the world.
    pub fn write(&self, table: &mut Table, key: Key<'_>) {
        let codes = std::iter::once(0).chain(Province::all().map(|p| i32::from(p.code())));
        for (code, first) in codes.zip(&self.0) {
            let mut row = table.row();
            row.set_all(&key.world()).set("province", code);
            for (column, year) in COLUMNS.iter().zip(first) {
                row.set(column, year.map(f64::from));
            }
            row.done();
        }
    }
}

fn events(m: &Measures) -> [bool; EVENTS] {
    [
        m.balance() < Money::ZERO,
        m.balance_without_subsidy() < Money::ZERO,
        m.backstop_central + m.backstop_local > Money::ZERO,
        12.0 * m.reserves.yuan() < m.benefits.yuan(),
    ]
}
