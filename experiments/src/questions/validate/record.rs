//! The forecast record: what the model says from an earlier year beside what was published since, and what it says
//! today of years that have no accounts yet.
//!
//! ```text
//! vintage 2010   the accounts of 2010 carried into 2011, and no figure of a province after it ([`super::history`])
//! vintage 2020   the opening of 2020 with national factors in every province; the nation was fitted to 2021–24
//! vintage 2024   the record of today, written down before accounts of its years are read
//! band           5 to 95 % of the posterior's draws, by their weights: parameters, not what provinces do of their own
//! error          model ÷ published − 1
//! ```
//! A national figure that a vintage was given (insured and expenditure, retirees to 2016, revenue of 2011; from 2020 all
//! four) is no forecast, and is marked so.

mod scores;
mod signals;
mod text;
mod vintages;

pub use scores::HorizonErrors;
pub use signals::Signal;
pub use text::{to_csv, to_text};

use super::history::{ROUNDS, STATISTICS};
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Report;
use fastox_model::books::BrokenIdentity;
use fastox_model::geography::NATION;
use fastox_model::units::Year;
use serde::Serialize;

/// One figure that was foretold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Foretold {
    /// The last year whose provincial accounts were used.
    pub vintage: Year,
    /// The year it speaks of.
    pub year: Year,
    /// In-service insured, retirees, revenue or expenditure.
    pub statistic: &'static str,
    /// GB code of the province, or of the nation.
    pub province: u8,
    /// Persons or yuan.
    pub model: f64,
    /// 5 % of the draws; none without draws.
    pub low: Option<f64>,
    /// 95 % of the draws.
    pub high: Option<f64>,
    /// What was published; none if nothing was read yet.
    pub published: Option<f64>,
    /// Whether the vintage was given the figure.
    pub given: bool,
}

impl Foretold {
    /// Whether it is a province's.
    pub const fn is_provincial(&self) -> bool {
        self.province != NATION
    }

    /// Model ÷ published − 1.
    pub fn error(&self) -> Option<f64> {
        Some(self.model / self.published? - 1.0)
    }
}

/// The record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ForecastRecord {
    /// Simulated persons.
    pub people: usize,
    /// The seed.
    pub seed: u64,
    /// Draws of the bands.
    pub draws: usize,
    /// Errors by vintage, year and statistic.
    pub scores: Vec<HorizonErrors>,
    /// Differences between regimes beside the model's own error.
    pub signals: Vec<Signal>,
    /// Every figure.
    pub rows: Vec<Foretold>,
}

/// What stopped a record.
#[derive(Debug)]
pub enum RecordError {
    /// The draws cannot be read.
    Input(Report),
    /// A year broke an identity.
    Broken(Box<BrokenIdentity>),
}

impl From<Report> for RecordError {
    fn from(report: Report) -> Self {
        Self::Input(report)
    }
}

impl From<BrokenIdentity> for RecordError {
    fn from(broken: BrokenIdentity) -> Self {
        Self::Broken(Box::new(broken))
    }
}

/// Lives the vintages with so many people; `draws` of the posterior make the bands. `progress` hears what is begun.
pub fn record(
    parameters: &Parameters,
    people: usize,
    seed: u64,
    draws: usize,
    progress: &(dyn Fn(String) + Sync),
) -> Result<ForecastRecord, RecordError> {
    let mut rows = vintages::of_2010(parameters, people, seed, |round| {
        progress(format!("vintage 2010: round {round} of {ROUNDS}"));
    })?;
    progress("vintages 2020 and 2024: central values".to_owned());
    rows.extend(vintages::since_2020(parameters, (people, seed), draws, progress)?);
    progress("regimes".to_owned());
    let signals = signals::signals(parameters, (people, seed), &rows)?;
    Ok(ForecastRecord { people, seed, draws, scores: scores::scores(&rows), signals, rows })
}
