//! What is lived in one go, and what is left of it until the run is put together.
//!
//! A run is a set of cells: all its worlds under one seed and one draw of the uncertain parameters, and the range pass
//! of one seed. A cell depends on no other, so that cells may be lived in any order, on any machine, or have been lived
//! before; which other worlds a cell has changes nothing of a world.

use super::worlds::Worlds;
use crate::results::loss::PresentValues;
use crate::results::series::{Series, Whip};
use crate::results::summary::{Collected, WorldSummary};
use crate::results::tables::{Tables, law_means::Means};
use fastox_calibration::data;
use fastox_model::country::WorldId;
use fastox_model::units::Year;
use fastox_outputs::Table;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Which lives a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pass {
    /// The worlds of the experiment under a draw, or at a point of its design; 0 is the central values.
    Draw(i32),
    /// The range pass.
    Range,
}

impl fmt::Display for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draw(draw) => write!(f, "draw {draw}"),
            Self::Range => f.write_str("range pass"),
        }
    }
}

/// One cell: worlds by their places among those of the experiment, or of its range pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which lives it holds.
    pub pass: Pass,
    /// The seed.
    pub seed: u64,
    pub(super) worlds: Vec<usize>,
    /// Its name, which no other cell of a run has.
    pub name: String,
}

impl Cell {
    pub(super) fn new(pass: Pass, seed: u64, places: Vec<usize>, worlds: &Worlds) -> Self {
        let ids: Vec<String> = places.iter().map(|place| worlds.specs[*place].id().to_string()).collect();
        let which = match pass {
            Pass::Draw(draw) => format!("draw-{draw}"),
            Pass::Range => "range".to_owned(),
        };
        let checksum = data::checksum_of(ids.iter().map(|id| (id.as_str(), "")));
        Self { pass, seed, worlds: places, name: format!("{which}-seed-{seed}-{}", &checksum[..8]) }
    }

    /// The places of its worlds among those of its pass.
    pub fn worlds(&self) -> &[usize] {
        &self.worlds
    }
}

/// What a world of a cell is summed up by, with everything that a run needs of it besides its rows in tables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorldRecord {
    pub pass: Pass,
    #[serde(flatten)]
    pub summary: WorldSummary,
    /// Of the central values and the range pass.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    whips: BTreeMap<Year, Vec<Whip>>,
    /// Of the central values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    collected: BTreeMap<Year, Vec<Collected>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    present: Option<PresentValues>,
    /// Of the central values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<Means>,
}

impl WorldRecord {
    pub fn of(pass: Pass, series: &Series, means: Option<Means>) -> Self {
        let mut summary = WorldSummary::of(series);
        let (mut whips, mut collected) = (std::mem::take(&mut summary.whips), std::mem::take(&mut summary.collected));
        if matches!(pass, Pass::Draw(1..)) {
            whips.clear();
        }
        if pass != Pass::Draw(0) {
            collected.clear();
        }
        let present = summary.present.take();
        Self { pass, summary, whips, collected, present, means }
    }

    fn id(&self) -> WorldId<'_> {
        self.summary.id()
    }

    /// What no other record of a run shares, in the order of files.
    pub(super) fn place(&self) -> (Pass, u64, WorldId<'_>) {
        (self.pass, self.summary.seed, self.id())
    }

    fn whole(&self) -> WorldSummary {
        let (whips, collected, present) = (self.whips.clone(), self.collected.clone(), self.present);
        WorldSummary { whips, collected, present, ..self.summary.clone() }
    }
}

/// What cells left.
#[derive(Clone, Debug, Default)]
pub struct Lived {
    pub tables: Tables,
    /// In the order of [`WorldRecord::place`].
    worlds: Vec<WorldRecord>,
    /// Persons an agent stands for.
    pub weight: i64,
}

impl Lived {
    /// What was read of a folder.
    pub fn read(tables: &[Table], worlds: Vec<WorldRecord>, weight: i64) -> Self {
        let mut own = Tables::default();
        own.append(&tables.iter().collect::<Vec<_>>());
        Self::new(own, worlds, weight)
    }

    pub(super) fn new(tables: Tables, mut worlds: Vec<WorldRecord>, weight: i64) -> Self {
        worlds.sort_by(|a, b| a.place().cmp(&b.place()));
        Self { tables, worlds, weight }
    }

    /// Adds what other cells left. A world that is known stays as it is: of a run that was put together while its cells
    /// were still there, both are found.
    pub fn append(&mut self, more: Self) {
        if self.worlds.is_empty() {
            *self = more;
            return;
        }
        let (known, new): (Vec<_>, Vec<_>) = more.worlds.into_iter().partition(|world| {
            let (pass, seed, id) = world.place();
            self.find(pass, seed, id).is_some()
        });
        if known.is_empty() && self.tables.observed().iter().all(|table| table.is_empty()) {
            self.tables = more.tables;
        } else if known.is_empty() {
            self.tables.append(&more.tables.observed());
        } else {
            let asked = |world: &str, response: &str, draw: i32, seed: i64| {
                let place = (Pass::Draw(draw), seed as u64, WorldId { regime: world, response });
                new.iter().any(|world| world.place() == place)
            };
            let rows = more.tables.observed().map(|table| table.of_worlds(asked));
            self.tables.append(&rows.each_ref());
        }
        self.worlds.extend(new);
        self.worlds.sort_by(|a, b| a.place().cmp(&b.place()));
        self.weight = self.weight.max(more.weight);
    }

    /// What each world is summed up by.
    pub fn worlds(&self) -> &[WorldRecord] {
        &self.worlds
    }

    pub(super) fn into_worlds(self) -> Vec<WorldRecord> {
        self.worlds
    }

    fn find(&self, pass: Pass, seed: u64, world: WorldId<'_>) -> Option<&WorldRecord> {
        let found = self.worlds.binary_search_by(|known| known.place().cmp(&(pass, seed, world)));
        found.ok().map(|place| &self.worlds[place])
    }

    /// Worlds with the pass that each is of, seed by seed in the order of a run, or the first that is missing.
    pub fn summaries(&self, seeds: &[u64], worlds: &[(Pass, WorldId<'_>)]) -> Result<Vec<WorldSummary>, String> {
        let all = seeds.iter().flat_map(|seed| worlds.iter().map(move |(pass, world)| (*seed, *pass, *world)));
        let found = |(seed, pass, world)| {
            let missing = || format!("{pass}, seed {seed}, {world}");
            self.find(pass, seed, world).map(WorldRecord::whole).ok_or_else(missing)
        };
        all.map(found).collect()
    }

    /// The worlds of a pass and seed that were not lived, by their places.
    pub(super) fn missing(&self, pass: Pass, seed: u64, worlds: &Worlds) -> Option<Cell> {
        let unknown = |place: &usize| self.find(pass, seed, worlds.specs[*place].id()).is_none();
        let places: Vec<usize> = (0..worlds.specs.len()).filter(unknown).collect();
        (!places.is_empty()).then(|| Cell::new(pass, seed, places, worlds))
    }

    /// The means of a world under its first seed.
    pub fn means(&self, seed: u64, world: WorldId<'_>) -> Option<&Means> {
        self.find(Pass::Draw(0), seed, world)?.means.as_ref()
    }
}
