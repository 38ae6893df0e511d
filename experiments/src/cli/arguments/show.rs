//! What can be typed after `list`, `explain` and `new`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `fastox list`.
#[derive(Debug, Args)]
pub struct ListArguments {
    /// What to list
    #[arg(value_enum)]
    pub what: Listed,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Rules a regime is made of
    Clauses,
    /// Dated parameters: law, estimates, assumptions
    Parameters,
    /// Pooling regimes that come with the program
    #[value(alias = "regimes")]
    Scenarios,
    /// Changes of parameters that scenarios may name
    Reforms,
    /// Questions of papers that come with the program
    Experiments,
    /// Runs in outputs/runs, finished or not
    Runs,
    /// Result tables of a run
    Tables,
    /// Embedded data sets
    Data,
    /// Kinds of files that an editor can check; with --json their JSON schemas
    Schemas,
}

pub(super) const EXPLAIN: &str = "\
Examples:
  fastox explain contribution.employer_rate --province 广东 --year 2022
  fastox explain contribution
  fastox explain 单位缴费
  fastox explain gap-allocation
  fastox explain national-pooling
  fastox explain province_year
  fastox explain collection_rate";

/// `fastox explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A name that `fastox list` shows, a Chinese title or part of one, a column of a table, or a group of parameters such
    /// as `contribution`
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Province: GB code, Chinese or English name
    #[arg(long, value_name = "P", allow_hyphen_values = true)]
    pub province: Option<String>,
    /// Year whose value is shown
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true, default_value = "2025")]
    pub year: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `fastox new`.
#[derive(Debug, Args)]
pub struct NewArguments {
    /// What to begin
    #[arg(value_enum)]
    pub kind: NewKind,
    /// The file, which must not be there [default: my-KIND.toml, my_clause.rs]
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// What can be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// What is run
    Experiment,
    /// A pooling regime
    Scenario,
    /// Parameters that change from a date on
    Reform,
    /// A pooling rule in Rust
    Clause,
}
