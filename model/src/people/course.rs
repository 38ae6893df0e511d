//! One course of life of a shard's people in a year, for events that befall people one by one.

use super::columns::{Life, Shard, State, Traits};
use super::facts::{Law, LifePolicy, YearFacts};
use super::flows::Flows;
use crate::units::Month;

/// Whom an event befalls, by what law, and where its money is booked.
pub(super) struct Course<'a> {
    pub shard: &'a Shard,
    pub life: &'a mut Life,
    pub facts: &'a YearFacts,
    pub policy: &'a LifePolicy<'a>,
    pub flows: &'a mut Flows,
}

impl<'a> Course<'a> {
    pub fn state(&self, place: usize) -> State {
        State(self.life.state[place])
    }

    pub fn traits(&self, place: usize) -> Traits {
        Traits(self.shard.traits[place])
    }

    pub const fn law(&self) -> &'a Law {
        &self.policy.institutions.law
    }

    /// Month of birth.
    pub fn born(&self, place: usize) -> Month {
        Month::new(self.shard.birth_year, self.traits(place).birth_month() as i32 + 1)
    }
}
