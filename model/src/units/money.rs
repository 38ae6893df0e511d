//! Money in whole fen.

use super::rounding::{SMALL, by_addition, to_whole};
use super::{Rate, split};
use bitcode::{Decode, Encode};
use serde::Deserialize;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

/// An amount of money in whole fen (1 yuan = 100 fen).
///
/// Sums are exact and do not depend on their order; a product with a [`Rate`] rounds once, half to even. Beyond 92
/// quadrillion yuan they panic.
///
/// ```
/// use fastox_model::units::{Money, Rate};
/// assert_eq!(Money::from_fen(125) * Rate::percent(50.0), Money::from_fen(62));
/// ```
#[derive(Clone, Copy, Debug, Decode, Default, Deserialize, Encode, Eq, Ord, PartialEq, PartialOrd)]
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
        Self(to_whole(yuan * 100.0))
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
    #[inline]
    pub fn times_ratio(self, numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        if let (Some(product), 1..HALF) = (self.0.checked_mul(numerator), denominator) {
            return Self(nearest(product, denominator));
        }
        self.times_wide_ratio(numerator, denominator)
    }

    /// The same where the product does not fit 64 bits, or the denominator may be below zero.
    #[cold]
    #[inline(never)]
    fn times_wide_ratio(self, numerator: i64, denominator: i64) -> Self {
        // An estimate to less than half the denominator is kept if the exact difference, which does not wrap, proves it.
        let estimate = self.0 as f64 * (numerator as f64 / denominator as f64);
        if estimate.abs() < SMALL && (1..HALF / 2).contains(&denominator) {
            let whole = by_addition(estimate);
            let left = self.0.wrapping_mul(numerator).wrapping_sub(whole.wrapping_mul(denominator));
            if is_within(left, (denominator - 1) / 2) {
                return Self(whole);
            }
        }
        let wide = round_half_even(i128::from(self.0) * i128::from(numerator), i128::from(denominator));
        Self(held(i64::try_from(wide).ok()))
    }

    /// So many times the amount.
    #[must_use]
    pub const fn times(self, times: i64) -> Self {
        Self(held(self.0.checked_mul(times)))
    }

    /// Shares the amount in proportion to the weights and loses no fen: the parts are rounded down
    /// and what is left goes to the largest remainders, first come first served among equals.
    /// With no weight at all, nothing can be shared and every part is zero.
    #[must_use]
    pub fn split_by<const N: usize>(self, weights: &[i64; N]) -> [Self; N] {
        split(self.0, weights).map(Self)
    }
}

/// Twice a remainder of less than this fits 64 bits.
const HALF: i64 = 1 << 62;

/// Whether a number is at most so far from zero. Its sign, which no processor foresees, is no jump.
#[inline]
const fn is_within(number: i64, most: i64) -> bool {
    number.wrapping_add(most) as u64 <= 2 * most as u64
}

/// Half to even.
#[inline]
fn nearest(numerator: i64, denominator: i64) -> i64 {
    let (floor, twice) = (numerator.div_euclid(denominator), 2 * numerator.rem_euclid(denominator));
    floor + i64::from(twice > denominator || (twice == denominator && floor & 1 == 1))
}

/// What a sum beyond 64 bits panics with: then values of the input grew too far, and a program can say so.
pub const TOO_LARGE: &str = "a sum of money beyond 92 quadrillion yuan";

/// A sum that fits 64 bits; the ranges of the parameters keep every sum of a run far below.
pub(super) const fn held(sum: Option<i64>) -> i64 {
    sum.expect(TOO_LARGE)
}

fn round_half_even(numerator: i128, denominator: i128) -> i128 {
    let (n, d) = if denominator < 0 { (-numerator, -denominator) } else { (numerator, denominator) };
    let floor = n.div_euclid(d);
    let twice = 2 * n.rem_euclid(d);
    let up = twice > d || (twice == d && floor.rem_euclid(2) == 1);
    floor + i128::from(up)
}

impl Mul<Rate> for Money {
    type Output = Self;
    #[inline]
    fn mul(self, rate: Rate) -> Self {
        // An estimate to less than half a fen is kept if the exact difference, which does not wrap, proves it, and one to
        // half a fen if it is even.
        let estimate = self.0 as f64 * (rate.billionths() as f64 * 1e-9);
        if estimate.abs() < SMALL {
            let whole = by_addition(estimate);
            let left = (self.0.wrapping_mul(rate.billionths())).wrapping_sub(whole.wrapping_mul(1_000_000_000));
            if is_within(left, 500_000_000 - (whole & 1)) {
                return Self(whole);
            }
            if left.unsigned_abs() == 500_000_000 {
                return half_even(whole, left);
            }
        }
        self.times_billionths(rate.billionths())
    }
}

