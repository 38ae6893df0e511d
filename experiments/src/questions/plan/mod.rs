//! What a run takes, before it is run: cells, time, memory, files and bytes; whether it fits this machine, and whether
//! it has people enough for what it is asked.
//!
//! ```text
//! cells, files   counted
//! bytes, memory  rows of every table × what a row was measured to take (`needs.rs`), people × bytes of a person
//! time           the first years of the same worlds, lived here by few and by more people (`pace.rs`)
//! ```

mod needs;
mod pace;
pub mod precision;
mod room;
mod text;

pub use needs::Needs;
pub(crate) use needs::size;
pub use precision::{Precision, SampleSize, imprecise, imprecise_under};
pub use room::{Bound, Room};

use crate::asked::experiment::Experiment;
use crate::run::{self, Asked, Cell, Lived, Ready, RunError, SHARD};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Report;
use serde::Serialize;
use std::path::Path;

/// What a run takes.
#[derive(Clone, Debug, Serialize)]
pub struct RunPlan {
    /// Simulated people.
    pub people: u64,
    /// Worlds of a seed and draw.
    pub worlds: usize,
    /// Threads it would run on.
    pub threads: usize,
    /// Of all its cells.
    #[serde(flatten)]
    pub needs: Needs,
    /// Cells that are on disk already.
    pub finished: usize,
    /// Wall time of the cells that are not, and of putting the run together, seconds.
    pub seconds: f64,
    /// Of them, what was measured here to know it.
    pub measured_seconds: f64,
    /// What there is of memory and disk.
    pub room: Room,
    /// Why it does not fit, if it does not.
    pub refused: Vec<String>,
    /// What its people are as a sample.
    pub sample: SampleSize,
    /// Headlines that need more people.
    pub imprecise: Vec<Precision>,
}

/// What a run of an experiment takes on the threads of the present pool, were it left in `outputs/runs`.
pub fn plan(experiment: &Experiment, parameters: &Parameters, fitted: &Fitted) -> Result<RunPlan, RunError> {
    let mut changed = parameters.clone();
    changed.apply(&experiment.overlay);
    let scenarios = run::scenarios(experiment, &changed).map_err(RunError::Input)?;
    Asked::of(experiment, &scenarios).check(&changed, fitted).map_err(RunError::Input)?;
    let ready = Ready::new(experiment, &scenarios, &changed, fitted, SHARD)?;
    let cells = ready.missing(&Lived::default());
    RunPlan::of(&ready, &cells, &cells, Path::new("outputs/runs"))
}

impl RunPlan {
    /// The plan of cells, of which some may be on disk; `folder` is where the run would lie.
    pub fn of(ready: &Ready<'_>, all: &[Cell], missing: &[Cell], folder: &Path) -> Result<Self, RunError> {
        let (needs, room) = (Needs::of(ready, all), Room::here(folder));
        let refused = needs::refusals(ready, all, room);
        let pace = pace::measured(ready, missing)?;
        Ok(Self {
            people: ready.experiment.people,
            worlds: ready.worlds_of(run::Pass::Draw(0)).specs.len(),
            threads: rayon::current_num_threads(),
            needs,
            finished: all.len() - missing.len(),
            seconds: pace.seconds(missing) + pace.seconds_a_row * needs::rows_written(ready, all),
            measured_seconds: pace.measured_seconds,
            room,
            refused: refused.0.into_iter().map(|problem| problem.to_string()).collect(),
            sample: SampleSize::of(ready.experiment.people),
            imprecise: imprecise(ready.experiment),
        })
    }
}

/// Refuses a run that would not fit memory or disk, with what would.
pub fn check(ready: &Ready<'_>, cells: &[Cell], folder: &Path) -> Result<(), RunError> {
    needs::refusals(ready, cells, Room::here(folder)).or(()).map_err(RunError::Input)
}

/// Refuses a number of people that does not fit memory, for commands that live people without a plan.
pub fn check_people(people: u64) -> Result<(), Report> {
    needs::too_many(people, Room::here(Path::new("."))).or(())
}

#[cfg(test)]
mod tests;
