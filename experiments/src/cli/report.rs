//! `fastox report`.

use super::arguments::ReportArguments;
use super::exit::Failure;
use super::finished::{self, record};
use super::lines::language;
use super::request::quoted;
use super::write_file;
use crate::questions::trace::rules;
use crate::report::{Analysis, Rules, RunTables, page};
use crate::results::summary::Summary;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_outputs::{RunRecord, Table, TableSpec, tables};
use std::path::Path;

pub(super) fn report(asked: &ReportArguments) -> Result<(), Failure> {
    let run = finished::run(asked.run.as_deref())?;
    let record = record(&run)?;
    let table = |spec| optional(&run, &record, spec);
    let name = run.display().to_string();
    let analysis = asked.sensitivity.as_deref().map(analysis).transpose()?;
    let tables = RunTables {
        rules: rules(&name, &record.manifest).ok().map(|(parameters, fitted)| Rules { parameters, fitted }),
        summary: summary(&run)?,
        national_year: finished::table_of_draws(&run, &tables::NATIONAL_YEAR)?,
        incentives: finished::table(&run, &tables::INCENTIVES)?,
        province_year: table(&tables::PROVINCE_YEAR)?,
        transfers: table(&tables::TRANSFERS)?,
        cohorts: table(&tables::COHORTS)?,
        range: table(&tables::RANGE)?,
        fit: table(&tables::FIT)?,
        analysis,
        run: name,
        record,
    };
    let out = asked.out.clone().unwrap_or_else(|| run.join("report.html"));
    write_file(&out, &page(&tables, language()))
}

/// What `fastox sensitivity --out` has left in a folder.
fn analysis(folder: &Path) -> Result<Analysis, Failure> {
    left(folder)?;
    let words = finished::record(folder)?.command.into_iter().skip(1);
    let command = std::iter::once("fastox".to_owned()).chain(words.map(|word| quoted(&word)));
    Ok(Analysis { tornado: finished::table(folder, &tables::TORNADO)?, command: command.collect::<Vec<_>>().join(" ") })
}

/// Whether there is an analysis; what else the folder may be is said.
fn left(folder: &Path) -> Result<(), Report> {
    if folder.join(tables::TORNADO.file_name()).is_file() || !folder.exists() {
        return Ok(());
    }
    let lies = folder.display().to_string();
    let message = if folder.join(Summary::FILE_NAME).is_file() {
        format!("`{lies}` is the folder of a run, not of a sensitivity analysis")
    } else {
        format!("`{lies}` is not the folder of a sensitivity analysis: it has no `{}`", tables::TORNADO.file_name())
    };
    let help = "give a folder that `fastox sensitivity --out` has written";
    Err(Diagnostic::new("--sensitivity", message).help(help).into())
}

/// A table of the run; without rows where the run left none, which the page then says. One that is lost is missed.
fn optional(run: &Path, record: &RunRecord, spec: &'static TableSpec) -> Result<Table, Failure> {
    let left = record.files.iter().any(|file| file.name == spec.file_name());
    if left { finished::table(run, spec) } else { Ok(Table::new(spec)) }
}

fn summary(run: &Path) -> Result<Summary, Failure> {
    let path = finished::verified(run, Summary::FILE_NAME)?;
    let text = std::fs::read_to_string(&path).map_err(|error| error.to_string());
    let read = text.and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()));
    Ok(read.map_err(|message| {
        let help = "run the experiment again, or give the folder of another run";
        Report::from(Diagnostic::new(&path.display().to_string(), message).help(help))
    })?)
}
