//! A regime: clauses by period.

use super::ClauseSpec;
use crate::units::Year;

/// The clauses in force from a year on.
#[derive(Clone, Debug)]
pub struct Period {
    /// First year.
    pub from: Year,
    /// The clauses, in the order in which they act.
    pub clauses: Vec<ClauseSpec>,
}

/// A pooling regime: periods in the order of their years.
#[derive(Clone, Debug)]
pub struct Regime {
    /// Short name, the `world` of the tables.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// The periods; the first begins no later than the first year of the run.
    pub periods: Vec<Period>,
}

impl Regime {
    /// The clauses in force in a year; none before the first period.
    pub fn clauses(&self, year: Year) -> &[ClauseSpec] {
        self.periods.iter().rev().find(|p| p.from <= year).map_or(&[], |p| &p.clauses)
    }

    /// The names of its clauses, whenever they are in force.
    pub(crate) fn clause_names(&self) -> impl Iterator<Item = &'static str> {
        self.periods.iter().flat_map(|period| &period.clauses).map(ClauseSpec::name)
    }

    /// Whether any of its clauses may order next year's indexation.
    pub fn gives_orders(&self) -> bool {
        self.periods.iter().flat_map(|p| &p.clauses).any(|spec| spec.clause().gives_orders())
    }
}
