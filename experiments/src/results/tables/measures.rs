//! The sums of a place and year from which rows are made: a province's, and the nation's as their sum.

use super::View;
use fastox_model::books::{Account, Books, Item};
use fastox_model::country::Country;
use fastox_model::geography::Province;
use fastox_model::incentives::Margin;
use fastox_model::people::live::Tally;
use fastox_model::people::{Flows, Fund, Vitals};
use fastox_model::units::Money;

macro_rules! sums {
    ($($(#[$doc:meta])* $name:ident: $kind:ty;)+) => {
        /// Sums of a place and year. Heads are persons.
        #[derive(Clone, Copy, Debug, Default)]
        pub struct Measures {
            $($(#[$doc])* pub $name: $kind,)+
        }

        impl Measures {
            fn add(&mut self, other: &Self) {
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
    /// Monthly pensions in force, enterprise fund.
    monthly_pensions: Money;
    /// Individual accounts of people in service.
    accounts: Money;
    /// Contributions.
    contributions: Money;
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
    /// Contributions to the public-sector fund.
    contributions_public: Money;
    /// Benefits of the public-sector fund.
    benefits_public: Money;
}

impl Measures {
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
        let backstop = self.backstop_central + self.backstop_local;
        self.contributions + self.purchases + self.interest + subsidy + backstop
    }

    /// What effort below full loses of contributions, relative to what is collected: bases of the same payers at full effort
    /// and as paid. Floors stop part of a fall, so this is less than effort alone would say.
    pub fn lost_share(&self) -> f64 {
        if self.base > 0 { self.base_at_full_effort as f64 / self.base as f64 - 1.0 } else { 0.0 }
    }

    /// The same in yuan.
    pub fn lost(&self) -> f64 {
        self.contributions.yuan() * self.lost_share()
    }

    /// Published accounts hold both funds; the public one is balanced by the employers' budgets every year.
    pub fn revenue_both_funds(&self) -> Money {
        let subsidy = self.subsidy_central + self.subsidy_local;
        self.contributions + self.purchases + self.interest + subsidy + self.benefits_public
    }

    /// Expenditure of both funds.
    pub fn expenditure_both_funds(&self) -> Money {
        self.benefits + self.benefits_public
    }

    fn heads(p: usize, weight: i64, vitals: &Vitals, flows: &Flows, children: i64) -> Self {
        Self {
            adults: vitals.residents_16_59[p] * weight,
            elders: vitals.residents_60[p] * weight,
            children,
            payers_enterprise: flows.payers[Fund::Enterprise][p] * weight,
            payers: flows.payers.both(p) * weight,
            insured_enterprise: flows.insured[Fund::Enterprise][p] * weight,
            insured: flows.insured.both(p) * weight,
            retirees_enterprise: flows.retirees[Fund::Enterprise][p] * weight,
            retirees: flows.retirees.both(p) * weight,
            awards: flows.awards.both(p) * weight,
            base: (flows.employee_base[Fund::Enterprise][p]
                + flows.flexible_base[Fund::Enterprise][p])
                * weight,
            base_at_full_effort: flows.full_base[p] * weight,
            monthly_pensions: Money::from_fen(flows.monthly_pensions[Fund::Enterprise][p] * weight),
            accounts: Money::from_fen(flows.accounts[p] * weight),
            survivors: Money::from_fen(flows.survivors[p] * weight),
            to_residents: Money::from_fen(flows.to_residents[p] * weight),
            ..Self::default()
        }
    }

    fn money(&mut self, p: Province, books: &Books) {
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

/// The measures of all places in one world and year.
#[derive(Clone, Debug)]
pub struct Figures {
    /// By province.
    pub provinces: Vec<Measures>,
    /// Their sum.
    pub nation: Measures,
    /// What left the central budget for the enterprise funds, less what came back.
    pub central_burden: Money,
    /// What the national pool holds.
    pub pool: Money,
}

impl Figures {
    /// The figures of a year that was lived.
    pub fn of(view: &View<'_>) -> Self {
        let (world, tally) = (view.world, &view.report.tally);
        let flows = &tally.flows[world.life];
        let province = |p: Province| {
            let i = p.index();
            let children = view.report.children[i];
            let mut sums = Measures::heads(i, view.weight, &tally.vitals, flows, children);
            sums.money(p, &world.books);
            (sums.contributions_public, sums.benefits_public) = world.public[i];
            sums.potential = world.facts.potential[i];
            sums.potential_at_effort =
                sums.potential.yuan() * world.effort[Margin::Collection].level[i];
            sums
        };
        let national = [Account::Centre, Account::Pool].map(|account| world.books.balance(account));
        Self::sum(Province::all().map(province).collect(), -national[0], national[1])
    }

    /// The figures of the opening year: people as `tally` counts them, and reserves.
    pub fn opening(country: &Country, tally: &Tally, world: usize) -> Self {
        let world = &country.worlds[world];
        let province = |p: Province| {
            let (i, weight) = (p.index(), country.people.weight);
            let children = country.children.living_in(i);
            let flows = &tally.flows[world.life];
            let sums = Measures::heads(i, weight, &tally.vitals, flows, children);
            Measures { reserves: world.reserves[i], ..sums }
        };
        Self::sum(Province::all().map(province).collect(), Money::ZERO, world.pool)
    }

    fn sum(provinces: Vec<Measures>, central_burden: Money, pool: Money) -> Self {
        let mut nation = Measures::default();
        for province in &provinces {
            nation.add(province);
        }
        Self { provinces, nation, central_burden, pool }
    }
}
