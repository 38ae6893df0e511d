//! Tables as files.

use super::machine::timed;
use crate::asked::experiment::Experiment;
use crate::asked::scenario::Scenario;
use crate::run::run_scenarios;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::SHARD;
use fastox_model::units::ratio;
use fastox_outputs::{Manifest, RunFolder, Table};
use serde::Serialize;

/// What writing takes.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Output {
    /// Rows of all tables.
    pub rows: usize,
    /// Rows sorted, encoded and written a second; nothing if there is no room for them.
    pub rows_per_second: Option<f64>,
}

/// Writes the tables of a small run into a folder that is removed again; nothing if there is no room for it.
pub(super) fn measured(scenarios: &[Scenario]) -> Output {
    let main = Experiment::default_main();
    let small = Experiment { people: 5_000, sample: 1_000, last_year: 2035, range_people: 0, ..main };
    let (parameters, fitted) = (Parameters::embedded(), Fitted::shipped());
    let run = run_scenarios(&small, scenarios, &parameters, &fitted, SHARD, &mut |_| ()).expect("the books close");
    let tables: Vec<&Table> = run.tables.iter().collect();
    let rows = tables.iter().map(|table| table.rows()).sum();
    let seconds = seconds_a_row(&tables, &run.manifest);
    Output { rows, rows_per_second: ratio(1.0, seconds) }
}

/// Seconds to sort, encode and write a row of these tables, which are removed again; 0 if there is no room for them.
pub fn seconds_a_row(tables: &[&Table], manifest: &Manifest) -> f64 {
    let rows: usize = tables.iter().map(|table| table.rows()).sum();
    let folder = std::env::temp_dir().join(format!("fastox-bench-{}", std::process::id()));
    let (written, seconds) = timed(|| {
        let mut folder = RunFolder::prepare(&folder)?;
        // What is dropped before it is finished leaves nothing.
        folder.write_tables(tables, manifest)
    });
    if written.is_ok() { seconds / rows.max(1) as f64 } else { 0.0 }
}
