//! The runner: lives a cell of an experiment and keeps what it observes.

use super::cell::{Cell, Lived, Pass, WorldRecord};
use super::checkpoint::CellState;
use super::worlds::{Worlds, series_shown};
use super::{Progress, Ready, RunError};
use crate::asked::scenario;
use crate::results::cohorts::CohortTrack;
use crate::results::series::Series;
use crate::results::tables::{Dates, Key, Tables, law_means::Means};
use bitcode::{Decode, Encode};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::FIRST_YEAR;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{Plan, open};
use fastox_model::simulation::{Observation, Simulation};
use fastox_model::units::Year;

/// Observes the worlds of a seed under a draw.
struct Runner<'a> {
    cell: &'a Cell,
    last_year: Year,
    worlds: &'a Worlds,
}

/// What is kept of one world until its last year.
#[derive(Decode, Encode)]
struct Course {
    series: Series,
    dates: Dates,
    cohorts: CohortTrack,
    means: Option<Means>,
}

impl Ready<'_> {
    /// Lives one cell.
    pub(crate) fn live(&self, cell: &Cell, progress: &mut dyn FnMut(Progress)) -> Result<Lived, RunError> {
        match cell.pass {
            Pass::Range => self.range(cell, progress),
            Pass::Draw(0) => self.draw(cell, self.parameters, self.fitted, progress),
            Pass::Draw(point) if self.experiment.design.points() > 0 => {
                let mut parameters = self.parameters.clone();
                parameters.apply(self.experiment.design.point(point as usize));
                self.draw(cell, &parameters, self.fitted, progress)
            }
            Pass::Draw(draw) => {
                let drawn = self.drawn.as_ref().expect("a run with draws has them");
                let own = drawn.draw(draw as usize);
                let parameters = drawn.ensemble.parameters(own, self.parameters);
                self.draw(cell, &parameters, &own.fitted, progress)
            }
        }
    }

    fn draw(
        &self,
        cell: &Cell,
        parameters: &Parameters,
        fitted: &Fitted,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Lived, RunError> {
        let worlds = self.worlds_under(parameters).some(&cell.worlds);
        let mut simulation = open(parameters, fitted, &self.plan(&worlds, cell));
        let weight = simulation.country.people.weight;
        let runner = Runner { cell, last_year: self.experiment.last_year, worlds: &worlds };
        let mut observed = runner.open(&simulation);
        let shown = |year, people| {
            let (place, cells, pass, seed, worlds) = (0, 1, cell.pass, cell.seed, worlds.specs.len());
            Progress { place, cells, pass, seed, year, kept: false, worlds, people }
        };
        progress(shown(FIRST_YEAR - 1, simulation.country.adults));
        if let Some(year) = self.resume(cell, &mut simulation, &mut observed)? {
            progress(Progress { kept: true, ..shown(year, simulation.country.adults) });
        }
        self.live_years(cell, &mut simulation, &mut observed, |observed, year| {
            runner.observe(observed, year);
            if year.is_last_world() {
                progress(shown(year.year, year.country.adults));
            }
        })?;
        // People and unpacked rows are each the most of memory in their time.
        drop(simulation);
        observed.tables.unpack();
        let record = |course: &Course| WorldRecord::of(cell.pass, &course.series, course.means);
        let worlds = observed.worlds.iter().map(record).collect();
        Ok(Lived::new(observed.tables, worlds, weight))
    }

    /// Clauses follow the parameters of a draw where their scenario is silent.
    fn worlds_under(&self, parameters: &Parameters) -> Worlds {
        Worlds::of(&scenario::all_under(self.scenarios, parameters), &self.experiment.responses)
    }

    /// The panel holds lives of the central values only.
    fn plan(&self, worlds: &Worlds, cell: &Cell) -> Plan {
        let sample = if cell.pass == Pass::Draw(0) { self.experiment.sample as usize } else { 0 };
        let plan = worlds.plan(self.experiment.people as usize, cell.seed, self.experiment.last_year);
        Plan { sample, ..self.spread(plan) }
    }

    /// On the ranks and in the shards of this run, which change no result.
    fn spread(&self, plan: Plan) -> Plan {
        Plan { shard_size: self.shard_size, ranks: self.company.ranks.clone(), ..plan }
    }

    /// The responding worlds once more, with fewer people, in every setting and ordering of the response. All of a pass
    /// share people and draws; only what the table `range` needs is kept.
    fn range(&self, cell: &Cell, progress: &mut dyn FnMut(Progress)) -> Result<Lived, RunError> {
        let (worlds, people) = (self.range.some(&cell.worlds), super::range_people(self.experiment));
        let plan = worlds.plan(people as usize, cell.seed, self.experiment.last_year);
        let plan = self.spread(plan);
        let (place, cells, pass, seed, worlds) = (0, 1, Pass::Range, cell.seed, worlds.specs.len());
        let lived = series_shown(self.parameters, self.fitted, &plan, |world| {
            let (year, people) = (world.year, world.country.adults);
            progress(Progress { place, cells, pass, seed, year, kept: false, worlds, people });
        })
        .map_err(|broken| self.broken(broken))?;
        let worlds = lived.iter().map(|series| WorldRecord::of(pass, series, None)).collect();
        Ok(Lived::new(Tables::default(), worlds, 0))
    }
}

impl<'a> Runner<'a> {
    /// Enters the stocks of the opening.
    fn open(&self, simulation: &Simulation) -> CellState<Vec<Course>> {
        let (mut tables, mut worlds) = (Tables::default(), Vec::new());
        let weight = simulation.country.people.weight;
        for (number, (spec, accounts)) in self.worlds.specs.iter().zip(simulation.opening()).enumerate() {
            tables.open(self.key(number), &accounts);
            worlds.push(Course {
                series: Series::new(spec.id(), self.cell.seed, weight, Vec::new()),
                dates: Dates::default(),
                cohorts: CohortTrack::open(&simulation.country, number),
                means: None,
            });
        }
        CellState { tables, worlds }
    }

    fn key(&self, number: usize) -> Key<'a> {
        let draw = if let Pass::Draw(draw) = self.cell.pass { draw } else { 0 };
        Key { world: self.worlds.specs[number].id(), draw, seed: self.cell.seed }
    }

    /// Enters a year of a world; after the last one, what only then is known.
    fn observe(&self, CellState { tables, worlds }: &mut CellState<Vec<Course>>, year: &Observation<'_>) {
        let (key, course) = (self.key(year.number), &mut worlds[year.number]);
        tables.add(key, year);
        course.series.years.push(year.accounts.clone());
        course.dates.add(&year.accounts);
        course.cohorts.add(year);
        if self.cell.pass == Pass::Draw(0) {
            course.means = course.means.or_else(|| Tables::means(year));
        }
        if year.year == self.last_year {
            let cohorts = std::mem::take(&mut course.cohorts).close(year);
            tables.close(key, &course.dates, &cohorts);
        }
    }
}
