//! A mean or a share, where somebody stands behind it.

/// `part` ÷ `whole`, nothing where `whole` is not above zero: a mean over nobody is no zero.
///
/// ```
/// use fastox_model::units::ratio;
/// assert_eq!((ratio(3.0, 2.0), ratio(0.0, 0.0)), (Some(1.5), None));
/// ```
pub fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}
