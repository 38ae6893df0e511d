//! What can be typed after `evaluate` and `sensitivity`.

use clap::Args;
use std::path::PathBuf;

pub(super) const EVALUATE: &str = "\
A file holds `\"name\" = value` pairs, as under [override] of an experiment. A bare number is in the parameter's \
natural unit, as --list prints it: shares as fractions of one, times in months, money in yuan. An uncertain parameter \
that is a dated path is shifted from 2025 on, so that January 2025 has the value; what was observed stays. A quantity \
in quotes, as \"75 %\", replaces the whole path, and dated ones take over from their first date; `--set` of other \
commands and every other file take such quantities alone. The row holds every \
measure of summary.json and some more; what the run does not reach is empty (null in JSON). Values that were read and \
moved nothing are named on stderr: small runs without each find them; --quiet spares these, and --refit has none.

Examples:
  fastox evaluate --list > space.csv
  fastox evaluate values.toml
  echo '\"early_claiming.take_up\" = 0.75' | fastox evaluate - --last-year 2050 --json
  fastox evaluate values.toml --regime unified --against national-pooling --no-header
  fastox evaluate values.toml --refit 6";

/// `fastox evaluate`.
#[expect(clippy::struct_excessive_bools, reason = "one for each flag")]
#[derive(Debug, Args)]
pub struct EvaluateArguments {
    /// File of parameter values, `-` for standard input; without it, the central values
    #[arg(value_name = "FILE.toml")]
    pub file: Option<PathBuf>,
    /// Print the uncertain parameters as CSV instead: name, central, low, high, spread, mean, standard error, unit, whole
    #[arg(long, conflicts_with = "file")]
    pub list: bool,
    /// Regime: a name (`fastox list scenarios`) or a path that ends in .toml
    #[arg(long, value_name = "A", default_value = "national-pooling")]
    pub regime: String,
    /// Another regime; adds what every number is more than under it, as vs_<name>
    #[arg(long, value_name = "B")]
    pub against: Option<String>,
    /// Response of governments
    #[arg(long, value_name = "R", default_value = "responding")]
    pub response: String,
    /// Simulated people
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "100000")]
    pub people: String,
    /// Seed of the random numbers
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "1")]
    pub seed: String,
    /// Last year that is lived, 2021 to 2080
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true, default_value = "2075")]
    pub last_year: String,
    /// Rounds of the calibration under these values before the run
    #[arg(long, value_name = "ROUNDS", allow_hyphen_values = true, default_value = "0")]
    pub refit: String,
    /// Record of a calibration instead of the one this program was built with
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// Only the row, without the line of names
    #[arg(long, conflicts_with = "json")]
    pub no_header: bool,
    /// Print a JSON object
    #[arg(long)]
    pub json: bool,
    /// Neither look for values without effect nor name them on stderr
    #[arg(long)]
    pub quiet: bool,
}

pub(super) const SENSITIVITY: &str = "\
First every uncertain parameter goes to its low and its high value, the others central: the tornado. Those with the \
largest effects then enter a Saltelli design: with N samples of k parameters, N (k + 2) runs. Every run has the same \
seed. A headline that is a calendar year and does not come by the last year has no value; in swings and indices it \
counts as the year after it.

The centre is lived on four more seeds: ± says how far apart two seeds lie in 95 of 100 cases at this number of people. \
A swing within ± may be chance; the column of people says how many would tell it from chance if it stayed as large, \
since chance falls with the root of their number. Runs share their seed, so what a parameter moves smoothly scatters \
less than ± says. ± is not known for a year that comes on some of the seeds only.

Examples:
  fastox sensitivity
  fastox sensitivity --people 20000 --samples 32 --top 12
  fastox sensitivity --regime norm-based --refit 4 --out sensitivity-norm";

/// `fastox sensitivity`.
#[derive(Debug, Args)]
pub struct SensitivityArguments {
    /// Regime: a name (`fastox list scenarios`) or a path that ends in .toml
    #[arg(long, value_name = "A", default_value = "national-pooling")]
    pub regime: String,
    /// Response of governments; losses are measured against fixed effort
    #[arg(long, value_name = "R", default_value = "responding")]
    pub response: String,
    /// Simulated people of every run
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "50000")]
    pub people: String,
    /// Rows of the Saltelli design, best a power of two; 0 leaves the indices out
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "64")]
    pub samples: String,
    /// How many parameters have indices
    #[arg(long, value_name = "K", allow_hyphen_values = true, default_value = "24")]
    pub top: String,
    /// Only these uncertain parameters (`fastox evaluate --list`) [default: all]
    #[arg(long, value_name = "A,B")]
    pub parameters: Option<String>,
    /// Seed of the random numbers, of the design and of the bootstrap
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "1")]
    pub seed: String,
    /// Last year that is lived, 2021 to 2080
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true, default_value = "2050")]
    pub last_year: String,
    /// Rounds of the calibration under the values of every run
    #[arg(long, value_name = "ROUNDS", allow_hyphen_values = true, default_value = "0")]
    pub refit: String,
    /// Threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub threads: Option<String>,
    /// Folder for the tables and the picture, which must not exist; without it, none are written
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// No progress on stderr
    #[arg(long)]
    pub quiet: bool,
}
