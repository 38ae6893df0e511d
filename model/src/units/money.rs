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
    #[inline]
    pub fn times_ratio(self, numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        if let (Some(product), 1..HALF) = (self.0.checked_mul(numerator), denominator) {
            return Self(nearest(product, denominator));
        }
        Self(round_half_even(i128::from(self.0) * i128::from(numerator), i128::from(denominator)))
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

/// Half to even.
#[inline]
fn nearest(numerator: i64, denominator: i64) -> i64 {
    let (floor, twice) = (numerator.div_euclid(denominator), 2 * numerator.rem_euclid(denominator));
    floor + i64::from(twice > denominator || (twice == denominator && floor & 1 == 1))
}

/// Shares a whole number in proportion to the weights and loses nothing; see [`Money::split_by`].
pub fn split<const N: usize>(amount: i64, weights: &[i64; N]) -> [i64; N] {
    // Within these bounds the estimate below is at most 17 off, and 17 totals fit 63 bits.
    let bits = weights.iter().fold(0, |all, weight| all | *weight as u64);
    if N <= 64 && bits < 1 << 57 && amount.unsigned_abs() < 1 << 55 {
        let total: i64 = weights.iter().sum();
        if total < 1 << 58 {
            return split_narrow(amount, weights, total);
        }
    }
    split_wide(amount, weights)
}

/// One division for all parts: each is estimated by the reciprocal of the total, and its exact remainder corrects it.
#[inline]
fn split_narrow<const N: usize>(amount: i64, weights: &[i64; N], total: i64) -> [i64; N] {
    if amount == total {
        return *weights;
    }
    let (mut parts, mut remainders) = ([0; N], [0; N]);
    if total == 0 || amount == 0 {
        return parts;
    }
    let (per_weight, mut left) = (amount as f64 / total as f64, amount);
    for i in 0..N {
        let mut part = (weights[i] as f64 * per_weight) as i64;
        // Both products may wrap; their difference does not.
        let mut remainder = amount.wrapping_mul(weights[i]).wrapping_sub(part.wrapping_mul(total));
        if remainder as u64 >= total as u64 {
            part += remainder.div_euclid(total);
            remainder = remainder.rem_euclid(total);
        }
        (parts[i], remainders[i]) = (part, remainder);
        left -= part;
    }
    if left > 0 {
        round_up(&mut parts, &remainders, total, left as usize);
    }
    parts
}

/// Adds one to the parts with so many of the largest remainders, the first among equals: to all whose remainder lies in
/// a higher thirty-second of the total than the last of them, and then to the largest within that one.
#[inline]
fn round_up<const N: usize>(
    parts: &mut [i64; N],
    remainders: &[i64; N],
    total: i64,
    mut many: usize,
) {
    let shift = (64 - total.leading_zeros()).saturating_sub(5);
    let class = |remainder: i64| (remainder >> shift) as usize & 31;
    let mut counts = [0; 32];
    for remainder in remainders {
        counts[class(*remainder)] += 1;
    }
    let mut last = 31;
    while counts[last] < many {
        many -= counts[last];
        last -= 1;
    }
    let (mut within, mut count) = ([0; N], 0);
    for i in 0..N {
        let class = class(remainders[i]);
        parts[i] += i64::from(class > last);
        if class == last {
            within[count] = i;
            count += 1;
        }
    }
    let within = &mut within[..count];
    within.sort_unstable_by_key(|i| (-remainders[*i], *i));
    for i in &within[..many] {
        parts[*i] += 1;
    }
}

/// The same for numbers of any size.
fn split_wide<const N: usize>(amount: i64, weights: &[i64; N]) -> [i64; N] {
    let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if total <= 0 {
        return [0; N];
    }
    let product = |weight: i64| i128::from(amount) * i128::from(weight);
    let mut parts = weights.map(|weight| product(weight).div_euclid(total) as i64);
    let remainders = weights.map(|weight| product(weight).rem_euclid(total));
    let mut order: [usize; N] = std::array::from_fn(|i| i);
    order.sort_unstable_by_key(|i| (-remainders[*i], *i));
    let left = amount - parts.iter().sum::<i64>();
    for i in order.into_iter().take(left as usize) {
        parts[i] += 1;
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
    #[inline]
    fn mul(self, rate: Rate) -> Self {
        // An estimate to less than half a fen is kept if the exact difference, which does not wrap, proves it.
        let estimate = self.0 as f64 * (rate.billionths() as f64 * 1e-9);
        if estimate.abs() < SMALL {
            let whole = (estimate + WHOLE).to_bits().wrapping_sub(WHOLE.to_bits()) as i64;
            let left = (self.0.wrapping_mul(rate.billionths()))
                .wrapping_sub(whole.wrapping_mul(1_000_000_000));
            if left.unsigned_abs() < 500_000_000 {
                return Self(whole);
            }
        }
        self.times_billionths(rate.billionths())
    }
}

/// Below 2⁵⁰ an estimate is less than half off.
const SMALL: f64 = 1_125_899_906_842_624.0;
/// 1.5 · 2⁵²: what is added to it is rounded to a whole number, in the last bits.
const WHOLE: f64 = 6_755_399_441_055_744.0;

impl Money {
    /// Whole billions apart, both products fit 64 bits: the same as `times_ratio`, without wide division.
    fn times_billionths(self, billionths: i64) -> Self {
        let (billions, rest) = (self.0.div_euclid(1_000_000_000), self.0.rem_euclid(1_000_000_000));
        Self(billions * billionths + nearest(rest * billionths, 1_000_000_000))
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
        fn a_rate_is_a_ratio_to_a_billion(amount in any_whole().prop_map(|whole| whole / 8), rate in 0i64..=4_000_000_000) {
            let by_rate = Money::from_fen(amount) * Rate::from_f64(rate as f64 / 1e9);
            prop_assert_eq!(by_rate, Money::from_fen(amount).times_ratio(rate, 1_000_000_000));
        }

        #[test]
        fn a_narrow_ratio_rounds_as_a_wide_one(amount in any_whole(), numerator in any_whole(), denominator in any_whole()) {
            let wide = i128::from(amount) * i128::from(numerator);
            prop_assume!(denominator != 0 && (wide / i128::from(denominator)).abs() < 1 << 62);
            let expected = round_half_even(wide, i128::from(denominator));
            prop_assert_eq!(Money::from_fen(amount).times_ratio(numerator, denominator).fen(), expected);
        }

        #[test]
        fn a_split_loses_no_fen(amount in any_whole(), weights in any_weights()) {
            let parts = Money::from_fen(amount).split_by(&weights);
            let sum: Money = parts.iter().copied().sum();
            let expected = if weights.iter().all(|weight| *weight == 0) { 0 } else { amount };
            prop_assert_eq!(sum.fen(), expected);
        }

        #[test]
        fn a_split_is_that_of_a_sort_by_exact_remainders(amount in any_whole(), weights in any_weights()) {
            prop_assert_eq!(split(amount, &weights), sorted_split(amount, &weights));
            prop_assert_eq!(split_wide(amount, &weights), sorted_split(amount, &weights));
        }
    }

    /// Whole numbers of every size and either sign, and those beside a power of two.
    fn any_whole() -> impl Strategy<Value = i64> {
        let beside =
            (0..63u32, -2..=2i64).prop_map(|(bits, more)| (1i64 << bits).wrapping_add(more));
        let size = (any::<i64>(), 0..64u32).prop_map(|(whole, bits)| whole >> bits);
        prop_oneof![size, beside, -40..40i64]
    }

    /// Thirty-one weights from nothing up, of one size or of all, many of them alike.
    fn any_weights() -> impl Strategy<Value = [i64; 31]> {
        let same_size = (0..63u32).prop_flat_map(|bits| prop::array::uniform31(0..=1i64 << bits));
        let all_sizes = prop::array::uniform31(any_whole().prop_map(|whole| whole.max(0)));
        let alike = prop::array::uniform31((0..3usize).prop_map(|i| [0, 1, 123_456_789_012][i]));
        prop_oneof![same_size, all_sizes, alike, Just([0; 31])]
    }

    /// What a split means: wide remainders, sorted.
    fn sorted_split(amount: i64, weights: &[i64]) -> [i64; 31] {
        let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        if total <= 0 {
            return [0; 31];
        }
        let product = |w: &i64| i128::from(amount) * i128::from(*w);
        let mut parts: Vec<i64> =
            weights.iter().map(|w| product(w).div_euclid(total) as i64).collect();
        let left = amount - parts.iter().sum::<i64>();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|&i| (-product(&weights[i]).rem_euclid(total), i));
        for i in order.into_iter().take(left as usize) {
            parts[i] += 1;
        }
        parts.try_into().expect("a part for each weight")
    }
}
