//! Whole numbers from floating-point ones: by an addition where it is exact, since a cast takes three times as long.

/// 1.5 · 2⁵²: what is added to it is rounded to a whole number, half to even, in the last bits.
const WHOLE: f64 = 6_755_399_441_055_744.0;
/// Below 2⁵⁰ an error of a relative 2⁻⁵² is less than half of one.
pub(super) const SMALL: f64 = 1_125_899_906_842_624.0;

/// The nearest whole number to one of less than 2⁵¹, half to even.
#[inline(always)]
pub(super) fn by_addition(number: f64) -> i64 {
    (number + WHOLE).to_bits().wrapping_sub(WHOLE.to_bits()) as i64
}

/// The nearest whole number, half to even; the nearest there is to a number beyond 64 bits.
#[inline]
pub(super) fn to_whole(number: f64) -> i64 {
    if number.abs() < SMALL { by_addition(number) } else { libm::rint(number) as i64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_addition_rounds_as_a_cast_of_rint(number in -2e15..2e15f64, near in -1e3..1e3f64) {
            for number in [number, near, near.round() + 0.5, 0.0, -0.5, f64::NAN, f64::INFINITY, -1e300] {
                prop_assert_eq!(to_whole(number), libm::rint(number) as i64);
            }
        }
    }
}
