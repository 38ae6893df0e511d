//! One set of parameter values in, one row of numbers out: what tools of inference and sensitivity analysis drive.
//!
//! The worlds of a regime are lived once, without tables. Where `refit` asks for it, the provincial factors are first corrected by
//! so many rounds of the calibration under these values, from the record given, on the same people: then what differs between two
//! rows is not that one of them misses the accounts of 2024.

mod columns;
mod distance;
mod nation;

pub use columns::{COLUMNS, Column, Row};
pub use distance::Distance;
pub use nation::{Nation, Years};

use crate::asked::scenario::{self, Scenario};
use crate::results::summary::{Track, WorldSummary};
use crate::results::tables::{Figures, Key, View};
use crate::run::worlds;
use fastox_calibration::fit::{self, FIT_YEAR};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{self, Plan};
use fastox_model::books::BrokenIdentity;
use fastox_model::country::WorldSpec;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use fastox_model::year::live_one_year;

/// What is lived for a row.
#[derive(Clone, Debug)]
pub struct Question {
    /// The regimes.
    pub scenarios: Vec<Scenario>,
    /// The responses; every regime is lived with each.
    pub responses: Vec<ResponseMode>,
    /// Simulated people.
    pub people: usize,
    /// Seed of all draws, the same in every row.
    pub seed: u64,
    /// The last year that is lived.
    pub last_year: Year,
    /// Rounds of the calibration before the run; 0 keeps the record.
    pub refit: usize,
}

/// One world as it was lived.
#[derive(Clone, Debug)]
pub struct Lived {
    /// Its measures, as in `summary.json`.
    pub summary: WorldSummary,
    /// What the measures leave out.
    pub years: Years,
    /// How far it is from the accounts of 2024, if it was lived so far.
    pub distance: Option<Distance>,
}

/// Corrects the record if that is wanted, then lives the worlds.
pub fn evaluate(
    parameters: &Parameters,
    record: &Fitted,
    question: &Question,
) -> Result<Vec<Lived>, BrokenIdentity> {
    live(parameters, &refitted(parameters, record, question)?, question)
}

/// Lives the worlds, regime by regime with each response.
pub fn live(
    parameters: &Parameters,
    fitted: &Fitted,
    question: &Question,
) -> Result<Vec<Lived>, BrokenIdentity> {
    let (worlds, reforms) = worlds(&question.scenarios, &question.responses);
    let plan = Plan {
        people: question.people,
        seed: question.seed,
        last_year: question.last_year,
        worlds: worlds.clone(),
        reforms,
        common: scenario::common(),
        sample: 0,
        // One shard: evaluations are spread over threads, not the people of one.
        shard_size: question.people.max(256),
    };
    let mut setup = synthesis::open(parameters, fitted, &plan);
    let mut following: Vec<Following> =
        worlds.iter().map(|world| Following::new(world, question.seed)).collect();
    for inputs in &setup.inputs.years {
        let report = live_one_year(&mut setup.country, inputs)?;
        for (number, (world, following)) in worlds.iter().zip(&mut following).enumerate() {
            following.add(&View {
                key: key(world, question.seed),
                report: &report,
                world: &report.worlds[number],
                inputs,
                variant: inputs.variant(&setup.country.worlds[number]),
                weight: setup.country.people.weight,
            });
        }
    }
    Ok(following.into_iter().map(Following::done).collect())
}

/// The record, corrected under these values.
pub fn refitted(
    parameters: &Parameters,
    record: &Fitted,
    question: &Question,
) -> Result<Fitted, BrokenIdentity> {
    if question.refit == 0 {
        return Ok(record.clone());
    }
    let plan = scenario::fit_plan(question.people, question.seed, question.refit);
    fit::calibrate_from(record.clone(), parameters, &plan, |_| ())
}

fn key(world: &WorldSpec, seed: u64) -> Key<'_> {
    Key { world: &world.regime.name, response: world.mode.name(), draw: 0, seed }
}

/// What is kept of a world's years.
struct Following {
    track: Track,
    years: Years,
    distance: Option<Distance>,
}

impl Following {
    fn new(world: &WorldSpec, seed: u64) -> Self {
        let track = Track::new(&key(world, seed));
        Self { track, years: Years::default(), distance: None }
    }

    fn add(&mut self, view: &View<'_>) {
        let figures = Figures::of(view);
        self.track.add(view, &figures);
        self.years.add(view.report.year, Nation::of(view, &figures));
        if view.report.year == FIT_YEAR {
            self.distance = Some(Distance::of(&figures.provinces, view.weight));
        }
    }

    fn done(self) -> Lived {
        Lived { summary: self.track.summary(), years: self.years, distance: self.distance }
    }
}
