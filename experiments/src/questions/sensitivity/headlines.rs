//! The headlines a sensitivity analysis is about: a selection from [`crate::results::headlines`].

use crate::questions::evaluate::Row;
use crate::results::headlines::{Headline, Unit};
use fastox_model::units::Year;
use serde::Serialize;

/// The world that is asked about, and the same with fixed effort.
#[derive(Clone, Debug)]
pub(super) struct AskedAndFixed {
    pub asked: Row,
    pub fixed: Option<Row>,
}

/// How a headline is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// A ratio.
    Ratio,
    /// A share of one, as percent.
    Percent,
    /// Percentage points.
    Points,
    /// A calendar year.
    Year,
}

/// A selected headline.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Selected {
    /// Its name in tables.
    pub name: &'static str,
    /// Its name in words.
    pub title: &'static str,
    /// How it is printed.
    pub scale: Scale,
}

/// Their names, in the order in which they are printed.
const SELECTED: [&str; 8] = [
    "retirees_per_insured_2050",
    "first_deficit_year",
    WITHOUT_SUBSIDY,
    "exhaustion_year",
    "benefits_2050_gdp_share",
    "central_pv_2050_gdp_share",
    POINTS_LOST,
    "transfers_2035_gdp_share",
];
const WITHOUT_SUBSIDY: &str = "first_deficit_without_subsidy";
/// The only one that is read off two worlds.
const POINTS_LOST: &str = "collection_points_lost_2035";

/// The last year in which worlds are compared with fixed effort.
pub(super) const COMPARED: Year = 2035;
const RATE: &str = "collection_rate_2035";

impl Selected {
    /// All of them.
    pub fn all() -> [Self; SELECTED.len()] {
        SELECTED.map(Self::of)
    }

    fn of(name: &'static str) -> Self {
        if name == POINTS_LOST {
            let title = "collection rate 2035 lost to incentives, against fixed effort";
            return Self { name, title, scale: Scale::Points };
        }
        let headline = Headline::find(name).expect("a headline of the list");
        let scale = match headline.unit {
            Unit::Year => Scale::Year,
            Unit::Ratio => Scale::Ratio,
            _ => Scale::Percent,
        };
        // Without its neighbours in the summary, the title must say since when.
        let since = "first national deficit since 2022, without subsidy";
        let title = if name == WITHOUT_SUBSIDY { since } else { headline.title };
        Self { name, title, scale }
    }

    /// Whether it is a calendar year.
    pub fn is_year(&self) -> bool {
        self.scale == Scale::Year
    }

    /// Whether runs to a last year know it; that a year does not come is known, too.
    pub(super) fn reaches(&self, central: &AskedAndFixed, last_year: Year) -> bool {
        // Without the year in which the funds are pooled there is nothing to wait for.
        (self.is_year() && last_year >= 2022) || self.read(central).is_some()
    }

    /// Its number in swings and indices; of a year that does not come, the one after the last. Not a number where this run does not know what the
    /// central one does, as few people may have no province in surplus.
    pub(super) fn value(&self, worlds: &AskedAndFixed, last_year: Year) -> f64 {
        let never = || self.is_year().then(|| f64::from(last_year + 1));
        self.read(worlds).or_else(never).unwrap_or(f64::NAN)
    }

    fn read(&self, worlds: &AskedAndFixed) -> Option<f64> {
        if self.name == POINTS_LOST {
            return Some(100.0 * (worlds.fixed.as_ref()?.get(RATE)? - worlds.asked.get(RATE)?));
        }
        worlds.asked.get(self.name)
    }

    /// A distance of two values as people read it.
    pub(super) fn show_distance(&self, distance: f64) -> String {
        if self.is_year() { format!("{distance:.1}") } else { self.show(distance) }
    }

    /// A value as people read it.
    pub fn show(&self, value: f64) -> String {
        match self.scale {
            Scale::Ratio => format!("{value:.3}"),
            Scale::Percent => format!("{:.3} %", 100.0 * value),
            Scale::Points => format!("{value:.2}"),
            Scale::Year => format!("{value:.0}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_selected_stands_in_the_list() {
        assert_eq!(Selected::all().map(|selected| selected.name), SELECTED);
        assert!(Headline::find(RATE).is_some());
    }
}
