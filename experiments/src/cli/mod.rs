//! The program `fastox`: arguments in, data to stdout, talk to stderr, and an exit code that says how it went.

mod arguments;
mod bench;
mod calibrate;
mod cells;
mod compare;
mod diff;
mod ensemble;
mod evaluate;
mod exit;
mod explain;
mod finished;
mod interrupted;
mod lines;
mod list;
mod merge;
mod new;
mod part;
mod person;
mod plan;
mod posterior;
mod progress;
mod report;
mod request;
mod run;
mod sandbox;
mod sensitivity;
mod trace;
mod validate;
mod values;
mod whip;

pub use exit::{Exit, Failure};

use arguments::{Arguments, Command};
use clap::Parser;
use fastox_model::units::TOO_LARGE;
use fastox_outputs::write_whole;
use lines::terminal;
use std::any::Any;
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Runs the program with these arguments, the first being its own name.
pub fn main_with(args: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        Err(asked) => return printed_by_clap(&asked),
    };
    // A panic is our bug; the hook has printed it already.
    match catch_unwind(AssertUnwindSafe(|| dispatch(arguments.command))) {
        Ok(Ok(())) => Exit::Done,
        Ok(Err(failure)) => failure.print(),
        Err(panic) => stopped(&*panic).print(),
    }
}

/// Money that grew beyond what is held comes of values; any other panic is a mistake of the program.
fn stopped(panic: &(dyn Any + Send)) -> Failure {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    match words {
        Some(TOO_LARGE) => Failure::too_large(TOO_LARGE),
        _ => Failure::bug("the program stopped where it never should"),
    }
}

fn dispatch(command: Command) -> Result<(), Failure> {
    match command {
        Command::Run(asked) => run::run(&asked),
        Command::Plan(asked) => plan::plan(&asked),
        Command::Merge(asked) => merge::merge(&asked),
        Command::Clean(asked) => merge::clean(&asked),
        Command::Compare(asked) => compare::compare(&asked),
        Command::Diff(asked) => diff::diff(&asked),
        Command::Calibrate(asked) => calibrate::calibrate(&asked),
        Command::Ensemble(asked) => ensemble::ensemble(&asked),
        Command::Posterior(asked) => posterior::run(&asked),
        Command::Whip(asked) => whip::whip(&asked),
        Command::Evaluate(asked) => evaluate::evaluate(&asked),
        Command::Sensitivity(asked) => sensitivity::sensitivity(&asked),
        Command::New(asked) => new::new(&asked),
        Command::List(asked) => list::list(&asked),
        Command::Explain(asked) => explain::explain(&asked),
        Command::Retirement(asked) => person::retirement(&asked),
        Command::Pension(asked) => person::pension(&asked),
        Command::Trace(asked) => trace::trace(&asked),
        Command::Report(asked) => report::report(&asked),
        Command::Sandbox(asked) => sandbox::sandbox(&asked),
        Command::Validate(asked) => validate::validate(&asked),
        Command::Bench(asked) => bench::bench(&asked),
    }
}

/// Help and version are answers; everything else is a mistake in the arguments.
fn printed_by_clap(asked: &clap::Error) -> Exit {
    let printed = asked.print();
    if asked.use_stderr() || printed.is_err() { Exit::Input } else { Exit::Done }
}

/// Prints data. A reader that has seen enough (`| head`) is no mistake; a full disk is.
fn say(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::input(format!(
            "error: the answer cannot be written: {error}\n = help: check where the output goes"
        ))),
        _ => Ok(()),
    }
}

/// Tells on stderr what names and files of others may be part of.
fn tell(text: &str) {
    eprintln!("{}", lines::harmless(text));
}

/// Prints an answer to be read by people.
fn say_text(text: &str) -> Result<(), Failure> {
    say(&lines::fitting(&lines::harmless(text)))
}

/// Writes a file that was asked for, and says where it lies and whether it took the place of another.
fn write_file(out: &Path, text: &str) -> Result<(), Failure> {
    let file = out.display();
    if write_whole(out, text.as_bytes())? {
        tell(&format!("`{file}` was there and is replaced"));
    }
    say(&format!("{file}\n"))
}

/// Prints a value as indented JSON.
fn say_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).expect("answers become JSON");
    say(&(text + "\n"))
}

#[cfg(test)]
mod tests;
