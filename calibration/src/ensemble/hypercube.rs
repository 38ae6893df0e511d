//! Where the draws lie: a Latin hypercube over the space of uncertain parameters.
//!
//! ```text
//! u_ij = (rank_ij + v_ij) ÷ n          rank_ij: place of draw i among the n draws of the cube by a keyed word of (seed, i, j)
//! x_ij = Q_j(u_ij)                     v_ij: a second word, uniform in [0, 1)
//! ```
//! So every parameter has one value in each n-th of its distribution, and no two parameters are paired by design. Words
//! are keyed by the draw and the parameter's name: a parameter more or less moves no other. When one cube does not keep
//! enough draws, another of the same size follows.

use super::table::rounded;
use crate::parameters::uncertainty::Uncertain;
use fastox_model::draws::{Decision, Draws};

/// The points of one cube: draws from `first` on, each with a value for every parameter of the space.
pub(super) fn points(space: &[Uncertain], seed: u64, first: u32, draws: u32) -> Vec<Vec<f64>> {
    let mut points = vec![Vec::with_capacity(space.len()); draws as usize];
    for parameter in space {
        for (point, u) in points.iter_mut().zip(strata(&parameter.name, seed, first, draws)) {
            point.push(rounded(parameter.quantile(u)));
        }
    }
    points
}

/// u of one parameter for the draws of a cube: one in each of as many strata of [0, 1), in an order that is the
/// parameter's own.
pub fn strata(name: &str, seed: u64, first: u32, draws: u32) -> Vec<f64> {
    let words: Vec<[u32; 4]> =
        (first..first + draws).map(|draw| Draws::new(seed).words(draw, key(name), Decision::Space)).collect();
    let mut order: Vec<usize> = (0..words.len()).collect();
    // Two words make a tie all but impossible; the number of the draw would settle it.
    order.sort_by_key(|&i| (words[i][0], words[i][1], i));
    let mut shares = vec![0.0; words.len()];
    for (rank, &i) in order.iter().enumerate() {
        let within = f64::from(words[i][2]) / 4_294_967_296.0;
        shares[i] = (rank as f64 + within) / f64::from(draws);
    }
    shares
}

/// A number for a name.
fn key(name: &str) -> i32 {
    let hash = blake3::hash(name.as_bytes());
    let [a, b, c, d, ..] = *hash.as_bytes();
    i32::from_le_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::Parameters;
    use crate::parameters::uncertainty::{Spread, uncertain};

    #[test]
    fn every_stratum_of_every_parameter_has_one_draw() {
        let space = uncertain(&Parameters::embedded());
        let points = points(&space, 7, 1, 40);
        for (j, parameter) in space.iter().enumerate() {
            if parameter.whole || parameter.spread != Spread::Uniform {
                continue;
            }
            let mut strata: Vec<i32> = points
                .iter()
                .map(|point| (point[j] - parameter.low) / (parameter.high - parameter.low))
                .map(|u| (40.0 * u) as i32)
                .collect();
            strata.sort_unstable();
            assert_eq!(strata, (0..40).collect::<Vec<_>>(), "{}", parameter.name);
        }
    }

    #[test]
    fn a_parameter_less_moves_no_other_and_another_seed_moves_all() {
        let mut space = uncertain(&Parameters::embedded());
        let all = points(&space, 7, 1, 10);
        assert_ne!(all, points(&space, 8, 1, 10));
        assert_ne!(all, points(&space, 7, 11, 10));
        space.remove(3);
        for (whole, less) in all.iter().zip(points(&space, 7, 1, 10)) {
            assert_eq!(whole[..3], less[..3]);
            assert_eq!(whole[4..], less[3..]);
        }
    }

    /// Means of pairs of parameters are as unrelated as those of independent draws.
    #[test]
    fn parameters_are_not_paired() {
        let space = uncertain(&Parameters::embedded());
        let points = points(&space, 1, 1, 200);
        let column = |j: usize| points.iter().map(move |point| point[j]);
        let (mut largest, mut squares, mut pairs) = (0.0f64, 0.0, 0.0);
        for a in 0..space.len() {
            for b in 0..a {
                let r = correlation(column(a).zip(column(b)));
                largest = largest.max(r.abs());
                squares += r * r;
                pairs += 1.0;
            }
        }
        // One in √200 in standard deviation; the largest of some three thousand is near four of them.
        assert!(((squares / pairs * 200.0_f64).sqrt() - 1.0).abs() < 0.15, "{}", squares / pairs);
        assert!(largest < 0.36, "{largest}");
    }

    fn correlation(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
        let pairs: Vec<(f64, f64)> = pairs.collect();
        let n = pairs.len() as f64;
        let sum = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>() / n;
        let (x, y) = (sum(&|p| p.0), sum(&|p| p.1));
        let cov = sum(&|p| (p.0 - x) * (p.1 - y));
        cov / (sum(&|p| (p.0 - x).powi(2)) * sum(&|p| (p.1 - y).powi(2))).sqrt()
    }
}
