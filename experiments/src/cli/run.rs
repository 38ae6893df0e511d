//! `fastox run`.

use super::arguments::RunArguments;
use super::exit::Failure;
use super::finished::RUNS;
use super::part::RunPart;
use super::progress::YearCounter;
use super::values::{self, Problems};
use super::{cells, interrupted, say_json, say_text, terminal};
use crate::asked::draws;
use crate::asked::experiment::Experiment;
use crate::asked::papers;
use crate::asked::scenario::{self, Scenario};
use crate::results::law_check::law_check;
use crate::run::{self, Cell, Lived, NO_EFFECT, Ready, RunResult};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_outputs::{Manifest, RunFolder, RunRecord, tables};
use rayon::{ThreadPool, ThreadPoolBuilder};
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
    part: Option<RunPart>,
}

pub(super) fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let asked = read(arguments)?;
    // The folder is made first: a run should not end with nowhere to go.
    let folder = folder(arguments, &asked)?;
    // What others are filling is theirs.
    if asked.part.is_none() {
        interrupted::leaves_cells(folder.partial());
    }
    let pool = pool(asked.threads)?;
    let Asked { experiment, scenarios, parameters, record, .. } = &asked;
    let mut changed = parameters.clone();
    changed.apply(&experiment.overlay);
    let ready = Ready::new(experiment, scenarios, &changed, &record.fitted, asked.shard)?;
    pool.install(|| Living { asked: &asked, ready: &ready, folder, quiet: arguments.quiet }.go(arguments.json))
}

/// Threads that live people, or draws.
pub(super) fn pool(threads: usize) -> Result<ThreadPool, Report> {
    ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        let message = format!("{threads} threads cannot be started: {error}");
        Diagnostic::new("--threads", message).help("ask for fewer").into()
    })
}

/// A new folder, or with `--resume` and `--part` one that may have been begun.
fn folder(arguments: &RunArguments, asked: &Asked) -> Result<RunFolder, Failure> {
    Ok(match (&arguments.out, asked.part) {
        (Some(out), Some(_)) => RunFolder::resume(out)?.shared(),
        (Some(out), None) if arguments.resume => RunFolder::resume(out)?,
        (Some(out), None) => RunFolder::prepare(out)?,
        (None, None) if !arguments.resume => RunFolder::prepare_next(Path::new(RUNS), &asked.name)?,
        (None, _) => {
            let message = "a run that goes on, or is lived in parts, needs its folder";
            return Err(Diagnostic::new("--out", message).help("name it, as `--out outputs/runs/main-1`").into());
        }
    })
}

/// A run that is being lived.
struct Living<'a> {
    asked: &'a Asked,
    ready: &'a Ready<'a>,
    folder: RunFolder,
    quiet: bool,
}

