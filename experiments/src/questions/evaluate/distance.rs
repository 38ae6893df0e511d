//! How far a world is from the provincial accounts of 2024: what history matching and approximate Bayesian computation compare.
//!
//! ```text
//! error = model ÷ published − 1        within if |error| ≤ tolerance + 2 ÷ √agents
//! ```
//! Tolerances and definitions are those of the targets; agents are those insured, or those retired, in the province.

use crate::questions::validate::GRANTED;
use crate::results::tables::Measures;
use fastox_calibration::ensemble::tolerances;
use fastox_calibration::fit::Published;
use fastox_model::geography::PROVINCES;

/// By statistic: insured, retirees, revenue, expenditure ([`fastox_calibration::ensemble::STATISTICS`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// Largest absolute relative error over provinces.
    pub largest: [f64; 4],
    /// Provinces within the tolerance.
    pub within: [usize; 4],
}

impl Distance {
    pub(super) fn of(provinces: &[Measures], weight: i64) -> Self {
        let (tolerances, published) = (tolerances(), Published::of_2024());
        let mut distance = Self { largest: [0.0; 4], within: [0; 4] };
        for (p, here) in provinces.iter().enumerate().take(PROVINCES) {
            let (insured, retirees) = (here.insured as f64, here.retirees as f64);
            let compared = [
                (insured, published.insured[p]),
                (retirees, published.retirees[p]),
                (here.revenue_both_funds().yuan(), published.revenue[p]),
                (here.expenditure_both_funds().yuan(), published.expenditure[p]),
            ];
            for (statistic, (model, published)) in compared.into_iter().enumerate() {
                let (tolerance, behind) = tolerances[statistic];
                let heads = compared[behind].0;
                let error = (model / published - 1.0).abs();
                let noise = (weight as f64 / heads.max(1.0)).sqrt();
                let within = error <= tolerance + GRANTED * noise;
                distance.largest[statistic] = distance.largest[statistic].max(error);
                distance.within[statistic] += usize::from(within);
            }
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_model::geography::Province;
    use fastox_model::units::Money;

    /// The published accounts, with so many times the insured of one province.
    fn accounts(factor: f64) -> Vec<Measures> {
        let published = Published::of_2024();
        let one = |p: Province| {
            let i = p.index();
            let factor = if i == 3 { factor } else { 1.0 };
            Measures {
                insured: (published.insured[i] * factor).round() as i64,
                retirees: published.retirees[i].round() as i64,
                benefits: Money::from_yuan(published.expenditure[i]),
                contributions: Money::from_yuan(published.revenue[i]),
                ..Measures::default()
            }
        };
        Province::all().map(one).collect()
    }

    #[test]
    fn the_published_accounts_have_no_distance() {
        let distance = Distance::of(&accounts(1.0), 1);
        assert!(distance.largest.iter().all(|error| *error < 1e-6), "{distance:?}");
        assert_eq!(distance.within, [PROVINCES; 4]);
    }

    #[test]
    fn one_province_out_of_bounds_is_counted_and_noise_is_granted() {
        let distance = Distance::of(&accounts(1.05), 1);
        assert!((distance.largest[0] - 0.05).abs() < 1e-6, "{distance:?}");
        assert_eq!(distance.within, [PROVINCES - 1, PROVINCES, PROVINCES, PROVINCES]);
        // Agents of ten thousand persons: a standard error of some three percent in a province of ten million.
        assert_eq!(Distance::of(&accounts(1.05), 10_000).within[0], PROVINCES);
    }
}
