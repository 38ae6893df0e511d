//! What can be typed after `decompose`.

use clap::Args;
use std::path::PathBuf;

pub(super) const DECOMPOSE: &str = "\
From 2025 on each of five factors is as in the model or held: the ratio of retirees to insured, moves between \
provinces, wages beyond prices with coverage, the effort of governments, the regime (else every province stands \
alone). All 32 sets are worlds on the same people; the Shapley values add up exactly.

Examples:
  fastox decompose
  fastox decompose --regime unified --all
  fastox decompose --draws 20 --people 50000
  fastox decompose --people 1000000 --out outputs/why";

/// `fastox decompose`.
#[derive(Debug, Args)]
pub struct DecomposeArguments {
    /// Regime: a name (`fastox list scenarios`) or a path that ends in .toml
    #[arg(long, value_name = "A", default_value = "national-pooling")]
    pub regime: String,
    /// Response of governments
    #[arg(long, value_name = "R", default_value = "responding")]
    pub response: String,
    /// Simulated people of every world
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "200000")]
    pub people: String,
    /// Seed of the random numbers
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "1")]
    pub seed: String,
    /// Draws of the posterior that are taken apart beside the central values, for bands of what a factor adds
    #[arg(long, value_name = "K", allow_hyphen_values = true, default_value = "0")]
    pub draws: String,
    /// Last year that is lived, 2025 to 2080
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true, default_value = "2075")]
    pub last_year: String,
    /// Change of a parameter in all worlds, as `migration.level=40 %`; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// Threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub threads: Option<String>,
    /// Folder for the table `decomposition`, which must not exist; without it, none is written
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print every headline
    #[arg(long)]
    pub all: bool,
    /// Print JSON, every headline
    #[arg(long)]
    pub json: bool,
    /// No progress on stderr
    #[arg(long)]
    pub quiet: bool,
}
