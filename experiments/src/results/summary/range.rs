//! Headlines, and the whip on every province, over the settings and orderings of the response.
//!
//! All responses of a pass share people and draws, so that the range is the settings' and not the sample's. Where it is
//! printed beside a headline of more people, its distances to the central setting are added to the headline.

use super::{MEASURES, Summary, WHIP_YEARS};
use fastox_model::geography::Province;
use fastox_model::incentives::ResponseMode;
use serde::{Deserialize, Serialize};

/// The responses whose settings and orderings make a range: the central one first. How the game is played within the year
/// (`nash`) is a switch of its own.
pub const RANGE: [ResponseMode; 6] = [
    ResponseMode::Responding,
    ResponseMode::RespondingMild,
    ResponseMode::RespondingSevere,
    ResponseMode::RespondingReverse,
    ResponseMode::RespondingMildReverse,
    ResponseMode::RespondingSevereReverse,
];

/// What a province is told of, in the order of [`super::track::Whip`].
pub const WHIP_MEASURES: [&str; 3] = ["marginal_retention", "points_lost", "yuan_lost"];

/// The values of a measure over settings and orderings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// The regime.
    pub world: String,
    /// The measure.
    pub measure: String,
    /// The year of a provincial measure, or 0.
    pub year: i32,
    /// GB code; 0 is the nation.
    pub province: u8,
    /// The lowest value; missing unless all responses know the measure.
    pub lowest: Option<f64>,
    /// The central setting's.
    pub central: Option<f64>,
    /// The highest value.
    pub highest: Option<f64>,
    /// Which response gave the lowest.
    pub lowest_response: String,
    /// Which response gave the highest.
    pub highest_response: String,
    /// How many responses were compared.
    pub responses: usize,
    /// Simulated people.
    pub people: u64,
}

impl Range {
    /// The ranges over all responding worlds of a pass.
    pub fn all(pass: &Summary, people: u64) -> Vec<Self> {
        let responses: Vec<&str> = RANGE
            .iter()
            .map(|mode| mode.name())
            .filter(|name| pass.responses().contains(name))
            .collect();
        let mut ranges = Vec::new();
        if responses.is_empty() {
            return ranges;
        }
        for world in pass.regimes() {
            let over = |measure: &str, (year, province), value: &dyn Fn(&str) -> Option<f64>| {
                Self::over(world, measure, (year, province), people, &responses, value)
            };
            for measure in MEASURES {
                let value = |response: &str| pass.mean((world, response), measure.name);
                ranges.push(over(measure.name, (0, 0), &value));
            }
            for year in WHIP_YEARS {
                for (place, measure) in WHIP_MEASURES.into_iter().enumerate() {
                    for p in Province::all() {
                        let value = |response: &str| {
                            Some(pass.mean_whip((world, response), year, p)?[place])
                        };
                        let range = over(measure, (year, p.code()), &value);
                        ranges.extend(Some(range).filter(|range| range.central.is_some()));
                    }
                }
            }
        }
        ranges
    }

    fn over(
        world: &str,
        measure: &str,
        (year, province): (i32, u8),
        people: u64,
        responses: &[&str],
        value: &dyn Fn(&str) -> Option<f64>,
    ) -> Self {
        let known: Vec<(f64, &str)> =
            responses.iter().filter_map(|response| Some((value(response)?, *response))).collect();
        let complete = known.len() == responses.len();
        let ends = known.iter().min_by(|a, b| a.0.total_cmp(&b.0)).zip(
            // The first of equals, as for the lowest.
            known.iter().rev().max_by(|a, b| a.0.total_cmp(&b.0)),
        );
        let ends = ends.filter(|_| complete);
        let name = |end: Option<&(f64, &str)>| end.map_or("", |end| end.1).to_owned();
        Self {
            world: world.to_owned(),
            measure: measure.to_owned(),
            year,
            province,
            lowest: ends.map(|(low, _)| low.0),
            central: value(responses[0]),
            highest: ends.map(|(_, high)| high.0),
            lowest_response: name(ends.map(|(low, _)| low)),
            highest_response: name(ends.map(|(_, high)| high)),
            responses: responses.len(),
            people,
        }
    }

    /// The ends of the range around a value of the central setting, if the settings differ.
    pub fn around(&self, value: f64) -> Option<(f64, f64)> {
        let (low, high, central) = (self.lowest?, self.highest?, self.central?);
        (self.responses > 1).then_some((value + (low - central), value + (high - central)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(value: &dyn Fn(&str) -> Option<f64>) -> Range {
        Range::over("a", "b", (0, 0), 9, &["responding", "mild", "severe"], value)
    }

    #[test]
    fn ends_name_the_settings_that_gave_them() {
        let found = range(&|response| Some(if response == "severe" { 7.0 } else { 9.0 }));
        assert_eq!((found.lowest, found.central, found.highest), (Some(7.0), Some(9.0), Some(9.0)));
        assert_eq!((&*found.lowest_response, &*found.highest_response), ("severe", "responding"));
        assert_eq!(found.around(10.0), Some((8.0, 10.0)));
    }

    #[test]
    fn a_setting_that_does_not_know_the_measure_leaves_no_ends() {
        let found = range(&|response| (response != "mild").then_some(1.0));
        assert_eq!((found.lowest, found.central, found.around(1.0)), (None, Some(1.0), None));
    }
}
