//! What a run uses of parameters that are announced year by year, in years past the last announcement.
//!
//! One place for `fastox explain` and for the reader of a run: the rules stand in [`super::law`], and nothing is
//! computed here that they do not compute.

use super::law;
use super::wages::WagePaths;
use super::{Opening, Reference, economy};
use crate::parameters::{Explanation, Parameters};
use fastox_model::geography::Province;
use fastox_model::units::Year;

/// The paths from the opening of 2020 on which projected values stand.
#[derive(Debug)]
pub struct Projection<'a> {
    parameters: &'a Parameters,
    opening: Opening,
    wages: WagePaths,
    economy: economy::Path,
}

/// The parameters that a rule of the model carries on, and the rule in words.
pub const RULES: [(&str, &str); 3] = [
    ("account.crediting_rate", "growth of GDP over the year before, at least `macro.crediting_floor`"),
    (
        "award.calculation_base",
        "the last announced ratio to the province's wage of the year before, closing to one by `macro.base_convergence_year`",
    ),
    (
        "indexation.rate",
        "`macro.wage_growth` and `macro.price_growth` of the year before, weighted by `macro.indexation_wage_weight`, at least `macro.indexation_floor`",
    ),
];

impl<'a> Projection<'a> {
    /// Paths to a year under these parameters.
    pub fn prepare(parameters: &'a Parameters, last: Year) -> Self {
        let opening = Opening::of_2020(parameters);
        let reference = Reference::of(&opening.census).under(parameters);
        let wages = WagePaths::prepare(&opening, parameters, last);
        let economy = economy::Path::prepare(&opening, &reference, &wages, last);
        Self { parameters, opening, wages, economy }
    }

    /// The value a run uses in a year, if a rule of the model carries the parameter on in some month of it; that of the
    /// nation where it has one.
    pub fn value(&self, name: &str, province: Option<Province>, year: Year) -> Option<f64> {
        let place = self.parameters.mean_of(year).in_province(province);
        if place.announced(name).is_some() {
            return None;
        }
        let Self { parameters, opening, wages, economy } = self;
        match name {
            "account.crediting_rate" => Some(law::crediting_rate(parameters, economy, year)),
            "indexation.rate" => Some(law::indexation(parameters, year)),
            "award.calculation_base" => Some(law::calculation_base(opening, parameters, wages, year, province?)),
            _ => None,
        }
    }

    /// Puts what a run uses into an explanation, for the place it was asked for and every province it lists.
    pub fn explain(&self, shown: &mut Explanation, province: Option<Province>) {
        let Some((name, rule)) = RULES.iter().find(|(name, _)| *name == shown.name) else { return };
        let mut projected = false;
        if let Some(value) = self.value(name, province, shown.year) {
            shown.project(value);
            projected = true;
        }
        for own in &mut shown.provinces {
            let place = Province::find(own.province);
            if let Some(value) = self.value(name, place, shown.year) {
                own.project(value, shown.unit);
                projected = true;
            }
        }
        shown.projected_by = projected.then_some(*rule);
    }

    /// The average wage of a province in a year, yuan a month.
    pub fn wage(&self, province: Province, year: Year) -> f64 {
        self.wages.average(year, province)
    }
}
