//! The model beside what is published: every target with the figure of a run, its error and whether it is met.
//!
//! ```text
//! error = model ÷ published − 1          met if |error| ≤ tolerance + 2 · standard error
//! standard error = the larger of         sd over seeds ÷ √seeds ÷ published
//!                                        1 ÷ √(agents behind the figure · seeds)
//! ```
//! The second form is that of a count; that of money that is pooled stands in `balances`. Heads of the opening are spread evenly and vary less, sums of money over heads
//! vary as much times one and their coefficient of variation, which award formulas keep below one. Two standard errors
//! are granted, so a miss is not the noise of a small run. What is met by construction is labelled so, and context is
//! never scored.

mod accounts_2024;
mod balances;
mod observed;

pub use accounts_2024::AccountsError;
pub use observed::Observed;

use fastox_calibration::check::targets::{PublishedFigure, Role, Spot, Target, Targets};
use fastox_calibration::inputs::Reference;
use fastox_calibration::parameters::quantity::Unit;
use fastox_model::units::Year;
use serde::Serialize;
use std::sync::LazyLock;

/// The reference population of the opening of 2020, prepared once.
pub fn reference() -> &'static Reference {
    static REFERENCE: LazyLock<Reference> = LazyLock::new(Reference::prepare);
    &REFERENCE
}

/// How many standard errors a figure may lie outside its tolerance.
pub const GRANTED: f64 = 2.0;

/// A target at a place and in a year, beside the model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Its name.
    pub target: String,
    /// What it is, in words.
    pub title: String,
    /// GB code; that of the nation, or of several provinces taken together.
    pub province: i32,
    /// The year; of a figure read off many years, the last one.
    pub year: Year,
    /// What `model` and `published` are measured in.
    #[serde(skip)]
    pub unit: Unit,
    /// The figure of the model, mean over seeds.
    pub model: Option<f64>,
    /// The published figure.
    pub published: Option<f64>,
    /// The published figure in words, where it is no number.
    pub published_words: Option<String>,
    /// Relative error; none for calendar years.
    pub error: Option<f64>,
    /// Its Monte-Carlo standard error.
    pub standard_error: Option<f64>,
    /// Largest error that counts as met.
    pub tolerance: Option<f64>,
    /// What the target is for.
    pub role: Role,
    /// Whether it is met; none for context.
    pub met: Option<bool>,
    /// How good the published figure is.
    pub quality: String,
    /// Publication.
    pub source: String,
    /// What exactly is published, and what stands beside it here.
    pub definition: Option<String>,
}

impl Comparison {
    /// The name of the unit in the table `fit`.
    pub const fn unit_name(&self) -> &'static str {
        match self.unit {
            Unit::Persons => "persons",
            Unit::Yuan => "yuan",
            Unit::YuanPerMonth => "yuan/month",
            Unit::CalendarYear => "year",
            Unit::Months => "months",
            _ => "share",
        }
    }

    /// Whether a figure that nothing was fitted to is missed.
    pub fn fails(&self) -> bool {
        self.role == Role::HoldOut && self.met == Some(false)
    }
}

/// Every target beside a run, as far as its years reach.
pub fn compare(targets: &Targets, reference: &Reference, run: &Observed) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    for target in targets.iter() {
        for spot in target.spots() {
            for year in years(target, run.last_year()) {
                comparisons.push(compare_one(target, &spot, year, reference, run));
            }
        }
    }
    comparisons
}

/// The years of a target that a run has; a figure read off many years needs them all.
fn years(target: &Target, last: Year) -> std::ops::RangeInclusive<Year> {
    let (first, end) = (*target.years.start(), *target.years.end());
    first..=if first == end { if end <= last { end } else { first - 1 } } else { end.min(last) }
}

fn compare_one(target: &Target, spot: &Spot, year: Year, reference: &Reference, run: &Observed) -> Comparison {
    let published = target.published_at(spot, year, reference);
    let figure = target.compared.as_ref().and_then(|compared| run.figure(compared, spot, year));
    let model = figure.map(|figure| figure.value);
    let scale = published.map(f64::abs).filter(|p| *p > 0.0 && target.unit != Unit::CalendarYear);
    let relative = |x: f64| scale.map(|scale| x / scale);
    let error = model.zip(published).and_then(|(model, published)| relative(model - published));
    // Few seeds may lie close together by chance: the larger of the two.
    let standard_error = figure.and_then(|figure| {
        let spread = figure.spread.and_then(relative);
        [spread, figure.count_error].into_iter().flatten().reduce(f64::max)
    });
    let tolerance = target.tolerance_at(spot);
    let scored = target.role != Role::Context;
    let within = |tolerance: f64| error.is_some_and(|e| e.abs() <= tolerance + GRANTED * standard_error.unwrap_or(0.0));
    Comparison {
        target: target.statistic.clone(),
        title: target.title.clone(),
        province: spot.code,
        year,
        unit: target.unit,
        model,
        published,
        published_words: match &target.published {
            PublishedFigure::Text(words) => Some(words.clone()),
            _ => None,
        },
        error,
        standard_error,
        tolerance,
        role: target.role,
        met: tolerance.filter(|_| scored).map(within),
        quality: target.quality.to_string(),
        source: target.source.clone(),
        definition: target.definition.clone(),
    }
}
