//! The runner: lives every seed of an experiment and puts what it observes into tables.

use super::Progress;
use super::range;
use super::worlds::Worlds;
use crate::asked::experiment::Experiment;
use crate::results::cohorts::CohortTrack;
use crate::results::series::Series;
use crate::results::summary::Summary;
use crate::results::tables::{Dates, Key, Tables};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::{FIRST_YEAR, Reference};
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{Plan, open};
use fastox_model::books::BrokenIdentity;
use fastox_model::country::WorldSpec;
use fastox_model::incentives::ResponseMode;
use fastox_model::simulation::{Observation, Simulation};

/// What grows while the seeds of an experiment are run.
pub(super) struct Runner<'a> {
    pub experiment: &'a Experiment,
    pub worlds: &'a Worlds,
    pub shard_size: usize,
    /// The draw of the uncertain parameters that is lived.
    pub draw: i32,
    pub tables: Tables,
    pub progress: &'a mut dyn FnMut(Progress),
    /// Persons an agent stands for, once a country was opened.
    pub weight: i64,
    series: Vec<Series>,
}

/// What is kept of one world of one seed until its last year.
struct WorldRecord<'a> {
    key: Key<'a>,
    series: Series,
    dates: Dates,
    cohorts: CohortTrack,
}

impl<'a> Runner<'a> {
    pub fn new(
        experiment: &'a Experiment,
        worlds: &'a Worlds,
        shard_size: usize,
        progress: &'a mut dyn FnMut(Progress),
    ) -> Self {
        let (tables, series) = (Tables::default(), Vec::new());
        Self { experiment, worlds, shard_size, draw: 0, tables, progress, weight: 0, series }
    }

    /// Lives every seed under one draw and sums it up; also the worlds themselves.
    pub fn live(&mut self, parameters: &Parameters, fitted: &Fitted) -> Result<(Summary, Vec<Series>), BrokenIdentity> {
        for (place, &seed) in self.experiment.seeds.iter().enumerate() {
            let mut simulation = open(parameters, fitted, &self.plan(seed));
            self.weight = simulation.country.people.weight;
            self.seed(place, seed, &mut simulation)?;
        }
        if self.draw == 0 {
            self.compare(&Reference::prepare());
        }
        let series = std::mem::take(&mut self.series);
        let summary = Summary::of(&series);
        self.tables.decompose(&summary, self.draw);
        Ok((summary, series))
    }

    /// The panel holds lives of the central values only.
    fn plan(&self, seed: u64) -> Plan {
        let Experiment { people, sample, last_year, .. } = *self.experiment;
        let sample = if self.draw == 0 { sample as usize } else { 0 };
        let plan = self.worlds.plan(people as usize, seed, last_year);
        Plan { sample, shard_size: self.shard_size, ..plan }
    }

    /// Lives all years of one seed.
    fn seed(&mut self, place: usize, seed: u64, simulation: &mut Simulation) -> Result<(), BrokenIdentity> {
        let mut records = self.open(seed, simulation);
        let lives = place + self.experiment.seeds.len() * self.draw as usize;
        // The range pass comes before the draws.
        let pass = if self.draw == 0 { 0 } else { range::countries(self.experiment) };
        let opening = Progress {
            place: lives + pass,
            draw: self.draw,
            seed,
            year: FIRST_YEAR - 1,
            worlds: records.len(),
            people: simulation.country.people.people(),
            range: false,
        };
        (self.progress)(opening);
        simulation.run(|year| {
            let record = &mut records[year.number];
            self.observe(record, year);
            if lives == 0 && year.number == self.compared() {
                self.tables.compare_means(year);
            }
            if year.is_last_world() {
                let people = year.country.people.people();
                (self.progress)(Progress { year: year.year, people, ..opening });
            }
        })?;
        self.series.extend(records.into_iter().map(|record| record.series));
        Ok(())
    }

    /// Enters the stocks of the opening.
    fn open(&mut self, seed: u64, simulation: &Simulation) -> Vec<WorldRecord<'a>> {
        let mut records = Vec::new();
        let worlds = &self.worlds.specs;
        for (number, (spec, accounts)) in worlds.iter().zip(simulation.opening()).enumerate() {
            let key = Key { world: spec.id(), draw: self.draw, seed };
            self.tables.open(key, &accounts);
            records.push(WorldRecord {
                key,
                series: Series::new(spec.id(), seed, simulation.country.people.weight, Vec::new()),
                dates: Dates::default(),
                cohorts: CohortTrack::open(&simulation.country, number),
            });
        }
        records
    }

    /// Enters a year of a world; after the last one, what only then is known.
    fn observe(&mut self, record: &mut WorldRecord<'a>, year: &Observation<'_>) {
        self.tables.add(record.key, year);
        record.series.years.push(year.accounts.clone());
        record.dates.add(&year.accounts);
        record.cohorts.add(year);
        if year.year == self.experiment.last_year {
            let cohorts = std::mem::take(&mut record.cohorts).close(year);
            self.tables.close(record.key, &record.dates, &cohorts);
        }
    }

    /// Compares a world with what is published.
    fn compare(&mut self, reference: &Reference) {
        let world = self.worlds.specs[self.compared()].id();
        self.tables.diagnose(reference);
        self.tables.compare(reference, world, self.weight as u64);
    }

    /// The world that is compared with published numbers: as enacted and responding, or else the first.
    fn compared(&self) -> usize {
        let enacted =
            |world: &WorldSpec| world.regime.name == "national-pooling" && world.mode == ResponseMode::Responding;
        self.worlds.specs.iter().position(enacted).unwrap_or(0)
    }
}
