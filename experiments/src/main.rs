//! The `fastox` command.

use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    fastox_experiments::cli::main_with(std::env::args_os()).into()
}
