//! Values changed over a span of months, in the nation and in every province alike.

use super::change::Change;
use super::timeline::Timeline;
use super::{Parameters, no_such};
use fastox_model::units::Month;

impl Parameters {
    /// Changes every value of a parameter that is in force from a month until another, or for good: a value without a
    /// date for all time. What comes out is put into the parameter's range.
    ///
    /// Panics if there is no such parameter.
    pub(crate) fn change_values(
        &mut self,
        name: &str,
        source: &str,
        span: (Month, Option<Month>),
        change: impl Fn(f64) -> f64,
    ) {
        let Some(parameter) = self.0.get_mut(name) else { panic!("{}", no_such(name)) };
        parameter.changing(source);
        let (low, high) = parameter.range;
        let change = |value| change(value).clamp(low, high);
        if let Some(path) = &mut parameter.national {
            *path = changed(path, span, change);
        }
        for own in parameter.provinces.values_mut() {
            own.values = changed(&own.values, span, change);
        }
    }

    /// Keeps a change that was made by a shift or a replacement: it acts if its parameter is read at all.
    ///
    /// Panics if there is no such parameter.
    pub(crate) fn note_shift(&mut self, change: Change) {
        let Some(parameter) = self.0.get_mut(change.name()) else { panic!("{}", no_such(change.name())) };
        change.meet(true);
        parameter.changes.push(change);
    }

    /// One value for all time, in the nation and in every province, as an overlay without a date gives it.
    ///
    /// Panics if there is no such parameter.
    pub(crate) fn replace(&mut self, name: &str, source: &str, value: f64) {
        let Some(parameter) = self.0.get_mut(name) else { panic!("{}", no_such(name)) };
        parameter.changing(source);
        parameter.national = Some(Timeline::constant(value));
        for own in parameter.provinces.values_mut() {
            own.values = Timeline::constant(value);
        }
    }
}

fn changed(path: &Timeline, (from, until): (Month, Option<Month>), change: impl Fn(f64) -> f64) -> Timeline {
    if path.is_constant() {
        return Timeline::constant(change(path.at(from)));
    }
    let within = |month: Month| from <= month && until.is_none_or(|until| month < until);
    let mut values: Vec<(Month, f64)> = path.values().to_vec();
    if values.iter().all(|(month, _)| *month != from) {
        values.push((from, path.at(from)));
    }
    // A path without a date at the end of the span goes on there as it was.
    if let Some(end) = until.filter(|end| values.iter().all(|(month, _)| month != end)) {
        values.push((end, path.at(end)));
    }
    for (_, value) in values.iter_mut().filter(|(month, _)| within(*month)) {
        *value = change(*value);
    }
    Timeline::new(values).expect("a path has a value")
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "values come back exactly as they were written")]
mod tests {
    use super::*;

    fn path() -> Timeline {
        let dated = |year, value| (Month::new(year, 1), value);
        Timeline::new(vec![dated(2021, 1.0), dated(2030, 3.0)]).expect("two values")
    }

    #[test]
    fn a_span_is_changed_and_nothing_around_it() {
        let span = (Month::new(2025, 1), Some(Month::new(2028, 1)));
        let new = changed(&path(), span, |value| value + 10.0);
        let at = |year| new.at(Month::new(year, 1));
        assert_eq!([2021, 2024, 2025, 2027, 2028, 2030].map(at), [1.0, 1.0, 11.0, 11.0, 1.0, 3.0]);
    }

    #[test]
    fn without_an_end_all_later_values_change() {
        let new = changed(&path(), (Month::new(2025, 1), None), |value| 2.0 * value);
        let at = |year| new.at(Month::new(year, 1));
        assert_eq!([2020, 2024, 2025, 2030].map(at), [1.0, 1.0, 2.0, 6.0]);
        let all = changed(&Timeline::constant(1.0), (Month::new(2025, 1), None), |value| value + 1.0);
        assert!(all.is_constant() && all.at(Month::new(1990, 1)) == 2.0);
    }
}
