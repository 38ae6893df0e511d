//! `fastox bench`.

use super::arguments::BenchArguments;
use super::exit::Failure;
use super::lines::note;
use super::request::processors;
use super::values::{self, Problems};
use super::{say, say_json};
use crate::asked::experiment::Experiment;
use crate::asked::scenario;
use crate::questions::bench::{Sizes, bench as measured};
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Report;

pub(super) fn bench(arguments: &BenchArguments) -> Result<(), Failure> {
    let asked = read(arguments)?;
    let found = measured(&asked, note);
    if arguments.json { say_json(&found) } else { say(&found.to_string()) }
}

/// Reads the options; every problem is reported.
fn read(arguments: &BenchArguments) -> Result<Sizes, Report> {
    let (parameters, mut problems) = (Parameters::embedded(), Problems::default());
    let mut experiment = Experiment::default_main();
    problems.set(&mut experiment.regimes, arguments.regimes.as_deref(), values::regimes);
    let load = |regime| scenario::load_named(regime, &parameters);
    let scenarios = experiment.regimes.iter().filter_map(|regime| problems.keep(load(regime))).collect();
    let mut threads = vec![1, processors()];
    threads.dedup();
    problems.set(&mut threads, arguments.threads.as_deref(), values::lists_of_threads);
    let people = problems.keep(values::lists_of_people(&arguments.people)).unwrap_or_default();
    let worlds = problems.keep(values::lists_of_worlds(&arguments.worlds)).unwrap_or_default();
    problems.none()?;
    Ok(Sizes { people, worlds, threads, scenarios })
}
