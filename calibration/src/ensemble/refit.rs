//! The provincial factors of a draw: those of the record, moved by what the draw changes in a small fit.
//!
//! ```text
//! factor(draw) = record + refit(draw) − refit(central)      refits: from the record, same people, seed and rounds
//! declared share × density, pension level                   on the scale of logarithms; only the product is known
//! shifts, log factor near retirement, way, kept             as they are
//! opening reserve, base subsidy                             in yuan, never negative
//! ```
//! The refits are small and tell roughly where the factors go. A few rounds more, from there and on as many people as the record was made
//! with, take out what the difference leaves, mostly revenue of provinces near balance.
//!
//! In those, and in the second half of the small refit, what is declared goes half of the way that the fit would go: where a province is near balance, effort answers what is declared several times
//! over, and the whole way leads back and forth for ever.
//!
//! A fit of a few hundred thousand people has its own sampling noise, province by province. Both refits have the same, so
//! that it cancels in their difference, and the record of many more people keeps its precision.
//!
//! **Groups of 2021.** A province that the draw moves across balance, seen from the refit of the central values, changes its
//! group; all others keep that of the record. The published effects are means over the groups before pooling, so a draw
//! that turns a deficit into a surplus must count the province where the model then has it; taking the groups of the refit as
//! they are would let the noise of a small fit move provinces near balance. Curvatures are solved again from the
//! retention and the effects of the draw.

use crate::fit::{FitPlan, NEAR_BOUND, calibrate_from, collected, pension_bounds};
use crate::fitted::Fitted;
use crate::parameters::Parameters;
use crate::response::{Observed, solve};
use fastox_model::books::BrokenIdentity;
use fastox_model::geography::PROVINCES;
use fastox_model::units::Money;

/// A fit from a record, damped in its second half.
pub(super) fn settled(
    record: &Fitted,
    parameters: &Parameters,
    plan: &FitPlan,
) -> Result<Fitted, BrokenIdentity> {
    let damped = plan.rounds / 2;
    let first = FitPlan { rounds: plan.rounds - damped, ..plan.clone() };
    let fitted = calibrate_from(record.clone(), parameters, &first, |_| ())?;
    polished(fitted, parameters, &FitPlan { rounds: damped, ..plan.clone() })
}

/// Damped rounds only, from factors that are nearly right.
pub(super) fn polished(
    mut fitted: Fitted,
    parameters: &Parameters,
    plan: &FitPlan,
) -> Result<Fitted, BrokenIdentity> {
    for _ in 0..plan.rounds {
        fitted = damped_round(&fitted, parameters, plan)?;
    }
    Ok(fitted)
}

/// One round that goes half of the way in what is declared. A fit of one round lets no province change its group.
fn damped_round(
    before: &Fitted,
    parameters: &Parameters,
    plan: &FitPlan,
) -> Result<Fitted, BrokenIdentity> {
    let plan = FitPlan { rounds: 1, ..plan.clone() };
    let mut fitted = calibrate_from(before.clone(), parameters, &plan, |_| ())?;
    for i in 0..PROVINCES {
        let product = |fitted: &Fitted| fitted.declared_share[i] * fitted.density[i];
        let halfway = libm::sqrt(product(before) * product(&fitted));
        (fitted.declared_share[i], fitted.density[i]) = collected(halfway);
    }
    Ok(fitted)
}

