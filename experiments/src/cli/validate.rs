//! `fastox validate`.

use super::arguments::ValidateArguments;
use super::exit::Failure;
use super::finished;
use super::lines::{language, note};
use super::progress::YearCounter;
use super::values::{self, Problems};
use super::{say_json, say_text, write_file};
use crate::asked::experiment::{Experiment, Regime};
use crate::asked::scenario::ENACTED;
use crate::questions::validate::convergence::{self, Convergence, converge};
use crate::questions::validate::cross_check::{self, Agreement};
use crate::questions::validate::readable::{self, Readable, readable};
use crate::questions::validate::record::{self, RecordError};
use crate::questions::validate::regression;
use crate::questions::validate::{history, migration, to_text};
use crate::results::comparison::{Comparison, Observed, compare, reference};
use crate::run;
use fastox_calibration::check::expected_flows::{self, FlowCheck};
use fastox_calibration::check::targets::Targets;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::Inputs;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_model::country::WorldId;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use fastox_outputs::{Table, tables};
use serde::Serialize;
use std::path::Path;

/// The last year of the earliest of published differences.
const FAR: Year = 2050;
/// Worlds that published differences speak of.
const OTHERS: [&str; 3] = ["central-adjustment", "unified", "no-delay"];

/// What was found.
#[derive(Debug, Serialize)]
struct Findings {
    /// Targets.
    comparisons: Vec<Comparison>,
    /// At which size hold-outs can be read; of several seeds.
    readable: Vec<Readable>,
    /// Expected moves of five years against the census.
    migration: FlowCheck,
    /// Agents against expected values.
    cross_check: Vec<Agreement>,
    /// Spread by number of agents.
    convergence: Option<Convergence>,
}

/// The tables of a run that are read.
struct Lived {
    national_year: Table,
    province_year: Table,
    weight: u64,
    people: u64,
}

pub(super) fn validate(asked: &ValidateArguments) -> Result<(), Failure> {
    let parameters = Parameters::embedded();
    if asked.history {
        return from_2010(asked, &parameters);
    }
    if asked.record {
        return forecasts(asked, &parameters);
    }
    if asked.regression {
        return regression(asked, &parameters);
    }
    let fitted = if asked.before_factors { Fitted::shipped().before_factors() } else { Fitted::shipped() };
    let lived = match &asked.run {
        Some(run) => read(run)?,
        None => live(asked, &parameters, &fitted)?,
    };
    let Some(enacted) = world(&lived, ResponseMode::Responding) else {
        return Err(no_such_world(asked).into());
    };
    let comparisons = compare(&Targets::embedded(), reference(), &enacted);
    let cross_check = match world(&lived, ResponseMode::Fixed) {
        Some(fixed) if asked.run.is_none() => {
            let inputs = Inputs::prepare(std::slice::from_ref(&parameters), &fitted, fixed.last_year());
            cross_check::cross_check(&parameters, &inputs, &fixed)
        }
        _ => Vec::new(),
    };
    let convergence = if asked.convergence {
        note("convergence: 10,000, 40,000 and 160,000 people, eight seeds each");
        Some(converge(&parameters, &fitted, &[10_000, 40_000, 160_000], 8)?)
    } else {
        None
    };
    let migration = expected_flows::check(&parameters);
    let readable = readable(&comparisons, lived.people, enacted.seeds().len());
    print(asked, &Findings { comparisons, readable, migration, cross_check, convergence })
}

/// The history from 2010; a benchmark that is nearer is reported, and is no failure.
fn from_2010(asked: &ValidateArguments, parameters: &Parameters) -> Result<(), Failure> {
    let mut problems = Problems::default();
    let people = problems.keep(values::people_here(&asked.people)).unwrap_or_default() as usize;
    let seeds = problems.keep(values::seeds(&asked.seeds)).unwrap_or_default();
    problems.none()?;
    let show = |seed: u64, round: usize| {
        if !asked.quiet {
            note(&format!("seed {seed}, round {round} of {}", history::ROUNDS));
        }
    };
    let found =
        history::validate(parameters, people, &seeds, show).map_err(|broken| Failure::broken(&broken, false))?;
    if asked.json { say_json(&found) } else { say_text(&history::to_text(&found, language())) }
}

