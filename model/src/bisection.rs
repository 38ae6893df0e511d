//! Roots by bisection.

/// Halves the bracket so many times towards the point above which `above` holds; its middle at the end. The bracket is
/// the caller's to check: its ends rise, and without such a point inside, what comes out is one of them.
pub fn bisect([mut low, mut high]: [f64; 2], halvings: u32, above: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..halvings {
        let middle = 0.5 * (low + high);
        // Between neighbours the middle is one of the ends, and comes out whatever is asked from here on.
        if !(low < middle && middle < high) {
            return middle;
        }
        if above(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::bisect;
    use proptest::prelude::*;

    #[test]
    fn the_root_of_two_is_found() {
        let root = bisect([0.0, 2.0], 60, |x| x * x > 2.0);
        assert!((root - std::f64::consts::SQRT_2).abs() < 1e-15, "{root}");
    }

    /// Every halving is made, also those between neighbours.
    fn halved([mut low, mut high]: [f64; 2], halvings: u32, above: impl Fn(f64) -> bool) -> f64 {
        for _ in 0..halvings {
            let middle = 0.5 * (low + high);
            if above(middle) { high = middle } else { low = middle }
        }
        0.5 * (low + high)
    }

    proptest! {
        #[test]
        fn what_is_left_out_between_neighbours_moves_no_bit(
            low in -10.0..10.0,
            width in prop::sample::select(vec![0.0, 5e-324, 1e-300, 1e-16, 1e-3, 1.0, 30.0]),
            part in 0.0..=1.0,
            halvings in 0_u32..120,
        ) {
            for low in [low, 0.0, -0.0, 1e-310] {
                let (bracket, root) = ([low, low + width], low + part * width);
                for root in [root, low, low + width] {
                    for above in [|x, root| x > root, |x, root| x >= root] {
                        let found = bisect(bracket, halvings, |x| above(x, root));
                        prop_assert_eq!(found.to_bits(), halved(bracket, halvings, |x| above(x, root)).to_bits());
                    }
                }
            }
        }
    }

    #[test]
    fn without_a_root_inside_an_end_comes_out() {
        assert!((bisect([0.0, 2.0], 60, |_| true) - 0.0).abs() < 1e-15);
        assert!((bisect([0.0, 2.0], 60, |_| false) - 2.0).abs() < 1e-15);
    }
}
