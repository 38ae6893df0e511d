//! The range pass: the responding worlds once more, with fewer people, in every setting and ordering of the response.
//!
//! It is lived after the seeds of the experiment, on the same seeds, and leaves only what the table `range` needs.

use super::worlds::{Worlds, series};
use crate::asked::experiment::Experiment;
use crate::asked::scenario::Scenario;
use crate::results::summary::{RANGE, Summary};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::Plan;
use fastox_model::books::BrokenIdentity;

/// Simulated people of the pass: those of the experiment if they are fewer; 0 if there is no pass.
pub(super) fn people(experiment: &Experiment) -> u64 {
    let responds = experiment.responses.contains(&RANGE[0]);
    if responds { experiment.range_people.min(experiment.people) } else { 0 }
}

/// Lives the pass and sums it up.
pub(super) fn live(
    experiment: &Experiment,
    scenarios: &[Scenario],
    parameters: &Parameters,
    fitted: &Fitted,
    shard_size: usize,
) -> Result<Summary, BrokenIdentity> {
    let worlds = Worlds::of(scenarios, &RANGE);
    let mut all = Vec::new();
    for &seed in &experiment.seeds {
        let plan = worlds.plan(people(experiment) as usize, seed, experiment.last_year);
        all.extend(series(parameters, fitted, &Plan { shard_size, ..plan })?);
    }
    Ok(Summary::of(&all))
}
