//! Collection rates of provinces by year, and means over them.

use super::{Coefficients, Estimate, Groups, Window};
use crate::results::series::Series;
use fastox_calibration::history::{self, History};
use fastox_calibration::inputs::projected::Projection;
use fastox_calibration::parameters::Parameters;
use fastox_model::accounts::{Accounts, PlaceAccounts};
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::units::Year;
use std::collections::BTreeMap;

/// Statutory rates of firm and worker together, as papers take them.
const STATUTORY: f64 = 0.24;

/// What contributions are set against; the abstracts do not say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rate {
    /// What statutory rates on own wages within the bounds of bases yield: the model's own.
    OfOwnWages,
    /// 24 % of the average wage of the province for every insured: what yearbooks allow.
    OfAverageWages,
}

impl Rate {
    pub const fn name(self) -> &'static str {
        match self {
            Self::OfOwnWages => "own wages",
            Self::OfAverageWages => "average wages",
        }
    }
}

/// Rates of provinces by year, points.
pub(super) struct Panel(BTreeMap<Year, [f64; PROVINCES]>);

impl Panel {
    #[cfg(test)]
    pub fn new(years: impl IntoIterator<Item = (Year, [f64; PROVINCES])>) -> Self {
        Self(years.into_iter().collect())
    }

    /// The years of a world.
    pub fn of(parameters: &Parameters, series: &Series, rate: Rate) -> Self {
        let last = series.years.last().map_or(0, |year| year.year);
        let wages = Projection::prepare(parameters, last);
        let points = |year: Year, p: Province, place: &PlaceAccounts| match rate {
            Rate::OfOwnWages => 100.0 * place.collection_rate().unwrap_or(f64::NAN),
            Rate::OfAverageWages => {
                let due = STATUTORY * 12.0 * wages.wage(p, year) * place.insured_enterprise as f64;
                100.0 * place.contributions.yuan() / due
            }
        };
        let year = |accounts: &Accounts| {
            let of = |p: usize| points(accounts.year, Province::from_index(p), &accounts.provinces[p]);
            (accounts.year, std::array::from_fn(of))
        };
        Self(series.years.iter().map(year).collect())
    }

    /// The years of the history from 2010, of own wages.
    pub fn of_history(history: &History) -> Self {
        let years = (history::YEAR + 1..).zip(&history.years);
        let points = |p: usize, year: &history::Statistics| 100.0 * year.contributions[p] / year.potential[p];
        Self(years.map(|(year, lived)| (year, std::array::from_fn(|p| points(p, lived)))).collect())
    }

    /// Province by province and year by year, less another panel.
    pub fn less(&self, other: &Self) -> Self {
        let shared = self.0.iter().filter_map(|(year, own)| Some((*year, own, other.0.get(year)?)));
        Self(shared.map(|(year, a, b)| (year, std::array::from_fn(|p| a[p] - b[p]))).collect())
    }

    /// The mean rate of every province from a year to another; none if one is not there.
    fn mean(&self, (first, last): (Year, Year)) -> Option<[f64; PROVINCES]> {
        let years: Vec<&[f64; PROVINCES]> = (first..=last).map(|year| self.0.get(&year)).collect::<Option<_>>()?;
        Some(std::array::from_fn(|p| years.iter().map(|year| year[p]).sum::<f64>() / years.len() as f64))
    }

    /// After less before.
    pub fn regression(
        &self,
        panel: &'static str,
        rate: &'static str,
        groups: (&'static str, &Groups),
        window: Window,
    ) -> Option<Coefficients> {
        let (before, after) = (self.mean(window.before)?, self.mean(window.after)?);
        let change: [f64; PROVINCES] = std::array::from_fn(|p| after[p] - before[p]);
        Some(coefficients([panel, rate], groups, window, &change))
    }

    /// The means themselves, where the panel is a difference already.
    pub fn means(
        &self,
        panel: &'static str,
        rate: &'static str,
        groups: (&'static str, &Groups),
        years: (Year, Year),
    ) -> Option<Coefficients> {
        Some(coefficients([panel, rate], groups, Window { before: years, after: years }, &self.mean(years)?))
    }
}

fn coefficients(
    [panel, rate]: [&'static str; 2],
    (groups, in_surplus): (&'static str, &Groups),
    Window { before, after }: Window,
    change: &[f64; PROVINCES],
) -> Coefficients {
    let of = |surplus: bool| -> Vec<f64> {
        change.iter().zip(in_surplus).filter(|(_, own)| **own == surplus).map(|(change, _)| *change).collect()
    };
    let (surplus, deficit) = (Estimate::of(&of(true)), Estimate::of(&of(false)));
    let difference = Estimate {
        points: deficit.points - surplus.points,
        standard_error: deficit.standard_error.hypot(surplus.standard_error),
    };
    Coefficients { panel, rate, groups, before, after, in_deficit: of(false).len(), surplus, deficit, difference }
}

impl Estimate {
    /// The mean of some provinces, and the error of a mean.
    pub(super) fn of(values: &[f64]) -> Self {
        let count = values.len() as f64;
        let points = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - points).powi(2)).sum();
        Self { points, standard_error: (squares / (count - 1.0) / count).sqrt() }
    }
}
