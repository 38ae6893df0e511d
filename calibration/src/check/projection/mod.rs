//! A deterministic cohort-component projection: the expected number of people in every state, with no agent in it.
//!
//! ```text
//! residents   N(sex, age, residence, hukou)       exits, moves, returns, births
//! members     M(sex, age, type, status, years held, relation)   entry, pause, moves of relations, claims
//! ```
//! It reads the facts of every year that people of the model meet ([`Inputs`]) and the dates of the law, and shares no
//! code with the simulation: where both agree within Monte-Carlo error, neither has a mistake the other has not.
//!
//! What expected values cannot carry is stated here, since it bounds the agreement on members:
//! - residence of the insured is known only as at their relation or away from it; those away die and return as the
//!   province of the relation and the mean of their likely residences say;
//! - a member's chance to move, and to move home, is that of all residents of the same sex, age and province;
//! - paid and deemed years are one number, in whole years, so the hazard of the self-paid to stop at the minimum reads
//!   deemed years too, and months lost on a transfer are left out; where only part of the months is paid, that part of
//!   the members holds a year more;
//! - pensions are paid where the relation is; of those who are short after sixty months a share of the cohort buys what
//!   is missing: that of early members among those who held less than ten years in 2020 and those who came since;
//! - governments keep full effort.
//!
//! Source: Preston, Heuveline and Guillot, Demography (2001), chapter 6, for the cohort-component method.

mod claims;
mod cohort;
mod opening;
mod residents;
mod rules;

use crate::inputs::Inputs;
use crate::parameters::Parameters;
use cohort::Cohort;
use fastox_model::geography::PROVINCES;
use fastox_model::people::Sex;
use fastox_model::units::Year;
use rayon::prelude::*;
use residents::Residents;

/// Numbers by province.
pub type ByPlace = [f64; PROVINCES];

/// Persons on 31 December; payers are those of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectedYear {
    /// The year.
    pub year: Year,
    /// Residents under 16.
    pub children: ByPlace,
    /// Residents of 16 to 59.
    pub adults: ByPlace,
    /// Residents of 60 and over.
    pub elders: ByPlace,
    /// In service, by province of the relation, both funds.
    pub insured: ByPlace,
    /// Paid at least a month, both funds.
    pub contributors: ByPlace,
    /// Retirees, both funds.
    pub retirees: ByPlace,
}

/// Projects the opening year and every year of the inputs.
pub fn project(parameters: &Parameters, inputs: &Inputs) -> Vec<ProjectedYear> {
    let mut residents = Residents::open(inputs);
    let mut cohorts = opening::cohorts(parameters, inputs);
    let mut years = vec![sums_of(2020, &residents, &cohorts)];
    for facts in &inputs.years {
        let year = facts.people.year;
        let flows = residents.live(facts);
        for sex in [Sex::Male, Sex::Female] {
            let came = residents.of_age(sex, 16);
            cohorts.push(Cohort::outside(sex, year - 16, &came, &facts.endowment));
        }
        cohorts.par_iter_mut().for_each(|cohort| cohort.live(facts, &flows, inputs));
        cohorts.retain(|cohort| year - cohort.birth_year < 110);
        years.push(sums_of(year, &residents, &cohorts));
    }
    years
}

fn sums_of(year: Year, residents: &Residents, cohorts: &[Cohort]) -> ProjectedYear {
    let sum = |of: fn(&Cohort) -> ByPlace| {
        let mut all = [0.0; PROVINCES];
        for cohort in cohorts {
            for (to, from) in all.iter_mut().zip(of(cohort)) {
                *to += from;
            }
        }
        all
    };
    ProjectedYear {
        year,
        children: residents.children(),
        adults: residents.between(16..60),
        elders: residents.between(60..111),
        insured: sum(Cohort::insured),
        contributors: sum(|cohort| cohort.payers),
        retirees: sum(|cohort| cohort.retired),
    }
}

/// The chance behind a threshold of a uniform 32-bit word.
fn chance(threshold: u32) -> f64 {
    f64::from(threshold) / 4_294_967_296.0
}

/// The chances behind cumulative thresholds.
fn chances(cumulative: &[u32; 32]) -> ByPlace {
    let mut before = 0.0;
    std::array::from_fn(|p| {
        let upto = if cumulative[p] == u32::MAX { 1.0 } else { chance(cumulative[p]) };
        let own = upto - before;
        before = upto;
        own
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_become_chances_again() {
        let weights: Vec<f64> = (0..PROVINCES).map(|p| if p % 3 == 1 { 2.0 } else { 0.0 }).collect();
        let back = chances(&fastox_model::people::facts::Coverage::cumulate(&weights));
        for (p, share) in back.iter().enumerate() {
            let wanted = if p % 3 == 1 { 0.1 } else { 0.0 };
            assert!((share - wanted).abs() < 1e-8, "{p}: {share}");
        }
    }
}
