//! How long a run takes, from the first years of the same worlds, lived here by few people and by more.
//!
//! ```text
//! year of a cell   a + b × people     a, b of each year to 2030; later years as the last three of them
//! rows             sorted, encoded and written as those of the small run were
//! ```
//! The years to 2030 hold the clauses of 2022 and those that proposals begin with in 2027.

use crate::asked::experiment::Experiment;
use crate::questions::bench;
use crate::run::{Cell, Lived, Pass, Ready, RunError};
use std::time::Instant;

/// The last year that is measured.
const LAST: i32 = 2030;
/// The most people it is measured with, and how many times fewer the few are.
const MOST: u64 = 500_000;
const FEWER: u64 = 20;

/// What was measured.
pub(super) struct Pace {
    passes: Vec<(bool, Line)>,
    pub seconds_a_row: f64,
    pub measured_seconds: f64,
}

/// Seconds of a cell by world.
struct Line {
    seconds: f64,
    worlds: f64,
}

impl Pace {
    /// Of cells, one after the other.
    pub fn seconds(&self, cells: &[Cell]) -> f64 {
        let of = |cell: &Cell| {
            let found = self.passes.iter().find(|(range, _)| *range == (cell.pass == Pass::Range));
            found.map_or(0.0, |(_, line)| line.seconds * cell.worlds().len() as f64 / line.worlds)
        };
        cells.iter().map(of).sum()
    }
}

/// Measures the passes that cells are of.
pub(super) fn measured(ready: &Ready<'_>, cells: &[Cell]) -> Result<Pace, RunError> {
    let clock = Instant::now();
    let mut pace = Pace { passes: Vec::new(), seconds_a_row: 0.0, measured_seconds: 0.0 };
    for range in [false, true] {
        let Some(cell) = cells.iter().find(|cell| (cell.pass == Pass::Range) == range) else { continue };
        let people = ready.experiment.people;
        let own = if range { ready.experiment.range_people.min(people) } else { people };
        let most = own.min(MOST);
        let [few, more] = [(most / FEWER).max(100).min(most), most].map(|people| small(ready, cell, people));
        let (few, more) = (few?, more?);
        if !range {
            pace.seconds_a_row = bench::seconds_a_row(&more.lived.tables.observed(), &ready.manifest());
        }
        let seconds = line(&few, &more, own as f64, f64::from(ready.experiment.last_year));
        pace.passes.push((range, Line { seconds, worlds: cell.worlds().len() as f64 }));
    }
    pace.measured_seconds = clock.elapsed().as_secs_f64();
    Ok(pace)
}

/// A small run of a cell: seconds of the opening and of every year.
struct Small {
    people: f64,
    laps: Vec<f64>,
    lived: Lived,
}

fn small(ready: &Ready<'_>, cell: &Cell, people: u64) -> Result<Small, RunError> {
    let known = ready.experiment;
    let last_year = known.last_year.min(LAST);
    // Fewer people in the range pass than in the run leave it all its worlds.
    let shared = known.range_people >= known.people;
    let (people_of_run, range_people) = if shared { (people, people) } else { (people + 1, people) };
    let small = Experiment { people: people_of_run, range_people, last_year, ..known.clone() };
    let (small, mut laps, mut clock) = (ready.with(&small), Vec::new(), Instant::now());
    let lived = small.live(cell, &mut |_| {
        laps.push(clock.elapsed().as_secs_f64());
        clock = Instant::now();
    })?;
    Ok(Small { people: people as f64, laps, lived })
}

/// Seconds of so many people to a last year.
fn line(few: &Small, more: &Small, people: f64, last_year: f64) -> f64 {
    let [first, second] = [few, more].map(|small| whole(&small.laps, last_year));
    let slope = (second - first).max(0.0) / (more.people - few.people).max(1.0);
    second + slope * (people - more.people)
}

/// All years, those that were not lived like the last ones.
fn whole(laps: &[f64], last_year: f64) -> f64 {
    let last = &laps[laps.len().saturating_sub(3)..];
    let mean = last.iter().sum::<f64>() / last.len() as f64;
    laps.iter().sum::<f64>() + mean * (last_year - f64::from(LAST)).max(0.0)
}
