//! Shares in whole numbers, by largest remainders.

use super::rounding::by_addition;

/// Shares a whole number in proportion to the weights and loses nothing; see [`super::Money::split_by`].
pub fn split<const N: usize>(amount: i64, weights: &[i64; N]) -> [i64; N] {
    if amount == 0 {
        return [0; N];
    }
    // Within these bounds the estimate below is at most 17 off, and 17 totals fit 63 bits.
    let (bits, total) = bits_and_total(weights);
    if N <= 64 && bits < 1 << 57 && amount.unsigned_abs() < 1 << 55 && total < 1 << 58 {
        return split_narrow(amount, weights, total);
    }
    split_wide(amount, weights)
}

/// The bits that any weight has, and their sum if that fits: a loop of unknown length, since one of known length is written
/// out and runs short of registers.
#[inline(never)]
fn bits_and_total(weights: &[i64]) -> (u64, i64) {
    weights.iter().fold((0, 0_i64), |(bits, total), weight| (bits | *weight as u64, total.wrapping_add(*weight)))
}

/// One division for all parts: each is estimated by the reciprocal of the total, and its exact remainder corrects it.
#[inline]
fn split_narrow<const N: usize>(amount: i64, weights: &[i64; N], total: i64) -> [i64; N] {
    if amount == total {
        return *weights;
    }
    if total == 0 {
        return [0; N];
    }
    if amount.unsigned_abs() < 1 << 51 {
        // Of a whole number this may be one too low.
        return split_by_estimate(amount, weights, total, |part| by_addition(part - 0.5));
    }
    split_by_estimate(amount, weights, total, |part| part as i64)
}

/// Corrects what `whole` makes of each estimated part; it may be some units off.
#[inline(always)]
fn split_by_estimate<const N: usize>(
    amount: i64,
    weights: &[i64; N],
    total: i64,
    whole: impl Fn(f64) -> i64,
) -> [i64; N] {
    let (mut parts, mut remainders) = ([0; N], [0; N]);
    let (per_weight, mut left) = (amount as f64 / total as f64, amount);
    for ((weight, to), of) in weights.iter().zip(&mut parts).zip(&mut remainders) {
        let mut part = whole(*weight as f64 * per_weight);
        // Both products may wrap; their difference does not.
        let mut remainder = amount.wrapping_mul(*weight).wrapping_sub(part.wrapping_mul(total));
        if remainder as u64 >= total as u64 {
            (part, remainder) = corrected(part, remainder, total);
        }
        (*to, *of) = (part, remainder);
        left -= part;
    }
    if left > 0 {
        round_up(&mut parts, &remainders, total, left as usize);
    }
    parts
}

/// A part that was some units off, and its exact remainder.
#[cold]
#[inline(never)]
const fn corrected(part: i64, remainder: i64, total: i64) -> (i64, i64) {
    (part + remainder.div_euclid(total), remainder.rem_euclid(total))
}

/// Adds one to the parts with so many of the largest remainders, the first among equals: to all whose remainder lies in
/// a higher thirty-second of the total than the last of them, and then to the largest within that one.
#[inline]
fn round_up<const N: usize>(parts: &mut [i64; N], remainders: &[i64; N], total: i64, mut many: usize) {
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
    for (i, (part, remainder)) in parts.iter_mut().zip(remainders).enumerate() {
        let class = class(*remainder);
        *part += i64::from(class > last);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::money::tests::any_whole;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_split_loses_no_fen(amount in any_whole(), weights in any_weights()) {
            let expected = if weights.iter().all(|weight| *weight == 0) { 0 } else { amount };
            prop_assert_eq!(split(amount, &weights).iter().sum::<i64>(), expected);
        }

        #[test]
        fn a_split_is_that_of_a_sort_by_exact_remainders(amount in any_whole(), weights in any_weights()) {
            prop_assert_eq!(split(amount, &weights), sorted_split(amount, &weights));
            prop_assert_eq!(split_wide(amount, &weights), sorted_split(amount, &weights));
        }
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
        let mut parts: Vec<i64> = weights.iter().map(|w| product(w).div_euclid(total) as i64).collect();
        let left = amount - parts.iter().sum::<i64>();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|&i| (-product(&weights[i]).rem_euclid(total), i));
        for i in order.into_iter().take(left as usize) {
            parts[i] += 1;
        }
        parts.try_into().expect("a part for each weight")
    }
}
