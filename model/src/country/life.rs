//! What one course of life hands on to the next year.

use super::world::Orders;
use crate::books::{BrokenIdentity, Order};
use crate::geography::{PROVINCES, Province};
use crate::people::benefit::{BINS, quantile};
use crate::people::facts::{ByProvince, Delay, Indexation, LifePolicy, Pensions};
use crate::people::{ByFund, Flows, Fund};
use crate::units::Year;
use bitcode::{Decode, Encode};

/// What one course of life hands on to the next year.
#[derive(Clone, Debug, Decode, Encode)]
pub struct LifeMemory {
    /// Pensions in payment on 31 December.
    pub pensions: Pensions,
    /// Heads of the enterprise fund by pension relative to the mean, `[province × 64 + bin]`, where a clause may delay
    /// high pensions.
    pub pension_bins: Vec<i64>,
    /// The mean pension by which those bins are counted, fen a month.
    pub bin_mean: ByProvince<f64>,
    /// The indexation of the year, for those whose increase waits.
    pub indexation: Option<Indexation>,
    /// Share of the base, at full effort, of people above the floor.
    pub above_floor: [f64; PROVINCES],
    /// Accounts of people in service, fen.
    pub accounts: i64,
}

impl LifeMemory {
    /// What the flows of a year hand on.
    pub fn of(flows: &Flows) -> Self {
        let per_head = |sums: &ByFund<[i64; 32]>| {
            ByFund(Fund::ALL.map(|fund| {
                let heads = |p: usize| flows.retirees[fund][p].max(1) as f64;
                std::array::from_fn(|p| sums[fund][p] as f64 / heads(p))
            }))
        };
        let pensions = Pensions {
            mean: per_head(&flows.monthly_pensions),
            service: per_head(&flows.service_months),
            elderly: per_head(&flows.elderly),
        };
        let above_floor = std::array::from_fn(|p| flows.above_floor[p] as f64 / flows.full_base[p].max(1) as f64);
        let accounts = flows.accounts.iter().sum();
        let pension_bins = flows.pension_bins.0.clone();
        let bin_mean = pensions.mean[Fund::Enterprise];
        Self { pensions, pension_bins, bin_mean, indexation: None, above_floor, accounts }
    }

    /// The same, with the indexation its people met and the mean their pensions were counted against.
    #[must_use]
    pub fn after(self, policy: &LifePolicy) -> Self {
        let indexation = Some(policy.indexation.clone());
        Self { bin_mean: policy.mean_pension[Fund::Enterprise], indexation, ..self }
    }

    /// Whose increase waits this January: whoever stands above the ordered quantile of the province. A year after an
    /// order the delay still holds what is outstanding.
    pub(super) fn delay(&self, orders: &Orders) -> Option<Delay> {
        let outstanding = self.indexation.as_ref()?;
        if orders.last_year.is_empty() && !orders.year_before {
            return None;
        }
        let mut above = [f64::INFINITY; 64];
        for Order::DelayIndexation { province, above_quantile } in &orders.last_year {
            let p = province.index();
            let bins = &self.pension_bins[p * BINS..(p + 1) * BINS];
            above[p] = quantile(bins, above_quantile.as_f64()) * self.bin_mean[p];
        }
        Some(Delay { above, before: outstanding.clone() })
    }

    /// That nobody passed what can be held, and the identity of people's accounts, which no move may create or destroy.
    pub fn check(&self, year: Year, flows: &Flows) -> Result<(), BrokenIdentity> {
        let what = "people whose account, pension or sum of bases is too large to hold";
        for p in Province::all() {
            BrokenIdentity::limit(year, p.name(), what, [flows.too_rich[p.index()], 0])?;
        }
        let closing: i64 = flows.accounts.iter().sum();
        let expected = self.accounts + flows.deposits + flows.interest - flows.released;
        let what = "the sum of individual accounts (fen)";
        BrokenIdentity::check(year, "the nation", what, closing, expected)
    }
}