/// The even neighbour of a half that an estimate rounded to the odd one, which `left` tells the side of.
#[cold]
#[inline(never)]
const fn half_even(whole: i64, left: i64) -> Money {
    Money(whole + (whole & 1) * left.signum())
}

impl Money {
    /// Whole billions apart, both products fit 64 bits: the same as `times_ratio`, without wide division.
    #[cold]
    #[inline(never)]
    fn times_billionths(self, billionths: i64) -> Self {
        let (billions, rest) = (self.0.div_euclid(1_000_000_000), self.0.rem_euclid(1_000_000_000));
        let floor = held(billions.checked_mul(billionths));
        Self(held(floor.checked_add(nearest(rest * billionths, 1_000_000_000))))
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(held(self.0.checked_add(other.0)))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(held(self.0.checked_sub(other.0)))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(held(self.0.checked_neg()))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
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
        yuan.map(Self::from_yuan).ok_or_else(|| format!("`{text}` is no amount; write it as `\"1,680,000 yuan\"`"))
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
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_does_not_fit_stops_and_never_wraps() {
        let most = Money::from_fen(i64::MAX);
        let stops = |sum: fn(Money) -> Money| std::panic::catch_unwind(|| sum(most)).is_err();
        assert!(stops(|most| most + Money::from_fen(1)) && stops(|most| Money::ZERO - most - Money::from_fen(2)));
        assert!(
            stops(|most| most.times(2))
                && stops(|most| most.times_ratio(3, 2))
                && stops(|most| most * Rate::percent(101.0))
        );
        assert!(stops(|_| -Money::from_fen(i64::MIN)));
        assert_eq!(most.times_ratio(2, 2), most);
    }

    #[test]
    fn rounds_half_to_even() {
        assert_eq!(Money::from_fen(125) * Rate::percent(50.0), Money::from_fen(62));
        assert_eq!(Money::from_fen(127) * Rate::percent(50.0), Money::from_fen(64));
        assert_eq!(Money::from_fen(-125) * Rate::percent(50.0), Money::from_fen(-62));
    }

    /// Large products with a rate that binary digits do not hold are estimated to either neighbour of a half.
    #[test]
    fn a_half_is_even_whatever_the_estimate_says() {
        let numbers = (0..52).flat_map(|bits| (0..40).map(move |more| 10 * ((1_i64 << bits) / 10 + more) + 5));
        for fen in numbers.flat_map(|fen| [fen, -fen]) {
            for percent in [10, 30, 70, 90] {
                let exact = round_half_even(i128::from(fen) * percent, 100);
                let found = Money::from_fen(fen) * Rate::percent(percent as f64);
                assert_eq!(i128::from(found.fen()), exact, "{fen} fen, {percent} %");
            }
        }
    }

    proptest! {
        #[test]
        fn a_rate_is_a_ratio_to_a_billion(amount in any_whole().prop_map(|whole| whole / 8), rate in 0i64..=4_000_000_000) {
            let by_rate = Money::from_fen(amount) * Rate::from_f64(rate as f64 / 1e9);
            prop_assert_eq!(by_rate, Money::from_fen(amount).times_ratio(rate, 1_000_000_000));
        }

        #[test]
        fn a_narrow_ratio_rounds_as_a_wide_one(amount in any_whole(), numerator in any_whole(), denominator in any_whole()) {
            let wide = i128::from(amount) * i128::from(numerator);
            prop_assume!(denominator != 0 && (wide / i128::from(denominator)).abs() < 1 << 62);
            let expected = round_half_even(wide, i128::from(denominator));
            prop_assert_eq!(i128::from(Money::from_fen(amount).times_ratio(numerator, denominator).fen()), expected);
        }
    }

    /// Whole numbers of every size and either sign, and those beside a power of two.
    pub(in crate::units) fn any_whole() -> impl Strategy<Value = i64> {
        let beside = (0..63u32, -2..=2i64).prop_map(|(bits, more)| (1i64 << bits).wrapping_add(more));
        let size = (any::<i64>(), 0..64u32).prop_map(|(whole, bits)| whole >> bits);
        prop_oneof![size, beside, -40..40i64]
    }
}