/// The factors of a draw whose parameters are these.
pub(super) fn moved(
    record: &Fitted,
    central: &Fitted,
    own: &Fitted,
    parameters: &Parameters,
) -> Fitted {
    let mut fitted = record.clone();
    for i in 0..PROVINCES {
        let part = |factor: fn(&Fitted) -> &[f64; PROVINCES]| {
            [record, central, own].map(|fitted| factor(fitted)[i])
        };
        let product =
            [record, central, own].map(|fitted| fitted.declared_share[i] * fitted.density[i]);
        (fitted.declared_share[i], fitted.density[i]) = collected(times(product));
        fitted.pension_level[i] = times(part(|f| &f.pension_level));
        fitted.coverage_shift[i] = plus(part(|f| &f.coverage_shift));
        fitted.retired_shift[i] = plus(part(|f| &f.retired_shift));
        fitted.near_retirement[i] =
            plus(part(|f| &f.near_retirement)).clamp(-NEAR_BOUND, NEAR_BOUND);
        fitted.kept[i] = plus(part(|f| &f.kept)).max(0.0);
        let money = |sum: fn(&Fitted) -> &[Money; PROVINCES]| {
            let [record, central, own] = [record, central, own].map(|fitted| sum(fitted)[i].yuan());
            Money::from_yuan(plus([record, central, own]).max(0.0))
        };
        fitted.opening_reserve[i] = money(|f| &f.opening_reserve);
        fitted.base_subsidy[i] = money(|f| &f.base_subsidy);
        if own.surplus_2021[i] != central.surplus_2021[i] {
            fitted.surplus_2021[i] = own.surplus_2021[i];
        }
    }
    let (low, high) = pension_bounds(&fitted.pension_level);
    fitted.pension_level = fitted.pension_level.map(|level| level.clamp(low, high));
    for (place, way) in fitted.way.iter_mut().enumerate() {
        let moved = plus([record, central, own].map(|fitted| fitted.way[place]));
        *way = moved.clamp(0.0, 1.0);
    }
    let observed = Observed { kept: &fitted.kept, surplus: &fitted.surplus_2021 };
    fitted.response = solve(parameters, observed, &record.response);
    fitted
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
    use crate::fit::{DECLARED_BOUNDS, DENSITY_BOUND};

    #[test]
    fn what_both_refits_share_cancels_and_the_rest_is_carried_over() {
        let (parameters, record) = (Parameters::embedded(), Fitted::shipped());
        let (mut central, mut own) = (record.clone(), record.clone());
        // Noise of the small fit, in both.
        for refit in [&mut central, &mut own] {
            refit.pension_level[0] *= 1.01;
            refit.coverage_shift[4] += 0.02;
            refit.surplus_2021[5] = !record.surplus_2021[5];
        }
        let same = moved(&record, &central, &own, &parameters).coverage_shift;
        assert_eq!(same.map(f64::to_bits), record.coverage_shift.map(f64::to_bits));
        own.pension_level[0] *= 1.02;
        own.retired_shift[6] -= 0.1;
        own.surplus_2021[7] = !central.surplus_2021[7];
        own.base_subsidy[8] = Money::ZERO;
        let found = moved(&record, &central, &own, &parameters);
        assert!((found.pension_level[0] / record.pension_level[0] - 1.02).abs() < 1e-12);
        assert!((found.retired_shift[6] - record.retired_shift[6] + 0.1).abs() < 1e-12);
        assert_eq!(found.surplus_2021[5], record.surplus_2021[5], "noise changes no side");
        assert_ne!(found.surplus_2021[7], record.surplus_2021[7], "the draw does");
        assert!(found.base_subsidy[8].yuan().abs() < 1.0);
    }

    #[test]
    fn bounds_of_the_factors_hold() {
        let (parameters, record) = (Parameters::embedded(), Fitted::shipped());
        let (central, mut own) = (record.clone(), record.clone());
        // The nation's level is free; what one province has beyond it is not.
        own.pension_level = own.pension_level.map(|level| 2.0 * level);
        own.pension_level[0] *= 2.0;
        own.declared_share = own.declared_share.map(|share| 0.1 * share);
        own.way = [2.0; 3];
        own.near_retirement = own.near_retirement.map(|near| near - 2.0);
        let found = moved(&record, &central, &own, &parameters);
        let double = found.pension_level[1] / record.pension_level[1];
        assert!((double - 2.0).abs() < 1e-12, "{double}");
        let (beijing, double) = (found.pension_level[0], 2.0 * record.pension_level[0]);
        assert!(double < beijing && beijing < 1.2 * double, "{beijing} {double}");
        assert!(found.declared_share.iter().all(|share| *share >= DECLARED_BOUNDS.0));
        assert!(found.density.iter().all(|density| (DENSITY_BOUND..=1.0).contains(density)));
        assert!(found.way.iter().all(|way| (0.0..=1.0).contains(way)));
        assert!(found.near_retirement.iter().all(|near| *near >= -NEAR_BOUND));
    }
}
