//! An ensemble of draws of the uncertain parameters, each with provincial factors of its own, that fit the accounts of
//! 2024.
//!
//! ```text
//! hypercube   where the draws lie in the space of uncertain parameters
//! refit       the factors under a draw: the record's, moved by what the draw changes
//! distance    how far a draw is from the published accounts, and whether it is kept
//! make        all of this for many draws
//! threads     many draws at once
//! verify      the draws as a run uses them, against the accounts again
//! extremes    where the draws lie that were not kept
//! posterior   the draws weighed by what was published of other years
//! table       the draws as a file
//! ```
//! This is history matching: parameters spread over their admitted ranges, and those that cannot meet the accounts of
//! one year are left out; parameters that the accounts do not touch (growth after 2024, say) keep the spread they were
//! given. The draws that are kept are all alike here; the posterior weighs them.
//!
//! Published revenue holds contributions, subsidy and interest in one sum, and two parameters separate them:
//! `subsidy.contribution_share`, how much of all revenue is contributions, and `subsidy.richest`, which provinces get a
//! base subsidy at all. Both are drawn, so that every draw is refitted under a split of its own.

mod distance;
mod extremes;
mod hypercube;
mod make;
mod posterior;
mod refit;
mod table;
mod threads;
mod verify;

pub use distance::{Distance, EFFECTS, LEAST, NATION, SHARE, Tolerance, tolerances};
pub use extremes::{Extreme, extremes};
pub use hypercube::strata;
pub use make::{Making, Rejected, make};
pub use posterior::{Held, Posterior, Weighed, effective, log_likelihood};
pub use table::Origin;
pub use verify::verify;

use crate::fitted::{self, Fitted};
use crate::parameters::Parameters;
use crate::parameters::diagnostic::Report;
use crate::parameters::uncertainty::Uncertain;

/// The ensemble shipped with the program, and its name in the project.
const SHIPPED: (&str, &str) = ("calibration/parameters/ensemble.csv", include_str!("../../parameters/ensemble.csv"));

/// One draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Its number among all draws that were made, those that were rejected included.
    pub candidate: u32,
    /// The value of each uncertain parameter, in the order of the space.
    pub values: Vec<f64>,
    /// The provincial factors under it.
    pub fitted: Fitted,
}

/// Draws that fit the accounts.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// Where they come from.
    pub origin: Origin,
    /// What was drawn.
    pub space: Vec<Uncertain>,
    /// The draws; a run counts them from 1.
    pub draws: Vec<Draw>,
}

impl Ensemble {
    /// The ensemble shipped with the program; refused if it belongs to another record than the program has, or draws
    /// other parameters or bounds. What it does not draw keeps its central value.
    pub fn shipped() -> Result<Self, Report> {
        Self::read(SHIPPED.0, SHIPPED.1, &Parameters::embedded(), fitted::SHIPPED)
    }

    /// A checksum of the shipped file.
    pub fn shipped_checksum() -> String {
        table::record_checksum(SHIPPED.1)
    }

    /// Parameters with a draw put in. Those that were changed before keep their values: what an experiment sets is not
    /// drawn.
    pub fn parameters(&self, draw: &Draw, parameters: &Parameters) -> Parameters {
        let mut drawn = parameters.clone();
        for (parameter, &value) in self.space.iter().zip(&draw.values) {
            if parameters.get(&parameter.name).is_some_and(|known| known.changed_by.is_empty()) {
                parameter.set(&mut drawn, value);
            }
        }
        drawn
    }
}

#[cfg(test)]
mod tests;
