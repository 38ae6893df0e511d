//! What can be typed after `export`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const EXPORT: &str = "\
Every row and column of every table is kept, all draws among them.
  csv   a file a table in RUN/csv, and columns.csv with units and meanings; UTF-8 with the mark that Excel needs
  dta   a file a table in RUN/dta for Stata 14 and later, labelled; `do labels.do` names the provinces
  xlsx  RUN/tables.xlsx: a sheet README, then a sheet a table
Labels and the README are in the language of `--lang`; names of tables and columns stay.

Examples:
  fastox export --format csv
  fastox export outputs/runs/main-1 --format xlsx --lang zh --tables national_year,incentives";

/// `fastox export`.
#[derive(Debug, Args)]
pub struct ExportArguments {
    /// Folder of a run [default: the newest in outputs/runs]
    #[arg(value_name = "RUN")]
    pub run: Option<PathBuf>,
    /// Format of the files
    #[arg(long, value_enum, ignore_case = true)]
    pub format: Format,
    /// Tables (`fastox list tables`) [default: all that the run has]
    #[arg(long, value_name = "A,B")]
    pub tables: Option<String>,
    /// Folder of the files, or the workbook [default: csv, dta or tables.xlsx in the folder of the run]
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

/// What tables are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma-separated values
    Csv,
    /// Stata
    #[value(alias = "stata")]
    Dta,
    /// Excel
    #[value(alias = "excel")]
    Xlsx,
}
