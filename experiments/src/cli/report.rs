//! `fastox report`.

use super::arguments::ReportArguments;
use super::exit::Failure;
use super::finished::{self, record};
use super::lines::language;
use super::write_file;
use crate::questions::trace::rules;
use crate::report::{Rules, RunTables, page};
use crate::results::summary::Summary;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_outputs::{RunRecord, Table, TableSpec, tables};
use std::path::Path;

pub(super) fn report(asked: &ReportArguments) -> Result<(), Failure> {
    let run = finished::run(asked.run.as_deref())?;
    let record = record(&run)?;
    let table = |spec| optional(&run, &record, spec);
    let name = run.display().to_string();
    let tornado = match &asked.sensitivity {
        Some(folder) => Some(finished::table(folder, &tables::TORNADO)?),
        None => None,
    };
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
        tornado,
        run: name,
        record,
    };
    let out = asked.out.clone().unwrap_or_else(|| run.join("report.html"));
    write_file(&out, &page(&tables, language()))
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
