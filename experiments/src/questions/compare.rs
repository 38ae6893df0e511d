//! Paired differences of runs or worlds that share people and draws, with their Monte-Carlo error.
//!
//! ```text
//! d_s = b_s − a_s on seed s      error = t(0.975, n − 1) · sd(d) / √n      gain = [var(a) + var(b)] / var(d)
//! ```
//! The gain says how many times more seeds would give the same error if every world had seeds of its own.

use crate::results::headlines::Headline;
use crate::results::summary::Summary;
use fastox_model::country::WorldId;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};
use std::collections::{BTreeMap, BTreeSet};

mod text;

pub use text::{decomposition_to_text, to_text};

/// Fewer seeds say nothing of chance: with two, t is 12.7 and the spread itself a guess.
pub const LEAST_SEEDS: usize = 3;

/// One measure of two worlds, compared over the seeds they share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The measure.
    pub measure: &'static str,
    /// The first world or run.
    pub first: String,
    /// The other.
    pub other: String,
    /// Mean of the first.
    pub first_mean: f64,
    /// Mean of the other.
    pub other_mean: f64,
    /// Mean of other − first.
    pub difference: f64,
    /// Half of the 95 % interval of the difference; missing with fewer than [`LEAST_SEEDS`].
    pub error: Option<f64>,
    /// Variance of independent seeds ÷ variance of paired ones; missing with fewer than [`LEAST_SEEDS`], or without any
    /// noise.
    pub pairing_gain: Option<f64>,
    /// How many seeds both have.
    pub seeds: usize,
}

/// What measures are in, by their names: the numbers of [`Difference`] and of a decomposition are not rounded or scaled.
pub fn units<'a>(measures: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, &'static str> {
    measures.filter_map(|measure| Some((measure, Headline::find(measure)?.unit_in_files()))).collect()
}

/// A run, and what a comparison calls it.
#[derive(Clone, Copy, Debug)]
pub struct NamedRun<'a> {
    /// The name.
    pub name: &'a str,
    /// Its summary.
    pub summary: &'a Summary,
    /// Its last year.
    pub last_year: i32,
}

/// The same worlds of two runs. What adds up to the last year of each is left out where these differ.
pub fn runs(first: NamedRun<'_>, other: NamedRun<'_>) -> Vec<Difference> {
    let known = other.summary.names();
    let shared = first.summary.names().into_iter().filter(|world| known.contains(world));
    shared.flat_map(|world| pairs(&Side { run: first, world }, &Side { run: other, world })).collect()
}

/// Every other world of a run against its first.
pub fn worlds(summary: &Summary) -> Vec<Difference> {
    let names = summary.names();
    let side = |world| Side { run: NamedRun { name: "", summary, last_year: 0 }, world };
    let Some((&first, others)) = names.split_first() else { return Vec::new() };
    others.iter().flat_map(|&other| pairs(&side(first), &side(other))).collect()
}

/// A world of a run; the run has no name where there is only one.
struct Side<'a> {
    run: NamedRun<'a>,
    world: WorldId<'a>,
}

fn pairs(first: &Side<'_>, other: &Side<'_>) -> Vec<Difference> {
    let seeds: Vec<u64> = first.seeds().intersection(&other.seeds()).copied().collect();
    // A year that comes on some seeds only has no mean, so a headline must be known on all of them.
    let on_all = |side: &Side<'_>, name: &str| -> Option<Vec<f64>> {
        let values = side.run.summary.values(side.world, name);
        seeds.iter().map(|seed| values.get(seed).copied()).collect()
    };
    let difference = |headline: &Headline| {
        let (a, b) = on_all(first, headline.name).zip(on_all(other, headline.name))?;
        paired(headline.name, [first.label(), other.label()], &a, &b)
    };
    let equally_long = first.run.last_year == other.run.last_year;
    Headline::of_summary()
        .filter(|headline| equally_long || !headline.adds_up_to_the_end())
        .filter_map(difference)
        .collect()
}

impl Side<'_> {
    fn seeds(&self) -> BTreeSet<u64> {
        self.run.summary.seeds(self.world)
    }

    fn label(&self) -> String {
        match self.run.name {
            "" => self.world.to_string(),
            run => format!("{run}: {}", self.world),
        }
    }
}

fn paired(measure: &'static str, [first, other]: [String; 2], a: &[f64], b: &[f64]) -> Option<Difference> {
    let seeds = a.len();
    if seeds == 0 {
        return None;
    }
    let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| b - a).collect();
    let spread = variance(&differences);
    let independent = variance(a).zip(variance(b)).map(|(a, b)| a + b);
    Some(Difference {
        measure,
        first,
        other,
        first_mean: mean(a),
        other_mean: mean(b),
        difference: mean(&differences),
        error: spread.map(|variance| student(seeds) * (variance / seeds as f64).sqrt()),
        pairing_gain: independent.zip(spread).filter(|(_, s)| *s > 0.0).map(|(i, s)| i / s),
        seeds,
    })
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The variance of a sample, if it has enough values.
pub(crate) fn variance(values: &[f64]) -> Option<f64> {
    let middle = mean(values);
    let squares: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
    (values.len() >= LEAST_SEEDS).then(|| squares / (values.len() - 1) as f64)
}

/// The 97.5 % point of Student's t for so many values.
pub(crate) fn student(values: usize) -> f64 {
    StudentsT::new(0.0, 1.0, (values - 1) as f64).map_or(f64::NAN, |t| t.inverse_cdf(0.975))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> [String; 2] {
        ["a", "b"].map(str::to_owned)
    }

    /// Differences 1, 2, 3: mean 2, sd 1, t(2) = 4.303, error 4.303/√3 = 2.484.
    #[test]
    fn the_error_is_students() {
        let found = paired("m", names(), &[0.0, 10.0, 20.0], &[1.0, 12.0, 23.0]).expect("three seeds");
        assert!((found.difference - 2.0).abs() < 1e-12);
        assert!((found.error.expect("an error") - 2.4841).abs() < 1e-3, "{found:?}");
        // var(a) = 100, var(b) = 121, var(d) = 1.
        assert!((found.pairing_gain.expect("a gain") - 221.0).abs() < 1e-9);
    }

    #[test]
    fn money_is_told_with_its_prices() {
        let names = ["reserves_2035_yuan", "loss_net_pv_yuan", "transfers_2022_current_yuan", "kept_2035_surplus"];
        let found: Vec<&str> = names.iter().map(|name| units([*name].into_iter())[name]).collect();
        assert_eq!(found, ["yuan, 2024 prices", "yuan, present value in 2024", "yuan, current prices", "share of one"]);
    }

    #[test]
    fn few_seeds_have_a_difference_and_no_error() {
        for (a, b) in [(&[1.0][..], &[4.0][..]), (&[1.0, 3.0], &[4.0, 5.0])] {
            let found = paired("m", names(), a, b).expect("seeds");
            assert_eq!((found.seeds, found.error, found.pairing_gain), (a.len(), None, None));
        }
        assert!(paired("m", names(), &[], &[]).is_none());
    }
}
