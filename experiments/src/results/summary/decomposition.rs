//! What a change of the regime does by itself, and what governments add by reacting to it.
//!
//! ```text
//! mechanical  = B_fixed − A_fixed
//! behavioural = (B_responding − B_fixed) − (A_responding − A_fixed)
//! total       = mechanical + behavioural = B_responding − A_responding
//! ```
//! Every measure, every response, every two regimes A before B in the order of the run, by seed and for the mean.

use super::Summary;
use crate::results::headlines::Headline;
use fastox_model::country::WorldId;
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
                    found.extend(Change { summary, from, to, response }.all());
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
        let (from, to) = ("central-adjustment", "national-pooling");
        let change = Change { summary, from, to, response: "responding" };
        change.of("central_burden_pv_yuan", None)
    }
}

/// A change of the regime in a run.
struct Change<'a> {
    summary: &'a Summary,
    from: &'a str,
    to: &'a str,
    response: &'a str,
}

impl Change<'_> {
    /// Every headline: the mean, then seed by seed.
    fn all(&self) -> Vec<Decomposition> {
        let seeds = self.summary.seeds(WorldId { regime: self.from, response: self.response });
        let rows = std::iter::once(None).chain(seeds.into_iter().map(Some));
        let of = |seed| Headline::of_summary().filter_map(move |h| self.of(h.name, seed));
        rows.flat_map(of).collect()
    }

    fn of(&self, measure: &'static str, seed: Option<u64>) -> Option<Decomposition> {
        let value = |regime, response| {
            let world = WorldId { regime, response };
            match seed {
                Some(seed) => self.summary.values(world, measure).get(&seed).copied(),
                None => self.summary.mean(world, measure),
            }
        };
        let (from_fixed, to_fixed) = (value(self.from, FIXED)?, value(self.to, FIXED)?);
        let (from, to) = (value(self.from, self.response)?, value(self.to, self.response)?);
        let mechanical = to_fixed - from_fixed;
        let behavioural = (to - to_fixed) - (from - from_fixed);
        Some(Decomposition {
            measure,
            from: self.from.to_owned(),
            to: self.to.to_owned(),
            response: self.response.to_owned(),
            seed,
            mechanical,
            behavioural,
            total: mechanical + behavioural,
        })
    }
}
