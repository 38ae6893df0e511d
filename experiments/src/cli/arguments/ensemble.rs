//! What can be typed after `ensemble` and `posterior`.

use clap::Args;
use std::path::PathBuf;

pub(super) const ENSEMBLE: &str = "\
Every draw is a point of a Latin hypercube over the uncertain parameters. The provincial factors are fitted again \
under it: first with few people, then with many. The draw is kept if there are factors within their bounds under \
which it meets the accounts of 2024. That takes some seven minutes on two processors. The table goes to stdout \
or to a file, progress and what was rejected to stderr. With the defaults it is, bit for bit, the one that this \
program was built with and that `fastox run --draws K` uses.

Examples:
  fastox ensemble --out calibration/parameters/ensemble.csv
  fastox ensemble --draws 20 --least 1 --people 500000 > small.csv
  fastox ensemble --verify 20 --people 1000000 --seed 2";

/// Arguments of `fastox ensemble`.
#[derive(Debug, Args)]
pub struct EnsembleArguments {
    /// Draws of a hypercube
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "320")]
    pub draws: String,
    /// How many must be kept; while there are fewer, another hypercube follows
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "150")]
    pub least: String,
    /// Simulated people of the last rounds, and of the comparison with the accounts
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "2000000")]
    pub people: String,
    /// Last rounds of the fit under a draw
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "5")]
    pub rounds: String,
    /// Simulated people of the first rounds, which begin from the record
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "200000")]
    pub first_people: String,
    /// First rounds
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "12")]
    pub first_rounds: String,
    /// Seed of the draws and of the people
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "1")]
    pub seed: String,
    /// Makes no draws, but lives the first K of those this program was built with, and reports which meet the accounts
    #[arg(long, value_name = "K", allow_hyphen_values = true, conflicts_with_all = ["out", "draws", "least", "rounds", "first_people", "first_rounds"])]
    pub verify: Option<String>,
    /// Threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub threads: Option<String>,
    /// File of the table [default: stdout]
    #[arg(long, value_name = "FILE.csv")]
    pub out: Option<PathBuf>,
    /// No progress on stderr
    #[arg(long)]
    pub quiet: bool,
}

pub(super) const POSTERIOR: &str = "\
Every draw of the ensemble is lived through 2021-24 once more, under the factors fitted to it, and its errors in what was \
published of 2021-23 (the targets whose role is `weighed`) make its likelihood. A draw is kept with a probability in \
proportion to that, up to 1, and has a weight of at least 1; `fastox run --draws K` lives the first K that are kept. \
Hold-outs stand beside and weigh nothing. The table goes to stdout or to a file; with the defaults it is, bit for bit, \
the one that this program was built with.

Examples:
  fastox posterior --show
  fastox posterior --out calibration/parameters/posterior.csv";

/// Arguments of `fastox posterior`.
#[derive(Debug, Args)]
pub struct PosteriorArguments {
    /// Lives nothing, but says what the weights that this program was built with say
    #[arg(long, conflicts_with_all = ["out", "people", "seed", "threads"])]
    pub show: bool,
    /// The same as JSON
    #[arg(long, conflicts_with_all = ["out", "people", "seed", "threads"])]
    pub json: bool,
    /// Simulated people
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "2000000")]
    pub people: String,
    /// Seed of the people and of the choice of draws
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "1")]
    pub seed: String,
    /// Threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub threads: Option<String>,
    /// File of the table [default: stdout]
    #[arg(long, value_name = "FILE.csv")]
    pub out: Option<PathBuf>,
    /// No progress on stderr
    #[arg(long)]
    pub quiet: bool,
}
