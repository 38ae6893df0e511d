//! The posterior: every draw of the ensemble lived through 2021–24 and held against what was published of those years.
//!
//! The likelihood and the weights are in [`fastox_calibration::ensemble::Posterior`]; here draws are lived, on the people
//! they were fitted with, and what is known of them is said.

mod learned;
mod text;

pub use learned::{Learned, learned};
pub use text::text;

use crate::asked::scenario::{self, ENACTED};
use crate::questions::profile;
use crate::results::comparison::Comparison;
use crate::run::RunError;
use fastox_calibration::check::targets::Role;
use fastox_calibration::ensemble::{Ensemble, Held, Posterior};
use fastox_calibration::parameters::Parameters;
use fastox_model::geography::Province;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is lived.
#[derive(Clone, Debug)]
pub struct WeighingPlan {
    /// Simulated people.
    pub people: usize,
    /// Seed of the people and of the choice of draws.
    pub seed: u64,
    /// The command, for the header.
    pub command: String,
}

/// Lives every draw of the shipped ensemble and weighs it. `progress` receives how many are done, from any thread.
pub fn posterior(
    ensemble: &Ensemble,
    plan: &WeighingPlan,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Posterior, RunError> {
    let (done, count) = (AtomicUsize::new(0), ensemble.draws.len());
    let lived = ensemble.draws.par_iter().with_max_len(1).map(|draw| {
        let parameters = ensemble.parameters(draw, &Parameters::embedded());
        let enacted = scenario::load(ENACTED, &parameters).map_err(RunError::Input)?;
        let fit = scenario::fit_plan_under(enacted.regime.clone(), plan.people, plan.seed, 0);
        // One shard: draws are spread over threads, not the people of one.
        let point = profile::point(Vec::new(), &parameters, &draw.fitted, (&enacted, &fit), plan.people)?;
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, count);
        Ok(point.comparisons)
    });
    let lived: Vec<Vec<Comparison>> = lived.collect::<Result<_, RunError>>()?;
    let figures: Vec<Held> = lived[0].iter().filter_map(figure).collect();
    let errors = lived.iter().map(|own| own.iter().filter(|c| figure(c).is_some()).map(error).collect());
    Ok(Posterior::weigh(plan.command.clone(), figures, ensemble, errors.collect(), plan.seed))
}

/// A figure that is weighed or held out, and that the years have.
fn figure(comparison: &Comparison) -> Option<Held> {
    let Comparison { target, province, year, role, tolerance, .. } = comparison;
    let own = u8::try_from(*province).ok().and_then(Province::from_code);
    let place = own.map_or("nation".to_owned(), |p| p.code().to_string());
    let asked = matches!(role, Role::Weighed | Role::HoldOut) && comparison.error.is_some();
    let tolerance = tolerance.filter(|_| asked)?;
    Some(Held { name: format!("{target}.{place}.{year}"), role: *role, tolerance })
}

fn error(comparison: &Comparison) -> f64 {
    comparison.error.expect("a figure that was kept has an error")
}
