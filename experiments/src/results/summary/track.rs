//! What is kept of a world's years for its summary.

use super::{MEASURES, WorldSummary};
use crate::results::tables::{Figures, Key, Measures, View};
use fastox_model::country::BRANCH_YEAR;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::{Action, Margin};
use fastox_model::units::{Money, Year};
use std::collections::BTreeMap;

/// The last year whose burden enters a present value.
const HORIZON: Year = 2075;
/// The years whose provinces have a range.
pub const WHIP_YEARS: [Year; 3] = [2024, 2035, 2050];

/// Yuan of 2024 of one world and year; present values are of 2024.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    year: Year,
    /// Contributions and potential of deficit and of surplus provinces.
    collected: [(f64, f64); 2],
    /// Allocations received.
    pub transfers: f64,
    /// Contributions lost against full effort.
    pub lost: f64,
    /// The same in deficit and in surplus provinces, of provinces that lose.
    pub lost_by_position: [f64; 2],
    /// Central burden.
    pub burden: f64,
    /// The same, share of GDP.
    pub burden_gdp: f64,
    /// The same, present value.
    pub burden_present: f64,
    /// The same, share of the fund's revenue.
    pub burden_revenue: f64,
    /// Local burden.
    pub local: f64,
    /// The same, share of GDP.
    pub local_gdp: f64,
    /// The same, present value.
    pub local_present: f64,
    /// GDP, present value.
    pub gdp_present: f64,
    /// The fund's revenue, present value.
    pub revenue_present: f64,
    /// Reserves on 31 December.
    pub reserves: f64,
    /// Contributions, interest and base subsidy less benefits.
    pub balance: f64,
    /// Contributions and interest less benefits.
    pub balance_without_subsidy: f64,
    /// Backstop of centre and local budgets.
    pub backstop: f64,
    /// A month of benefits.
    pub month: f64,
    /// What provinces keep of a yuan, points and yuan lost; the last at current prices.
    whip: [Whip; PROVINCES],
    /// Collection rate by province, this year and at the effort that answers this year's retention in full.
    pub(super) rates: [(f64, f64); PROVINCES],
    /// Who was in surplus in 2021.
    pub(super) surplus_2021: [bool; PROVINCES],
}

/// What a province keeps of one more yuan it collects, and what it loses against full effort: points of the collection rate,
/// yuan at current prices.
pub type Whip = [f64; 3];

impl Figure {
    fn of(view: &View<'_>, figures: &Figures) -> Self {
        let (economy, nation) = (&view.variant.economy, &figures.nation);
        let constant = |money: Money| money.yuan() / economy.price_level;
        let gdp: Money = economy.gdp.iter().copied().sum();
        let (central, revenue) = (figures.central_burden.yuan(), nation.revenue().yuan());
        Self {
            year: view.report.year,
            collected: collected(&figures.provinces),
            transfers: constant(nation.transfers_in),
            lost: figures.provinces.iter().map(Measures::lost).sum::<f64>() / economy.price_level,
            lost_by_position: lost_by_position(figures).map(|lost| lost / economy.price_level),
            burden: constant(figures.central_burden),
            burden_gdp: central / gdp.yuan(),
            burden_present: central * economy.discount,
            burden_revenue: if revenue > 0.0 { central / revenue } else { 0.0 },
            local: constant(nation.local_burden),
            local_gdp: nation.local_burden.yuan() / gdp.yuan(),
            gdp_present: gdp.yuan() * economy.discount,
            revenue_present: revenue * economy.discount,
            local_present: nation.local_burden.yuan() * economy.discount,
            reserves: constant(nation.reserves + figures.pool),
            balance: constant(nation.balance()),
            balance_without_subsidy: constant(nation.balance_without_subsidy()),
            backstop: constant(nation.backstop_central + nation.backstop_local),
            month: constant(nation.benefits) / 12.0,
            whip: Province::each(|p| whip(view, figures, p)),
            rates: rates(view, figures),
            surplus_2021: view.world.effort.surplus,
        }
    }

    /// The collection rate of the provinces in surplus, or of those in deficit, by the balance of this year.
    pub fn collection_rate(&self, surplus: bool) -> Option<f64> {
        rate(self.collected[usize::from(surplus)])
    }

    /// The collection rate of the nation.
    pub fn collection_rate_national(&self) -> Option<f64> {
        let [deficit, surplus] = self.collected;
        rate((deficit.0 + surplus.0, deficit.1 + surplus.1))
    }
}

