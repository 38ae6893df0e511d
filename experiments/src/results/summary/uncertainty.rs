//! Headlines over the draws of the uncertain parameters, by world, and their differences from the first regime.
//!
//! ```text
//! p_q        the smallest value with at least a share q of the weight of draws at or below it; a value is the mean over seeds
//! positive   the share of that weight where the value is above zero
//! ```
//! A year that does not come in a draw counts as later than any, so that a percentile that falls there is missing.
//! Differences are taken draw by draw between worlds of the same response, over the draws that know both: what is
//! uncertain in both cancels.

use super::Summary;
use crate::results::headlines::Headline;
use crate::results::weighted::{quantile, share};
use fastox_calibration::ensemble::effective;
use fastox_model::country::WorldId;
use serde::{Deserialize, Serialize};

/// A draw, summed up.
pub struct Weighed<'a> {
    summary: &'a Summary,
    weight: f64,
}

/// A measure of a world over the draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// The regime.
    pub world: String,
    /// The response.
    pub response: String,
    /// The regime that is taken off; empty for the measure itself.
    pub against: String,
    /// The measure.
    pub measure: String,
    /// At the central parameters.
    pub central: Option<f64>,
    /// The 5 % point.
    pub p05: Option<f64>,
    /// The median.
    pub p50: Option<f64>,
    /// The 95 % point.
    pub p95: Option<f64>,
    /// Share of the weight of the draws that know the measure where it is above zero.
    #[serde(default)]
    pub positive: Option<f64>,
    /// Draws that know the measure.
    pub draws: usize,
}

impl Band {
    /// The bands of every world, then those of the differences; a measure that no draw knows is left out.
    pub fn all(central: &Summary, draws: &[Weighed<'_>]) -> Vec<Self> {
        if draws.is_empty() {
            return Vec::new();
        }
        let names = central.names();
        let levels = names.iter().map(|world| Compared { world: *world, against: None });
        let differences = names.iter().filter_map(|world| {
            let first = names.iter().find(|first| first.response == world.response)?;
            (first != world).then_some(Compared { world: *world, against: Some(*first) })
        });
        let of = |compared: Compared<'_>| {
            Headline::of_summary()
                .filter_map(|headline| Self::of(central, draws, headline, compared))
                .collect::<Vec<_>>()
        };
        levels.chain(differences).flat_map(of).collect()
    }

    fn of(central: &Summary, draws: &[Weighed<'_>], headline: &Headline, compared: Compared<'_>) -> Option<Self> {
        let Compared { world, against } = compared;
        let value = |summary: &Summary| match against {
            None => summary.mean(world, headline.name),
            Some(first) => Some(summary.mean(world, headline.name)? - summary.mean(first, headline.name)?),
        };
        let mut values: Vec<(Option<f64>, f64)> = draws.iter().map(|draw| (value(draw.summary), draw.weight)).collect();
        let known = values.iter().filter(|(value, _)| value.is_some()).count();
        if against.is_some() {
            values.retain(|(value, _)| value.is_some());
        }
        let (central, [p05, p50, p95]) = (value(central), [0.05, 0.5, 0.95].map(|q| quantile(&values, q)));
        (known > 0 || central.is_some()).then(|| Self {
            world: world.regime.to_owned(),
            response: world.response.to_owned(),
            against: against.map_or("", |first| first.regime).to_owned(),
            measure: headline.name.to_owned(),
            central,
            p05,
            p50,
            p95,
            positive: share(&values, |value| value > 0.0),
            draws: known,
        })
    }

    pub(super) fn id(&self) -> WorldId<'_> {
        WorldId { regime: &self.world, response: &self.response }
    }
}

/// A world, and the one that is taken off, if any.
#[derive(Clone, Copy)]
struct Compared<'a> {
    world: WorldId<'a>,
    against: Option<WorldId<'a>>,
}

impl Summary {
    /// Takes the bands over draws, each summed up by itself. Draws without a weight count once.
    pub fn take_draws(&mut self, draws: &[Self], weights: &[f64]) {
        let weights = weights.iter().copied().chain(std::iter::repeat(1.0));
        let draws: Vec<Weighed<'_>> =
            draws.iter().zip(weights).map(|(summary, weight)| Weighed { summary, weight }).collect();
        self.uncertainty = Band::all(self, &draws);
        self.draws = draws.len();
        self.effective_draws = (!draws.is_empty()).then(|| effective(draws.iter().map(|draw| draw.weight)));
    }
}
