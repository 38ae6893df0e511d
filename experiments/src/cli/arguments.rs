//! What can be typed. Values are taken as text here and read in [`super::values`], whose messages say what would
//! work.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "fastox", version, about, long_about = LONG, arg_required_else_help = true)]
#[command(about = "China's pension pooling: who pays whom, what provinces keep, what it costs")]
#[command(after_long_help = EXITS)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const LONG: &str = "\
An agent-based demographic and fiscal model of China's urban employees' pension: who pays whom under a pooling regime, \
what each province keeps of one more yuan it collects, and what that costs to 2075.

Data go to stdout, talk goes to stderr; `--json` gives what a program can read. Nothing is coloured.";

const EXITS: &str = "\
Exit codes:
  0  done
  1  it ran, but a comparison could not be made or a target was missed
  2  something in the arguments, a file or a folder; the message says what would work
  3  a mistake of fastox; please report it

Examples:
  fastox run
  fastox run --people 200000 --last-year 2035
  fastox compare outputs/runs/main-1
  fastox whip outputs/runs/main-1
  fastox explain migration.level
  fastox retirement --born 1971-04 --class female-55";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run an experiment; without a file, the main one
    #[command(after_long_help = RUN)]
    Run(Box<RunArguments>),
    /// Compare two runs, or the worlds of one
    #[command(after_long_help = COMPARE)]
    #[command(arg_required_else_help = true)]
    Compare(CompareArguments),
    /// Which province is whipped, by how much, under which regime, with the range
    #[command(after_long_help = WHIP)]
    #[command(arg_required_else_help = true)]
    Whip(WhipArguments),
    /// Fit the provincial factors to the accounts of 2024 again
    #[command(after_long_help = CALIBRATE)]
    Calibrate(CalibrateArguments),
    /// Compare the model with what is published, with expected values and with itself at other sizes
    #[command(after_long_help = VALIDATE)]
    Validate(ValidateArguments),
    /// List what there is to choose from
    #[command(arg_required_else_help = true)]
    List(ListArguments),
    /// Show all that is known about a parameter, clause, scenario, result table or data set
    #[command(after_long_help = EXPLAIN)]
    #[command(arg_required_else_help = true)]
    Explain(ExplainArguments),
    /// When a person may retire
    #[command(after_long_help = RETIREMENT)]
    #[command(arg_required_else_help = true)]
    Retirement(RetirementArguments),
    /// What a person is paid, formula line by line
    #[command(after_long_help = PENSION)]
    #[command(arg_required_else_help = true)]
    Pension(PensionArguments),
    /// Tell one simulated life year by year, with the rule applied at each step
    #[command(after_long_help = TRACE)]
    #[command(arg_required_else_help = true)]
    Trace(TraceArguments),
    /// Write one page about a run: who is whipped, by how much, under which regime
    #[command(arg_required_else_help = true)]
    Report(ReportArguments),
}

const CALIBRATE: &str = "\
The record goes to stdout, the progress of the fit to stderr. With the defaults it is, bit for bit, the record this
program was built with; --check compares the two and exits with 1 if they differ.

Examples:
  fastox calibrate --check
  fastox calibrate > fitted.toml";

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
    #[arg(long)]
    pub check: bool,
}

const VALIDATE: &str = "\
The world as enacted, with governments that respond, beside every target of calibration/targets. Exit code 1 if a figure
that nothing was fitted to misses its tolerance by more than two Monte-Carlo standard errors, or if agents differ from the
deterministic projection. Context is shown with its definition and never scored.

Examples:
  fastox validate
  fastox validate --people 200000 --seeds 1,2,3 --all
  fastox validate --before-factors
  fastox validate --run outputs/runs/main-1 --json";

/// Arguments of `fastox validate`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct ValidateArguments {
    /// Folder of a run that has the world as enacted; without it, one is made and not kept
    #[arg(long, value_name = "RUN", conflicts_with_all = ["people", "seeds", "last_year", "before_factors"])]
    pub run: Option<PathBuf>,
    /// Simulated people
    #[arg(long, value_name = "N", allow_hyphen_values = true, default_value = "1000000")]
    pub people: String,
    /// Seeds; with several, the standard error is that of their mean
    #[arg(long, value_name = "1,2,3", allow_hyphen_values = true, default_value = "1")]
    pub seeds: String,
    /// Last year that is lived
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true, default_value = "2075")]
    pub last_year: String,
    /// The same table without provincial factors: what the model explains by itself
    #[arg(long)]
    pub before_factors: bool,
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

const RUN: &str = "\
Defaults (the main experiment):
  regimes    stand-alone, central-adjustment, national-pooling, unified, norm-based, full-package
  responses  fixed, responding
  people     5,000,000       seeds  1       last year  2075       sample  1,000
What the command line says goes before what the file says.

Examples:
  fastox run
  fastox run --people 200000 --last-year 2035 --seeds 1,2,3
  fastox run --regimes national-pooling,my-regime.toml --responses responding
  fastox run --set \"migration.level=40 %\" --set macro.discount=\"3 % per year\"
  fastox run my-experiment.toml --out results/first --json";

