//! The accounts of one world and seed, year by year, and what is read off them.

use bitcode::{Decode, Encode};
use fastox_model::accounts::Accounts;
use fastox_model::country::{BRANCH_YEAR, WorldId};
use fastox_model::geography::PROVINCES;
use fastox_model::units::{Year, ratio};
use std::collections::BTreeMap;

/// The last year whose burden enters a present value.
const HORIZON: Year = 2075;
/// The years whose provinces have a range.
pub const WHIP_YEARS: [Year; 3] = [2024, 2035, 2050];

/// What a province keeps of one more yuan it collects, and what it loses against full effort: points of the collection
/// rate, if wages could yield any; yuan at current prices.
pub type Whip = [Option<f64>; 3];

/// The years of one world of one seed.
#[derive(Clone, Debug, Decode, Encode)]
pub struct Series {
    regime: String,
    response: String,
    /// The seed.
    pub seed: u64,
    /// Persons an agent stands for.
    pub weight: i64,
    /// The accounts, from the first year after the opening.
    pub years: Vec<Accounts>,
}

impl Series {
    /// The years of a world; none before its first.
    pub fn new(world: WorldId<'_>, seed: u64, weight: i64, years: Vec<Accounts>) -> Self {
        let (regime, response) = (world.regime.to_owned(), world.response.to_owned());
        Self { regime, response, seed, weight, years }
    }

    /// The world.
    pub fn world(&self) -> WorldId<'_> {
        WorldId { regime: &self.regime, response: &self.response }
    }

    /// The accounts of a year, if it was lived.
    pub fn at(&self, year: Year) -> Option<&Accounts> {
        self.years.iter().find(|accounts| accounts.year == year)
    }

    /// The sum from the year in which worlds part to the horizon, or to the end of a shorter run.
    pub fn total(&self, value: impl Fn(&Accounts) -> f64) -> Option<f64> {
        self.total_to(HORIZON.min(self.years.last()?.year), value)
    }

    /// The sum from the year in which worlds part to a year, if the run reaches it.
    pub fn total_to(&self, last: Year, value: impl Fn(&Accounts) -> f64) -> Option<f64> {
        self.at(last.max(BRANCH_YEAR))?;
        let parted = self.years.iter().filter(|a| (BRANCH_YEAR..=last).contains(&a.year));
        Some(parted.map(value).sum())
    }

    /// The ratio of two such sums.
    pub fn ratio(&self, part: impl Fn(&Accounts) -> f64, whole: impl Fn(&Accounts) -> f64) -> Option<f64> {
        ratio(self.total(part)?, self.total(whole)?)
    }

    /// The ratio of two sums to a year.
    pub fn ratio_to(
        &self,
        last: Year,
        part: impl Fn(&Accounts) -> f64,
        whole: impl Fn(&Accounts) -> f64,
    ) -> Option<f64> {
        ratio(self.total_to(last, part)?, self.total_to(last, whole)?)
    }

    /// The first year since worlds part in which something holds.
    pub fn first(&self, holds: impl Fn(&Accounts) -> bool) -> Option<f64> {
        let mut parted = self.years.iter().filter(|accounts| accounts.year >= BRANCH_YEAR);
        parted.find(|accounts| holds(accounts)).map(|accounts| f64::from(accounts.year))
    }

    /// What provinces keep and lose in [`WHIP_YEARS`].
    pub fn whips(&self) -> BTreeMap<Year, Vec<Whip>> {
        let asked = self.years.iter().filter(|accounts| WHIP_YEARS.contains(&accounts.year));
        let of = |accounts: &Accounts| (0..PROVINCES).map(|p| whip(accounts, p)).collect();
        asked.map(|accounts| (accounts.year, of(accounts))).collect()
    }
}

fn whip(accounts: &Accounts, p: usize) -> Whip {
    let place = &accounts.provinces[p];
    [Some(accounts.collection[p].retention), place.points_lost(), Some(place.lost())]
}
