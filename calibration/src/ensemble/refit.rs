//! The provincial factors of a draw: those of the record, moved by what the draw changes in a small fit.
//!
//! ```text
//! factor(draw) = record + refit(draw) − refit(central)      refits: from the record, same people, seed and rounds
//! declared share × density, pension level                   on the scale of logarithms; only the product is known
//! shifts, log factor near retirement, way, kept             as they are
//! opening reserve, base subsidy                             in yuan, never negative
//! ```
//! The refits are small and show roughly where the factors go. A few rounds more, from there and on as many people as
//! the record was made with, take out what the difference leaves, mostly revenue of provinces near balance.
//!
//! In those, and in the second half of the small refit, what is declared goes half of the way that the fit would go:
//! where a province is near balance, effort answers what is declared several times over, and the whole way leads back
//! and forth for ever.
//!
//! A fit of a few hundred thousand people has its own sampling noise, province by province. Both refits have the same,
//! so that it cancels in their difference, and the record of many more people keeps its precision.
//!
//! Curvatures are solved again from the retention and the effects of the draw.

use crate::fit::{Fit, Rounds};
use crate::fitted::{FACTORS, Factors, Fitted, Scale};
use crate::parameters::Parameters;
use crate::response::solve;
use fastox_model::books::BrokenIdentity;

/// The rounds of a fit from a record, damped in their second half.
pub(super) fn settled(record: &Fitted, fit: &Fit) -> Result<Fitted, BrokenIdentity> {
    let (mut rounds, all) = (fit.rounds_from(record.clone()), fit.plan.rounds);
    for _ in all / 2..all {
        rounds.live()?;
    }
    damped(rounds, all / 2)
}

/// The rounds of a fit, all of them damped, from factors that are nearly right.
pub(super) fn polished(fitted: Fitted, fit: &Fit) -> Result<Fitted, BrokenIdentity> {
    damped(fit.rounds_from(fitted), fit.plan.rounds)
}

/// So many damped rounds more.
fn damped(mut rounds: Rounds, count: usize) -> Result<Fitted, BrokenIdentity> {
    for _ in 0..count {
        damped_round(&mut rounds)?;
    }
    Ok(rounds.fitted)
}

/// One round that goes half of the way in what is declared.
fn damped_round(rounds: &mut Rounds) -> Result<(), BrokenIdentity> {
    let before = rounds.fitted.column(Factors::declared);
    rounds.live()?;
    for (own, before) in rounds.fitted.provinces.iter_mut().zip(before) {
        own.declare(libm::sqrt(before * own.declared()));
    }
    Ok(())
}

/// The factors of a draw whose parameters are these.
pub(super) fn moved(record: &Fitted, central: &Fitted, own: &Fitted, parameters: &Parameters) -> Fitted {
    let mut fitted = record.clone();
    for (p, factors) in fitted.provinces.iter_mut().enumerate() {
        *factors = moved_factors([record, central, own].map(|fitted| &fitted.provinces[p]));
    }
    let (low, high) = fitted.pension_bounds();
    for factors in &mut fitted.provinces {
        factors.pension_level = factors.pension_level.clamp(low, high);
    }
    for (place, way) in fitted.way.iter_mut().enumerate() {
        let moved = plus([record, central, own].map(|fitted| fitted.way[place]));
        *way = moved.clamp(0.0, 1.0);
    }
    fitted.response = solve(parameters, &fitted.observed(), &record.response);
    fitted
}

/// The factors of a province, each moved on its scale and within its bounds; of what is declared only the product is
/// known.
fn moved_factors(refits: [&Factors; 3]) -> Factors {
    let mut factors = *refits[0];
    for factor in FACTORS {
        let values = refits.map(factor.get);
        let moved = match factor.scale {
            Scale::Ratio => times(values),
            Scale::Difference => plus(values),
        };
        (factor.set)(&mut factors, moved.clamp(factor.bounds.0, factor.bounds.1));
    }
    factors.declare(times(refits.map(Factors::declared)));
    factors
}

fn plus([record, central, own]: [f64; 3]) -> f64 {
    record + (own - central)
}

fn times([record, central, own]: [f64; 3]) -> f64 {
    record * (own / central)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fitted::{DECLARED_BOUNDS, DENSITY_BOUND};
    use fastox_model::units::Money;

    #[test]
    fn what_both_refits_share_cancels_and_the_rest_is_carried_over() {
        let (parameters, record) = (Parameters::embedded(), Fitted::shipped());
        let (mut central, mut own) = (record.clone(), record.clone());
        // Noise of the small fit, in both.
        for refit in [&mut central, &mut own] {
            refit.provinces[0].pension_level *= 1.01;
            refit.provinces[4].coverage_shift += 0.02;
        }
        let same = moved(&record, &central, &own, &parameters);
        let shifts = |fitted: &Fitted| fitted.column(|own| own.coverage_shift.to_bits());
        assert_eq!(shifts(&same), shifts(&record));
        own.provinces[0].pension_level *= 1.02;
        own.provinces[6].retired_shift -= 0.1;
        own.provinces[8].base_subsidy = Money::ZERO;
        let found = moved(&record, &central, &own, &parameters);
        assert!((found.provinces[0].pension_level / record.provinces[0].pension_level - 1.02).abs() < 1e-12);
        assert!((found.provinces[6].retired_shift - record.provinces[6].retired_shift + 0.1).abs() < 1e-12);
        assert!(found.provinces[8].base_subsidy.yuan().abs() < 1.0);
    }

    #[test]
    fn bounds_of_the_factors_hold() {
        let (parameters, record) = (Parameters::embedded(), Fitted::shipped());
        let (central, mut own) = (record.clone(), record.clone());
        // The nation's level is free; what one province has beyond it is not.
        for factors in &mut own.provinces {
            factors.pension_level *= 2.0;
            factors.declared_share *= 0.1;
            factors.near_retirement -= 2.0;
        }
        own.provinces[0].pension_level *= 2.0;
        own.way = [2.0; 3];
        let found = moved(&record, &central, &own, &parameters);
        let double = found.provinces[1].pension_level / record.provinces[1].pension_level;
        assert!((double - 2.0).abs() < 1e-12, "{double}");
        let (beijing, double) = (found.provinces[0].pension_level, 2.0 * record.provinces[0].pension_level);
        assert!(double < beijing && beijing < 1.2 * double, "{beijing} {double}");
        assert!(found.way.iter().all(|way| (0.0..=1.0).contains(way)));
        for factors in &found.provinces {
            assert!(factors.declared_share >= DECLARED_BOUNDS.0, "{factors:?}");
            assert!((DENSITY_BOUND..=1.0).contains(&factors.density), "{factors:?}");
            assert!(factors.near_retirement >= -0.9, "{factors:?}");
        }
    }
}
