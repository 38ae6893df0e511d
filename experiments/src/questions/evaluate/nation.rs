//! National figures of a year that the measures of `summary.json` leave out.

use crate::results::tables::{Figures, View};
use fastox_model::country::BRANCH_YEAR;
use fastox_model::units::{Money, Year};
use std::collections::BTreeMap;

/// The nation in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nation {
    /// In-service insured, both funds, persons.
    pub insured: f64,
    /// Retirees, both funds, persons.
    pub retirees: f64,
    /// Who paid at least a month, both funds, persons.
    pub payers: f64,
    /// Benefits of the enterprise fund, share of GDP.
    pub benefits_gdp: f64,
    /// Allocations received from the pool, yuan at current prices.
    pub transfers: f64,
    /// The same, share of GDP.
    pub transfers_gdp: f64,
    /// Central burden, yuan, present value of 2024.
    pub burden_present: f64,
    /// GDP, yuan, present value of 2024.
    pub gdp_present: f64,
}

impl Nation {
    pub(super) fn of(view: &View<'_>, figures: &Figures) -> Self {
        let (economy, nation) = (&view.variant.economy, &figures.nation);
        let gdp = economy.gdp.iter().copied().sum::<Money>().yuan();
        let transfers = nation.transfers_in.yuan();
        Self {
            insured: nation.insured as f64,
            retirees: nation.retirees as f64,
            payers: nation.payers as f64,
            benefits_gdp: nation.benefits.yuan() / gdp,
            transfers,
            transfers_gdp: transfers / gdp,
            burden_present: figures.central_burden.yuan() * economy.discount,
            gdp_present: gdp * economy.discount,
        }
    }
}

/// The nation year by year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Years(BTreeMap<Year, Nation>);

impl Years {
    pub(super) fn add(&mut self, year: Year, nation: Nation) {
        self.0.insert(year, nation);
    }

    /// A figure of a year, if it was lived.
    pub fn at(&self, year: Year, value: impl Fn(&Nation) -> f64) -> Option<f64> {
        self.0.get(&year).map(value)
    }

    /// The ratio of two sums from the year in which worlds part to a year, if it was lived.
    pub fn ratio_to(
        &self,
        last: Year,
        part: impl Fn(&Nation) -> f64,
        whole: impl Fn(&Nation) -> f64,
    ) -> Option<f64> {
        self.0.get(&last)?;
        let parted = || self.0.range(BRANCH_YEAR..=last).map(|(_, nation)| nation);
        let whole: f64 = parted().map(whole).sum();
        (whole > 0.0).then(|| parted().map(part).sum::<f64>() / whole)
    }
}
