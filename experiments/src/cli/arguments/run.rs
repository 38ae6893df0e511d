//! What can be typed after `run`, `compare`, `whip` and `report`.

use clap::Args;
use std::path::PathBuf;

pub(super) const RUN: &str = "\
Defaults (the main experiment):
  regimes    stand-alone, central-adjustment, national-pooling, unified, norm-based,
             full-package
  responses  fixed, responding
  people     5,000,000       seeds  1       last year  2075       sample  1,000
What the command line says goes before what the file says.

Examples:
  fastox run
  fastox run --people 200000 --last-year 2035 --seeds 1,2,3
  fastox run --regimes national-pooling,my-regime.toml --responses responding
  fastox run --set \"migration.level=40 %\" --set macro.discount=\"3 % per year\"
  fastox run my-experiment.toml --out results/first --json
  fastox run my-experiment.toml --out results/first --resume --seeds 1,2,3";

/// `fastox run`.
#[derive(Debug, Default, Args)]
pub struct RunArguments {
    /// Experiment file, or the name of a shipped one (`fastox list experiments`)
    #[arg(value_name = "FILE.toml")]
    pub file: Option<PathBuf>,
    /// Simulated people; each stands for the same number of persons
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub people: Option<String>,
    /// Seed of the random numbers
    #[arg(long, value_name = "N", allow_hyphen_values = true, conflicts_with = "seeds")]
    pub seed: Option<String>,
    /// Several seeds, one run each
    #[arg(long, value_name = "1,2,3", allow_hyphen_values = true)]
    pub seeds: Option<String>,
    /// Draws of the uncertain parameters that fit the accounts of 2024, lived beside their central values [default: 0]
    #[arg(long, value_name = "K", allow_hyphen_values = true)]
    pub draws: Option<String>,
    /// Threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub threads: Option<String>,
    /// Folder for the results, which must not exist [default: outputs/runs/<experiment>-<n>]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Go on with the run in that folder: what a stopped run left, or what is asked for beyond a finished one
    #[arg(long)]
    pub resume: bool,
    /// Keep where a run stands every so many years, so that `--resume` goes on from there: for runs of hours
    #[arg(long, value_name = "YEARS", allow_hyphen_values = true)]
    pub checkpoint: Option<String>,
    /// Live only the K-th of N parts, to be joined by `fastox merge`; `auto/N` in a job array
    #[arg(long, value_name = "K/N")]
    pub part: Option<String>,
    /// Last year that is lived, 2021 to 2080
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true)]
    pub last_year: Option<String>,
    /// Regimes: names (`fastox list scenarios`) or paths that end in .toml
    #[arg(long, value_name = "A,B")]
    pub regimes: Option<String>,
    /// Responses of governments: fixed, responding, or fixed,responding
    #[arg(long, value_name = "A,B")]
    pub responses: Option<String>,
    /// Change a parameter (`fastox list parameters`) to a quantity with its unit; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// Record of a calibration (`fastox calibrate > FILE`) instead of the one this program was built with
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// Life histories that are kept in the table `people`
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub sample: Option<String>,
    /// People of the range pass, which lives every setting and ordering of the response; 0 leaves it out [default:
    /// 200,000]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub range_people: Option<String>,
    /// People per shard; results do not depend on it
    #[arg(long, value_name = "N", allow_hyphen_values = true, hide = true)]
    pub shard: Option<String>,
    /// Print the summary as JSON
    #[arg(long)]
    pub json: bool,
    /// No progress on stderr
    #[arg(long)]
    pub quiet: bool,
}

pub(super) const PLAN: &str = "\
Cells and files are counted; bytes and memory follow from sizes; time is measured: the same worlds are lived to 2030 by \
few and by up to 500,000 people, on as many threads. What would not fit is said, and `fastox run` refuses it. Below, \
headlines that so many people do not give within 5 % or 5 points, with bias and Monte-Carlo error as measured.

Examples:
  fastox plan
  fastox plan regimes --people 20000000 --seeds 1,2,3
  fastox plan my-experiment.toml --out results/first --resume --json";

/// `fastox plan`.
#[derive(Debug, Default, Args)]
pub struct PlanArguments {
    #[command(flatten)]
    pub run: RunArguments,
}

pub(super) const COMPARE: &str = "\
Seeds and worlds that both runs have are paired; with three seeds and more the difference has its 95 % interval \
(Student's t), and the pairing gain says how many times more independent seeds would be needed for the same.

Examples:
  fastox compare                     worlds of the newest run, against its first
  fastox compare outputs/runs/main-1 outputs/runs/main-2
                                     the same worlds of two runs";

/// `fastox compare`.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// Folder of a run [default: the newest in outputs/runs]
    #[arg(value_name = "RUN")]
    pub first: Option<PathBuf>,
    /// Folder of another; without it, the worlds of the first are compared
    #[arg(value_name = "RUN")]
    pub other: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) const WHIP: &str = "\
Provinces come in the order of what they lose over all regimes. The range is that of the run's range pass, for its \
years, and of every response the run lived itself. Losses are at current prices, with `--json` in yuan.

Examples:
  fastox whip
  fastox whip --year 2024,2035,2050 --regime national-pooling
  fastox whip outputs/runs/main-1 --json";

/// `fastox whip`.
#[derive(Debug, Args)]
pub struct WhipArguments {
    /// Folder of a run [default: the newest in outputs/runs]
    #[arg(value_name = "RUN")]
    pub run: Option<PathBuf>,
    /// Years, one table each [default: 2024,2035]
    #[arg(long, value_name = "A,B", allow_hyphen_values = true)]
    pub year: Option<String>,
    /// What provinces keep and lose under this regime, with the ranges; without it, what they keep under each
    #[arg(long, value_name = "NAME")]
    pub regime: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `fastox open`.
#[derive(Debug, Args)]
pub struct OpenArguments {
    /// Folder of a run [default: the newest in outputs/runs]
    #[arg(value_name = "RUN")]
    pub run: Option<PathBuf>,
}
