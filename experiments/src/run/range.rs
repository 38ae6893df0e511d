//! The range pass: the responding worlds once more, with fewer people, in every setting and ordering of the response.
//!
//! It is lived after the seeds of the experiment, on the same seeds, and leaves only what the table `range` needs.

use super::{Run, RunError, worlds};
use crate::asked::experiment::Experiment;
use crate::asked::scenario::Scenario;
use crate::results::summary::{RANGE, Summary, Track};
use crate::results::tables::{Figures, Key, View};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{self, Setup};
use fastox_model::books::BrokenIdentity;
use fastox_model::year::live_one_year;
use fastox_outputs::Manifest;

/// Simulated people of the pass: those of the experiment if they are fewer; 0 if there is no pass.
pub(super) fn people(experiment: &Experiment) -> u64 {
    let responds = experiment.responses.contains(&RANGE[0]);
    if responds { experiment.range_people.min(experiment.people) } else { 0 }
}

/// Lives the pass and sums it up.
pub(super) fn live(
    experiment: &Experiment,
    scenarios: &[Scenario],
    (parameters, fitted): (&Parameters, &Fitted),
    shard_size: usize,
    manifest: &Manifest,
) -> Result<Summary, RunError> {
    let (worlds, reforms) = worlds(scenarios, &RANGE);
    let run = Run::new(&worlds, &reforms);
    let smaller = Experiment { people: people(experiment), sample: 0, ..experiment.clone() };
    let mut tracks = Vec::new();
    for &seed in &experiment.seeds {
        let plan = run.plan(&smaller, seed, shard_size);
        let mut setup = synthesis::open(parameters, fitted, &plan);
        let lived = lived(&run, seed, &mut setup)
            .map_err(|broken| RunError::Broken(Box::new((broken, manifest.clone()))))?;
        tracks.extend(lived);
    }
    Ok(Summary::of(&tracks))
}

fn lived(run: &Run<'_>, seed: u64, setup: &mut Setup) -> Result<Vec<Track>, BrokenIdentity> {
    let key = |world: usize| -> Key<'_> { run.key(world, seed) };
    let mut tracks: Vec<Track> =
        (0..run.worlds.len()).map(|world| Track::new(&key(world))).collect();
    for inputs in 0..setup.inputs.years.len() {
        let report = live_one_year(&mut setup.country, &setup.inputs.years[inputs])?;
        for (world, track) in tracks.iter_mut().enumerate() {
            let view: View<'_> = run.view(world, seed, setup, inputs, &report);
            track.add(&view, &Figures::of(&view));
        }
    }
    Ok(tracks)
}
