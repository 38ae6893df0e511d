//! One simulated life year by year, lived again from the manifest of a run: `fastox trace`.
//!
//! The person's world is lived anew with exactly this person in the panel, to the year of death or the last of the
//! run, and every year is held against the tables of the run. Left out: what other worlds did to the same person.

mod award;
mod check;
mod lines;
mod manifest;
mod numbers;
mod rule;
mod search;
mod text;

pub use check::{Mismatch, Stored};
pub use manifest::{Wanted, rules, same_program};
pub use search::Conditions;

use crate::asked::experiment::Experiment;
use crate::asked::scenario::Scenario;
use crate::run::{Pass, Progress, Worlds};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::FIRST_YEAR;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::open;
use fastox_model::books::BrokenIdentity;
use fastox_model::geography::Province;
use fastox_model::people::Exit;
use fastox_model::people::columns::province;
use fastox_model::people::{
    LifePolicy, PanelRow, Sample, Sex, Shard, State, Status, Step, Traits, WorkClass, mean_index,
};
use fastox_model::simulation::{Observation, Simulation};
use fastox_model::units::{Money, Month, Year};
use serde::Serialize;

/// One step of a year: what happened, in words and numbers, what came of it, and under which rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TracedStep {
    /// Name of the step.
    pub step: &'static str,
    /// What happened, with the numbers of the formula filled in.
    pub text: String,
    /// What came of it.
    pub value: Option<f64>,
    /// The unit of the value.
    pub unit: &'static str,
    /// The document or the part of the model that says so.
    pub rule: &'static str,
}

impl TracedStep {
    fn new(step: &'static str, text: String, rule: &'static str) -> Self {
        Self { step, text, value: None, unit: "", rule }
    }

    fn with(self, value: f64, unit: &'static str) -> Self {
        Self { value: Some(value), unit, ..self }
    }
}

/// What a person is born with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origin {
    /// Person id.
    pub person: u32,
    /// Month of birth.
    pub born: String,
    /// `male` or `female`.
    pub sex: &'static str,
    /// Class that sets the retirement age.
    pub work_class: &'static str,
    /// Whether the public-sector fund insures this person.
    pub public_sector: bool,
}

/// A year of the life: how it ended, and its steps.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TracedYear {
    /// What the person is born with.
    #[serde(flatten)]
    pub origin: Origin,
    /// The year.
    pub year: Year,
    /// Age reached in it.
    pub age: i32,
    /// Status at its end, as in the table `people`.
    pub status: &'static str,
    /// Province of household registration, GB code.
    pub hukou: Option<u8>,
    /// Province of residence, GB code; none of people who are gone.
    pub residence: Option<u8>,
    /// Province of the pension relation, GB code; none if there is none.
    pub relation: Option<u8>,
    /// Paid months in all.
    pub months_paid: u16,
    /// Deemed months.
    pub months_deemed: u16,
    /// Mean index over the paid months.
    pub index_mean: Option<f64>,
    /// Individual account.
    pub account_yuan: f64,
    /// Pension; missing before the award.
    pub pension_yuan_month: Option<f64>,
    /// What happened, in order.
    pub steps: Vec<TracedStep>,
}

/// A life that was lived again.
#[derive(Clone, Debug, PartialEq)]
pub struct TracedLife {
    /// World, response and seed.
    pub world: String,
    /// Its years.
    pub years: Vec<TracedYear>,
    /// Whether its rows in the table `people` were there to be checked against.
    pub sampled: bool,
}

impl TracedLife {
    /// What the life was held against.
    pub fn checked(&self) -> String {
        let years = self.years.iter().filter(|year| year.year >= FIRST_YEAR).count();
        let people = if self.sampled {
            ", and every year of the person with `people`"
        } else {
            "; the person is not in the sample of `people`"
        };
        let last = self.years.last().map_or(FIRST_YEAR, |year| year.year);
        format!("lived again to {last}, {years} years: every national sum agrees with the run{people}")
    }
}

