//! Paying alone (灵活就业参保): who may, and the subsidy for those who find no work.
//!
//! ```text
//! may pay alone  = 16 ≤ age < original age of the class, at the hukou or since July 2021
//! subsidy        = min(share · payment, ceiling)   for 36 months, or to retirement if less than 60 months away
//! ```
//! The subsidy comes from the employment fund, not from the pension pool; it lowers what the payer bears, not what the pool
//! receives.
//!
//! Source: 人社部发〔2021〕56号 (hukou; content seen, number recalled); ages as Shanghai prints them, 沪人社规〔2023〕5号;
//! subsidy for the hard-to-employ (4050): two thirds in Guangdong, half in Hangzhou, at most 600 yuan a month in Shenzhen.
//!
//! Left out: who counts as hard to employ, and how slowly places lifted the hukou rule after 2021.

use super::WorkClass;
use crate::units::{Month, MonthlyMoney, Rate};

/// Who may pay alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlexibleLaw {
    /// Youngest age, in months.
    pub youngest: i32,
    /// Age from which nobody joins, in months: men, women.
    pub oldest: [i32; 2],
    /// From this month on the hukou no longer matters.
    pub anywhere_from: Month,
}

impl FlexibleLaw {
    /// The rule of 2021.
    pub const fn china_2021() -> Self {
        Self { youngest: 16 * 12, oldest: [60 * 12, 55 * 12], anywhere_from: Month::new(2021, 7) }
    }

    /// Whether somebody may join or go on paying alone.
    pub fn may_pay(&self, class: WorkClass, age_months: i32, month: Month, at_hukou: bool) -> bool {
        let oldest = self.oldest[usize::from(!class.is_male())];
        (self.youngest..oldest).contains(&age_months) && (at_hukou || month >= self.anywhere_from)
    }
}

/// The subsidy for the hard-to-employ (就业困难人员社保补贴).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlexibleSubsidy {
    /// Share of the payment borne by the employment fund.
    pub share: Rate,
    /// The most it bears per month, where there is a ceiling.
    pub ceiling: Option<MonthlyMoney>,
    /// For how many months.
    pub months: i32,
    /// This close to retirement it runs to the end.
    pub to_retirement_within: i32,
}

impl FlexibleSubsidy {
    /// Two thirds for three years, as Guangdong pays.
    pub fn guangdong() -> Self {
        Self {
            share: Rate::from_f64(2.0 / 3.0),
            ceiling: None,
            months: 36,
            to_retirement_within: 60,
        }
    }

    /// What the fund pays of this month's contribution, after so many months of subsidy; `to_retirement` are the months that
    /// were left to the statutory age when the subsidy began.
    pub fn of(
        &self,
        payment: MonthlyMoney,
        received_months: i32,
        to_retirement: i32,
    ) -> MonthlyMoney {
        let lasts = received_months < self.months || to_retirement < self.to_retirement_within;
        if !lasts {
            return MonthlyMoney::ZERO;
        }
        let borne = payment * self.share;
        self.ceiling.map_or(borne, |ceiling| borne.min(ceiling))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrants_pay_alone_since_july_2021() {
        let law = FlexibleLaw::china_2021();
        let may = |age, year, month, home| {
            law.may_pay(WorkClass::Female50, 12 * age, Month::new(year, month), home)
        };
        assert!(!may(30, 2021, 6, false) && may(30, 2021, 7, false) && may(30, 2015, 1, true));
        assert!(!may(15, 2025, 1, true) && may(54, 2025, 1, true) && !may(55, 2025, 1, true));
        assert!(law.may_pay(WorkClass::Male60, 59 * 12, Month::new(2025, 1), true));
    }

    #[test]
    fn two_thirds_of_the_payment_for_three_years() {
        let (law, payment) = (FlexibleSubsidy::guangdong(), MonthlyMoney::from_yuan(955.0));
        assert_eq!(law.of(payment, 35, 120), MonthlyMoney::from_fen(63_667)); // 955 · 2/3
        assert_eq!(law.of(payment, 36, 120), MonthlyMoney::ZERO);
        assert_eq!(law.of(payment, 50, 59), MonthlyMoney::from_fen(63_667));
        let capped = FlexibleSubsidy { ceiling: Some(MonthlyMoney::from_yuan(600.0)), ..law };
        assert_eq!(capped.of(payment, 0, 120), MonthlyMoney::from_yuan(600.0));
    }
}
