//! What national pooling does to collection against adjustment kept, by who is in surplus in the published accounts of 2024.
//!
//! ```text
//! so far    mean over provinces of c(national pooling) − c(central adjustment), both responding, of the same year
//! in full   the same with every province at the effort that answers the year's retention in full
//! ```
//! The published effects are those of the second kind; partial adjustment makes the first smaller in 2022–24.

use crate::results::series::Series;
use fastox_model::accounts::{Accounts, Collection};
use fastox_model::country::{BRANCH_YEAR, WorldId};
use fastox_model::geography::PROVINCES;
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
    /// Provinces in surplus, so far.
    pub surplus: Option<f64>,
    /// Provinces in deficit, so far.
    pub deficit: Option<f64>,
    /// Provinces in surplus, in full.
    pub surplus_in_full: Option<f64>,
    /// Provinces in deficit, in full.
    pub deficit_in_full: Option<f64>,
}

impl Effect {
    /// The effects of 2022–24, if both worlds are there.
    pub fn of(series: &[Series]) -> Vec<Self> {
        (BRANCH_YEAR..=LAST).filter_map(|year| Self::of_year(series, year)).collect()
    }

    fn of_year(series: &[Series], year: Year) -> Option<Self> {
        let seeds: BTreeSet<u64> = series.iter().map(|series| series.seed).collect();
        let pair = |seed| Some(Pair { from: at(series, FROM, seed, year)?, to: at(series, TO, seed, year)? });
        let pairs: Vec<Pair<'_>> = seeds.into_iter().filter_map(pair).collect();
        let points = |surplus: bool, rate: Rate| mean(pairs.iter().flat_map(|p| p.points(surplus, rate)));
        let effect = Self {
            year,
            surplus: points(true, so_far),
            deficit: points(false, so_far),
            surplus_in_full: points(true, in_full),
            deficit_in_full: points(false, in_full),
        };
        (!pairs.is_empty()).then_some(effect)
    }
}

/// The same seed and year in both worlds.
struct Pair<'a> {
    from: &'a Accounts,
    to: &'a Accounts,
}

/// A collection rate of a province.
type Rate = fn(&Accounts, usize) -> f64;

impl Pair<'_> {
    /// The difference in every province of the provinces in surplus, or in deficit, points.
    fn points(&self, surplus: bool, rate: Rate) -> impl Iterator<Item = f64> {
        let members = (0..PROVINCES).filter(move |p| self.to.collection[*p].surplus_group == surplus);
        members.map(move |p| 100.0 * (rate(self.to, p) - rate(self.from, p)))
    }
}

fn so_far(accounts: &Accounts, p: usize) -> f64 {
    accounts.provinces[p].collection_rate().unwrap_or(0.0)
}

/// At the effort that answers this year's retention in full.
fn in_full(accounts: &Accounts, p: usize) -> f64 {
    let Collection { effort, target_effort, .. } = accounts.collection[p];
    if effort > 0.0 { so_far(accounts, p) * target_effort / effort } else { 0.0 }
}

fn at<'a>(series: &'a [Series], regime: &str, seed: u64, year: Year) -> Option<&'a Accounts> {
    let world = WorldId { regime, response: RESPONSE };
    series.iter().find(|series| series.world() == world && series.seed == seed)?.at(year)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0.0, 0.0), |(count, sum), value| (count + 1.0, sum + value));
    (count > 0.0).then(|| sum / count)
}
