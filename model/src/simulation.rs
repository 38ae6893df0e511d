//! A simulation: a country and the years it will live. The only loop that lives years.
//!
//! ```text
//! until 2021    all worlds share one course of life
//! 2022          worlds part
//! every year    people, money, governments (see [`crate::year`]), then every world is shown to the observer
//! ```

mod checkpoint;

use crate::accounts::Accounts;
use crate::books::BrokenIdentity;
use crate::country::{BRANCH_YEAR, Country, Variant, WorldId, YearInputs};
use crate::people::{Flows, LifePolicy};
use crate::units::Year;
use crate::year::{WorldYear, YearReport, live_one_year};
use rayon::prelude::*;

/// A country about to live its next year.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The country as it stands.
    pub country: Country,
    /// What every year brings, from the first after the opening.
    pub years: Vec<YearInputs>,
    lived: usize,
}

/// One world's year, as an observer sees it on 31 December.
#[derive(Clone, Debug)]
pub struct Observation<'a> {
    /// The year.
    pub year: Year,
    /// The place of the world in the run, from 0.
    pub number: usize,
    /// Its name.
    pub id: WorldId<'a>,
    /// Its accounts.
    pub accounts: Accounts,
    /// Its books, facts, retention and effort.
    pub world: &'a WorldYear,
    /// What all worlds share: sums over people.
    pub report: &'a YearReport,
    /// What the year brought from outside.
    pub inputs: &'a YearInputs,
    /// The law and the money side of this world.
    pub variant: &'a Variant,
    /// What its people met.
    pub policy: &'a LifePolicy<'a>,
    /// The country after the year.
    pub country: &'a Country,
}

impl Observation<'_> {
    /// Persons an agent stands for.
    pub fn weight(&self) -> i64 {
        self.country.people.weight
    }

    /// The flows of the people of this world, agents.
    pub fn flows(&self) -> &Flows {
        &self.report.tally.flows[self.world.life]
    }

    /// Whether no other world of the year follows.
    pub fn is_last_world(&self) -> bool {
        self.number + 1 == self.report.worlds.len()
    }
}

impl Simulation {
    /// A country on the last day of the year before the first of `years`.
    pub const fn new(country: Country, years: Vec<YearInputs>) -> Self {
        Self { country, years, lived: 0 }
    }

    /// The stocks of every world at the opening, before the first year.
    pub fn opening(&self) -> Vec<Accounts> {
        let first = &self.years[0];
        let year = first.people.year - 1;
        let tilt_age = first.variants[0].institutions.law.tilt_age();
        let tally = self.country.people.count(year, tilt_age);
        let worlds = 0..self.country.worlds.len();
        worlds.map(|number| Accounts::opening(year, &self.country, &tally, number)).collect()
    }

    /// Lives all years that are left and shows every world of each.
    pub fn run(&mut self, mut observe: impl FnMut(&Observation<'_>)) -> Result<(), BrokenIdentity> {
        while self.live_year(&mut observe)?.is_some() {}
        Ok(())
    }

    /// Lives all years that are left; the accounts of every world, year by year.
    pub fn accounts(&mut self) -> Result<Vec<Vec<Accounts>>, BrokenIdentity> {
        let mut worlds = vec![Vec::new(); self.country.worlds.len()];
        self.run(|world| worlds[world.number].push(world.accounts.clone()))?;
        Ok(worlds)
    }

    /// Lives the next year and shows its worlds; nothing after the last.
    pub fn live_year(&mut self, observe: impl FnMut(&Observation<'_>)) -> Result<Option<YearReport>, BrokenIdentity> {
        let Some(inputs) = self.years.get(self.lived) else { return Ok(None) };
        self.lived += 1;
        if inputs.people.year == BRANCH_YEAR {
            self.country.branch();
        }
        let policies = self.country.policies(inputs);
        let report = live_one_year(&mut self.country, inputs, &policies)?;
        let country = &self.country;
        let seen = |number| observation(country, &report, inputs, &policies, number);
        let all: Vec<Observation<'_>> = (0..report.worlds.len()).into_par_iter().map(seen).collect();
        all.iter().for_each(observe);
        Ok(Some(report))
    }
}

fn observation<'a>(
    country: &'a Country,
    report: &'a YearReport,
    inputs: &'a YearInputs,
    policies: &'a [LifePolicy<'a>],
    number: usize,
) -> Observation<'a> {
    let world = &report.worlds[number];
    let variant = inputs.variant(&country.worlds[number]);
    let weight = country.people.weight;
    Observation {
        year: report.year,
        number,
        id: country.worlds[number].id(),
        accounts: Accounts::of(report, world, &variant.economy, weight),
        world,
        report,
        inputs,
        variant,
        policy: &policies[world.life],
        country,
    }
}
