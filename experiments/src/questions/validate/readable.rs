//! At which size of a run a target can be read: its noise from replications over seeds, against its tolerance.
//!
//! ```text
//! people = n · S · (2 · standard error ÷ tolerance)²       S seeds of n people; the error falls with the root of people
//! ```
//! A gap is the sum of what falls short of a threshold, so its noise is not that of a count, and small runs make it too
//! large on top of that: only seeds tell. A standard error from S seeds is itself known to 1/√(2(S − 1)) of its size.

use crate::results::columns::aligned;
use crate::results::comparison::{Comparison, GRANTED};
use fastox_calibration::check::targets::Role;
use serde::Serialize;

/// A target that nothing was fitted to, and the people it takes to read it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Readable {
    /// What it is.
    pub title: String,
    /// The year.
    pub year: i32,
    /// Relative standard error of the run.
    pub standard_error: f64,
    /// Largest error that counts as met.
    pub tolerance: f64,
    /// People in one seed at which two standard errors are the tolerance.
    pub people: f64,
}

/// Hold-outs and what is weighed, of a run with so many people in all its seeds; nothing of a single seed.
pub fn readable(comparisons: &[Comparison], people: u64, seeds: usize) -> Vec<Readable> {
    let asked = |c: &&Comparison| seeds > 1 && matches!(c.role, Role::HoldOut | Role::Weighed);
    let of = |c: &Comparison| {
        let (standard_error, tolerance) = (c.standard_error?, c.tolerance.filter(|tolerance| *tolerance > 0.0)?);
        let people = people as f64 * seeds as f64 * (GRANTED * standard_error / tolerance).powi(2);
        Some(Readable { title: c.title.clone(), year: c.year, standard_error, tolerance, people })
    };
    comparisons.iter().filter(asked).filter_map(of).collect()
}

/// A line a target.
pub fn to_text(found: &[Readable]) -> String {
    let head = ["can be read from", "year", "s.e.", "tolerance", "people"].map(str::to_owned).to_vec();
    let line = |r: &Readable| {
        let percent = |share: f64| format!("{:.1} %", 100.0 * share);
        let people = format!("{:.0} thousand", (r.people / 1e3).max(1.0));
        vec![r.title.clone(), r.year.to_string(), percent(r.standard_error), percent(r.tolerance), people]
    };
    aligned(&std::iter::once(head).chain(found.iter().map(line)).collect::<Vec<_>>(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::comparison::Comparison;
    use fastox_calibration::parameters::quantity::Unit;

    fn comparison(role: Role, standard_error: Option<f64>) -> Comparison {
        Comparison {
            target: "pool".to_owned(),
            title: "the pool".to_owned(),
            province: 10,
            year: 2022,
            unit: Unit::Yuan,
            model: Some(1.0),
            published: Some(1.0),
            published_words: None,
            error: Some(0.0),
            standard_error,
            tolerance: Some(0.1),
            role,
            met: Some(true),
            quality: String::new(),
            source: String::new(),
            definition: None,
        }
    }

    /// 4 % in three seeds of 100,000; two of them are 8 %, which 10 % allow from 0.64 of all people on.
    #[test]
    fn four_times_the_people_halve_the_error() {
        let all =
            [comparison(Role::HoldOut, Some(0.04)), comparison(Role::Fit, Some(0.04)), comparison(Role::Weighed, None)];
        let found = readable(&all, 100_000, 3);
        assert_eq!(found.len(), 1);
        assert!((found[0].people - 192_000.0).abs() < 1e-6, "{found:?}");
        assert!(readable(&all, 100_000, 1).is_empty());
    }
}
