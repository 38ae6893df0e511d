//! How one province awards pensions: which form of each component, which coefficients, which local items.
//!
//! The rules themselves are dated parameters; none of their numbers stand here.
//!
//! Source: provincial methods for awarding pensions (计发办法).
//!
//! Left out: prefectures with rules of their own (Shenzhen, Changchun, Shenyang, Dalian), whose values a caller can set.

use super::{BasicForm, LocalItem, TransitionalForm};
use crate::units::{Month, MonthlyMoney};
use std::str::FromStr;

/// To what an award is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// Each component to the fen.
    #[default]
    Fen,
    /// Each component up to the tenth of a yuan (上海, 分进角).
    ComponentsUpToJiao,
    /// The sum up to the tenth of a yuan (浙江, 见分进角).
    SumUpToJiao,
}

impl Rounding {
    /// Every way of rounding.
    pub const ALL: [Self; 3] = [Self::Fen, Self::ComponentsUpToJiao, Self::SumUpToJiao];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fen => "fen",
            Self::ComponentsUpToJiao => "components-up-to-jiao",
            Self::SumUpToJiao => "sum-up-to-jiao",
        }
    }

    pub(super) const fn component(self, amount: MonthlyMoney) -> MonthlyMoney {
        match self {
            Self::ComponentsUpToJiao => amount.up_to_jiao(),
            Self::Fen | Self::SumUpToJiao => amount,
        }
    }

    pub(super) fn of_sum(self, sum: MonthlyMoney) -> MonthlyMoney {
        match self {
            Self::SumUpToJiao => sum.up_to_jiao() - sum,
            Self::Fen | Self::ComponentsUpToJiao => MonthlyMoney::ZERO,
        }
    }
}

impl FromStr for Rounding {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|rounding| rounding.name() == text).ok_or_else(|| {
            format!(
                "`{text}` is no rounding of awards; write `fen`, `components-up-to-jiao` or `sum-up-to-jiao`"
            )
        })
    }
}

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
    pub coefficient: f64,
    /// k for those with more than 20 years paid.
    pub coefficient_over_20: f64,
    /// Rounding.
    pub rounding: Rounding,
    /// Local items.
    pub local: Vec<LocalItem>,
}

impl AwardRule {
    /// k for someone with so many years paid.
    pub fn coefficient(&self, years_paid: f64) -> f64 {
        if years_paid > 20.0 { self.coefficient_over_20 } else { self.coefficient }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A rule for tests: standard forms, 1 % and 1.2 % a year, no local items.
    pub(crate) fn plain() -> AwardRule {
        AwardRule {
            account_start: Month::new(1996, 1),
            accrual: 0.01,
            basic: BasicForm::Standard,
            transitional: TransitionalForm::Standard,
            coefficient: 0.012,
            coefficient_over_20: 0.012,
            rounding: Rounding::Fen,
            local: Vec::new(),
        }
    }

    #[test]
    fn more_than_twenty_years_paid_may_earn_more() {
        let rule = AwardRule { coefficient_over_20: 0.014, ..plain() };
        assert!(rule.coefficient(20.5) > rule.coefficient(20.0));
    }

    #[test]
    fn what_is_rounded_up_to_the_jiao() {
        let amount = MonthlyMoney::from_fen(123_401);
        assert_eq!(Rounding::ComponentsUpToJiao.component(amount).fen(), 123_410);
        assert_eq!(Rounding::SumUpToJiao.of_sum(amount).fen(), 9);
        assert_eq!(Rounding::Fen.component(amount), amount);
        for rounding in Rounding::ALL {
            assert_eq!(rounding.name().parse(), Ok(rounding));
        }
    }
}
