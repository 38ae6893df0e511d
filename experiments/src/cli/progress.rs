//! How far a run has come: a bar with the time left on a terminal, a line every ten years elsewhere.

use super::lines::{language, note};
use crate::results::columns::{counted, translated};
use crate::run::{Pass, Progress};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::Instant;

/// Shows on stderr which year of which seed was lived.
pub(super) struct YearCounter {
    bar: Option<ProgressBar>,
    quiet: bool,
    /// Steps a cell takes: its years, and the opening of its country.
    steps: u64,
    last_year: i32,
}

impl YearCounter {
    pub(super) fn new(quiet: bool, cells: usize, last_year: i32) -> Self {
        let steps = u64::from(last_year.abs_diff(2020)) + 1;
        let drawn = !quiet && std::io::stderr().is_terminal();
        Self { bar: drawn.then(|| bar(steps * cells as u64)), quiet, steps, last_year }
    }

    /// A bar for one seed on a terminal, nothing elsewhere.
    pub(super) fn on_terminal(last_year: i32) -> Self {
        Self { quiet: true, ..Self::new(false, 1, last_year) }
    }

    pub(super) fn show(&self, now: Progress) {
        if now.kept && !self.quiet {
            self.note(&format!("{}: goes on after {}, which was kept", lived(now), now.year));
        }
        let step = now.place as u64 * self.steps + u64::from(now.year.abs_diff(2020)) + 1;
        if let Some(bar) = &self.bar {
            bar.set_message(told(&format!("{}, {}", lived(now), now.year)));
            bar.set_position(step);
        } else if !self.quiet && !now.kept && (now.year % 10 == 0 || now.year == self.last_year) {
            let Progress { year, worlds, people, .. } = now;
            let (what, worlds) = (lived(now), counted(worlds, "world"));
            note(&format!("{what}: {year}, {worlds}, {people} people"));
        }
    }

    /// A line that stays, above the bar if there is one.
    fn note(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| note(text)),
            None => note(text),
        }
    }

    pub(super) fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Seed and draw; the central values are not named.
fn lived(Progress { seed, pass, .. }: Progress) -> String {
    match pass {
        Pass::Draw(0) => format!("seed {seed}"),
        Pass::Draw(draw) => format!("seed {seed}, draw {draw}"),
        Pass::Range => format!("seed {seed}, range pass"),
    }
}

/// What stands before a bar, as its reader is told it.
fn told(text: &str) -> String {
    translated(text, language()).into_owned()
}

fn bar(steps: u64) -> ProgressBar {
    let left = language().of("{eta} left", "剩余 {eta}");
    let style = ProgressStyle::with_template(&format!("{{msg}}  [{{bar:40}}]  {{percent}} %, {left}"));
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> ");
    ProgressBar::new(steps).with_style(style).with_message(told("opening the country"))
}

/// Shows on stderr how many of many equal pieces of work are done.
pub(super) struct Counter {
    bar: Option<ProgressBar>,
    quiet: bool,
    all: u64,
    what: &'static str,
    begun: Instant,
}

/// Pieces between two lines where there is no terminal.
const EVERY: u64 = 20;

impl Counter {
    pub(super) fn new(quiet: bool, all: u64, what: &'static str) -> Self {
        let drawn = !quiet && std::io::stderr().is_terminal();
        Self { bar: drawn.then(|| bar(all)), quiet, all, what, begun: Instant::now() }
    }

    /// More may be done than was planned: then the plan grows by as many again.
    pub(super) fn show(&self, done: u64, more: &str) {
        let all = done.div_ceil(self.all).max(1) * self.all;
        if let Some(bar) = &self.bar {
            bar.set_length(all);
            bar.set_message(told(&format!("{done} of {all} {}, {more}", self.what)));
            bar.set_position(done);
        } else if !self.quiet && (done.is_multiple_of(EVERY) || done == all) {
            let spent = self.begun.elapsed().as_secs_f64();
            let minutes = spent / done as f64 * (all - done) as f64 / 60.0;
            note(&format!("{done} of {all} {}, {more}, {minutes:.1} minutes left", self.what));
        }
    }

    pub(super) fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
