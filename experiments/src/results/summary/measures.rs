//! The measures a run is summed up by. The one list from which table, JSON and comparisons are made.

use super::track::{Figure, Track};

/// One number of a world, and how it is read off its years.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its name in `summary.json`.
    pub name: &'static str,
    /// Its line in the printed table.
    pub title: &'static str,
    /// How it is printed.
    pub unit: Unit,
    /// How it is computed.
    pub(super) read: fn(&Track) -> Option<f64>,
}

/// How a measure is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share, as percent.
    Share,
    /// A small share, as percent with more digits.
    SmallShare,
    /// Yuan, as billions.
    Yuan,
    /// A calendar year.
    Year,
}

impl Unit {
    /// What the numbers of a column are in.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Share | Self::SmallShare => "%",
            Self::Yuan => "bn yuan",
            Self::Year => "year",
        }
    }

    /// A number of this unit.
    pub fn show(self, value: f64) -> String {
        match self {
            Self::Share => format!("{:.2}", 100.0 * value),
            Self::SmallShare => format!("{:.3}", 100.0 * value),
            Self::Yuan => format!("{:.1}", value / 1e9),
            Self::Year => format!("{value:.0}"),
        }
    }
}

macro_rules! measures {
    ($($name:literal, $title:literal, $unit:ident, $read:expr;)+) => {
        /// Every measure, in the order of the printed table.
        pub const MEASURES: &[Measure] =
            &[$(Measure { name: $name, title: $title, unit: Unit::$unit, read: $read },)+];
    };
}

measures! {
    "collection_rate_2035_surplus", "collection rate 2035, surplus provinces", Share,
        |t| t.at(2035).and_then(|y| y.collection_rate(true));
    "collection_rate_2035_deficit", "collection rate 2035, deficit provinces", Share,
        |t| t.at(2035).and_then(|y| y.collection_rate(false));
    "collection_rate_2035", "collection rate 2035", Share,
        |t| t.at(2035).and_then(Figure::collection_rate_national);
    "transfers_2035_yuan", "transfers received 2035, 2024 prices", Yuan,
        |t| t.at(2035).map(|y| y.transfers);
    "lost_to_incentives_yuan", "lost to incentives since 2022, 2024 prices", Yuan,
        |t| t.total(|y| y.lost);
    "lost_in_surplus_provinces_share", "lost in surplus provinces, of all that is lost since 2022", Share,
        |t| t.share(|y| y.lost_by_position[1], |y| y.lost_by_position[0] + y.lost_by_position[1]);
    "central_burden_2035_yuan", "central burden 2035, 2024 prices", Yuan,
        |t| t.at(2035).map(|y| y.burden);
    "central_burden_2050_yuan", "central burden 2050, 2024 prices", Yuan,
        |t| t.at(2050).map(|y| y.burden);
    "central_burden_2075_yuan", "central burden 2075, 2024 prices", Yuan,
        |t| t.at(2075).map(|y| y.burden);
    "central_burden_2035_gdp_share", "central burden 2035, of GDP", SmallShare,
        |t| t.at(2035).map(|y| y.burden_gdp);
    "central_burden_2050_gdp_share", "central burden 2050, of GDP", SmallShare,
        |t| t.at(2050).map(|y| y.burden_gdp);
    "central_burden_2075_gdp_share", "central burden 2075, of GDP", SmallShare,
        |t| t.at(2075).map(|y| y.burden_gdp);
    "central_burden_2035_revenue_share", "central burden 2035, of fund revenue", Share,
        |t| t.at(2035).map(|y| y.burden_revenue);
    "central_burden_2050_revenue_share", "central burden 2050, of fund revenue", Share,
        |t| t.at(2050).map(|y| y.burden_revenue);
    "central_burden_to_2050_present_value_yuan", "central burden 2022 to 2050, present value", Yuan,
        |t| t.total_to(2050, |y| y.burden_present);
    "central_burden_present_value_yuan", "central burden since 2022, present value", Yuan,
        |t| t.total(|y| y.burden_present);
    "central_burden_present_value_gdp_share", "the same, of the present value of GDP", SmallShare,
        |t| t.share(|y| y.burden_present, |y| y.gdp_present);
    "central_burden_present_value_revenue_share", "the same, of the present value of fund revenue", Share,
        |t| t.share(|y| y.burden_present, |y| y.revenue_present);
    "local_burden_2035_yuan", "local burden 2035, 2024 prices", Yuan,
        |t| t.at(2035).map(|y| y.local);
    "local_burden_2035_gdp_share", "local burden 2035, of GDP", SmallShare,
        |t| t.at(2035).map(|y| y.local_gdp);
    "local_burden_to_2050_present_value_yuan", "local burden 2022 to 2050, present value", Yuan,
        |t| t.total_to(2050, |y| y.local_present);
    "local_burden_present_value_yuan", "local burden since 2022, present value", Yuan,
        |t| t.total(|y| y.local_present);
    "reserves_2035_yuan", "reserves 2035, 2024 prices", Yuan, |t| t.at(2035).map(|y| y.reserves);
    "reserves_2050_yuan", "reserves 2050, 2024 prices", Yuan, |t| t.at(2050).map(|y| y.reserves);
    "first_deficit_year", "first national deficit, with subsidy", Year, |t| t.first(|y| y.balance < 0.0);
    "first_deficit_year_without_subsidy", "first national deficit, without subsidy", Year,
        |t| t.first(|y| y.balance_without_subsidy < 0.0);
    "first_backstop_year", "first year of the backstop", Year, |t| t.first(|y| y.backstop > 0.0);
    "exhaustion_year", "reserves below a month of spending", Year, |t| t.first(|y| y.reserves < y.month);
}
