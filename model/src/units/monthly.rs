//! Monthly money, finer than a fen.

use super::money::held;
use super::{Money, Rate};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};

/// An amount of money per month, in whole fen: a wage, a contribution base, a pension.
///
/// It does not mix with [`Money`]; [`per_year`](Self::per_year) and [`for_months`](Self::for_months) say for how long.
///
/// ```
/// use fastox_model::units::MonthlyMoney;
/// assert_eq!(MonthlyMoney::from_yuan(3000.5).per_year().yuan(), 36_006.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthlyMoney(i64);

impl MonthlyMoney {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount in whole fen per month.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// An amount in yuan per month, to the nearest fen.
    pub fn from_yuan(yuan: f64) -> Self {
        Self(Money::from_yuan(yuan).fen())
    }

    /// Whole fen per month.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// Yuan per month, as analysis tables show them.
    pub fn yuan(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Twelve months of it: the only bridge to a yearly amount.
    pub const fn per_year(self) -> Money {
        self.for_months(12)
    }

    /// So many months of it.
    pub const fn for_months(self, months: i32) -> Money {
        Money::from_fen(self.0).times(months as i64)
    }

    /// The nearest whole yuan, half up, as contribution bases are set.
    #[must_use]
    pub const fn to_whole_yuan(self) -> Self {
        Self((self.0 + 50).div_euclid(100) * 100)
    }

    /// The next whole tenth of a yuan (见分进角).
    #[must_use]
    pub const fn up_to_jiao(self) -> Self {
        Self((self.0 + 9).div_euclid(10) * 10)
    }

    /// The amount times `numerator / denominator`, rounded once, half to even. Zero if the denominator is zero.
    #[must_use]
    pub fn times_ratio(self, numerator: i64, denominator: i64) -> Self {
        Self(Money::from_fen(self.0).times_ratio(numerator, denominator).fen())
    }
}

impl Mul<Rate> for MonthlyMoney {
    type Output = Self;
    fn mul(self, rate: Rate) -> Self {
        Self((Money::from_fen(self.0) * rate).fen())
    }
}

impl Add for MonthlyMoney {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(held(self.0.checked_add(other.0)))
    }
}

impl Sub for MonthlyMoney {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(held(self.0.checked_sub(other.0)))
    }
}

impl AddAssign for MonthlyMoney {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for MonthlyMoney {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for MonthlyMoney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/month", Money::from_fen(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_becomes_a_year_only_by_twelve() {
        let pension = MonthlyMoney::from_fen(317_576);
        assert_eq!(pension.per_year(), Money::from_fen(3_810_912));
        assert_eq!(pension.for_months(5), Money::from_fen(1_587_880));
    }

    #[test]
    fn bases_round_to_the_yuan_and_some_pensions_up_to_the_jiao() {
        assert_eq!(MonthlyMoney::from_fen(550_980).to_whole_yuan().fen(), 551_000);
        assert_eq!(MonthlyMoney::from_fen(477_516).to_whole_yuan().fen(), 477_500);
        assert_eq!(MonthlyMoney::from_fen(541_254).up_to_jiao().fen(), 541_260);
        assert_eq!(MonthlyMoney::from_fen(541_260).up_to_jiao().fen(), 541_260);
    }
}
