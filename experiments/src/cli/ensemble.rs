//! `fastox ensemble`: draws of the uncertain parameters that fit the accounts of 2024.

use super::arguments::EnsembleArguments;
use super::exit::Failure;
use super::lines::aside;
use super::progress::Counter;
use super::values::{self, Problems};
use super::{say, write_file};
use crate::asked::scenario;
use fastox_calibration::ensemble::{self, Distance, EFFECTS, Ensemble, Extreme, Making, Rejected};
use fastox_calibration::fit::{FitPlan, STATISTICS};
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Report;
use fastox_model::geography::PROVINCES;
use fastox_outputs::writable;
use std::fmt::Write;

/// How many parameters are printed of those in which rejected draws differ most from kept ones.
const PRINTED: usize = 12;

pub(super) fn ensemble(asked: &EnsembleArguments) -> Result<(), Failure> {
    let making = making(asked)?;
    if let Some(draws) = &asked.verify {
        return verify(&making, draws, asked.quiet);
    }
    // An hour of work should not end with nowhere to go.
    if let Some(out) = &asked.out {
        writable(out)?;
    }
    let counter = Counter::new(asked.quiet, u64::from(making.draws), "draws");
    let made = ensemble::make(&making, &mut |made, kept| {
        counter.show(made as u64, &format!("{kept} kept"));
    });
    counter.done();
    let (ensemble, rejected) = made.map_err(|broken| Failure::broken(&broken, false))?;
    if !asked.quiet {
        aside(&summary(&ensemble, &rejected));
    }
    if ensemble.draws.len() < making.least {
        return Err(too_few(&ensemble, making.least));
    }
    let text = ensemble.to_csv();
    let Some(out) = &asked.out else { return say(&text) };
    write_file(out, &text)
}

fn making(asked: &EnsembleArguments) -> Result<Making, Report> {
    let mut problems = Problems::default();
    let draws = problems.keep(values::made("--draws", &asked.draws)).unwrap_or_default();
    let least = problems.keep(values::least(&asked.least)).unwrap_or_default();
    let people = problems.keep(values::people_here(&asked.people)).unwrap_or_default();
    let rounds = problems.keep(values::rounds(&asked.rounds)).unwrap_or_default();
    let first_people = problems.keep(values::people_here(&asked.first_people)).unwrap_or_default();
    let first_rounds = problems.keep(values::rounds(&asked.first_rounds)).unwrap_or_default();
    let seed = problems.keep(values::seed(&asked.seed)).unwrap_or_default();
    let mut threads = super::request::processors();
    problems.set(&mut threads, asked.threads.as_deref(), values::threads);
    problems.none()?;
    let (seed, central) = (seed.first().copied().unwrap_or(1), Parameters::embedded());
    Ok(Making {
        first: scenario::fit_plan(&central, first_people as usize, seed, first_rounds),
        last: scenario::fit_plan(&central, people as usize, seed, rounds),
        enacted: scenario::enacted,
        draws,
        least: least as usize,
        threads,
        command: format!(
            "fastox ensemble --draws {draws} --least {least} --people {people} --rounds {rounds} \
             --first-people {first_people} --first-rounds {first_rounds} --seed {seed}"
        ),
    })
}

/// Lives draws that the program was built with; what they meet goes to stdout.
fn verify(making: &Making, asked: &str, quiet: bool) -> Result<(), Failure> {
    let draws = values::made("--verify", asked)? as usize;
    let ensemble = Ensemble::shipped()?;
    let draws = draws.min(ensemble.draws.len());
    let counter = Counter::new(quiet, draws as u64, "draws");
    let mut met = 0;
    let lived =
        ensemble::verify(&ensemble, draws, &making.last, making.enacted, making.threads, &mut |done, distance| {
            met += usize::from(distance.misses().is_empty());
            counter.show(done as u64, &format!("{met} meet the accounts"));
        });
    counter.done();
    let lived = lived.map_err(|broken| Failure::broken(&broken, false))?;
    say(&verified(&lived, &making.last))
}

fn verified(lived: &[Distance], plan: &FitPlan) -> String {
    let (mut text, mut met) = (String::new(), 0);
    for (distance, number) in lived.iter().zip(1..) {
        let misses = distance.misses();
        met += usize::from(misses.is_empty());
        if !misses.is_empty() {
            let missed: String = misses.into_iter().map(|name| missed(name, Some(distance))).collect();
            let _ = writeln!(text, "draw {number}:{missed}");
        }
    }
    for (s, name) in STATISTICS.into_iter().enumerate() {
        let mut near: Vec<usize> = lived.iter().map(|d| PROVINCES - d.far[s].len()).collect();
        near.sort_unstable();
        let (least, median) = (near[0], near[near.len() / 2]);
        let _ = writeln!(text, "{name:18} met in {median} provinces in the median draw, {least} in the worst");
    }
    let (of, people, seed) = (lived.len(), plan.people, plan.seed);
    let _ = writeln!(text, "{met} of {of} draws meet the accounts of 2024 with {people} people and seed {seed}");
    text
}

fn too_few(ensemble: &Ensemble, least: usize) -> Failure {
    let (kept, made) = (ensemble.draws.len(), ensemble.origin.made);
    Failure::failed(format!(
        "error: {kept} of {made} draws fit the accounts of 2024, fewer than the {least} that were asked for\n = help: see \
         above which parameters rejected draws have in common, and narrow their sweeps; or ask for fewer with `--least`"
    ))
}

/// What was kept, what was not, and where it lies.
fn summary(ensemble: &Ensemble, rejected: &[Rejected]) -> String {
    let (kept, made) = (ensemble.draws.len(), ensemble.origin.made);
    let mut text = format!("{kept} of {made} draws kept\n");
    for draw in rejected {
        let _ = write!(text, "draw {} rejected:", draw.candidate);
        for name in &draw.misses {
            text += &missed(name, draw.distance.as_ref());
        }
        text.push('\n');
    }
    if rejected.is_empty() {
        return text;
    }
    text += "share rejected in the lowest and the highest fifth of a parameter's values, z of the ranks:\n";
    for Extreme { name, lowest, highest, z } in ensemble::extremes(ensemble, rejected).into_iter().take(PRINTED) {
        let (lowest, highest) = (100.0 * lowest, 100.0 * highest);
        let _ = writeln!(text, "  {name:44} {lowest:3.0} %  {highest:3.0} %  {z:+5.1}");
    }
    text
}

/// What a draw misses, and by how much.
fn missed(name: &str, distance: Option<&Distance>) -> String {
    let (Some(distance), true) = (distance, name != EFFECTS) else {
        return " published effects not met;".to_owned();
    };
    let Some(s) = STATISTICS.iter().position(|known| *known == name) else {
        return format!(" {name} {:+.1} % of what it says;", 100.0 * distance.contributions);
    };
    let far = &distance.far[s];
    let names: Vec<&str> = far.iter().map(|p| p.name()).collect();
    let whom = if far.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    let nation = 100.0 * distance.nation[s];
    format!(" {name} missed in {} provinces{whom}, nation {nation:+.2} %;", far.len())
}
