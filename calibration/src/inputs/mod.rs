//! What every year brings from outside, computed from data and parameters before the first year is lived.

pub mod award;
pub mod behaviour;
pub(crate) mod census;
mod cohorts;
pub mod coverage;
mod demography;
pub mod economy;
pub mod governments;
pub mod law;
pub mod migration;
pub mod opening;
mod opening_2020;
pub mod population_factors;
pub mod projected;
pub mod reference;
pub mod rules;
pub mod wages;

use crate::fitted::Fitted;
use crate::parameters::Parameters;
use behaviour::ChoiceFactors;
use fastox_model::country::{Behaviour, Variant, YearInputs};
use fastox_model::draws::threshold;
use fastox_model::geography::PROVINCES;
use fastox_model::people::facts::{Institutions, scale};
use fastox_model::people::{Endowment, YearFacts};
use fastox_model::units::Year;
use rayon::prelude::*;

pub use opening::Opening;
pub use opening_2020::heads_2020;
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
        Self::from(&Opening::of_2020(&variants[0]), variants, fitted, (last, true))
    }

    /// Prepares the years from an opening to `last`. The first parameters are those of the experiment; those of every
    /// further set of reforms follow, of which only what [`Variant`] holds is read. How governments react is read only
    /// if some do.
    pub fn from(opening: &Opening, variants: &[Parameters], fitted: &Fitted, (last, responds): (Year, bool)) -> Self {
        let parameters = &variants[0];
        let reference = Reference::of(&opening.census).under(parameters);
        let coverage = coverage::Coverage::prepare(opening, parameters, fitted, &reference);
        let reformed = variants[1..].iter().map(|own| coverage.under(opening, own, fitted, &reference));
        let covered: Vec<_> = std::iter::once(coverage.clone()).chain(reformed).collect();
        let migration = migration::Migration::prepare(opening, parameters);
        let wages = wages::WagePaths::prepare(opening, parameters, last);
        let economy = economy::Path::prepare(opening, &reference, &wages, last);
        let shipped = Parameters::embedded();
        let reacting = if responds { parameters } else { &shipped };
        let curves = governments::curves(reacting, fitted);
        let endowment = endowment(parameters, &coverage.public_entrants);
        let prepared = Prepared { opening, fitted, shipped: &shipped, wages, economy };
        let year = |year: Year| YearInputs {
            people: YearFacts {
                year,
                mortality: reference.mortality(year),
                moves: migration.year(parameters, &prepared.wages, year),
                wages: prepared.wages.year(parameters, year),
            },
            children: reference.children(year, &migration, parameters),
            endowment: prepared.endowment(&endowment, parameters, year),
            behaviour: Behaviour {
                response: governments::response(reacting, curves, year),
                nudge: governments::nudge(parameters, year),
            },
            variants: variants
                .iter()
                .zip(&covered)
                .map(|(own, covered)| prepared.variant(own, covered, year))
                .collect(),
        };
        let years = (opening.year() + 1..=last).into_par_iter().map(year).collect();
        Self { opening: opening.year(), reference, coverage, migration, years }
    }

    /// The age from which the first indexation tilts to the old.
    pub fn tilt_age(&self) -> usize {
        self.years[0].variants[0].institutions.law.tilt_age()
    }
}

/// What the years of all variants are made from.
struct Prepared<'a> {
    opening: &'a Opening,
    fitted: &'a Fitted,
    shipped: &'a Parameters,
    wages: wages::WagePaths,
    economy: economy::Path,
}

impl Prepared<'_> {
    /// What those are born with who come of age in a year.
    fn endowment(&self, first: &Endowment, parameters: &Parameters, year: Year) -> Endowment {
        let floor = ChoiceFactors::of(parameters, self.shipped, year).floor;
        Endowment { floor_payer: scale(first.floor_payer, floor), ..first.clone() }
    }

    /// A year under the parameters of a variant, to whose reforms firms and workers react.
    fn variant(&self, own: &Parameters, covered: &coverage::Coverage, year: Year) -> Variant {
        let share = self.opening.in_year(&self.opening.declared, year) as f32;
        let mut law = law::year(self.opening, own, &self.wages, &self.economy, year);
        let mut coverage = covered.year(own, year);
        let mut declared = self.fitted.by_province(0.0, |own| own.declared_share as f32 * share);
        let flexible = own.mean_of(year).value("coverage.flexible_share");
        ChoiceFactors::of(own, self.shipped, year).apply(flexible, &mut coverage, &mut law, &mut declared);
        let rights_left_behind = threshold(rules::left_behind(own, year));
        Variant {
            institutions: Institutions { law, coverage, rights_left_behind },
            economy: self.economy.year(own, self.fitted, year),
            declared,
            density: self.fitted.by_province(0.0, |own| own.density as f32),
            pension_level: self.fitted.by_province(1.0, |own| own.pension_level),
        }
    }
}

/// What people are born with, given the chance to be of the public sector.
pub fn endowment(parameters: &Parameters, public_share: &[f64; PROVINCES]) -> Endowment {
    let in_force = parameters.in_january(FIRST_YEAR);
    let mut public = [0; 32];
    for p in 0..PROVINCES {
        public[p] = threshold(public_share[p]);
    }
    Endowment {
        special: [threshold(in_force.value("class.special_male")), threshold(in_force.value("class.special_female"))],
        female_55: threshold(in_force.value("class.female_55")),
        floor_payer: threshold(in_force.value("flexible.base_floor_share")),
        public,
        wage_sd: libm::sqrt(in_force.value("wage.persistent_variance")) as f32,
    }
}
