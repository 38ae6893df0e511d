//! Headlines, and the whip on every province, over the settings and orderings of the response.
//!
//! All responses of a pass share people and draws, so that the range is the settings' and not the sample's. Where it is
//! printed beside a headline of more people, its distances to the central setting are added to the headline.

use super::Summary;
use crate::results::headlines::Headline;
use crate::results::series::WHIP_YEARS;
use fastox_model::country::WorldId;
use fastox_model::geography::{NATION, Province};
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use serde::{Deserialize, Deserializer, Serialize};

/// The responses whose settings and orderings make a range: the central one first. How the game is played within the
/// year (`nash`) is a switch of its own.
pub const RANGE: [ResponseMode; 6] = [
    ResponseMode::Responding,
    ResponseMode::RespondingMild,
    ResponseMode::RespondingSevere,
    ResponseMode::RespondingReverse,
    ResponseMode::RespondingMildReverse,
    ResponseMode::RespondingSevereReverse,
];

/// What a province keeps and loses, in the order of `Whip`.
pub const WHIP_MEASURES: [&str; 3] = ["marginal_retention", "points_lost", "yuan_lost"];

/// The values of a measure over settings and orderings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// The regime.
    pub world: String,
    /// The measure.
    pub measure: String,
    /// The year of a provincial measure; none of the nation's, whose names say it.
    #[serde(deserialize_with = "year_read")]
    pub year: Option<Year>,
    /// GB code, or the nation's.
    #[serde(deserialize_with = "province_read")]
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
        let known = pass.responses();
        let mut responses: Vec<&str> = RANGE.iter().map(|mode| mode.name()).collect();
        responses.retain(|name| known.contains(name));
        if responses.is_empty() {
            return Vec::new();
        }
        let mut ranges = Vec::new();
        for regime in pass.regimes() {
            let over = Over { regime, responses: &responses, people };
            for headline in Headline::of_summary() {
                let place = Place { measure: headline.name, year: None, province: NATION };
                let value = |response: &str| pass.mean(WorldId { regime, response }, headline.name);
                ranges.push(over.range(place, value));
            }
            ranges.extend(over.whips(pass));
        }
        ranges
    }

    /// The ends of the range around a value of the central setting, if the settings differ.
    pub fn around(&self, value: f64) -> Option<(f64, f64)> {
        let (low, high, central) = (self.lowest?, self.highest?, self.central?);
        (self.responses > 1).then_some((value + (low - central), value + (high - central)))
    }
}

/// Runs of earlier versions have 0 for none.
fn year_read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Year>, D::Error> {
    Ok(Option::<Year>::deserialize(from)?.filter(|&year| year != 0))
}

/// Runs of earlier versions have 0 for the nation.
fn province_read<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    Ok(Some(u8::deserialize(from)?).filter(|&code| code != 0).unwrap_or(NATION))
}

/// What a range is of.
#[derive(Clone, Copy)]
struct Place<'a> {
    measure: &'a str,
    year: Option<Year>,
    province: u8,
}

/// The responses of a regime that make a range.
struct Over<'a> {
    regime: &'a str,
    responses: &'a [&'a str],
    people: u64,
}

impl Over<'_> {
    /// What provinces keep and lose.
    fn whips(&self, pass: &Summary) -> Vec<Range> {
        let mut ranges = Vec::new();
        for year in WHIP_YEARS {
            for (number, measure) in WHIP_MEASURES.into_iter().enumerate() {
                for p in Province::all() {
                    let range = self.range(Place { measure, year: Some(year), province: p.code() }, |response| {
                        let world = WorldId { regime: self.regime, response };
                        pass.mean_whip(world, year, p)?[number]
                    });
                    ranges.extend(Some(range).filter(|range| range.central.is_some()));
                }
            }
        }
        ranges
    }

    fn range(&self, place: Place<'_>, value: impl Fn(&str) -> Option<f64>) -> Range {
        let value = |response: &&str| Some((value(response)?, (*response).to_owned()));
        let known: Vec<(f64, String)> = self.responses.iter().filter_map(value).collect();
        let complete = known.len() == self.responses.len();
        let by_value = |a: &&(f64, String), b: &&(f64, String)| a.0.total_cmp(&b.0);
        let lowest = known.iter().min_by(by_value).filter(|_| complete);
        // The first of equals, as for the lowest.
        let highest = known.iter().rev().max_by(by_value).filter(|_| complete);
        let name = |end: Option<&(f64, String)>| end.map_or(String::new(), |end| end.1.clone());
        Range {
            world: self.regime.to_owned(),
            measure: place.measure.to_owned(),
            year: place.year,
            province: place.province,
            lowest: lowest.map(|end| end.0),
            central: value(&self.responses[0]).map(|central| central.0),
            highest: highest.map(|end| end.0),
            lowest_response: name(lowest),
            highest_response: name(highest),
            responses: self.responses.len(),
            people: self.people,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(value: impl Fn(&str) -> Option<f64>) -> Range {
        let responses = ["responding", "mild", "severe"];
        let over = Over { regime: "a", responses: &responses, people: 9 };
        over.range(Place { measure: "b", year: None, province: NATION }, value)
    }

    #[test]
    fn ends_name_the_settings_that_gave_them() {
        let found = range(|response| Some(if response == "severe" { 7.0 } else { 9.0 }));
        assert_eq!((found.lowest, found.central, found.highest), (Some(7.0), Some(9.0), Some(9.0)));
        assert_eq!((&*found.lowest_response, &*found.highest_response), ("severe", "responding"));
        assert_eq!(found.around(10.0), Some((8.0, 10.0)));
    }

    #[test]
    fn a_setting_that_does_not_know_the_measure_leaves_no_ends() {
        let found = range(|response| (response != "mild").then_some(1.0));
        assert_eq!((found.lowest, found.central, found.around(1.0)), (None, Some(1.0), None));
    }
}
