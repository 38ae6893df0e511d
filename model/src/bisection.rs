//! Roots by bisection.

/// Halves the bracket so many times towards the point above which `above` holds; its middle at the end. The bracket is
/// the caller's to check: without such a point inside, what comes out is one of its ends.
pub fn bisect([mut low, mut high]: [f64; 2], halvings: u32, above: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..halvings {
        let middle = 0.5 * (low + high);
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

    #[test]
    fn the_root_of_two_is_found() {
        let root = bisect([0.0, 2.0], 60, |x| x * x > 2.0);
        assert!((root - std::f64::consts::SQRT_2).abs() < 1e-15, "{root}");
    }

    #[test]
    fn without_a_root_inside_an_end_comes_out() {
        assert!((bisect([0.0, 2.0], 60, |_| true) - 0.0).abs() < 1e-15);
        assert!((bisect([0.0, 2.0], 60, |_| false) - 2.0).abs() < 1e-15);
    }
}
