//! The numbers that matter at the end of a run, by world; also `summary.json`, which `fastox compare` reads.

mod decomposition;
mod law_check;
mod measures;
mod text;
mod track;

pub use decomposition::Decomposition;
pub use law_check::law_check;
pub use measures::{MEASURES, Measure};
pub use track::Track;

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One world of one seed: its measures by name; one that a run does not reach is missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorldSummary {
    /// The regime.
    pub world: String,
    /// `fixed` or `responding`.
    pub response: String,
    /// The seed.
    pub seed: u64,
    /// See [`MEASURES`].
    pub measures: BTreeMap<String, Option<f64>>,
}

/// The measures of all worlds and seeds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// One entry a world and seed, seed by seed.
    pub worlds: Vec<WorldSummary>,
    /// What the change of the regime does by itself, and what governments add, if the four worlds are there.
    pub decomposition: Option<Decomposition>,
}

impl Summary {
    /// The file of a run folder that holds it.
    pub const FILE_NAME: &'static str = "summary.json";

    /// Sums up what was tracked.
    pub fn of(tracks: &[Track]) -> Self {
        let worlds: Vec<WorldSummary> = tracks.iter().map(Track::summary).collect();
        let mut summary = Self { worlds, decomposition: None };
        summary.decomposition = Decomposition::of(&summary);
        summary
    }

    /// The worlds, each once, in the order of the run.
    pub fn names(&self) -> Vec<(&str, &str)> {
        let mut names = Vec::new();
        for world in &self.worlds {
            let name = (world.world.as_str(), world.response.as_str());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// A measure of a world by seed, where it is known.
    pub fn values(&self, world: (&str, &str), measure: &str) -> BTreeMap<u64, f64> {
        let of_world =
            self.worlds.iter().filter(|w| (w.world.as_str(), w.response.as_str()) == world);
        of_world
            .filter_map(|w| Some((w.seed, w.measures.get(measure).copied().flatten()?)))
            .collect()
    }

    /// The seeds of a world.
    pub fn seeds(&self, world: (&str, &str)) -> BTreeSet<u64> {
        let of_world =
            self.worlds.iter().filter(|w| (w.world.as_str(), w.response.as_str()) == world);
        of_world.map(|w| w.seed).collect()
    }

    /// The mean over seeds, if every seed knows the measure.
    pub fn mean(&self, world: (&str, &str), measure: &str) -> Option<f64> {
        let values = self.values(world, measure);
        let complete = !values.is_empty() && values.len() == self.seeds(world).len();
        complete.then(|| values.values().sum::<f64>() / values.len() as f64)
    }
}
