//! `fastox export`.

use super::arguments::{ExportArguments, Format};
use super::exit::Failure;
use super::finished::{self, believed, record};
use super::lines::note;
use super::say;
use super::values::{self, Problems};
use crate::results::columns::told;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose};
use fastox_outputs::export::{self, Sheet};
use fastox_outputs::{Language, OutputError, RunRecord, Table, TableSpec, read_table, tables};
use std::path::{Path, PathBuf};

pub(super) fn export(asked: &ExportArguments, language: Language) -> Result<(), Failure> {
    let mut problems = Problems::default();
    let folder = problems.keep(finished::run(asked.run.as_deref()));
    let record = folder.as_ref().and_then(|folder| problems.keep(record(folder)));
    let there = record.as_ref().map(sheets).unwrap_or_default();
    let sheets = match (&asked.tables, &record) {
        (Some(named), Some(_)) => problems.keep(chosen(named, &there)),
        _ => Some(there),
    };
    problems.none()?;
    let (Some(run), Some(record), Some(sheets)) = (folder, record, sheets) else { return Ok(()) };
    for sheet in &sheets {
        believed(&run, sheet.spec)?;
    }
    let out = asked.out.clone().unwrap_or_else(|| run.join(asked.format.default_name()));
    let export = Export { run, record, sheets, language };
    let files = match asked.format {
        Format::Csv => export.as_csv(&out),
        Format::Dta => export.as_stata(&out),
        Format::Xlsx => export.as_workbook(&out),
    }?;
    let lines: Vec<String> = files.iter().map(|file| format!("{}\n", file.display())).collect();
    say(&lines.concat())
}

impl Format {
    /// What an export is called in the folder of its run.
    fn default_name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Dta => "dta",
            Self::Xlsx => "tables.xlsx",
        }
    }
}

/// The tables that a run has, with their rows.
fn sheets(record: &RunRecord) -> Vec<Sheet> {
    let of = |spec: &'static TableSpec| {
        let file = record.files.iter().find(|file| file.name == spec.file_name())?;
        Some(Sheet { spec, rows: file.rows.unwrap_or(0) })
    };
    tables::every().filter_map(of).collect()
}

/// The tables that are named.
fn chosen(named: &str, there: &[Sheet]) -> Result<Vec<Sheet>, Report> {
    let names: Vec<&str> = there.iter().map(|sheet| sheet.spec.name).collect();
    values::list("--tables", named, |name| {
        let found = there.iter().find(|sheet| sheet.spec.name == name).copied();
        let missing = || Diagnostic::new("--tables", format!("the run has no table `{name}`"));
        found.ok_or_else(|| missing().help(choose(name, &names)).into())
    })
}

/// Tables of a run to be written.
struct Export {
    run: PathBuf,
    record: RunRecord,
    sheets: Vec<Sheet>,
    language: Language,
}

impl Export {
    fn read(&self, spec: &'static TableSpec) -> Result<Table, OutputError> {
        read_table(&self.run.join(spec.file_name()), spec)
    }

    fn specs(&self) -> Vec<&'static TableSpec> {
        self.sheets.iter().map(|sheet| sheet.spec).collect()
    }

    fn as_csv(&self, out: &Path) -> Result<Vec<PathBuf>, OutputError> {
        let files = self.each(out, "csv", export::write_csv)?;
        let columns = out.join("columns.csv");
        export::write_columns(&self.specs(), self.language, &columns)?;
        Ok([files, vec![columns]].concat())
    }

    fn as_stata(&self, out: &Path) -> Result<Vec<PathBuf>, OutputError> {
        let files = self.each(out, "dta", |table, path| export::write_stata(table, self.language, path))?;
        let labels = out.join("labels.do");
        export::write_labels(&self.specs(), self.language, &labels)?;
        Ok([files, vec![labels]].concat())
    }

    fn as_workbook(&self, out: &Path) -> Result<Vec<PathBuf>, OutputError> {
        for long in self.sheets.iter().filter(|sheet| !sheet.fits()) {
            note(&format!("`{}` has {} rows, more than a sheet holds, and is left out", long.spec.name, long.rows));
        }
        export::write_workbook(&self.sheets, |spec| self.read(spec), &self.about(), self.language, out)?;
        Ok(vec![out.to_owned()])
    }

    /// Writes a file a table.
    fn each(
        &self,
        out: &Path,
        ending: &str,
        write: impl Fn(&Table, &Path) -> Result<bool, OutputError>,
    ) -> Result<Vec<PathBuf>, OutputError> {
        std::fs::create_dir_all(out).map_err(|source| OutputError::not_writable(out, source))?;
        let file = |sheet: &Sheet| {
            let path = out.join(format!("{}.{ending}", sheet.spec.name));
            write(&self.read(sheet.spec)?, &path)?;
            Ok(path)
        };
        self.sheets.iter().map(file).collect()
    }

    /// Of what run a workbook is.
    fn about(&self) -> Vec<[String; 2]> {
        let manifest = &self.record.manifest;
        let seeds: Vec<String> = manifest.seeds.iter().map(u64::to_string).collect();
        let said = [
            ("run", format!("fastox {} {}", manifest.version, manifest.experiment)),
            ("started", self.record.started.clone()),
            ("simulated people", manifest.people.to_string()),
            ("seeds", seeds.join(", ")),
            ("last year", manifest.last_year.to_string()),
            ("changes", serde_json::to_string(&manifest.overrides).unwrap_or_default()),
            ("checksum of the data", manifest.data_checksum.clone()),
        ];
        said.into_iter().map(|(what, value)| [told(what, self.language).into_owned(), value]).collect()
    }
}
