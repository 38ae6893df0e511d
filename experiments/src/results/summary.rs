//! The numbers that matter at the end of a run, by world; also `summary.json`, which `fastox compare` reads.

mod decomposition;
mod effect;
mod law_check;
mod measures;
mod range;
mod text;
mod track;
mod uncertainty;

pub use decomposition::Decomposition;
pub use effect::Effect;
pub use law_check::law_check;
pub use measures::{MEASURES, Measure};
pub use range::{RANGE, Range, WHIP_MEASURES};
pub use track::{Track, WHIP_YEARS, Whip};
pub use uncertainty::Band;

use fastox_model::geography::Province;
use fastox_model::units::Year;
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
    /// What provinces keep and lose in [`WHIP_YEARS`]; of the table `range`, not of the file.
    #[serde(skip)]
    pub whips: BTreeMap<Year, Vec<Whip>>,
}

/// The measures of all worlds and seeds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// One entry a world and seed, seed by seed.
    pub worlds: Vec<WorldSummary>,
    /// What national pooling does to collection in 2022–24, if both worlds are there.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Headlines over settings and orderings of the response.
    #[serde(default)]
    pub ranges: Vec<Range>,
    /// How many draws of the uncertain parameters were lived.
    #[serde(default, skip_serializing_if = "none")]
    pub draws: usize,
    /// Headlines over these draws.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncertainty: Vec<Band>,
    /// Ranges of provinces; of the table `range`, not of the file.
    #[serde(skip)]
    pub provincial_ranges: Vec<Range>,
}

impl Summary {
    /// The file of a run folder that holds it.
    pub const FILE_NAME: &'static str = "summary.json";

    /// Sums up what was tracked.
    pub fn of(tracks: &[Track]) -> Self {
        let worlds = tracks.iter().map(Track::summary).collect();
        Self { worlds, effects: Effect::of(tracks), ..Self::default() }
    }

    /// Takes the ranges of a pass that lived the responding worlds in all settings and orderings.
    pub fn take_ranges(&mut self, pass: &Self, people: u64) {
        let ranges = Range::all(pass, people);
        (self.ranges, self.provincial_ranges) =
            ranges.into_iter().partition(|range| range.province == 0);
    }

    /// The range of a measure of a regime.
    pub fn range(&self, world: &str, measure: &str) -> Option<&Range> {
        self.ranges.iter().find(|range| range.world == world && range.measure == measure)
    }

    /// The regimes, each once, in the order of the run.
    pub fn regimes(&self) -> Vec<&str> {
        once(self.worlds.iter().map(|world| world.world.as_str()))
    }

    /// The responses, each once, in the order of the run.
    pub fn responses(&self) -> Vec<&str> {
        once(self.worlds.iter().map(|world| world.response.as_str()))
    }

    /// The worlds, each once, in the order of the run.
    pub fn names(&self) -> Vec<(&str, &str)> {
        once(self.worlds.iter().map(|world| (world.world.as_str(), world.response.as_str())))
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

    /// What a province keeps and loses in a year: the mean over seeds.
    pub fn mean_whip(&self, world: (&str, &str), year: Year, p: Province) -> Option<Whip> {
        let of_world =
            self.worlds.iter().filter(|w| (w.world.as_str(), w.response.as_str()) == world);
        let values: Option<Vec<Whip>> =
            of_world.map(|w| Some(w.whips.get(&year)?[p.index()])).collect();
        let values = values.filter(|values| !values.is_empty())?;
        let mean = |place: usize| {
            values.iter().map(|value| value[place]).sum::<f64>() / values.len() as f64
        };
        Some(std::array::from_fn(mean))
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn none(number: &usize) -> bool {
    *number == 0
}

/// Each once, in the order of the first.
fn once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for one in all {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
