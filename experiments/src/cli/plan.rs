//! `fastox plan`.

use super::arguments::PlanArguments;
use super::exit::Failure;
use super::finished::RUNS;
use super::lines::note;
use super::request::{Request, read};
use super::run::checkpoints;
use super::{cells, say_json, say_text};
use crate::questions::plan::RunPlan;
use crate::run::{Lived, Ready};
use fastox_outputs::RunFolder;
use std::path::Path;

pub(super) fn plan(arguments: &PlanArguments) -> Result<(), Failure> {
    let mut asked = read(&arguments.run)?;
    asked.checkpoints = checkpoints(&arguments.run, &asked, Path::new(RUNS));
    let found = asked.ready(|ready| planned(arguments, &asked, ready))?;
    if arguments.run.json { say_json(&found) } else { say_text(&found.to_string()) }
}

fn planned(arguments: &PlanArguments, asked: &Request, ready: &Ready<'_>) -> Result<RunPlan, Failure> {
    if !arguments.run.quiet {
        note("measuring the first years on this machine");
    }
    let known = match &arguments.run.out {
        Some(out) if arguments.run.resume || asked.part.is_some() => {
            cells::known(&RunFolder::look(out)?, &asked.manifest(ready))?
        }
        _ => Lived::default(),
    };
    let folder = arguments.run.out.as_deref().unwrap_or(Path::new(RUNS));
    Ok(RunPlan::of(ready, &asked.cells(ready), &asked.missing(ready, &known), folder)?)
}
