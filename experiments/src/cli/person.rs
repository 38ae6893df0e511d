//! `fastox retirement` and `fastox pension`.

use super::arguments::{PensionArguments, RetirementArguments};
use super::exit::Failure;
use super::values::{self, Problems};
use super::{say, say_text};
use crate::questions::person::{self, Case};
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};

pub(super) fn retirement(asked: &RetirementArguments) -> Result<(), Failure> {
    let mut problems = Problems::default();
    let born = problems.keep(values::birth("--born", &asked.born));
    let class = problems.keep(values::of_text("--class", &asked.class));
    let place = asked.province.as_deref().and_then(|p| problems.keep(values::province(p)));
    problems.none()?;
    let Some((born, class)) = born.zip(class) else { return Ok(()) };
    let mut answer = person::retirement(born, class);
    if let Some(place) = place {
        answer = answer.in_province(place, &Parameters::embedded());
    }
    if let Some(ground) = &asked.ground {
        answer = answer.on_ground(ground).map_err(|problem| {
            let (message, help) = problem.split_once("; ").unwrap_or((&problem, ""));
            Report::from(Diagnostic::new("--ground", message).help(help))
        })?;
    }
    if asked.json { say(&(answer.to_json() + "\n")) } else { say_text(&answer.to_text()) }
}

pub(super) fn pension(asked: &PensionArguments) -> Result<(), Failure> {
    let (file, text) = (asked.case.display().to_string(), crate::asked::file::read(&asked.case)?);
    let answer = Case::answer(&file, &text, &Parameters::embedded())?;
    if asked.json { say(&(answer.to_json() + "\n")) } else { say_text(&answer.to_text()) }
}
