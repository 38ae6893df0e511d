//! How far a world is from the provincial accounts of 2024: what history matching and approximate Bayesian computation
//! compare.
//!
//! ```text
//! error = model ÷ published − 1        within if |error| ≤ tolerance + 2 ÷ √agents
//! ```
//! Tolerances and definitions are those of the targets; agents are those insured, or those retired, in the province. A
//! province without any is not within.

use super::GRANTED;
use crate::results::series::Series;
use fastox_calibration::ensemble::{Tolerance, tolerances};
use fastox_calibration::fit::{FIT_YEAR, Pairs, Published};
use fastox_model::geography::PROVINCES;

/// By statistic: insured, retirees, revenue, expenditure ([`fastox_calibration::fit::STATISTICS`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AccountsError {
    /// Largest absolute relative error over provinces.
    pub largest: [f64; 4],
    /// Provinces within the tolerance.
    pub within: [usize; 4],
}

impl AccountsError {
    /// That of a world, if it was lived so far.
    pub fn of(series: &Series) -> Option<Self> {
        Some(Self::between(&Published::of_2024().beside(series.at(FIT_YEAR)?), series.weight))
    }

    fn between(pairs: &Pairs, weight: i64) -> Self {
        let mut found = Self { largest: [0.0; 4], within: [0; 4] };
        for (statistic, Tolerance { relative, heads }) in tolerances().into_iter().enumerate() {
            for p in 0..PROVINCES {
                let error = pairs[statistic][p].error().abs();
                let agents = pairs[heads][p].modelled / weight as f64;
                let within = agents > 0.0 && error <= relative + GRANTED / agents.sqrt();
                found.largest[statistic] = found.largest[statistic].max(error);
                found.within[statistic] += usize::from(within);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_calibration::fit::Pair;

    /// The published accounts, with so many times the insured of one province.
    fn accounts(factor: f64) -> Pairs {
        let p = Published::of_2024();
        let same = |published: f64| Pair { published, modelled: published };
        let mut pairs = [p.insured, p.retirees, p.revenue, p.expenditure].map(|by| by.map(same));
        pairs[0][3].modelled *= factor;
        pairs
    }

    #[test]
    fn the_published_accounts_have_no_error() {
        let found = AccountsError::between(&accounts(1.0), 1);
        assert!(found.largest.iter().all(|error| *error < 1e-6), "{found:?}");
        assert_eq!(found.within, [PROVINCES; 4]);
    }

    #[test]
    fn one_province_out_of_bounds_is_counted_and_noise_is_granted() {
        let found = AccountsError::between(&accounts(1.05), 1);
        assert!((found.largest[0] - 0.05).abs() < 1e-6, "{found:?}");
        assert_eq!(found.within, [PROVINCES - 1, PROVINCES, PROVINCES, PROVINCES]);
        // Agents of ten thousand persons: a standard error of some three percent in a province of ten million.
        assert_eq!(AccountsError::between(&accounts(1.05), 10_000).within[0], PROVINCES);
        // Nobody there: no noise is granted to nobody.
        assert_eq!(AccountsError::between(&accounts(0.0), 10_000_000).within[0], PROVINCES - 1);
    }
}
