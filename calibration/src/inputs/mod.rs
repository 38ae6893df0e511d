//! What every year brings from outside, computed from data and parameters before the first year is lived.

pub mod award;
pub mod behaviour;
pub mod coverage;
pub mod economy;
pub mod law;
pub mod migration;
pub mod opening;
mod opening_2020;
pub mod population_factors;
pub mod reference;
pub mod rules;
pub mod wages;

use crate::fitted::Fitted;
use crate::parameters::Parameters;
use behaviour::Factors;
use fastox_model::country::{Variant, YearInputs};
use fastox_model::draws::threshold;
use fastox_model::geography::PROVINCES;
use fastox_model::people::facts::{Institutions, scale};
use fastox_model::people::{Endowment, YearFacts};
use fastox_model::units::{Month, Year};
use rayon::prelude::*;

pub use opening::Opening;
pub use reference::Reference;

/// The first year that is lived from the opening of 2020.
pub const FIRST_YEAR: Year = 2021;
/// The last year the reference population reaches.
pub const LAST_YEAR: Year = 2080;

/// Everything from outside, year by year.
#[derive(Debug)]
pub struct Inputs {
    /// The year on whose last day the country opens.
    pub opening: Year,
    /// The reference population.
    pub reference: Reference,
    /// Coverage at the opening and its path.
    pub coverage: coverage::Coverage,
    /// Hukou of the opening year and yearly moves.
    pub migration: migration::Migration,
    /// One entry a year from the first after the opening.
    pub years: Vec<YearInputs>,
}

impl Inputs {
    /// Prepares the years from the opening of 2020 to `last`.
    pub fn prepare(variants: &[Parameters], fitted: &Fitted, last: Year) -> Self {
        Self::from(&Opening::of_2020(&variants[0]), variants, fitted, last)
    }

    /// Prepares the years from an opening to `last`. The first parameters are those of the experiment; those of every further
    /// set of reforms follow, of which only what [`Variant`] holds is read.
    pub fn from(opening: &Opening, variants: &[Parameters], fitted: &Fitted, last: Year) -> Self {
        let parameters = &variants[0];
        let reference = Reference::of(&opening.census);
        let covered: Vec<_> = variants
            .iter()
            .map(|own| coverage::Coverage::prepare(opening, own, fitted, &reference))
            .collect();
        let coverage = covered[0].clone();
        let migration = migration::Migration::prepare(opening, parameters);
        let wages = wages::Paths::prepare(opening, parameters, last);
        let economy = economy::Path::prepare(opening, &reference, &wages, last);
        let shipped = Parameters::embedded();
        let endowment = endowment(parameters, &coverage.public_entrants);
        let years = (opening.year() + 1..=last)
            .into_par_iter()
            .map(|year| YearInputs {
                people: YearFacts {
                    year,
                    mortality: reference.mortality(year),
                    moves: migration.year(parameters, &wages, year),
                    wages: wages.year(parameters, year),
                },
                children: reference.children(year, &migration, parameters),
                endowment: Endowment {
                    floor_payer: scale(
                        endowment.floor_payer,
                        Factors::of(parameters, &shipped, year).floor,
                    ),
                    ..endowment.clone()
                },
                variants: variants
                    .iter()
                    .zip(&covered)
                    .map(|(own, covered)| {
                        let declared = opening.in_year(&opening.declared, year) as f32;
                        let mut variant = Variant {
                            institutions: Institutions {
                                law: law::year(opening, own, (&wages, &economy), year),
                                coverage: covered.year(own, year),
                                rights_left_behind: threshold(rules::left_behind(own, year)),
                            },
                            economy: economy.year(own, fitted, year),
                            declared: fitted
                                .by_province(0.0, |own| own.declared_share as f32 * declared),
                            density: fitted.by_province(0.0, |own| own.density as f32),
                            pension_level: fitted.by_province(1.0, |own| own.pension_level),
                        };
                        react(&mut variant, own, &shipped, year);
                        variant
                    })
                    .collect(),
            })
            .collect();
        Self { opening: opening.year(), reference, coverage, migration, years }
    }
}

impl Inputs {
    /// The age from which the first indexation tilts to the old.
    pub fn tilt_age(&self) -> usize {
        self.years[0].variants[0].institutions.law.tilt_age()
    }
}

/// Firms and workers react to what the reforms of a variant change.
fn react(variant: &mut Variant, own: &Parameters, shipped: &Parameters, year: Year) {
    let flexible = own.year_mean("coverage.flexible_share", None, year);
    let Institutions { law, coverage, .. } = &mut variant.institutions;
    Factors::of(own, shipped, year).apply(flexible, coverage, law, &mut variant.declared);
}

/// What people are born with, given the chance to be of the public sector.
pub fn endowment(parameters: &Parameters, public_share: &[f64; PROVINCES]) -> Endowment {
    let at = |name: &str| parameters.at(name, None, Month::new(FIRST_YEAR, 1));
    let mut public = [0; 32];
    for p in 0..PROVINCES {
        public[p] = threshold(public_share[p]);
    }
    Endowment {
        special: [threshold(at("class.special_male")), threshold(at("class.special_female"))],
        female_55: threshold(at("class.female_55")),
        floor_payer: threshold(at("flexible.base_floor_share")),
        public,
        wage_sd: libm::sqrt(at("wage.persistent_variance")) as f32,
    }
}
