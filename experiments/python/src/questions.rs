//! Questions that are asked without a run: what it would take, values in and headlines out, the parameters, the law for
//! one person.

use crate::error::{of_broken, of_report, of_run, refused};
use crate::experiment::{Asked, Named};
use crate::live::live;
use crate::results::Results;
use crate::table::Table;
use fastox_calibration::parameters::diagnostic::Report;
use fastox_calibration::parameters::uncertainty;
use fastox_experiments::questions::evaluate::{Question, Row, evaluate as lived};
use fastox_experiments::questions::parameters::table;
use fastox_experiments::questions::person::{self, BIRTHS, Case};
use fastox_experiments::{Experiment, Fitted, Parameters, Progress, scenarios};
use fastox_model::geography::Province;
use fastox_model::units::Month;
use pyo3::prelude::*;
use pythonize::pythonize;
use rayon::prelude::*;
use serde_json::{Value, json};

/// A number by name; one that the run does not reach is missing.
type Numbers = Vec<(String, Option<f64>)>;

/// What a run of an experiment would take, and the same as the command line prints it.
#[pyfunction]
pub fn plan(py: Python<'_>, asked: Asked) -> PyResult<(Bound<'_, PyAny>, String)> {
    let (experiment, parameters) = asked.read(py)?;
    let planned = live(py, None, |_| fastox_experiments::plan(&experiment, &parameters, &Fitted::shipped()))?;
    let planned = planned.map_err(|error| of_run(&error))?;
    Ok((pythonize(py, &planned)?, planned.to_string()))
}

/// Lives the regimes of an experiment once for every set of values, several at a time.
#[pyfunction]
pub fn evaluate(
    py: Python<'_>,
    asked: Asked,
    values: Vec<Named>,
    refit: usize,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Vec<Numbers>> {
    let (experiment, parameters) = asked.read(py)?;
    let rows = values.iter().map(|values| Evaluation::read(&experiment, &parameters, values, refit));
    let rows: Vec<Evaluation> = rows.collect::<Result<_, Report>>().map_err(|report| of_report(&report))?;
    live(py, progress, |shown: &mut dyn FnMut(Progress)| {
        let several = rayon::current_num_threads();
        let mut found = Vec::new();
        // As many at a time as there are threads, so that Ctrl-C is heeded between them.
        for part in rows.chunks(several) {
            found.extend(part.par_iter().map(Evaluation::live).collect::<PyResult<Vec<_>>>()?);
            shown(Progress { place: found.len() - 1, cells: rows.len(), ..experiment_end(&experiment) });
        }
        Ok(found)
    })?
}

fn experiment_end(experiment: &Experiment) -> Progress {
    let pass = fastox_experiments::Pass::Draw(0);
    let people = experiment.people as usize;
    let (seed, year) = (experiment.seeds[0], experiment.last_year);
    Progress { place: 0, cells: 1, pass, seed, year, kept: false, worlds: experiment.regimes.len(), people }
}

/// One set of values, read and checked.
struct Evaluation {
    parameters: Parameters,
    question: Question,
}

impl Evaluation {
    fn read(asked: &Experiment, parameters: &Parameters, values: &Named, refit: usize) -> Result<Self, Report> {
        let mut parameters = parameters.clone();
        uncertainty::apply_file(&mut parameters, &values.name, &values.text)?;
        let question = Question {
            scenarios: scenarios(asked, &parameters)?,
            responses: asked.responses.clone(),
            people: asked.people as usize,
            seed: asked.seeds[0],
            last_year: asked.last_year,
            refit,
        };
        question.check(&parameters, &Fitted::shipped())?;
        Ok(Self { parameters, question })
    }

    fn live(&self) -> PyResult<Numbers> {
        let series = lived(&self.parameters, &Fitted::shipped(), &self.question);
        let series = series.map_err(|broken| of_broken(&broken, !self.parameters.changes().is_empty()))?;
        let mut rows = series.iter().map(Row::of);
        let first = rows.next().expect("a regime is always asked for");
        let row = rows.next().map_or_else(|| first.clone(), |other| first.clone().against(&other));
        Ok(row.to_map().into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

/// Every parameter as it stands in a year.
#[pyfunction]
pub fn parameters(year: i32) -> Table {
    Table::from(&table(&Parameters::embedded(), year))
}

/// What one award comes to.
#[pyfunction]
pub fn pension(py: Python<'_>, case: Named) -> PyResult<Bound<'_, PyAny>> {
    let answer = Case::answer(&case.name, &case.text, &Parameters::embedded());
    of_json(py, &answer.map_err(|report| of_report(&report))?.to_json())
}

/// When one person may retire.
#[pyfunction]
pub fn retirement<'py>(
    py: Python<'py>,
    born: &str,
    class: &str,
    province: Option<&str>,
    ground: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let month: Month = born.parse().map_err(|problem: String| refused("born", &problem))?;
    if !BIRTHS.contains(&month.year()) {
        let (first, last) = (BIRTHS.start(), BIRTHS.end());
        let problem =
            format!("`{born}` is outside the births the law has ages for; give a month from {first}-01 to {last}-12");
        return Err(refused("born", &problem));
    }
    let class = class.parse().map_err(|problem: String| refused("class", &problem))?;
    let mut answer = person::retirement(month, class);
    if let Some(name) = province {
        let problem = format!("there is no province `{name}`; write a GB code, a Chinese or an English name");
        let place = Province::find(name).ok_or_else(|| refused("province", &problem))?;
        answer = answer.in_province(place, &Parameters::embedded());
    }
    if let Some(ground) = ground {
        answer = answer.on_ground(ground).map_err(|problem| refused("ground", &problem))?;
    }
    of_json(py, &answer.to_json())
}

fn of_json<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    let value: Value = serde_json::from_str(text).expect("an answer is JSON");
    Ok(pythonize(py, &value)?)
}

/// Two runs, or the worlds of one.
#[pyfunction]
pub fn compare<'py>(py: Python<'py>, a: &Results, b: Option<&Results>) -> PyResult<Bound<'py, PyAny>> {
    let differences = a.differences(b);
    if differences.is_empty() {
        let problem = "they have no world and seed in common; run both with the same regimes, responses and seeds";
        let alone = "the run has only one world; name a second run, or run more regimes";
        return Err(refused("compare", if b.is_some() { problem } else { alone }));
    }
    let parts = if b.is_none() { a.decomposition() } else { Vec::new() };
    Ok(pythonize(py, &json!({ "differences": differences, "decomposition": parts }))?)
}
