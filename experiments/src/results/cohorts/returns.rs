//! Internal rate of return of yearly flows.
//!
//! ```text
//! Σ_t (benefits_t − contributions_t) ÷ (1 + r)^t = 0
//! ```
//! The sum is bracketed between −50 % and 100 % a year and the root found by bisection. It is missing where the bracket
//! holds no change of sign from benefits in excess to contributions in excess: nothing paid, or nothing drawn.

use fastox_model::bisection::bisect;

/// The lowest and the highest rate that are looked at.
const BRACKET: [f64; 2] = [-0.5, 1.0];

/// The yearly rate at which net benefits, one a year in order, are worth nothing.
pub fn internal_rate(net: &[f64]) -> Option<f64> {
    let [low, high] = BRACKET;
    if !(value(net, low) > 0.0 && value(net, high) < 0.0) {
        return None;
    }
    let too_high = |rate| value(net, rate) <= 0.0;
    Some(bisect(BRACKET, 80, too_high))
}

/// The value in the first year, by Horner's scheme.
fn value(net: &[f64], rate: f64) -> f64 {
    let factor = 1.0 / (1.0 + rate);
    net.iter().rev().fold(0.0, |value, net| value * factor + net)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 now for 60.5 in each of the next two years: 100 = 60.5·v + 60.5·v², v = 0.8795…, r = 13.7 %; 121 after two
    /// years is 10 %.
    #[test]
    fn known_streams_have_their_rates() {
        let close = |net: &[f64], rate: f64| {
            assert!((internal_rate(net).expect("a rate") - rate).abs() < 1e-9, "{net:?}");
        };
        close(&[-100.0, 0.0, 121.0], 0.1);
        close(&[-1.0, -1.0, 2.0], 0.0);
        close(&[-100.0, 81.0], -0.19);
        let v = (libm::sqrt(60.5 * 60.5 + 4.0 * 60.5 * 100.0) - 60.5) / (2.0 * 60.5);
        close(&[-100.0, 60.5, 60.5], 1.0 / v - 1.0);
    }

    #[test]
    fn one_sided_streams_have_none() {
        for net in [&[][..], &[0.0, 0.0], &[-1.0, -2.0], &[3.0, 4.0], &[1.0, -1.0]] {
            assert_eq!(internal_rate(net), None, "{net:?}");
        }
    }
}
