//! The published accounts of 2024, and the one comparison of a modelled year with them.

use crate::data::table;
use fastox_model::accounts::{Accounts, PlaceAccounts};
use fastox_model::geography::PROVINCES;

/// The statistics of the accounts, by their names among the targets.
pub const STATISTICS: [&str; 4] = ["insured_employees", "retirees", "revenue_yuan", "expenditure_yuan"];

/// Statistics hold all of the public sector in 2024.
const MERGED: f64 = 1.0;

/// What is published for 2024, by province.
#[derive(Clone, Debug)]
pub struct Published {
    /// In-service insured, both funds.
    pub insured: [f64; PROVINCES],
    /// Retirees, both funds.
    pub retirees: [f64; PROVINCES],
    /// Revenue, both funds, yuan.
    pub revenue: [f64; PROVINCES],
    /// Expenditure, both funds, yuan.
    pub expenditure: [f64; PROVINCES],
    /// Balance at the end of the year, yuan.
    pub balance: [f64; PROVINCES],
}

/// A published figure and the model's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// As published.
    pub published: f64,
    /// As modelled.
    pub modelled: f64,
}

/// The accounts beside the published ones, by statistic (in the order of [`STATISTICS`]) and province.
pub type Pairs = [[Pair; PROVINCES]; STATISTICS.len()];

impl Pair {
    /// Model ÷ published − 1.
    pub fn error(self) -> f64 {
        self.modelled / self.published - 1.0
    }

    /// Published ÷ model; one where either is nothing, since in a run of few people a province may have nobody to learn
    /// from.
    pub fn correction(self) -> f64 {
        let both = self.published > 0.0 && self.modelled > 0.0;
        if both { self.published / self.modelled } else { 1.0 }
    }

    /// The sums over provinces.
    pub fn sum(pairs: &[Self]) -> Self {
        let published = pairs.iter().map(|pair| pair.published).sum();
        Self { published, modelled: pairs.iter().map(|pair| pair.modelled).sum() }
    }
}

impl Published {
    /// The accounts of 2024.
    pub fn of_2024() -> Self {
        let column = |name: &str| table("pension_province").by_province(&[("year", "2024")], name);
        Self {
            insured: column("employees"),
            retirees: column("retirees"),
            revenue: column("revenue"),
            expenditure: column("expenditure"),
            balance: column("balance"),
        }
    }

    /// Modelled accounts beside these.
    pub fn beside(&self, accounts: &Accounts) -> Pairs {
        let published = [&self.insured, &self.retirees, &self.revenue, &self.expenditure];
        let mut pairs = published.map(|by| by.map(|published| Pair { published, modelled: 0.0 }));
        for (pairs, by) in pairs.iter_mut().zip(modelled(accounts)) {
            pairs.iter_mut().zip(by).for_each(|(pair, modelled)| pair.modelled = modelled);
        }
        pairs
    }
}

/// What the statistics of a year would show, by statistic (in the order of [`STATISTICS`]) and province: both funds, all
/// of the public sector merged.
pub fn modelled(accounts: &Accounts) -> [[f64; PROVINCES]; STATISTICS.len()] {
    let by = |value: &dyn Fn(&PlaceAccounts) -> f64| std::array::from_fn(|p| value(&accounts.provinces[p]));
    [
        by(&|place| place.published_insured(MERGED)),
        by(&|place| place.published_retirees(MERGED)),
        by(&|place| place.published_revenue(MERGED).yuan()),
        by(&|place| place.published_expenditure(MERGED).yuan()),
    ]
}
