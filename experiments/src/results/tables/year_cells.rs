//! The cells that `national_year` and `province_year` share.

use fastox_model::accounts::PlaceAccounts;
use fastox_outputs::{Cell, Row};

/// What a row needs besides sums.
#[derive(Clone, Copy, Debug)]
pub(super) struct YearCells<'a> {
    pub accounts: &'a PlaceAccounts,
    /// Average wage, yuan a month; nothing in the opening year, of which only stocks are known.
    pub average_wage: Option<f64>,
}

impl YearCells<'_> {
    fn lived(&self) -> bool {
        self.average_wage.is_some()
    }

    /// The value, missing in the opening year.
    pub(super) fn flow<'c>(&self, value: impl Into<Cell<'c>>) -> Cell<'c> {
        if self.lived() { value.into() } else { Cell::Missing }
    }

    fn share(&self, part: f64, whole: f64) -> Cell<'static> {
        self.flow(Cell::ratio(part, whole))
    }

    pub(super) fn set(&self, row: &mut Row<'_>) {
        row.set_all(&self.heads());
        row.set_all(&self.flows());
        row.set_all(&self.balances());
        row.set_all(&self.public());
        row.set_all(&self.collection());
    }

    fn heads(&self) -> [(&'static str, Cell<'static>); 9] {
        let m = self.accounts;
        [
            ("population_16_59", m.adults.into()),
            ("population_60_plus", m.elders.into()),
            ("population_under_16", m.children.into()),
            ("contributors", self.flow(m.payers)),
            ("insured_employees", m.insured.into()),
            ("insured_employees_enterprise", m.insured_enterprise.into()),
            ("retirees", m.retirees.into()),
            ("retirees_enterprise", m.retirees_enterprise.into()),
            ("new_retirees", self.flow(m.awards)),
        ]
    }

    fn flows(&self) -> [(&'static str, Cell<'static>); 14] {
        let m = self.accounts;
        [
            ("contributions_yuan", self.flow(m.contributions)),
            ("purchases_yuan", self.flow(m.purchases)),
            ("benefits_yuan", self.flow(m.benefits)),
            ("survivors_yuan", self.flow(m.survivors)),
            ("to_residents_scheme_yuan", self.flow(m.to_residents)),
            ("interest_yuan", self.flow(m.interest)),
            ("subsidy_central_yuan", self.flow(m.subsidy_central)),
            ("subsidy_local_yuan", self.flow(m.subsidy_local)),
            ("backstop_central_yuan", self.flow(m.backstop_central)),
            ("backstop_local_yuan", self.flow(m.backstop_local)),
            ("transfers_in_yuan", self.flow(m.transfers_in)),
            ("transfers_out_yuan", self.flow(m.transfers_out)),
            ("relations_in_yuan", self.flow(m.relations_in)),
            ("relations_out_yuan", self.flow(m.relations_out)),
        ]
    }

    fn balances(&self) -> [(&'static str, Cell<'static>); 6] {
        let m = self.accounts;
        [
            ("reserves_opening_yuan", self.flow(m.reserves_opening)),
            ("reserves_yuan", m.reserves.into()),
            ("reserve_months", self.share(12.0 * m.reserves.yuan(), m.benefits.yuan())),
            ("current_balance_yuan", self.flow(m.balance())),
            ("balance_without_subsidy_yuan", self.flow(m.balance_without_subsidy())),
            ("accounts_yuan", self.flow(m.accounts)),
        ]
    }

    fn public(&self) -> [(&'static str, Cell<'static>); 3] {
        let m = self.accounts;
        [
            ("contributions_public_yuan", self.flow(m.contributions_public)),
            ("benefits_public_yuan", self.flow(m.benefits_public)),
            ("budget_public_yuan", self.flow(m.benefits_public - m.contributions_public)),
        ]
    }

    /// The mean base divides by twelve months of everybody who paid at all, so months not paid lower it.
    fn collection(&self) -> [(&'static str, Cell<'static>); 8] {
        let m = self.accounts;
        let potential = m.potential.yuan();
        let pensions = self.share(m.monthly_pensions.yuan(), m.retirees_enterprise as f64);
        let base = self.share(m.base as f64, 12.0 * m.payers_enterprise as f64);
        [
            ("collection_rate", self.flow(m.collection_rate())),
            ("potential_contributions_yuan", self.flow(m.potential)),
            ("coverage_share", Cell::ratio(m.insured as f64, m.adults as f64)),
            ("mean_pension_yuan_month", pensions),
            ("mean_base_yuan_month", base),
            ("average_wage_yuan_month", self.average_wage.into()),
            ("effort", self.share(m.potential_at_effort, potential)),
            ("dependency_ratio", Cell::ratio(m.retirees as f64, m.insured as f64)),
        ]
    }
}
