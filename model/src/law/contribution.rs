//! What one month's contribution pays into the pool and into the account.
//!
//! ```text
//! employee   paid = (E + e) · b     account = α · b     pool = paid − account      E = 16 %, e = α = 8 %
//! flexible   paid = f · b           account = α · b     pool = paid − account      f = 20 %
//! ```
//! b is the contribution base. Before 2006 the account took α = 11 % and the employer's part topped up what the employee's
//! fell short of it; since then α = e and the employer's money is all pooled.
//!
//! Source: 国发〔1997〕26号, 国发〔2005〕38号 (α), 国办发〔2019〕13号 (16 %); flexible: 国发〔2005〕38号, 粤人社规〔2026〕14号 art. 7.
//!
//! Left out: the further percentage point of Shenzhen's registered population (地方补充养老), which feeds a fund of its own.

use crate::units::{Money, MonthlyMoney, Rate};
use std::ops::Add;

/// The rates of one place and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContributionRates {
    /// E: the employer's rate after relief (单位缴费比例).
    pub employer: Rate,
    /// e: the employee's rate (个人缴费比例).
    pub employee: Rate,
    /// f: the whole rate of those who pay alone (灵活就业人员).
    pub flexible: Rate,
    /// α: what enters the account.
    pub account: Rate,
}

/// A contribution by where it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contribution {
    /// Into the pool (统筹账户).
    pub pool: Money,
    /// Into the individual account (个人账户).
    pub account: Money,
}

impl Contribution {
    /// All that is paid.
    pub fn total(self) -> Money {
        self.pool + self.account
    }

    /// The same contribution so many times.
    #[must_use]
    pub fn times(self, months: i32) -> Self {
        let times = |money: Money| money.times_ratio(i64::from(months), 1);
        Self { pool: times(self.pool), account: times(self.account) }
    }
}

impl Add for Contribution {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { pool: self.pool + other.pool, account: self.account + other.account }
    }
}

impl ContributionRates {
    /// The rates of most provinces since May 2019.
    pub fn china_2019() -> Self {
        Self {
            employer: Rate::percent(16.0),
            employee: Rate::percent(8.0),
            flexible: Rate::percent(20.0),
            account: Rate::percent(8.0),
        }
    }

    /// One month of an employee: employer's and employee's part together.
    pub fn of_employee(&self, base: MonthlyMoney) -> Contribution {
        self.paid(base * self.employer + base * self.employee, base)
    }

    /// One month of somebody who pays alone.
    pub fn of_flexible(&self, base: MonthlyMoney) -> Contribution {
        self.paid(base * self.flexible, base)
    }

    fn paid(&self, paid: MonthlyMoney, base: MonthlyMoney) -> Contribution {
        let account = (base * self.account).for_months(1);
        Contribution { pool: paid.for_months(1) - account, account }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::relief::Waiver;
    use crate::units::Month;

    #[test]
    fn a_base_of_5510_yuan() {
        let (rates, base) = (ContributionRates::china_2019(), MonthlyMoney::from_yuan(5510.0));
        let employee = rates.of_employee(base);
        assert_eq!(employee.pool, Money::from_yuan(881.60)); // 16 %
        assert_eq!(employee.account, Money::from_yuan(440.80)); // 8 %
        let flexible = rates.of_flexible(base);
        assert_eq!(flexible.pool, Money::from_yuan(661.20)); // 12 %
        assert_eq!(flexible.account, Money::from_yuan(440.80));
        assert_eq!(flexible.total(), Money::from_yuan(1102.00));
        assert_eq!((employee + flexible).times(12).account, Money::from_yuan(10_579.20));
    }

    #[test]
    fn relief_leaves_the_account_whole() {
        let rates = ContributionRates::china_2019();
        let employer = Waiver::china_2020().employer_rate(
            rates.employer,
            Month::new(2020, 3),
            Rate::ZERO,
            false,
        );
        let paid =
            ContributionRates { employer, ..rates }.of_employee(MonthlyMoney::from_yuan(5000.0));
        assert_eq!((paid.pool.yuan(), paid.account.yuan()), (400.0, 400.0)); // 8 % and 8 %
    }

    #[test]
    fn until_2005_the_employer_topped_the_account_up_to_eleven_percent() {
        let rates = ContributionRates {
            employer: Rate::percent(20.0),
            account: Rate::percent(11.0),
            ..ContributionRates::china_2019()
        };
        let paid = rates.of_employee(MonthlyMoney::from_yuan(1000.0));
        assert_eq!((paid.pool.yuan(), paid.account.yuan()), (170.0, 110.0));
    }
}