/// People, seed and draws of a question over the posterior; every problem is reported.
fn drawn(asked: &ValidateArguments) -> Result<(usize, u64, usize), Report> {
    let mut problems = Problems::default();
    let people = problems.keep(values::people_here(&asked.people)).unwrap_or_default() as usize;
    let seed = problems.keep(values::seed(&asked.seeds)).unwrap_or_default();
    let draws = problems.keep(values::draws(&asked.draws)).unwrap_or_default() as usize;
    problems.none()?;
    Ok((people, seed[0], draws))
}

/// Says what is begun, unless nothing shall be said.
fn show(asked: &ValidateArguments) -> impl Fn(String) + Sync {
    let quiet = asked.quiet;
    move |what| {
        if !quiet {
            note(&what);
        }
    }
}

/// The published regression on the simulated panel.
fn regression(asked: &ValidateArguments, parameters: &Parameters) -> Result<(), Failure> {
    let (people, seed, draws) = drawn(asked)?;
    let found = regression::regressions(parameters, (people, seed), draws, &show(asked))?;
    if asked.json { say_json(&found) } else { say_text(&regression::to_text(&found)) }
}

/// The forecast record; its file is written whole or not at all.
fn forecasts(asked: &ValidateArguments, parameters: &Parameters) -> Result<(), Failure> {
    let (people, seed, draws) = drawn(asked)?;
    let found = record::record(parameters, people, seed, draws, &show(asked))?;
    if asked.json {
        return say_json(&found);
    }
    say_text(&record::to_text(&found, language()))?;
    asked.out.as_ref().map_or(Ok(()), |out| write_file(out, &record::to_csv(&found)))
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Input(report) => Self::from(report),
            RecordError::Broken(broken) => Self::broken(&broken, false),
        }
    }
}

fn world(lived: &Lived, response: ResponseMode) -> Option<Observed<'_>> {
    let world = WorldId { regime: ENACTED, response: response.name() };
    Observed::of(&lived.national_year, &lived.province_year, world, lived.weight)
}

/// Runs the world as enacted: responding for the targets, with fixed effort for the projection.
fn live(asked: &ValidateArguments, parameters: &Parameters, fitted: &Fitted) -> Result<Lived, Failure> {
    let mut problems = Problems::default();
    let mut experiment = Experiment {
        regimes: regimes(asked.last_year.as_str()),
        responses: vec![ResponseMode::Responding, ResponseMode::Fixed],
        range_people: 0,
        sample: 0,
        ..Experiment::default_main()
    };
    problems.set(&mut experiment.people, Some(&asked.people), values::people_here);
    problems.set(&mut experiment.seeds, Some(&asked.seeds), values::seeds);
    problems.set(&mut experiment.last_year, Some(&asked.last_year), values::last_year);
    problems.none()?;
    let counter = YearCounter::new(asked.quiet, experiment.seeds.len(), experiment.last_year);
    let result = run::run(&experiment, parameters, fitted, &mut |now| counter.show(now));
    counter.done();
    let result = result?;
    let weight = result.manifest.weight;
    let table = |name: &str| {
        let place = result.tables.iter().position(|table| table.spec().name == name);
        result.tables[place.expect("every run has its tables of years")].clone()
    };
    let (national_year, province_year) = (table(tables::NATIONAL_YEAR.name), table(tables::PROVINCE_YEAR.name));
    Ok(Lived { national_year, province_year, weight, people: experiment.people })
}

