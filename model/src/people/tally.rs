//! What a year of people adds up to, and what people hold as they stand.

use super::cohorts::{CohortKey, each_cohort};
use super::columns::{Shard, State};
use super::demography::{count_residents, residents};
use super::flows::{Flows, Vitals};
use super::panel::PanelRow;
use super::steps::Step;
use super::sums::CourseSums;
use crate::draws::SMALL;
use crate::ranks::{Ranks, sum_each};
use crate::units::Year;
use std::collections::BTreeSet;

/// What a year of people adds up to.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// People alive on 31 December, agents.
    pub people: i64,
    /// Births apart, everything demographic.
    pub vitals: Vitals,
    /// Money and heads, one entry per course of life.
    pub flows: Vec<Flows>,
    /// Rows of the sample panel.
    pub panel: Vec<PanelRow>,
    /// Steps of the person the sample traces, by course of life; of this rank alone.
    pub steps: Vec<(usize, Step)>,
}

impl Tally {
    /// Adds the tally of other people.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        if self.flows.is_empty() {
            return other;
        }
        self.people += other.people;
        self.vitals.add(other.vitals);
        for (mine, theirs) in self.flows.iter_mut().zip(other.flows) {
            mine.add(theirs);
        }
        self.panel.extend(other.panel);
        self.steps.extend(other.steps);
        self
    }

    /// Adds up what all ranks counted; the panel is that of all on rank 0, and empty on others. `cohorts` are those that
    /// any rank may have counted.
    pub(super) fn join(&mut self, cohorts: &BTreeSet<CohortKey>, ranks: &dyn Ranks) {
        if ranks.count() == 1 {
            return;
        }
        sum_each(ranks, |see| self.each(cohorts, see));
        let rows = std::mem::take(&mut self.panel).into_iter().flat_map(PanelRow::to_bytes).collect();
        for rows in ranks.gather(rows).unwrap_or_default() {
            self.panel.extend(rows.chunks_exact(PanelRow::BYTES).map(PanelRow::from_bytes));
        }
    }

    /// Hands every sum to `see`, in an order that is the same on all ranks.
    fn each(&mut self, cohorts: &BTreeSet<CohortKey>, see: &mut dyn FnMut(&mut i64)) {
        see(&mut self.people);
        self.vitals.each(see);
        for flows in &mut self.flows {
            flows.each(see);
            if let Some(known) = &mut flows.cohorts.0 {
                each_cohort(known, cohorts, see);
            }
        }
    }
}

/// Counts a shard as it stands; `sums` are empty before and after.
pub(super) fn count_shard(shard: &Shard, (year, tilt_age): (Year, usize), sums: &mut CourseSums, tally: &mut Tally) {
    count_residents(&residents(shard), shard.sex, shard.age(year), &mut tally.vitals);
    for (life, flows) in shard.lives.iter().zip(&mut tally.flows) {
        sums.begin(shard, shard.age(year) + 1 >= tilt_age, flows);
        for start in (0..shard.id.len()).step_by(SMALL) {
            sums.count::<SMALL>(life, shard, start, true);
        }
        sums.end(shard, life, flows);
        sums.unpack(flows);
        for (state, account) in life.state.iter().zip(life.account.iter()) {
            let state = State(*state);
            if state.is_in_service() {
                flows.accounts[state.relation()] += account as i64;
            }
        }
    }
}
