//! `fastox evaluate`: one file of parameter values in, one row of numbers out.

use super::arguments::EvaluateArguments;
use super::exit::Failure;
use super::request::Record;
use super::values::{self, Problems};
use super::{lines, say, say_json};
use crate::asked::scenario;
use crate::questions::evaluate::{self, Question, Row};
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Report;
use fastox_calibration::parameters::uncertainty::{self, Spread, Uncertain};
use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;

pub(super) fn evaluate(asked: &EvaluateArguments) -> Result<(), Failure> {
    if asked.list {
        return say(&list(&uncertainty::uncertain(&Parameters::embedded())));
    }
    let (parameters, record, question) = read(asked)?;
    let broken = |broken| Failure::broken(&broken, !parameters.changes().is_empty());
    let lived = evaluate::evaluate(&parameters, &record.fitted, &question).map_err(broken)?;
    let mut rows = lived.iter().map(Row::of);
    let first = rows.next().expect("a regime is always asked for");
    let row = rows.next().map_or_else(|| first.clone(), |other| first.clone().against(&other));
    if !asked.quiet {
        lines::note_unlived(&question.scenarios, question.last_year);
    }
    // Under values of a refit the record is another one, and what they do to it is no small run's to say.
    if !asked.quiet && question.refit == 0 {
        let idle = evaluate::no_effect(&parameters, &record.fitted, &question);
        for name in idle.map_err(broken)? {
            lines::note(&format!("{name}: {}", lines::idle(&parameters, &name)));
        }
    }
    if asked.json { say_json(&row.to_map()) } else { say(&row.to_csv(!asked.no_header)) }
}

/// Reads the file and the options; every problem is reported.
fn read(asked: &EvaluateArguments) -> Result<(Parameters, Record, Question), Report> {
    let (mut parameters, mut problems) = (Parameters::embedded(), Problems::default());
    if let Some(path) = &asked.file {
        problems.keep(apply(&mut parameters, path));
    }
    let mut scenarios = Vec::new();
    for (option, name) in [("--regime", Some(&asked.regime)), ("--against", asked.against.as_ref())] {
        let regime = name.and_then(|name| problems.keep(values::regime(option, name)));
        scenarios.extend(regime.and_then(|r| problems.keep(scenario::load_named(&r, &parameters))));
    }
    let question = Question {
        scenarios,
        responses: Vec::from_iter(problems.keep(values::response("--response", &asked.response))),
        people: problems.keep(values::people_here(&asked.people)).unwrap_or_default() as usize,
        seed: problems.keep(values::seed(&asked.seed)).unwrap_or_default().first().map_or(1, |s| *s),
        last_year: problems.keep(values::last_year(&asked.last_year)).unwrap_or_default(),
        refit: problems.keep(values::refit(&asked.refit)).unwrap_or_default(),
    };
    let record = problems.keep(Record::read(asked.record.as_deref())).unwrap_or_default();
    if problems.is_empty() {
        problems.keep(question.check(&parameters, &record.fitted));
    }
    problems.none()?;
    Ok((parameters, record, question))
}

fn apply(parameters: &mut Parameters, path: &Path) -> Result<(), Report> {
    if path.as_os_str() != "-" {
        let text = crate::asked::file::read(path)?;
        return uncertainty::apply_file(parameters, &path.display().to_string(), &text);
    }
    let (name, mut text) = ("standard input", String::new());
    let read = std::io::stdin().lock().read_to_string(&mut text);
    read.map_err(|error| crate::asked::file::unreadable(name, &error))?;
    uncertainty::apply_file(parameters, name, &text)
}

/// The space of uncertain parameters as CSV; every cell a tool needs to build its problem.
fn list(space: &[Uncertain]) -> String {
    let mut text = "name,central,low,high,spread,mean,standard_error,unit,whole\n".to_owned();
    for u in space {
        let (mean, error) = match u.spread {
            Spread::Normal { mean, standard_error } => (mean.to_string(), standard_error.to_string()),
            Spread::Uniform => (String::new(), String::new()),
        };
        let Uncertain { name, central, low, high, whole, .. } = u;
        let (spread, unit) = (u.spread.name(), u.unit.plain());
        let _ = writeln!(text, "{name},{central},{low},{high},{spread},{mean},{error},{unit},{whole}");
    }
    text
}
