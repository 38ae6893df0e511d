//! One world of one seed, lived year by year with one person traced, and without tables.
//!
//! Worlds of a run do not touch each other, so a world lived alone is the same as among others.

use super::{Run, SHARD, worlds};
use crate::asked::experiment::Experiment;
use crate::asked::scenario::Scenario;
use crate::results::tables::{Key, View};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{self, Setup};
use fastox_model::books::BrokenIdentity;
use fastox_model::country::{Country, WorldSpec};
use fastox_model::people::LifePolicy;
use fastox_model::people::Sample;
use fastox_model::year::live_one_year;

/// A world about to live its next year.
#[derive(Debug)]
pub struct OneWorld {
    spec: WorldSpec,
    seed: u64,
    setup: Setup,
    next: usize,
}

impl OneWorld {
    /// The world of this regime with the first response and seed of an experiment, on 31 December 2020.
    pub fn open(
        experiment: &Experiment,
        scenario: Scenario,
        parameters: &Parameters,
        fitted: &Fitted,
        person: u32,
    ) -> Self {
        let seed = experiment.seeds[0];
        let (worlds, reforms) = worlds(&[scenario], &experiment.responses[..1]);
        let run = Run::new(&worlds, &reforms);
        let mut setup = synthesis::open(parameters, fitted, &run.plan(experiment, seed, SHARD));
        setup.country.sample = Sample::only(person);
        let spec = worlds[0].clone();
        Self { spec, seed, setup, next: 0 }
    }

    /// The country as it stands.
    pub fn country(&self) -> &Country {
        &self.setup.country
    }

    /// Births and children who may still become persons of the model, so many agents at most.
    pub fn still_to_come(&self) -> u64 {
        let births: i64 = self.setup.inputs.years.iter().map(|year| year.children.births).sum();
        let persons = births + self.country().children.count();
        // Half an agent a province and sex is carried from the start.
        (persons / self.country().people.weight) as u64 + 62
    }

    /// Lives the next year and shows it, with what people met in it; nothing after the last.
    pub fn live<T>(
        &mut self,
        see: impl FnOnce(&View<'_>, &LifePolicy<'_>) -> T,
    ) -> Option<Result<T, BrokenIdentity>> {
        let inputs = self.setup.inputs.years.get(self.next)?;
        self.next += 1;
        let country = &mut self.setup.country;
        let policy = country.policies(inputs).swap_remove(0);
        let report = match live_one_year(country, inputs) {
            Ok(report) => report,
            Err(broken) => return Some(Err(broken)),
        };
        let WorldSpec { regime, mode, .. } = &self.spec;
        let key = Key { world: &regime.name, response: mode.name(), draw: 0, seed: self.seed };
        let (world, weight) = (&report.worlds[0], country.people.weight);
        let variant = inputs.variant(&country.worlds[0]);
        let view = View { key, report: &report, world, inputs, variant, weight };
        Some(Ok(see(&view, &policy)))
    }
}
