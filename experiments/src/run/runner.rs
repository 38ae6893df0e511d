//! The runner: lives a cell of an experiment and keeps what it observes.

use super::cell::{Cell, Lived, Pass, WorldRecord};
use super::worlds::{Worlds, series_shown};
use super::{Progress, Ready, RunError};
use crate::asked::scenario;
use crate::results::cohorts::CohortTrack;
use crate::results::series::Series;
use crate::results::tables::{Dates, Key, Tables, law_means::Means};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::FIRST_YEAR;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{Plan, open};
use fastox_model::books::BrokenIdentity;
use fastox_model::simulation::{Observation, Simulation};
use fastox_model::units::Year;

/// Lives the worlds of a seed under a draw.
pub(super) struct Runner<'a> {
    draw: i32,
    seed: u64,
    last_year: Year,
    worlds: &'a Worlds,
    lived: Lived,
}

/// What is kept of one world until its last year.
struct Course<'a> {
    key: Key<'a>,
    series: Series,
    dates: Dates,
    cohorts: CohortTrack,
    means: Option<Means>,
}

impl Ready<'_> {
    /// Lives one cell.
    pub(crate) fn live(&self, cell: &Cell, progress: &mut dyn FnMut(Progress)) -> Result<Lived, RunError> {
        let lived = match cell.pass {
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
        };
        lived.map_err(|broken| self.broken(broken))
    }

    fn draw(
        &self,
        cell: &Cell,
        parameters: &Parameters,
        fitted: &Fitted,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Lived, BrokenIdentity> {
        let Pass::Draw(draw) = cell.pass else { return Ok(Lived::default()) };
        let worlds = self.worlds_under(parameters).some(&cell.worlds);
        let mut simulation = open(parameters, fitted, &self.plan(&worlds, cell));
        let last_year = self.experiment.last_year;
        let runner = Runner { draw, seed: cell.seed, last_year, worlds: &worlds, lived: Lived::default() };
        runner.live(&mut simulation, progress)
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
    fn range(&self, cell: &Cell, progress: &mut dyn FnMut(Progress)) -> Result<Lived, BrokenIdentity> {
        let (worlds, people) = (self.range.some(&cell.worlds), super::range_people(self.experiment));
        let plan = worlds.plan(people as usize, cell.seed, self.experiment.last_year);
        let plan = self.spread(plan);
        let (place, cells, pass, seed, worlds) = (0, 1, Pass::Range, cell.seed, worlds.specs.len());
        let lived = series_shown(self.parameters, self.fitted, &plan, |world| {
            let (year, people) = (world.year, world.country.adults);
            progress(Progress { place, cells, pass, seed, year, worlds, people });
        })?;
        let worlds = lived.iter().map(|series| WorldRecord::of(pass, series, None)).collect();
        Ok(Lived::new(Tables::default(), worlds, 0))
    }
}

impl<'a> Runner<'a> {
    fn live(
        mut self,
        simulation: &mut Simulation,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Lived, BrokenIdentity> {
        self.lived.weight = simulation.country.people.weight;
        let mut courses = self.open(simulation);
        let (worlds, people) = (courses.len(), simulation.country.adults);
        let pass = Pass::Draw(self.draw);
        let (place, cells, seed, year) = (0, 1, self.seed, FIRST_YEAR - 1);
        let opening = Progress { place, cells, pass, seed, year, worlds, people };
        progress(opening);
        simulation.run(|year| {
            self.observe(&mut courses[year.number], year);
            if year.is_last_world() {
                let people = year.country.adults;
                progress(Progress { year: year.year, people, ..opening });
            }
        })?;
        let worlds = courses.iter().map(|course| WorldRecord::of(pass, &course.series, course.means)).collect();
        let Lived { tables, weight, .. } = self.lived;
        Ok(Lived::new(tables, worlds, weight))
    }

    /// Enters the stocks of the opening.
    fn open(&mut self, simulation: &Simulation) -> Vec<Course<'a>> {
        let mut courses = Vec::new();
        for (number, (spec, accounts)) in self.worlds.specs.iter().zip(simulation.opening()).enumerate() {
            let key = Key { world: spec.id(), draw: self.draw, seed: self.seed };
            self.lived.tables.open(key, &accounts);
            courses.push(Course {
                key,
                series: Series::new(spec.id(), self.seed, self.lived.weight, Vec::new()),
                dates: Dates::default(),
                cohorts: CohortTrack::open(&simulation.country, number),
                means: None,
            });
        }
        courses
    }

    /// Enters a year of a world; after the last one, what only then is known.
    fn observe(&mut self, course: &mut Course<'a>, year: &Observation<'_>) {
        self.lived.tables.add(course.key, year);
        course.series.years.push(year.accounts.clone());
        course.dates.add(&year.accounts);
        course.cohorts.add(year);
        if self.draw == 0 {
            course.means = course.means.or_else(|| Tables::means(year));
        }
        if year.year == self.last_year {
            let cohorts = std::mem::take(&mut course.cohorts).close(year);
            self.lived.tables.close(course.key, &course.dates, &cohorts);
        }
    }
}
