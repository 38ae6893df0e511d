//! `fastox run`.

use super::arguments::RunArguments;
use super::exit::Failure;
use super::finished::RUNS;
use super::lines::{self, note};
use super::part::RunPart;
use super::progress::YearCounter;
use super::request::{Request, command, read, threads_of_process};
use super::{cells, interrupted, ranks, say_json, say_text, terminal};
use crate::asked::experiment::Experiment;
use crate::questions::plan;
use crate::results::columns::Terminal;
use crate::results::law_check::law_check;
use crate::run::{Cell, Checkpoints, Lived, Ready, RunResult, titles_in_chinese};
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Diagnostic;
use fastox_model::ranks::Ranks;
use fastox_outputs::language::typed;
use fastox_outputs::{Begun, Manifest, RunFolder, RunRecord, partial_of, tables};
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(arguments: &RunArguments) -> Result<(), Failure> {
    ranks::together(|ranks| {
        if ranks.count() > 1 {
            if arguments.checkpoint.is_some() && arguments.out.is_none() {
                let message = "ranks that keep their years need the folder of the run";
                return Err(Diagnostic::new("--checkpoint", message)
                    .help("name it, as `--out outputs/runs/main-1`")
                    .into());
            }
            threads_of_process(arguments)?;
        }
        if ranks.rank() == 0 { lead(arguments, ranks) } else { follow(arguments, ranks) }
    })
}

/// Lives the cells that rank 0 says are missing, and leaves reading, writing and talking to it. What all ranks do
/// together comes in the order of [`Living::go`].
fn follow(arguments: &RunArguments, ranks: Arc<dyn Ranks>) -> Result<(), Failure> {
    let mut asked = read(arguments)?;
    asked.checkpoints = arguments.out.as_deref().and_then(|out| checkpoints(arguments, &asked, &partial_of(out)));
    asked.ready_on(ranks, |ready| {
        same_of_all(ready, &asked.manifest(ready))?;
        let first = asked.part.is_some_and(|part| part.number == 1);
        if first {
            ready.no_effect()?;
        }
        for cell in ready.agreed(&asked.cells(ready), &[]) {
            ready.live(&cell, &mut |_| ())?;
        }
        if asked.part.is_none() {
            ready.no_effect()?;
        }
        Ok(())
    })
}

fn same_of_all(ready: &Ready<'_>, manifest: &Manifest) -> Result<(), Failure> {
    if ready.is_asked_of_all(manifest) {
        return Ok(());
    }
    let message = "the ranks of this run were not all asked for the same, or are not the same program";
    let help = "give every rank the same arguments, the same files and one `fastox`";
    Err(Diagnostic::new("mpirun", message).help(help).into())
}

fn lead(arguments: &RunArguments, ranks: Arc<dyn Ranks>) -> Result<(), Failure> {
    let mut asked = read(arguments)?;
    // The folder is made first: a run should not end with nowhere to go.
    let folder = folder(arguments, &asked)?;
    asked.checkpoints = checkpoints(arguments, &asked, folder.partial());
    // What others are filling is theirs.
    if asked.part.is_none() {
        interrupted::leaves_cells(folder.partial());
    }
    asked.ready_on(ranks, |ready| {
        check(&asked, ready, &folder, arguments.quiet)?;
        Living { asked: &asked, ready, folder, quiet: arguments.quiet }.go(arguments.json)
    })
}

/// A run that would not fit is refused; one with few people is told what that means.
fn check(asked: &Request, ready: &Ready<'_>, folder: &RunFolder, quiet: bool) -> Result<(), Failure> {
    plan::check(ready, &asked.cells(ready), folder.partial())?;
    if !quiet {
        lines::note_unlived(&asked.scenarios, asked.experiment.last_year);
        note_imprecise(&asked.experiment);
    }
    Ok(())
}

/// Says what few people do to the headline that is furthest off, of those that more would mend; if there is none, of the
/// others.
fn note_imprecise(experiment: &Experiment) {
    let imprecise = plan::imprecise(experiment);
    let mended = |known: &plan::Precision| known.enough.is_some();
    let worst = imprecise.iter().max_by(|a, b| mended(a).cmp(&mended(b)).then(a.size().total_cmp(&b.size())));
    let Some(worst) = worst else { return };
    if worst.enough.is_none() {
        let (regime, title, error) = (worst.regime, worst.title, 100.0 * worst.monte_carlo_error);
        note(&format!("{regime}, {title}: ± {error:.0} points with any number of people; see `fastox plan`"));
        return;
    }
    let more = match imprecise.len() {
        1 => String::new(),
        2 => ", and 1 more headline".to_owned(),
        several => format!(", and {} more headlines", several - 1),
    };
    let (people, title, regime) = (experiment.people, worst.title, worst.regime);
    let [each, fewest] = plan::SampleSize::of(people).in_words();
    let error = worst.in_words().replace('-', "−");
    note(&format!(
        "{people} people are few: {each}, {fewest}; {regime}, {title}: off by {error}{more}; see `fastox plan`"
    ));
}

