//! What is asked, read and checked, and then lived.

use crate::error::{of_output, of_report, of_run, refused};
use crate::live::live;
use crate::results::Results;
use crate::rule::Written;
use fastox_calibration::parameters::Overlay;
use fastox_calibration::parameters::diagnostic::Report;
use fastox_calibration::parameters::diagnostic::document::Document;
use fastox_experiments::{Experiment, Fitted, Parameters, Progress, Regime, RunResult, papers, scenario};
use fastox_outputs::{Begun, RunFolder, RunRecord};
use pyo3::prelude::*;
use std::path::{Path, PathBuf};

/// A text, and what messages call it.
#[derive(FromPyObject)]
pub struct Named {
    pub name: String,
    pub text: String,
}

/// An experiment as the package hands it over.
#[derive(FromPyObject)]
pub struct Asked {
    /// A file of the reader, or the name of a shipped experiment; nothing if there is a text.
    path: Option<PathBuf>,
    /// Its text.
    text: Option<Named>,
    /// What is asked besides, with the last word: people, seeds, draws.
    options: Named,
    /// Changes of parameters, with the last word.
    changes: Named,
    /// Regimes that were written in Python.
    regimes: Vec<Named>,
    /// Rules that were.
    clauses: Vec<Written>,
}

impl Asked {
    /// The experiment, and the parameters with all its changes.
    pub fn read(&self, py: Python<'_>) -> PyResult<(Experiment, Parameters)> {
        let (mut experiment, parameters) = self.checked().map_err(|report| of_report(&report))?;
        experiment.clauses = self.clauses.iter().map(|rule| rule.clause(py)).collect::<PyResult<_>>()?;
        let names = || experiment.clauses.iter().map(|rule| rule.name);
        match names().enumerate().find(|(place, name)| names().take(*place).any(|known| known == *name)) {
            Some((_, name)) => {
                Err(refused("clauses", &format!("two rules are called `{name}`; give one another name")))
            }
            None => Ok((experiment, parameters)),
        }
    }

    fn checked(&self) -> Result<(Experiment, Parameters), Report> {
        let mut parameters = Parameters::embedded();
        let mut experiment = self.experiment(&parameters)?;
        parameters.apply(&std::mem::take(&mut experiment.overlay));
        let Named { name, text } = &self.changes;
        let changes = Document::new(name, text).read(|fields| Some(Overlay::read(name, fields, &parameters)))?;
        parameters.apply(&changes);
        self.options(&mut experiment, &parameters)?;
        Ok((experiment, parameters))
    }

    fn experiment(&self, parameters: &Parameters) -> Result<Experiment, Report> {
        let experiment = match (&self.path, &self.text) {
            (Some(path), _) => papers::find(path, parameters)?,
            (None, Some(Named { name, text })) => self.parse(name, text, parameters)?,
            (None, None) => Experiment::default_main(),
        };
        let title = || self.path.as_ref()?.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        Ok(Experiment { title: experiment.title.clone().or_else(title), ..experiment })
    }

    /// Regimes written in Python may be named like shipped ones.
    fn parse(&self, file: &str, text: &str, parameters: &Parameters) -> Result<Experiment, Report> {
        let own = self.regimes.iter().map(|regime| regime.name.as_str());
        let names: Vec<&str> = scenario::names().into_iter().chain(own).collect();
        let mut experiment = Experiment::parse(file, text, Path::new(""), &names, parameters)?;
        for regime in &mut experiment.regimes {
            let written = self.regimes.iter().find(|own| *regime == Regime::Shipped(own.name.clone()));
            if let Some(Named { name, text }) = written {
                *regime = Regime::Text { name: name.clone(), text: text.clone() };
            }
        }
        Ok(experiment)
    }

    fn options(&self, experiment: &mut Experiment, parameters: &Parameters) -> Result<(), Report> {
        let Named { name, text } = &self.options;
        let options = Experiment::parse(name, text, Path::new(""), &[], parameters)?;
        let has = |key: &str| text.lines().any(|line| line.starts_with(&format!("{key} = ")));
        if has("people") {
            experiment.people = options.people;
        }
        if has("seeds") {
            experiment.seeds = options.seeds;
        }
        if has("draws") {
            experiment.draws = options.draws;
        }
        Ok(())
    }
}

/// Lives an experiment; with a folder, writes it there.
#[pyfunction]
pub fn run(
    py: Python<'_>,
    asked: Asked,
    out: Option<PathBuf>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Results> {
    let (experiment, parameters) = asked.read(py)?;
    // The folder is made first: a run should not end with nowhere to go.
    let folder = out.map(|out| RunFolder::prepare(&out)).transpose().map_err(|error| of_output(&error))?;
    let begun = Begun::now();
    let (lived, threads) = live(py, progress, |shown: &mut dyn FnMut(Progress)| {
        let lived = fastox_experiments::run(&experiment, &parameters, &Fitted::shipped(), shown);
        (lived, rayon::current_num_threads())
    })?;
    let mut result = lived.map_err(|error| of_run(&error))?;
    result.manifest.overrides.extend(asked.clauses.iter().map(Written::entry));
    let record = RunRecord {
        no_effect: result.no_effect.clone(),
        ..begun.record(result.manifest.clone(), fastox_experiments::BUILD, threads)
    };
    py.detach(|| written(result, record, folder))
}

fn written(result: RunResult, record: RunRecord, folder: Option<RunFolder>) -> PyResult<Results> {
    let Some(folder) = folder else { return Ok(Results::lived(result, record, None)) };
    let lies = result.write(folder, record).map_err(|error| of_output(&error))?;
    let record = RunRecord::read(&lies).map_err(|error| of_output(&error))?;
    Ok(Results::lived(result, record, Some(lies)))
}