/// The world as enacted, and where the years reach that far those of published differences.
fn regimes(last_year: &str) -> Vec<Regime> {
    let shipped = |name: &&str| Regime::Shipped((*name).to_owned());
    let far = last_year.parse::<Year>().is_ok_and(|year| year >= FAR);
    let others = if far { &OTHERS[..] } else { &[] };
    std::iter::once(&ENACTED).chain(others).map(shipped).collect()
}

/// Reads a finished run.
fn read(run: &Path) -> Result<Lived, Failure> {
    let record = finished::record(run)?;
    Ok(Lived {
        national_year: finished::table(run, &tables::NATIONAL_YEAR)?,
        province_year: finished::table(run, &tables::PROVINCE_YEAR)?,
        weight: record.manifest.weight,
        people: record.manifest.people,
    })
}

fn no_such_world(asked: &ValidateArguments) -> Report {
    let run = asked.run.as_deref().unwrap_or(Path::new("the run")).display().to_string();
    let message = format!("the run has no world `{ENACTED}` with governments that respond");
    let help =
        format!("validate a run of `fastox run --regimes {ENACTED} --responses responding`, or leave `--run` out");
    Diagnostic::new(&run, message).help(help).into()
}

fn print(asked: &ValidateArguments, found: &Findings) -> Result<(), Failure> {
    if asked.json {
        say_json(found)?;
    } else {
        say_text(&text(asked, found))?;
    }
    let problems = problems(found);
    if problems.is_empty() {
        return Ok(());
    }
    let list = problems.join("\n  ");
    let help = "a miss is shown, not tuned away; `fastox validate --all` has every row";
    Err(Failure::failed(format!("error: not met:\n  {list}\n = help: {help}")))
}

fn text(asked: &ValidateArguments, found: &Findings) -> String {
    let mut text = String::new();
    if asked.before_factors {
        text += "before provincial factors: national means in every province, reserves of 2020 as fitted\n\n";
    }
    text += &to_text(&found.comparisons, asked.all, language());
    if !found.readable.is_empty() {
        text += "\n";
        text += &readable::to_text(&found.readable);
    }
    text += "\n";
    text += &migration::to_text(&found.migration, asked.all, language());
    if !found.cross_check.is_empty() {
        text += "\n";
        text += &cross_check::to_text(&found.cross_check, language());
    }
    if let Some(convergence) = &found.convergence {
        text += "\n";
        text += &convergence::to_text(convergence);
    }
    text
}

/// A hold-out that misses, with what was granted it; nothing is granted to nobody.
fn missed(c: &Comparison) -> String {
    let (Some(error), Some(tolerance)) = (c.error, c.tolerance) else {
        return format!("{}: the run has no figure", c.title);
    };
    let [error, tolerance] = [100.0 * error, 100.0 * tolerance];
    match c.standard_error {
        None => format!("{}: {error:+.1} %, tolerance {tolerance:.0} %", c.title),
        Some(twice) => {
            format!("{}: {error:+.1} %, tolerance {tolerance:.0} % and twice {:.1} %", c.title, 100.0 * twice)
        }
    }
}

/// What makes the command fail: hold-outs that miss, agents that differ from expected values, a spread that does not
/// fall.
fn problems(found: &Findings) -> Vec<String> {
    let misses = found.comparisons.iter().filter(|c| c.fails()).map(missed);
    let differ = found.cross_check.iter().filter(|a| !a.agrees).map(|a| {
        let (error, worst) = (100.0 * a.error, 100.0 * a.worst.1);
        format!("{} {} against its expected value: nation {error:+.2} %, {} {worst:+.1} %", a.title, a.year, a.worst.0)
    });
    let spread = found
        .convergence
        .iter()
        .filter(|c| !c.holds())
        .map(|c| format!("the spread over seeds falls with a slope of {:+.2}, not −0.5", c.slope));
    let moves = (!found.migration.holds()).then(|| {
        let correlation = found.migration.correlation;
        format!("expected moves of 2015–2020 against the census: correlation {correlation:.3}, or a net flow")
    });
    misses.chain(differ).chain(moves).chain(spread).collect()
}
