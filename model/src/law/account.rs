//! The individual account (个人账户): notional, credited once a year, paid out month by month.
//!
//! ```text
//! A' = A · (1 + r) + P · (1 + r · 1.083 / 2)
//! ```
//! P is what was paid in over the year; 1.083 / 2 = 6.5 / 12 is the mean share of the year for which twelve equal
//! monthly deposits earn interest. After award the balance pays its pension and what is left keeps earning the
//! crediting rate; once it is used up, the pool goes on paying. [`Drawdown`] says in closed form what is left some
//! years after the award.
//!
//! Source: 劳办发〔1997〕116号 (crediting, recalled); 人社部发〔2017〕31号 (one national rate since 2016); Social Insurance Law art.
//! 14 (no early withdrawal; inheritance, see [`survivors`](super::survivors)). That an emigrant may take the balance is
//! recalled.
//!
//! Left out: interest to the day. Where the year's rate is not yet announced, see
//! [`resettlement`](super::resettlement).

use crate::units::{Money, Rate};

/// What the deposits of the current year earn in that year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DepositInterest {
    /// Nothing, as some public calculators assume.
    None,
    /// Half a year, 1.083 / 2 of the rate: the annual method of 1997.
    #[default]
    HalfYear,
}

/// The balance at the end of a year. Never below zero.
pub fn credit(balance: Money, deposits: Money, rate: Rate, interest: DepositInterest) -> Money {
    let earned = match interest {
        DepositInterest::None => Money::ZERO,
        DepositInterest::HalfYear => deposits.times_ratio(rate.billionths() * 1083, 2_000_000_000_000),
    };
    (balance + balance * rate + deposits + earned).positive()
}

/// What years of payment do to any account: growth and payments, apart from its size.
///
/// ```text
/// left = A · G − 12 · (A / M) · S,  never below zero
/// G'   = G · (1 + r)                           a year on
/// S'   = S · (1 + r) + 1 + r · 1.083 / 2       S counts years of payment with the interest they no longer earn
/// ```
/// The pair (G, S) depends only on the years of award and of counting, so one pair serves everybody awarded in one
/// year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawdown {
    /// G: what one yuan of the account at award has grown to.
    pub growth: f64,
    /// S: years paid out, each grown since.
    pub payments: f64,
}

impl Drawdown {
    /// At the end of the year of award, whose crediting the balance already holds, after so many months of pension.
    pub fn awarded(months_paid: i32) -> Self {
        Self { growth: 1.0, payments: f64::from(months_paid) / 12.0 }
    }

    /// A full year of payment later, at this crediting rate.
    #[must_use]
    pub fn after_year(self, rate: Rate) -> Self {
        let rate = rate.as_f64();
        Self { growth: self.growth * (1.0 + rate), payments: self.payments * (1.0 + rate) + 1.0 + rate * 1.083 / 2.0 }
    }

    /// What is left of an account that held this balance at award and pays it out over this divisor.
    pub fn left(self, at_award: Money, payout_tenths: i32) -> Money {
        Money::from_fen(libm::rint(at_award.fen() as f64 * self.share_left(payout_tenths)) as i64).positive()
    }

    /// Whether nothing is left, whatever an account held.
    pub fn is_over(self, payout_tenths: i32) -> bool {
        self.share_left(payout_tenths) <= 0.0
    }

    fn share_left(self, payout_tenths: i32) -> f64 {
        self.growth - 120.0 / f64::from(payout_tenths) * self.payments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_at_6_12_percent() {
        let (balance, deposits) = (Money::from_fen(10_000_000), Money::from_fen(576_000));
        let rate = Rate::percent(6.12);
        // 100,000 · 1.0612 + 5,760 · (1 + 0.0612 · 0.5415) = 106,120 + 5,760 + 190.89
        let after = credit(balance, deposits, rate, DepositInterest::HalfYear);
        assert_eq!(after, Money::from_fen(11_207_089));
        assert_eq!(credit(balance, deposits, rate, DepositInterest::None).fen(), 11_188_000);
    }

    #[test]
    fn an_account_in_payment_earns_on_what_is_left() {
        let at_award = Money::from_yuan(139_000.0); // 1,000 yuan a month over 139 months
        let years = |rate: Rate, k| (0..k).fold(Drawdown::awarded(6), |d, _| d.after_year(rate));
        // Without interest it is empty after 139 months.
        assert_eq!(years(Rate::ZERO, 0).left(at_award, 1390), Money::from_yuan(133_000.0));
        assert_eq!(years(Rate::ZERO, 11).left(at_award, 1390), Money::from_yuan(1_000.0));
        assert_eq!(years(Rate::ZERO, 12).left(at_award, 1390), Money::ZERO);
        assert_eq!([11, 12].map(|k| years(Rate::ZERO, k).is_over(1390)), [false, true]);
        // 133,000 · 1.03 − 12,000 · (1 + 0.03 · 0.5415) = 136,990 − 12,194.94
        let three = Rate::percent(3.0);
        assert_eq!(years(three, 1).left(at_award, 1390), Money::from_yuan(124_795.06));
    }

    /// The closed form follows the account paid year by year.
    #[test]
    fn the_closed_form_agrees_with_paying_year_by_year() {
        let (at_award, rate) = (Money::from_yuan(80_000.0), Rate::percent(2.6));
        let year = Money::from_fen(at_award.fen() * 120 / 1700);
        let (mut drawdown, mut balance) = (Drawdown::awarded(12), at_award - year);
        for _ in 0..25 {
            drawdown = drawdown.after_year(rate);
            balance = credit(balance, -year, rate, DepositInterest::HalfYear);
            let apart = (drawdown.left(at_award, 1700) - balance).fen().abs();
            assert!(apart <= 40, "{apart} fen: a fen is lost to rounding each year, and earns");
        }
        assert_eq!(balance, Money::ZERO);
    }
}
