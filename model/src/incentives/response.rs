//! Best response: how hard a province collects, given what it keeps.
//!
//! ```text
//! max over c:  v·m·c + d·c − k·c^(1+1/ε)/(1+1/ε)
//! ⇒  c*(m) = c₁ · [(m + δ)/(1 + δ)]^ε,   c ≤ 1,   δ = d/v
//! c_t = c_(t−1) + a·(c* − c_(t−1))
//! ```
//! c₁ is the collection rate at m = 1, δ the duty that remains at m = 0, ε the curvature. Effort is c/c₁.
//! A fall in effort reaches people half through fewer months paid and half through a lower declared wage
//! above the floor (the split is an assumption). The form follows the tax-effort literature; (ε, δ) solved from two published
//! effects (−1.53 and −10.3 points) at the model's own retention of 2022–24.
//! Left out: rewards, clawbacks and rivals, which enter the same condition.

use crate::geography::PROVINCES;

/// Whether governments react.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResponseMode {
    /// Effort stays what it was in 2021.
    Fixed,
    /// Effort answers what is kept, with partial adjustment.
    Responding,
}

impl ResponseMode {
    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Responding => "responding",
        }
    }
}

/// The parameters of the response.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// ε, curvature.
    pub curvature: f64,
    /// δ, duty relative to the value of a yuan.
    pub duty: f64,
    /// a, the part of the way made in a year.
    pub speed: f64,
    /// The share of a fall in effort that shows as fewer months; the rest as a lower declared wage.
    pub months_share: f64,
}

impl Response {
    /// c*(m)/c₁: the effort that answers a retention of m.
    pub fn target(&self, m: f64) -> f64 {
        let base = ((m + self.duty) / (1.0 + self.duty)).max(0.0);
        libm::pow(base, self.curvature)
    }

    /// (ε, δ) such that the mean fall of the rate over surplus provinces, and over deficit provinces, is as
    /// published: each side gives the retentions and the effect relative to the base rate.
    ///
    /// For every δ, ε is set by the surplus side; δ by the deficit side. `None` if no δ in (10⁻⁴, 10) fits.
    pub fn solve(surplus: (&[f64], f64), deficit: (&[f64], f64)) -> Option<(f64, f64)> {
        if surplus.0.is_empty() || deficit.0.is_empty() {
            return None;
        }
        let curvature = |duty: f64| root(1e-5, 5.0, |e| mean_fall(surplus.0, e, duty) - surplus.1);
        let excess = |log_duty: f64| {
            let duty = libm::exp(log_duty);
            curvature(duty).map_or(-1.0, |e| mean_fall(deficit.0, e, duty) - deficit.1)
        };
        let duty = libm::exp(root(libm::log(1e-4), libm::log(10.0), |x| -excess(x))?);
        Some((curvature(duty)?, duty))
    }
}

/// Mean of 1 − c*(m)/c₁.
fn mean_fall(kept: &[f64], curvature: f64, duty: f64) -> f64 {
    let response = Response { curvature, duty, speed: 1.0, months_share: 0.5 };
    kept.iter().map(|m| 1.0 - response.target(*m)).sum::<f64>() / kept.len() as f64
}

/// The root of a rising function, by bisection.
fn root(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> Option<f64> {
    if f(low) > 0.0 || f(high) < 0.0 {
        return None;
    }
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if f(middle) > 0.0 {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(0.5 * (low + high))
}

/// How hard the provinces of one world collect, relative to m = 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Effort {
    /// Effort by province; 1 is the rate at m = 1.
    pub level: [f64; PROVINCES],
    /// What it is moving to.
    pub target: [f64; PROVINCES],
}

impl Default for Effort {
    fn default() -> Self {
        Self { level: [1.0; PROVINCES], target: [1.0; PROVINCES] }
    }
}

impl Effort {
    /// Next year's effort, given what was kept of one more yuan this year.
    pub fn respond(&mut self, kept: &[f64; PROVINCES], response: &Response) {
        for ((level, target), m) in self.level.iter_mut().zip(&mut self.target).zip(kept) {
            *target = response.target(*m);
            *level += response.speed * (*target - *level);
        }
    }

    /// The share of months paid and the factor on the declared wage that bring collection to this effort, to first
    /// order in its fall (at an effort of 0.9, to 0.9025), if
    /// `above_floor` is the share of the paid base that a lower declared wage can lower.
    pub fn on_people(level: f64, above_floor: f64, response: &Response) -> (f64, f64) {
        let fall = 1.0 - level;
        let months = 1.0 - fall * response.months_share;
        let declared = 1.0 - fall * (1.0 - response.months_share) / above_floor.max(0.05);
        (months.clamp(0.0, 1.0), declared.max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Solutions worked out apart from this code, at c₁ = 0.70 and nothing kept in deficit provinces.
    #[test]
    fn the_two_effects_pin_curvature_and_duty() {
        for (m, duty, curvature) in
            [(0.66, 0.067, 0.058), (0.70, 0.118, 0.071), (0.74, 0.214, 0.092), (0.77, 0.355, 0.119)]
        {
            let (e, d) = Response::solve((&[m], 0.0153 / 0.70), (&[0.0], 0.103 / 0.70)).unwrap();
            assert!((d - duty).abs() < 2e-3 && (e - curvature).abs() < 1e-3, "{m}: {e} {d}");
        }
    }

    #[test]
    fn the_response_hits_the_effects_it_was_solved_from() {
        let (curvature, duty) =
            Response::solve((&[0.74], 0.0153 / 0.70), (&[0.02], 0.103 / 0.70)).unwrap();
        let response = Response { curvature, duty, speed: 0.44, months_share: 0.5 };
        assert!((0.70 * (1.0 - response.target(0.74)) - 0.0153).abs() < 1e-9);
        assert!((0.70 * (1.0 - response.target(0.02)) - 0.103).abs() < 1e-9);
        assert!((response.target(1.0) - 1.0).abs() < 1e-12);
    }

    /// Provinces near balance keep more on expectation; the others then fall by more than the mean.
    #[test]
    fn the_mean_effect_is_met_over_unequal_provinces() {
        let deficit = [0.0, 0.0, 0.3];
        let solved = Response::solve((&[0.7, 0.8], 0.02), (&deficit, 0.14)).unwrap();
        assert!((mean_fall(&deficit, solved.0, solved.1) - 0.14).abs() < 1e-6);
        assert!((mean_fall(&[0.7, 0.8], solved.0, solved.1) - 0.02).abs() < 1e-6);
    }

    #[test]
    fn effort_moves_part_of_the_way_each_year() {
        let response = Response { curvature: 0.1, duty: 0.2, speed: 0.44, months_share: 0.5 };
        let mut effort = Effort::default();
        for _ in 0..4 {
            effort.respond(&[0.0; PROVINCES], &response);
        }
        let gone = (1.0 - effort.level[0]) / (1.0 - response.target(0.0));
        assert!((gone - 0.9).abs() < 0.01, "four years close 90 % of the gap");
    }
}
