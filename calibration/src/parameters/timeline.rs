//! A dated number: each value applies from its month until the next.

use super::change::Change;
use fastox_model::units::{Month, Year};

/// Dated values in the order of their months; never empty.
///
/// Before its first month a timeline has its first value: histories reach further back than sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    values: Vec<(Month, f64)>,
    /// Beside each value: what put it in, if it does not stand in a parameter file.
    set: Vec<Option<Change>>,
}

impl Timeline {
    /// These values, put in order. `None` if there are none.
    pub fn new(mut values: Vec<(Month, f64)>) -> Option<Self> {
        values.sort_by_key(|(month, _)| *month);
        let set = vec![None; values.len()];
        (!values.is_empty()).then_some(Self { values, set })
    }

    /// The values of these changes, put in order. `None` if there are none.
    pub(super) fn of_changes(mut changes: Vec<Change>) -> Option<Self> {
        changes.sort_by_key(Change::from);
        let values = changes.iter().map(|change| (change.from(), change.value())).collect();
        let set = changes.into_iter().map(Some).collect();
        Some(Self { values, set }).filter(|path| !path.values.is_empty())
    }

    /// One value for all time.
    pub fn constant(value: f64) -> Self {
        Self { values: vec![(START, value)], set: vec![None] }
    }

    /// Whether it has the value of another in every month.
    pub fn is_like(&self, other: &Self) -> bool {
        let same = |month: Month| self.at(month).to_bits() == other.at(month).to_bits();
        same(START) && self.values.iter().chain(&other.values).all(|(month, _)| same(*month))
    }

    /// Its dated values.
    pub fn values(&self) -> &[(Month, f64)] {
        &self.values
    }

    /// Its changes.
    pub(super) fn changes(&self) -> impl Iterator<Item = &Change> {
        self.set.iter().flatten()
    }

    /// Whether it is one value for all time.
    pub fn is_constant(&self) -> bool {
        matches!(self.values.as_slice(), [(START, _)])
    }

    fn place(&self, month: Month) -> usize {
        self.values.partition_point(|(from, _)| *from <= month).saturating_sub(1)
    }

    /// The value in force in this month, and since when.
    pub fn in_force(&self, month: Month) -> (Month, f64) {
        self.values[self.place(month)]
    }

    /// The value in force in this month.
    pub fn at(&self, month: Month) -> f64 {
        self.in_force(month).1
    }

    /// The change that is in force in this month, if its value does not stand in a parameter file.
    pub(super) fn change_at(&self, month: Month) -> Option<&Change> {
        self.set[self.place(month)].as_ref()
    }

    /// The mean of the twelve months of a year.
    pub fn year_mean(&self, year: Year) -> f64 {
        if let [(_, only)] = self.values[..] {
            return only;
        }
        let months: [f64; 12] = std::array::from_fn(|month| self.at(Month::new(year, month as i32 + 1)));
        mean(&months)
    }

    /// This timeline until `later` begins, then `later`.
    #[must_use]
    pub fn followed_by(&self, later: &Self) -> Self {
        let before = self.values.partition_point(|(from, _)| *from < later.values[0].0);
        Self {
            values: [&self.values[..before], &later.values].concat(),
            set: [&self.set[..before], &later.set].concat(),
        }
    }

    /// As it was known in a month: the path of the file, changed by what begins no later. What only says what the file
    /// says until the next change is none.
    pub(super) fn known_in(&self, month: Month, filed: &Self) -> Self {
        let changes: Vec<&Change> = self.changes().collect();
        let ends = changes.iter().skip(1).map(|next| Some(next.from())).chain([None]);
        let said = changes.iter().zip(ends).skip_while(|(change, end)| filed.says(change, *end));
        let begun = said.map(|(change, _)| *change).filter(|change| change.from() <= month).cloned();
        Self::of_changes(begun.collect()).map_or_else(|| filed.clone(), |begun| filed.followed_by(&begun))
    }

    /// Whether it has the value of a change from its month to an end.
    fn says(&self, change: &Change, end: Option<Month>) -> bool {
        let same = |value: f64| value.to_bits() == change.value().to_bits();
        let later = self.values.iter().filter(|(from, _)| *from > change.from());
        same(self.at(change.from()))
            && later.into_iter().all(|(from, value)| end.is_some_and(|end| *from >= end) || same(*value))
    }
}

/// The mean of months, of which there is at least one; an unchanged value comes back as it was written, without the
/// rounding of a mean.
pub(super) fn mean(months: &[f64]) -> f64 {
    if months.iter().all(|value| value.to_bits() == months[0].to_bits()) {
        return months[0];
    }
    months.iter().sum::<f64>() / months.len() as f64
}

/// The date of a value without one; earlier than any date a file may give.
pub(super) const START: Month = Month::new(1800, 1);

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
