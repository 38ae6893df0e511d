//! `fastox report`.

use super::arguments::ReportArguments;
use super::exit::Failure;
use super::finished::{self, record};
use super::say;
use crate::report::{RunTables, page};
use fastox_calibration::parameters::diagnostic::Diagnostic;
use fastox_outputs::tables;

pub(super) fn report(asked: &ReportArguments) -> Result<(), Failure> {
    let run = finished::run(asked.run.as_deref())?;
    let record = record(&run)?;
    let table = |spec| finished::table(&run, spec);
    let (national_year, incentives) = (table(&tables::NATIONAL_YEAR)?, table(&tables::INCENTIVES)?);
    let tables = RunTables { record, national_year, incentives };
    let out = asked.out.clone().unwrap_or_else(|| run.join("report.html"));
    let file = out.display().to_string();
    std::fs::write(&out, page(&tables)).map_err(|error| {
        let message = format!("the page cannot be written: {error}");
        Diagnostic::new(&file, message).help("choose another file with `--out`")
    })?;
    say(&format!("{file}\n"))
}
