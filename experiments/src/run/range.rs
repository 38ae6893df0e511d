//! The range pass: the responding worlds once more, with fewer people, in every setting and ordering of the response.
//!
//! It is lived after the seeds of the experiment, on the same seeds, and leaves only what the table `range` needs.
//! Where the experiment has no more people than the pass, the central setting is lived already.

use super::Progress;
use super::runner::Runner;
use super::worlds::{Worlds, series_shown};
use crate::asked::experiment::Experiment;
use crate::asked::scenario::Scenario;
use crate::results::series::Series;
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

/// How many countries the pass lives.
pub fn countries(experiment: &Experiment) -> usize {
    if people(experiment) > 0 { experiment.seeds.len() } else { 0 }
}

/// Lives the pass and sums it up. `central` are the worlds of the experiment, as many people having lived in them.
pub(super) fn live(
    runner: &mut Runner<'_>,
    scenarios: &[Scenario],
    parameters: &Parameters,
    fitted: &Fitted,
    central: &[Series],
) -> Result<Summary, BrokenIdentity> {
    let (experiment, shard_size) = (runner.experiment, runner.shard_size);
    let (people, seeds) = (people(experiment), &experiment.seeds);
    let lived = if people == experiment.people { central } else { &[] };
    let modes = if lived.is_empty() { &RANGE[..] } else { &RANGE[1..] };
    let worlds = Worlds::of(scenarios, modes);
    let mut all = Vec::new();
    for (place, &seed) in seeds.iter().enumerate() {
        let plan = worlds.plan(people as usize, seed, experiment.last_year);
        let now = |year, people| Progress {
            place: seeds.len() + place,
            draw: 0,
            seed,
            year,
            worlds: plan.worlds.len(),
            people,
            range: true,
        };
        let plan = Plan { shard_size, ..plan.clone() };
        let pass = series_shown(parameters, fitted, &plan, |world| {
            (runner.progress)(now(world.year, world.country.people.people()));
        })?;
        let own = lived.iter().filter(|world| world.seed == seed && world.world().response == RANGE[0].name());
        all.extend(in_order(own.cloned(), pass, modes.len()));
    }
    Ok(Summary::of(&all))
}

/// The worlds regime by regime, the central setting first.
fn in_order(own: impl Iterator<Item = Series>, pass: Vec<Series>, settings: usize) -> Vec<Series> {
    let (mut own, mut all) = (own, Vec::new());
    for (number, series) in pass.into_iter().enumerate() {
        if number.is_multiple_of(settings) {
            all.extend(own.next());
        }
        all.push(series);
    }
    all
}
