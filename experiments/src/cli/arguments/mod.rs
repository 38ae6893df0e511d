//! What can be typed. Values are taken as text here and read in [`super::values`], whose messages say what would
//! work.

mod bench;
mod calibration;
mod copy;
mod decompose;
mod ensemble;
mod export;
mod outside;
mod page;
mod parts;
mod person;
mod program;
mod run;
mod show;

pub use bench::BenchArguments;
pub use calibration::{CalibrateArguments, ValidateArguments};
pub use copy::CopyArguments;
pub use decompose::DecomposeArguments;
pub use ensemble::{EnsembleArguments, PosteriorArguments};
pub use export::{ExportArguments, Format};
pub use outside::{EvaluateArguments, SensitivityArguments};
pub use page::{ReportArguments, SandboxArguments};
pub use parts::{CleanArguments, DiffArguments, MergeArguments};
pub use person::{PensionArguments, RetirementArguments, TraceArguments};
pub use program::{CompletionsArguments, ManArguments};
pub use run::{CompareArguments, OpenArguments, PlanArguments, RunArguments, WhipArguments};
pub use show::{ExplainArguments, ListArguments, Listed, NewArguments, NewKind};

use bench::BENCH;
use calibration::{CALIBRATE, VALIDATE};
use clap::{Parser, Subcommand, ValueEnum};
use copy::COPY;
use decompose::DECOMPOSE;
use ensemble::{ENSEMBLE, POSTERIOR};
use export::EXPORT;
use outside::{EVALUATE, SENSITIVITY};
use page::{REPORT, SANDBOX};
use parts::{CLEAN, MERGE};
use person::{PENSION, RETIREMENT, TRACE};
use program::{COMPLETIONS, MAN};
use run::{COMPARE, PLAN, RUN, WHIP};
use show::EXPLAIN;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "fastox", version = crate::BUILD, about, long_about = LONG, arg_required_else_help = true)]
#[command(max_term_width = 80)]
#[command(about = "China's pension pooling: who pays whom, what provinces keep, what it costs")]
#[command(after_long_help = EXITS)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Language of answers: en or zh [default: that of LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, value_enum, ignore_case = true, value_name = "LANG", global = true, hide_possible_values = true)]
    pub lang: Option<Lang>,
}

/// A language that answers can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    #[value(alias = "en-US")]
    En,
    /// Chinese
    #[value(alias = "zh-CN")]
    Zh,
}

const LONG: &str = "\
An agent-based demographic and fiscal model of China's urban employees' pension: who pays whom under a pooling \
regime, what each province keeps of one more yuan it collects, and what that costs to 2075.

Data go to stdout, talk goes to stderr; `--json` gives what a program can read. Tables fit the terminal; `NO_COLOR` is heeded.";

const EXITS: &str = "\
Exit codes:
  0  done
  1  it ran, but a comparison could not be made or a target was missed
  2  something in the arguments, a file or a folder; the message says what would work
  3  a mistake of fastox; please report it
  130  interrupted by Ctrl-C or SIGTERM; nothing half-made is left

Examples:
  fastox run
  fastox run --people 200000 --last-year 2035
  fastox whip
  fastox compare
  fastox explain migration.level
  fastox retirement --born 1971-04 --class female-55";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run an experiment; without a file, the main one
    #[command(after_long_help = RUN)]
    Run(Box<RunArguments>),
    /// What a run takes before it is run: cells, time, memory, files and bytes
    #[command(after_long_help = PLAN)]
    Plan(Box<PlanArguments>),
    /// Join the parts of a run that several processes have lived
    #[command(after_long_help = MERGE)]
    #[command(arg_required_else_help = true)]
    Merge(MergeArguments),
    /// Remove the folders of unfinished runs
    #[command(after_long_help = CLEAN)]
    Clean(CleanArguments),
    /// Compare two runs, or the worlds of one
    #[command(after_long_help = COMPARE)]
    Compare(CompareArguments),
    /// Where two runs part: the first year, province and person
    #[command(arg_required_else_help = true)]
    Diff(DiffArguments),
    /// Which province is whipped, by how much, under which regime, with the range
    #[command(after_long_help = WHIP)]
    Whip(WhipArguments),
    /// Fit the provincial factors to the accounts of 2024 again
    #[command(after_long_help = CALIBRATE)]
    Calibrate(CalibrateArguments),
    /// Draw the uncertain parameters many times and keep the draws that fit the accounts of 2024
    #[command(after_long_help = ENSEMBLE)]
    Ensemble(EnsembleArguments),
    /// Weigh the draws of the ensemble by what was published of 2021-23
    #[command(after_long_help = POSTERIOR)]
    Posterior(PosteriorArguments),
    /// Compare the model with what is published, with expected values and with itself at other sizes
    #[command(after_long_help = VALIDATE)]
    Validate(ValidateArguments),
    /// Answer one file of parameter values with one row of numbers, for tools that drive the model
    #[command(after_long_help = EVALUATE)]
    Evaluate(EvaluateArguments),
    /// Which assumptions and estimates move which headline: a tornado and Sobol' indices
    #[command(after_long_help = SENSITIVITY)]
    Sensitivity(SensitivityArguments),
    /// Why a headline is what it is: what ageing, migration, wages, response and regime each add, exactly
    #[command(after_long_help = DECOMPOSE)]
    Decompose(DecomposeArguments),
    /// Write a commented file to begin with: an experiment, a scenario, a reform or a clause
    #[command(arg_required_else_help = true)]
    New(NewArguments),
    /// List what there is to choose from
    #[command(arg_required_else_help = true)]
    List(ListArguments),
    /// Show all that is known about a parameter, clause, scenario, reform, experiment, table, column or data set
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
    /// Write one page about a run that opens without network: finding, map, flows, response, cohorts, sandbox, trust
    #[command(after_long_help = REPORT)]
    Report(ReportArguments),
    /// Live the grid of rules behind the page's sandbox, or one of them
    #[command(after_long_help = SANDBOX)]
    Sandbox(SandboxArguments),
    /// Show the page about a run in the browser; one that is not there yet is written
    Open(OpenArguments),
    /// Write the tables of a run for Excel, Stata and R
    #[command(after_long_help = EXPORT)]
    #[command(arg_required_else_help = true)]
    Export(ExportArguments),
    /// Copy a finished run to S3, Google Cloud Storage, Azure or another folder
    #[command(after_long_help = COPY)]
    #[command(arg_required_else_help = true)]
    Copy(CopyArguments),
    /// Measure what the program takes of this machine: time by stage, memory, rows written
    #[command(after_long_help = BENCH)]
    Bench(BenchArguments),
    /// Print completions of commands and options for a shell
    #[command(after_long_help = COMPLETIONS)]
    #[command(arg_required_else_help = true)]
    Completions(CompletionsArguments),
    /// Print the manual page, or that of a command
    #[command(after_long_help = MAN)]
    Man(ManArguments),
}
