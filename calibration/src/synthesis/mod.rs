//! The country on 31 December 2020: the census, with synthetic histories.

use crate::fitted::Fitted;
use crate::inputs::Inputs;
use crate::parameters::Parameters;
use fastox_model::country::Country;
use fastox_model::incentives::ResponseMode;
use fastox_model::pooling::Regime;
use fastox_model::units::Year;

/// What a run asks for.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Simulated persons; the weight is the nearest integer that gives about so many.
    pub people: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// Last year.
    pub last_year: Year,
    /// The worlds: regime and response.
    pub worlds: Vec<(Regime, ResponseMode)>,
    /// The regime all worlds share to 2021.
    pub common: Regime,
    /// Size of the sample panel.
    pub sample: usize,
    /// People per shard; results do not depend on it.
    pub shard_size: usize,
}

/// A country ready to live, and what its years bring.
#[derive(Debug)]
pub struct Setup {
    /// The country on 31 December 2020.
    pub country: Country,
    /// What every year brings.
    pub inputs: Inputs,
}

/// Builds the country.
pub fn open(_parameters: &Parameters, _fitted: &Fitted, _plan: &Plan) -> Setup {
    unimplemented!("being written")
}
