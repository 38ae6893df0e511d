//! `fastox run`.

use super::arguments::RunArguments;
use super::exit::Failure;
use super::progress::YearCounter;
use super::values::{self, Problems};
use super::{clock, say, say_json};
use crate::asked::draws;
use crate::asked::experiment::Experiment;
use crate::asked::scenario::{self, Scenario};
use crate::results::law_check::law_check;
use crate::run::{self, NO_EFFECT, RunResult};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_outputs::{RunFolder, RunRecord, tables};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

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
        let fitted = Fitted::read(&text).map_err(|error| {
            let diagnostic = Diagnostic::from_toml(&error, &file, &text);
            diagnostic.help("write a record with `fastox calibrate > FILE`")
        })?;
        Ok(Self { fitted, text: Some(text) })
    }

    /// What the manifest says of it.
    fn entry(&self) -> Option<(String, String)> {
        Some((run::RECORD.to_owned(), self.text.clone()?))
    }
}

/// Everything that was asked for, read and checked.
struct Asked {
    name: String,
    experiment: Experiment,
    parameters: Parameters,
    scenarios: Vec<Scenario>,
    record: Record,
    threads: usize,
    shard: usize,
}

pub(super) fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let asked = read(arguments)?;
    // The folder is made first: a run should not end with nowhere to go.
    let folder = match &arguments.out {
        Some(out) => RunFolder::prepare(out)?,
        None => RunFolder::prepare_next(Path::new("outputs/runs"), &asked.name)?,
    };
    if !arguments.quiet {
        eprintln!("{}", announce(&asked));
    }
    let (started, clock) = (SystemTime::now(), Instant::now());
    let mut result = live(&asked, arguments.quiet)?;
    result.manifest.overrides.extend(asked.record.entry());
    let record = RunRecord {
        manifest: result.manifest.clone(),
        no_effect: result.no_effect.clone(),
        wall_seconds: clock.elapsed().as_secs_f64(),
        threads: asked.threads,
        host: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        started: clock::rfc_3339(started),
        files: Vec::new(),
    };
    let lies = write(folder, &result, record)?;
    print(&result, &lies, arguments.json)
}

/// Reads the file and the options; every problem is reported.
fn read(arguments: &RunArguments) -> Result<Asked, Report> {
    let mut parameters = Parameters::embedded();
    let mut problems = Problems::default();
    let mut experiment = problems.keep(file(arguments, &parameters)).unwrap_or_else(Experiment::default_main);
    // The file's changes come first, so that the command line has the last word.
    parameters.apply(&std::mem::take(&mut experiment.overlay));
    for assignment in &arguments.set {
        problems.keep(parameters.set(assignment));
    }
    options(arguments, &mut experiment, &mut problems);
    if arguments.people.is_none() {
        problems.keep(values::enough(experiment.people));
    }
    let (mut threads, mut shard) = (processors(), run::SHARD);
    problems.set(&mut threads, arguments.threads.as_deref(), values::threads);
    problems.set(&mut shard, arguments.shard.as_deref(), values::shard);
    let scenarios = problems.keep(run::scenarios(&experiment, &parameters)).unwrap_or_default();
    problems.keep(distinct(&scenarios));
    let record = problems.keep(Record::read(arguments.record.as_deref())).unwrap_or_default();
    if problems.is_empty() {
        problems.keep(draws::ensemble(experiment.draws, &record.fitted));
        problems.keep(run::Asked::of(&experiment, &scenarios).check(&parameters, &record.fitted));
    }
    problems.none()?;
    let name = name(arguments.file.as_deref());
    experiment.title.get_or_insert_with(|| name.clone());
    Ok(Asked { name, experiment, parameters, scenarios, record, threads, shard })
}

fn file(arguments: &RunArguments, parameters: &Parameters) -> Result<Experiment, Report> {
    match &arguments.file {
        Some(path) => Experiment::load(path, &scenario::names(), parameters),
        None => Ok(Experiment::default_main()),
    }
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
    let twice = scenarios
        .iter()
        .enumerate()
        .filter(|(place, scenario)| scenarios[..*place].iter().any(|earlier| name(earlier) == name(scenario)));
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

/// What is about to be run, in a line.
fn announce(asked: &Asked) -> String {
    let Experiment { people, seeds, responses, last_year, .. } = &asked.experiment;
    let worlds = asked.scenarios.len() * responses.len();
    let (name, threads) = (&asked.name, asked.threads);
    let seeds = seeds.len();
    let draws = match asked.experiment.draws {
        0 => String::new(),
        draws => format!(", draws {draws}"),
    };
    format!("{name}: {people} people, worlds {worlds}, seeds {seeds}{draws}, 2021 to {last_year}, threads {threads}")
}

/// How often the country is lived: every seed under the central parameters and under every draw.
fn countries(experiment: &Experiment) -> usize {
    experiment.seeds.len() * (1 + experiment.draws as usize)
}

fn live(asked: &Asked, quiet: bool) -> Result<RunResult, Failure> {
    let experiment = &asked.experiment;
    let counter = YearCounter::new(quiet, countries(experiment), experiment.last_year);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(asked.threads).build();
    let pool = pool.map_err(|error| {
        let message = format!("{} threads cannot be started: {error}", asked.threads);
        Diagnostic::new("--threads", message).help("ask for fewer")
    })?;
    let result = pool.install(|| {
        let mut progress = |now| counter.show(now);
        let Asked { scenarios, parameters, record, shard, .. } = asked;
        let fitted = &record.fitted;
        run::run_scenarios(experiment, scenarios, parameters, fitted, *shard, &mut progress)
    });
    counter.done();
    Ok(result?)
}

fn write(mut folder: RunFolder, result: &RunResult, record: RunRecord) -> Result<PathBuf, Failure> {
    for table in &result.tables {
        folder.write_table(table, &result.manifest)?;
    }
    let summary = serde_json::to_string_pretty(&result.summary).expect("a summary becomes JSON");
    folder.write_file(crate::Summary::FILE_NAME, (summary + "\n").as_bytes())?;
    folder.write_record(record)?;
    Ok(folder.finish()?)
}

fn print(result: &RunResult, lies: &Path, json: bool) -> Result<(), Failure> {
    if json {
        let folder = lies.display().to_string();
        let answer = serde_json::json!({ "folder": folder, "summary": result.summary });
        return say_json(&answer);
    }
    let seeds = match result.manifest.seeds.len() {
        1 => "1 seed".to_owned(),
        n => format!("mean of {n} seeds"),
    };
    let (people, weight) = (result.manifest.people, result.manifest.weight);
    let head = format!("{people} people, each for {weight} persons, {seeds}");
    let fit = result.tables.iter().find(|table| table.spec().name == tables::FIT.name);
    let check = fit.and_then(law_check).map_or(String::new(), |check| format!("\n{check}"));
    let mut idle = String::new();
    for name in &result.no_effect {
        let _ = write!(idle, "\n{name}: {NO_EFFECT}");
    }
    let idle = if idle.is_empty() { idle } else { idle + "\n" };
    say(&format!("{head}\n\n{}{check}{idle}\nresults in {}\n", result.summary, lies.display()))
}