/// Where cells are kept while they are being lived: all ranks find the same.
pub(super) fn checkpoints(arguments: &RunArguments, asked: &Request, partial: &Path) -> Option<Checkpoints> {
    let (every, goes_on) = (asked.checkpoint, arguments.resume || asked.part.is_some());
    let of = || Checkpoints { partial: partial.to_owned(), every, build: crate::BUILD.to_owned() };
    (goes_on || every.is_some()).then(of)
}

/// A new folder, or with `--resume` and `--part` one that may have been begun.
fn folder(arguments: &RunArguments, asked: &Request) -> Result<RunFolder, Failure> {
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
    asked: &'a Request,
    ready: &'a Ready<'a>,
    folder: RunFolder,
    quiet: bool,
}

impl Living<'_> {
    fn go(self, json: bool) -> Result<(), Failure> {
        let begun = Begun::now();
        let record = |manifest: Manifest, no_effect: Vec<String>| RunRecord {
            no_effect,
            command: command(),
            ..begun.record(manifest, crate::BUILD, self.asked.threads)
        };
        let manifest = self.asked.manifest(self.ready);
        same_of_all(self.ready, &manifest)?;
        let known = cells::known(&self.folder, &manifest)?;
        if self.asked.part.is_some() {
            cells::as_other_parts(&self.folder, &manifest)?;
        }
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

    /// Lives cells, with progress. Each is kept once it is there, but for the last of a whole run, which is put together
    /// at once.
    fn live(&self, cells: &[Cell], lived: &mut Lived) -> Result<(), Failure> {
        if !self.quiet {
            note(&announce(self.asked, cells.len()));
        }
        let cells = &self.ready.agreed(&self.asked.cells(self.ready), cells);
        let at_once = cells.last().filter(|_| self.asked.part.is_none());
        let counter = YearCounter::new(self.quiet, cells.len(), self.asked.experiment.last_year);
        let mut keep = |cell: &Cell, more: &Lived| {
            if at_once != Some(cell) {
                cells::keep(&self.folder, cell, more)?;
                self.folder.drop_checkpoints(&cell.name);
            }
            Ok(())
        };
        let result = self.ready.live_all(cells, lived, &mut keep, &mut |now| counter.show(now));
        counter.done();
        Ok(result?)
    }

    /// Lives the cells of a part that nobody has lived.
    fn part(&self, part: RunPart, known: &Lived) -> Result<(), Failure> {
        let cells = self.asked.missing(self.ready, known);
        self.live(&cells, &mut Lived::default())?;
        let (number, of, run) = (part.number, part.of, self.folder.destination().display().to_string());
        let (cells, all) = (cells.len(), self.ready.missing(&Lived::default()).len());
        say_text(&format!("part {number} of {of}: {cells} of {all} cells\nwhen all are there: fastox merge {run}\n"))
    }
}

/// What is about to be run, in a line.
fn announce(asked: &Request, cells: usize) -> String {
    let Experiment { people, seeds, responses, last_year, .. } = &asked.experiment;
    let worlds = asked.scenarios.len() * responses.len();
    let (name, threads) = (&asked.name, asked.threads);
    let seeds = seeds.len();
    let draws = match asked.experiment.draws {
        0 => String::new(),
        draws => format!(", draws {draws}"),
    };
    let points = match asked.experiment.design.points() {
        0 => String::new(),
        points => format!(", points {points}"),
    };
    let part = asked.part.map_or(String::new(), |part| format!(", part {} of {}", part.number, part.of));
    format!(
        "{name}: {people} people, worlds {worlds}, seeds {seeds}{draws}{points}, 2021 to {last_year}, threads {threads}, cells \
         {cells}{part}"
    )
}

/// Writes the run and says what it found.
pub(super) fn finish(folder: RunFolder, result: &RunResult, record: RunRecord, json: bool) -> Result<(), Failure> {
    let lies = result.write(folder, record)?;
    print(result, &lies, json)
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
    let titles = titles_in_chinese(&result.manifest);
    let summary = result.summary.text(result.manifest.last_year, Terminal { titles: &titles, ..terminal() });
    let points = points(&result.manifest);
    say_text(&format!("{head}\n\n{summary}{check}{points}{}\n{}", idle(result), next(lies)))
}

/// Where the points of a design are told; what is printed is of the central values.
fn points(manifest: &Manifest) -> String {
    match manifest.points() {
        0 => String::new(),
        points => {
            format!("\nall of this at the central values; {points} points of the design: tables `design`, `outcomes`\n")
        }
    }
}

/// Changes that were read and moved nothing.
fn idle(result: &RunResult) -> String {
    if result.no_effect.is_empty() {
        return String::new();
    }
    let mut parameters = Parameters::embedded();
    // A run that was just lived has changes that can be read.
    let _ = parameters.restore(&result.manifest.changes, "");
    let line = |name: &String| format!("\n{}: {}", typed(name), lines::idle(&parameters, name));
    result.no_effect.iter().map(line).collect::<String>() + "\n"
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
