//! Shapley values over draws of the posterior: how sure a part is.
//!
//! ```text
//! p_q       the smallest value with at least a share q of the weight of draws at or below it
//! positive  the share of that weight where the value is above zero
//! ```
//! Every draw is taken apart by itself, with factors, rule of assessment and response of its own. So the parts of a draw
//! add up; percentiles of parts do not.

use super::{Decomposed, DecompositionPlan, Factor, Parts, decompose};
use crate::asked::draws::Drawn;
use crate::results::weighted::{quantile, share};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_model::books::BrokenIdentity;
use serde::Serialize;

/// A value over the draws, in the unit of its headline.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ValueBand {
    /// The 5 % point.
    pub p05: f64,
    /// The median.
    pub p50: f64,
    /// The 95 % point.
    pub p95: f64,
    /// Share of the weight of the draws where it is above zero.
    pub positive: f64,
}

/// The parts of a headline over the draws that know it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartsBand {
    /// The headline.
    pub measure: &'static str,
    /// With everything held.
    pub held: ValueBand,
    /// What each factor adds, in the order of [`Factor::ALL`].
    pub parts: [ValueBand; Factor::COUNT],
    /// With everything as in the model.
    pub model: ValueBand,
    /// Draws that know it in every world.
    pub draws: usize,
}

/// A draw, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnParts {
    /// Its weight.
    pub weight: f64,
    /// The headlines.
    pub measures: Vec<Parts>,
}

/// The central values and the first draws of the posterior, each taken apart; see [`decompose`].
pub fn decompose_draws(
    parameters: &Parameters,
    record: &Fitted,
    asked: &DecompositionPlan,
    (drawn, draws): (&Drawn, u64),
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Decomposed, BrokenIdentity> {
    let central = decompose(parameters, record, asked, progress)?;
    let one = |(place, weight)| {
        let draw = drawn.draw(place + 1);
        let own = drawn.ensemble.parameters(draw, parameters);
        let plan = DecompositionPlan { scenario: asked.scenario.under(&own), ..asked.clone() };
        let measures = decompose(&own, &draw.fitted, &plan, progress)?.measures;
        Ok(DrawnParts { weight, measures })
    };
    let drawn = drawn.weights(draws).into_iter().enumerate().map(one).collect::<Result<Vec<_>, BrokenIdentity>>()?;
    let bands = central.measures.iter().filter_map(|parts| PartsBand::of(parts.measure, &drawn)).collect();
    Ok(Decomposed { bands, drawn, ..central })
}

impl PartsBand {
    /// Over the draws that know the headline; none if no draw does.
    fn of(measure: &'static str, drawn: &[DrawnParts]) -> Option<Self> {
        let known: Vec<(&Parts, f64)> = drawn
            .iter()
            .filter_map(|draw| Some((draw.measures.iter().find(|parts| parts.measure == measure)?, draw.weight)))
            .collect();
        let band = |value: &dyn Fn(&Parts) -> f64| ValueBand::of(&known, value);
        Some(Self {
            measure,
            held: band(&|parts| parts.held)?,
            model: band(&|parts| parts.model)?,
            parts: {
                let one = |factor: Factor| band(&|parts: &Parts| parts.parts[factor as usize].value);
                let [ageing, migration, wages, response, regime] = Factor::ALL.map(one);
                [ageing?, migration?, wages?, response?, regime?]
            },
            draws: known.len(),
        })
    }
}

impl ValueBand {
    fn of(known: &[(&Parts, f64)], value: &dyn Fn(&Parts) -> f64) -> Option<Self> {
        let values: Vec<(Option<f64>, f64)> =
            known.iter().map(|(parts, weight)| (Some(value(parts)), *weight)).collect();
        let at = |q| quantile(&values, q);
        Some(Self { p05: at(0.05)?, p50: at(0.5)?, p95: at(0.95)?, positive: share(&values, |value| value > 0.0)? })
    }
}
