//! What a change of the regime does by itself, and what governments add by reacting to it.
//!
//! ```text
//! mechanical  = B_fixed − A_fixed
//! behavioural = (B_responding − B_fixed) − (A_responding − A_fixed)
//! ```
//! They add up to the whole difference between the responding worlds.

use super::Summary;
use serde::{Deserialize, Serialize};

/// The decomposition of the central burden's present value from one regime to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decomposition {
    /// The measure that is decomposed.
    pub measure: String,
    /// A.
    pub from: String,
    /// B.
    pub to: String,
    /// Before anybody reacts.
    pub mechanical: f64,
    /// What reactions add.
    pub behavioural: f64,
    /// Both together.
    pub total: f64,
}

const MEASURE: &str = "central_burden_present_value_yuan";
const FROM: &str = "central-adjustment";
const TO: &str = "national-pooling";

impl Decomposition {
    /// The decomposition, if the four worlds are there.
    pub fn of(summary: &Summary) -> Option<Self> {
        let mean = |world, response| summary.mean((world, response), MEASURE);
        let (from, to) = (mean(FROM, "fixed")?, mean(TO, "fixed")?);
        let (from_responding, to_responding) = (mean(FROM, "responding")?, mean(TO, "responding")?);
        Some(Self {
            measure: MEASURE.to_owned(),
            from: FROM.to_owned(),
            to: TO.to_owned(),
            mechanical: to - from,
            behavioural: (to_responding - to) - (from_responding - from),
            total: to_responding - from_responding,
        })
    }
}
