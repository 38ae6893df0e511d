//! The columns of a row: every measure of `summary.json`, and what outside tools match and analyse besides.

use super::Lived;
use crate::results::summary::MEASURES;
use std::collections::BTreeMap;

/// A number of a world.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub title: &'static str,
    read: fn(&Lived) -> Option<f64>,
}

macro_rules! columns {
    ($($name:literal, $title:literal, $read:expr;)+) => {
        /// What stands after the measures of `summary.json`.
        pub const COLUMNS: &[Column] = &[$(Column { name: $name, title: $title, read: $read },)+];
    };
}

columns! {
    "retirees_per_insured_2035", "retirees per in-service insured 2035, both funds",
        |w| w.years.at(2035, |y| y.retirees / y.insured);
    "retirees_per_insured_2050", "retirees per in-service insured 2050, both funds",
        |w| w.years.at(2050, |y| y.retirees / y.insured);
    "contributors_2035", "persons who paid at least a month 2035, both funds",
        |w| w.years.at(2035, |y| y.payers);
    "contributors_2050", "persons who paid at least a month 2050, both funds",
        |w| w.years.at(2050, |y| y.payers);
    "benefits_2035_gdp_share", "benefits of the enterprise fund 2035, of GDP",
        |w| w.years.at(2035, |y| y.benefits_gdp);
    "benefits_2050_gdp_share", "benefits of the enterprise fund 2050, of GDP",
        |w| w.years.at(2050, |y| y.benefits_gdp);
    "central_burden_to_2050_gdp_share", "central burden 2022 to 2050, of GDP, both as present values",
        |w| w.years.ratio_to(2050, |y| y.burden_present, |y| y.gdp_present);
    "transfers_2035_gdp_share", "transfers received 2035, of GDP",
        |w| w.years.at(2035, |y| y.transfers_gdp);
    "transfers_2022_current_yuan", "transfers received 2022, current prices",
        |w| w.years.at(2022, |y| y.transfers);
    "transfers_2023_current_yuan", "transfers received 2023, current prices",
        |w| w.years.at(2023, |y| y.transfers);
    "transfers_2024_current_yuan", "transfers received 2024, current prices",
        |w| w.years.at(2024, |y| y.transfers);
    "fit_insured_largest_error", "in-service insured 2024, largest relative error over provinces",
        |w| w.distance.map(|d| d.largest[0]);
    "fit_retirees_largest_error", "retirees 2024, largest relative error over provinces",
        |w| w.distance.map(|d| d.largest[1]);
    "fit_revenue_largest_error", "revenue 2024, largest relative error over provinces",
        |w| w.distance.map(|d| d.largest[2]);
    "fit_expenditure_largest_error", "expenditure 2024, largest relative error over provinces",
        |w| w.distance.map(|d| d.largest[3]);
    "fit_insured_provinces", "in-service insured 2024, provinces within tolerance",
        |w| w.distance.map(|d| d.within[0] as f64);
    "fit_retirees_provinces", "retirees 2024, provinces within tolerance",
        |w| w.distance.map(|d| d.within[1] as f64);
    "fit_revenue_provinces", "revenue 2024, provinces within tolerance",
        |w| w.distance.map(|d| d.within[2] as f64);
    "fit_expenditure_provinces", "expenditure 2024, provinces within tolerance",
        |w| w.distance.map(|d| d.within[3] as f64);
}

/// The numbers of a world by name, in the order of the columns; one that the run does not reach is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Row(Vec<(String, Option<f64>)>);

impl Row {
    /// The numbers of a world.
    pub fn of(lived: &Lived) -> Self {
        let measure = |name: &str| lived.summary.measures.get(name).copied().flatten();
        let measures = MEASURES.iter().map(|m| (m.name.to_owned(), measure(m.name)));
        let others = COLUMNS.iter().map(|column| (column.name.to_owned(), (column.read)(lived)));
        Self(measures.chain(others).collect())
    }

    /// The number of this name, if the run reaches it.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(known, _)| known == name).and_then(|(_, value)| *value)
    }

    /// These numbers, and each less that of another world, as `<name>_difference`.
    #[must_use]
    pub fn against(mut self, other: &Self) -> Self {
        let pairs = self.0.iter().zip(&other.0);
        let differences: Vec<_> = pairs
            .map(|((name, a), (_, b))| {
                (format!("{name}_difference"), a.zip(*b).map(|(a, b)| a - b))
            })
            .collect();
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
    use std::collections::BTreeSet;

    #[test]
    fn names_are_used_once() {
        let names = MEASURES.iter().map(|m| m.name).chain(COLUMNS.iter().map(|c| c.name));
        let names: Vec<&str> = names.collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }

    #[test]
    fn a_row_is_written_with_gaps_and_differences() {
        let row = |a, b| Row(vec![("a".to_owned(), a), ("b".to_owned(), b)]);
        let told = row(Some(0.1), None).against(&row(Some(-0.4), Some(1.0)));
        assert_eq!(told.to_csv(true), "a,b,a_difference,b_difference\n0.1,,0.5,\n");
        assert_eq!(told.to_csv(false), "0.1,,0.5,\n");
        assert_eq!(told.get("a_difference"), Some(0.5));
    }
}
