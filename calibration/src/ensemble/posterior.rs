//! The posterior: the draws of the ensemble, weighed by how likely each makes what was published of 2021–23.
//!
//! ```text
//! log L_i = −½ · Σ (error ÷ tolerance)²          over the targets whose role is `weighed`
//! w_i     = L_i ÷ mean of L                      a draw is kept with probability min(1, w_i), by a uniform keyed by its number
//! weight  = max(1, w_i) if kept, else 0          rejection control (Liu, Chen and Wong 1998): same expectations, fewer lives
//! effective = (Σ weight)² ÷ Σ weight²
//! ```
//! Every draw meets the accounts of 2024 already, so these are importance weights with the ensemble as proposal: prior
//! times the accounts of 2024. Errors of hold-outs stand in the file, too, and weigh nothing.

mod table;

use super::Ensemble;
use crate::check::targets::Role;
use crate::parameters::diagnostic::Report;
use fastox_model::draws::{Decision, Draws};

/// The posterior shipped with the program, and its name in the project.
const SHIPPED: (&str, &str) = ("calibration/parameters/posterior.csv", include_str!("../../parameters/posterior.csv"));
/// Keys the uniforms that keep draws, beside those of the hypercube.
const KEPT: i32 = i32::from_le_bytes(*b"kept");

/// A figure of 2021–23 that draws were held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Its name: statistic, place and year.
    pub name: String,
    /// Weighed or held out.
    pub role: Role,
    /// One standard error, relative.
    pub tolerance: f64,
}

/// A draw of the ensemble beside these figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Its number among all draws that were made.
    pub candidate: u32,
    /// Relative errors, in the order of the figures.
    pub errors: Vec<f64>,
    /// The log of its likelihood.
    pub log_likelihood: f64,
    /// L ÷ mean of L.
    pub ratio: f64,
    /// Its weight; 0 if it was not kept.
    pub weight: f64,
}

/// Draws with their weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// The command that writes the file again.
    pub command: String,
    /// Checksum of the ensemble.
    pub ensemble: String,
    /// What the draws were held against.
    pub figures: Vec<Held>,
    /// The draws of the ensemble, in its order.
    pub draws: Vec<Weighed>,
}

impl Posterior {
    /// The posterior shipped with the program; refused if it belongs to another ensemble.
    pub fn shipped() -> Result<Self, Report> {
        Self::read(SHIPPED.0, SHIPPED.1, &Ensemble::shipped_checksum())
    }

    /// A checksum of the shipped file.
    pub fn shipped_checksum() -> String {
        super::table::record_checksum(SHIPPED.1)
    }

    /// Weighs the draws of an ensemble by their errors, given in its order.
    pub fn weigh(command: String, figures: Vec<Held>, ensemble: &Ensemble, errors: Vec<Vec<f64>>, seed: u64) -> Self {
        let errors = errors.into_iter().map(|own| own.into_iter().map(super::table::rounded).collect::<Vec<_>>());
        let likelihoods: Vec<(Vec<f64>, f64)> = errors.map(|own| (own.clone(), of_weighed(&figures, &own))).collect();
        let best = likelihoods.iter().map(|(_, log)| *log).fold(f64::NEG_INFINITY, f64::max);
        let relative = |log: f64| libm::exp(log - best);
        let mean = likelihoods.iter().map(|(_, log)| relative(*log)).sum::<f64>() / likelihoods.len() as f64;
        let weighed = ensemble.draws.iter().zip(likelihoods).map(|(draw, (errors, log))| {
            let ratio = super::table::rounded(relative(log) / mean);
            let weight = if uniform(seed, draw.candidate) < ratio { ratio.max(1.0) } else { 0.0 };
            let log_likelihood = super::table::rounded(log);
            Weighed { candidate: draw.candidate, errors, log_likelihood, ratio, weight }
        });
        let draws = weighed.collect();
        Self { command, ensemble: Ensemble::shipped_checksum(), figures, draws }
    }

