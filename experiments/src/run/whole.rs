//! A run put together from what its cells left.

use super::RunResult;
use super::cell::{Lived, Pass};
use crate::results::summary::{RANGE, Summary};
use fastox_calibration::inputs::Reference;
use fastox_model::country::WorldId;
use fastox_outputs::Manifest;

/// The worlds of a run, as its manifest names them: regime, response.
fn worlds(manifest: &Manifest) -> Vec<WorldId<'_>> {
    let parts = manifest.worlds.iter().filter_map(|world| world.rsplit_once(' '));
    parts.map(|(regime, response)| WorldId { regime, response }).collect()
}

/// The worlds of its range pass.
fn range_worlds<'a>(worlds: &[WorldId<'a>]) -> Vec<WorldId<'a>> {
    let mut regimes: Vec<&str> = worlds.iter().map(|world| world.regime).collect();
    regimes.dedup();
    let with = |regime| RANGE.iter().map(move |mode| WorldId { regime, response: mode.name() });
    regimes.into_iter().flat_map(with).collect()
}

/// The world that is compared with published numbers: as enacted and responding, or else the first.
fn compared<'a>(worlds: &[WorldId<'a>]) -> WorldId<'a> {
    let enacted = WorldId { regime: "national-pooling", response: RANGE[0].name() };
    worlds.iter().copied().find(|world| *world == enacted).unwrap_or(worlds[0])
}

impl Lived {
    /// The run that a manifest describes, or the first cell that is missing.
    pub fn whole(self, mut manifest: Manifest) -> Result<RunResult, String> {
        manifest.weight = self.weight as u64;
        let (summary, mut tables) = (self.summary(&manifest)?, self.tables.clone());
        let worlds = worlds(&manifest);
        let world = compared(&worlds);
        if let Some(means) = self.means(manifest.seeds[0], world) {
            tables.compare_means(means, world);
        }
        let reference = Reference::prepare();
        tables.diagnose(&reference);
        tables.compare(&reference, world, manifest.weight);
        for draw in 0..=manifest.draws as i32 {
            tables.decompose(&self.of_pass(Pass::Draw(draw), &manifest.seeds, &worlds)?, draw);
        }
        tables.sum_up(&summary);
        // Whatever the order in which cells were lived.
        let mut worlds = self.worlds;
        worlds.sort_by(|a, b| a.place().cmp(&b.place()));
        Ok(RunResult { tables: tables.into_vec(), manifest, summary, worlds, no_effect: Vec::new() })
    }

    fn summary(&self, manifest: &Manifest) -> Result<Summary, String> {
        let (worlds, seeds) = (worlds(manifest), &manifest.seeds);
        let mut summary = self.of_pass(Pass::Draw(0), seeds, &worlds)?;
        match manifest.range_people {
            // Without a pass the range is that of the run's own responses.
            0 => summary.take_ranges(&summary.clone(), manifest.people),
            people => summary.take_ranges(&self.range_pass(manifest, &worlds)?, people),
        }
        let drawn = (1..=manifest.draws as i32).map(|draw| self.of_pass(Pass::Draw(draw), seeds, &worlds));
        let drawn: Vec<Summary> = drawn.collect::<Result<_, _>>()?;
        summary.take_draws(&drawn);
        Ok(summary)
    }

    fn of_pass(&self, pass: Pass, seeds: &[u64], worlds: &[WorldId<'_>]) -> Result<Summary, String> {
        let worlds: Vec<(Pass, WorldId<'_>)> = worlds.iter().map(|world| (pass, *world)).collect();
        self.summaries(seeds, &worlds).map(Summary::of)
    }

    /// With as many people as the run, the central setting of the pass is the run's.
    fn range_pass(&self, manifest: &Manifest, worlds: &[WorldId<'_>]) -> Result<Summary, String> {
        let shared = manifest.range_people == manifest.people;
        let pass = |world: &WorldId<'_>| {
            if shared && world.response == RANGE[0].name() { Pass::Draw(0) } else { Pass::Range }
        };
        let worlds: Vec<(Pass, WorldId<'_>)> =
            range_worlds(worlds).into_iter().map(|world| (pass(&world), world)).collect();
        self.summaries(&manifest.seeds, &worlds).map(Summary::of)
    }
}
