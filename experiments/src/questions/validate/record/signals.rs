//! What separates regimes beside what the model itself errs by.
//!
//! ```text
//! difference   x(regime) ÷ x(national pooling as enacted) − 1, the same people and seed
//! error        root of the mean square of the nation's errors up to that horizon, of vintages that were not given it
//! ratio        |difference| ÷ error
//! ```
//! The error is that of a level; a difference of two regimes on the same people shares most of it. A ratio below one
//! says that no account will tell the regimes apart, not that the difference is unknown.

use super::{Foretold, RecordError, STATISTICS};
use crate::asked::experiment::Experiment;
use crate::asked::scenario::ENACTED;
use crate::questions::validate::history::Statistic;
use crate::results::series::Series;
use crate::run::{self, Worlds};
use fastox_calibration::fit::{FIT_YEAR, modelled};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use serde::Serialize;

/// Years ahead of 2024 that are shown: as far as the record reaches.
const HORIZONS: [i32; 3] = [2, 5, 10];

/// The difference of a regime from the one enacted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Signal {
    /// The regime.
    pub regime: String,
    /// The statistic.
    pub statistic: &'static str,
    /// Years after 2024.
    pub horizon: i32,
    /// Relative difference of the nation.
    pub difference: f64,
    /// The model's own error at that horizon.
    pub error: f64,
    /// Size of the difference in such errors.
    pub ratio: f64,
}

/// The root mean square of the nation's errors up to a horizon; none if every figure was given.
fn error(rows: &[Foretold], statistic: &str, horizon: i32) -> Option<f64> {
    let mine = rows.iter().filter(|row| !row.is_provincial() && !row.given && row.statistic == statistic);
    let within = mine.filter(|row| row.year - row.vintage <= horizon);
    let squares: Vec<f64> = within.filter_map(|row| Some(row.error()?.powi(2))).collect();
    (!squares.is_empty()).then(|| (squares.iter().sum::<f64>() / squares.len() as f64).sqrt())
}

/// A statistic of the nation in a year that was lived.
fn nation(world: &Series, place: usize, year: Year) -> Option<f64> {
    Some(modelled(world.at(year)?)[place].iter().sum())
}

/// The regimes of the default experiment, governments responding, against the one enacted.
pub(super) fn signals(
    parameters: &Parameters,
    (people, seed): (usize, u64),
    rows: &[Foretold],
) -> Result<Vec<Signal>, RecordError> {
    let scenarios = run::scenarios(&Experiment::default_main(), parameters)?;
    let worlds = Worlds::of(&scenarios, &[ResponseMode::Responding]);
    let plan = worlds.plan(people, seed, FIT_YEAR + HORIZONS[HORIZONS.len() - 1]);
    let lived = run::series(parameters, &Fitted::shipped(), &plan)?;
    let (enacted, others): (Vec<&Series>, Vec<&Series>) = lived.iter().partition(|one| one.world().regime == ENACTED);
    let mut found = Vec::new();
    for world in others {
        for (place, Statistic { name: statistic, .. }) in STATISTICS.iter().enumerate() {
            for horizon in HORIZONS {
                let of = |world: &Series| nation(world, place, FIT_YEAR + horizon);
                let (Some(error), Some(own), Some(base)) = (error(rows, statistic, horizon), of(world), of(enacted[0]))
                else {
                    continue;
                };
                let difference = own / base - 1.0;
                let (regime, ratio) = (world.world().regime.to_owned(), difference.abs() / error);
                found.push(Signal { regime, statistic, horizon, difference, error, ratio });
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_model::geography::NATION;

    #[test]
    fn the_error_grows_from_the_years_up_to_the_horizon_that_were_not_given() {
        let row = |year: Year, model: f64, given: bool| Foretold {
            vintage: 2010,
            year,
            statistic: "revenue",
            province: NATION,
            model,
            low: None,
            high: None,
            published: Some(100.0),
            given,
        };
        let rows = [row(2011, 200.0, true), row(2012, 103.0, false), row(2015, 96.0, false), row(2024, 50.0, false)];
        assert_eq!(error(&rows, "revenue", 1), None);
        assert!((error(&rows, "revenue", 2).expect("one year") - 0.03).abs() < 1e-12);
        let both = f64::midpoint(0.03_f64.powi(2), 0.04_f64.powi(2)).sqrt();
        assert!((error(&rows, "revenue", 5).expect("two years") - both).abs() < 1e-12);
    }
}
