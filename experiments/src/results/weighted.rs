//! Quantiles and shares of values that have weights.

/// The smallest value with at least a share `q` of the weight at or below it; values that are missing stand last. None
/// if it is missing, or if there is no value.
///
/// ```text
/// x_q = min { x : Σ weight of values ≤ x ≥ q · Σ weight }
/// ```
pub fn quantile(values: &[(Option<f64>, f64)], q: f64) -> Option<f64> {
    let mut values = values.to_vec();
    let or_last = |value: &Option<f64>| value.unwrap_or(f64::INFINITY);
    values.sort_by(|a, b| or_last(&a.0).total_cmp(&or_last(&b.0)));
    let whole: f64 = values.iter().map(|(_, weight)| weight).sum();
    let mut below = 0.0;
    // A hair less, so that sums which should meet the share do.
    let wanted = whole * q * (1.0 - 1e-12);
    let found = values.into_iter().find(|(_, weight)| {
        below += weight;
        below >= wanted
    });
    found?.0
}

/// The share of the weight of values for which something holds; none if there is no weight.
pub fn share(values: &[(Option<f64>, f64)], holds: impl Fn(f64) -> bool) -> Option<f64> {
    let known = values.iter().filter_map(|(value, weight)| Some((value.as_ref()?, weight)));
    let (holding, whole) = known.fold((0.0, 0.0), |(holding, whole), (value, weight)| {
        (if holds(*value) { holding + weight } else { holding }, whole + weight)
    });
    (whole > 0.0).then(|| holding / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_and_never_is_the_latest_year() {
        let values = |n: u32| (1..=n).map(|x| (Some(f64::from(x)), 1.0)).collect::<Vec<_>>();
        let ends = |values: &[(Option<f64>, f64)]| [0.05, 0.5, 0.95].map(|q| quantile(values, q));
        assert_eq!(ends(&values(20)), [1.0, 10.0, 19.0].map(Some));
        assert_eq!(ends(&values(200)), [10.0, 100.0, 190.0].map(Some));
        assert_eq!(ends(&values(1)), [1.0; 3].map(Some));
        let years = [(None, 1.0), (Some(2060.0), 1.0), (Some(2050.0), 1.0)];
        assert_eq!(ends(&years), [Some(2050.0), Some(2060.0), None]);
        assert_eq!(ends(&[]), [None; 3]);
    }

    /// A weight of three is three values.
    #[test]
    fn a_weight_stands_for_as_many_values() {
        let weighed = [(Some(1.0), 3.0), (Some(2.0), 1.0)];
        assert_eq!(quantile(&weighed, 0.75), Some(1.0));
        assert_eq!(quantile(&weighed, 0.76), Some(2.0));
        assert_eq!(share(&weighed, |value| value < 1.5), Some(0.75));
        assert_eq!(share(&[(None, 1.0)], |_| true), None);
    }
}
