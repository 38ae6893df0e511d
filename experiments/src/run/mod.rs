//! Runs an experiment: for every seed the country is opened, lived to its last year and put into tables.

use crate::asked::experiment::Experiment;
use crate::asked::scenario::{self, Scenario};
use crate::results::cohorts::CohortTrack;
use crate::results::summary::{Summary, Track};
use crate::results::tables::{Dates, Figures, Key, Tables, View};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::{FIRST_YEAR, Reference};
use fastox_calibration::parameters::diagnostic::Report;
use fastox_calibration::parameters::{Overlay, Parameters};
use fastox_calibration::synthesis::{self, Plan, Setup};
use fastox_model::books::BrokenIdentity;
use fastox_model::country::WorldSpec;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use fastox_model::year::{YearReport, live_one_year};
use fastox_outputs::{Manifest, Table};
use std::fmt;

pub mod draws;
mod manifest;
mod one_world;
mod range;

pub use manifest::{manifest, parameters_checksum, regime_text};
pub use one_world::OneWorld;

/// People per shard, unless asked otherwise; results do not depend on it.
pub const SHARD: usize = 16_384;

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
    /// The experiment names a regime that cannot be read.
    Input(Report),
    /// An identity of the books broke: our bug.
    Broken(Box<(BrokenIdentity, Manifest)>),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(report) => report.fmt(f),
            Self::Broken(told) => write!(f, "{}", told.0),
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
    let scenarios = scenarios(experiment).map_err(RunError::Input)?;
    run_scenarios(experiment, &scenarios, parameters, fitted, SHARD, progress)
}

