//! Runs an experiment: its cells are lived one by one, each a simulation to the last year, and put together.

mod cell;
mod checkpoint;
mod kept;
mod levers;
mod manifest;
mod no_effect;
mod ranks;
mod runner;
mod whole;
mod worlds;

pub use cell::{Cell, Lived, Pass, WorldRecord};
pub use checkpoint::Checkpoints;
pub use kept::{Kept, WORLDS};
pub(crate) use levers::Asked;
pub use manifest::{
    changes_values, clause_key, foreign_clauses, manifest, parameters_checksum, reform_text, regime_text,
    titles_in_chinese, titles_of, too_large_help,
};
pub use no_effect::NO_EFFECT;
pub(crate) use no_effect::no_effect;
pub(crate) use worlds::{Worlds, series, series_under};

use crate::asked::draws::{self, Drawn};
use crate::asked::experiment::Experiment;
use crate::asked::scenario::{self, Known, Scenario};
use crate::results::summary::{RANGE, Summary};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Report;
pub use fastox_calibration::synthesis::SHARD;
use fastox_model::books::BrokenIdentity;
use fastox_model::incentives::ResponseMode;
use fastox_model::ranks::Alone;
use fastox_model::units::Year;
use fastox_outputs::{Manifest, OutputError, Table};
use ranks::Company;
use std::fmt;
use std::sync::Arc;

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
    /// The same by world, seed and draw, with what putting a run together needs besides.
    pub worlds: Vec<WorldRecord>,
    /// Changed parameters that were read but moved no number in a small run without them.
    pub no_effect: Vec<String>,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Place of the cell among those that are lived, from 0.
    pub place: usize,
    /// How many are lived.
    pub cells: usize,
    /// Which lives it holds.
    pub pass: Pass,
    /// The seed.
    pub seed: u64,
    /// The year that was lived; the opening year when the country stands.
    pub year: Year,
    /// Whether the year was not lived now but kept before, and the cell goes on after it.
    pub kept: bool,
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
    /// What a cell left could not be kept.
    Output(OutputError),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(report) => report.fmt(f),
            Self::Broken(found) => found.0.fmt(f),
            Self::Output(error) => error.fmt(f),
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
    let known = Known { clauses: &experiment.clauses, ..parameters.into() };
    for regime in &experiment.regimes {
        match scenario::load_named(regime, known) {
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
    let ready = Ready::new(experiment, scenarios, &changed, fitted, shard_size)?;
    let mut lived = Lived::default();
    ready.live_all(&ready.missing(&lived), &mut lived, &mut |_, _| Ok(()), progress)?;
    ready.whole(lived, ready.manifest())
}

/// An experiment that can be lived, its scenarios loaded and its changes made.
#[derive(Clone)]
pub struct Ready<'a> {
    pub(crate) experiment: &'a Experiment,
    scenarios: &'a [Scenario],
    parameters: &'a Parameters,
    fitted: &'a Fitted,
    drawn: Option<Drawn>,
    worlds: Worlds,
    /// The worlds of the range pass.
    range: Worlds,
    shard_size: usize,
    pub(crate) company: Company,
    pub(crate) checkpoints: Option<Checkpoints>,
}

/// What is done with a cell that was lived.
pub type Keep<'a> = dyn FnMut(&Cell, &Lived) -> Result<(), OutputError> + 'a;

impl<'a> Ready<'a> {
    /// Refuses draws that the record has no ensemble for.
    pub fn new(
        experiment: &'a Experiment,
        scenarios: &'a [Scenario],
        parameters: &'a Parameters,
        fitted: &'a Fitted,
        shard_size: usize,
    ) -> Result<Self, RunError> {
        let drawn = draws::drawn(experiment.draws, fitted).map_err(RunError::Input)?;
        experiment.design.check(experiment.draws, parameters).map_err(RunError::Input)?;
        // Where the experiment has no more people than the range pass, its own responses are lived already.
        let shared = range_people(experiment) == experiment.people;
        let lived = |mode: &ResponseMode| shared && experiment.responses.contains(mode);
        let range: Vec<ResponseMode> = range_modes().filter(|mode| !lived(mode)).collect();
        let range = Worlds::of(scenarios, &range);
        let worlds = Worlds::of(scenarios, &experiment.responses);
        let company = Company { ranks: Arc::new(Alone), here: 1 };
        let checkpoints = None;
        Ok(Self { experiment, scenarios, parameters, fitted, drawn, worlds, range, shard_size, company, checkpoints })
    }

