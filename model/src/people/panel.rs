//! The sample panel: whole life histories of a few people.

use super::columns::{Life, Shard, State, Traits};
use super::contribution::Paid;
use super::facts::{LAST_WORKING_AGE, YearFacts};
use crate::units::{Year, ratio};

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
    pub account: u64,
    /// Pension, fen a month; 0 before the award.
    pub pension: u32,
}

/// Mean contribution index over the paid months; nothing before the first, and of people retired at the opening, whose
/// index is not known.
pub fn mean_index(sum: f32, months: u16) -> Option<f64> {
    ratio(sum.into(), months.into()).filter(|index| *index > 0.0)
}

/// Numbers of a row.
const FIELDS: usize = 15;

impl PanelRow {
    /// Bytes of a row that goes to another rank.
    pub(super) const BYTES: usize = 8 * FIELDS;

    /// The row, to its last bit.
    pub(super) fn to_bytes(self) -> Vec<u8> {
        let Self { life, year, person, birth_year, sex, traits, state, wage, base, months_this_year, .. } = self;
        let who = [life as u64, year as u64, person.into(), birth_year as u64, sex.into()];
        let how = [traits.0.into(), state.0.into(), wage.to_bits(), base.into(), months_this_year.into()];
        let Self { months, deemed, index_sum, account, pension, .. } = self;
        let held = [months.into(), deemed.into(), index_sum.to_bits().into(), account, pension.into()];
        [who, how, held].concat().into_iter().flat_map(u64::to_le_bytes).collect()
    }

    /// The row of these bytes.
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        let (numbers, _) = bytes.as_chunks::<8>();
        let numbers: [u64; FIELDS] = std::array::from_fn(|field| u64::from_le_bytes(numbers[field]));
        let [life, year, person, birth_year, sex, traits, state, ..] = numbers;
        let [.., wage, base, months_this_year, months, deemed, index_sum, account, pension] = numbers;
        Self {
            life: life as usize,
            year: year as Year,
            person: person as u32,
            birth_year: birth_year as Year,
            sex: sex as u8,
            traits: Traits(traits as u32),
            state: State(state as u32),
            wage: f64::from_bits(wage),
            base: base as u32,
            months_this_year: months_this_year as u32,
            months: months as u16,
            deemed: deemed as u16,
            index_sum: f32::from_bits(index_sum as u32),
            account,
            pension: pension as u32,
        }
    }
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
    pub fn traced<const N: usize>(self, shard: &Shard, start: usize) -> Option<usize> {
        let person = self.traced?;
        let lane = shard.id[start..start + N].iter().position(|id| *id == person)?;
        Some(start + lane)
    }
}

/// What the rows of a block's people are made of, in one course of life.
#[derive(Clone, Copy)]
pub(super) struct BlockYear<'a, const N: usize> {
    pub shard: &'a Shard,
    /// Index of the course of life.
    pub number: usize,
    pub life: &'a Life,
    /// Wage relative to the provincial average.
    pub wage: &'a [f32; N],
    /// Nothing beyond working age.
    pub paid: Option<&'a Paid<N>>,
    pub facts: &'a YearFacts,
}

impl<const N: usize> BlockYear<'_, N> {
    /// Notes the row of the person at this place.
    pub fn note(self, place: usize, panel: &mut Vec<PanelRow>) {
        panel.push(self.row(place));
    }

    fn row(self, place: usize) -> PanelRow {
        let Self { shard, life, facts, .. } = self;
        let state = State(life.state[place]);
        let lane = place % N;
        let months = self.paid.map_or(0, |p| p.months[lane]);
        let average = facts.wages.average[state.relation()];
        // Old people are paid in blocks only where somebody of the block is in service.
        let earns = shard.age(facts.year) <= LAST_WORKING_AGE || months > 0;
        PanelRow {
            life: self.number,
            year: facts.year,
            person: shard.id[place],
            birth_year: shard.birth_year,
            sex: shard.sex as u8,
            traits: Traits(shard.traits[place]),
            state,
            wage: if earns { f64::from(self.wage[lane]) * f64::from(average) } else { 0.0 },
            base: if months > 0 { self.paid.map_or(0, |p| p.base[lane]) } else { 0 },
            months_this_year: months,
            months: life.months[place],
            deemed: shard.deemed[place],
            index_sum: life.index[place],
            account: life.account.at(place),
            pension: state.award_year().map_or(0, |_| life.bases_or_pension[place]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_to_its_last_bit() {
        let row = PanelRow {
            life: 11,
            year: 2075,
            person: u32::MAX - 1,
            birth_year: 1921,
            sex: 1,
            traits: Traits(0x0123_4567),
            state: State(0x89ab_cdef),
            wage: -0.1,
            base: 12,
            months_this_year: 7,
            months: 65_535,
            deemed: 3,
            index_sum: 0.3,
            account: 1 << 50,
            pension: 350_001,
        };
        let back = PanelRow::from_bytes(&row.to_bytes());
        assert_eq!((format!("{back:?}"), row.to_bytes().len()), (format!("{row:?}"), PanelRow::BYTES));
    }
}
