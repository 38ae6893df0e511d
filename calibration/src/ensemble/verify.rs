//! The draws of an ensemble held against the accounts of 2024 once more, on other people than those they were fitted
//! with.

use super::Ensemble;
use super::distance::{Distance, Sample};
use super::threads::side_by_side;
use crate::fit::{Fit, FitPlan};
use crate::parameters::Parameters;
use fastox_model::books::BrokenIdentity;
use fastox_model::pooling::Regime;

/// Lives 2021–24 under each of the first draws, with the factors of the table. `plan` says how many people and which
/// seed.
pub fn verify(
    ensemble: &Ensemble,
    draws: usize,
    plan: &FitPlan,
    enacted: fn(&Parameters) -> Regime,
    threads: usize,
    progress: &mut dyn FnMut(usize, &Distance),
) -> Result<Vec<Distance>, BrokenIdentity> {
    let parameters = Parameters::embedded();
    let live = |place: usize| {
        let draw = &ensemble.draws[place];
        let own = ensemble.parameters(draw, &parameters);
        let plan = FitPlan { regime: enacted(&own), ..plan.clone() };
        Distance::of(&Fit::new(&own, &plan), &draw.fitted, Sample::Other)
    };
    side_by_side(draws.min(ensemble.draws.len()), threads, live, progress)
}
