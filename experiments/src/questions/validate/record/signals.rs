//! What separates regimes beside what the model itself errs by.
//!
//! ```text
//! difference   x(regime) ÷ x(national pooling as enacted) − 1, the same people and seed
//! error        root of the mean square of the nation's errors up to that horizon, of vintages that were not given it
//! ratio        |difference| ÷ error
//! ```
//! The error is that of a level; a difference of two regimes on the same people shares most of it. A ratio below one
//! says that no account will tell the regimes apart, not that the difference is unknown.

use super::vintages::statistics;
use super::{Foretold, RecordError, STATISTICS};
use crate::asked::experiment::Experiment;
use crate::asked::scenario::{self, ENACTED};
use fastox_calibration::fit::FIT_YEAR;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{Plan, open};
use fastox_model::country::WorldSpec;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use serde::Serialize;
use std::collections::BTreeMap;

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

/// The nation's statistics by regime and year.
type Nation = BTreeMap<(usize, Year), [f64; STATISTICS.len()]>;

/// The regimes of the default experiment, governments responding, against the one enacted.
pub(super) fn signals(
    parameters: &Parameters,
    (people, seed): (usize, u64),
    rows: &[Foretold],
) -> Result<Vec<Signal>, RecordError> {
    let regimes = Experiment::default_main().regimes;
    let loaded = regimes.iter().map(|regime| scenario::load_named(regime, parameters));
    let scenarios = loaded.collect::<Result<Vec<_>, _>>()?;
    let enacted = scenarios.iter().position(|scenario| scenario.regime.name == ENACTED).expect("a regime of its own");
    let mut nation = Nation::new();
    for (number, scenario) in scenarios.iter().enumerate() {
        let world = WorldSpec::new(scenario.regime.clone(), ResponseMode::Responding);
        let plan = Plan::new(scenario::common(), vec![world]);
        let mut own = parameters.clone();
        scenario.overlays.iter().for_each(|overlay| own.apply(overlay));
        let last_year = FIT_YEAR + HORIZONS[HORIZONS.len() - 1];
        let plan = Plan { people, seed, last_year, ..plan };
        open(&own, &Fitted::shipped(), &plan).run(|world| {
            let sums = statistics(&world.accounts).map(|by| by.iter().sum());
            nation.insert((number, world.year), sums);
        })?;
    }
    let mut found = Vec::new();
    for (number, scenario) in scenarios.iter().enumerate().filter(|(number, _)| *number != enacted) {
        for (place, statistic) in STATISTICS.into_iter().enumerate() {
            for horizon in HORIZONS {
                let Some(error) = error(rows, statistic, horizon) else { continue };
                let of = |number: usize| nation[&(number, FIT_YEAR + horizon)][place];
                let difference = of(number) / of(enacted) - 1.0;
                let (regime, ratio) = (scenario.regime.name.clone(), difference.abs() / error);
                found.push(Signal { regime, statistic, horizon, difference, error, ratio });
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::validate::record::NATION;

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