    /// The manifest before the first country is opened; its weight is known only then.
    pub fn manifest(&self) -> Manifest {
        // The scenarios are what is lived, whatever the experiment names.
        let worlds = self.worlds.specs.iter().map(|spec| spec.id().to_string()).collect();
        let draws = self.experiment.draws;
        let draw_weights = self.drawn.as_ref().map_or(Vec::new(), |drawn| drawn.weights(draws));
        let design = self.experiment.design.written(self.parameters);
        Manifest { worlds, draw_weights, design, ..manifest(self.experiment, self.scenarios, self.parameters) }
    }

    /// The same worlds with other people, other years or another range pass, of which no year is kept.
    pub(crate) fn with<'b>(&self, experiment: &'b Experiment) -> Ready<'b>
    where
        'a: 'b,
    {
        Ready { experiment, checkpoints: None, ..self.clone() }
    }

    /// The worlds that the cells of a pass are some of.
    pub(crate) fn worlds_of(&self, pass: Pass) -> &Worlds {
        if pass == Pass::Range { &self.range } else { &self.worlds }
    }

    /// The cells that were not lived yet: the range pass, the central values, draws or points, each seed by seed. So the
    /// last has tables, and need not be kept before the run is put together.
    pub fn missing(&self, lived: &Lived) -> Vec<Cell> {
        let (seeds, varied) = (&self.experiment.seeds, self.experiment.varied());
        let ranges = if range_people(self.experiment) > 0 { &[Pass::Range][..] } else { &[] };
        let drawn = (1..=varied as i32).map(Pass::Draw);
        let passes = ranges.iter().copied().chain([Pass::Draw(0)]).chain(drawn);
        let cells = passes
            .flat_map(|pass| seeds.iter().filter_map(move |seed| lived.missing(pass, *seed, self.worlds_of(pass))));
        cells.collect()
    }

    /// Lives cells and adds what they leave; each is also handed to `keep`.
    pub fn live_all(
        &self,
        cells: &[Cell],
        lived: &mut Lived,
        keep: &mut Keep<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), RunError> {
        for (place, cell) in cells.iter().enumerate() {
            let more = self.live(cell, &mut |now| progress(Progress { place, cells: cells.len(), ..now }))?;
            keep(cell, &more).map_err(RunError::Output)?;
            lived.append(more);
        }
        Ok(())
    }

    /// The run that the manifest describes, once all its cells were lived.
    pub fn whole(&self, lived: Lived, manifest: Manifest) -> Result<RunResult, RunError> {
        let result = lived.whole(manifest).expect("every cell was lived");
        Ok(RunResult { no_effect: self.no_effect()?, ..result })
    }

    /// Changed parameters that were read but moved no number in a small run without them.
    pub fn no_effect(&self) -> Result<Vec<String>, RunError> {
        let found =
            no_effect::no_effect(self.experiment, self.scenarios, self.parameters, self.fitted, &self.company.ranks);
        found.map_err(|broken| self.broken(broken))
    }

    fn broken(&self, broken: BrokenIdentity) -> RunError {
        RunError::Broken(Box::new((broken, self.manifest())))
    }
}

/// The responses of the range pass, with effort kept first: losses are told against it.
fn range_modes() -> impl Iterator<Item = ResponseMode> {
    std::iter::once(ResponseMode::Fixed).chain(RANGE)
}

/// Simulated people of the range pass: those of the experiment if they are fewer; 0 if there is no pass.
pub(crate) fn range_people(experiment: &Experiment) -> u64 {
    let responds = experiment.responses.contains(&RANGE[0]);
    if responds { experiment.range_people.min(experiment.people) } else { 0 }
}

#[cfg(test)]
mod tests;
