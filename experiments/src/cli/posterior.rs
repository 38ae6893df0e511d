//! `fastox posterior`: how likely the draws of the ensemble make what was published of 2021–23.

use super::arguments::PosteriorArguments;
use super::exit::Failure;
use super::lines::aside;
use super::progress::Counter;
use super::values::{self, Problems};
use super::{say, say_json, say_text, terminal, write_file};
use crate::questions::posterior::{WeighingPlan, learned, posterior, text};
use fastox_calibration::ensemble::{Ensemble, Posterior};
use fastox_outputs::writable;
use std::sync::Mutex;

pub(super) fn run(asked: &PosteriorArguments) -> Result<(), Failure> {
    let ensemble = Ensemble::shipped()?;
    if asked.show || asked.json {
        return show(&ensemble, &Posterior::shipped()?, asked.json);
    }
    let (plan, threads) = plan(asked)?;
    if let Some(out) = &asked.out {
        writable(out)?;
    }
    let counter = Mutex::new(Counter::new(asked.quiet, ensemble.draws.len() as u64, "draws"));
    let show = |done: usize, _| counter.lock().expect("no thread stops").show(done as u64, "weighed");
    let made = super::request::pool(threads)?.install(|| posterior(&ensemble, &plan, &show))?;
    counter.lock().expect("no thread stops").done();
    if !asked.quiet {
        aside(&text(&learned(&ensemble, &made), &ensemble, terminal()));
    }
    let table = made.to_csv();
    let Some(out) = &asked.out else { return say(&table) };
    write_file(out, &table)
}

fn plan(asked: &PosteriorArguments) -> Result<(WeighingPlan, usize), Failure> {
    let mut problems = Problems::default();
    let people = problems.keep(values::people_here(&asked.people)).unwrap_or_default();
    let seed = problems.keep(values::seed(&asked.seed)).unwrap_or_default();
    let mut threads = super::request::processors();
    problems.set(&mut threads, asked.threads.as_deref(), values::threads);
    problems.none()?;
    let seed = seed.first().copied().unwrap_or(1);
    let command = format!("fastox posterior --people {people} --seed {seed}");
    Ok((WeighingPlan { people: people as usize, seed, command }, threads))
}

fn show(ensemble: &Ensemble, posterior: &Posterior, json: bool) -> Result<(), Failure> {
    let learned = learned(ensemble, posterior);
    if json { say_json(&learned) } else { say_text(&text(&learned, ensemble, terminal())) }
}