/// Why a life could not be traced.
#[derive(Debug)]
pub enum Refusal {
    /// Nobody in the run has this id. It opens with so many people; the last id of the run, if it was lived.
    Nobody {
        /// People at the opening.
        opening: u64,
        /// The last id.
        last: Option<u64>,
    },
    /// The life differs from the tables of the run.
    Differs(Box<Mismatch>),
    /// An identity of the books broke: our bug.
    Broken(BrokenIdentity),
}

/// The experiment of one world and seed, with what has to be read for it.
#[derive(Clone, Debug)]
pub struct Relived {
    /// One regime, one response, one seed.
    pub experiment: Experiment,
    /// The scenario, loaded.
    pub scenario: Scenario,
    /// The parameters of the run.
    pub parameters: Parameters,
    /// The record of the calibration.
    pub fitted: Fitted,
}

/// Lives the world again and follows a person. Worlds of a run do not touch each other, so a world lived alone is the
/// same as among others.
pub fn relive(
    relived: &Relived,
    person: u32,
    stored: &Stored,
    progress: &mut dyn FnMut(Progress),
) -> Result<TracedLife, Refusal> {
    let seed = relived.experiment.seeds[0];
    let mut simulation = relived.open(person);
    let mut report = |year, people| {
        progress(Progress { place: 0, cells: 1, pass: Pass::Draw(0), seed, year, kept: false, worlds: 1, people });
    };
    report(FIRST_YEAR - 1, simulation.country.adults);
    let opening = u64::from(simulation.country.people.next_id);
    if u64::from(person) >= opening + still_to_come(&simulation) {
        return Err(Refusal::Nobody { opening, last: None });
    }
    let mut life = Life::new(&simulation, person, seed);
    while life.standing.is_none_or(|now| now.state.status() != Status::Gone) {
        let mut checked = Ok(());
        let year = simulation.live_year(|year| {
            report(year.year, year.country.adults);
            checked = life.add(year, stored);
        });
        if year.map_err(Refusal::Broken)?.is_none() {
            break;
        }
        checked.map_err(|found| Refusal::Differs(Box::new(found)))?;
    }
    if life.traced.years.is_empty() {
        let last = Some(u64::from(simulation.country.people.next_id) - 1);
        return Err(Refusal::Nobody { opening, last });
    }
    Ok(life.traced)
}

impl Relived {
    /// The world on 31 December 2020, with nobody but this person in the panel.
    fn open(&self, person: u32) -> Simulation {
        let Experiment { people, last_year, ref seeds, ref responses, .. } = self.experiment;
        let worlds = Worlds::of(std::slice::from_ref(&self.scenario), &responses[..1]);
        let plan = worlds.plan(people as usize, seeds[0], last_year);
        let mut simulation = open(&self.parameters, &self.fitted, &plan);
        simulation.country.sample = Sample::only(person);
        simulation
    }
}

/// Births and children who may still become persons of the model, so many agents at most.
fn still_to_come(simulation: &Simulation) -> u64 {
    let births: i64 = simulation.years.iter().map(|year| year.children.births).sum();
    let persons = births + simulation.country.children.count();
    // Half an agent a province and sex is carried from the start.
    (persons / simulation.country.people.weight) as u64 + 62
}

/// A life as far as it was lived again.
struct Life {
    seed: u64,
    traced: TracedLife,
    standing: Option<Standing>,
}

impl Life {
    fn new(simulation: &Simulation, person: u32, seed: u64) -> Self {
        let world = format!("{}, seed {seed}", simulation.country.worlds[0].id());
        let at_opening = simulation.country.people.find(person);
        let years = at_opening.map(|(shard, place)| opening_year(shard, place));
        let traced = TracedLife { world, years: years.into_iter().collect(), sampled: false };
        let standing = at_opening.map(|(shard, place)| Standing::opening(shard, place));
        Self { seed, traced, standing }
    }