impl Living<'_> {
    fn go(self, json: bool) -> Result<(), Failure> {
        let (started, clock) = (SystemTime::now(), Instant::now());
        let record = |manifest: Manifest, no_effect: Vec<String>| RunRecord {
            manifest,
            no_effect,
            wall_seconds: clock.elapsed().as_secs_f64(),
            threads: self.asked.threads,
            host: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            started: humantime::format_rfc3339_seconds(started).to_string(),
            files: Vec::new(),
        };
        let mut manifest = self.ready.manifest();
        manifest.overrides.extend(self.asked.record.entry());
        let known = cells::known(&self.folder, &manifest)?;
        if self.asked.part.is_none() || self.folder.announced()?.is_none() {
            self.folder.announce(&record(manifest.clone(), Vec::new()))?;
        }
        if let Some(part) = self.asked.part {
            // What holds for the whole run is found by the first part.
            if part.number == 1 {
                self.folder.announce(&record(manifest, self.ready.no_effect()?))?;
            }
            return self.part(part, &known);
        }
        let mut lived = known;
        self.live(&self.ready.missing(&lived), &mut lived)?;
        let result = self.ready.whole(lived, manifest)?;
        let record = record(result.manifest.clone(), result.no_effect.clone());
        finish(self.folder, &result, record, json)
    }

    /// Lives cells, with progress. Where there are several, each is kept once it is there.
    fn live(&self, cells: &[Cell], lived: &mut Lived) -> Result<(), Failure> {
        if !self.quiet {
            eprintln!("{}", announce(self.asked, cells.len()));
        }
        let several = cells.len() > 1 || self.asked.part.is_some();
        let counter = YearCounter::new(self.quiet, cells.len(), self.asked.experiment.last_year);
        let mut keep = |cell: &Cell, more: &Lived| if several { cells::keep(&self.folder, cell, more) } else { Ok(()) };
        let result = self.ready.live_all(cells, lived, &mut keep, &mut |now| counter.show(now));
        counter.done();
        Ok(result?)
    }

    /// Lives the cells of a part that nobody has lived.
    fn part(&self, part: RunPart, known: &Lived) -> Result<(), Failure> {
        let all = self.ready.missing(&Lived::default());
        let mine = all.iter().enumerate().filter(|(place, _)| part.has(*place)).map(|(_, cell)| cell);
        let missing = self.ready.missing(known);
        let cells: Vec<Cell> = mine
            .filter_map(|cell| missing.iter().find(|other| (other.pass, other.seed) == (cell.pass, cell.seed)))
            .cloned()
            .collect();
        self.live(&cells, &mut Lived::default())?;
        let (number, of, run) = (part.number, part.of, self.folder.destination().display().to_string());
        let (cells, all) = (cells.len(), all.len());
        say_text(&format!("part {number} of {of}: {cells} of {all} cells\nwhen all are there: fastox merge {run}\n"))
    }
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
    let part = problems.keep(RunPart::asked(arguments.part.as_deref())).flatten();
    if problems.is_empty() {
        problems.keep(draws::drawn(experiment.draws, &record.fitted));
        problems.keep(run::Asked::of(&experiment, &scenarios).check(&parameters, &record.fitted));
    }
    problems.none()?;
    let name = name(arguments.file.as_deref());
    experiment.title.get_or_insert_with(|| name.clone());
    Ok(Asked { name, experiment, parameters, scenarios, record, threads, shard, part })
}

fn file(arguments: &RunArguments, parameters: &Parameters) -> Result<Experiment, Report> {
    let Some(path) = &arguments.file else { return Ok(Experiment::default_main()) };
    let shipped = path.to_str().filter(|_| !path.exists()).and_then(|name| papers::named(name, parameters));
    shipped.unwrap_or_else(|| Experiment::load(path, &scenario::names(), parameters))
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
fn announce(asked: &Asked, cells: usize) -> String {
    let Experiment { people, seeds, responses, last_year, .. } = &asked.experiment;
    let worlds = asked.scenarios.len() * responses.len();
    let (name, threads) = (&asked.name, asked.threads);
    let seeds = seeds.len();
    let draws = match asked.experiment.draws {
        0 => String::new(),
        draws => format!(", draws {draws}"),
    };
    let part = asked.part.map_or(String::new(), |part| format!(", part {} of {}", part.number, part.of));
    format!(
        "{name}: {people} people, worlds {worlds}, seeds {seeds}{draws}, 2021 to {last_year}, threads {threads}, cells \
         {cells}{part}"
    )
}

/// Writes the run and says what it found.
pub(super) fn finish(folder: RunFolder, result: &RunResult, record: RunRecord, json: bool) -> Result<(), Failure> {
    let lies = write(folder, result, record)?;
    print(result, &lies, json)
}

fn write(mut folder: RunFolder, result: &RunResult, record: RunRecord) -> Result<PathBuf, Failure> {
    for table in &result.tables {
        folder.write_table(table, &result.manifest)?;
    }
    let summary = serde_json::to_string_pretty(&result.summary).expect("a summary becomes JSON");
    folder.write_file(crate::Summary::FILE_NAME, (summary + "\n").as_bytes())?;
    let weight = result.manifest.weight as i64;
    folder.write_file(cells::WORLDS, &cells::worlds_file(weight, &result.worlds))?;
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
    let summary = result.summary.text(terminal());
    say_text(&format!("{head}\n\n{summary}{check}{}\n{}", idle(result), next(lies)))
}

/// Changes that were read and moved nothing.
fn idle(result: &RunResult) -> String {
    let lines: Vec<String> = result.no_effect.iter().map(|name| format!("\n{name}: {NO_EFFECT}")).collect();
    if lines.is_empty() { String::new() } else { lines.concat() + "\n" }
}

/// Where the results are and what to ask of them.
fn next(lies: &Path) -> String {
    let run = lies.display();
    format!(
        "results in {run}\n\
         next  fastox whip {run}              kept and lost by province\n\
         \x20     fastox report {run}            a page with pictures\n\
         \x20     fastox trace {run} --person 7  one life\n"
    )
}
