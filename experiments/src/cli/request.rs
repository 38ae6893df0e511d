//! What `fastox run` and `fastox plan` are asked, read from the file and the options.

use super::arguments::RunArguments;
use super::exit::Failure;
use super::part::RunPart;
use super::values::{self, Problems};
use crate::asked::draws;
use crate::asked::experiment::Experiment;
use crate::asked::papers;
use crate::asked::scenario::{Scenario, read_alike};
use crate::run::{self, Cell, Checkpoints, Lived, Ready};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_model::ranks::Ranks;
use fastox_outputs::Manifest;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use std::path::Path;
use std::sync::Arc;

/// The command line as a record keeps it; what is no text in a path is replaced.
pub(super) fn command() -> Vec<String> {
    std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect()
}

/// A word as a shell takes it.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./,=:+@".contains(c);
    match word {
        word if !word.is_empty() && word.chars().all(plain) => word.to_owned(),
        word => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// The record of a calibration that a run stands on.
pub(super) struct Record {
    /// What it says.
    pub(super) fitted: Fitted,
    /// The text of a file of the reader; nothing for the shipped one.
    text: Option<String>,
}

impl Default for Record {
    fn default() -> Self {
        Self { fitted: Fitted::shipped(), text: None }
    }
}

impl Record {
    pub(super) fn read(path: Option<&Path>) -> Result<Self, Report> {
        let Some(path) = path else { return Ok(Self::default()) };
        let (file, text) = (path.display().to_string(), crate::asked::file::read(path)?);
        let fitted = Fitted::read(&file, &text)?;
        Ok(Self { fitted, text: Some(text) })
    }

    /// What the manifest says of it.
    pub(super) fn entry(&self) -> Option<(String, String)> {
        Some((run::RECORD.to_owned(), self.text.clone()?))
    }
}

/// Everything that was asked for, read and checked.
pub(super) struct Request {
    pub(super) name: String,
    pub(super) experiment: Experiment,
    pub(super) parameters: Parameters,
    pub(super) scenarios: Vec<Scenario>,
    pub(super) record: Record,
    pub(super) threads: usize,
    pub(super) shard: usize,
    pub(super) part: Option<RunPart>,
    /// Years from one checkpoint to the next.
    pub(super) checkpoint: Option<u32>,
    /// Where they are kept.
    pub(super) checkpoints: Option<Checkpoints>,
}

impl Request {
    /// Makes what was asked ready, and does something with it together with other ranks. These speak to each other by the
    /// thread they began with, which a pool of its own would not be; see [`threads_of_process`].
    pub(super) fn ready_on<T: Send>(
        &self,
        ranks: Arc<dyn Ranks>,
        work: impl FnOnce(&Ready<'_>) -> Result<T, Failure> + Send,
    ) -> Result<T, Failure> {
        if ranks.count() == 1 {
            return self.ready(work);
        }
        self.prepared(|ready| work(&ready.on(ranks)))
    }

    /// Makes what was asked ready on its threads, and does something with it.
    pub(super) fn ready<T: Send>(
        &self,
        work: impl FnOnce(&Ready<'_>) -> Result<T, Failure> + Send,
    ) -> Result<T, Failure> {
        let pool = pool(self.threads)?;
        self.prepared(|ready| pool.install(|| work(&ready)))
    }

    fn prepared<T>(&self, work: impl FnOnce(Ready<'_>) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut changed = self.parameters.clone();
        changed.apply(&self.experiment.overlay);
        let ready = Ready::new(&self.experiment, &self.scenarios, &changed, &self.record.fitted, self.shard)?;
        work(ready.with_checkpoints(self.checkpoints.clone()))
    }

    /// The manifest before the first country is opened.
    pub(super) fn manifest(&self, ready: &Ready<'_>) -> Manifest {
        let mut manifest = ready.manifest();
        manifest.overrides.extend(self.record.entry());
        manifest
    }

    /// The cells of the run, or of the part that is to be lived.
    pub(super) fn cells(&self, ready: &Ready<'_>) -> Vec<Cell> {
        let all = ready.missing(&Lived::default()).into_iter().enumerate();
        let mine = all.filter(|(place, _)| self.part.is_none_or(|part| part.has(*place)));
        mine.map(|(_, cell)| cell).collect()
    }

    /// Of them, what was not lived yet.
    pub(super) fn missing(&self, ready: &Ready<'_>, known: &Lived) -> Vec<Cell> {
        let mine = self.cells(ready);
        let is_mine = |cell: &Cell| mine.iter().any(|own| (own.pass, own.seed) == (cell.pass, cell.seed));
        ready.missing(known).into_iter().filter(is_mine).collect()
    }
}

/// Threads that live people, or draws.
pub(super) fn pool(threads: usize) -> Result<ThreadPool, Report> {
    ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| no_threads(threads, &error))
}

/// Sets how many threads of this process live people. What cannot be read is for [`read`] to report.
pub(super) fn threads_of_process(arguments: &RunArguments) -> Result<(), Report> {
    let mut threads = processors();
    Problems::default().set(&mut threads, arguments.threads.as_deref(), values::threads);
    ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(|error| no_threads(threads, &error))
}

fn no_threads(threads: usize, error: &ThreadPoolBuildError) -> Report {
    let message = format!("{threads} threads cannot be started: {error}");
    Diagnostic::new("--threads", message).help("ask for fewer").into()
}

/// Reads the file and the options; every problem is reported.
pub(super) fn read(arguments: &RunArguments) -> Result<Request, Report> {
    let mut parameters = Parameters::embedded();
    let mut problems = Problems::default();
    let mut experiment = problems.keep(file(arguments, &parameters)).unwrap_or_else(Experiment::default_main);
    // The file's changes come first, so that the command line has the last word.
    parameters.apply(&std::mem::take(&mut experiment.overlay));
    for assignment in &arguments.set {
        problems.keep(parameters.set(assignment));
    }
    options(arguments, &mut experiment, &mut problems);
    let (mut threads, mut shard, mut checkpoint) = (processors(), run::SHARD, None);
    problems.set(&mut checkpoint, arguments.checkpoint.as_deref(), values::checkpoint);
    problems.set(&mut threads, arguments.threads.as_deref(), values::threads);
    problems.set(&mut shard, arguments.shard.as_deref(), values::shard);
    let scenarios = problems.keep(run::scenarios(&experiment, &parameters)).unwrap_or_default();
    problems.keep(distinct(&scenarios));
    let record = problems.keep(Record::read(arguments.record.as_deref())).unwrap_or_default();
    let part = problems.keep(RunPart::asked(arguments.part.as_deref())).flatten();
    if problems.is_empty() {
        problems.keep(draws::drawn(experiment.draws, &record.fitted));
        problems.keep(experiment.design.check(experiment.draws, &parameters));
        problems.keep(run::Asked::of(&experiment, &scenarios).check(&parameters, &record.fitted));
    }
    problems.none()?;
    let name = name(arguments.file.as_deref());
    experiment.title.get_or_insert_with(|| name.clone());
    let checkpoints = None;
    Ok(Request { name, experiment, parameters, scenarios, record, threads, shard, part, checkpoint, checkpoints })
}

fn file(arguments: &RunArguments, parameters: &Parameters) -> Result<Experiment, Report> {
    let Some(path) = &arguments.file else { return Ok(Experiment::default_main()) };
    papers::find(path, parameters)
}

fn options(arguments: &RunArguments, experiment: &mut Experiment, problems: &mut Problems) {
    problems.set(&mut experiment.people, arguments.people.as_deref(), values::people);
    problems.set(&mut experiment.seeds, arguments.seed.as_deref(), values::seed);
    problems.set(&mut experiment.seeds, arguments.seeds.as_deref(), values::seeds);
    problems.set(&mut experiment.draws, arguments.draws.as_deref(), values::draws);
    problems.set(&mut experiment.last_year, arguments.last_year.as_deref(), values::last_year);
    problems.set(&mut experiment.regimes, arguments.regimes.as_deref(), values::regimes);
    problems.set(&mut experiment.responses, arguments.responses.as_deref(), values::responses);
    let range = arguments.range_people.as_deref();
    problems.set(&mut experiment.range_people, range, values::range_people);
    problems.set(&mut experiment.sample, arguments.sample.as_deref(), values::sample);
}

/// A file named like a shipped scenario would give two worlds one name.
fn distinct(scenarios: &[Scenario]) -> Result<(), Report> {
    let name = |scenario: &Scenario| scenario.regime.name.clone();
    let alike = |a: &Scenario, b: &Scenario| read_alike(&name(a), &name(b));
    let twice = scenarios
        .iter()
        .enumerate()
        .filter(|(place, scenario)| scenarios[..*place].iter().any(|earlier| alike(earlier, scenario)));
    let problems = twice.map(|(_, scenario)| {
        let message = format!("two regimes are called `{}`", name(scenario));
        Diagnostic::new("the list of regimes", message).help("rename one of the files")
    });
    Report(problems.collect()).or(())
}

/// What run folders are called: the experiment's file, or `main`.
fn name(file: Option<&Path>) -> String {
    let stem = file.and_then(Path::file_stem);
    stem.map_or("main".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
