//! What national pooling does to collection against adjustment kept, by who is in surplus in the published accounts of 2024.
//!
//! ```text
//! so far    mean over provinces of c(national pooling) − c(central adjustment), both responding, of the same year
//! in full   the same with every province at the effort that answers the year's retention in full
//! ```
//! The published effects are those of the second kind; partial adjustment makes the first smaller in 2022–24.

use super::WorldSummary;
use fastox_model::accounts::{Accounts, Collection};
use fastox_model::country::{BRANCH_YEAR, WorldId};
use fastox_model::units::{Year, ratio};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const FROM: &str = "central-adjustment";
const TO: &str = "national-pooling";
const RESPONSE: &str = "responding";
/// The last year the published effects are held against.
const LAST: Year = 2024;

/// The years whose collection is compared.
pub(in crate::results) fn years() -> std::ops::RangeInclusive<Year> {
    BRANCH_YEAR..=LAST
}

/// The collection rate of a province in a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Collected {
    /// As it was, if wages could yield any.
    so_far: Option<f64>,
    /// At the effort that answers this year's retention in full.
    in_full: Option<f64>,
    /// Whether the province is of those in surplus.
    surplus_group: bool,
}

impl Collected {
    /// That of every province.
    pub(in crate::results) fn all(accounts: &Accounts) -> Vec<Self> {
        let of = |(place, collection): (&fastox_model::accounts::PlaceAccounts, &Collection)| {
            let Collection { effort, target_effort, surplus_group, .. } = *collection;
            let so_far = place.collection_rate();
            let in_full = so_far.and_then(|rate| ratio(rate * target_effort, effort));
            Self { so_far, in_full, surplus_group }
        };
        accounts.provinces.iter().zip(&accounts.collection).map(of).collect()
    }
}

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
    pub fn of(worlds: &[WorldSummary]) -> Vec<Self> {
        years().filter_map(|year| Self::of_year(worlds, year)).collect()
    }

    fn of_year(worlds: &[WorldSummary], year: Year) -> Option<Self> {
        let seeds: BTreeSet<u64> = worlds.iter().map(|world| world.seed).collect();
        let pair = |seed| Some(Pair { from: at(worlds, FROM, seed, year)?, to: at(worlds, TO, seed, year)? });
        let pairs: Vec<Pair<'_>> = seeds.into_iter().filter_map(pair).collect();
        let points = |surplus: bool, rate: Rate| mean(pairs.iter().flat_map(|p| p.points(surplus, rate)));
        let effect = Self {
            year,
            surplus: points(true, |collected| collected.so_far),
            deficit: points(false, |collected| collected.so_far),
            surplus_in_full: points(true, |collected| collected.in_full),
            deficit_in_full: points(false, |collected| collected.in_full),
        };
        (!pairs.is_empty()).then_some(effect)
    }
}

/// The same seed and year in both worlds.
struct Pair<'a> {
    from: &'a [Collected],
    to: &'a [Collected],
}

/// A collection rate of a province.
type Rate = fn(&Collected) -> Option<f64>;

impl Pair<'_> {
    /// The difference in every province of the provinces in surplus, or in deficit, that has a rate in both, points.
    fn points(&self, surplus: bool, rate: Rate) -> impl Iterator<Item = f64> {
        let members = self.from.iter().zip(self.to).filter(move |(_, to)| to.surplus_group == surplus);
        members.filter_map(move |(from, to)| Some(100.0 * (rate(to)? - rate(from)?)))
    }
}

fn at<'a>(worlds: &'a [WorldSummary], regime: &str, seed: u64, year: Year) -> Option<&'a [Collected]> {
    let world = WorldId { regime, response: RESPONSE };
    let found = worlds.iter().find(|summary| summary.id() == world && summary.seed == seed)?;
    found.collected.get(&year).map(Vec::as_slice)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0.0, 0.0), |(count, sum), value| (count + 1.0, sum + value));
    ratio(sum, count)
}
