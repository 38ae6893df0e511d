//! Headlines over the draws of the uncertain parameters, by world, and their differences from the first regime.
//!
//! ```text
//! p_q   the smallest value with at least a share q of the draws at or below it; a value is the mean over seeds
//! ```
//! A year that does not come in a draw counts as later than any, so that a percentile that falls there is missing. Differences are
//! taken draw by draw between worlds of the same response, over the draws that know both: what is uncertain in both cancels.

use super::{MEASURES, Measure, Summary};
use crate::results::columns::aligned;
use serde::{Deserialize, Serialize};
use std::fmt;

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
        let levels = names.iter().map(|world| (*world, None));
        let differences = names.iter().filter_map(|world| {
            let first = names.iter().find(|first| first.1 == world.1)?;
            (first != world).then_some((*world, Some(*first)))
        });
        let of = |(world, against)| {
            MEASURES.iter().filter_map(move |m| Self::of(central, draws, m, (world, against)))
        };
        levels.chain(differences).flat_map(of).collect()
    }

    fn of(
        central: &Summary,
        draws: &[Summary],
        measure: &Measure,
        (world, against): Pair<'_>,
    ) -> Option<Self> {
        let value = |summary: &Summary| match against {
            None => summary.mean(world, measure.name),
            Some(first) => {
                Some(summary.mean(world, measure.name)? - summary.mean(first, measure.name)?)
            }
        };
        let mut values: Vec<Option<f64>> = draws.iter().map(value).collect();
        let known = values.iter().flatten().count();
        if against.is_some() {
            values.retain(Option::is_some);
        }
        let (central, [p05, p50, p95]) = (value(central), percentiles(values));
        (known > 0 || central.is_some()).then(|| Self {
            world: world.0.to_owned(),
            response: world.1.to_owned(),
            against: against.map_or("", |first| first.0).to_owned(),
            measure: measure.name.to_owned(),
            central,
            p05,
            p50,
            p95,
            draws: known,
        })
    }
}

/// A world, and the one it is compared with.
type Pair<'a> = ((&'a str, &'a str), Option<(&'a str, &'a str)>);

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

    /// The bands as aligned columns, measures down, worlds across.
    pub(super) fn bands(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.uncertainty.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nover {} draws of the uncertain parameters: median [5 %, 95 %]", self.draws)?;
        self.block(f, |band| band.against.is_empty())?;
        if self.uncertainty.iter().any(|band| !band.against.is_empty()) {
            let first = self.regimes()[0];
            writeln!(f, "\nthe same less {first}, draw by draw")?;
            self.block(f, |band| !band.against.is_empty())?;
        }
        Ok(())
    }

    fn block(&self, f: &mut fmt::Formatter<'_>, wanted: impl Fn(&Band) -> bool) -> fmt::Result {
        let bands: Vec<&Band> = self.uncertainty.iter().filter(|band| wanted(band)).collect();
        let worlds: Vec<(&str, &str)> = self
            .names()
            .into_iter()
            .filter(|name| bands.iter().any(|b| (b.world.as_str(), b.response.as_str()) == *name))
            .collect();
        let head = |part: fn(&(&str, &str)) -> String| -> Vec<String> {
            [String::new(), String::new()].into_iter().chain(worlds.iter().map(part)).collect()
        };
        let mut rows = vec![head(|w| w.0.to_owned()), head(|w| w.1.to_owned())];
        for measure in MEASURES {
            let own: Vec<&&Band> = bands.iter().filter(|b| b.measure == measure.name).collect();
            if own.is_empty() {
                continue;
            }
            let cells = worlds.iter().map(|world| {
                let found = own.iter().find(|b| (b.world.as_str(), b.response.as_str()) == *world);
                found.map_or("–".to_owned(), |band| shown(measure, band))
            });
            let title = [measure.title.to_owned(), measure.unit.name().to_owned()];
            rows.push(title.into_iter().chain(cells).collect());
        }
        f.write_str(&aligned(&rows, 2))
    }
}

fn shown(measure: &Measure, band: &Band) -> String {
    let never = if measure.unit == super::measures::Unit::Year { "never" } else { "–" };
    let show = |value: Option<f64>| value.map_or(never.to_owned(), |v| measure.unit.show(v));
    format!("{} [{}, {}]", show(band.p50), show(band.p05), show(band.p95))
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
        assert_eq!(
            percentiles(vec![None, Some(2060.0), Some(2050.0)]),
            [Some(2050.0), Some(2060.0), None]
        );
        assert_eq!(percentiles(Vec::new()), [None; 3]);
    }
}
