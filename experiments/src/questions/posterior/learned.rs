//! What the weights say: where published figures lie among the draws, and which parameters learn from which figure.
//!
//! ```text
//! rank       Σ weight · Φ(−error ÷ s): where the published figure lies among those that draws and its own error s would give
//!            s = the tolerance of what is weighed, as in the likelihood; half of that of a hold-out
//! covered    rank between 5 and 95 %
//! shift      (mean under the weights − mean over the ensemble) ÷ standard deviation over the ensemble
//! narrowing  standard deviation under the weights ÷ that over the ensemble
//! ```

use crate::results::weighted::quantile;
use fastox_calibration::check::targets::Role;
use fastox_calibration::ensemble::{Ensemble, Held, Posterior, effective, log_likelihood};
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

/// A figure of 2021–23 among the draws.
#[derive(Clone, Debug, Serialize)]
pub struct Ranked {
    /// Its name: statistic, place and year.
    pub figure: String,
    /// `weighed` or `hold-out`.
    pub role: &'static str,
    /// Relative errors over the ensemble, as if all draws were alike: 5 %, median, 95 %.
    pub ensemble: [Option<f64>; 3],
    /// The same under the weights.
    pub posterior: [Option<f64>; 3],
    /// Rank of the published figure under the weights.
    pub rank: f64,
    /// Whether it lies in the middle 90 %.
    pub covered: bool,
}

/// A parameter under the weights.
#[derive(Clone, Debug, Serialize)]
pub struct Learning {
    /// Its name.
    pub parameter: String,
    /// Mean over the ensemble.
    pub ensemble_mean: f64,
    /// Mean under the weights.
    pub mean: f64,
    /// 5 %, median and 95 % under the weights.
    pub band: [Option<f64>; 3],
    /// See above.
    pub shift: f64,
    /// See above.
    pub narrowing: f64,
    /// The weighed figure that shifts it most by itself.
    pub learns_from: String,
}

/// What the weights say.
#[derive(Clone, Debug, Serialize)]
pub struct Learned {
    /// Draws of the ensemble.
    pub draws: usize,
    /// As many equally weighted draws would tell as much as all ratios.
    pub effective: f64,
    /// Draws that are kept.
    pub kept: usize,
    /// As many equally weighted draws would tell as much as those.
    pub effective_kept: f64,
    /// Figures, those that are weighed first.
    pub figures: Vec<Ranked>,
    /// Parameters, the one that shifts most first.
    pub parameters: Vec<Learning>,
}

/// Reads it off.
pub fn learned(ensemble: &Ensemble, posterior: &Posterior) -> Learned {
    let ratios: Vec<f64> = posterior.draws.iter().map(|draw| draw.ratio).collect();
    let figures = posterior.figures.iter().enumerate().map(|(place, figure)| ranked(figure, place, posterior));
    let alone: Vec<(&str, Vec<f64>)> = weighed(posterior)
        .map(|(place, figure)| (figure.name.as_str(), likelihood(posterior, place, figure)))
        .collect();
    let moved = ensemble.space.iter().enumerate().map(|(place, parameter)| {
        let values: Vec<f64> = ensemble.draws.iter().map(|draw| draw.values[place]).collect();
        moved(&parameter.name, &values, &ratios, &alone)
    });
    let mut parameters: Vec<Learning> = moved.collect();
    parameters.sort_by(|a, b| b.shift.abs().total_cmp(&a.shift.abs()).then(a.parameter.cmp(&b.parameter)));
    Learned {
        draws: posterior.draws.len(),
        effective: effective(ratios.iter().copied()),
        kept: posterior.kept().count(),
        effective_kept: effective(posterior.kept().map(|(_, weight)| weight)),
        figures: figures.collect(),
        parameters,
    }
}

fn weighed(posterior: &Posterior) -> impl Iterator<Item = (usize, &Held)> {
    posterior.figures.iter().enumerate().filter(|(_, figure)| figure.role == Role::Weighed)
}

/// The likelihood of one figure alone.
fn likelihood(posterior: &Posterior, place: usize, figure: &Held) -> Vec<f64> {
    let of = |error: f64| libm::exp(log_likelihood(std::iter::once((error, figure.tolerance))));
    posterior.draws.iter().map(|draw| of(draw.errors[place])).collect()
}

fn ranked(figure: &Held, place: usize, posterior: &Posterior) -> Ranked {
    let with = |weight: fn(f64) -> f64| -> Vec<(Option<f64>, f64)> {
        posterior.draws.iter().map(|draw| (Some(draw.errors[place]), weight(draw.ratio))).collect()
    };
    let (all, weighed) = (with(|_| 1.0), with(|ratio| ratio));
    let band = |values: &[(Option<f64>, f64)]| [0.05, 0.5, 0.95].map(|q| quantile(values, q));
    let own_error = if figure.role == Role::Weighed { figure.tolerance } else { figure.tolerance / 2.0 };
    let below = |error: f64| Normal::standard().cdf(-error / own_error);
    let whole: f64 = weighed.iter().map(|(_, weight)| weight).sum();
    let rank = weighed.iter().map(|(error, weight)| weight * below(error.unwrap_or(0.0))).sum::<f64>() / whole;
    Ranked {
        figure: figure.name.clone(),
        role: figure.role.name(),
        ensemble: band(&all),
        posterior: band(&weighed),
        rank,
        covered: (0.05..=0.95).contains(&rank),
    }
}

fn moved(name: &str, values: &[f64], ratios: &[f64], alone: &[(&str, Vec<f64>)]) -> Learning {
    let even = vec![1.0; values.len()];
    let ((mean, sd), (own, own_sd)) = (moments(values, &even), moments(values, ratios));
    let shift = |weights: &[f64]| (moments(values, weights).0 - mean) / sd;
    let most = alone.iter().map(|(figure, weights)| (*figure, shift(weights).abs()));
    let learns_from = most.max_by(|a, b| a.1.total_cmp(&b.1)).map_or(String::new(), |(figure, _)| figure.to_owned());
    let weighed: Vec<(Option<f64>, f64)> =
        values.iter().map(|value| Some(*value)).zip(ratios.iter().copied()).collect();
    Learning {
        parameter: name.to_owned(),
        ensemble_mean: mean,
        mean: own,
        band: [0.05, 0.5, 0.95].map(|q| quantile(&weighed, q)),
        shift: shift(ratios),
        narrowing: own_sd / sd,
        learns_from,
    }
}

/// Mean and standard deviation under weights.
fn moments(values: &[f64], weights: &[f64]) -> (f64, f64) {
    let whole: f64 = weights.iter().sum();
    let mean = values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>() / whole;
    let square = values.iter().zip(weights).map(|(value, weight)| (value - mean).powi(2) * weight).sum::<f64>();
    (mean, (square / whole).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values 0 and 2 with weights 1 and 3: mean 1.5, variance 0.75; from a mean of 1 and a deviation of 1.
    #[test]
    fn a_parameter_moves_with_the_weights() {
        let found = moved("a", &[0.0, 2.0], &[1.0, 3.0], &[("even", vec![1.0, 1.0]), ("own", vec![1.0, 3.0])]);
        assert!((found.mean - 1.5).abs() < 1e-12 && (found.shift - 0.5).abs() < 1e-12);
        assert!((found.narrowing - 0.75f64.sqrt()).abs() < 1e-12);
        assert_eq!(found.learns_from, "own");
    }
}
