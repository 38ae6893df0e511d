//! `fastox decompose`.

use super::arguments::DecomposeArguments;
use super::exit::Failure;
use super::lines::terminal;
use super::progress::Counter;
use super::request::{command, pool, processors};
use super::values::{self, Problems};
use super::{interrupted, say_json, say_text};
use crate::asked::draws::{self, Drawn};
use crate::asked::experiment::{Experiment, Regime};
use crate::asked::scenario;
use crate::questions::decompose::{ACCOUNTS, Decomposed, DecompositionPlan, WORLDS};
use crate::questions::decompose::{decompose, decompose_draws, table, to_text};
use crate::results::columns::Terminal;
use crate::run::{self, titles_in_chinese};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_model::books::BrokenIdentity;
use fastox_model::units::Year;
use fastox_outputs::{Begun, Manifest, RunFolder, RunRecord};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// What was typed, read.
struct Request {
    asked: DecompositionPlan,
    regime: Regime,
    parameters: Parameters,
    threads: usize,
    draws: u64,
    drawn: Option<Drawn>,
}

pub(super) fn decomposition(typed: &DecomposeArguments) -> Result<(), Failure> {
    let request = read(typed)?;
    // The folder is made first: an analysis should not end with nowhere to go.
    let folder = typed.out.as_deref().map(RunFolder::prepare).transpose()?;
    if let Some(folder) = &folder {
        interrupted::leaves_cells(folder.partial());
    }
    let begun = Begun::now();
    let counter = Counter::new(typed.quiet, WORLDS * (1 + request.draws), "worlds");
    let done = AtomicU64::new(0);
    let progress = |more: usize| counter.show(done.fetch_add(more as u64, Ordering::Relaxed) + more as u64, "lived");
    let lived = pool(request.threads)?.install(|| request.answer(&progress));
    counter.done();
    let found = lived.map_err(|broken| Failure::broken(&broken, !request.parameters.changes().is_empty()))?;
    let place = folder.map(|folder| write(folder, &found, &request, begun)).transpose()?;
    let place = place.map_or_else(String::new, |place| format!("\nresults in {}\n", place.display()));
    let titles = titles_in_chinese(&manifest(&request));
    let shown = Terminal { titles: &titles, ..terminal() };
    if typed.json { say_json(&found) } else { say_text(&(to_text(&found, typed.all, shown) + &place)) }
}

impl Request {
    fn answer(&self, progress: &(dyn Fn(usize) + Sync)) -> Result<Decomposed, BrokenIdentity> {
        let (parameters, record, asked) = (&self.parameters, &Fitted::shipped(), &self.asked);
        match &self.drawn {
            None => decompose(parameters, record, asked, progress),
            Some(drawn) => decompose_draws(parameters, record, asked, (drawn, self.draws), progress),
        }
    }
}

/// Reads the options; every problem is reported.
fn read(typed: &DecomposeArguments) -> Result<Request, Report> {
    let mut problems = Problems::default();
    let mut parameters = Parameters::embedded();
    for assignment in &typed.set {
        problems.keep(parameters.set(assignment));
    }
    let regime = problems.keep(values::regime("--regime", &typed.regime));
    let scenario = regime.as_ref().and_then(|regime| problems.keep(scenario::load_named(regime, &parameters)));
    let response = problems.keep(values::response("--response", &typed.response));
    let people = problems.keep(values::people_here(&typed.people)).unwrap_or_default() as usize;
    let seed = problems.keep(values::seed(&typed.seed)).unwrap_or_default();
    let last_year = problems.keep(last_year(&typed.last_year)).unwrap_or_default();
    let draws = problems.keep(values::draws(&typed.draws)).unwrap_or_default();
    let drawn = problems.keep(draws::drawn(draws, &Fitted::shipped())).flatten();
    let mut threads = processors();
    problems.set(&mut threads, typed.threads.as_deref(), values::threads);
    if let (true, Some(scenario), Some(response)) = (problems.is_empty(), &scenario, response) {
        let scenarios = std::slice::from_ref(scenario);
        let asked = run::Asked { scenarios, responses: &[response], last_year, design: None };
        problems.keep(asked.check(&parameters, &Fitted::shipped()));
    }
    problems.none()?;
    let (scenario, response) = scenario.zip(response).expect("what cannot be read is a problem");
    let regime = regime.expect("what cannot be read is a problem");
    let asked = DecompositionPlan { scenario, response, people, seed: seed[0], last_year };
    Ok(Request { asked, regime, parameters, threads, draws, drawn })
}

/// Nothing is held before the accounts are over.
fn last_year(text: &str) -> Result<Year, Report> {
    let year = values::last_year(text)?;
    if year > ACCOUNTS {
        return Ok(year);
    }
    let message = format!("in {year} nothing differs: what is held is held from {} on", ACCOUNTS + 1);
    Err(Diagnostic::new("--last-year", message).help("give a later year, as `--last-year 2050`").into())
}

/// The manifest of a decomposition: that of the experiment its last world is.
fn manifest(Request { asked, regime, parameters, draws, drawn, .. }: &Request) -> Manifest {
    let experiment = Experiment {
        title: Some("decompose".to_owned()),
        regimes: vec![regime.clone()],
        draws: *draws,
        ..Experiment::of_one_seed(vec![asked.response], asked.people as u64, asked.seed, asked.last_year)
    };
    let draw_weights = drawn.as_ref().map_or(Vec::new(), |drawn| drawn.weights(*draws));
    Manifest { draw_weights, ..run::manifest(&experiment, std::slice::from_ref(&asked.scenario), parameters) }
}

fn write(mut folder: RunFolder, found: &Decomposed, request: &Request, begun: Begun) -> Result<PathBuf, Failure> {
    let record = begun.record(manifest(request), crate::BUILD, request.threads);
    folder.write_tables(&[&table(found)], &record.manifest)?;
    folder.write_record(RunRecord { command: command(), ..record })?;
    Ok(folder.finish()?)
}
