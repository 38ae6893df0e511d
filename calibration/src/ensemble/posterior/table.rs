//! The posterior as a file: lines of TOML behind a hash, then one row a draw of the ensemble.
//!
//! ```text
//! # figures = [{ name = "…", role = "weighed", tolerance = 0.1 }, …]
//! candidate,log_likelihood,ratio,weight,<errors by the names of the figures>
//! ```
//! Errors are relative, with seven significant digits; weights follow from the errors as written.

use super::{Held, Posterior, Weighed};
use crate::check::targets::Role;
use crate::parameters::diagnostic::{Diagnostic, Report};
use serde::Deserialize;
use std::fmt::Write as _;

/// The columns before the errors.
const KEYS: [&str; 4] = ["candidate", "log_likelihood", "ratio", "weight"];
/// What stands above the header's own lines.
const HEAD: &str = "\
Weights of the draws of ensemble.csv under what was published of 2021-23, and each draw's errors; do not edit.
Method: calibration/README.md, Posterior.";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    command: String,
    ensemble: String,
    figures: Vec<Figure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    name: String,
    role: String,
    tolerance: f64,
}

impl Posterior {
    /// The posterior as a file.
    pub fn to_csv(&self) -> String {
        let mut text = String::new();
        let Self { command, ensemble, figures, draws } = self;
        let listed = figures.iter().map(|Held { name, role, tolerance }| {
            format!("{{ name = \"{name}\", role = \"{}\", tolerance = {tolerance:?} }}", role.name())
        });
        let listed = listed.collect::<Vec<_>>().join(", ");
        let header = format!("command = \"{command}\"\nensemble = \"{ensemble}\"\nfigures = [{listed}]");
        for line in HEAD.lines().chain(header.lines()) {
            let _ = writeln!(text, "# {line}");
        }
        let names = figures.iter().map(|figure| figure.name.as_str());
        let _ = writeln!(text, "{}", KEYS.into_iter().chain(names).collect::<Vec<_>>().join(","));
        for draw in draws {
            let Weighed { candidate, log_likelihood, ratio, weight, errors } = draw;
            let _ = write!(text, "{candidate},{log_likelihood},{ratio},{weight}");
            for error in errors {
                let _ = write!(text, ",{error}");
            }
            text.push('\n');
        }
        text
    }

    /// Reads a file that belongs to the ensemble of this checksum.
    pub fn read(file: &str, text: &str, ensemble: &str) -> Result<Self, Report> {
        let header = header(file, text)?;
        if header.ensemble != ensemble {
            return Err(stale(file, "the posterior was made for another ensemble".to_owned()));
        }
        let figures = header.figures.into_iter().map(|figure| {
            let role = Role::ALL.into_iter().find(|role| role.name() == figure.role)?;
            Some(Held { name: figure.name, role, tolerance: figure.tolerance })
        });
        let Some(figures) = figures.collect::<Option<Vec<Held>>>() else {
            return Err(stale(file, "the header names a role that targets do not have".to_owned()));
        };
        let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')).skip(1);
        let read = rows.map(|(place, line)| {
            let message = || format!("line {}: not a row of {} numbers", place + 1, KEYS.len() + figures.len());
            row(line, figures.len()).ok_or_else(|| stale(file, message()))
        });
        let draws = read.collect::<Result<_, _>>()?;
        Ok(Self { command: header.command, ensemble: header.ensemble, figures, draws })
    }
}

fn header(file: &str, text: &str) -> Result<Header, Report> {
    let lines: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# ")).skip(HEAD.lines().count()).collect();
    toml::from_str(&lines.join("\n"))
        .map_err(|error| stale(file, format!("the header of the posterior cannot be read: {}", error.message())))
}

fn row(line: &str, figures: usize) -> Option<Weighed> {
    let (candidate, numbers) = line.split_once(',')?;
    let numbers: Vec<f64> = numbers.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
    let ([log_likelihood, ratio, weight], errors) = numbers.split_first_chunk::<3>()?;
    let (log_likelihood, ratio, weight) = (*log_likelihood, *ratio, *weight);
    let whole = errors.len() == figures && numbers.iter().all(|number| number.is_finite()) && weight >= 0.0;
    let candidate = candidate.parse().ok()?;
    whole.then(|| Weighed { candidate, errors: errors.to_vec(), log_likelihood, ratio, weight })
}

fn stale(file: &str, message: String) -> Report {
    let help = "`fastox posterior > calibration/parameters/posterior.csv` writes the one that belongs to this program";
    Diagnostic::new(file, message).help(help).into()
}
