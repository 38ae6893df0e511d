//! How a command ends.

use crate::run::{RunError, changes_values, too_large_help};
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_model::books::BrokenIdentity;
use fastox_outputs::OutputError;
use std::process::ExitCode;

/// The exit codes of every command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// 0: done.
    Done = 0,
    /// 1: it ran, but a comparison could not be made or a target was missed.
    Failed = 1,
    /// 2: something in the arguments, a file or a folder of the reader; nothing was left behind.
    Input = 2,
    /// 3: a mistake of the program; the message asks for the manifest.
    Bug = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command did not do what it was asked, and what to print about it.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What goes to stderr.
    pub message: String,
}

impl Failure {
    /// A mistake of the reader.
    pub fn input(message: impl Into<String>) -> Self {
        Self { exit: Exit::Input, message: message.into() }
    }

    /// A comparison that could not be made.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { exit: Exit::Failed, message: message.into() }
    }

    /// A mistake of the program.
    pub fn bug(message: &str) -> Self {
        let help = "this is a mistake of fastox, not yours; please report it with the command and this text";
        Self { exit: Exit::Bug, message: format!("error: {message}\n = help: {help}") }
    }

    /// Books that do not close, or numbers that grew beyond what can be held, under values that were `changed` or not.
    pub fn broken(broken: &BrokenIdentity, changed: bool) -> Self {
        if !broken.too_large {
            return Self::bug(&broken.to_string());
        }
        Self::too_large(&broken.to_string(), changed)
    }

    /// Money that grows beyond what is held.
    pub fn too_large(found: &str, changed: bool) -> Self {
        Self::input(format!("error: {found}\n = help: {}", too_large_help(changed)))
    }

    /// Prints the message and gives the code.
    pub fn print(&self) -> Exit {
        super::lines::note(&super::lines::harmless(&self.message));
        self.exit
    }
}

impl From<Report> for Failure {
    fn from(report: Report) -> Self {
        Self::input(report.to_string())
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::input(diagnostic.to_string())
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::input(format!("error: {error}\n = help: {}", error.help()))
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Input(report) => report.into(),
            RunError::Output(error) => error.into(),
            RunError::Broken(broken) => {
                let (broken, manifest) = *broken;
                let failure = Self::broken(&broken, changes_values(&manifest));
                let message = format!("{}\n\nmanifest: {}", failure.message, manifest.to_json());
                if broken.too_large { failure } else { Self { message, ..failure } }
            }
        }
    }
}
