//! What can be typed after `report` and `sandbox`.

use clap::Args;
use std::path::PathBuf;

pub(super) const REPORT: &str = "\
One HTML file that needs no network: open it, send it, print it. Bands need a run with its range pass or with \
`--draws`; the tornado needs the folder of an analysis.

Examples:
  fastox report
  fastox sensitivity --samples 0 --out outputs/sensitivity
  fastox report outputs/runs/main-1 --sensitivity outputs/sensitivity";

/// `fastox report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// Folder of a run [default: the newest in outputs/runs]
    #[arg(value_name = "RUN")]
    pub run: Option<PathBuf>,
    /// File of the page [default: report.html in the folder of the run]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Folder that `fastox sensitivity --out` has left, for the tornado
    #[arg(long, value_name = "DIR")]
    pub sensitivity: Option<PathBuf>,
}

pub(super) const SANDBOX: &str = "\
Without a rule, all 1,024 are lived and the table is written: the one the page carries is \
`fastox sandbox --out experiments/sandbox.csv`, with the same bytes on any number of threads. A rule names what is \
not as enacted; the numbers are per cent, and switches are 0 or 1.

Examples:
  fastox sandbox --rule cap=60,norm=50,reward=20
  fastox sandbox --rule cap=60,norm=50 --scenario my-rule.toml
  fastox run --regimes national-pooling,my-rule.toml";

/// `fastox sandbox`.
#[derive(Debug, Args)]
pub struct SandboxArguments {
    /// Live one rule instead of all, such as cap=60,norm=50
    #[arg(long, value_name = "NAME=VALUE,…")]
    pub rule: Option<String>,
    /// Write the rule as a scenario to this file instead of living it
    #[arg(long, value_name = "FILE.toml", requires = "rule")]
    pub scenario: Option<PathBuf>,
    /// File of the table; without it, it goes to stdout
    #[arg(long, value_name = "FILE.csv")]
    pub out: Option<PathBuf>,
    /// Threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub threads: Option<String>,
    /// No progress on stderr
    #[arg(long)]
    pub quiet: bool,
}
