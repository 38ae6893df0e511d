//! A dated number: each value applies from its month until the next.

use fastox_model::units::{Month, Year};

/// Dated values in the order of their months; never empty.
///
/// Before its first month a timeline has its first value: histories reach further back than sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline(Vec<(Month, f64)>);

impl Timeline {
    /// These values, put in order. `None` if there are none.
    pub fn new(mut values: Vec<(Month, f64)>) -> Option<Self> {
        values.sort_by_key(|(month, _)| *month);
        (!values.is_empty()).then_some(Self(values))
    }

    /// One value for all time.
    pub fn constant(value: f64) -> Self {
        Self(vec![(START, value)])
    }

    /// Its dated values.
    pub fn values(&self) -> &[(Month, f64)] {
        &self.0
    }

    /// Whether it is one value for all time.
    pub fn is_constant(&self) -> bool {
        matches!(self.0.as_slice(), [(START, _)])
    }

    /// The value in force in this month, and since when.
    pub fn in_force(&self, month: Month) -> (Month, f64) {
        let after = self.0.partition_point(|(from, _)| *from <= month);
        self.0[after.saturating_sub(1)]
    }

    /// The value in force in this month.
    pub fn at(&self, month: Month) -> f64 {
        self.in_force(month).1
    }

    /// The mean of the twelve months of a year.
    pub fn year_mean(&self, year: Year) -> f64 {
        let first = self.at(Month::new(year, 1));
        let months: Vec<f64> = (1..=12).map(|month| self.at(Month::new(year, month))).collect();
        // An unchanged value comes back as it was written, without the rounding of a mean.
        if months.iter().all(|value| value.to_bits() == first.to_bits()) {
            return first;
        }
        months.iter().sum::<f64>() / 12.0
    }

    /// This timeline until `later` begins, then `later`.
    #[must_use]
    pub fn followed_by(&self, later: &Self) -> Self {
        let takes_over = later.0[0].0;
        let before = self.0.iter().filter(|(from, _)| *from < takes_over);
        Self(before.chain(&later.0).copied().collect())
    }
}

/// The date of a value without one; earlier than any date a file may give.
const START: Month = Month::new(1800, 1);

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "values come back exactly as they were written")]
mod tests {
    use super::*;

    fn rate() -> Timeline {
        let values = vec![(Month::new(2019, 5), 0.16), (Month::new(1997, 1), 0.20)];
        Timeline::new(values).expect("two values")
    }

    #[test]
    fn a_value_applies_until_the_next() {
        assert_eq!(rate().at(Month::new(2019, 4)), 0.20);
        assert_eq!(rate().at(Month::new(2019, 5)), 0.16);
        assert_eq!(rate().at(Month::new(2075, 1)), 0.16);
        assert_eq!(rate().at(Month::new(1990, 1)), 0.20);
    }

    #[test]
    fn a_year_mean_weighs_the_months() {
        let mean = (4.0 * 0.20 + 8.0 * 0.16) / 12.0;
        assert!((rate().year_mean(2019) - mean).abs() < 1e-15);
        assert_eq!(rate().year_mean(2020), 0.16);
    }

    #[test]
    fn what_follows_takes_over_from_its_first_month() {
        let later = Timeline::new(vec![(Month::new(2018, 1), 0.18)]).expect("one value");
        let both = rate().followed_by(&later);
        assert_eq!(both.at(Month::new(2017, 12)), 0.20);
        assert_eq!(both.at(Month::new(2020, 1)), 0.18);
        assert!(rate().followed_by(&Timeline::constant(0.1)).is_constant());
    }
}
