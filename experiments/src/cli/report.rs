//! `fastox report`.

use super::arguments::ReportArguments;
use super::exit::Failure;
use super::finished::{self, record};
use super::write_file;
use crate::report::{RunTables, page};
use fastox_outputs::tables;

pub(super) fn report(asked: &ReportArguments) -> Result<(), Failure> {
    let run = finished::run(asked.run.as_deref())?;
    let record = record(&run)?;
    let table = |spec| finished::table(&run, spec);
    let (national_year, incentives) = (table(&tables::NATIONAL_YEAR)?, table(&tables::INCENTIVES)?);
    let tables = RunTables { record, national_year, incentives };
    let out = asked.out.clone().unwrap_or_else(|| run.join("report.html"));
    write_file(&out, &page(&tables))
}
