//! One course of life of a shard's people in a year: what they meet, and events that befall them one by one.

use super::columns::{Life, Shard, State, Traits};
use super::facts::{Law, LifePolicy, YearFacts};
use super::flows::Flows;
use super::labour::StatusRules;
use super::live::Setting;
use super::retirement::Calendar;
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

/// What the people of a shard meet in one course of life.
pub(super) struct Rules<'a> {
    /// Index of the course of life.
    pub number: usize,
    pub policy: &'a LifePolicy<'a>,
    pub calendar: Calendar,
    pub status: StatusRules<'a>,
}

impl<'a> Rules<'a> {
    /// The rules of a course of life, after those of the courses before it.
    pub fn of(shard: &Shard, before: &[Self], setting: &Setting<'a>) -> Self {
        let (number, year) = (before.len(), setting.facts.year);
        let policy = &setting.policies[number];
        let same = before.iter().find(|rules| std::ptr::eq(rules.policy.institutions, policy.institutions));
        let anew = || Calendar::new(&policy.institutions.law, shard.birth_year, shard.sex, year);
        let calendar = same.map_or_else(anew, |rules| rules.calendar.clone());
        let status = StatusRules::new(policy, shard.sex, shard.age(year), year);
        Self { number, policy, calendar, status }
    }
}
