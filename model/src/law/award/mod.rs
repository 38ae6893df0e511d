//! The pension at award: basic + account + transitional + local items, each to the fen.
//!
//! ```text
//! basic        = (JF + JF · I) / 2 · N · 1 %       基础养老金
//! account      = A / M                             个人账户养老金
//! transitional = JF · I_T · N_T · k                过渡性养老金
//! ```
//! JF is the benefit base (计发基数) of the award year, I the mean contribution index, N the years contributed or deemed, A
//! the balance, M the payout divisor; I_T and N_T are the index and years before accounts began. Provinces vary the
//! first and the third term ([`BasicForm`], [`TransitionalForm`]), round by rules of their own ([`PeriodRounding`],
//! [`Rounding`]) and add their own ([`LocalItem`]); [`AwardRule`] is the set of a province.
//!
//! Source: 国发〔2005〕38号; checked against award sheets of all provinces.
//!
//! Left out: the provisional award on last year's base with its later settlement, and pensions awarded before the
//! scheme.

mod basic;
mod local;
pub(crate) mod province;
mod rounding;
mod transitional;

pub use basic::BasicForm;
pub use local::{Entitled, Entitlement, LocalItem, Supplement};
pub use province::{AwardRule, Coefficients};
pub use rounding::{PeriodRounding, Rounding};
pub use transitional::{Takeover, TransitionalForm, VIRTUAL_ACCOUNT_MONTHS};

use crate::units::{Money, MonthlyMoney};

/// The benefit bases of an award, in yuan per month; where no city has its own, both are the province's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BenefitBase {
    /// Of the province.
    pub province: f64,
    /// Of the city or county of award.
    pub city: f64,
}

impl BenefitBase {
    /// One base for the whole province.
    pub const fn uniform(base: f64) -> Self {
        Self { province: base, city: base }
    }
}

/// What an award sheet records of a person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// JF: the benefit bases.
    pub base: BenefitBase,
    /// I: the mean contribution index (平均缴费工资指数).
    pub index: f64,
    /// I_T: the index of the years before accounts began.
    pub index_transitional: f64,
    /// N: years contributed or deemed.
    pub years: f64,
    /// Years deemed contributed (视同缴费年限), part of N.
    pub years_deemed: f64,
    /// N_T: years before accounts began, or the deemed years where the province counts those.
    pub years_transitional: f64,
    /// A: the balance of the account.
    pub account: Money,
    /// The balance recorded in retrospect for the first account years (虚账实记, 上海), or for years deemed paid (视同账户, 广东).
    pub virtual_account: Money,
    /// The transitional pension by the province's older method, in yuan per month, if it is known (江苏, 广东).
    pub transitional_old: Option<f64>,
    /// M: the payout divisor in tenths of a month.
    pub payout_tenths: i32,
    /// Years served on the plateau (西藏); all of N where it is not known.
    pub plateau_years: Option<f64>,
    /// What the person is that a province pays for.
    pub entitled: Entitled,
}

impl Record {
    /// Years paid, not deemed.
    pub fn years_paid(&self) -> f64 {
        self.years - self.years_deemed
    }

    /// The indexed average contribution wage (指数化月平均缴费工资), in yuan per month.
    pub fn indexed_wage(&self) -> f64 {
        self.base.province * self.index
    }
}

/// A monthly pension at award, by component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Award {
    /// Basic pension (基础养老金).
    pub basic: MonthlyMoney,
    /// Account pension (个人账户养老金).
    pub account: MonthlyMoney,
    /// Transitional pension (过渡性养老金).
    pub transitional: MonthlyMoney,
    /// Local items (地方性待遇).
    pub local: MonthlyMoney,
    /// What the sum is rounded up by, where the province does so.
    pub rounding: MonthlyMoney,
}

impl Award {
    /// The whole pension.
    pub fn total(&self) -> MonthlyMoney {
        self.basic + self.account + self.transitional + self.local + self.rounding
    }
}

impl AwardRule {
    /// The pension of this record under this rule.
    pub fn award(&self, record: &Record) -> Award {
        let local = self.local.iter().map(|item| item.monthly(self, record)).sum();
        self.award_with_local(record, local)
    }

    /// The pension of this record with local items given as an amount.
    pub fn award_with_local(&self, record: &Record, local: MonthlyMoney) -> Award {
        let award = Award { local, ..self.national(record) };
        Award { rounding: self.rounding.of_sum(award.total()), ..award }
    }

    /// Basic, account and transitional pension (基本养老金), each as it is rounded.
    pub fn national(&self, record: &Record) -> Award {
        let account = record.account.yuan() * 10.0 / f64::from(record.payout_tenths);
        let (form, k) = (self.transitional, self.coefficients.of(record));
        let old = form.by_the_old_method(record);
        let transitional = self.takeover.paid(form.pension(record, k), old, record.years);
        let [basic, account, transitional] =
            [self.basic.pension(record, self.accrual), account, transitional].map(|yuan| self.rounding.component(yuan));
        Award { basic, account, transitional, ..Award::default() }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A man of Heilongjiang, 60 years and 1 month old, awarded in February 2025.
    pub(crate) fn heilongjiang_2025() -> Record {
        Record {
            base: BenefitBase::uniform(7570.0),
            index: 0.9705,
            index_transitional: 0.9705,
            years: 42.58,
            years_deemed: 13.92,
            years_transitional: 13.92,
            account: Money::from_fen(10_971_646),
            virtual_account: Money::ZERO,
            transitional_old: None,
            payout_tenths: 1384,
            plateau_years: None,
            entitled: Entitled::default(),
        }
    }

    #[test]
    fn the_award_sheet_of_heilongjiang() {
        let cold = LocalItem::Monthly { fen: 4_500, deemed_years: 0.0 };
        let rule = AwardRule { local: vec![cold], ..province::tests::plain() };
        let award = rule.award(&heilongjiang_2025());
        assert_eq!(award.basic, MonthlyMoney::from_fen(317_576));
        assert_eq!(award.account, MonthlyMoney::from_fen(79_275));
        assert_eq!(award.transitional, MonthlyMoney::from_fen(122_719));
        assert_eq!(award.local, MonthlyMoney::from_fen(4_500), "the cold allowance");
        assert_eq!(award.total(), MonthlyMoney::from_fen(524_070));
    }

    /// 5,240.70 with the cold allowance; a yuan and a fen more make 5,241.71, of which the sum is paid as 5,241.80.
    #[test]
    fn what_local_items_add_is_rounded_with_the_sum() {
        let rule = AwardRule { rounding: Rounding::SumUpToJiao, ..province::tests::plain() };
        let award = rule.award_with_local(&heilongjiang_2025(), MonthlyMoney::from_fen(4_601));
        assert_eq!(award.local, MonthlyMoney::from_fen(4_601));
        assert_eq!(award.rounding, MonthlyMoney::from_fen(9));
        assert_eq!(award.total(), MonthlyMoney::from_fen(524_180));
    }
}