fn rates(view: &View<'_>, figures: &Figures) -> [(f64, f64); PROVINCES] {
    let Action { level: now, target } = view.world.effort[Margin::Collection];
    std::array::from_fn(|p| {
        let province = &figures.provinces[p];
        let rate = rate((province.contributions.yuan(), province.potential.yuan())).unwrap_or(0.0);
        (rate, if now[p] > 0.0 { rate * target[p] / now[p] } else { 0.0 })
    })
}

fn rate((contributions, potential): (f64, f64)) -> Option<f64> {
    (potential > 0.0).then(|| contributions / potential)
}

fn collected(provinces: &[Measures]) -> [(f64, f64); 2] {
    let mut sums = [(0.0, 0.0); 2];
    for province in provinces {
        let group = &mut sums[usize::from(province.balance() >= Money::ZERO)];
        group.0 += province.contributions.yuan();
        group.1 += province.potential.yuan();
    }
    sums
}

fn lost_by_position(figures: &Figures) -> [f64; 2] {
    let mut sums = [0.0; 2];
    for province in &figures.provinces {
        sums[usize::from(province.balance() >= Money::ZERO)] += province.lost().max(0.0);
    }
    sums
}

fn whip(view: &View<'_>, figures: &Figures, p: Province) -> Whip {
    let province = &figures.provinces[p.index()];
    let lost = province.lost_share();
    let kept = view.world.retention[p.index()][Margin::Collection as usize].expected;
    let collected = (province.contributions.yuan(), province.potential.yuan());
    [kept, 100.0 * rate(collected).unwrap_or(0.0) * lost, province.lost()]
}

/// The years of one world of one seed.
#[derive(Clone, Debug)]
pub struct Track {
    pub(super) world: String,
    pub(super) response: String,
    pub(super) seed: u64,
    years: Vec<Figure>,
}

impl Track {
    /// A world before its first year.
    pub fn new(key: &Key<'_>) -> Self {
        let (world, response) = (key.world.to_owned(), key.response.to_owned());
        Self { world, response, seed: key.seed, years: Vec::new() }
    }

    /// Adds a year.
    pub fn add(&mut self, view: &View<'_>, figures: &Figures) {
        self.years.push(Figure::of(view, figures));
    }

    pub(super) fn at(&self, year: Year) -> Option<&Figure> {
        self.years.iter().find(|figure| figure.year == year)
    }

    /// The sum from the year in which worlds part to the horizon, or to the end of a shorter run.
    pub(super) fn total(&self, value: impl Fn(&Figure) -> f64) -> Option<f64> {
        self.total_to(HORIZON.min(self.years.last()?.year), value)
    }

    /// The sum from the year in which worlds part to a year, if the run reaches it.
    pub(super) fn total_to(&self, last: Year, value: impl Fn(&Figure) -> f64) -> Option<f64> {
        self.at(last.max(BRANCH_YEAR))?;
        let parted = self.years.iter().filter(|f| (BRANCH_YEAR..=last).contains(&f.year));
        Some(parted.map(value).sum())
    }

    /// The ratio of two such sums.
    pub(super) fn share(
        &self,
        part: impl Fn(&Figure) -> f64,
        whole: impl Fn(&Figure) -> f64,
    ) -> Option<f64> {
        let (part, whole) = (self.total(part)?, self.total(whole)?);
        (whole > 0.0).then(|| part / whole)
    }

    fn whips(&self) -> BTreeMap<Year, Vec<Whip>> {
        let asked = self.years.iter().filter(|figure| WHIP_YEARS.contains(&figure.year));
        asked.map(|figure| (figure.year, figure.whip.to_vec())).collect()
    }

    /// The first year since worlds part in which something holds.
    pub(super) fn first(&self, holds: impl Fn(&Figure) -> bool) -> Option<f64> {
        let mut parted = self.years.iter().filter(|figure| figure.year >= BRANCH_YEAR);
        parted.find(|figure| holds(figure)).map(|figure| f64::from(figure.year))
    }

    /// All measures of the world.
    pub fn summary(&self) -> WorldSummary {
        let measure = |measure: &super::Measure| (measure.name.to_owned(), (measure.read)(self));
        WorldSummary {
            world: self.world.clone(),
            response: self.response.clone(),
            seed: self.seed,
            measures: MEASURES.iter().map(measure).collect(),
            whips: self.whips(),
        }
    }
}
