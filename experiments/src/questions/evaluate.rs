//! One set of parameter values in, one row of numbers out: what tools of inference and sensitivity analysis drive.
//!
//! The worlds of a regime are lived once, without tables. Where `refit` asks for it, the provincial factors are first
//! corrected by so many rounds of the calibration under these values, from the record given, on the same people: then
//! what differs between two rows is not that one of them misses the accounts of 2024.

mod row;

pub use row::Row;

use crate::asked::experiment::Experiment;
use crate::asked::scenario::{self, Scenario};
use crate::results::series::Series;
use crate::run::{self, Asked, Worlds, series};
use fastox_calibration::fit;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Report;
use fastox_calibration::synthesis::Plan;
use fastox_model::books::BrokenIdentity;
use fastox_model::incentives::ResponseMode;
use fastox_model::ranks::{Alone, Ranks};
use fastox_model::units::Year;
use std::sync::Arc;

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

impl Question {
    /// Refuses changes of parameters that no world of it reads.
    pub fn check(&self, parameters: &Parameters, record: &Fitted) -> Result<(), Report> {
        self.asked().check(parameters, record)
    }

    /// What bears on the parameters it reads.
    pub(crate) fn asked(&self) -> Asked<'_> {
        let Self { scenarios, responses, last_year, .. } = self;
        Asked { scenarios, responses, last_year: *last_year, design: None }
    }
}

/// Changed parameters that are read but move nothing where fewer people live the same question from the record as it
/// is: what acts in rounds of the calibration alone is not found.
pub fn no_effect(parameters: &Parameters, record: &Fitted, question: &Question) -> Result<Vec<String>, BrokenIdentity> {
    let Question { responses, people, seed, last_year, .. } = question;
    let experiment = Experiment::of_one_seed(responses.clone(), *people as u64, *seed, *last_year);
    let alone: Arc<dyn Ranks> = Arc::new(Alone);
    run::no_effect(&experiment, &question.scenarios, parameters, record, &alone)
}

/// Corrects the record if that is wanted, then lives the worlds.
pub fn evaluate(parameters: &Parameters, record: &Fitted, question: &Question) -> Result<Vec<Series>, BrokenIdentity> {
    live(parameters, &refitted(parameters, record, question)?, question)
}

/// Lives the worlds, regime by regime with each response.
pub fn live(parameters: &Parameters, fitted: &Fitted, question: &Question) -> Result<Vec<Series>, BrokenIdentity> {
    let worlds = Worlds::of(&scenario::all_under(&question.scenarios, parameters), &question.responses);
    let plan = worlds.plan(question.people, question.seed, question.last_year);
    // One shard: evaluations are spread over threads, not the people of one.
    series(parameters, fitted, &Plan { shard_size: question.people.max(256), ..plan })
}

/// The record, corrected under these values.
pub fn refitted(parameters: &Parameters, record: &Fitted, question: &Question) -> Result<Fitted, BrokenIdentity> {
    if question.refit == 0 {
        return Ok(record.clone());
    }
    let plan = scenario::fit_plan(parameters, question.people, question.seed, question.refit);
    fit::calibrate_from(record.clone(), parameters, &plan, |_| ())
}
