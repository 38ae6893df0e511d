//! The moves of 2015–2020 that the model expects, beside the census matrix they were taken from.
//!
//! ```text
//! F(o, d)   persons of five and over who lived in o at the end of 2015 and in d five years later
//! each year  N(a, d) += N(a, k) · leave(a, k) · to(k, d)       leave = outward rate of k · shape(a)
//!            N(a, h) += N(a, k) · away(k, h, a) · return rate   from the age of return on, to the hukou h
//! ```
//! The yearly rates come from the matrix by its root, but people then move by age, with returns to the hukou as a
//! hazard of their own. So the flows that result are a check on what was taken apart: that the parts add up to the
//! census again. Level one: the rates of 2015–2020 themselves. Ages are those of the census, moved back by five years;
//! deaths in the five years are left out of both sides (the census counts survivors).

use crate::data::table;
use crate::inputs::Opening;
use crate::inputs::migration::Migration;
use crate::parameters::Parameters;
use fastox_model::geography::{PROVINCES, Province};
use serde::Serialize;

/// Cells of the census with fewer movers are too noisy for a correlation of logs.
pub const LEAST: f64 = 1_000.0;
/// What the correlation of log flows must reach.
pub const CORRELATION: f64 = 0.97;
/// How far a province's net flow may be off: a share of it, or so many persons.
pub const NET: (f64, f64) = (0.05, 20_000.0);

type Matrix = Vec<[f64; PROVINCES]>;

/// Expected flows beside those of the census.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlowCheck {
    /// Correlation of the logs of flows over the cells of the census with at least [`LEAST`] movers.
    pub correlation: f64,
    /// How many cells these are.
    pub cells: usize,
    /// All movers: expected, census.
    pub movers: [f64; 2],
    /// Net flows by province.
    pub net: Vec<NetFlow>,
    /// Correlation of expected net flows with those of earlier periods, which nothing was fitted to.
    pub earlier: Vec<(String, f64)>,
}

/// The net flow of a province.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NetFlow {
    /// GB code.
    pub province: u8,
    /// Expected.
    pub expected: f64,
    /// Census 2020.
    pub census: f64,
    /// Whether it is within a twentieth or 20 thousand.
    pub met: bool,
}

impl FlowCheck {
    /// Whether everything is reached that must be.
    pub fn holds(&self) -> bool {
        self.correlation >= CORRELATION && self.net.iter().all(|net| net.met)
    }
}

/// Moves the residents of 2015 for five years and counts who lives elsewhere.
pub fn check(parameters: &Parameters) -> FlowCheck {
    let census = census();
    let expected = expected(parameters, &census);
    let cells: Vec<(f64, f64)> = (0..PROVINCES)
        .flat_map(|o| (0..PROVINCES).map(move |d| (o, d)))
        .filter(|&(o, d)| o != d && census[o][d] >= LEAST)
        .map(|(o, d)| (libm::log(expected[o][d].max(1.0)), libm::log(census[o][d])))
        .collect();
    let movers = [&expected, &census].map(off_diagonal);
    let (ours, theirs) = (net(&expected), net(&census));
    let net = Province::all()
        .map(|p| {
            let (expected, census) = (ours[p.index()], theirs[p.index()]);
            let off = (expected - census).abs();
            let met = off <= NET.1 || off <= NET.0 * census.abs();
            NetFlow { province: p.code(), expected, census, met }
        })
        .collect();
    let earlier = ["2005_2010", "2010_2015"].map(|period| {
        let before = table("migration_margins").by_province(&[("period", period)], "net");
        let pairs: Vec<_> = ours.iter().copied().zip(before).collect();
        (period.replace('_', "–"), correlation(&pairs))
    });
    FlowCheck { correlation: correlation(&cells), cells: cells.len(), movers, net, earlier: earlier.to_vec() }
}

fn off_diagonal(flows: &Matrix) -> f64 {
    flows.iter().enumerate().map(|(o, row)| row.iter().sum::<f64>() - row[o]).sum()
}

fn net(flows: &Matrix) -> [f64; PROVINCES] {
    std::array::from_fn(|p| {
        let inward: f64 = flows.iter().map(|row| row[p]).sum();
        inward - flows[p].iter().sum::<f64>()
    })
}

/// Persons by where they lived five years ago and where they live.
fn expected(parameters: &Parameters, census: &Matrix) -> Matrix {
    let migration = Migration::prepare(&Opening::of_2020(parameters), parameters);
    let in_force = parameters.in_january(2020);
    let return_age = (in_force.value("migration.return_age") / 12.0) as usize;
    let rate = in_force.value("migration.return_rate");
    let ages = age_shares();
    let before = residents_before(census);
    let mut flows = vec![[0.0; PROVINCES]; PROVINCES];
    for (origin, row) in flows.iter_mut().enumerate() {
        for (age, share) in ages.iter().enumerate() {
            let mut living = [0.0; PROVINCES];
            living[origin] = before[origin] * share;
            for year in 1..=5 {
                let reached = (age + year).min(100);
                let rate = if reached >= return_age { rate } else { 0.0 };
                living = migration.move_expected(&living, reached, rate);
            }
            row.iter_mut().zip(living).for_each(|(to, n)| *to += n);
        }
    }
    flows
}

/// Movers of the census by origin and destination.
fn census() -> Matrix {
    table("migration_od_2015_2020").rows().map(|row| row.provinces()).collect()
}

/// Residents of the census with the moves of five years undone.
fn residents_before(flows: &Matrix) -> [f64; PROVINCES] {
    let mut residents = net(flows).map(|net| -net);
    for row in table("census_2020_age5").rows() {
        let p = row.province("province").expect("a province code").index();
        residents[p] += row.span("a0", "a100").iter().sum::<f64>();
    }
    residents
}

/// The age structure of the nation five years before the census, of those who were born by then.
fn age_shares() -> Vec<f64> {
    let now: Vec<f64> = (0..101)
        .map(|age| {
            let column = format!("a{age}");
            table("census_2020_single_age").rows().map(|r| r.number(&column).unwrap_or(0.0)).sum()
        })
        .collect();
    let all: f64 = now[5..].iter().sum();
    now[5..].iter().map(|n| n / all).collect()
}

fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let (mx, my) = (pairs.iter().map(|(x, _)| x).sum::<f64>() / n, pairs.iter().map(|(_, y)| y).sum::<f64>() / n);
    let sum = |of: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|&(x, y)| of(x - mx, y - my)).sum::<f64>();
    sum(&|x, y| x * y) / libm::sqrt(sum(&|x, _| x * x) * sum(&|_, y| y * y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_correlates_fully() {
        let pairs: Vec<(f64, f64)> = (0..9).map(|x| (f64::from(x), 3.0 - 2.0 * f64::from(x))).collect();
        assert!((correlation(&pairs) + 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_parts_add_up_to_the_census_again() {
        let check = check(&Parameters::embedded());
        assert!(check.holds(), "{check:?}");
    }
}
