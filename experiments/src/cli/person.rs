//! `fastox retirement` and `fastox pension`.

use super::arguments::{PensionArguments, RetirementArguments};
use super::exit::Failure;
use super::values::{self, Problems};
use super::{say, say_text};
use crate::questions::person::{self, Case, CaseError};
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
        answer = answer.on_ground(ground).map_err(|told| {
            let (message, help) = told.split_once("; ").unwrap_or((&told, ""));
            Report::from(Diagnostic::new("--ground", message).help(help))
        })?;
    }
    if asked.json { say(&(answer.to_json() + "\n")) } else { say_text(&answer.to_text()) }
}

pub(super) fn pension(asked: &PensionArguments) -> Result<(), Failure> {
    let (file, text) = (asked.case.display().to_string(), crate::asked::file::read(&asked.case)?);
    let case: Case =
        toml::from_str(&text).map_err(|error| Report::from(Diagnostic::from_toml(&error, &file, text.as_str())))?;
    let refused = |error: CaseError| report(&file, &text, &error);
    let case = case.checked().map_err(refused)?;
    let answer = person::pension(&case, &Parameters::embedded()).map_err(refused)?;
    if asked.json { say(&(answer.to_json() + "\n")) } else { say_text(&answer.to_text()) }
}

/// Every problem of a case, at the key it names.
fn report(file: &str, text: &str, error: &CaseError) -> Report {
    let diagnostic = |problem: &String| {
        let (message, help) = problem.split_once("; ").unwrap_or((problem, "see `fastox pension --help`"));
        let diagnostic = Diagnostic::new(file, message).help(help);
        match problem.split('`').nth(1).and_then(|key| line_of(text, key)) {
            Some(span) => diagnostic.at(text, span).label("found here"),
            None => diagnostic,
        }
    };
    Report(error.0.iter().map(diagnostic).collect())
}

/// The bytes of the line that sets a key.
fn line_of(text: &str, key: &str) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let name = line.split('=').next().unwrap_or_default().trim();
        if name == key {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}