const COMPARE: &str = "\
Seeds and worlds that both runs have are paired; with two seeds and more the difference has its 95 % interval (Student's
t), and the pairing gain says how many times more independent seeds would be needed for the same.

Examples:
  fastox compare outputs/runs/main-1                        its worlds, against the first
  fastox compare outputs/runs/main-1 outputs/runs/main-2    the same worlds of two runs";

const WHIP: &str = "\
Provinces come in the order of what they lose over all regimes. The range is that of the run's range pass, for its years,
and of every response the run lived itself.

Examples:
  fastox whip outputs/runs/main-1
  fastox whip outputs/runs/main-1 --year 2024,2035,2050
  fastox whip outputs/runs/main-1 --json";

const EXPLAIN: &str = "\
Examples:
  fastox explain contribution.employer_rate --province 广东 --year 2022
  fastox explain contribution
  fastox explain gap-allocation
  fastox explain national-pooling
  fastox explain province_year";

const RETIREMENT: &str = "\
Example:
  fastox retirement --born 1971-04 --class female-55";

const PENSION: &str = "\
A case:
  province      = \"西藏\"        # GB code, Chinese or English name
  award         = \"2025-11\"
  sex           = \"male\"
  age_months    = 660
  years         = 26.75
  index         = 0.671
  account_yuan  = 69473.19
The benefit base is the published one, unless `base_yuan_month` gives another.

Example:
  fastox pension my-case.toml --json";

const TRACE: &str = "\
Ids of people stand in the table `people` of a run; any other person of the run can be traced, too. The world of the
run is lived again with all its people, to the year of death or the last of the run, and checked against the tables.
By default the world is national-pooling with governments that respond, or else the first of the run.

Examples:
  fastox trace outputs/runs/main-1 --person 4711
  fastox trace outputs/runs/main-1 --person 4711 --world stand-alone --response fixed --json";

/// `fastox trace`.
#[derive(Debug, Args)]
pub struct TraceArguments {
    /// Folder of a run
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// Id of the person
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    pub person: String,
    /// Regime of the world
    #[arg(long, value_name = "W")]
    pub world: Option<String>,
    /// Response of governments: fixed, responding or another of the run
    #[arg(long, value_name = "R")]
    pub response: Option<String>,
    /// Seed [default: the first of the run]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub seed: Option<String>,
    /// Print the years as a JSON array
    #[arg(long)]
    pub json: bool,
}

/// `fastox report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// Folder of a run
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// File of the page [default: report.html in the folder of the run]
    #[arg(long, value_name = "FILE.html")]
    pub out: Option<PathBuf>,
}

/// `fastox run`.
#[derive(Debug, Default, Args)]
pub struct RunArguments {
    /// Experiment file
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
    /// Threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub threads: Option<String>,
    /// Folder for the results, which must not exist [default: outputs/runs/<experiment>-<n>]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Last year that is lived, 2021 to 2080
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true)]
    pub last_year: Option<String>,
    /// Regimes: names (`fastox list scenarios`) or paths that end in .toml
    #[arg(long, value_name = "A,B")]
    pub regimes: Option<String>,
    /// Responses of governments: fixed, responding or both
    #[arg(long, value_name = "A,B")]
    pub responses: Option<String>,
    /// Change a parameter (`fastox list parameters`); may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// Record of a calibration (`fastox calibrate > FILE`) instead of the one this program was built with
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// Life histories that are kept in the table `people`
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub sample: Option<String>,
    /// People of the range pass, which lives every setting and ordering of the response; 0 leaves it out [default: 200,000]
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

/// `fastox compare`.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// Folder of a run
    #[arg(value_name = "RUN")]
    pub first: PathBuf,
    /// Folder of another; without it, the worlds of the first are compared
    #[arg(value_name = "RUN")]
    pub other: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `fastox whip`.
#[derive(Debug, Args)]
pub struct WhipArguments {
    /// Folder of a run
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// Years, one table each [default: 2024,2035]
    #[arg(long, value_name = "A,B", allow_hyphen_values = true)]
    pub year: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

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
    Scenarios,
    /// Result tables of a run
    Tables,
    /// Embedded data sets
    Data,
}

/// `fastox explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A name that `fastox list` shows, or a group of parameters such as `contribution`
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

/// `fastox retirement`.
#[derive(Debug, Args)]
pub struct RetirementArguments {
    /// Month of birth, as 1971-04
    #[arg(long, value_name = "MONTH", allow_hyphen_values = true)]
    pub born: String,
    /// Class of work: male-60, female-55 (posts) or female-50 (workers)
    #[arg(long, value_name = "CLASS")]
    pub class: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `fastox pension`.
#[derive(Debug, Args)]
pub struct PensionArguments {
    /// File that describes the award
    #[arg(value_name = "CASE.toml")]
    pub case: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
