//! `fastox completions` and `fastox man`: what the arguments say of themselves.

use super::arguments::{Arguments, CompletionsArguments, ManArguments};
use super::exit::Failure;
use super::say;
use clap::CommandFactory;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose};

pub(super) fn completions(asked: &CompletionsArguments) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut Arguments::command(), "fastox", &mut script);
    say(&String::from_utf8_lossy(&script))
}

pub(super) fn man(asked: &ManArguments) -> Result<(), Failure> {
    let mut program = Arguments::command();
    // Commands then know the whole line that calls them.
    program.build();
    let command = match &asked.command {
        None => program,
        Some(name) => {
            let unknown = || {
                let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
                let refused = Diagnostic::new("fastox man", format!("there is no command `{name}`"));
                Report::from(refused.help(choose(name, &names)))
            };
            program.find_subcommand(name).cloned().ok_or_else(unknown)?
        }
    };
    let name = command.get_bin_name().unwrap_or_default().replace(' ', "-");
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(command).title(name).render(&mut page);
    rendered.expect("memory takes a page");
    say(&String::from_utf8_lossy(&page))
}
