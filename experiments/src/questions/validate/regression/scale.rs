//! Indirect inference: at which scale of the response the regression on the panel gives the published coefficient.
//!
//! ```text
//! β = a + b · λ      over draws of the posterior, each with factors, rule of assessment and λ of its own, by their weights
//! λ = (published β − a) ÷ b
//! ```
//! a is the placebo: at λ = 0 nobody reacts. A free a would only tell how what else is drawn goes with λ.

use super::rates::{Panel, Rate};
use super::{Coefficients, LAST, REFORM, Window, groups_of_2024};
use crate::asked::draws::Drawn;
use crate::asked::scenario;
use crate::run::series;
use fastox_calibration::parameters::Parameters;
use fastox_model::books::BrokenIdentity;
use fastox_model::incentives::ResponseMode;
use rayon::prelude::*;
use serde::Serialize;

/// A coefficient against the scale of the response.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScaleLine {
    /// Which coefficient.
    pub coefficient: &'static str,
    /// Draws.
    pub draws: usize,
    /// Points at a scale of zero, where nobody reacts.
    pub intercept: f64,
    /// Points a unit of the scale.
    pub slope: f64,
    /// Standard error of the slope, over as many equal draws as the weighted ones are worth.
    pub slope_error: f64,
    /// Spread of the draws around the line, points.
    pub spread: f64,
    /// What was published, points.
    pub published: f64,
    /// The scale at which the line has it.
    pub scale: f64,
}

/// The coefficients of 2021 against 2022–24 under every draw, as lines.
pub(super) fn lines(
    parameters: &Parameters,
    (drawn, placebo): (&Drawn, &Coefficients),
    draws: usize,
    (people, seed): (usize, u64),
    progress: &(dyn Fn(String) + Sync),
) -> Result<Vec<ScaleLine>, BrokenIdentity> {
    let one = |(place, weight): (usize, f64)| {
        let draw = drawn.draw(place + 1);
        let own = drawn.ensemble.parameters(draw, parameters);
        let plan = scenario::fit_plan(&own, people, seed, 0).run(ResponseMode::Responding, LAST);
        let lived = series(&own, &draw.fitted, &plan)?;
        let groups = groups_of_2024(&lived[0]);
        let window = Window { before: (2021, 2021), after: (REFORM, LAST) };
        let panel = Panel::of(&own, &lived[0], Rate::OfOwnWages);
        let found = panel.regression("", "", ("", &groups), window).expect("2021 to 2024 are lived");
        progress(format!("draw {} of {draws}", place + 1));
        Ok((own.mean_of(REFORM).value("effort.scale"), weight, found))
    };
    let all: Vec<(f64, f64, Coefficients)> =
        drawn.weights(draws as u64).into_par_iter().enumerate().map(one).collect::<Result<_, BrokenIdentity>>()?;
    let effect = |name: &str| -100.0 * parameters.mean_of(REFORM).value(name);
    let [surplus, deficit] = ["effort.surplus_effect", "effort.deficit_effect"].map(effect);
    let line = |coefficient, published, read: fn(&Coefficients) -> f64| {
        let points: Vec<[f64; 3]> = all.iter().map(|(scale, weight, found)| [*scale, read(found), *weight]).collect();
        ScaleLine::through(coefficient, published, read(placebo), &points)
    };
    Ok(vec![
        line("surplus", surplus, |found| found.surplus.points),
        line("deficit", deficit, |found| found.deficit.points),
        line("difference", deficit - surplus, |found| found.difference.points),
    ])
}

impl ScaleLine {
    /// The weighted least squares line from the placebo through scale, coefficient and weight.
    pub(super) fn through(coefficient: &'static str, published: f64, placebo: f64, points: &[[f64; 3]]) -> Self {
        let sum =
            |of: &dyn Fn(f64, f64, f64) -> f64| points.iter().map(|[x, y, w]| of(*x, y - placebo, *w)).sum::<f64>();
        let (all, squares) = (sum(&|_, _, w| w), sum(&|x, _, w| w * x * x));
        let slope = sum(&|x, y, w| w * x * y) / squares;
        let spread = (sum(&|x, y, w| w * (y - slope * x).powi(2)) / all).sqrt();
        let worth = all * all / sum(&|_, _, w| w * w);
        let slope_error = spread / (worth * squares / all).sqrt();
        let scale = (published - placebo) / slope;
        Self { coefficient, draws: points.len(), intercept: placebo, slope, slope_error, spread, published, scale }
    }
}
