//! Problems as Python sees them.

use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_experiments::{RunError, changes_values, too_large_help};
use fastox_model::books::BrokenIdentity;
use fastox_outputs::OutputError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// The class of the package; it is written in Python, since one abi for all versions cannot derive from exceptions.
fn class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "fastox._error", "FastoxError")
}

/// What `FastoxError` is made of.
#[derive(Debug, Default)]
struct Problem {
    message: String,
    file: Option<String>,
    line: Option<usize>,
    hint: Option<String>,
}

impl From<Problem> for PyErr {
    fn from(Problem { message, file, line, hint }: Problem) -> Self {
        Python::attach(|py| match class(py).and_then(|class| class.call1((message, file, line, hint))) {
            Ok(error) => Self::from_value(error),
            Err(error) => error,
        })
    }
}

/// Every problem of a report in the message; file, line and hint are those of the first.
pub fn of_report(report: &Report) -> PyErr {
    let message = report.to_string();
    let Some(first) = report.0.first() else { return Problem { message, ..Problem::default() }.into() };
    let (file, hint) = (Some(first.file.clone()), first.help.clone());
    Problem { message, file, line: first.line(), hint }.into()
}

/// A problem with something that was given by name.
pub fn refused(place: &str, problem: &str) -> PyErr {
    let (message, help) = problem.split_once("; ").unwrap_or((problem, "see its docstring"));
    of_report(&Diagnostic::new(place, message).help(help).into())
}

/// A problem between a run and the disk.
pub fn of_output(error: &OutputError) -> PyErr {
    let file = Some(error.path().display().to_string());
    // What is an option there is an argument here.
    let hint = Some(error.help().replace("`--out`", "`out=`"));
    Problem { message: error.to_string(), file, line: None, hint }.into()
}

/// Books that do not close, or numbers that grew beyond what can be held, under values that were `changed` or not.
pub fn of_broken(broken: &BrokenIdentity, changed: bool) -> PyErr {
    let hint = if broken.too_large {
        too_large_help(changed)
    } else {
        "this is a mistake of fastox, not yours; please report it with the experiment and this text"
    };
    Problem { message: broken.to_string(), hint: Some(hint.to_owned()), ..Problem::default() }.into()
}

/// Why a run did not finish.
pub fn of_run(error: &RunError) -> PyErr {
    match error {
        RunError::Input(report) => of_report(report),
        RunError::Output(error) => of_output(error),
        RunError::Broken(broken) => of_broken(&broken.0, changes_values(&broken.1)),
    }
}
