//! What a change of the regime does by itself, and what governments add by reacting to it.
//!
//! ```text
//! mechanical  = B_fixed − A_fixed
//! behavioural = (B_responding − B_fixed) − (A_responding − A_fixed)
//! total       = mechanical + behavioural = B_responding − A_responding
//! ```
//! Every measure, every response, every two regimes A before B in the order of the run, by seed and for the mean.

use super::{MEASURES, Summary};
use serde::Serialize;

/// The decomposition of a measure from one regime to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decomposition {
    /// The measure that is decomposed.
    pub measure: &'static str,
    /// A.
    pub from: String,
    /// B.
    pub to: String,
    /// The response beside `fixed`.
    pub response: String,
    /// The seed; none for the mean.
    pub seed: Option<u64>,
    /// Before anybody reacts.
    pub mechanical: f64,
    /// What reactions add.
    pub behavioural: f64,
    /// Both together.
    pub total: f64,
}

const FIXED: &str = "fixed";

impl Decomposition {
    /// All that a run has the worlds for: mean first, then seed by seed.
    pub fn all(summary: &Summary) -> Vec<Self> {
        let (regimes, responses) = (summary.regimes(), summary.responses());
        let mut found = Vec::new();
        for (place, from) in regimes.iter().enumerate() {
            for to in &regimes[place + 1..] {
                for response in responses.iter().filter(|response| **response != FIXED) {
                    found.extend(Self::pair(summary, (from, to), response));
                }
            }
        }
        found
    }

    /// Those of the means over seeds.
    pub fn means(summary: &Summary) -> Vec<Self> {
        Self::all(summary).into_iter().filter(|part| part.seed.is_none()).collect()
    }

    /// The decomposition of the mean that is printed with the summary, if the worlds are there.
    pub fn headline(summary: &Summary) -> Option<Self> {
        let pair = ("central-adjustment", "national-pooling");
        Self::of(summary, pair, "responding", "central_burden_present_value_yuan", None)
    }

    fn pair(summary: &Summary, pair: (&str, &str), response: &str) -> Vec<Self> {
        let seeds = summary.seeds((pair.0, response));
        let rows: Vec<Option<u64>> =
            std::iter::once(None).chain(seeds.into_iter().map(Some)).collect();
        let of = |seed: &Option<u64>| {
            let measure = |m: &super::Measure| Self::of(summary, pair, response, m.name, *seed);
            MEASURES.iter().filter_map(measure).collect::<Vec<_>>()
        };
        rows.iter().flat_map(of).collect()
    }

    fn of(
        summary: &Summary,
        (from, to): (&str, &str),
        response: &str,
        measure: &'static str,
        seed: Option<u64>,
    ) -> Option<Self> {
        let value = |world, response| match seed {
            Some(seed) => summary.values((world, response), measure).get(&seed).copied(),
            None => summary.mean((world, response), measure),
        };
        let fixed = (value(from, FIXED)?, value(to, FIXED)?);
        let responding = (value(from, response)?, value(to, response)?);
        let mechanical = fixed.1 - fixed.0;
        let behavioural = (responding.1 - fixed.1) - (responding.0 - fixed.0);
        Some(Self {
            measure,
            from: from.to_owned(),
            to: to.to_owned(),
            response: response.to_owned(),
            seed,
            mechanical,
            behavioural,
            total: mechanical + behavioural,
        })
    }
}
