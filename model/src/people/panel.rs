//! The sample panel: whole life histories of a few people.

use super::columns::{Life, NOWHERE, Shard, State, Traits};
use super::contribution::Paid;
use super::facts::YearFacts;
use crate::draws::BLOCK;
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

/// Which people are in the panel: about `size` of `people`, chosen by a mix of their ids; or exactly one, who is
/// traced step by step.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    below: u32,
    traced: Option<u32>,
}

impl Sample {
    /// A sample of about this size.
    pub fn of(size: usize, people: usize) -> Self {
        let below = crate::draws::threshold(size as f64 / people.max(1) as f64);
        Self { below, traced: None }
    }

    /// Exactly this person, with all steps.
    pub const fn only(person: u32) -> Self {
        Self { below: 0, traced: Some(person) }
    }

    /// Whether this person is in it.
    #[inline(always)]
    pub const fn holds(self, person: u32) -> bool {
        if let Some(traced) = self.traced {
            return person == traced;
        }
        let mixed = person.wrapping_mul(0x9E37_79B1);
        (mixed ^ (mixed >> 15)).wrapping_mul(0x85EB_CA6B) < self.below
    }

    /// The place in the shard of the traced person, if the block that begins at `start` holds it.
    #[inline(always)]
    pub fn traced(self, shard: &Shard, start: usize) -> Option<usize> {
        let person = self.traced?;
        let lane = shard.id[start..start + BLOCK].iter().position(|id| *id == person)?;
        Some(start + lane)
    }
}

/// Notes the rows of a block's people in the sample. `wage` is relative; nothing is paid beyond working age.
#[inline(always)]
pub fn note_block(
    shard: &Shard,
    life: (usize, &Life),
    sample: Sample,
    (wage, paid): (&[f32; BLOCK], Option<&Paid>),
    facts: &YearFacts,
    panel: &mut Vec<PanelRow>,
    start: usize,
) {
    for place in start..start + BLOCK {
        let traits = Traits(shard.traits[place]);
        if sample.holds(shard.id[place]) && traits.residence() != NOWHERE {
            panel.push(note(shard, life, place, traits, wage[place - start], paid, facts));
        }
    }
}

/// Notes the row of somebody in the sample.
fn note(
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
    let lane = place % BLOCK;
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
