//! The `fastox` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    fastox_experiments::cli::main_with(std::env::args_os()).into()
}
