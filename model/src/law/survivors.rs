//! What is paid at death (遗属待遇).
//!
//! ```text
//! funeral grant = 2 · D
//! lump sum      = n · D    n = 3, 6, 9 below 5, below 10, up to 15 years of contributions; one more a further full
//!                          year, years capped at 30, so n ≤ 24; a retiree: one less a full year of pension, n ≥ 9
//! inheritance   = the balance of the account
//! ```
//! D is the provincial monthly disposable income per head of urban residents of the year before. Years short of a full
//! one above 15 do not count, so that 15 years and 11 months are worth 9.
//!
//! Source: 人社部发〔2021〕18号, from 2021-09-01 (the funeral grant seen, the months n recalled); Social Insurance Law
//! art. 14, from 2011-07-01 (inheritance).
//!
//! Left out: the provinces' own grants to survivors before September 2021, in place of which these are paid from
//! January on, and monthly support of dependants under them.

use crate::units::{Money, Month, MonthlyMoney};

/// The grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurvivorsLaw {
    /// First month these grants are paid: the first that is lived after 2020; until September provinces had grants of
    /// their own.
    pub grants_from: Month,
    /// Months of income of the funeral grant.
    pub funeral_months: i32,
    /// n below 5, below 10 and from 10 to 15 years.
    pub months_to_15_years: [i32; 3],
    /// Months added per full year beyond 15.
    pub months_per_further_year: i32,
    /// Years counted at most.
    pub years_at_most: i32,
    /// Months taken off per full year of pension.
    pub less_per_year_of_pension: i32,
    /// Least n of a retiree.
    pub retiree_at_least: i32,
}

impl SurvivorsLaw {
    /// The law in force since September 2021, paid from January on.
    pub const fn china_2021() -> Self {
        Self {
            grants_from: Month::new(2021, 1),
            funeral_months: 2,
            months_to_15_years: [3, 6, 9],
            months_per_further_year: 1,
            years_at_most: 30,
            less_per_year_of_pension: 1,
            retiree_at_least: 9,
        }
    }

    /// The funeral grant.
    pub const fn funeral_grant(&self, income: MonthlyMoney) -> Money {
        income.for_months(self.funeral_months)
    }

    /// n: how many months of income the lump sum is worth.
    pub fn lump_sum_months(&self, contributed: i32, in_payment: Option<i32>) -> i32 {
        let years = contributed / 12;
        let [below_5, below_10, to_15] = self.months_to_15_years;
        let earned = match years {
            ..5 => below_5,
            5..10 => below_10,
            _ => to_15 + self.months_per_further_year * (years.min(self.years_at_most) - 15).max(0),
        };
        in_payment
            .map_or(earned, |paid| (earned - self.less_per_year_of_pension * (paid / 12)).max(self.retiree_at_least))
    }

    /// The lump sum to the survivors.
    pub fn lump_sum(&self, income: MonthlyMoney, contributed: i32, in_payment: Option<i32>) -> Money {
        income.for_months(self.lump_sum_months(contributed, in_payment))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAW: SurvivorsLaw = SurvivorsLaw::china_2021();

    #[test]
    fn the_months_step_at_5_10_16_and_30_full_years() {
        let months = [0, 59, 60, 119, 120, 15 * 12, 15 * 12 + 11, 16 * 12, 30 * 12, 40 * 12];
        let worth = months.map(|m| LAW.lump_sum_months(m, None));
        assert_eq!(worth, [3, 3, 6, 6, 9, 9, 9, 10, 24, 24]);
        let retired = [0, 11, 12, 15 * 12, 16 * 12].map(|m| LAW.lump_sum_months(360, Some(m)));
        assert_eq!(retired, [24, 24, 23, 9, 9]);
    }

    /// Of an income of 4,000 a month: two months for the funeral, ten for sixteen years paid.
    #[test]
    fn grants_are_months_of_income() {
        let income = MonthlyMoney::from_yuan(4000.0);
        assert_eq!(LAW.funeral_grant(income), Money::from_yuan(8_000.0));
        assert_eq!(LAW.lump_sum(income, 16 * 12, None), Money::from_yuan(40_000.0));
    }
}
