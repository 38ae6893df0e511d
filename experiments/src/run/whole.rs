//! A run put together from what its cells left.

use super::RunResult;
use super::cell::{Lived, Pass};
use crate::results::comparison;
use crate::results::summary::{RANGE, Summary};
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
    let with = |regime| super::range_modes().map(move |mode| WorldId { regime, response: mode.name() });
    regimes.into_iter().flat_map(with).collect()
}

/// The world that is compared with published numbers: as enacted and responding, or else the first.
fn compared<'a>(worlds: &[WorldId<'a>]) -> WorldId<'a> {
    let enacted = WorldId { regime: "national-pooling", response: RANGE[0].name() };
    worlds.iter().copied().find(|world| *world == enacted).unwrap_or(worlds[0])
}

impl Lived {
    /// The run that a manifest describes, or the first cell that is missing.
    pub fn whole(mut self, mut manifest: Manifest) -> Result<RunResult, String> {
        manifest.weight = self.weight as u64;
        let (worlds, reference) = (worlds(&manifest), comparison::reference());
        let world = compared(&worlds);
        let summary_of = |draw| self.of_pass(Pass::Draw(draw), &manifest.seeds, &worlds);
        let mut summary = summary_of(0)?;
        let varied: Vec<Summary> = (1..=manifest.varied() as i32).map(summary_of).collect::<Result<_, _>>()?;
        let pass = match manifest.range_people {
            // Without a pass the range is that of the run's own responses.
            0 => (summary.clone(), manifest.people),
            people => (self.range_pass(&manifest, &worlds)?, people),
        };
        let mut tables = std::mem::take(&mut self.tables);
        if let Some(means) = self.means(manifest.seeds[0], world) {
            tables.compare_means(means, world);
        }
        tables.diagnose(reference);
        tables.compare(reference, world, manifest.weight);
        for (draw, summary) in std::iter::once(&summary).chain(&varied).enumerate() {
            tables.decompose(summary, draw as i32);
        }
        summary.take_ranges(&pass.0, pass.1);
        if manifest.points() == 0 {
            summary.take_draws(&varied, &manifest.draw_weights);
        } else {
            tables.add_points(&manifest, &summary, &varied);
        }
        tables.sum_up(&summary);
        let (tables, worlds) = (tables.into_vec(), self.into_worlds());
        Ok(RunResult { tables, manifest, summary, worlds, no_effect: Vec::new() })
    }

    fn of_pass(&self, pass: Pass, seeds: &[u64], worlds: &[WorldId<'_>]) -> Result<Summary, String> {
        let worlds: Vec<(Pass, WorldId<'_>)> = worlds.iter().map(|world| (pass, *world)).collect();
        self.summaries(seeds, &worlds).map(Summary::of)
    }

    /// With as many people as the run, responses that the run lived are the run's.
    fn range_pass(&self, manifest: &Manifest, worlds: &[WorldId<'_>]) -> Result<Summary, String> {
        let shared = manifest.range_people == manifest.people;
        let pass = |world: &WorldId<'_>| {
            if shared && worlds.contains(world) { Pass::Draw(0) } else { Pass::Range }
        };
        let worlds: Vec<(Pass, WorldId<'_>)> =
            range_worlds(worlds).into_iter().map(|world| (pass(&world), world)).collect();
        self.summaries(&manifest.seeds, &worlds).map(Summary::of)
    }
}
