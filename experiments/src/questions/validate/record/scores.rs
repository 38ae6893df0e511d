//! Errors by vintage, year and statistic.

use super::{Foretold, STATISTICS};
use crate::questions::validate::history::Statistic;
use fastox_model::units::Year;
use serde::Serialize;
use std::collections::BTreeSet;

/// The errors of one year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HorizonErrors {
    /// The vintage.
    pub vintage: Year,
    /// Years ahead.
    pub horizon: i32,
    /// The statistic.
    pub statistic: &'static str,
    /// Relative error of the nation; none if the vintage was given it.
    pub nation: Option<f64>,
    /// Provinces compared.
    pub provinces: usize,
    /// Median of absolute relative errors of provinces.
    pub median: Option<f64>,
    /// Share of provinces for which the model says too much: near 0 or 1, it errs to one side.
    pub above: Option<f64>,
    /// Share of provinces whose published figure lies in the band; none without a band.
    pub covered: Option<f64>,
}

/// Those of all years with published figures; a year of which everything was given has none.
pub(super) fn scores(rows: &[Foretold]) -> Vec<HorizonErrors> {
    let years: BTreeSet<(Year, Year)> = rows.iter().map(|row| (row.vintage, row.year)).collect();
    let of = |(vintage, year): (Year, Year)| {
        STATISTICS.iter().filter_map(move |Statistic { name, .. }| {
            let mine = rows.iter().filter(|row| (row.vintage, row.year, row.statistic) == (vintage, year, *name));
            score(&mine.collect::<Vec<_>>())
        })
    };
    years.into_iter().flat_map(of).filter(|score| score.nation.is_some() || score.provinces > 0).collect()
}

/// Of the rows of one year and statistic.
fn score(rows: &[&Foretold]) -> Option<HorizonErrors> {
    let Foretold { vintage, year, statistic, .. } = **rows.first()?;
    let compared = || rows.iter().filter(|row| row.is_provincial() && row.published.is_some());
    let mut sizes: Vec<f64> = compared().filter_map(|row| Some(row.error()?.abs())).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let share = |holds: &dyn Fn(&Foretold) -> Option<bool>| {
        let held: Vec<bool> = compared().filter_map(|row| holds(row)).collect();
        (!held.is_empty()).then(|| held.iter().filter(|held| **held).count() as f64 / held.len() as f64)
    };
    let within = |row: &Foretold| Some((row.low?..=row.high?).contains(&row.published?));
    Some(HorizonErrors {
        vintage,
        horizon: year - vintage,
        statistic,
        nation: rows.iter().find(|row| !row.is_provincial() && !row.given).and_then(|row| row.error()),
        provinces: sizes.len(),
        median: sizes.get(sizes.len() / 2).copied(),
        above: share(&|row| Some(row.error()? > 0.0)),
        covered: share(&within),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_model::geography::{NATION, Province};

    fn row(province: Option<usize>, model: f64, published: f64) -> Foretold {
        let province = province.map_or(NATION, |place| Province::from_index(place).code());
        let (low, high) = (Some(0.9 * model), Some(1.1 * model));
        let published = Some(published);
        let statistic = "revenue";
        Foretold { vintage: 2010, year: 2015, statistic, province, model, low, high, published, given: false }
    }

    #[test]
    fn errors_sides_and_coverage_are_those_of_the_provinces() {
        let rows =
            [row(None, 95.0, 100.0), row(Some(0), 11.0, 10.0), row(Some(1), 15.0, 10.0), row(Some(2), 9.0, 10.0)];
        let found = scores(&rows);
        let [score] = &found[..] else { panic!("{found:?}") };
        let near = |found: Option<f64>, wanted: f64| assert!((found.expect("a number") - wanted).abs() < 1e-12);
        assert_eq!((score.horizon, score.provinces), (5, 3));
        near(score.nation, -0.05);
        near(score.median, 0.1);
        near(score.above, 2.0 / 3.0);
        // 9.9 to 12.1 holds 10, 13.5 to 16.5 does not, 8.1 to 9.9 does not.
        near(score.covered, 1.0 / 3.0);
    }

    #[test]
    fn what_was_given_is_no_forecast() {
        let given = Foretold { given: true, ..row(None, 1.0, 1.0) };
        assert_eq!(scores(&[given]), []);
    }
}
