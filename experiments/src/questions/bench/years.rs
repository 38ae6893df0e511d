//! Years of a country, by stage.

use super::machine::{median, peak_memory, timed};
use crate::asked::scenario::{self, Scenario};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{Plan, open};
use fastox_model::country::WorldSpec;
use fastox_model::incentives::{ResponseMode, Trial, measure};
use fastox_model::people::live::Setting;
use fastox_model::simulation::{Observation, Simulation};
use fastox_model::units::Year;
use fastox_model::year::WorldYear;
use serde::Serialize;
use std::hint::black_box;

/// The last year that is not measured.
const BEFORE: Year = 2024;
/// How many years are.
const MEASURED: usize = 3;

/// What a year takes.
#[derive(Clone, Debug, Serialize)]
pub struct YearCost {
    /// Simulated people.
    pub people: usize,
    /// Worlds, each with its own course of life.
    pub worlds: usize,
    /// Threads.
    pub threads: usize,
    /// Seconds a year.
    pub seconds: f64,
    /// Of them, people.
    pub people_seconds: f64,
    /// Of them, what a yuan more is worth.
    pub governments_seconds: f64,
    /// Nanoseconds of a thread a person-year: wall time of the people × threads ÷ people ÷ courses of life.
    pub nanoseconds: f64,
    /// The same of the first course of life, and of each further one.
    pub first_and_further: Option<[f64; 2]>,
    /// Person-years a second, all stages.
    pub person_years_per_second: f64,
    /// What the country added to the most memory held, bytes a person; nothing if it fitted into what was held before.
    pub bytes_per_person: Option<f64>,
}

/// Seconds to open a country of 20,000 in all regimes, nothing being parsed yet but the parameters.
pub(super) fn start(scenarios: &[Scenario]) -> f64 {
    let plan = plan(scenarios, 20_000, scenarios.len());
    timed(|| black_box(open(&Parameters::embedded(), &Fitted::shipped(), &plan))).1
}

fn plan(scenarios: &[Scenario], people: usize, worlds: usize) -> Plan {
    let spec = |scenario: &Scenario| WorldSpec::new(scenario.regime.clone(), ResponseMode::Responding);
    let specs = scenarios.iter().cycle().map(spec).take(worlds).collect();
    let last_year = BEFORE + MEASURED as Year;
    Plan { people, last_year, ..Plan::new(scenario::common(), specs) }
}

/// The median year.
pub(super) fn cost(scenarios: &[Scenario], people: usize, worlds: usize) -> YearCost {
    let threads = rayon::current_num_threads();
    let before = peak_memory();
    let mut simulation = open(&Parameters::embedded(), &Fitted::shipped(), &plan(scenarios, people, worlds));
    let agents = simulation.country.adults;
    for _ in 2021..=BEFORE {
        simulation.live_year(|_| ()).expect("the books close");
    }
    // The system counts by thread and adds up now and then, so that even a peak may seem to fall.
    let grown =
        before.zip(peak_memory()).and_then(|(before, after)| after.checked_sub(before)).filter(|grown| *grown > 0);
    let years: Vec<Stages> = (0..MEASURED).map(|number| Stages::of(&mut simulation, number)).collect();
    let of = |stage: fn(&Stages) -> f64| median(years.iter().map(stage).collect());
    let (seconds, people_seconds, first) = (of(|year| year.all), of(|year| year.people), of(|year| year.first));
    let thread_nanoseconds = 1e9 * threads as f64 / agents as f64;
    let further = (people_seconds - first) / (worlds - 1).max(1) as f64;
    YearCost {
        people: agents,
        worlds,
        threads,
        seconds,
        people_seconds,
        governments_seconds: of(|year| year.governments),
        nanoseconds: people_seconds * thread_nanoseconds / worlds as f64,
        first_and_further: (worlds > 1).then(|| [first, further].map(|seconds| seconds * thread_nanoseconds)),
        person_years_per_second: (agents * worlds) as f64 / seconds,
        bytes_per_person: grown.map(|bytes| bytes as f64 / agents as f64),
    }
}

/// Seconds of one year.
struct Stages {
    all: f64,
    people: f64,
    first: f64,
    governments: f64,
}

impl Stages {
    /// Stages are timed on copies, the year as a whole on the country itself.
    fn of(simulation: &mut Simulation, number: usize) -> Self {
        let place = (BEFORE - 2020) as usize + number;
        let (inputs, country) = (&simulation.years[place], &simulation.country);
        let policies = country.policies(inputs);
        let lived = |lives: usize| {
            let mut people = country.people.clone();
            for shard in &mut people.shards {
                shard.lives.truncate(lives);
            }
            let (facts, draws, sample) = (&inputs.people, country.draws, country.sample);
            let setting = Setting { facts, policies: &policies[..lives], draws, sample, cohorts: true };
            timed(|| black_box(people.live(&setting))).1
        };
        let (first, people) = (lived(1), lived(policies.len()));
        let (nudge, growth) = (inputs.behaviour.nudge, inputs.variants[0].economy.wage_growth);
        let mut worlds: Vec<WorldYear> = Vec::new();
        let observe = |year: &Observation<'_>| worlds.push(year.world.clone());
        let (lived, all) = timed(|| simulation.live_year(observe));
        lived.expect("the books close");
        let measured = |(world, lived): (&fastox_model::country::World, &WorldYear)| {
            let clauses = world.regime.clauses(lived.facts.year);
            let (facts, opening, memory) = (&lived.facts, lived.books.opening(), &world.memory);
            let trial = Trial { clauses, facts, memory, opening, plan_growth: growth };
            timed(|| black_box(measure(trial, nudge))).1
        };
        let governments = simulation.country.worlds.iter().zip(&worlds).map(measured).sum();
        Self { all, people, first, governments }
    }
}
