//! The sums of a province or the nation in a year.

use crate::books::{Account, Books, Item};
use crate::country::counted;
use crate::geography::{PROVINCES, Province};
use crate::people::{ByFund, Flows, Fund, Vitals};
use crate::units::{Money, Rate, ratio};
use bitcode::{Decode, Encode};

macro_rules! sums {
    ($($(#[$doc:meta])* $name:ident: $kind:ty;)+) => {
        /// Sums of a place and year. Heads are persons; money is the enterprise fund's at current prices unless a name
        /// says `public`.
        #[derive(Clone, Copy, Debug, Decode, Default, Encode)]
        pub struct PlaceAccounts {
            $($(#[$doc])* pub $name: $kind,)+
        }

        impl PlaceAccounts {
            pub(super) fn add(&mut self, other: &Self) {
                $(self.$name += other.$name;)+
            }
        }
    };
}

sums! {
    /// Residents of 16 to 59.
    adults: i64;
    /// Residents of 60 and over.
    elders: i64;
    /// Residents under 16.
    children: i64;
    /// People who paid at least a month, enterprise fund.
    payers_enterprise: i64;
    /// The same, both funds.
    payers: i64;
    /// In-service insured, enterprise fund.
    insured_enterprise: i64;
    /// The same, both funds.
    insured: i64;
    /// Retirees, enterprise fund.
    retirees_enterprise: i64;
    /// The same, both funds.
    retirees: i64;
    /// Pensions awarded, both funds.
    awards: i64;
    /// Sum of contribution bases over paid months, yuan, enterprise fund.
    base: i64;
    /// The same of the same payers, were effort full.
    base_at_full_effort: i64;
    /// Own wages within floor and ceiling over months in service, yuan, enterprise fund.
    wage_bill: i64;
    /// Monthly pensions in force, enterprise fund.
    monthly_pensions: Money;
    /// Individual accounts of people in service.
    accounts: Money;
    /// Contributions.
    contributions: Money;
    /// Of them the firms' part.
    contributions_firms: Money;
    /// What the statutory rates on own wages would yield.
    potential: Money;
    /// The part of `potential` that effort makes good.
    potential_at_effort: f64;
    /// Missing months bought in one sum.
    purchases: Money;
    /// Pensions, accounts paid out, survivors' benefits.
    benefits: Money;
    /// Of them funeral grants and lump sums to survivors.
    survivors: Money;
    /// Of them accounts that went to the residents' scheme.
    to_residents: Money;
    /// Money that came with pension relations.
    relations_in: Money;
    /// Money that left with them.
    relations_out: Money;
    /// Returns on reserves.
    interest: Money;
    /// Base subsidy, centre.
    subsidy_central: Money;
    /// Base subsidy, local.
    subsidy_local: Money;
    /// Backstop, centre.
    backstop_central: Money;
    /// Backstop, local.
    backstop_local: Money;
    /// Allocations received from the pool.
    transfers_in: Money;
    /// Remittances paid to the pool.
    transfers_out: Money;
    /// What left the local budgets, less what came back.
    local_burden: Money;
    /// Reserves on 1 January.
    reserves_opening: Money;
    /// Reserves on 31 December.
    reserves: Money;
    /// Regional GDP.
    gdp: Money;
    /// Contributions to the public-sector fund.
    contributions_public: Money;
    /// Benefits of the public-sector fund.
    benefits_public: Money;
}

/// People of a year as they are counted in one course of life.
#[derive(Clone, Copy, Debug)]
pub(super) struct People<'a> {
    pub vitals: &'a Vitals,
    pub flows: &'a Flows,
    pub children: &'a [i64; PROVINCES],
}

impl PlaceAccounts {
    /// Contributions, interest and base subsidy less benefits.
    pub fn balance(&self) -> Money {
        self.balance_without_subsidy() + self.subsidy_central + self.subsidy_local
    }

    /// Contributions, purchases and interest less benefits.
    pub fn balance_without_subsidy(&self) -> Money {
        self.contributions + self.purchases + self.interest - self.benefits
    }

    /// Revenue of the enterprise fund as the accounts count it: contributions, interest, subsidies of all kinds.
    pub fn revenue(&self) -> Money {
        let subsidy = self.subsidy_central + self.subsidy_local;
        self.contributions + self.purchases + self.interest + subsidy + self.backstop()
    }

    /// What budgets added where a reserve ran empty.
    pub fn backstop(&self) -> Money {
        self.backstop_central + self.backstop_local
    }

    /// Whether reserves are below a month of benefits.
    pub fn is_exhausted(&self) -> bool {
        12.0 * self.reserves.yuan() < self.benefits.yuan()
    }

    /// What effort below full loses of contributions, relative to what is collected: bases of the same payers at full
    /// effort and as paid. Floors stop part of a fall, so this is less than effort alone would say. Nobody who pays loses
    /// nothing.
    pub fn lost_share(&self) -> f64 {
        if self.base > 0 { self.base_at_full_effort as f64 / self.base as f64 - 1.0 } else { 0.0 }
    }

    /// The same in yuan.
    pub fn lost(&self) -> f64 {
        self.contributions.yuan() * self.lost_share()
    }

    /// In-service insured as published, persons. `merged` is the share of the public sector that the statistics hold: 1
    /// since 2019.
    pub fn published_insured(&self, merged: f64) -> f64 {
        let public = self.insured - self.insured_enterprise;
        self.insured_enterprise as f64 + merged * public as f64
    }

    /// Retirees as published, persons.
    pub fn published_retirees(&self, merged: f64) -> f64 {
        let public = self.retirees - self.retirees_enterprise;
        self.retirees_enterprise as f64 + merged * public as f64
    }

    /// Revenue as published, without the backstop; the public-sector fund is balanced by the employers' budgets every
    /// year.
    pub fn published_revenue(&self, merged: f64) -> Money {
        self.revenue() - self.backstop() + self.published_public(merged)
    }

    /// Expenditure as published.
    pub fn published_expenditure(&self, merged: f64) -> Money {
        self.benefits + self.published_public(merged)
    }

    /// Benefits of the public sector, as far as the statistics hold it.
    pub fn published_public(&self, merged: f64) -> Money {
        Money::from_yuan(merged * self.benefits_public.yuan())
    }

    /// Contributions ÷ potential, if wages could yield any.
    pub fn collection_rate(&self) -> Option<f64> {
        ratio(self.contributions.yuan(), self.potential.yuan())
    }

    /// Points of the collection rate lost against full effort, if there is a rate.
    pub fn points_lost(&self) -> Option<f64> {
        self.collection_rate().map(|rate| 100.0 * rate * self.lost_share())
    }

    /// Whether contributions, interest and base subsidy cover benefits.
    pub fn in_surplus(&self) -> bool {
        self.balance() >= Money::ZERO
    }

    /// What own means (opening reserves and the year's own revenue) would pay of the benefits.
    pub fn affordable(&self) -> Money {
        (self.reserves_opening + self.balance() + self.benefits).positive().min(self.benefits)
    }

    /// The contributions that would balance the year without transfers: benefits less purchases, interest and base
    /// subsidy.
    pub fn balancing(&self) -> Money {
        (self.contributions - self.balance()).positive()
    }

    /// People of a province as counted, agents, and its children, persons.
    pub(super) fn heads(p: usize, weight: i64, people: People<'_>) -> Self {
        let People { vitals, flows, children } = people;
        let enterprise = |sums: &ByFund<[i64; 32]>| sums[Fund::Enterprise][p] * weight;
        let both = |sums: &ByFund<[i64; 32]>| sums.both(p) * weight;
        let fen = |sums: &[i64; 32]| Money::from_fen(sums[p] * weight);
        Self {
            adults: vitals.residents_16_59[p] * weight,
            elders: vitals.residents_60[p] * weight,
            children: children[p],
            payers_enterprise: enterprise(&flows.payers),
            payers: both(&flows.payers),
            insured_enterprise: enterprise(&flows.insured),
            insured: both(&flows.insured),
            retirees_enterprise: enterprise(&flows.retirees),
            retirees: both(&flows.retirees),
            awards: both(&flows.awards),
            base: enterprise(&flows.employee_base) + enterprise(&flows.flexible_base),
            base_at_full_effort: flows.full_base[p] * weight,
            wage_bill: enterprise(&flows.employee_potential) + enterprise(&flows.flexible_potential),
            monthly_pensions: fen(&flows.monthly_pensions[Fund::Enterprise]),
            accounts: fen(&flows.accounts),
            survivors: fen(&flows.survivors),
            to_residents: fen(&flows.to_residents),
            ..Self::default()
        }
    }

    /// The same with retirees, awards and pensions in force as they are counted.
    pub(super) fn counting(self, retirees: Rate) -> Self {
        let of = |heads| counted(heads, retirees);
        Self {
            retirees_enterprise: of(self.retirees_enterprise),
            retirees: of(self.retirees),
            awards: of(self.awards),
            monthly_pensions: self.monthly_pensions * retirees,
            ..self
        }
    }

    /// What closed books say of the fund and the budget of a province.
    pub(super) fn money(&mut self, p: Province, books: &Books) {
        let (i, opening, fund) = (p.index(), books.opening(), Account::Fund(p));
        let paid = |item, from, to| {
            books.total(|e| e.item == item && e.from == from && e.to == to)
                - books.total(|e| e.item == item && e.from == to && e.to == from)
        };
        self.contributions = opening.contributions[i];
        self.purchases = opening.purchases[i];
        self.benefits = opening.benefits[i];
        self.relations_in = opening.relations_in[i];
        self.relations_out = opening.relations_out[i];
        self.interest = opening.interest[i];
        self.subsidy_central = opening.subsidy_central[i];
        self.subsidy_local = opening.subsidy_local[i];
        self.backstop_central = paid(Item::Backstop, Account::Centre, fund);
        self.backstop_local = paid(Item::Backstop, Account::Local(p), fund);
        self.transfers_in = paid(Item::Allocation, Account::Pool, fund);
        self.transfers_out = paid(Item::Remittance, fund, Account::Pool);
        self.local_burden = -books.balance(Account::Local(p));
        self.reserves_opening = opening.reserves[i];
        self.reserves = books.balance(fund);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1,000 + 200 + 30 come in before subsidies of 4 and 5 and a backstop of 60 and 8; 700 are paid.
    #[test]
    fn a_balance_leaves_out_the_backstop_and_revenue_holds_it() {
        let yuan = Money::from_yuan;
        let place = PlaceAccounts {
            contributions: yuan(1000.0),
            purchases: yuan(200.0),
            interest: yuan(30.0),
            subsidy_central: yuan(4.0),
            subsidy_local: yuan(5.0),
            backstop_central: yuan(60.0),
            backstop_local: yuan(8.0),
            benefits: yuan(700.0),
            ..PlaceAccounts::default()
        };
        assert_eq!([place.balance_without_subsidy(), place.balance()], [530.0, 539.0].map(yuan));
        assert_eq!([place.backstop(), place.revenue()], [68.0, 1307.0].map(yuan));
    }
}
