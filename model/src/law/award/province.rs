//! How one province awards pensions: which form of each component, which coefficients, which local items.
//!
//! The rules themselves are dated parameters; none of their numbers stand here.
//!
//! Source: provincial methods for awarding pensions (计发办法).
//!
//! Left out: prefectures with rules of their own (Shenzhen, Zhengzhou), whose values a caller can set.

use super::{BasicForm, LocalItem, PeriodRounding, Record, Rounding, Takeover, TransitionalForm};
use crate::units::Month;

/// How one province awards pensions.
#[derive(Clone, Debug, PartialEq)]
pub struct AwardRule {
    /// When individual accounts began (建账时间): N_T counts years before it.
    pub account_start: Month,
    /// Basic pension per year contributed, as a share of the mean base.
    pub accrual: f64,
    /// Form of the basic pension.
    pub basic: BasicForm,
    /// Form of the transitional pension.
    pub transitional: TransitionalForm,
    /// k: transitional pension per year, as a share of the base.
    pub coefficients: Coefficients,
    /// How the form takes over from an older method.
    pub takeover: Takeover,
    /// Rounding of the contribution period.
    pub period: PeriodRounding,
    /// Rounding of the amounts.
    pub rounding: Rounding,
    /// Local items.
    pub local: Vec<LocalItem>,
}

/// k by group: transitional pension per year, as a share of the base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficients {
    /// Of most people.
    pub usual: f64,
    /// Of those with more than 20 years paid.
    pub over_20: f64,
    /// Of those classed as intellectuals (知识分子).
    pub intellectual: f64,
}

impl Coefficients {
    /// One coefficient for everybody.
    pub const fn uniform(k: f64) -> Self {
        Self { usual: k, over_20: k, intellectual: k }
    }

    /// k for this record.
    pub fn of(&self, record: &Record) -> f64 {
        match record.entitled.intellectual {
            true => self.intellectual,
            false if record.years_paid() > 20.0 => self.over_20,
            false => self.usual,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::law::award::Entitled;
    use crate::law::award::tests::heilongjiang_2025;

    /// A rule for tests: standard forms, 1 % and 1.2 % a year, no local items.
    pub(crate) fn plain() -> AwardRule {
        AwardRule {
            account_start: Month::new(1996, 1),
            accrual: 0.01,
            basic: BasicForm::Standard,
            transitional: TransitionalForm::Standard,
            coefficients: Coefficients::uniform(0.012),
            takeover: Takeover::NONE,
            period: PeriodRounding::Months,
            rounding: Rounding::Fen,
            local: Vec::new(),
        }
    }

    #[test]
    fn a_coefficient_depends_on_years_paid_and_group() {
        let k = Coefficients { usual: 0.012, over_20: 0.014, intellectual: 0.0143 };
        let paid = |years| Record { years, years_deemed: 0.0, ..heilongjiang_2025() };
        let close = |a: f64, b: f64| (a - b).abs() < 1e-15;
        assert!(close(k.of(&paid(20.0)), 0.012) && close(k.of(&paid(20.5)), 0.014));
        let entitled = Entitled { intellectual: true, ..Entitled::default() };
        assert!(close(k.of(&Record { entitled, ..paid(30.0) }), 0.0143));
    }
}
