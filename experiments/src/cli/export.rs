//! `fastox export`.

use super::arguments::{ExportArguments, Format};
use super::exit::Failure;
use super::finished::{self, believed, record, rows_of_run};
use super::lines::note;
use super::say;
use super::values::{self, Problems};
use crate::results::columns::translated;
use crate::run::titles_of;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose};
use fastox_outputs::export::{self, Sheet};
use fastox_outputs::{Language, OutputError, RunRecord, Table, TableSpec, tables};
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

/// The name of a file, and what writes it and says whether it took the place of another.
type Writing<'a> = (String, Box<dyn Fn(&Path) -> Result<bool, OutputError> + 'a>);

/// Writes all files of an export, or none: a full disk leaves nothing that was not there.
fn together(out: &Path, files: &[Writing<'_>]) -> Result<Vec<PathBuf>, OutputError> {
    let is_new = !out.exists();
    std::fs::create_dir_all(out).map_err(|source| OutputError::not_writable(out, source))?;
    let (mut written, mut new) = (Vec::new(), Vec::new());
    for (name, write) in files {
        let path = out.join(name);
        match write(&path) {
            Ok(true) => written.push(path),
            Ok(false) => new.push(path),
            Err(error) => {
                take_back(&new, out, is_new);
                if !written.is_empty() {
                    let replaced = written.len();
                    note(&format!(
                        "{replaced} files that were there are replaced already, the others are as they were"
                    ));
                }
                return Err(error);
            }
        }
    }
    Ok(files.iter().map(|(name, _)| out.join(name)).collect())
}

fn take_back(new: &[PathBuf], out: &Path, is_new: bool) {
    for path in new {
        let _ = std::fs::remove_file(path);
    }
    if is_new {
        let _ = std::fs::remove_dir(out);
    }
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
        rows_of_run(&self.run.join(spec.file_name()), spec, &self.record.manifest)
    }

    fn specs(&self) -> Vec<&'static TableSpec> {
        self.sheets.iter().map(|sheet| sheet.spec).collect()
    }

    fn as_csv(&self, out: &Path) -> Result<Vec<PathBuf>, OutputError> {
        let columns = |path: &Path| export::write_columns(&self.specs(), &self.regimes(), self.language, path);
        let mut files = self.each("csv", export::write_csv);
        files.push(("columns.csv".to_owned(), Box::new(columns)));
        together(out, &files)
    }

    fn as_stata(&self, out: &Path) -> Result<Vec<PathBuf>, OutputError> {
        let labels = |path: &Path| export::write_labels(&self.specs(), &self.regimes(), self.language, path);
        let mut files = self.each("dta", |table, path| export::write_stata(table, self.language, path));
        files.push(("labels.do".to_owned(), Box::new(labels)));
        together(out, &files)
    }

    fn as_workbook(&self, out: &Path) -> Result<Vec<PathBuf>, OutputError> {
        for long in self.sheets.iter().filter(|sheet| !sheet.fits()) {
            note(&format!("`{}` has {} rows, more than a sheet holds, and is left out", long.spec.name, long.rows));
        }
        export::write_workbook(&self.sheets, |spec| self.read(spec), &self.about(), self.language, out)?;
        Ok(vec![out.to_owned()])
    }

    /// A file a table.
    fn each<'a>(
        &'a self,
        ending: &str,
        write: impl Fn(&Table, &Path) -> Result<bool, OutputError> + Copy + 'a,
    ) -> Vec<Writing<'a>> {
        let file = |sheet: &Sheet| {
            let (name, spec) = (format!("{}.{ending}", sheet.spec.name), sheet.spec);
            let of_table = move |path: &Path| write(&self.read(spec)?, path);
            (name, Box::new(of_table) as Box<dyn Fn(&Path) -> Result<bool, OutputError> + 'a>)
        };
        self.sheets.iter().map(file).collect()
    }

    /// The regimes of the run with their titles in the language of the export.
    fn regimes(&self) -> Vec<[String; 2]> {
        let manifest = &self.record.manifest;
        let mut names: Vec<&str> = manifest.worlds.iter().filter_map(|world| Some(world.rsplit_once(' ')?.0)).collect();
        names.dedup();
        let titled = |name: &str| {
            let [english, chinese] = titles_of(manifest, name)?;
            Some([name.to_owned(), self.language.of(&english, &chinese).clone()])
        };
        names.into_iter().filter_map(titled).collect()
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
        let said = said.into_iter().map(|(what, value)| [translated(what, self.language).into_owned(), value]);
        said.chain(self.regimes()).collect()
    }
}
