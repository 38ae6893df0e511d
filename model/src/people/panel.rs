//! The sample panel: whole life histories of a few people.

use super::columns::{Life, Shard, State, Traits};
use super::contribution::Paid;
use super::facts::YearFacts;
use crate::units::Year;

/// One person in one year of one course of life.
#[derive(Clone, Copy, Debug)]
pub struct PanelRow {
    /// Index of the course of life.
    pub life: usize,
    /// The year.
    pub year: Year,
    /// Person id.
    pub person: u32,
    /// Year of birth.
    pub birth_year: Year,
    /// Sex: 0 male, 1 female.
    pub sex: u8,
    /// Packed traits at the end of the year (of somebody who has gone: before).
    pub traits: Traits,
    /// Packed state at the end of the year.
    pub state: State,
    /// Own wage, yuan a month; 0 outside service.
    pub wage: f64,
    /// Declared base, yuan a month; 0 without payment.
    pub base: u32,
    /// Months paid this year.
    pub months_this_year: u32,
    /// Paid months in all.
    pub months: u16,
    /// Deemed months.
    pub deemed: u16,
    /// Σ base ÷ national average wage.
    pub index_sum: f32,
    /// Account, fen.
    pub account: u32,
    /// Pension, fen a month.
    pub pension: u32,
}

/// Which people are in the panel: about `size` of `people`, chosen by a mix of their ids.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    below: u32,
}

impl Sample {
    /// A sample of about this size.
    pub fn of(size: usize, people: usize) -> Self {
        Self { below: crate::draws::threshold(size as f64 / people.max(1) as f64) }
    }

    /// Whether this person is in it.
    #[inline(always)]
    pub const fn holds(self, person: u32) -> bool {
        let mixed = person.wrapping_mul(0x9E37_79B1);
        (mixed ^ (mixed >> 15)).wrapping_mul(0x85EB_CA6B) < self.below
    }
}

/// Notes the row of somebody in the sample.
pub fn note(
    shard: &Shard,
    life: (usize, &Life),
    place: usize,
    traits: Traits,
    wage: f32,
    paid: Option<&Paid>,
    facts: &YearFacts,
) -> PanelRow {
    let (number, life) = life;
    let state = State(life.state[place]);
    let lane = place % crate::draws::BLOCK;
    let months = paid.map_or(0, |p| p.months[lane]);
    PanelRow {
        life: number,
        year: facts.year,
        person: shard.id[place],
        birth_year: shard.birth_year,
        sex: shard.sex as u8,
        traits,
        state,
        wage: f64::from(wage) * f64::from(facts.wages.average[state.relation()]),
        base: if months > 0 { paid.map_or(0, |p| p.base[lane]) } else { 0 },
        months_this_year: months,
        months: life.months[place],
        deemed: shard.deemed[place],
        index_sum: life.index[place],
        account: life.account[place],
        pension: life.pension[place],
    }
}