    /// Adds a year of the world, compared with the tables of the run.
    fn add(&mut self, observed: &Observation<'_>, stored: &Stored) -> Result<(), Mismatch> {
        let before = self.standing;
        let lived = observed.report.tally.panel.first().map(|row| {
            let met = Met { row, view: observed, policy: observed.policy, before };
            (year(&met), Standing { traits: row.traits, state: row.state })
        });
        self.traced.sampled |= stored.check(self.seed, observed)?;
        if let Some((year, now)) = lived {
            self.traced.years.push(year);
            self.standing = Some(now);
        }
        Ok(())
    }
}

/// Where a person stands at the end of a year.
#[derive(Clone, Copy, Debug)]
struct Standing {
    traits: Traits,
    state: State,
}

impl Standing {
    fn opening(shard: &Shard, place: usize) -> Self {
        let state = State(shard.lives[0].state[place]);
        Self { traits: Traits(shard.traits[place]), state }
    }
}

/// A year of the person and what it met.
struct Met<'a> {
    row: &'a PanelRow,
    view: &'a Observation<'a>,
    policy: &'a LifePolicy<'a>,
    before: Option<Standing>,
}

fn year(met: &Met<'_>) -> TracedYear {
    let (row, traits) = (met.row, met.row.traits);
    TracedYear {
        origin: origin(row.person, row.birth_year, row.sex == 1, traits),
        year: row.year,
        age: row.year - row.birth_year,
        status: status(met),
        hukou: code(traits.hukou()),
        residence: code(traits.residence()),
        relation: code(row.state.relation()),
        months_paid: row.months,
        months_deemed: row.deemed,
        index_mean: mean_index(row.index_sum, row.months),
        account_yuan: yuan(row.account as i64),
        pension_yuan_month: row.state.award_year().map(|_| yuan(row.pension.into())),
        steps: lines::of(met),
    }
}

/// Emigrants are kept apart from the dead: the table knows only `dead`.
fn status(met: &Met<'_>) -> &'static str {
    let emigrated = |(_, step): &(usize, Step)| matches!(step, Step::Left { exit: Exit::Emigration, .. });
    if met.view.report.tally.steps.iter().any(emigrated) {
        return "emigrated";
    }
    met.row.state.status().name()
}

/// The year in which the model opens: what the person brings along.
fn opening_year(shard: &Shard, place: usize) -> TracedYear {
    let life = &shard.lives[0];
    let Standing { traits, state } = Standing::opening(shard, place);
    let (months, pension) = (life.months[place], life.bases_or_pension[place]);
    let year = FIRST_YEAR - 1;
    TracedYear {
        origin: origin(shard.id[place], shard.birth_year, shard.sex == Sex::Female, traits),
        year,
        age: shard.age(year) as i32,
        status: state.status().name(),
        hukou: code(traits.hukou()),
        residence: code(traits.residence()),
        relation: code(state.relation()),
        months_paid: months,
        months_deemed: shard.deemed[place],
        index_mean: mean_index(life.index[place], months),
        account_yuan: yuan(life.account.at(place) as i64),
        pension_yuan_month: state.award_year().map(|_| yuan(pension.into())),
        steps: lines::opening(state, months, shard.deemed[place], life, place),
    }
}

fn origin(person: u32, birth_year: Year, female: bool, traits: Traits) -> Origin {
    Origin {
        person,
        born: Month::new(birth_year, traits.birth_month() as i32 + 1).to_string(),
        sex: if female { "female" } else { "male" },
        work_class: WorkClass::ALL.get(traits.class()).map_or("special", |class| class.name()),
        public_sector: traits.public() == 1,
    }
}

fn code(index: usize) -> Option<u8> {
    province(index).map(Province::code)
}

fn yuan(fen: i64) -> f64 {
    Money::from_fen(fen).yuan()
}