    /// The draws that were kept: places in the ensemble, and weights.
    pub fn kept(&self) -> impl Iterator<Item = (usize, f64)> {
        self.draws.iter().enumerate().filter(|(_, draw)| draw.weight > 0.0).map(|(place, draw)| (place, draw.weight))
    }
}

/// As many equally weighted draws would tell as much.
pub fn effective(weights: impl Iterator<Item = f64>) -> f64 {
    let (sum, squares) = weights.fold((0.0, 0.0), |(sum, squares), weight| (sum + weight, squares + weight * weight));
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

/// Of independent normal errors, each with its tolerance as standard error, up to a constant.
pub fn log_likelihood(errors: impl Iterator<Item = (f64, f64)>) -> f64 {
    -0.5 * errors.map(|(error, tolerance)| (error / tolerance).powi(2)).sum::<f64>()
}

/// Of the figures that are weighed.
fn of_weighed(figures: &[Held], errors: &[f64]) -> f64 {
    let weighed = figures.iter().zip(errors).filter(|(figure, _)| figure.role == Role::Weighed);
    log_likelihood(weighed.map(|(figure, error)| (*error, figure.tolerance)))
}

fn uniform(seed: u64, candidate: u32) -> f64 {
    let [word, ..] = Draws::new(seed).words(candidate, KEPT, Decision::Space);
    f64::from(word) / 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures() -> Vec<Held> {
        let held = |name: &str, role| Held { name: name.to_owned(), role, tolerance: 0.1 };
        vec![held("pool.nation.2022", Role::Weighed), held("pool.44.2022", Role::HoldOut)]
    }

    /// An error of one tolerance: −½; what is held out weighs nothing.
    #[test]
    fn the_likelihood_is_that_of_normal_errors() {
        assert!((of_weighed(&figures(), &[0.1, 5.0]) + 0.5).abs() < 1e-12);
        assert!((of_weighed(&figures(), &[-0.2, 0.0]) + 2.0).abs() < 1e-12);
    }

    /// Weights of 1, 1 and 2: 16 ÷ 6.
    #[test]
    fn unequal_weights_tell_less() {
        assert!((effective([1.0, 1.0, 2.0].into_iter()) - 16.0 / 6.0).abs() < 1e-12);
        assert!(effective(std::iter::empty()).abs() < 1e-12);
    }

    /// Draws on a line of errors: the kept ones, weighed, have the mean error of the whole under its likelihood.
    #[test]
    fn what_is_kept_stands_for_the_whole() {
        let one = Ensemble::shipped().expect("it is shipped").draws.swap_remove(0);
        let many = 4000;
        let draws = (1..=many).map(|candidate| super::super::Draw { candidate, ..one.clone() }).collect();
        let ensemble = Ensemble { draws, ..Ensemble::shipped().expect("it is shipped") };
        let errors: Vec<Vec<f64>> = (0..many).map(|i| vec![f64::from(i) / f64::from(many) * 0.4, 0.0]).collect();
        let found = Posterior::weigh(String::new(), figures(), &ensemble, errors, 1);
        let mean = |weight: fn(&Weighed) -> f64| {
            let (sum, whole) = found
                .draws
                .iter()
                .fold((0.0, 0.0), |(sum, whole), draw| (sum + weight(draw) * draw.errors[0], whole + weight(draw)));
            sum / whole
        };
        let (whole, kept) = (mean(|draw| draw.ratio), mean(|draw| draw.weight));
        assert!((whole / kept - 1.0).abs() < 0.05, "{whole} {kept}");
        assert!(found.kept().count() < many as usize && found.kept().all(|(_, weight)| weight >= 1.0));
    }

    #[test]
    fn the_shipped_weights_are_those_of_the_shipped_errors() {
        let (shipped, ensemble) = (Posterior::shipped().expect("it belongs"), Ensemble::shipped().expect("it belongs"));
        let errors = shipped.draws.iter().map(|draw| draw.errors.clone()).collect();
        let again = Posterior::weigh(shipped.command.clone(), shipped.figures.clone(), &ensemble, errors, 1);
        assert_eq!(again, shipped);
    }
}
