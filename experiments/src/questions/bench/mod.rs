//! What the program takes of a machine: time by stage, memory, rows written, by people, worlds and threads.
//!
//! ```text
//! years        national pooling and others, responding: 2021 to 2024 unmeasured, then the median of three years
//!   people       everybody's year in all courses of life        (ns a person-year: wall time × threads)
//!   governments  what a yuan more is worth to every province, at every margin
//!   rest         children, books, accounts
//! settlements  the books of 2024 of a regime opened and settled; what governments measure in such a year
//! output       a small run's tables as Parquet files
//! ```
//! Wall times on a machine that does something else, too, are too long; instruction counts are not (`.ci/instructions`).

mod machine;
mod output;
mod settlements;
mod text;
mod years;

pub use output::{Output, seconds_a_row};
pub use settlements::Settlement;
pub use years::YearCost;

use crate::asked::scenario::Scenario;
use machine::on_threads;
pub use machine::peak_memory;
use serde::Serialize;

/// What is measured.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// Simulated people.
    pub people: Vec<usize>,
    /// Worlds, each with a course of life of its own.
    pub worlds: Vec<usize>,
    /// Threads.
    pub threads: Vec<usize>,
    /// The regimes, whose settlements are measured, and of which worlds are made.
    pub scenarios: Vec<Scenario>,
}

/// What was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Bench {
    /// The processor's name, if the system tells it.
    pub machine: Option<String>,
    /// Seconds to open a country of 20,000.
    pub start_seconds: f64,
    /// By people, worlds and threads.
    pub years: Vec<YearCost>,
    /// How time falls with threads, and with people in proportion to threads.
    pub scaling: Vec<Scaling>,
    /// By regime.
    pub settlements: Vec<Settlement>,
    /// Tables.
    pub output: Output,
    /// The most memory held so far, bytes, if the system tells it.
    pub peak_memory: Option<u64>,
}

/// One thread's time against that of several, of which each does its part at best.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Scaling {
    /// Simulated people with one thread.
    pub people: usize,
    /// Worlds.
    pub worlds: usize,
    /// Threads.
    pub threads: usize,
    /// The same people: one thread's time ÷ that of all.
    pub strong: f64,
    /// So many times the people: one thread's time ÷ that of all, one at best.
    pub weak: f64,
}

/// Measures everything; `shown` is told what comes next.
pub fn bench(asked: &Sizes, mut shown: impl FnMut(&str)) -> Bench {
    shown("the start of 20,000 people");
    let start_seconds = years::start(&asked.scenarios);
    let mut costs = Vec::new();
    let mut scaling = Vec::new();
    for &worlds in &asked.worlds {
        for &people in &asked.people {
            let mut cost = |people: usize, threads: usize| {
                shown(&format!("{people} people, {worlds} worlds, {threads} threads"));
                on_threads(threads, || years::cost(&asked.scenarios, people, worlds))
            };
            let own: Vec<YearCost> = asked.threads.iter().map(|&threads| cost(people, threads)).collect();
            if let Some(one) = own.iter().find(|cost| cost.threads == 1) {
                for several in own.iter().filter(|cost| cost.threads > 1) {
                    let more = cost(people * several.threads, several.threads);
                    scaling.push(Scaling::of(one, several, &more));
                }
            }
            costs.extend(own);
        }
    }
    shown("settlements");
    let settlements = on_threads(1, || settlements::measured(&asked.scenarios));
    shown("tables");
    let output = output::measured(&asked.scenarios);
    let machine = machine::processor();
    Bench { machine, start_seconds, years: costs, scaling, settlements, output, peak_memory: peak_memory() }
}

#[cfg(test)]
mod tests;

impl Scaling {
    fn of(one: &YearCost, several: &YearCost, more: &YearCost) -> Self {
        Self {
            people: one.people,
            worlds: one.worlds,
            threads: several.threads,
            strong: one.seconds / several.seconds,
            weak: one.seconds / more.seconds,
        }
    }
}
