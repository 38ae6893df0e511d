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
use crate::response::ResponseCurves;
use behaviour::ChoiceFactors;
use fastox_model::country::{Behaviour, Variant, YearInputs};
use fastox_model::draws::threshold;
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::Nudge;
use fastox_model::people::facts::{Institutions, scale};
use fastox_model::people::{ChildFacts, Endowment, YearFacts};
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
        let unfitted = Unfitted::prepare(Opening::of_2020(&variants[0]), variants, last);
        unfitted.under(fitted, Some(governments::curves(&variants[0], fitted)))
    }

    /// The age from which the first indexation tilts to the old.
    pub fn tilt_age(&self) -> usize {
        self.years[0].variants[0].institutions.law.tilt_age()
    }
}

/// What the factors of a fit leave as it is, so that all its rounds share it.
#[derive(Debug)]
pub struct Unfitted<'a> {
    /// What the country is opened with.
    pub opening: Opening,
    /// The parameters of the experiment, then those with each set of reforms.
    pub variants: &'a [Parameters],
    shipped: Parameters,
    reference: Reference,
    /// By variant.
    coverage: Vec<coverage::Coverage>,
    migration: migration::Migration,
    wages: wages::WagePaths,
    economy: economy::Path,
    years: Vec<UnfittedYear>,
}

/// Of a year.
#[derive(Clone, Debug)]
struct UnfittedYear {
    people: YearFacts,
    children: ChildFacts,
    endowment: Endowment,
    nudge: Nudge,
}

impl<'a> Unfitted<'a> {
    /// From an opening to `last`. The first parameters are those of the experiment; those of every further set of reforms
    /// follow, of which only what [`Variant`] holds is read.
    pub fn prepare(opening: Opening, variants: &'a [Parameters], last: Year) -> Self {
        let (parameters, shipped) = (&variants[0], Parameters::embedded());
        let reference = Reference::of(&opening.census).under(parameters);
        let covered = |own: &Parameters| coverage::Coverage::unfitted(&opening, own, &reference.census);
        let coverage: Vec<_> = variants.iter().map(covered).collect();
        let migration = migration::Migration::prepare(&opening, parameters);
        let wages = wages::WagePaths::prepare(&opening, parameters, last);
        let economy = economy::Path::prepare(&opening, &reference, &wages, last);
        let first = endowment(parameters, &coverage[0].public_entrants);
        let endowment = |year: Year| {
            let floor = ChoiceFactors::of(parameters, &shipped, year).floor;
            Endowment { floor_payer: scale(first.floor_payer, floor), ..first.clone() }
        };
        let year = |year: Year| UnfittedYear {
            people: YearFacts {
                year,
                mortality: reference.mortality(year),
                moves: migration.year(parameters, &wages, year),
                wages: wages.year(parameters, year),
            },
            children: reference.children(year, &migration, parameters),
            endowment: endowment(year),
            nudge: governments::nudge(parameters, year),
        };
        let years = (opening.year() + 1..=last).into_par_iter().map(year).collect();
        Self { opening, variants, shipped, reference, coverage, migration, wages, economy, years }
    }

    /// All inputs with the factors of a fit. Governments react by these curves; without them nobody does, and how they
    /// would is not read.
    pub fn under(&self, fitted: &Fitted, curves: Option<ResponseCurves>) -> Inputs {
        let covered = self.covered(fitted);
        let reacting = if curves.is_some() { &self.variants[0] } else { &self.shipped };
        let curves = curves.unwrap_or(fitted.response);
        let year = |own: &UnfittedYear| {
            let UnfittedYear { people, children, endowment, nudge } = own.clone();
            let response = governments::response(reacting, curves, people.year);
            let variants = self.variants.iter().zip(&covered);
            YearInputs {
                variants: variants.map(|(own, covered)| self.variant(own, (fitted, covered), people.year)).collect(),
                behaviour: Behaviour { response, nudge },
                people,
                children,
                endowment,
            }
        };
        Inputs {
            opening: self.opening.year(),
            reference: self.reference.clone(),
            years: self.years.par_iter().map(year).collect(),
            coverage: covered.into_iter().next().expect("there are parameters of the experiment"),
            migration: self.migration.clone(),
        }
    }

    /// Coverage of every variant; what reforms leave as it is is not solved again.
    fn covered(&self, fitted: &Fitted) -> Vec<coverage::Coverage> {
        let solved = |own: &coverage::Coverage| own.fitted(&self.opening, fitted, &self.reference.census);
        let first = solved(&self.coverage[0]);
        let reformed = self.coverage[1..].iter().map(|own| first.with_public_of(own).unwrap_or_else(|| solved(own)));
        let reformed: Vec<_> = reformed.collect();
        std::iter::once(first).chain(reformed).collect()
    }

    /// A year under the parameters of a variant, to whose reforms firms and workers react.
    fn variant(&self, own: &Parameters, (fitted, covered): (&Fitted, &coverage::Coverage), year: Year) -> Variant {
        let share = self.opening.in_year(&self.opening.declared, year) as f32;
        let mut law = law::year(&self.opening, own, &self.wages, &self.economy, year);
        let mut coverage = covered.year(own, year);
        let mut declared = fitted.by_province(0.0, |own| own.declared_share as f32 * share);
        let flexible = own.mean_of(year).value("coverage.flexible_share");
        ChoiceFactors::of(own, &self.shipped, year).apply(flexible, &mut coverage, &mut law, &mut declared);
        let rights_left_behind = threshold(rules::left_behind(own, year));
        Variant {
            institutions: Institutions { law, coverage, rights_left_behind },
            economy: self.economy.year(own, fitted, year),
            declared,
            density: fitted.by_province(0.0, |own| own.density as f32),
            pension_level: fitted.by_province(1.0, |own| own.pension_level),
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
