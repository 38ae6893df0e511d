use super::Rate;
use serde::Deserialize;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

/// An amount of money in whole fen (1 yuan = 100 fen).
///
/// Sums are exact and do not depend on their order; a product with a [`Rate`] rounds once, half to even.
///
/// ```
/// use fastox_model::units::{Money, Rate};
/// assert_eq!(Money::from_fen(125) * Rate::percent(50.0), Money::from_fen(62));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount in whole fen.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// An amount in yuan, to the nearest fen.
    pub fn from_yuan(yuan: f64) -> Self {
        Self(libm::rint(yuan * 100.0) as i64)
    }

    /// Whole fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// Yuan, as analysis tables show them.
    pub fn yuan(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// What is above zero.
    #[must_use]
    pub fn positive(self) -> Self {
        Self(self.0.max(0))
    }

    /// The amount times `numerator / denominator`, rounded once, half to even. Zero if the denominator is zero.
    #[must_use]
    pub fn times_ratio(self, numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        Self(round_half_even(i128::from(self.0) * i128::from(numerator), i128::from(denominator)))
    }

    /// Shares the amount in proportion to the weights and loses no fen: the parts are rounded down
    /// and what is left goes to the largest remainders, first come first served among equals.
    /// With no weight at all, nothing can be shared and every part is zero.
    pub fn split_by(self, weights: &[i64]) -> Vec<Self> {
        split(self.0, weights).into_iter().map(Self).collect()
    }
}

/// Shares a whole number in proportion to the weights and loses nothing; see [`Money::split_by`].
pub fn split(amount: i64, weights: &[i64]) -> Vec<i64> {
    let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    if total <= 0 {
        return vec![0; weights.len()];
    }
    let product = |w: &i64| i128::from(amount) * i128::from(*w);
    let mut parts: Vec<i64> = weights.iter().map(|w| product(w).div_euclid(total) as i64).collect();
    let mut left = amount - parts.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&i| (-product(&weights[i]).rem_euclid(total), i));
    for i in order {
        if left == 0 {
            break;
        }
        parts[i] += 1;
        left -= 1;
    }
    parts
}

fn round_half_even(numerator: i128, denominator: i128) -> i64 {
    let (n, d) =
        if denominator < 0 { (-numerator, -denominator) } else { (numerator, denominator) };
    let floor = n.div_euclid(d);
    let twice = 2 * n.rem_euclid(d);
    let up = twice > d || (twice == d && floor.rem_euclid(2) == 1);
    (floor + i128::from(up)) as i64
}

impl Mul<Rate> for Money {
    type Output = Self;
    fn mul(self, rate: Rate) -> Self {
        // Whole billions apart, both products fit 64 bits: the same as `times_ratio`, without wide division.
        let (billions, rest) = (self.0.div_euclid(1_000_000_000), self.0.rem_euclid(1_000_000_000));
        let part = rest * rate.billionths();
        let (floor, left) = (part.div_euclid(1_000_000_000), part.rem_euclid(1_000_000_000));
        let even = billions * rate.billionths() + floor;
        let up = left > 500_000_000 || (left == 500_000_000 && even.rem_euclid(2) == 1);
        Self(even + i64::from(up))
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl FromStr for Money {
    type Err = String;

    /// Reads an amount as people write it: `"1,680,000 yuan"`; never negative, at most a thousand trillion.
    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.strip_suffix("yuan").map(|n| n.trim().replace(',', ""));
        let yuan = number.and_then(|n| n.parse().ok()).filter(|y| (0.0..=1e15).contains(y));
        yuan.map(Self::from_yuan)
            .ok_or_else(|| format!("`{text}` is no amount; write it as `\"1,680,000 yuan\"`"))
    }
}

impl TryFrom<String> for Money {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02} yuan", self.0 / 100, (self.0 % 100).abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rounds_half_to_even() {
        assert_eq!(Money::from_fen(125) * Rate::percent(50.0), Money::from_fen(62));
        assert_eq!(Money::from_fen(127) * Rate::percent(50.0), Money::from_fen(64));
        assert_eq!(Money::from_fen(-125) * Rate::percent(50.0), Money::from_fen(-62));
    }

    proptest! {
        #[test]
        fn a_rate_is_a_ratio_to_a_billion(amount in -4_000_000_000_000_000_000i64..4_000_000_000_000_000_000, rate in 0i64..1_000_000_000) {
            let by_rate = Money::from_fen(amount) * Rate::from_f64(rate as f64 / 1e9);
            prop_assert_eq!(by_rate, Money::from_fen(amount).times_ratio(rate, 1_000_000_000));
        }

        #[test]
        fn a_split_loses_no_fen(amount in -1_000_000_000_000i64..1_000_000_000_000, weights in prop::collection::vec(0i64..1_000_000_000, 1..40)) {
            let parts = Money::from_fen(amount).split_by(&weights);
            let sum: Money = parts.iter().copied().sum();
            let expected = if weights.iter().sum::<i64>() == 0 { 0 } else { amount };
            prop_assert_eq!(sum.fen(), expected);
        }
    }
}
