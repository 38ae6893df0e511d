//! The numbers that matter at the end of a run, by world; also `summary.json`, which `fastox compare` reads.

mod decomposition;
mod effect;
mod range;
mod text;
mod uncertainty;

pub use decomposition::Decomposition;
pub use effect::{Collected, Effect};
pub use range::{RANGE, Range, WHIP_MEASURES};
pub(crate) use text::{names, rounded, span};
pub use uncertainty::Band;

use super::headlines::Headline;
use super::loss::{Loss, PresentValues};
use super::series::{Series, Whip};
use fastox_model::country::WorldId;
use fastox_model::geography::{NATION, Province};
use fastox_model::incentives::ResponseMode;
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
    /// See the list in `headlines.rs`.
    pub measures: BTreeMap<String, Option<f64>>,
    /// What provinces keep and lose in `WHIP_YEARS`; of the table `range`, not of the file.
    #[serde(skip)]
    pub whips: BTreeMap<Year, Vec<Whip>>,
    /// What provinces collected in the years of [`Effect`]; not of the file.
    #[serde(skip)]
    pub collected: BTreeMap<Year, Vec<Collected>>,
    /// What its loss against effort kept is made of; not of the file.
    #[serde(skip)]
    pub present: Option<PresentValues>,
}

impl WorldSummary {
    /// Sums up the years of a world.
    pub fn of(series: &Series) -> Self {
        let world = series.world();
        Self {
            world: world.regime.to_owned(),
            response: world.response.to_owned(),
            seed: series.seed,
            measures: Headline::of_summary()
                .map(|headline| (headline.name.to_owned(), headline.value(series)))
                .collect(),
            whips: series.whips(),
            collected: effect::years().filter_map(|year| Some((year, Collected::all(series.at(year)?)))).collect(),
            present: PresentValues::of(series),
        }
    }

    /// Enters the headlines of what collecting less costs.
    fn take_loss(&mut self, loss: &Loss) {
        for headline in Headline::of_summary() {
            if let Some(value) = headline.of_loss(loss) {
                self.measures.insert(headline.name.to_owned(), Some(value));
            }
        }
    }

    /// The name of the world.
    pub fn id(&self) -> WorldId<'_> {
        WorldId { regime: &self.world, response: &self.response }
    }
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
    /// As many equally weighted draws would tell as much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_draws: Option<f64>,
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

    /// Puts worlds and seeds together, seed by seed.
    pub fn of(mut worlds: Vec<WorldSummary>) -> Self {
        let effects = Effect::of(&worlds);
        take_losses(&mut worlds);
        Self { worlds, effects, ..Self::default() }
    }

    /// Takes the ranges of a pass that lived the responding worlds in all settings and orderings.
    pub fn take_ranges(&mut self, pass: &Self, people: u64) {
        let ranges = Range::all(pass, people);
        (self.ranges, self.provincial_ranges) = ranges.into_iter().partition(|range| range.province == NATION);
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
    pub fn names(&self) -> Vec<WorldId<'_>> {
        once(self.worlds.iter().map(WorldSummary::id))
    }

    /// The seeds of a world.
    fn of_world<'s>(&'s self, world: WorldId<'s>) -> impl Iterator<Item = &'s WorldSummary> {
        self.worlds.iter().filter(move |of| of.id() == world)
    }

    /// A measure of a world by seed, where it is known.
    pub fn values(&self, world: WorldId<'_>, measure: &str) -> BTreeMap<u64, f64> {
        self.of_world(world).filter_map(|w| Some((w.seed, w.measures.get(measure).copied().flatten()?))).collect()
    }

    /// The seeds of a world.
    pub fn seeds(&self, world: WorldId<'_>) -> BTreeSet<u64> {
        self.of_world(world).map(|w| w.seed).collect()
    }

    /// The mean over seeds, if every seed knows the measure.
    pub fn mean(&self, world: WorldId<'_>, measure: &str) -> Option<f64> {
        let values = self.values(world, measure);
        let complete = !values.is_empty() && values.len() == self.seeds(world).len();
        complete.then(|| values.values().sum::<f64>() / values.len() as f64)
    }

    /// What a province keeps and loses in a year: the mean over seeds, if every seed knows it.
    pub fn mean_whip(&self, world: WorldId<'_>, year: Year, p: Province) -> Option<Whip> {
        let values: Option<Vec<Whip>> = self.of_world(world).map(|w| Some(w.whips.get(&year)?[p.index()])).collect();
        let values = values.filter(|values| !values.is_empty())?;
        let sum = |place: usize| values.iter().map(|value| value[place]).sum::<Option<f64>>();
        Some(std::array::from_fn(|place| Some(sum(place)? / values.len() as f64)))
    }
}

/// What every world loses against the same regime and seed with effort kept, where that was lived.
fn take_losses(worlds: &mut [WorldSummary]) {
    let kept: Vec<(String, u64, PresentValues)> = worlds
        .iter()
        .filter(|world| world.response == ResponseMode::Fixed.name())
        .filter_map(|world| Some((world.world.clone(), world.seed, world.present?)))
        .collect();
    for world in worlds {
        let same = |(regime, seed, _): &&(String, u64, PresentValues)| *regime == world.world && *seed == world.seed;
        if let Some((responding, (_, _, kept))) = world.present.zip(kept.iter().find(same)) {
            world.take_loss(&Loss { kept: *kept, responding });
        }
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
