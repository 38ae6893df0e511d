//! Convergence: the spread of headline results over seeds falls as 1/√n in the number of agents n.
//!
//! ```text
//! sd(n) over seeds, for n, 4n, 16n        slope of ln sd on ln n, mean over headlines, within −½ ± band
//! ```
//! A standard deviation from s seeds is known to 1/√(2(s − 1)) of itself; over a range of ln 16 the slope of one
//! headline is then known to about 0.36/√(s − 1). Headlines of one run share people, so their mean gains less than its
//! root. The band of 0.25 is about two such errors at eight seeds. The opening is spread evenly, not drawn, so that the
//! spread of the first years is smaller and falls faster; headlines are read fifteen years later.

use crate::asked::experiment::{Experiment, Regime};
use crate::run::{self, RunError};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use fastox_outputs::Table;
use serde::Serialize;

/// The year headlines are read in.
pub const YEAR: Year = 2035;
/// How far the mean slope may lie from −½.
pub const BAND: f64 = 0.25;
/// Headlines, columns of `national_year`.
pub const HEADLINES: [&str; 6] = [
    "population_60_plus",
    "contributors",
    "retirees",
    "contributions_yuan",
    "benefits_yuan",
    "mean_pension_yuan_month",
];

/// The spread of headlines by number of agents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Convergence {
    /// Numbers of agents.
    pub people: Vec<u64>,
    /// Seeds a number.
    pub seeds: usize,
    /// By headline, the spread relative to the mean at each number, and its slope.
    pub headlines: Vec<HeadlineSpread>,
    /// Mean slope.
    pub slope: f64,
}

/// One headline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HeadlineSpread {
    /// Its column.
    pub name: &'static str,
    /// Standard deviation over seeds ÷ mean.
    pub spread: Vec<f64>,
    /// Slope of ln spread on ln n.
    pub slope: f64,
}

impl Convergence {
    /// Whether the mean slope lies in the band.
    pub fn holds(&self) -> bool {
        (self.slope + 0.5).abs() <= BAND
    }
}

/// Runs national pooling as enacted with so many people and seeds.
pub fn converge(
    parameters: &Parameters,
    fitted: &Fitted,
    people: &[u64],
    seeds: usize,
) -> Result<Convergence, RunError> {
    let mut tables = Vec::new();
    for &people in people {
        let experiment = Experiment {
            regimes: vec![Regime::Shipped("national-pooling".to_owned())],
            responses: vec![ResponseMode::Fixed],
            people,
            seeds: (1..=seeds as u64).collect(),
            last_year: YEAR,
            sample: 0,
            ..Experiment::default_main()
        };
        let result = run::run(&experiment, parameters, fitted, &mut |_| ())?;
        tables.extend(result.tables.into_iter().find(|t| t.spec().name == "national_year"));
    }
    let logs: Vec<f64> = people.iter().map(|&n| (n as f64).ln()).collect();
    let headlines: Vec<HeadlineSpread> = HEADLINES
        .iter()
        .map(|&name| {
            let spread: Vec<f64> = tables.iter().map(|table| relative_spread(table, name)).collect();
            let slope = slope(&logs, &spread.iter().map(|s| s.ln()).collect::<Vec<_>>());
            HeadlineSpread { name, spread, slope }
        })
        .collect();
    let slope = headlines.iter().map(|h| h.slope).sum::<f64>() / headlines.len() as f64;
    Ok(Convergence { people: people.to_vec(), seeds, headlines, slope })
}

/// Standard deviation over seeds in the year, relative to the mean.
fn relative_spread(table: &Table, column: &str) -> f64 {
    let (years, values) = (table.column_whole("year"), table.column_number(column));
    let values: Vec<f64> = years.iter().zip(values).filter(|(year, _)| **year == YEAR).map(|(_, v)| v).collect();
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
    (squares / (n - 1.0)).sqrt() / mean
}

/// Least squares.
fn slope(x: &[f64], y: &[f64]) -> f64 {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let (mx, my) = (mean(x), mean(y));
    let xy: f64 = x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum();
    xy / x.iter().map(|x| (x - mx).powi(2)).sum::<f64>()
}

/// The spread as text.
pub fn to_text(found: &Convergence) -> String {
    let mut head = vec!["relative spread over seeds".to_owned()];
    head.extend(found.people.iter().map(|n| format!("{n} people")));
    head.push("slope".to_owned());
    let mut rows = vec![head];
    rows.extend(found.headlines.iter().map(|h| {
        let mut row = vec![format!("{} {YEAR}", h.name)];
        row.extend(h.spread.iter().map(|s| format!("{:.4} %", 100.0 * s)));
        row.push(format!("{:+.2}", h.slope));
        row
    }));
    let holds = if found.holds() { "within" } else { "beyond" };
    let verdict =
        format!("mean slope {:+.2}, {holds} −0.50 ± {BAND} ({} seeds a number of people)\n", found.slope, found.seeds);
    crate::results::columns::aligned(&rows, 1) + &verdict
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 8, 4, 2 over a sixteenfold range in two steps of four.
    #[test]
    fn halving_at_every_fourfold_is_a_slope_of_minus_a_half() {
        let x = [10f64, 40.0, 160.0].map(f64::ln);
        let y = [8f64, 4.0, 2.0].map(f64::ln);
        assert!((slope(&x, &y) + 0.5).abs() < 1e-12);
    }
}
