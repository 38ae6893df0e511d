//! Money of a fund from what people did: exact sums of base × months, times the statutory rates.
//!
//! ```text
//! contributions_p = Σ base of the employed · (firm's rate + worker's rate) + Σ base of those who pay alone · their rate
//! potential_p     = the same of own wages within floor and ceiling, whatever was declared or paid
//! received_p      = contributions − (d · the firms' part − r · what was put off before)      d, r by year
//! benefits_p      = n · pensions + accounts paid out + what survivors receive      n retirees counted, one where nothing is held
//! ```
//! Contributions that are put off (缓缴) count for their members all the same; only the money comes later.

use super::Economy;
use crate::books::Opening;
use crate::geography::PROVINCES;
use crate::people::{Flows, Fund};
use crate::units::{Money, Rate};

/// The flows of one course of life at the rates of one world's year.
#[derive(Clone, Copy, Debug)]
pub struct FundYear<'a> {
    /// What people paid and drew, agents.
    pub flows: &'a Flows,
    /// The rates.
    pub economy: &'a Economy,
    /// Persons an agent stands for.
    pub weight: i64,
}

/// What the funds hold, and are owed, on 1 January.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held {
    /// Reserves.
    pub reserves: [Money; PROVINCES],
    /// What the pool holds.
    pub pool: Money,
    /// Contributions put off and not yet paid.
    pub deferred: [Money; PROVINCES],
}

impl FundYear<'_> {
    /// Contributions due to a fund for the months that were worked.
    pub fn contributions(&self, fund: Fund, p: usize) -> Money {
        let flows = self.flows;
        self.at_rates(flows.employee_base[fund][p], flows.flexible_base[fund][p], p)
    }

    /// The firms' part of the enterprise fund's contributions due for the months that were worked.
    pub fn contributions_of_firms(&self, p: usize) -> Money {
        self.yuan(self.flows.employee_base[Fund::Enterprise][p]) * self.economy.employer_rate[p]
    }

    /// What the statutory rates on own wages within floor and ceiling would yield.
    pub fn potential(&self, fund: Fund, p: usize) -> Money {
        let flows = self.flows;
        self.at_rates(flows.employee_potential[fund][p], flows.flexible_potential[fund][p], p)
    }

    /// Missing months of the enterprise fund bought in one sum, at the rate of those who pay alone, and what comes in for
    /// years before the opening.
    pub fn purchases(&self, p: usize) -> Money {
        let bought = self.at_rates(0, self.flows.purchased_base[p], p);
        bought + self.contributions(Fund::Enterprise, p) * self.economy.arrears_paid
    }

    /// Pensions, accounts paid out, and what survivors receive.
    pub fn benefits(&self, fund: Fund, p: usize) -> Money {
        let flows = self.flows;
        let survivors = if fund == Fund::Enterprise { flows.survivors[p] } else { 0 };
        let pensions = self.fen(flows.pensions[fund][p]) * self.economy.retirees_counted[p];
        pensions + self.fen(flows.lump_sums[fund][p] + survivors)
    }

    /// Certified retirees of the enterprise fund, persons, as they are counted.
    pub fn retirees(&self, p: usize) -> i64 {
        let heads = self.flows.retirees[Fund::Enterprise][p] * self.weight;
        counted(heads, self.economy.retirees_counted[p])
    }

    /// What the year brings to the enterprise funds before any clause acts, with what is held on 1 January.
    pub fn opening(&self, held: Held) -> Opening {
        let (economy, Held { reserves, pool, deferred }) = (self.economy, held);
        let pool_interest = pool * economy.reserve_return;
        let mut opening = Opening { reserves, pool, pool_interest, ..Opening::default() };
        for p in 0..PROVINCES {
            opening.put_off[p] = self.contributions_of_firms(p) * economy.deferred - deferred[p] * economy.made_good;
            opening.contributions[p] = self.contributions(Fund::Enterprise, p) - opening.put_off[p];
            opening.purchases[p] = self.purchases(p);
            opening.relations_out[p] = self.fen(self.flows.relations_out[p]);
            opening.relations_in[p] = self.fen(self.flows.relations_in[p]);
            opening.benefits[p] = self.benefits(Fund::Enterprise, p);
            opening.interest[p] = reserves[p] * economy.reserve_return;
            opening.subsidy_central[p] = economy.subsidy[p] * economy.subsidy_central_share;
            opening.subsidy_local[p] = economy.subsidy[p] - opening.subsidy_central[p];
        }
        opening
    }

    fn at_rates(&self, firm: i64, alone: i64, p: usize) -> Money {
        self.yuan(firm) * self.economy.employer_rate[p]
            + self.yuan(firm) * self.economy.employee_rate
            + self.yuan(alone) * self.economy.flexible_rate[p]
    }

    const fn yuan(&self, agents: i64) -> Money {
        Money::from_fen(agents).times(self.weight * 100)
    }

    fn fen(&self, agents: i64) -> Money {
        Money::from_fen(agents).times(self.weight)
    }
}

/// Heads as they are counted, to the nearest.
pub(crate) fn counted(heads: i64, share: Rate) -> i64 {
    (Money::from_fen(heads) * share).fen()
}
