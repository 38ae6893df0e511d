//! Where each parameter acts, as the sweep over all of them found it (`tests/levers/sweep.rs`): who reads it, until when
//! a run reads it, and what it moved at the ends of its range in a small country.

use fastox_outputs::language::typed;
use serde::Serialize;

const FILE: &str = include_str!("../../parameters/effects.csv");

/// What the sweep found of a parameter; what it did not find is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// `run`, `person` and `calibration`, joined by `+`: the simulated years, a command for one person, a fit.
    pub read_by: &'static str,
    /// The last month that a run to 2080 reads.
    pub read_until: &'static str,
    /// The first year that moved.
    pub first_year: &'static str,
    /// The world in which it moved: regime and response.
    pub world: &'static str,
    /// The column of `national_year` that moved most by 2038 between the ends of the range.
    pub column: &'static str,
    /// Whether that column rises or falls with the parameter; nothing for choices.
    pub direction: &'static str,
    /// The first year that moved after a change dated 2035, or `refused`.
    pub dated_2035: &'static str,
}

impl Effect {
    /// The header of the file.
    pub const HEADER: &'static str = "parameter,read_by,read_until,first_year,world,column,direction,dated_2035";

    /// What was found of a parameter.
    pub fn of(parameter: &str) -> Option<Self> {
        let rows = FILE.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let row = rows.into_iter().find(|cells| cells[0] == parameter)?;
        let [_, read_by, read_until, first_year, world, column, direction, dated_2035] = row[..] else { return None };
        Some(Self { read_by, read_until, first_year, world, column, direction, dated_2035 })
    }

    /// Who reads it, in words.
    pub fn readers(self) -> String {
        let word = |who: &str| match who {
            "run" => format!("the years of a run, until {}", self.read_until),
            "person" => "the commands for one person".to_owned(),
            _ => "the calibration".to_owned(),
        };
        self.read_by.split('+').map(word).collect::<Vec<_>>().join("; ")
    }

    /// What it moved, in words; nothing if no run reads it.
    pub fn moved(self) -> Option<String> {
        let Self { first_year, world, column, direction, .. } = self;
        let (world, column) = (typed(world), typed(column));
        let what = if direction.is_empty() { column } else { format!("{column}, which {direction} with it") };
        let dated = match self.dated_2035 {
            "refused" => "; a date in 2035 is refused".to_owned(),
            "" => String::new(),
            year => format!("; dated 2035, from {year}"),
        };
        let most = if self.column.is_empty() { String::new() } else { format!(", most on {what}") };
        (!first_year.is_empty()).then(|| format!("from {first_year}{most} ({world}){dated}"))
    }
}
