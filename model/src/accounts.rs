//! The accounts of one world's year: every sum over it, by province and for the nation.
//!
//! ```text
//! constant prices    x ÷ price level, yuan of 2024           present value   x · value in 2024 of a yuan of the year
//! share of GDP       x ÷ Σ regional GDP                      share of revenue   x ÷ revenue of the enterprise funds
//! lost               Σ_p contributions_p · (base at full effort_p ÷ base_p − 1)
//! pensions in force  12 · monthly pensions, for retirees ÷ (2 · awards) years more
//! central burden     what left the central budget for the enterprise funds, less what came back
//! ```
//! A province is in surplus if its current balance before transfers, with the base subsidy, is not negative.

mod place;
#[cfg(test)]
mod tests;

pub use place::PlaceAccounts;

use crate::books::{Account, Books, Item};
use crate::country::{Country, Economy, FundYear};
use crate::geography::{PROVINCES, Province};
use crate::incentives::{Action, Margin};
use crate::people::Fund;
use crate::people::live::Tally;
use crate::units::{Money, Year, ratio};
use crate::year::{WorldYear, YearReport};
use bitcode::{Decode, Encode};
use place::People;

/// The year whose prices and yuan results are in.
const PRICE_YEAR: Year = 2024;

/// The accounts of one world's year.
#[derive(Clone, Debug, Decode, Encode)]
pub struct Accounts {
    /// The year.
    pub year: Year,
    /// By province.
    pub provinces: Vec<PlaceAccounts>,
    /// Their sum.
    pub nation: PlaceAccounts,
    /// By province, what decides its effort.
    pub collection: Vec<Collection>,
    /// What left the central budget for the enterprise funds, less what came back.
    pub central_burden: Money,
    /// What the national pool holds on 31 December.
    pub pool: Money,
    /// What provinces remitted to the pool, before what came back of it.
    pub remitted: Money,
    /// Prices relative to 2024; not a number in the opening year, of which only stocks are known.
    pub price_level: f64,
    /// Value in 2024 of a yuan paid in the year; not a number in the opening year.
    pub discount: f64,
}

/// Collection of one province.
#[derive(Clone, Copy, Debug, Decode, Encode, PartialEq)]
pub struct Collection {
    /// What it keeps of one more yuan.
    pub retention: f64,
    /// Effort relative to a province that keeps all.
    pub effort: f64,
    /// The effort that answers this year's retention in full.
    pub target_effort: f64,
    /// Whether published accounts show it in surplus, so that it is of that group of the response.
    pub surplus_group: bool,
}

/// A sum over the provinces in surplus, and over those in deficit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ByPosition {
    /// Provinces in surplus.
    pub surplus: f64,
    /// Provinces in deficit.
    pub deficit: f64,
}

impl ByPosition {
    fn of(self, surplus: bool) -> f64 {
        if surplus { self.surplus } else { self.deficit }
    }

    fn at(&mut self, surplus: bool) -> &mut f64 {
        if surplus { &mut self.surplus } else { &mut self.deficit }
    }

    /// The part of the provinces in surplus, if there is any.
    pub fn surplus_share(self) -> Option<f64> {
        ratio(self.surplus, self.sum())
    }

    /// Both together.
    pub fn sum(self) -> f64 {
        self.deficit + self.surplus
    }
}

impl Accounts {
    /// The accounts of a year that was lived, at the rates and prices of its world.
    pub(crate) fn of(report: &YearReport, world: &WorldYear, economy: &Economy, weight: i64) -> Self {
        let flows = &report.tally.flows[world.life];
        let fund = FundYear { flows, economy, weight };
        let people = People { vitals: &report.tally.vitals, flows, children: &report.children };
        let collection: Vec<Collection> = Province::all().map(|p| Collection::of(world, p.index())).collect();
        let province = |p: Province| {
            let i = p.index();
            let mut sums = PlaceAccounts::heads(i, weight, people).counting(economy.retirees_counted[i]);
            sums.money(p, &world.books);
            sums.gdp = economy.gdp[i];
            sums.contributions_firms = fund.contributions_of_firms(i) - world.books.opening().put_off[i];
            sums.contributions_public = fund.contributions(Fund::Public, i);
            sums.benefits_public = fund.benefits(Fund::Public, i);
            sums.potential = world.facts.potential[i];
            sums.potential_at_effort = sums.potential.yuan() * collection[i].effort;
            sums
        };
        let provinces: Vec<PlaceAccounts> = Province::all().map(province).collect();
        Self {
            central_burden: -world.books.balance(Account::Centre),
            pool: world.books.balance(Account::Pool),
            remitted: remitted(&world.books),
            price_level: economy.price_level,
            discount: economy.discount,
            collection,
            ..Self::of_places(report.year, provinces)
        }
    }

    /// The stocks of the opening year: people as `tally` counts them, and reserves.
    pub(crate) fn opening(year: Year, country: &Country, tally: &Tally, number: usize) -> Self {
        let world = &country.worlds[number];
        let children = std::array::from_fn(|p| country.children.living_in(p));
        let flows = &tally.flows[world.life];
        let people = People { vitals: &tally.vitals, flows, children: &children };
        let province = |p: usize| {
            let reserves = world.reserves[p];
            PlaceAccounts { reserves, ..PlaceAccounts::heads(p, country.people.weight, people) }
        };
        let provinces = (0..PROVINCES).map(province).collect();
        Self { pool: world.pool, ..Self::of_places(year, provinces) }
    }

