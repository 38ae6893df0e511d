//! The program `fastox`: arguments in, data to stdout, talk to stderr, and an exit code that says how it went.

mod arguments;
mod bench;
mod calibrate;
mod cells;
mod clean;
mod compare;
mod copy;
mod decompose;
mod diff;
mod ensemble;
mod evaluate;
mod exit;
mod explain;
mod export;
mod finished;
mod interrupted;
mod lines;
mod list;
mod merge;
mod new;
mod open;
mod part;
mod person;
mod plan;
mod posterior;
mod program;
mod progress;
mod ranks;
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

use crate::results::columns::translated;
use arguments::{Arguments, Command};
use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, FromArgMatches};
use fastox_calibration::parameters::diagnostic::nearest;
use fastox_model::units::TOO_LARGE;
use fastox_outputs::{Language, write_whole};
use lines::terminal;
use std::any::Any;
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Runs the program with these arguments, the first being its own name.
pub fn main_with(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let language = language(&args);
    lines::speak(language);
    let command = match language {
        Language::English => Arguments::command(),
        // Lines are broken after they are translated.
        Language::Chinese => Arguments::command().term_width(0),
    };
    let matches = command.try_get_matches_from(args);
    let arguments = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(asked) => return printed_by_clap(&with_nearest(asked)),
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
        Some(TOO_LARGE) => Failure::too_large(TOO_LARGE, true),
        _ => Failure::bug("the program stopped where it never should"),
    }
}

fn dispatch(command: Command) -> Result<(), Failure> {
    match command {
        Command::Run(asked) => run::run(&asked),
        Command::Plan(asked) => plan::plan(&asked),
        Command::Merge(asked) => merge::merge(&asked),
        Command::Clean(asked) => clean::clean(&asked),
        Command::Compare(asked) => compare::compare(&asked),
        Command::Diff(asked) => diff::diff(&asked),
        Command::Calibrate(asked) => calibrate::calibrate(&asked),
        Command::Ensemble(asked) => ensemble::ensemble(&asked),
        Command::Posterior(asked) => posterior::run(&asked),
        Command::Whip(asked) => whip::whip(&asked),
        Command::Evaluate(asked) => evaluate::evaluate(&asked),
        Command::Sensitivity(asked) => sensitivity::sensitivity(&asked),
        Command::Decompose(asked) => decompose::decomposition(&asked),
        Command::New(asked) => new::new(&asked),
        Command::List(asked) => list::list(&asked),
        Command::Explain(asked) => explain::explain(&asked),
        Command::Retirement(asked) => person::retirement(&asked),
        Command::Pension(asked) => person::pension(&asked),
        Command::Trace(asked) => trace::trace(&asked),
        Command::Report(asked) => report::report(&asked),
        Command::Sandbox(asked) => sandbox::sandbox(&asked),
        Command::Validate(asked) => validate::validate(&asked),
        Command::Export(asked) => export::export(&asked, lines::language()),
        Command::Copy(asked) => copy::copy(&asked),
        Command::Open(asked) => open::open(&asked),
        Command::Bench(asked) => bench::bench(&asked),
        Command::Completions(asked) => program::completions(&asked),
        Command::Man(asked) => program::man(&asked),
    }
}

/// The language that is asked for, or that of the locale. It is needed before arguments are understood, for help.
fn language(args: &[OsString]) -> Language {
    let args: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let parted = args.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let asked = parted.or_else(|| args.iter().find_map(|arg| arg.strip_prefix("--lang=")));
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    let is_chinese = match asked {
        Some(asked) => ["zh", "zh-CN"].iter().any(|chinese| asked.eq_ignore_ascii_case(chinese)),
        None => locale().is_some_and(|locale| locale.starts_with("zh")),
    };
    if is_chinese { Language::Chinese } else { Language::English }
}

/// Adds the command that may have been meant: clap has its own measure of what is alike, by which `rnu` is not `run`.
fn with_nearest(mut asked: clap::Error) -> clap::Error {
    let program = Arguments::command();
    let names = || program.get_subcommands().map(clap::Command::get_name);
    let typed = match asked.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(typed)) => typed.clone(),
        _ => return asked,
    };
    let near = nearest(&typed, names()).into_iter().map(str::to_owned).collect::<Vec<_>>();
    if asked.get(ContextKind::SuggestedSubcommand).is_none() && !near.is_empty() {
        asked.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(near));
    }
    asked
}

/// Help and version are answers; everything else is a mistake in the arguments.
fn printed_by_clap(asked: &clap::Error) -> Exit {
    let text = asked.render().to_string();
    let text = match lines::language() {
        Language::English => text,
        Language::Chinese => lines::broken(&help_in_chinese(&text), terminal().width),
    };
    // What was typed may be part of it.
    let text = lines::harmless(&text);
    if asked.use_stderr() {
        lines::aside(&text);
        return Exit::Input;
    }
    if say(&text).is_err() { Exit::Input } else { Exit::Done }
}

/// Help and what clap objects to. Names of commands, keys of a file and default values stay as they are typed.
fn help_in_chinese(text: &str) -> String {
    let program = Arguments::command();
    let line = |line: &str| {
        let default = line.trim().strip_prefix("[default: ").and_then(|rest| rest.strip_suffix(']'));
        if let Some(default) = default.filter(|default| !default.contains(' ')) {
            return line.replace(&format!("[default: {default}]"), &format!("[默认：{default}]"));
        }
        // A value that may be given.
        if let Some((value, what)) = line.trim_start().strip_prefix("- ").and_then(|rest| rest.split_once(':')) {
            let indent = &line[..line.len() - line.trim_start().len()];
            return format!("{indent}- {value}：{}", translated(what.trim(), Language::Chinese));
        }
        let name = line.trim_start().split(' ').next().unwrap_or_default();
        let at = line.len() - line.trim_start().len() + name.len();
        let is_key = line[at..].trim_start().starts_with("= ");
        let is_typed = line.starts_with("  ") && (is_key || program.find_subcommand(name).is_some());
        let (typed, rest) = line.split_at(if is_typed { at } else { 0 });
        format!("{typed}{}", translated(rest, Language::Chinese))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
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

/// Prints an answer to be read by people.
fn say_text(text: &str) -> Result<(), Failure> {
    say(&lines::fitting(&lines::coloured(&translated(text, lines::language()))))
}

/// Writes a file that was asked for, and says where it lies and whether it took the place of another.
fn write_file(out: &Path, text: &str) -> Result<(), Failure> {
    let file = out.display();
    if write_whole(out, text.as_bytes())? {
        lines::note(&format!("`{file}` was there and is replaced"));
    }
    say(&lines::harmless(&format!("{file}\n")))
}

/// Prints a value as indented JSON.
fn say_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).expect("answers become JSON");
    say(&(text + "\n"))
}

#[cfg(test)]
mod tests;