/// The scenarios of an experiment, loaded; every problem of every file is told.
pub fn scenarios(experiment: &Experiment) -> Result<Vec<Scenario>, Report> {
    let (mut loaded, mut problems) = (Vec::new(), Vec::new());
    for regime in &experiment.regimes {
        match scenario::load_named(regime) {
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
    let mut parameters = parameters.clone();
    parameters.apply(&experiment.overlay);
    let ensemble = draws::ensemble(experiment, fitted).map_err(RunError::Input)?;
    let mut manifest = manifest(experiment, &parameters);
    let (worlds, reforms) = worlds(scenarios, &experiment.responses);
    let mut run = Run::new(&worlds, &reforms);
    let asked = (experiment, shard_size);
    let mut summary = run.live(asked, (&parameters, fitted), &mut manifest, progress)?;
    let (pass, people) = match range::people(experiment) {
        // Without a pass the range is that of the run's own responses.
        0 => (summary.clone(), experiment.people),
        people => {
            let given = (&parameters, fitted);
            (range::live(experiment, scenarios, given, shard_size, &manifest)?, people)
        }
    };
    summary.take_ranges(&pass, people);
    let mut drawn = Vec::new();
    if let Some(ensemble) = ensemble {
        for (draw, number) in ensemble.draws.iter().take(experiment.draws as usize).zip(1..) {
            run.draw = number;
            let own = ensemble.parameters(draw, &parameters);
            drawn.push(run.live(asked, (&own, &draw.fitted), &mut manifest, progress)?);
        }
    }
    summary.take_draws(&drawn);
    run.tables.sum_up(&summary);
    Ok(RunResult { tables: run.tables.into_vec(), manifest, summary })
}

/// Every scenario with every response, in their order, and the sets of reforms they bring; scenarios with the same
/// reforms share a variant.
pub(crate) fn worlds(
    scenarios: &[Scenario],
    responses: &[ResponseMode],
) -> (Vec<WorldSpec>, Vec<Vec<Overlay>>) {
    let (mut worlds, mut reforms) = (Vec::new(), vec![Vec::new()]);
    for Scenario { regime, overlays } in scenarios {
        let known = reforms.iter().position(|known| known == overlays);
        let variant = known.unwrap_or_else(|| {
            reforms.push(overlays.clone());
            reforms.len() - 1
        });
        worlds.extend(responses.iter().map(|mode| WorldSpec {
            regime: regime.clone(),
            mode: *mode,
            variant,
        }));
    }
    (worlds, reforms.split_off(1))
}

/// What is followed of one world of one seed.
struct Followed {
    track: Track,
    dates: Dates,
    cohorts: CohortTrack,
}

/// What grows while the seeds of an experiment are run.
struct Run<'a> {
    worlds: &'a [WorldSpec],
    reforms: &'a [Vec<Overlay>],
    /// The draw of the uncertain parameters that is lived.
    draw: i32,
    tables: Tables,
    tracks: Vec<Track>,
}

impl<'a> Run<'a> {
    fn new(worlds: &'a [WorldSpec], reforms: &'a [Vec<Overlay>]) -> Self {
        Self { worlds, reforms, draw: 0, tables: Tables::default(), tracks: Vec::new() }
    }

    /// Lives every seed of an experiment under one draw and sums it up.
    fn live(
        &mut self,
        (experiment, shard_size): (&Experiment, usize),
        (parameters, fitted): (&Parameters, &Fitted),
        manifest: &mut Manifest,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Summary, RunError> {
        let central = self.draw == 0;
        let sample = if central { experiment.sample } else { 0 };
        let experiment = Experiment { sample, ..experiment.clone() };
        let seeds = experiment.seeds.len();
        for (place, &seed) in experiment.seeds.iter().enumerate() {
            let plan = self.plan(&experiment, seed, shard_size);
            let mut setup = synthesis::open(parameters, fitted, &plan);
            manifest.weight = setup.country.people.weight as u64;
            self.seed(place + seeds * self.draw as usize, seed, &mut setup, progress)
                .map_err(|broken| RunError::Broken(Box::new((broken, manifest.clone()))))?;
            if central && place + 1 == seeds {
                self.compare(&setup.inputs.reference, manifest.weight);
            }
        }
        let summary = Summary::of(&std::mem::take(&mut self.tracks));
        self.tables.decompose(&summary, self.draw);
        Ok(summary)
    }

    fn plan(&self, experiment: &Experiment, seed: u64, shard_size: usize) -> Plan {
        Plan {
            people: experiment.people as usize,
            seed,
            last_year: experiment.last_year,
            worlds: self.worlds.to_vec(),
            reforms: self.reforms.to_vec(),
            common: scenario::common(),
            sample: experiment.sample as usize,
            shard_size,
        }
    }

    /// Lives all years of one seed.
    fn seed(
        &mut self,
        place: usize,
        seed: u64,
        setup: &mut Setup,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), BrokenIdentity> {
        let worlds = self.worlds.len();
        let draw = self.draw;
        let mut tell =
            |year, people| progress(Progress { place, draw, seed, year, worlds, people });
        tell(FIRST_YEAR - 1, setup.country.people.people());
        let counted = setup.country.people.count(FIRST_YEAR - 1, setup.inputs.tilt_age());
        let mut followed = Vec::new();
        for world in 0..worlds {
            let key = self.key(world, seed);
            let figures = Figures::opening(&setup.country, &counted, world);
            self.tables.open(key, &figures);
            followed.push(Followed {
                track: Track::new(&key),
                dates: Dates::default(),
                cohorts: CohortTrack::open(&setup.country, world),
            });
        }
        let last = setup.inputs.years.len() - 1;
        for inputs in 0..setup.inputs.years.len() {
            let report = live_one_year(&mut setup.country, &setup.inputs.years[inputs])?;
            self.tabulate(place, seed, setup, inputs, &report, &mut followed);
            if inputs == last {
                self.close(seed, setup, &report, std::mem::take(&mut followed));
            }
            tell(report.year, setup.country.people.people());
        }
        Ok(())
    }

    /// Tells what can be told of a seed when its last year was lived.
    fn close(&mut self, seed: u64, setup: &Setup, report: &YearReport, followed: Vec<Followed>) {
        for (number, Followed { track, dates, cohorts }) in followed.into_iter().enumerate() {
            let view = self.view(number, seed, setup, setup.inputs.years.len() - 1, report);
            let cohorts = cohorts.close(&setup.country, &view);
            self.tables.close(view.key, &dates, &cohorts);
            self.tracks.push(track);
        }
    }

    fn view<'v>(
        &self,
        world: usize,
        seed: u64,
        setup: &'v Setup,
        inputs: usize,
        report: &'v YearReport,
    ) -> View<'v>
    where
        'a: 'v,
    {
        let inputs = &setup.inputs.years[inputs];
        View {
            key: self.key(world, seed),
            report,
            world: &report.worlds[world],
            inputs,
            variant: inputs.variant(&setup.country.worlds[world]),
            weight: setup.country.people.weight,
        }
    }

    fn tabulate(
        &mut self,
        place: usize,
        seed: u64,
        setup: &Setup,
        inputs: usize,
        report: &YearReport,
        followed: &mut [Followed],
    ) {
        for (number, followed) in followed.iter_mut().enumerate() {
            let view = self.view(number, seed, setup, inputs, report);
            let figures = Figures::of(&view);
            self.tables.add(&view, &figures);
            followed.track.add(&view, &figures);
            followed.dates.add(report.year, &figures);
            followed.cohorts.add(&view);
            if place == 0 && number == self.compared() {
                self.tables.compare_means(&view, &figures);
            }
        }
    }

    /// Seeds only change the sample; the draw says which parameters are lived.
    fn key(&self, world: usize, seed: u64) -> Key<'a> {
        let WorldSpec { regime, mode, .. } = &self.worlds[world];
        Key { world: &regime.name, response: mode.name(), draw: self.draw, seed }
    }

    /// Holds a world against what is published.
    fn compare(&mut self, reference: &Reference, weight: u64) {
        let WorldSpec { regime, mode, .. } = &self.worlds[self.compared()];
        self.tables.diagnose(reference);
        self.tables.compare(reference, (&regime.name, mode.name()), weight);
    }

    /// The world that is held against published numbers: as enacted and responding, or else the first.
    fn compared(&self) -> usize {
        let enacted = |world: &WorldSpec| {
            world.regime.name == "national-pooling" && world.mode == ResponseMode::Responding
        };
        self.worlds.iter().position(enacted).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
