//! What can be typed after `merge`, `clean` and `diff`.

use clap::Args;
use std::path::PathBuf;

pub(super) const MERGE: &str = "\
Each part is lived by `fastox run FILE --part K/N --out DIR`, in any order and on any machine that sees the folder; in a \
job array of Slurm the part is known by itself. The run that comes out is, bit for bit, that of one process.

Examples:
  fastox run sweep.toml --part 1/4 --out outputs/runs/sweep
  fastox merge outputs/runs/sweep";

pub(super) const CLEAN: &str = "\
Shows every folder with its files and bytes, and asks before it removes them. A folder that a process is filling stays, \
and a finished run that was about to be replaced goes back to its place. Links are neither followed nor removed.

Examples:
  fastox clean
  fastox clean --yes outputs/runs/sweep.partial";

/// `fastox merge`.
#[derive(Debug, Args)]
pub struct MergeArguments {
    /// Folder of the run, as it was given to the parts
    #[arg(value_name = "DIR")]
    pub run: PathBuf,
    /// Print the summary as JSON
    #[arg(long)]
    pub json: bool,
}

/// `fastox clean`.
#[derive(Debug, Args)]
pub struct CleanArguments {
    /// Folders that end in `.partial` [default: all in outputs/runs]
    #[arg(value_name = "DIR")]
    pub runs: Vec<PathBuf>,
    /// Remove them without a question
    #[arg(long)]
    pub yes: bool,
    /// Print what was found and what is gone as JSON; nobody is asked, so nothing goes without `--yes`
    #[arg(long)]
    pub json: bool,
}

/// `fastox diff`.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// Folder of a run
    #[arg(value_name = "RUN")]
    pub first: PathBuf,
    /// Folder of another
    #[arg(value_name = "RUN")]
    pub other: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
