//! What a rule in Python sees of a year and no movement changes: columns with one row a settlement.
//!
//! Trials differ from one another in few places, and a rule looks at few columns. So the first row of a column is kept whole and
//! of the others what differs; the array is made when the rule asks for it.

use fastox_model::geography::{PROVINCES, Province};
use fastox_model::pooling::Settlement;
use fastox_model::units::Money;
use rayon::prelude::*;
use std::array::from_fn;

/// Whole numbers by settlement and province.
pub struct Column {
    first: [i64; PROVINCES],
    others: Vec<Other>,
}

/// A number that is not that of the first row.
struct Other {
    /// Its place in the array.
    place: usize,
    value: i64,
}

impl Column {
    /// All of it, row by row.
    pub fn spread(&self, rows: usize) -> Vec<i64> {
        let mut values = self.first.repeat(rows);
        for Other { place, value } in &self.others {
            values[*place] = *value;
        }
        values
    }
}

/// A column, and what it shows of a settlement.
type Shows = (&'static str, fn(&Settlement<'_>) -> [i64; PROVINCES]);

/// Money in fen, heads, and GDP a head as the bits of a floating-point number.
const SHOWS: [Shows; 17] = [
    ("contributions", |one| one.books.opening().contributions.map(Money::fen)),
    ("benefits", |one| one.books.opening().benefits.map(Money::fen)),
    ("interest", |one| one.books.opening().interest.map(Money::fen)),
    ("subsidy_central", |one| one.books.opening().subsidy_central.map(Money::fen)),
    ("subsidy_local", |one| one.books.opening().subsidy_local.map(Money::fen)),
    ("put_off", |one| one.books.opening().put_off.map(Money::fen)),
    ("balances", |one| Province::each(|p| one.books.current_balance(p).fen())),
    ("before", |one| Province::each(|p| one.books.reserve_before(p).fen())),
    ("claims", |one| Province::each(|p| one.books.claim(p).fen())),
    ("potential", |one| one.facts.potential.map(Money::fen)),
    ("plan", |one| one.facts.plan.map(Money::fen)),
    ("average_wage", |one| one.facts.average_wage.map(Money::fen)),
    ("top_up", |one| one.facts.top_up.map(Money::fen)),
    ("insured", |one| one.facts.insured),
    ("employed", |one| one.facts.employed),
    ("retirees", |one| one.facts.retirees),
    ("gdp_per_head", |one| one.facts.gdp_per_head.map(|gdp| gdp.to_bits() as i64)),
];

/// So many rows are looked through together.
const ROWS: usize = 64;

/// Adds what is different in a row from the first one.
fn differ(others: &mut Vec<Other>, row: usize, shown: &[i64; PROVINCES], first: &[i64; PROVINCES]) {
    if shown != first {
        let places = (0..PROVINCES).filter(|p| shown[*p] != first[*p]);
        others.extend(places.map(|p| Other { place: row * PROVINCES + p, value: shown[p] }));
    }
}

/// All columns.
#[derive(Default)]
pub struct Shown {
    columns: Vec<Column>,
    rows: usize,
}

impl Shown {
    /// Settlement by settlement: all of them together are more than a cache holds.
    pub fn of(all: &[Settlement<'_>]) -> Self {
        let first = SHOWS.map(|(_, shown)| shown(&all[0]));
        let parts: Vec<[Vec<Other>; SHOWS.len()]> = all
            .par_chunks(ROWS)
            .enumerate()
            .map(|(part, rows)| {
                let mut others = from_fn(|_| Vec::new());
                for (row, one) in rows.iter().enumerate() {
                    for ((others, (_, shown)), first) in others.iter_mut().zip(&SHOWS).zip(&first) {
                        differ(others, part * ROWS + row, &shown(one), first);
                    }
                }
                others
            })
            .collect();
        let mut columns = first.map(|first| Column { first, others: Vec::new() });
        for part in parts {
            columns.iter_mut().zip(part).for_each(|(column, others)| column.others.extend(others));
        }
        Self { columns: columns.into(), rows: all.len() }
    }

    /// A column by its name.
    pub fn column(&self, name: &str) -> Option<Vec<i64>> {
        let known = SHOWS.iter().position(|(known, _)| *known == name)?;
        Some(self.columns[known].spread(self.rows))
    }
}
