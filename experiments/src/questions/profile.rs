//! The likelihood over a grid of parameters: each point a fit of its own, lived from 2021 to 2024.
//!
//! ```text
//! log L = −½ · Σ (error ÷ tolerance)²     over the targets whose role is `weighed`
//! ```
//! Errors are taken as independent and normal. Sampling is in them: all points are lived on the same people and draws,
//! so that it hardly moves their differences. Hold-outs stand beside the likelihood and are not in it.

use crate::asked::experiment::{Experiment, Regime};
use crate::asked::scenario::{ENACTED, Scenario};
use crate::results::columns::aligned;
use crate::results::comparison::{Comparison, Observed, compare, reference};
use crate::run::{RunError, run_scenarios};
use fastox_calibration::check::targets::{Role, Targets};
use fastox_calibration::ensemble;
use fastox_calibration::fit::{FIT_YEAR, FitPlan};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_model::country::WorldId;
use fastox_model::incentives::ResponseMode;
use fastox_outputs::{Table, tables};
use serde::Serialize;

/// A point of the grid.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// What was set, one assignment a parameter.
    pub set: Vec<String>,
    /// The log of the likelihood.
    pub log_likelihood: f64,
    /// The targets beside the model.
    pub comparisons: Vec<Comparison>,
}

/// The points of a grid: every combination of the values of its parameters, the last one moving fastest.
pub fn grid(axes: &[(String, Vec<String>)]) -> Vec<Vec<String>> {
    axes.iter().fold(vec![Vec::new()], |points, (name, values)| {
        let longer = |point: &Vec<String>| {
            let with = |value: &String| [&point[..], &[format!("{name}={value}")]].concat();
            values.iter().map(with).collect::<Vec<_>>()
        };
        points.iter().flat_map(longer).collect()
    })
}

/// Lives a point under the record fitted there. `enacted` is the regime of the plan as a scenario.
pub fn point(
    set: Vec<String>,
    parameters: &Parameters,
    fitted: &Fitted,
    (enacted, plan): (&Scenario, &FitPlan),
    shard_size: usize,
) -> Result<Point, RunError> {
    let experiment = Experiment {
        regimes: vec![Regime::Shipped(ENACTED.to_owned())],
        responses: vec![ResponseMode::Responding],
        people: plan.people as u64,
        seeds: vec![plan.seed],
        last_year: FIT_YEAR,
        range_people: 0,
        sample: 0,
        ..Experiment::default_main()
    };
    let scenarios = std::slice::from_ref(enacted);
    let run = run_scenarios(&experiment, scenarios, parameters, fitted, shard_size, &mut |_| ())?;
    let table = |name: &str| -> &Table {
        let found = run.tables.iter().find(|table| table.spec().name == name);
        found.expect("every run has its tables of years")
    };
    let world = WorldId { regime: &enacted.regime.name, response: ResponseMode::Responding.name() };
    let years = (table(tables::NATIONAL_YEAR.name), table(tables::PROVINCE_YEAR.name));
    let lived = Observed::of(years.0, years.1, world, run.manifest.weight).expect("the world that was run");
    let comparisons = compare(&Targets::embedded(), reference(), &lived);
    Ok(Point { set, log_likelihood: log_likelihood(&comparisons), comparisons })
}

/// The log likelihood of what is weighed.
fn log_likelihood(comparisons: &[Comparison]) -> f64 {
    let weighed = comparisons.iter().filter(|c| c.role == Role::Weighed);
    ensemble::log_likelihood(weighed.filter_map(|c| Some((c.error?, c.tolerance?))))
}

/// One column a point: the likelihood, errors in per cent, and how many of the accounts of 2024
/// are met.
pub fn to_text(points: &[Point]) -> String {
    let best = points.iter().map(|point| point.log_likelihood).fold(f64::NEG_INFINITY, f64::max);
    let row = |name: &str, role: &str, cell: &dyn Fn(&Point) -> String| {
        let cells = points.iter().map(cell);
        [name.to_owned(), role.to_owned()].into_iter().chain(cells).collect::<Vec<String>>()
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for axis in 0..points.first().map_or(0, |point| point.set.len()) {
        let name = points[0].set[axis].split('=').next().unwrap_or_default();
        let value = |point: &Point| point.set[axis].split_once('=').map_or("", |(_, value)| value).to_owned();
        rows.push(row(name, "", &value));
    }
    rows.push(row("log likelihood", "", &|point| format!("{:.2}", point.log_likelihood)));
    rows.push(row("the same, less the best", "", &|point| format!("{:.2}", point.log_likelihood - best)));
    for (place, first) in points.first().map_or(&[][..], |point| &point.comparisons).iter().enumerate() {
        if matches!(first.role, Role::Weighed | Role::HoldOut) {
            let error = |point: &Point| point.comparisons[place].error;
            let cell = |point: &Point| error(point).map_or("–".to_owned(), |error| format!("{:+.1}", 100.0 * error));
            rows.push(row(&first.title, first.role.name(), &cell));
        }
    }
    let fitted = |c: &&Comparison| c.role == Role::Fit;
    let met = |point: &Point| point.comparisons.iter().filter(fitted).filter(|c| c.met == Some(true)).count();
    rows.push(row("figures of the fit that are met", "fit", &|point| met(point).to_string()));
    aligned(&rows, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_has_every_combination() {
        let axis = |name: &str, values: &[&str]| (name.to_owned(), values.iter().map(|v| (*v).to_owned()).collect());
        let points = grid(&[axis("a", &["0", "1"]), axis("b", &["x", "y"])]);
        assert_eq!(points, [["a=0", "b=x"], ["a=0", "b=y"], ["a=1", "b=x"], ["a=1", "b=y"]]);
        assert_eq!(grid(&[]), [Vec::<String>::new()]);
    }
}
