//! `fastox sensitivity`.

use super::arguments::SensitivityArguments;
use super::exit::Failure;
use super::lines::note;
use super::request::{command, processors};
use super::values::{self, Problems};
use super::{interrupted, say_json, say_text, terminal};
use crate::asked::experiment::{Experiment, Regime};
use crate::asked::scenario;
use crate::questions::sensitivity::{Plan, Sensitivity, analyse, picture, tables};
use crate::run;
use crate::run::Asked;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Report;
use fastox_outputs::{Begun, Manifest, RunFolder, RunRecord};
use std::path::Path;
use std::time::Instant;

/// How often progress is shown: this many times from start to end.
const TOLD: usize = 50;

pub(super) fn sensitivity(asked: &SensitivityArguments) -> Result<(), Failure> {
    let (plan, regime, threads) = read(asked)?;
    // The folder is made first: an analysis should not end with nowhere to go.
    let folder = asked.out.as_deref().map(RunFolder::prepare).transpose()?;
    if let Some(folder) = &folder {
        interrupted::leaves_cells(folder.partial());
    }
    let (begun, clock) = (Begun::now(), Instant::now());
    let pool = super::request::pool(threads)?;
    let show = |done: usize, runs: usize| {
        if !asked.quiet {
            progress(done, runs, clock);
        }
    };
    let (parameters, record) = (Parameters::embedded(), Fitted::shipped());
    let found = pool
        .install(|| analyse(&parameters, &record, &plan, &show))
        .map_err(|broken| Failure::broken(&broken, false))?;
    let place = match folder {
        None => String::new(),
        Some(folder) => {
            let circumstances = RunRecord {
                command: command(),
                ..begun.record(manifest(&plan, regime, &parameters), crate::BUILD, threads)
            };
            format!("\nresults in {}\n", write(folder, &found, circumstances)?.display())
        }
    };
    if asked.json { say_json(&found) } else { say_text(&(found.text(terminal()) + &place)) }
}

/// Reads the options; every problem is reported.
fn read(asked: &SensitivityArguments) -> Result<(Plan, Regime, usize), Report> {
    let mut problems = Problems::default();
    let regime = problems.keep(values::regime("--regime", &asked.regime));
    let parameters = Parameters::embedded();
    let load = |regime: &Regime| scenario::load_named(regime, &parameters);
    let scenario = regime.as_ref().and_then(|regime| problems.keep(load(regime)));
    let response = problems.keep(values::response("--response", &asked.response));
    let people = problems.keep(values::people_here(&asked.people)).unwrap_or_default() as usize;
    let seed = problems.keep(values::seed(&asked.seed)).unwrap_or_default();
    let last_year = problems.keep(values::last_year(&asked.last_year)).unwrap_or_default();
    let refit = problems.keep(values::refit(&asked.refit)).unwrap_or_default();
    let samples = problems.keep(values::samples(&asked.samples)).unwrap_or_default();
    let top = problems.keep(values::top(&asked.top)).unwrap_or_default();
    let mut only = Vec::new();
    problems.set(&mut only, asked.parameters.as_deref(), values::uncertain);
    if let (Some(scenario), Some(response)) = (&scenario, response) {
        let scenarios = std::slice::from_ref(scenario);
        let asked = Asked { scenarios, responses: &[response], last_year, design: None };
        problems.keep(asked.reads(&only, &parameters));
    }
    let mut threads = processors();
    problems.set(&mut threads, asked.threads.as_deref(), values::threads);
    problems.none()?;
    let (Some(scenario), Some(response), Some(regime)) = (scenario, response, regime) else {
        unreachable!("what cannot be read is a problem")
    };
    let seed = seed.first().copied().unwrap_or(1);
    let plan = Plan { scenario, response, people, seed, last_year, refit, samples, top, only };
    Ok((plan, regime, threads))
}

/// A line now and then, with what is left at the pace so far.
fn progress(done: usize, runs: usize, clock: Instant) {
    let step = runs.div_ceil(TOLD);
    if done.is_multiple_of(step) || done == runs {
        let left = clock.elapsed().as_secs_f64() * (runs - done) as f64 / done as f64;
        note(&format!("run {done} of {runs}, {left:.0} s left"));
    }
}

/// The manifest of an analysis: that of the experiment its runs are, and the size of the design.
fn manifest(plan: &Plan, regime: Regime, parameters: &Parameters) -> Manifest {
    let experiment = Experiment {
        title: Some("sensitivity".to_owned()),
        regimes: vec![regime],
        ..Experiment::of_one_seed(vec![plan.response], plan.people as u64, plan.seed, plan.last_year)
    };
    let mut manifest = run::manifest(&experiment, std::slice::from_ref(&plan.scenario), parameters);
    let sizes = [("samples", plan.samples), ("top", plan.top), ("refit", plan.refit)];
    manifest.overrides.extend(sizes.map(|(name, size)| (name.to_owned(), size.to_string())));
    if !plan.only.is_empty() {
        manifest.overrides.insert("parameters".to_owned(), plan.only.join(","));
    }
    manifest
}

fn write(mut folder: RunFolder, found: &Sensitivity, record: RunRecord) -> Result<std::path::PathBuf, Failure> {
    for table in tables(found) {
        folder.write_tables(&[&table], &record.manifest)?;
    }
    let name = Path::new("tornado.svg");
    folder.write_file(&name.to_string_lossy(), picture(found).as_bytes())?;
    folder.write_record(record)?;
    Ok(folder.finish()?)
}
