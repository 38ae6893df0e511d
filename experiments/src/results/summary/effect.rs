//! What national pooling does to collection against adjustment kept, by who was in surplus in 2021.
//!
//! ```text
//! so far    mean over provinces of c(national pooling) − c(central adjustment), both responding, of the same year
//! in full   the same with every province at the effort that answers the year's retention in full
//! ```
//! The published effects are those of the second kind; partial adjustment makes the first smaller in 2022–24.

use super::Track;
use super::track::Figure;
use fastox_model::country::BRANCH_YEAR;
use fastox_model::units::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const FROM: &str = "central-adjustment";
const TO: &str = "national-pooling";
const RESPONSE: &str = "responding";
/// The last year the published effects are held against.
const LAST: Year = 2024;

/// Points of the collection rate in one year, mean over provinces and seeds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The year.
    pub year: Year,
    /// Provinces in surplus in 2021, so far.
    pub surplus: Option<f64>,
    /// Provinces in deficit in 2021, so far.
    pub deficit: Option<f64>,
    /// Provinces in surplus in 2021, in full.
    pub surplus_in_full: Option<f64>,
    /// Provinces in deficit in 2021, in full.
    pub deficit_in_full: Option<f64>,
}

impl Effect {
    /// The effects of 2022–24, if both worlds are there.
    pub fn of(tracks: &[Track]) -> Vec<Self> {
        (BRANCH_YEAR..=LAST).filter_map(|year| Self::of_year(tracks, year)).collect()
    }

    fn of_year(tracks: &[Track], year: Year) -> Option<Self> {
        let pairs: Vec<(&Figure, &Figure)> = tracks
            .iter()
            .map(|track| track.seed)
            .collect::<BTreeSet<u64>>()
            .into_iter()
            .filter_map(|seed| Some((at(tracks, FROM, seed, year)?, at(tracks, TO, seed, year)?)))
            .collect();
        if pairs.is_empty() {
            return None;
        }
        let mean = |surplus: bool, rate: fn((f64, f64)) -> f64| {
            let differences = pairs.iter().flat_map(|(from, to)| {
                let groups = to.surplus_2021.iter();
                groups.zip(from.rates.iter().zip(&to.rates))
            });
            mean(
                differences
                    .filter(|(group, _)| **group == surplus)
                    .map(|(_, (from, to))| 100.0 * (rate(*to) - rate(*from))),
            )
        };
        Some(Self {
            year,
            surplus: mean(true, |rates| rates.0),
            deficit: mean(false, |rates| rates.0),
            surplus_in_full: mean(true, |rates| rates.1),
            deficit_in_full: mean(false, |rates| rates.1),
        })
    }
}

fn at<'t>(tracks: &'t [Track], world: &str, seed: u64, year: Year) -> Option<&'t Figure> {
    let found =
        |track: &&Track| track.world == world && track.response == RESPONSE && track.seed == seed;
    tracks.iter().find(found)?.at(year)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0.0, 0.0), |(count, sum), value| (count + 1.0, sum + value));
    (count > 0.0).then(|| sum / count)
}
