//! The point where an answer turns, by bisection.

/// Halves the bracket so many times towards the point above which `above` holds; its middle at the end. The bracket is
/// the caller's to check: where the answer does not turn within it, what comes out is one of its ends.
pub fn turning_point(
    (mut low, mut high): (f64, f64),
    halvings: u32,
    above: impl Fn(f64) -> bool,
) -> f64 {
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
    use super::turning_point;

    #[test]
    fn the_root_of_two_is_found() {
        let root = turning_point((0.0, 2.0), 60, |x| x * x > 2.0);
        assert!((root - std::f64::consts::SQRT_2).abs() < 1e-15, "{root}");
    }

    #[test]
    fn an_answer_that_does_not_turn_gives_an_end() {
        assert!((turning_point((0.0, 2.0), 60, |_| true) - 0.0).abs() < 1e-15);
        assert!((turning_point((0.0, 2.0), 60, |_| false) - 2.0).abs() < 1e-15);
    }
}
