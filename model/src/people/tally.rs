//! What a year of people adds up to, and what people hold as they stand.

use super::columns::{Shard, State};
use super::demography::{count_residents, residents};
use super::flows::{Flows, Vitals};
use super::panel::PanelRow;
use super::steps::Step;
use super::sums::ShardSums;
use crate::draws::BLOCK;
use crate::units::Year;

/// What a year of people adds up to.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Births apart, everything demographic.
    pub vitals: Vitals,
    /// Money and heads, one entry per course of life.
    pub flows: Vec<Flows>,
    /// Rows of the sample panel.
    pub panel: Vec<PanelRow>,
    /// Steps of the person the sample traces, by course of life.
    pub steps: Vec<(usize, Step)>,
}

impl Tally {
    /// Adds the tally of other people.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        if self.flows.is_empty() {
            return other;
        }
        self.vitals.add(&other.vitals);
        for (mine, theirs) in self.flows.iter_mut().zip(&other.flows) {
            mine.add(theirs);
        }
        self.panel.extend(other.panel);
        self.steps.extend(other.steps);
        self
    }
}

/// Counts a shard as it stands.
pub(super) fn count_shard(shard: &Shard, year: Year, tilt_age: usize, tally: &mut Tally) {
    count_residents(&residents(shard), shard.sex, shard.age(year), &mut tally.vitals);
    for (life, flows) in shard.lives.iter().zip(&mut tally.flows) {
        let mut sums = ShardSums::new();
        for start in (0..shard.id.len()).step_by(BLOCK) {
            sums.count(life, shard, start, true);
        }
        sums.unpack((shard.birth_year, shard.sex), shard.age(year) + 1 >= tilt_age, flows);
        for (state, account) in life.state.iter().zip(&life.account) {
            let state = State(*state);
            if state.is_in_service() {
                flows.accounts[state.relation()] += *account as i64;
            }
        }
    }
}
