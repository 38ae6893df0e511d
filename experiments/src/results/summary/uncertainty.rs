//! Headlines over the draws of the uncertain parameters, by world, and their differences from the first regime.
//!
//! ```text
//! p_q   the smallest value with at least a share q of the draws at or below it; a value is the mean over seeds
//! ```
//! A year that does not come in a draw counts as later than any, so that a percentile that falls there is missing.
//! Differences are taken draw by draw between worlds of the same response, over the draws that know both: what is
//! uncertain in both cancels.

use super::Summary;
use crate::results::headlines::Headline;
use fastox_model::country::WorldId;
use serde::{Deserialize, Serialize};

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
    /// Draws that know the measure.
    pub draws: usize,
}

impl Band {
    /// The bands of every world, then those of the differences; a measure that no draw knows is left out.
    pub fn all(central: &Summary, draws: &[Summary]) -> Vec<Self> {
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

    fn of(central: &Summary, draws: &[Summary], headline: &Headline, compared: Compared<'_>) -> Option<Self> {
        let Compared { world, against } = compared;
        let value = |summary: &Summary| match against {
            None => summary.mean(world, headline.name),
            Some(first) => Some(summary.mean(world, headline.name)? - summary.mean(first, headline.name)?),
        };
        let mut values: Vec<Option<f64>> = draws.iter().map(value).collect();
        let known = values.iter().flatten().count();
        if against.is_some() {
            values.retain(Option::is_some);
        }
        let (central, [p05, p50, p95]) = (value(central), percentiles(values));
        (known > 0 || central.is_some()).then(|| Self {
            world: world.regime.to_owned(),
            response: world.response.to_owned(),
            against: against.map_or("", |first| first.regime).to_owned(),
            measure: headline.name.to_owned(),
            central,
            p05,
            p50,
            p95,
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

/// The 5, 50 and 95 % points; what is missing stands last.
fn percentiles(mut values: Vec<Option<f64>>) -> [Option<f64>; 3] {
    values.sort_by(|a, b| {
        let or_last = |value: &Option<f64>| value.unwrap_or(f64::INFINITY);
        or_last(a).total_cmp(&or_last(b))
    });
    // Twentieths, so that no rounding decides which draw is the one.
    [1, 10, 19].map(|twentieths| {
        let place = (values.len() * twentieths).div_ceil(20);
        values.get(place.checked_sub(1)?).copied().flatten()
    })
}

impl Summary {
    /// Takes the bands over draws, each summed up by itself.
    pub fn take_draws(&mut self, draws: &[Self]) {
        self.uncertainty = Band::all(self, draws);
        self.draws = draws.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_of_draws_and_never_is_the_latest_year() {
        let values = |n: u32| (1..=n).map(|x| Some(f64::from(x))).collect::<Vec<_>>();
        assert_eq!(percentiles(values(20)), [1.0, 10.0, 19.0].map(Some));
        assert_eq!(percentiles(values(200)), [10.0, 100.0, 190.0].map(Some));
        assert_eq!(percentiles(values(1)), [1.0; 3].map(Some));
        assert_eq!(percentiles(vec![None, Some(2060.0), Some(2050.0)]), [Some(2050.0), Some(2060.0), None]);
        assert_eq!(percentiles(Vec::new()), [None; 3]);
    }
}
