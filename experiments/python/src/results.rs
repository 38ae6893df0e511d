//! A run: lived in this process, or read from its folder table by table.

use crate::error::{of_output, refused};
use crate::table::Table;
use fastox_experiments::questions::compare::{Difference, NamedRun, runs, worlds};
use fastox_experiments::questions::trace::rules;
use fastox_experiments::report::{Rules, RunTables, page};
use fastox_experiments::summary::Decomposition;
use fastox_experiments::{RunResult, Summary, Terminal};
use fastox_outputs::language::without_marks;
use fastox_outputs::{Language, OutputError, RunRecord, TableSpec, read_table, tables};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pythonize::pythonize;
use std::path::{Path, PathBuf};

/// What a run left.
#[pyclass(frozen, module = "fastox._fastox")]
pub struct Results {
    record: RunRecord,
    summary: Summary,
    place: Place,
}

/// Where its tables are.
enum Place {
    Memory(Vec<fastox_outputs::Table>),
    Folder(PathBuf),
}

impl Results {
    /// A run that was lived here, and where it was written.
    pub fn lived(result: RunResult, record: RunRecord, folder: Option<PathBuf>) -> Self {
        let place = folder.map_or(Place::Memory(result.tables), Place::Folder);
        Self { record, summary: result.summary, place }
    }

    fn table(&self, name: &str) -> Result<Option<fastox_outputs::Table>, OutputError> {
        let Some(spec) = tables::of_run().find(|spec| spec.name == name) else { return Ok(None) };
        match &self.place {
            Place::Memory(known) => Ok(known.iter().find(|table| table.spec() == spec).cloned()),
            Place::Folder(folder) => self.read(folder, spec).map(Some),
        }
    }

    /// A table whose file is still as the run left it.
    fn read(&self, folder: &Path, spec: &'static TableSpec) -> Result<fastox_outputs::Table, OutputError> {
        self.record.verify(folder, &spec.file_name())?;
        read_table(&folder.join(spec.file_name()), spec)
    }

    /// Against another run, or the worlds of this one against its first.
    pub fn differences(&self, other: Option<&Self>) -> Vec<Difference> {
        let Some(other) = other else { return worlds(&self.summary) };
        let [first, other] = [("a", self), ("b", other)].map(|(name, run)| {
            let last_year = run.record.manifest.last_year;
            NamedRun { name, summary: &run.summary, last_year }
        });
        runs(first, other)
    }

    /// What rules do and what reactions add, between the regimes of this run.
    pub fn decomposition(&self) -> Vec<Decomposition> {
        Decomposition::means(&self.summary)
    }
}

/// The finished run in a folder.
#[pyfunction]
pub fn read(folder: PathBuf) -> PyResult<Results> {
    let record = RunRecord::read(&folder).map_err(|error| of_output(&error))?;
    record.verify(&folder, Summary::FILE_NAME).map_err(|error| of_output(&error))?;
    let path = folder.join(Summary::FILE_NAME);
    let text = std::fs::read(&path)?;
    let summary = serde_json::from_slice(&text).map_err(|error| {
        let problem = format!("this is not the summary of a run: {error}; run the experiment again with this version");
        refused(&path.display().to_string(), &problem)
    })?;
    Ok(Results { record, summary, place: Place::Folder(folder) })
}

#[pymethods]
impl Results {
    /// The names of its tables.
    #[getter]
    fn tables(&self) -> Vec<&'static str> {
        let all = tables::of_run();
        match &self.place {
            Place::Memory(known) => known.iter().map(|table| table.spec().name).collect(),
            Place::Folder(_) => all.filter(|spec| self.has_file(spec)).map(|spec| spec.name).collect(),
        }
    }

    fn __getitem__(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        let missing = || PyKeyError::new_err(format!("{name}: the tables are {}", self.tables().join(", ")));
        if !self.tables().contains(&name) {
            return Err(missing());
        }
        let table = py.detach(|| self.table(name).map(|table| table.as_ref().map(Table::from)));
        table.map_err(|error| of_output(&error))?.ok_or_else(missing)
    }

    /// Where it lies; nothing if it was not written.
    #[getter]
    fn folder(&self) -> Option<&Path> {
        match &self.place {
            Place::Memory(_) => None,
            Place::Folder(folder) => Some(folder),
        }
    }

    /// The headlines of every world, as `summary.json` has them.
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize(py, &self.summary)?)
    }

    /// What was run, as `manifest.json` has it.
    #[getter]
    fn manifest<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(pythonize(py, &self.record)?)
    }

    /// The summary as the command line prints it.
    fn text(&self, width: usize) -> String {
        let terminal = Terminal { width, ..Terminal::default() };
        without_marks(&self.summary.text(self.record.manifest.last_year, terminal)).into_owned()
    }

    /// One page of HTML.
    fn report(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| {
            let worlds = &self.record.manifest.worlds;
            let table = |spec: &'static TableSpec| -> Result<fastox_outputs::Table, OutputError> {
                let known = if self.tables().contains(&spec.name) { self.table(spec.name)? } else { None };
                Ok(known.unwrap_or_else(|| fastox_outputs::Table::new(spec)).in_order_of(worlds))
            };
            let central = |spec| Ok(table(spec)?.of_draw(0));
            let run = self.folder().map_or_else(String::new, |folder| folder.display().to_string());
            let known = rules(&run, &self.record.manifest).ok();
            let tables = RunTables {
                rules: known.map(|(parameters, fitted)| Rules { parameters, fitted }),
                summary: self.summary.clone(),
                national_year: table(&tables::NATIONAL_YEAR)?,
                incentives: central(&tables::INCENTIVES)?,
                province_year: central(&tables::PROVINCE_YEAR)?,
                transfers: central(&tables::TRANSFERS)?,
                cohorts: central(&tables::COHORTS)?,
                range: central(&tables::RANGE)?,
                fit: central(&tables::FIT)?,
                analysis: None,
                run,
                record: self.record.clone(),
            };
            Ok(page(&tables, Language::English))
        })
        .map_err(|error| of_output(&error))
    }
}

impl Results {
    fn has_file(&self, spec: &TableSpec) -> bool {
        let name = spec.file_name();
        self.record.files.iter().any(|file| file.name == name)
    }
}
