//! How unequal ratios are across provinces, each weighted by its denominator so that the mean is the nation's ratio.
//!
//! ```text
//! x_p = numerator ÷ denominator     w_p = denominator ÷ Σ denominators     μ = Σ w·x
//! G = Σ_p Σ_q w_p·w_q·|x_p − x_q| ÷ (2·μ)
//! T = Σ w·(x/μ)·ln(x/μ) = Σ_g s_g·ln(μ_g/μ) + Σ_g s_g·T_g,     s_g the share of region g in Σ w·x
//! ```
//! Source: the indices of Gini and Theil as in Cowell, *Measuring Inequality*; regions of the National Bureau of
//! Statistics. Left out: indices with equal weights, which let Tibet count like Guangdong.

use fastox_model::geography::Region;

/// A province: numerator, denominator, region.
pub type Part = (f64, f64, Region);

/// Indices over provinces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inequality {
    /// The nation's ratio.
    pub national: Option<f64>,
    /// Gini coefficient.
    pub gini: Option<f64>,
    /// Theil index: all, between regions, within regions.
    pub theil: Option<[f64; 3]>,
}

impl Inequality {
    /// Measures provinces; those with a denominator of zero do not count. Where one is negative, shares of a whole have
    /// no meaning, and there is neither index.
    pub fn of(provinces: &[Part]) -> Self {
        let counted: Vec<Part> = provinces.iter().copied().filter(|part| part.1 > 0.0).collect();
        let national = ratio(&counted);
        let shares = counted.iter().all(|part| part.0 >= 0.0);
        let mean = national.filter(|mean| shares && *mean > 0.0);
        Self { national, gini: mean.map(|mean| gini(&counted, mean)), theil: mean.map(|mean| theil(&counted, mean)) }
    }
}

fn ratio(parts: &[Part]) -> Option<f64> {
    let whole: f64 = parts.iter().map(|part| part.1).sum();
    (whole > 0.0).then(|| parts.iter().map(|part| part.0).sum::<f64>() / whole)
}

fn gini(parts: &[Part], mean: f64) -> f64 {
    let whole: f64 = parts.iter().map(|part| part.1).sum();
    let pairs = parts.iter().flat_map(|a| parts.iter().map(move |b| (a, b)));
    let gaps: f64 = pairs.map(|(a, b)| a.1 * b.1 * (a.0 / a.1 - b.0 / b.1).abs()).sum();
    gaps / (2.0 * whole * whole * mean)
}

fn theil(parts: &[Part], mean: f64) -> [f64; 3] {
    let all = within(parts, mean);
    let whole: f64 = parts.iter().map(|part| part.0).sum();
    let (mut between, mut inside) = (0.0, 0.0);
    for region in [Region::East, Region::Central, Region::West, Region::NorthEast] {
        let own: Vec<Part> = parts.iter().copied().filter(|part| part.2 == region).collect();
        let Some(own_mean) = ratio(&own).filter(|own_mean| *own_mean > 0.0) else { continue };
        let share = own.iter().map(|part| part.0).sum::<f64>() / whole;
        between += share * libm::log(own_mean / mean);
        inside += share * within(&own, own_mean);
    }
    [all, between, inside]
}

/// Theil's T of some provinces around their mean.
fn within(parts: &[Part], mean: f64) -> f64 {
    let whole: f64 = parts.iter().map(|part| part.0).sum();
    let term = |part: &Part| {
        let relative = part.0 / part.1 / mean;
        if relative > 0.0 { part.0 / whole * libm::log(relative) } else { 0.0 }
    };
    parts.iter().map(term).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Region::{East, West};

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn equal_provinces_are_not_unequal() {
        let found = Inequality::of(&[(2.0, 1.0, East), (20.0, 10.0, West)]);
        assert_eq!((found.national, found.gini), (Some(2.0), Some(0.0)));
        assert!(found.theil.is_some_and(|parts| parts.iter().all(|part| close(*part, 0.0))));
    }

    /// Ratios 1 and 3 with equal weights: μ = 2, G = ¼·(2 + 2) ÷ 4 = 0.25, T = ¼·ln ½ + ¾·ln 1½.
    #[test]
    fn two_provinces_as_worked_by_hand() {
        let theil = 0.25 * libm::log(0.5) + 0.75 * libm::log(1.5);
        let found = Inequality::of(&[(1.0, 1.0, East), (3.0, 1.0, West)]);
        assert!(found.gini.is_some_and(|gini| close(gini, 0.25)));
        let [all, between, inside] = found.theil.expect("positive");
        assert!(close(all, theil) && close(between, theil) && close(inside, 0.0));
        let [all, between, inside] = Inequality::of(&[(1.0, 1.0, East), (3.0, 1.0, East)]).theil.expect("positive");
        assert!(close(all, theil) && close(between, 0.0) && close(inside, theil));
    }

    /// One province of ratio 4 with a quarter of the weight, one of ratio 0: G = 1 − ¼.
    #[test]
    fn weights_count() {
        let found = Inequality::of(&[(4.0, 1.0, East), (0.0, 3.0, West)]);
        assert!(found.gini.is_some_and(|gini| close(gini, 0.75)));
        assert!(found.theil.is_some_and(|parts| close(parts[0], libm::log(4.0))));
    }

    #[test]
    fn between_and_within_add_up() {
        let parts: Vec<Part> =
            (1..=9).map(|i| (f64::from(i * i), f64::from(10 - i), if i % 2 == 0 { East } else { West })).collect();
        let [all, between, inside] = Inequality::of(&parts).theil.expect("positive");
        assert!(close(all, between + inside) && between > 0.0 && inside > 0.0);
    }

    #[test]
    fn where_signs_mix_there_is_no_index() {
        let found = Inequality::of(&[(-1.0, 1.0, East), (3.0, 1.0, West)]);
        assert_eq!(found, Inequality { national: Some(1.0), gini: None, theil: None });
        assert!(Inequality::of(&[(-1.0, 1.0, East)]).gini.is_none());
    }
}
