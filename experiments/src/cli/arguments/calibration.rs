//! What can be typed after `calibrate` and `validate`.

use clap::Args;
use std::path::PathBuf;

pub(super) const CALIBRATE: &str = "\
The record goes to stdout, the progress of the fit to stderr. With the defaults it is, bit for bit, the record this \
program was built with; --check compares the two and exits with 1 if they differ.

--standard-errors writes the factors with their standard errors as a table instead, around the shipped record. --set \
makes another record, for instance of the second admissible split of revenue; `fastox run --record FILE` uses it.

--profile fits and lives 2021–24 at every point of a grid, and writes how likely what was published then is under each, with \
the hold-outs beside it. --regime makes the fit, or the profile, under another rule of pooling.

Examples:
  fastox calibrate --check
  fastox calibrate > fitted.toml
  fastox calibrate --standard-errors > standard_errors.csv
  fastox calibrate --set subsidy.richest=1.2 > second_split.toml
  fastox calibrate --people 500000 --rounds 24 --profile 'effort.scale=0 %,25 %,50 %,100 %'";

/// Arguments of `fastox calibrate`.
#[derive(Debug, Args)]
pub struct CalibrateArguments {
    /// Simulated persons
    #[arg(long, value_name = "N", default_value = "5000000")]
    pub people: String,
    /// Seed of all draws
    #[arg(long, value_name = "N", default_value = "1")]
    pub seed: String,
    /// Rounds of correction, 1 to 1000
    #[arg(long, value_name = "N", default_value = "32")]
    pub rounds: String,
    /// Compare with the record this program was built with
    #[arg(long, conflicts_with = "set")]
    pub check: bool,
    /// Change a parameter for this fit, e.g. subsidy.richest=1.2
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// World as enacted: a regime by name or a path that ends in .toml
    #[arg(long, value_name = "REGIME", default_value = "national-pooling", conflicts_with_all = ["check", "standard_errors"])]
    pub regime: String,
    /// Fit every combination of such values and write the likelihood of each, e.g. effort.scale=0 %,50 %,100 %
    #[arg(long, value_name = "NAME=A,B,…", conflicts_with_all = ["check", "standard_errors"])]
    pub profile: Vec<String>,
    /// Write the factors of the shipped record with their standard errors, as CSV
    #[arg(long, conflicts_with_all = ["check", "set", "rounds"])]
    pub standard_errors: bool,
}

pub(super) const VALIDATE: &str = "\
The world as enacted, with governments that respond, beside every target of calibration/targets. Exit code 1 if a \
figure that nothing was fitted to misses its tolerance by more than two Monte-Carlo standard errors, or if agents \
differ from the deterministic projection. Context is shown with its definition and never scored.

Examples:
  fastox validate
  fastox validate --people 200000 --seeds 1,2,3 --all
  fastox validate --before-factors
  fastox validate --history
  fastox validate --regression
  fastox validate --run outputs/runs/main-1 --json";

/// Arguments of `fastox validate`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("drawn").args(["record", "regression"]))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct ValidateArguments {
    /// Folder of a run that has the world as enacted; without it, one is made and not kept
    #[arg(long, value_name = "RUN", conflicts_with_all = ["people", "seeds", "last_year", "before_factors"])]
    pub run: Option<PathBuf>,
    /// Simulated people
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "1000000")]
    pub people: String,
    /// Seeds; with several, the standard error is that of their mean, and it is said at which size a target can be read
    #[arg(long, value_name = "1,2,3", allow_hyphen_values = true, default_value = "1")]
    pub seeds: String,
    /// Last year that is lived
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true, default_value = "2075")]
    pub last_year: String,
    /// The same table without provincial factors: what the model explains by itself
    #[arg(long)]
    pub before_factors: bool,
    /// Instead: from the accounts of 2010 to those of 2024 without a refit, beside "share of 2010 × total of 2024"
    #[arg(long, conflicts_with_all = ["run", "last_year", "before_factors", "convergence", "all"])]
    pub history: bool,
    /// Instead: what the model said in 2010, 2020 and 2024 of later years, its errors by horizon, and what separates
    /// regimes beside them
    #[arg(long, conflicts_with_all = ["run", "last_year", "before_factors", "convergence", "all", "history"])]
    pub record: bool,
    /// Instead: the published regression of collection on pooling, run on the simulated panel, with placebos
    #[arg(long, conflicts_with_all = ["run", "last_year", "before_factors", "convergence", "all", "history", "record"])]
    pub regression: bool,
    /// Draws of the posterior that make the bands of the record, or say which response a coefficient means
    #[arg(long, value_name = "K", allow_hyphen_values = true, default_value = "40", requires = "drawn")]
    pub draws: String,
    /// Also write every figure of the record to this file
    #[arg(long, value_name = "FILE.csv", requires = "record", conflicts_with = "json")]
    pub out: Option<PathBuf>,
    /// Also check that the spread over seeds falls with the number of people
    #[arg(long)]
    pub convergence: bool,
    /// Print every row, not one a target
    #[arg(long)]
    pub all: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// No progress on stderr
    #[arg(long)]
    pub quiet: bool,
}
