//! Why a headline is what it is: Shapley values over ageing, migration, wages and coverage, the response of governments
//! and the pooling regime, from the country of 2024 carried on to the model's.
//!
//! Each of the 32 sets of factors is a world of its own (`worlds`); the values add up exactly (`shapley`). A calendar
//! year that does not come counts as the year after the last one. A headline that some world does not know, as what
//! provinces in deficit keep where none is in deficit, cannot be taken apart and is named.

mod bands;
mod shapley;
mod table;
mod text;
mod worlds;

pub use bands::{DrawnParts, PartsBand, ValueBand, decompose_draws};
pub use shapley::{Factor, SETS};
pub use table::table;
pub use text::{MAIN, to_text};
pub use worlds::{ACCOUNTS, DecompositionPlan, HELD};

use crate::results::headlines::{HEADLINES, Headline, Unit};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_model::books::BrokenIdentity;
use fastox_model::units::Year;
use serde::Serialize;

/// How many worlds are lived: that which tells the ratio of retirees, and one a set.
pub const WORLDS: u64 = SETS as u64 + 1;

/// What one factor adds, in the unit of the headline.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FactorPart {
    /// The factor.
    pub factor: Factor,
    /// Its Shapley value.
    pub value: f64,
    /// What it adds to the country of 2024, all else held.
    pub alone: f64,
    /// What it adds to all the others.
    pub last: f64,
    /// The same while ageing is held; missing of ageing.
    pub last_ageing_held: Option<f64>,
}

/// A headline, taken apart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parts {
    /// The headline.
    pub measure: &'static str,
    /// With everything held.
    pub held: f64,
    /// One a factor; the values add up to `total`.
    pub parts: [FactorPart; Factor::COUNT],
    /// `model` less `held`.
    pub total: f64,
    /// With everything as in the model.
    pub model: f64,
    /// Worlds in which the year did not come and counts as the one after the last.
    pub not_reached: usize,
}

/// A decomposition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decomposed {
    /// The regime.
    pub regime: String,
    /// The response.
    pub response: &'static str,
    /// Simulated people.
    pub people: usize,
    /// The seed.
    pub seed: u64,
    /// The last year.
    pub last_year: Year,
    /// Whether the provinces of 2024 are the same in all worlds, as they are unless a regime differs before.
    pub same_accounts: bool,
    /// The headlines.
    pub measures: Vec<Parts>,
    /// Headlines that some world does not know.
    pub left_out: Vec<&'static str>,
    /// The parts over draws of the posterior, of the headlines that a draw knows; empty without draws.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<PartsBand>,
    /// The draws.
    #[serde(skip)]
    pub drawn: Vec<DrawnParts>,
}

/// Lives the worlds and takes every headline apart that all of them know; see `worlds` for `progress`.
pub fn decompose(
    parameters: &Parameters,
    record: &Fitted,
    asked: &DecompositionPlan,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Decomposed, BrokenIdentity> {
    let lived = worlds::live(parameters, record, asked, progress)?;
    let (mut measures, mut left_out) = (Vec::new(), Vec::new());
    for (headline, values) in HEADLINES.iter().zip(&lived.headlines) {
        match Parts::of(headline, values, asked.last_year) {
            Some(parts) => measures.push(parts),
            None if values.iter().any(Option::is_some) => left_out.push(headline.name),
            None => {}
        }
    }
    Ok(Decomposed {
        regime: asked.scenario.regime.name.clone(),
        response: asked.response.name(),
        people: asked.people,
        seed: asked.seed,
        last_year: asked.last_year,
        same_accounts: lived.same_accounts,
        measures,
        left_out,
        bands: Vec::new(),
        drawn: Vec::new(),
    })
}

impl Decomposed {
    /// The parts of a headline.
    pub fn find(&self, measure: &str) -> Option<&Parts> {
        self.measures.iter().find(|parts| parts.measure == measure)
    }
}

impl Parts {
    /// Takes a headline apart, if every world knows it.
    fn of(headline: &Headline, values: &[Option<f64>; SETS], last_year: Year) -> Option<Self> {
        let known = values.iter().flatten().count();
        let is_year = headline.unit == Unit::Year && known > 0;
        if known < SETS && !is_year {
            return None;
        }
        let never = f64::from(last_year + 1);
        let game = values.map(|value| to_quanta(headline.unit, value.unwrap_or(never)));
        let number = |quanta: i128| quanta as f64 * quantum(headline.unit);
        let [held, model] = [game[0], game[SETS - 1]];
        let whole = shapley::in_quanta(&game);
        let part = |factor: Factor| {
            let adds = |set: usize| number(game[set] - game[set & !factor.bit()]);
            let ageing_held = (SETS - 1) & !Factor::Ageing.bit();
            FactorPart {
                factor,
                value: number(whole[factor as usize]),
                alone: adds(factor.bit()),
                last: adds(SETS - 1),
                last_ageing_held: (factor != Factor::Ageing).then(|| adds(ageing_held)),
            }
        };
        Some(Self {
            measure: headline.name,
            held: number(held),
            parts: Factor::ALL.map(part),
            total: number(model - held),
            model: number(model),
            not_reached: SETS - known,
        })
    }
}

/// What a headline is counted in: a power of two, so that whole numbers of it and their sums are exact. Yuan are counted
/// whole, parts of a year or a head to a millionth, shares to a hundred-billionth.
fn quantum(unit: Unit) -> f64 {
    match unit {
        Unit::Yuan => 1.0,
        Unit::Year | Unit::Count => f64::from(2u32.pow(20)).recip(),
        Unit::Share | Unit::SmallShare | Unit::Ratio => 2f64.powi(36).recip(),
    }
}

fn to_quanta(unit: Unit, value: f64) -> i128 {
    (value / quantum(unit)).round_ties_even() as i128
}

#[cfg(test)]
mod tests;
