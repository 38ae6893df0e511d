//! The headlines a sensitivity analysis is about.

use crate::questions::evaluate::Row;
use fastox_model::units::Year;
use serde::Serialize;

/// The world that is asked about, and the same with fixed effort.
#[derive(Clone, Debug)]
pub(super) struct Worlds {
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

/// One number of a run.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Headline {
    /// Its name in tables.
    pub name: &'static str,
    /// Its name in words.
    pub title: &'static str,
    /// How it is printed.
    pub scale: Scale,
    #[serde(skip)]
    read: fn(&Worlds) -> Option<f64>,
}

macro_rules! headlines {
    ($($name:literal, $title:literal, $scale:ident, $read:expr;)+) => {
        /// Every headline, in the order they are told.
        pub static HEADLINES: &[Headline] =
            &[$(Headline { name: $name, title: $title, scale: Scale::$scale, read: $read },)+];
    };
}

headlines! {
    "retirees_per_insured_2050", "retirees per in-service insured 2050", Ratio,
        |w| w.asked.get("retirees_per_insured_2050");
    "first_deficit_year", "first national deficit, with subsidy", Year,
        |w| w.asked.get("first_deficit_year");
    "first_deficit_year_without_subsidy", "first national deficit since 2022, without subsidy", Year,
        |w| w.asked.get("first_deficit_year_without_subsidy");
    "exhaustion_year", "reserves below a month of spending", Year,
        |w| w.asked.get("exhaustion_year");
    "benefits_2050_gdp_share", "benefits 2050, of GDP", Percent,
        |w| w.asked.get("benefits_2050_gdp_share");
    "central_burden_to_2050_gdp_share", "central burden 2022 to 2050, of GDP, present values", Percent,
        |w| w.asked.get("central_burden_to_2050_gdp_share");
    "collection_points_lost_2035", "collection rate 2035 lost to incentives, against fixed effort", Points,
        |w| Some(100.0 * (w.fixed.as_ref()?.get(RATE)? - w.asked.get(RATE)?));
    "transfers_2035_gdp_share", "transfers between provinces 2035, of GDP", Percent,
        |w| w.asked.get("transfers_2035_gdp_share");
}

/// The last year in which worlds are compared with fixed effort.
pub(super) const COMPARED: Year = 2035;
const RATE: &str = "collection_rate_2035";

impl Headline {
    /// Whether it is a calendar year.
    pub fn is_year(&self) -> bool {
        self.scale == Scale::Year
    }

    /// Whether runs to a last year know it; that a year does not come is known, too.
    pub(super) fn reaches(&self, central: &Worlds, last_year: Year) -> bool {
        // Without the year in which the funds are pooled there is nothing to wait for.
        (self.is_year() && last_year >= 2022) || (self.read)(central).is_some()
    }

    /// Its value; of a year that does not come, the one after the last.
    pub(super) fn value(&self, worlds: &Worlds, last_year: Year) -> f64 {
        let never = || self.is_year().then(|| f64::from(last_year + 1));
        (self.read)(worlds).or_else(never).expect("every run has what the central run has")
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
    use crate::questions::evaluate::COLUMNS;
    use crate::results::summary::MEASURES;

    #[test]
    fn headlines_are_numbers_of_a_row() {
        let known = |name: &str| {
            MEASURES.iter().any(|m| m.name == name) || COLUMNS.iter().any(|c| c.name == name)
        };
        let difference = "collection_points_lost_2035";
        assert!(HEADLINES.iter().all(|h| known(h.name) || h.name == difference));
        assert!(known(RATE));
    }
}
