//! Runs an experiment: for every seed a simulation is opened, lived to its last year and put into tables.

mod levers;
mod manifest;
mod range;
mod runner;
mod worlds;

pub(crate) use levers::Asked;
pub use levers::NO_EFFECT;
pub use manifest::{manifest, parameters_checksum, regime_text};
pub(crate) use worlds::{Worlds, series};

use crate::asked::draws;
use crate::asked::experiment::Experiment;
use crate::asked::scenario::{self, Scenario};
use crate::results::summary::Summary;
use fastox_calibration::ensemble::Ensemble;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Report;
pub use fastox_calibration::synthesis::SHARD;
use fastox_model::books::BrokenIdentity;
use fastox_model::units::Year;
use fastox_outputs::{Manifest, Table};
use runner::Runner;
use std::fmt;

/// The entry of the manifest that holds a record of the reader.
pub const RECORD: &str = "record";

/// What a run leaves.
#[derive(Clone, Debug)]
pub struct RunResult {
    /// The result tables, in the order of the data dictionary.
    pub tables: Vec<Table>,
    /// What decides every byte of them.
    pub manifest: Manifest,
    /// The numbers that matter.
    pub summary: Summary,
    /// Changed parameters that were read but moved no number in a small run without them.
    pub no_effect: Vec<String>,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Place of the seed and draw in the experiment, from 0.
    pub place: usize,
    /// The draw of the uncertain parameters; 0 is the central values.
    pub draw: i32,
    /// The seed.
    pub seed: u64,
    /// The year that was lived; the opening year when the country stands.
    pub year: Year,
    /// Worlds that are lived.
    pub worlds: usize,
    /// Simulated people alive.
    pub people: usize,
}

/// Why a run did not finish.
#[derive(Debug)]
pub enum RunError {
    /// The experiment names a regime that cannot be read, or a change that cannot act.
    Input(Report),
    /// An identity of the books broke: our bug.
    Broken(Box<(BrokenIdentity, Manifest)>),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(report) => report.fmt(f),
            Self::Broken(found) => found.0.fmt(f),
        }
    }
}

impl std::error::Error for RunError {}

/// Runs an experiment with people per shard as usual.
pub fn run(
    experiment: &Experiment,
    parameters: &Parameters,
    fitted: &Fitted,
    progress: &mut dyn FnMut(Progress),
) -> Result<RunResult, RunError> {
    let mut changed = parameters.clone();
    changed.apply(&experiment.overlay);
    let scenarios = scenarios(experiment, &changed).map_err(RunError::Input)?;
    Asked::of(experiment, &scenarios).check(&changed, fitted).map_err(RunError::Input)?;
    run_scenarios(experiment, &scenarios, parameters, fitted, SHARD, progress)
}

/// The scenarios of an experiment under its parameters, loaded; every problem of every file is reported.
pub fn scenarios(experiment: &Experiment, parameters: &Parameters) -> Result<Vec<Scenario>, Report> {
    let (mut loaded, mut problems) = (Vec::new(), Vec::new());
    for regime in &experiment.regimes {
        match scenario::load_named(regime, parameters) {
            Ok(scenario) => loaded.push(scenario),
            Err(report) => problems.extend(report.0),
        }
    }
    Report(problems).or(loaded)
}

/// Runs an experiment whose scenarios were loaded before. `parameters` bear the changes of the command line;
/// those of the experiment are made here.
pub fn run_scenarios(
    experiment: &Experiment,
    scenarios: &[Scenario],
    parameters: &Parameters,
    fitted: &Fitted,
    shard_size: usize,
    progress: &mut dyn FnMut(Progress),
) -> Result<RunResult, RunError> {
    let mut changed = parameters.clone();
    changed.apply(&experiment.overlay);
    let parameters = &changed;
    let ensemble = draws::ensemble(experiment.draws, fitted).map_err(RunError::Input)?;
    let mut manifest = manifest(experiment, parameters);
    let worlds = Worlds::of(scenarios, &experiment.responses);
    let mut runner = Runner::new(experiment, &worlds, shard_size, progress);
    let lived = live(&mut runner, scenarios, parameters, fitted, ensemble.as_ref());
    manifest.weight = runner.weight as u64;
    let no_effect = || levers::no_effect(experiment, scenarios, parameters, fitted);
    match lived.and_then(|summary| Ok((summary, no_effect()?))) {
        Ok((summary, no_effect)) => Ok(RunResult { tables: runner.tables.into_vec(), manifest, summary, no_effect }),
        Err(broken) => Err(RunError::Broken(Box::new((broken, manifest)))),
    }
}

/// Lives the seeds, the range pass and the draws.
fn live(
    runner: &mut Runner<'_>,
    scenarios: &[Scenario],
    parameters: &Parameters,
    fitted: &Fitted,
    ensemble: Option<&Ensemble>,
) -> Result<Summary, BrokenIdentity> {
    let (experiment, shard) = (runner.experiment, runner.shard_size);
    let mut summary = runner.live(parameters, fitted)?;
    let (pass, people) = match range::people(experiment) {
        // Without a pass the range is that of the run's own responses.
        0 => (summary.clone(), experiment.people),
        people => (range::live(experiment, scenarios, parameters, fitted, shard)?, people),
    };
    summary.take_ranges(&pass, people);
    let mut drawn = Vec::new();
    if let Some(ensemble) = ensemble {
        for (draw, number) in ensemble.draws.iter().take(experiment.draws as usize).zip(1..) {
            runner.draw = number;
            drawn.push(runner.live(&ensemble.parameters(draw, parameters), &draw.fitted)?);
        }
    }
    summary.take_draws(&drawn);
    runner.tables.sum_up(&summary);
    Ok(summary)
}

#[cfg(test)]
mod tests;
