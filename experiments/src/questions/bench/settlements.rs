//! Settlements, regime by regime, each on the books of its own year.

use super::machine::{median, timed};
use crate::asked::scenario::Scenario;
use crate::run::Worlds;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::open;
use fastox_model::books::Books;
use fastox_model::country::World;
use fastox_model::incentives::{ResponseMode, Trial, measure};
use fastox_model::pooling::settle;
use fastox_model::units::Year;
use fastox_model::year::WorldYear;
use serde::Serialize;
use std::hint::black_box;

/// The year that is settled: proposals are in force.
const YEAR: Year = 2030;
/// Enough for a country's books.
const PEOPLE: usize = 20_000;
/// Settlements that are timed together, and how often.
const TOGETHER: usize = 100;
const TIMES: usize = 5;

/// What the books of a regime take.
#[derive(Clone, Debug, Serialize)]
pub struct Settlement {
    /// The regime.
    pub regime: String,
    /// Microseconds to open and settle a year's books.
    pub microseconds: f64,
    /// Milliseconds to measure what every province keeps at every margin.
    pub measured_milliseconds: f64,
}

/// All regimes, one after the other.
pub(super) fn measured(scenarios: &[Scenario]) -> Vec<Settlement> {
    let worlds = Worlds::of(scenarios, &[ResponseMode::Fixed]);
    let plan = worlds.plan(PEOPLE, 1, YEAR);
    let mut simulation = open(&Parameters::embedded(), &Fitted::shipped(), &plan);
    let nudge = simulation.years[0].behaviour.nudge;
    let mut lived = Vec::new();
    let run = simulation.run(|world| {
        if world.year == YEAR {
            lived.push((world.world.clone(), world.variant.economy.wage_growth));
        }
    });
    run.expect("the books close");
    let cost = |(world, (lived, growth)): (&World, &(WorldYear, f64))| {
        let WorldYear { facts, books, .. } = lived;
        let clauses = world.regime.clauses(YEAR);
        let trial = Trial { clauses, facts, memory: &world.memory, opening: books.opening(), plan_growth: *growth };
        Settlement {
            regime: world.regime.name.clone(),
            microseconds: middle(|| settled(trial)) * 1e6 / TOGETHER as f64,
            measured_milliseconds: middle(|| drop(black_box(measure(trial, nudge)))) * 1e3,
        }
    };
    simulation.country.worlds.iter().zip(&lived).map(cost).collect()
}

fn settled(trial: Trial) {
    for _ in 0..TOGETHER {
        let mut books = Books::open(YEAR, trial.opening.clone(), false);
        settle(trial.clauses, trial.facts, &mut trial.memory.clone(), &mut books);
        black_box(&books);
    }
}

fn middle(work: impl Fn()) -> f64 {
    median((0..TIMES).map(|_| timed(&work).1).collect())
}
