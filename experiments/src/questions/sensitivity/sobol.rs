//! Sobol' indices from a Saltelli design.
//!
//! ```text
//! first  S_i = 1/N Σ f(B)_n · (f(A_B^(i))_n − f(A)_n) / V        Saltelli et al. 2010, table 2 (b)
//! total  T_i = 1/2N Σ (f(A)_n − f(A_B^(i))_n)² / V               Jansen 1999
//! V = the variance of f over A and B together
//! ```
//! f is taken around its mean, which changes no expected value and makes the first scatter less. Standard errors are
//! the spread over resamples of the rows; the rows of a low-discrepancy design cover the space more evenly than
//! independent ones, so the errors are rather too large than too small.
//!
//! Sources: Saltelli, Annoni, Azzini, Campolongo, Ratto & Tarantola (2010), Computer Physics Communications 181; Jansen
//! (1999), Computer Physics Communications 117.

use fastox_model::draws::philox4x32_10;
use fastox_model::units::ratio;
use serde::Serialize;

/// One headline over a design: by row, and for A_B by parameter and row.
#[derive(Clone, Debug, PartialEq)]
pub struct Saltelli {
    /// f(A).
    pub a: Vec<f64>,
    /// f(B).
    pub b: Vec<f64>,
    /// f(A_B^(i)).
    pub ab: Vec<Vec<f64>>,
}

/// The indices of a parameter, shares of the variance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Index {
    /// First-order index.
    pub first: f64,
    /// Its standard error.
    pub first_se: f64,
    /// Total index.
    pub total: f64,
    /// Its standard error.
    pub total_se: f64,
}

impl Saltelli {
    /// The share of all values of which something holds, if there are any.
    pub fn share(&self, holds: &impl Fn(f64) -> bool) -> Option<f64> {
        let all = || self.a.iter().chain(&self.b).chain(self.ab.iter().flatten());
        ratio(all().filter(|v| holds(**v)).count() as f64, all().count() as f64)
    }

    /// First and total index of every parameter on these rows; nothing if f does not vary over A and B.
    fn on(&self, rows: &[usize]) -> Option<Vec<(f64, f64)>> {
        let n = rows.len() as f64;
        let sum = |value: &dyn Fn(usize) -> f64| rows.iter().map(|&row| value(row)).sum::<f64>();
        let mean = sum(&|row| self.a[row] + self.b[row]) / (2.0 * n);
        let square = |x: f64| (x - mean) * (x - mean);
        let variance = sum(&|row| square(self.a[row]) + square(self.b[row])) / (2.0 * n);
        let index = |ab: &Vec<f64>| {
            let first = sum(&|row| (self.b[row] - mean) * (ab[row] - self.a[row]));
            let total = sum(&|row| (self.a[row] - ab[row]) * (self.a[row] - ab[row]));
            (first / n / variance, total / (2.0 * n) / variance)
        };
        (variance > 0.0).then(|| self.ab.iter().map(index).collect())
    }
}

/// The indices of every parameter, with standard errors from so many resamples; nothing if the headline does not vary.
pub fn indices(design: &Saltelli, resamples: usize, seed: u64) -> Option<Vec<Index>> {
    let n = design.a.len();
    let all: Vec<usize> = (0..n).collect();
    let estimates = design.on(&all)?;
    let resampled: Vec<_> = (0..resamples)
        .filter_map(|resample| {
            let rows: Vec<usize> = (0..n).map(|place| drawn(n, resample, place, seed)).collect();
            design.on(&rows)
        })
        .collect();
    let spread_of = |value: fn(&(f64, f64)) -> f64, i: usize| {
        spread(&resampled.iter().map(|one| value(&one[i])).collect::<Vec<f64>>())
    };
    let index = |(i, (first, total)): (usize, &(f64, f64))| Index {
        first: *first,
        first_se: spread_of(|one| one.0, i),
        total: *total,
        total_se: spread_of(|one| one.1, i),
    };
    Some(estimates.iter().enumerate().map(index).collect())
}

/// The standard deviation.
fn spread(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    if values.len() > 1 { (squares / (n - 1.0)).sqrt() } else { 0.0 }
}

/// A row of a resample: keyed, so that no order of draws matters.
fn drawn(n: usize, resample: usize, place: usize, seed: u64) -> usize {
    let key = [seed as u32, (seed >> 32) as u32];
    let word = philox4x32_10([resample as u32, place as u32, 0, 0], key)[0];
    ((u64::from(word) * n as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asked::design::sobol_point;
    use std::f64::consts::PI;

    /// Ishigami's function with a = 7 and b = 0.1, of uniforms on [0, 1).
    fn ishigami(u: [f64; 3]) -> f64 {
        let [x, y, z] = u.map(|u| PI * (2.0 * u - 1.0));
        libm::sin(x) + 7.0 * libm::sin(y) * libm::sin(y) + 0.1 * z * z * z * z * libm::sin(x)
    }

    fn design(n: usize, f: impl Fn([f64; 3]) -> f64) -> Saltelli {
        let coordinate = |row: usize, i: usize, b: bool| sobol_point(row, i + if b { 3 } else { 0 }, 7);
        let block = |from_b: [bool; 3]| -> Vec<f64> {
            let at = |row| f(std::array::from_fn(|i| coordinate(row, i, from_b[i])));
            (0..n).map(at).collect()
        };
        let one = |i: usize| block(std::array::from_fn(|j| j == i));
        Saltelli { a: block([false; 3]), b: block([true; 3]), ab: (0..3).map(one).collect() }
    }

    #[test]
    fn ishigami_has_its_known_indices() {
        // V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2; V₁ = (1 + bπ⁴/5)²/2, V₂ = a²/8, V₁₃ = 8b²π⁸/225.
        let p4 = PI.powi(4);
        let (v1, v2, v13) = (0.5 * (1.0 + 0.02 * p4).powi(2), 49.0 / 8.0, 0.08 * p4 * p4 / 225.0);
        let v = v1 + v2 + v13;
        let found = indices(&design(2048, ishigami), 200, 1).expect("it varies");
        let known = [(v1 / v, (v1 + v13) / v), (v2 / v, v2 / v), (0.0, v13 / v)];
        for (index, (first, total)) in found.iter().zip(known) {
            assert!((index.first - first).abs() < 0.02, "{index:?} {first}");
            assert!((index.total - total).abs() < 0.02, "{index:?} {total}");
            assert!(index.total_se > 0.0 && index.total_se < 0.05, "{index:?}");
        }
    }

    #[test]
    fn a_sum_divides_by_its_squares_and_an_idle_parameter_has_nothing() {
        let found = indices(&design(1024, |[x, y, _]| 2.0 * x + y), 50, 1).expect("it varies");
        for (index, share) in found.iter().zip([0.8, 0.2, 0.0]) {
            assert!((index.first - share).abs() < 0.01, "{index:?}");
            assert!((index.total - share).abs() < 0.01, "{index:?}");
        }
        assert_eq!((found[2].total.to_bits(), found[2].total_se.to_bits()), (0, 0));
    }

    #[test]
    fn what_does_not_vary_has_no_indices() {
        assert_eq!(indices(&design(16, |_| 2038.0), 50, 1), None);
    }

    #[test]
    fn the_resampling_error_falls_with_the_rows() {
        let error = |n| indices(&design(n, ishigami), 200, 1).expect("it varies")[0].total_se;
        let ratio = error(64) / error(1024);
        assert!((2.0..8.0).contains(&ratio), "four is expected: {ratio}");
    }
}