    /// Provinces and their sum, with nothing at the centre.
    fn of_places(year: Year, provinces: Vec<PlaceAccounts>) -> Self {
        let mut nation = PlaceAccounts::default();
        for province in &provinces {
            nation.add(province);
        }
        Self {
            year,
            provinces,
            nation,
            collection: Vec::new(),
            central_burden: Money::ZERO,
            pool: Money::ZERO,
            remitted: Money::ZERO,
            price_level: f64::NAN,
            discount: f64::NAN,
        }
    }

    /// Yuan of 2024.
    pub fn constant(&self, money: Money) -> f64 {
        money.yuan() / self.price_level
    }

    /// Value in 2024, yuan.
    pub fn present_value(&self, money: Money) -> f64 {
        money.yuan() * self.discount
    }

    /// Value in 2024 at another cost of funds, a nominal rate a year, yuan: x · (1 + rate)^(2024 − year).
    pub fn present_value_at(&self, money: Money, rate: f64) -> f64 {
        money.yuan() * libm::pow(1.0 + rate, f64::from(PRICE_YEAR - self.year))
    }

    /// Pensions in force at the end of the year, yuan a year.
    pub fn pensions_in_force(&self) -> Money {
        self.nation.monthly_pensions.times_ratio(12, 1)
    }

    /// How many years a pension in force is still paid: half of retirees ÷ awards, which is the whole time of a pension
    /// where as many retire as die. None in a year without awards, as a country of a hundred agents has them.
    pub fn years_left(&self) -> Option<f64> {
        let Self { nation, .. } = self;
        ratio(nation.retirees as f64, 2.0 * nation.awards as f64)
    }

    /// Share of the nation's GDP.
    pub fn gdp_share(&self, money: Money) -> f64 {
        money.yuan() / self.nation.gdp.yuan()
    }

    /// Share of the revenue of the enterprise funds, if they have any.
    pub fn revenue_share(&self, money: Money) -> Option<f64> {
        ratio(money.yuan(), self.nation.revenue().yuan())
    }

    /// Reserves of the funds and of the pool on 31 December.
    pub fn reserves(&self) -> Money {
        self.nation.reserves + self.pool
    }

    /// The nation with the pool among its reserves.
    pub fn with_pool(&self) -> PlaceAccounts {
        PlaceAccounts { reserves: self.reserves(), ..self.nation }
    }

    /// Retirees ÷ in-service insured of the nation, both funds, if anybody is insured.
    pub fn retirees_per_insured(&self) -> Option<f64> {
        ratio(self.nation.retirees as f64, self.nation.insured as f64)
    }

    /// Contributions lost against full effort, yuan of 2024.
    pub fn lost(&self) -> f64 {
        self.provinces.iter().map(PlaceAccounts::lost).sum::<f64>() / self.price_level
    }

    /// The same by position, of provinces that lose.
    pub fn lost_by_position(&self) -> ByPosition {
        let lost = self.by_position(|_, province| province.lost().max(0.0));
        let constant = |yuan: f64| yuan / self.price_level;
        ByPosition { surplus: constant(lost.surplus), deficit: constant(lost.deficit) }
    }

    /// The same by the provinces' position in the published accounts of 2024.
    pub fn lost_by_group(&self) -> ByPosition {
        let mut lost = ByPosition::default();
        for (province, collection) in self.provinces.iter().zip(&self.collection) {
            *lost.at(collection.surplus_group) += province.lost().max(0.0) / self.price_level;
        }
        lost
    }

    /// Collection rate of the provinces in surplus, or of those in deficit.
    pub fn collection_rate(&self, surplus: bool) -> Option<f64> {
        ratio(self.contributed().of(surplus), self.potential().of(surplus))
    }

    /// What is kept of one more yuan collected in the provinces in surplus, or in those in deficit, weighted by what they
    /// collect: Σ_p contributions_p · retention_p ÷ Σ_p contributions_p.
    pub fn retention(&self, surplus: bool) -> Option<f64> {
        let kept = self.by_position(|p, province| province.contributions.yuan() * self.collection[p].retention);
        ratio(kept.of(surplus), self.contributed().of(surplus))
    }

    /// Collection rate of the nation.
    pub fn collection_rate_national(&self) -> Option<f64> {
        ratio(self.contributed().sum(), self.potential().sum())
    }

    /// Remittances of provinces ÷ the positive current balances: the share of surpluses that is pooled. Where more is
    /// handed up than the surpluses hold, provinces in deficit pay, too, and there is no such share.
    pub fn pooled_share(&self) -> Option<f64> {
        let surplus: Money = self.provinces.iter().map(|p| p.balance().positive()).sum();
        (surplus > Money::ZERO && self.remitted <= surplus).then(|| self.remitted.yuan() / surplus.yuan())
    }

    fn contributed(&self) -> ByPosition {
        self.by_position(|_, province| province.contributions.yuan())
    }

    fn potential(&self) -> ByPosition {
        self.by_position(|_, province| province.potential.yuan())
    }

    fn by_position(&self, value: impl Fn(usize, &PlaceAccounts) -> f64) -> ByPosition {
        let mut sums = ByPosition::default();
        for (p, province) in self.provinces.iter().enumerate() {
            *sums.at(province.in_surplus()) += value(p, province);
        }
        sums
    }
}

impl Collection {
    fn of(world: &WorldYear, p: usize) -> Self {
        let Action { level, target } = world.effort[Margin::Collection];
        Self {
            retention: world.retention[p][Margin::Collection as usize].expected,
            effort: level[p],
            target_effort: target[p],
            surplus_group: world.effort.surplus[p],
        }
    }
}

/// What provinces paid to the pool.
fn remitted(books: &Books) -> Money {
    books.total(|entry| entry.item == Item::Remittance && entry.from.province().is_some())
}
