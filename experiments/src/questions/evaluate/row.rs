//! A row: every headline of a world, and what outside tools match and analyse besides.

use crate::results::headlines::Headline;
use crate::results::series::Series;
use std::collections::BTreeMap;

/// The numbers of a world by name, in the order of the columns; one that the run does not reach is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Row(Vec<(String, Option<f64>)>);

impl Row {
    /// The numbers of a world.
    pub fn of(series: &Series) -> Self {
        Self(Headline::of_one_world().map(|h| (h.name.to_owned(), h.value(series))).collect())
    }

    /// The number of this name, if the run reaches it.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(known, _)| known == name).and_then(|(_, value)| *value)
    }

    /// These numbers, and each less that of another world, as `vs_<name>`.
    #[must_use]
    pub fn against(mut self, other: &Self) -> Self {
        let pairs = self.0.iter().zip(&other.0);
        let differences: Vec<_> =
            pairs.map(|((name, a), (_, b))| (format!("vs_{name}"), a.zip(*b).map(|(a, b)| a - b))).collect();
        self.0.extend(differences);
        self
    }

    /// One line of CSV, after one of names if it is wanted; a missing number is an empty cell.
    pub fn to_csv(&self, header: bool) -> String {
        let names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        let number = |value: &Option<f64>| value.map(|v| v.to_string()).unwrap_or_default();
        let values: Vec<String> = self.0.iter().map(|(_, value)| number(value)).collect();
        let head = if header { names.join(",") + "\n" } else { String::new() };
        head + &values.join(",") + "\n"
    }

    /// The numbers by name.
    pub fn to_map(&self) -> BTreeMap<&str, Option<f64>> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_written_with_gaps_and_differences() {
        let row = |a, b| Row(vec![("a".to_owned(), a), ("b".to_owned(), b)]);
        let found = row(Some(0.1), None).against(&row(Some(-0.4), Some(1.0)));
        assert_eq!(found.to_csv(true), "a,b,vs_a,vs_b\n0.1,,0.5,\n");
        assert_eq!(found.to_csv(false), "0.1,,0.5,\n");
        assert_eq!(found.get("vs_a"), Some(0.5));
    }
}
