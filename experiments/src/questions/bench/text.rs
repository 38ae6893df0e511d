//! What was measured, in lines of at most 80 columns.

use super::{Bench, YearCost};
use crate::results::columns::aligned;
use std::fmt;

impl fmt::Display for Bench {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let machine = self.machine.as_deref().unwrap_or("a machine of unknown name");
        writeln!(f, "{machine}; 20,000 people open in {:.3} s\n", self.start_seconds)?;
        writeln!(f, "a year; ns: of a thread, a person and course of life (first, each further)")?;
        f.write_str(&aligned(&self.year_rows(), 0))?;
        if !self.scaling.is_empty() {
            writeln!(f, "\none thread's time ÷ that of several")?;
            f.write_str(&aligned(&self.scaling_rows(), 0))?;
        }
        writeln!(f, "\nbooks of 2030 on one thread")?;
        f.write_str(&aligned(&self.settlement_rows(), 1))?;
        let output = self.output;
        let pace = output.rows_per_second.map_or("–".to_owned(), |rows| format!("{rows:.0}"));
        writeln!(f, "\n{} rows of tables, {pace} rows written a second", output.rows)?;
        match self.peak_memory {
            Some(bytes) => writeln!(f, "peak memory {:.0} MB", bytes as f64 / 1e6),
            None => Ok(()),
        }
    }
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

impl Bench {
    fn year_rows(&self) -> Vec<Vec<String>> {
        let heads = row(["people", "worlds", "thr.", "s", "people", "gov.", "ns", "first", "more", "M p-y/s", "B/p"]);
        std::iter::once(heads).chain(self.years.iter().map(YearCost::row)).collect()
    }

    fn scaling_rows(&self) -> Vec<Vec<String>> {
        let heads = row(["people", "worlds", "threads", "same people", "people × threads"]);
        let line = |scaling: &super::Scaling| {
            let super::Scaling { people, worlds, threads, strong, weak } = scaling;
            vec![
                people.to_string(),
                worlds.to_string(),
                threads.to_string(),
                format!("{strong:.2}"),
                format!("{weak:.2}"),
            ]
        };
        std::iter::once(heads).chain(self.scaling.iter().map(line)).collect()
    }

    fn settlement_rows(&self) -> Vec<Vec<String>> {
        let heads = row(["regime", "µs a settlement", "ms to measure all margins"]);
        let line = |cost: &super::Settlement| {
            let figures = [cost.microseconds, cost.measured_milliseconds];
            std::iter::once(cost.regime.clone()).chain(figures.map(|figure| format!("{figure:.1}"))).collect()
        };
        std::iter::once(heads).chain(self.settlements.iter().map(line)).collect()
    }
}

impl YearCost {
    fn row(&self) -> Vec<String> {
        let share = |part: f64| format!("{:.0} %", 100.0 * part / self.seconds);
        let parts = |part: usize| self.first_and_further.map_or_else(String::new, |both| format!("{:.0}", both[part]));
        vec![
            self.people.to_string(),
            self.worlds.to_string(),
            self.threads.to_string(),
            format!("{:.4}", self.seconds),
            share(self.people_seconds),
            share(self.governments_seconds),
            format!("{:.0}", self.nanoseconds),
            parts(0),
            parts(1),
            format!("{:.1}", self.person_years_per_second / 1e6),
            self.bytes_per_person.map_or_else(String::new, |bytes| format!("{bytes:.0}")),
        ]
    }
}
