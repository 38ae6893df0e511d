//! What a run asks for.

use crate::inputs::LAST_YEAR;
use crate::parameters::Overlay;
use fastox_model::country::WorldSpec;
use fastox_model::incentives::Extent;
use fastox_model::pooling::Regime;
use fastox_model::ranks::{Alone, Ranks};
use fastox_model::units::Year;
use std::sync::Arc;

/// What a run asks for.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Simulated persons; the weight is the nearest integer that gives about so many.
    pub people: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// Last year.
    pub last_year: Year,
    /// The worlds: regime, response, reforms.
    pub worlds: Vec<WorldSpec>,
    /// The sets of reforms that worlds name, from variant 1 on.
    pub reforms: Vec<Vec<Overlay>>,
    /// The regime all worlds share to 2021.
    pub common: Regime,
    /// Size of the sample panel.
    pub sample: usize,
    /// People per shard; results do not depend on it.
    pub shard_size: usize,
    /// How much of a year is measured; accounts do not depend on it.
    pub extent: Extent,
    /// Who lives the people together; results do not depend on it.
    pub ranks: Arc<dyn Ranks>,
}

/// People per shard, unless asked otherwise; results do not depend on it.
pub const SHARD: usize = 16_384;

impl Plan {
    /// These worlds under the law as it stands, lived to the end without a panel, by 100,000 people.
    pub fn new(common: Regime, worlds: Vec<WorldSpec>) -> Self {
        Self {
            people: 100_000,
            seed: 1,
            last_year: LAST_YEAR,
            worlds,
            reforms: Vec::new(),
            common,
            sample: 0,
            shard_size: SHARD,
            extent: Extent::Tables,
            ranks: Arc::new(Alone),
        }
    }
}
