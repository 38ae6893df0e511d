//! What chance does to a headline: the centre is lived on more seeds.
//!
//! ```text
//! between seeds   t(0.975, n − 1) · √2 · sd over n seeds: two runs that differ by their seed alone lie so near each
//!                 other in 95 of 100 cases
//! people needed   people · (between seeds ÷ swing)², if chance falls with the root of their number
//! ```
//! The runs of an analysis share a seed, so what a parameter moves without anybody answering scatters less than that:
//! such a small swing may be no chance, but one beyond the distance between seeds is none.

use crate::questions::compare::{student, variance};
use serde::Serialize;

/// Seeds on which the centre is lived, that of the analysis among them.
pub(super) const SEEDS: u64 = 5;

/// A headline of the centre over seeds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chance {
    /// Seeds that were lived.
    pub seeds: usize,
    /// On how many of them the headline has a value: a year may not come.
    pub known: usize,
    /// How far two seeds lie apart; none unless all have a value.
    pub between_seeds: Option<f64>,
}

impl Chance {
    /// Of the values on all seeds.
    pub(super) fn of(values: &[Option<f64>]) -> Self {
        let known: Vec<f64> = values.iter().copied().flatten().collect();
        let all = known.len() == values.len();
        let between_seeds = variance(&known).filter(|_| all).map(|v| student(values.len()) * (2.0 * v).sqrt());
        Self { seeds: values.len(), known: known.len(), between_seeds }
    }

    /// How many people would tell a swing from chance, if it stayed as large; none if it is beyond chance as it is, if
    /// there is no swing, or if chance is not known.
    pub(super) fn people_needed(&self, swing: f64, people: usize) -> Option<u64> {
        let within = self.between_seeds.filter(|between| swing > 0.0 && swing <= *between)?;
        Some((people as f64 * (within / swing).powi(2)).ceil() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// sd of 1, 2, 3 is 1; t(2) = 4.303, times √2 = 6.085.
    #[test]
    fn two_seeds_lie_apart_by_students() {
        let chance = Chance::of(&[Some(1.0), Some(2.0), Some(3.0)]);
        let between = chance.between_seeds.expect("three seeds");
        assert!((between - 6.085).abs() < 1e-3, "{between}");
        assert_eq!(
            [between / 2.0, 2.0 * between, 0.0].map(|swing| chance.people_needed(swing, 100)),
            [Some(400), None, None]
        );
    }

    #[test]
    fn a_year_that_comes_on_some_seeds_has_no_distance() {
        let chance = Chance::of(&[Some(2036.0), None, Some(2037.0), Some(2036.0)]);
        assert_eq!(chance, Chance { seeds: 4, known: 3, between_seeds: None });
        assert_eq!(chance.people_needed(1.0, 100), None);
    }
}
