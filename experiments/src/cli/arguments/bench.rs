//! What can be typed after `bench`.

use clap::Args;

pub(super) const BENCH: &str = "\
Measured are, on this machine and its own model:
  start        a country of 20,000 people and all regimes opened
  a year       wall seconds (median of 2025 to 2027), share of people and of governments (what a yuan more is worth),
               nanoseconds of a thread a person-year: mean, first course of life, each further one; million person-years
               a second in all stages; bytes of memory a person where the country took more than was held before
  scaling      the same people, and so many times the people, on several threads
  settlements  books of 2030 by regime: opened and settled once; all margins of all provinces measured
  output       rows of tables sorted, encoded and written a second; peak memory
Lists are all combined. Wall times are of use on a quiet machine; compare figures of one call.

Examples:
  fastox bench
  fastox bench --people 100000,1000000 --worlds 1,6 --threads 1,2 --json
  fastox bench --people 2000 --regimes national-pooling,full-package";

/// `fastox bench`.
#[derive(Debug, Args)]
pub struct BenchArguments {
    /// Simulated people
    #[arg(long, value_name = "N,…", allow_hyphen_values = true, default_value = "100000")]
    pub people: String,
    /// Worlds, each with a course of life of its own
    #[arg(long, value_name = "N,…", allow_hyphen_values = true, default_value = "1,6")]
    pub worlds: String,
    /// Threads [default: 1 and one for each processor]
    #[arg(long, value_name = "N,…", allow_hyphen_values = true)]
    pub threads: Option<String>,
    /// Regimes [default: those of the main experiment]
    #[arg(long, value_name = "A,B,…")]
    pub regimes: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
