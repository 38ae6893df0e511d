//! `fastox ensemble`: draws of the uncertain parameters that fit the accounts of 2024.

use super::arguments::EnsembleArguments;
use super::exit::Failure;
use super::progress::Counter;
use super::say;
use super::values::{self, Problems};
use crate::scenario;
use fastox_calibration::diagnostic::{Diagnostic, Report};
use fastox_calibration::ensemble::{self, Ensemble, Extreme, Making, Rejected, STATISTICS};
use fastox_calibration::fit::FitPlan;
use std::fmt::Write;
use std::path::Path;

/// How many parameters are told of those that tell rejected draws from kept ones.
const TOLD: usize = 12;

pub(super) fn ensemble(asked: &EnsembleArguments) -> Result<(), Failure> {
    let making = making(asked)?;
    // An hour of work should not end with nowhere to go.
    if let Some(out) = &asked.out {
        writable(out)?;
    }
    let counter = Counter::new(asked.quiet, u64::from(making.draws), "draws");
    let made = ensemble::make(&making, &mut |made, kept| {
        counter.tell(made as u64, &format!("{kept} kept"));
    });
    counter.done();
    let (ensemble, rejected) = made.map_err(|broken| Failure::bug(&broken.to_string()))?;
    if !asked.quiet {
        eprint!("{}", told(&ensemble, &rejected));
    }
    if ensemble.draws.len() < making.least {
        return Err(too_few(&ensemble, making.least));
    }
    let text = ensemble.to_csv();
    let Some(out) = &asked.out else { return say(&text) };
    std::fs::write(out, text).map_err(|error| not_written(out, &error))?;
    say(&format!("{}\n", out.display()))
}

fn making(asked: &EnsembleArguments) -> Result<Making, Report> {
    let mut problems = Problems::default();
    let draws = problems.keep(values::made("--draws", &asked.draws)).unwrap_or_default();
    let least = problems.keep(values::least(&asked.least)).unwrap_or_default();
    let people = problems.keep(values::people(&asked.people)).unwrap_or_default();
    let rounds = problems.keep(values::rounds(&asked.rounds)).unwrap_or_default();
    let seed = problems.keep(values::seed(&asked.seed)).unwrap_or_default();
    let mut threads = super::run::processors();
    problems.set(&mut threads, asked.threads.as_deref(), values::threads);
    problems.none()?;
    let seed = seed.first().copied().unwrap_or(1);
    Ok(Making {
        fit: FitPlan {
            regime: scenario::shipped("national-pooling").regime,
            common: scenario::common(),
            people: people as usize,
            seed,
            rounds,
        },
        draws,
        least: least as usize,
        threads,
        command: format!(
            "fastox ensemble --draws {draws} --least {least} --people {people} --rounds {rounds} \
             --seed {seed}"
        ),
    })
}

/// Touches the file without changing it.
fn writable(out: &Path) -> Result<(), Failure> {
    let new = !out.exists();
    let opened = std::fs::OpenOptions::new().append(true).create(true).open(out);
    opened.map_err(|error| not_written(out, &error))?;
    if new {
        let _ = std::fs::remove_file(out);
    }
    Ok(())
}

fn not_written(out: &Path, error: &std::io::Error) -> Failure {
    let message = format!("the table cannot be written: {error}");
    let diagnostic = Diagnostic::new(&out.display().to_string(), message);
    diagnostic.help("choose another file with `--out`").into()
}

fn too_few(ensemble: &Ensemble, least: usize) -> Failure {
    let (kept, made) = (ensemble.draws.len(), ensemble.origin.made);
    Failure::failed(format!(
        "error: {kept} of {made} draws fit the accounts of 2024, fewer than the {least} that were asked for\n = help: see \
         above which parameters rejected draws have in common, and narrow their sweeps; or ask for fewer with `--least`"
    ))
}

/// What was kept, what was not, and where it lies.
fn told(ensemble: &Ensemble, rejected: &[Rejected]) -> String {
    let (kept, made) = (ensemble.draws.len(), ensemble.origin.made);
    let mut text = format!("{kept} of {made} draws kept\n");
    for draw in rejected {
        let _ = write!(text, "draw {} rejected:", draw.candidate);
        for name in &draw.misses {
            let Some(s) = STATISTICS.iter().position(|known| known == name) else {
                text += " published effects not met;";
                continue;
            };
            let (met, nation) = (draw.distance.met[s], 100.0 * draw.distance.nation[s]);
            let _ = write!(text, " {name} met in {met} provinces, nation {nation:+.2} %;");
        }
        text.push('\n');
    }
    if rejected.is_empty() {
        return text;
    }
    text += "share rejected in the lowest and the highest fifth of a parameter's values, z of the ranks:\n";
    for Extreme { name, lowest, highest, z } in
        ensemble::extremes(ensemble, rejected).into_iter().take(TOLD)
    {
        let (lowest, highest) = (100.0 * lowest, 100.0 * highest);
        let _ = writeln!(text, "  {name:44} {lowest:3.0} %  {highest:3.0} %  {z:+5.1}");
    }
    text
}
