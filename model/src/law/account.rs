//! The individual account (个人账户): notional, credited once a year, paid out month by month.
//!
//! ```text
//! A' = A · (1 + r) + P · (1 + r · 1.083 / 2)
//! ```
//! P is what was paid in over the year; 1.083 / 2 = 6.5 / 12 is the mean share of the year for which twelve equal monthly
//! deposits earn interest. After award the balance pays its pension; once it is used up, the pool goes on paying.
//!
//! Source: 劳办发〔1997〕116号 (crediting, recalled); 人社部发〔2017〕31号 (one national rate since 2016).
//!
//! Left out: the resettlement once the year's rate is announced, and interest to the day.

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
        DepositInterest::HalfYear => {
            deposits.times_ratio(rate.billionths() * 1083, 2_000_000_000_000)
        }
    };
    (balance + balance * rate + deposits + earned).positive()
}

/// The balance at the end of a year whose twelve deposits each earn from their own month on. Never below zero.
pub fn credit_monthly(balance: Money, deposits: &[Money; 12], rate: Rate) -> Money {
    let paid_in: Money = deposits.iter().copied().sum();
    let month_sum: Money = deposits
        .iter()
        .zip((1..=12).rev())
        .map(|(deposit, months)| Money::from_fen(deposit.fen() * months))
        .sum();
    let earned = month_sum.times_ratio(rate.billionths(), 12_000_000_000);
    (balance + balance * rate + paid_in + earned).positive()
}

/// One payment of the account pension: what the account and what the pool bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// From the account.
    pub from_account: Money,
    /// From the pool, once the account is used up.
    pub from_pool: Money,
    /// What is left in the account.
    pub balance: Money,
}

/// Pays this much account pension out of the balance, and out of the pool what the balance lacks.
pub fn pay_out(balance: Money, pension: Money) -> Payment {
    let from_account = pension.min(balance).positive();
    Payment { from_account, from_pool: pension - from_account, balance: balance - from_account }
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
        // Twelve deposits of 480 yuan: 480 · 78 · 0.0612 / 12 = 190.94
        let monthly = credit_monthly(balance, &[Money::from_fen(48_000); 12], rate);
        assert_eq!(monthly, Money::from_fen(11_207_094));
    }

    #[test]
    fn the_pool_pays_on_when_the_account_is_empty() {
        let paid = pay_out(Money::from_fen(50_000), Money::from_fen(79_275));
        assert_eq!(paid.from_account, Money::from_fen(50_000));
        assert_eq!(paid.from_pool, Money::from_fen(29_275));
        assert_eq!(paid.balance, Money::ZERO);
    }
}
