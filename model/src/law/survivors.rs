//! What is paid at death (遗属待遇).
//!
//! ```text
//! funeral grant = 2 · D
//! lump sum      = n · D    n = 3, 6, 9 below 5, below 10, up to 15 years of contributions; one more a further full
//!                          year, years capped at 30, so n ≤ 24; a retiree: one less a full year of pension, n ≥ 9
//! inheritance   = the balance of the account
//! ```
//! D is the provincial monthly disposable income per head of urban residents of the year before.
//!
//! Source: 人社部发〔2021〕18号, from 2021-09-01 (the funeral grant seen, the months n recalled); Social Insurance Law
//! art. 14 (inheritance).
//!
//! Left out: the employee-paid part only, which alone was inherited before 2011-07-01, and the choice against the grants
//! of the work-injury insurance.

use crate::units::{Money, MonthlyMoney};

/// The funeral grant (丧葬补助金).
pub const fn funeral_grant(monthly_income: MonthlyMoney) -> Money {
    monthly_income.for_months(2)
}

/// How many months of income the lump sum is worth; `months_in_payment` is `None` before retirement.
pub fn lump_sum_months(months_contributed: i32, months_in_payment: Option<i32>) -> i32 {
    let years = months_contributed / 12;
    let earned = match years {
        ..5 => 3,
        5..10 => 6,
        10..=15 => 9,
        _ => 9 + (years.min(30) - 15),
    };
    months_in_payment.map_or(earned, |paid| (earned - paid / 12).max(9))
}

/// The lump sum to the survivors (抚恤金).
pub fn lump_sum(
    monthly_income: MonthlyMoney,
    months_contributed: i32,
    months_in_payment: Option<i32>,
) -> Money {
    monthly_income.for_months(lump_sum_months(months_contributed, months_in_payment))
}

/// What the heirs receive of the account: all that is left.
pub fn inheritance(balance: Money) -> Money {
    balance.positive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retiree_of_twenty_eight_years_after_four_years_of_pension() {
        let income = MonthlyMoney::from_yuan(4500.0);
        assert_eq!(lump_sum_months(28 * 12, None), 22);
        assert_eq!(lump_sum_months(28 * 12, Some(4 * 12 + 7)), 18);
        assert_eq!(lump_sum(income, 28 * 12, Some(48)), Money::from_yuan(81_000.0));
        assert_eq!(funeral_grant(income), Money::from_yuan(9_000.0));
    }

    #[test]
    fn the_months_are_bounded_by_three_nine_and_twenty_four() {
        let months = [0, 59, 60, 120, 15 * 12 + 11, 16 * 12, 40 * 12];
        let worth = months.map(|m| lump_sum_months(m, None));
        assert_eq!(worth, [3, 3, 6, 9, 9, 10, 24]);
        assert_eq!(lump_sum_months(16 * 12, Some(240)), 9);
    }
}
