//! Where rejected draws lie: parameters whose low or high values the accounts do not bear.
//!
//! ```text
//! share of draws rejected in the lowest and in the highest fifth of a parameter's values
//! z = (mean rank of rejected − mean rank of all) ÷ √((n + 1)(n − m) ÷ 12 m)        n draws, m rejected (Mann and Whitney)
//! ```

use super::{Ensemble, Rejected};

/// A parameter and the draws rejected at its ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Extreme {
    /// Its name.
    pub name: String,
    /// Share rejected in the lowest fifth.
    pub lowest: f64,
    /// Share rejected in the highest fifth.
    pub highest: f64,
    /// How far ranks of rejected draws lie from the middle, in standard deviations.
    pub z: f64,
}

/// All parameters, those that part rejected from kept best first.
pub fn extremes(ensemble: &Ensemble, rejected: &[Rejected]) -> Vec<Extreme> {
    let kept = ensemble.draws.iter().map(|draw| (&draw.values, false));
    let draws: Vec<(&Vec<f64>, bool)> = kept.chain(rejected.iter().map(|draw| (&draw.values, true))).collect();
    let mut found: Vec<Extreme> = ensemble
        .space
        .iter()
        .enumerate()
        .map(|(j, parameter)| {
            let mut order: Vec<(f64, bool)> = draws.iter().map(|(v, out)| (v[j], *out)).collect();
            order.sort_by(|a, b| a.0.total_cmp(&b.0));
            let out: Vec<bool> = order.into_iter().map(|(_, out)| out).collect();
            of(&parameter.name, &out)
        })
        .collect();
    found.sort_by(|a, b| b.z.abs().total_cmp(&a.z.abs()).then(a.name.cmp(&b.name)));
    found
}

/// Of a parameter: whether each draw was rejected, from the lowest value to the highest.
fn of(name: &str, out: &[bool]) -> Extreme {
    let (n, m) = (out.len() as f64, out.iter().filter(|out| **out).count() as f64);
    let share = |part: &[bool]| part.iter().filter(|o| **o).count() as f64 / part.len() as f64;
    let fifth = (out.len() / 5).max(1);
    let ranks: f64 = out.iter().zip(1..).filter(|(out, _)| **out).map(|(_, r)| f64::from(r)).sum();
    let spread = ((n + 1.0) * (n - m) / (12.0 * m)).sqrt();
    let z = if spread > 0.0 { (ranks / m - f64::midpoint(n, 1.0)) / spread } else { 0.0 };
    Extreme {
        name: name.to_owned(),
        lowest: share(&out[..fifth]),
        highest: share(&out[out.len() - fifth..]),
        z: if z.is_finite() { z } else { 0.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two of ten, both at the top: mean rank 9.5 against 5.5, spread √(11 · 8 ÷ 24) = 1.915.
    #[test]
    fn draws_rejected_at_one_end_are_found_there() {
        let mut out = [false; 10];
        (out[8], out[9]) = (true, true);
        let found = of("a", &out);
        assert_eq!((found.lowest.to_bits(), found.highest.to_bits()), (0f64.to_bits(), 1f64.to_bits()));
        assert!((found.z - 2.089).abs() < 1e-3, "{}", found.z);
        assert!(of("b", &[false; 10]).z.abs() < 1e-12);
    }
}
