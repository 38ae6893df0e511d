//! Members on 31 December 2020, as expected numbers: the shares of the opening population, and how many years are held.
//!
//! ```text
//! in service(p)    census · in-service share, by type, standing and relation
//! years held       mean over five years of starting work, the year of enrolment G(t), and who was topped up
//! ```
//! The same published totals and the same reading of a cohort's past as in the synthetic histories, summed instead of
//! drawn.

use super::ByPlace;
use super::claims::{Standing, Type};
use super::cohort::{Cohort, types};
use super::rules::{YEARS, cell};
use crate::data::table;
use crate::inputs::Inputs;
use crate::parameters::Parameters;
use fastox_model::geography::PROVINCES;
use fastox_model::people::Sex;
use fastox_model::people::facts::LAST_WORKING_AGE;
use fastox_model::units::Year;

const OPENING: Year = 2020;
const SCHEME_STARTS: Year = 1992;
const ACCOUNTS_START: Year = 1996;
/// The last whole year of enrolment before July 2011.
const LAST_EARLY: Year = 2010;
/// Points of the even spread of what the dormant have paid.
const POINTS: usize = 8;

/// What opening members are made from.
struct Opening<'a> {
    inputs: &'a Inputs,
    /// Share of the insured of 2020 first enrolled in a year, from 1992.
    enrolled: Vec<f64>,
    service: f64,
    topped_up: f64,
    paying: f64,
    flexible: f64,
}

/// A way to have come to 2020.
struct Past {
    /// Year of first enrolment.
    first: Year,
    /// Paid months.
    months: f64,
    /// Deemed months.
    deemed: Year,
    weight: f64,
}

/// All cohorts of 16 and over.
pub(super) fn cohorts(parameters: &Parameters, inputs: &Inputs) -> Vec<Cohort> {
    let in_force = parameters.in_january(OPENING);
    let opening = Opening {
        inputs,
        enrolled: enrolled(),
        service: in_force.value("opening.service_factor"),
        topped_up: in_force.value("opening.years_topped_up"),
        paying: in_force.value("coverage.paying_share"),
        flexible: in_force.value("coverage.flexible_share"),
    };
    let sexes = [Sex::Male, Sex::Female];
    let all = (16..=100).flat_map(|age| sexes.map(|sex| opening.cohort(sex, age)));
    all.collect()
}

impl Opening<'_> {
    fn cohort(&self, sex: Sex, age: usize) -> Cohort {
        let (s, coverage) = (sex as usize, &self.inputs.coverage);
        let endowment = &self.inputs.years[0].endowment;
        let people: ByPlace = self.inputs.reference.census[s][age];
        let birth_year = OPENING - age as Year;
        let nobody = [0.0; PROVINCES];
        let mut cohort = Cohort::outside(sex, birth_year, &nobody, endowment);
        let [short, early] = self.short_and_early(age as Year);
        for p in 0..PROVINCES {
            let retired = coverage.retired_at_opening(s, age, p);
            let in_service = coverage.in_service_at_opening(s, age, p).min(1.0 - retired);
            cohort.retired[p] = people[p] * retired;
            let shares = types(endowment, sex, p);
            let rest = people[p] * (1.0 - retired - in_service);
            cohort.outside[p] = shares.map(|share| share * rest);
            if age <= LAST_WORKING_AGE {
                cohort.may_be_short += people[p] * in_service * short;
                cohort.early += people[p] * in_service * early;
                let still = still_in_service(shares, sex, age);
                self.insure(&mut cohort, p, age, still.map(|share| share * people[p] * in_service));
            }
        }
        cohort
    }

    /// Puts the insured residents of a province into their cells.
    fn insure(&self, cohort: &mut Cohort, p: usize, age: usize, members: [f64; 4]) {
        let weights = &self.inputs.coverage.elsewhere[p];
        let all: f64 = weights.iter().sum();
        for kind in Type::ALL {
            let public = kind == Type::Public;
            for standing in Standing::ALL {
                let share = match standing {
                    Standing::Employee if public => 1.0,
                    _ if public => 0.0,
                    Standing::Employee => self.paying * (1.0 - self.flexible),
                    Standing::Flexible => self.paying * self.flexible,
                    Standing::Dormant => 1.0 - self.paying,
                };
                let persons = members[kind as usize] * share;
                if persons == 0.0 {
                    continue;
                }
                let held = self.held(cohort.sex, age as Year, public, standing);
                for relation in 0..PROVINCES {
                    let here = if public { f64::from(relation == p) } else { weights[relation] / all };
                    let cells = if relation == p { &mut cohort.home } else { &mut cohort.away };
                    for (years, part) in held.iter().enumerate() {
                        cells[relation][cell(kind as usize, standing as usize, years)] += persons * here * part;
                    }
                }
            }
        }
    }

    /// How many years are held, paid and deemed: shares by whole years.
    fn held(&self, sex: Sex, age: Year, public: bool, standing: Standing) -> [f64; YEARS] {
        let mut shares = [0.0; YEARS];
        for past in self.pasts(age, public, standing) {
            self.count(&mut shares, past.weight, (past.months, past.deemed), (sex, age));
        }
        shares
    }

    /// The shares of members who hold less than ten years, and of those among them first insured before July 2011.
    fn short_and_early(&self, age: Year) -> [f64; 2] {
        let (mut short, mut early) = (0.0, 0.0);
        let standings = [(Standing::Employee, self.paying), (Standing::Dormant, 1.0 - self.paying)];
        for (standing, share) in standings {
            for past in self.pasts(age, false, standing) {
                if past.months + f64::from(past.deemed) < 120.0 {
                    short += share * past.weight;
                    early += if past.first <= LAST_EARLY { share * past.weight } else { 0.0 };
                }
            }
        }
        [short, early]
    }

    /// The ways to have come to 2020, with their weights.
    fn pasts(&self, age: Year, public: bool, standing: Standing) -> Vec<Past> {
        let dormant = standing == Standing::Dormant;
        let points = if dormant { POINTS } else { 1 };
        let mut pasts = Vec::new();
        for later in 0..5 {
            let starts = OPENING - age + 20 + later;
            for (place, enrolled) in self.enrolled.iter().enumerate() {
                let drawn = SCHEME_STARTS + place as Year;
                let first = if public { starts } else { drawn.max(starts) };
                let first = first.clamp(SCHEME_STARTS, OPENING);
                let pioneer = public || drawn <= 2000;
                let deemed = if pioneer { 12 * (ACCOUNTS_START - starts).clamp(0, 25) } else { 0 };
                let since = if deemed > 0 { first.max(ACCOUNTS_START) } else { first };
                for point in 0..points {
                    let paid = match (dormant, public) {
                        (true, _) => self.service * (point as f64 + 0.5) / POINTS as f64,
                        (_, true) => 1.0,
                        _ => self.service,
                    };
                    let months = 12.0 * f64::from(OPENING - since + 1) * paid;
                    let weight = enrolled / 5.0 / points as f64;
                    pasts.push(Past { first, months, deemed, weight });
                }
            }
        }
        pasts
    }

    /// People near retirement had missing years made up by one-off payments.
    fn count(&self, shares: &mut [f64; YEARS], weight: f64, (months, deemed): (f64, Year), (sex, age): (Sex, Year)) {
        let (near, last) = if sex == Sex::Male { (50, 60) } else { (42, 52) };
        let years = |months: f64| {
            let held = months as usize + deemed as usize;
            (held / 12).min(YEARS - 1)
        };
        if age < near {
            shares[years(months)] += weight;
            return;
        }
        let still = f64::from(12 * (last - age).max(0));
        let topped = months.max(180.0 - f64::from(deemed) - 0.8 * still).min(400.0);
        shares[years(topped)] += weight * self.topped_up;
        shares[years(months)] += weight * (1.0 - self.topped_up);
    }
}

/// Those still in service past the ages of their type are of the type that stays longest.
fn still_in_service(shares: [f64; 4], sex: Sex, age: usize) -> [f64; 4] {
    let [mut ordinary, mut worker, mut special, public] = shares;
    match sex {
        Sex::Male if age >= 55 => {
            ordinary += special;
            special = 0.0;
        }
        Sex::Female if age >= 50 => {
            ordinary += special + worker;
            (special, worker) = (0.0, 0.0);
        }
        Sex::Female if age >= 45 => {
            worker += special;
            special = 0.0;
        }
        _ => {}
    }
    [ordinary, worker, special, public]
}

/// Growth of the insured since 1992 as shares of those of 2020; before 2000 as in 2000–05, carried back.
fn enrolled() -> Vec<f64> {
    let insured = |year: Year| {
        let row = table("pension_national").row(&[("year", &year.to_string())]);
        row.number("employees").unwrap_or(0.0)
    };
    let growth = libm::pow(insured(2005) / insured(2000), 0.2);
    let upto = |year: Year| {
        let before = libm::pow(growth, f64::from((year - 2000).min(0)));
        insured(year.max(2000)) / insured(OPENING) * before
    };
    let first = std::iter::once(upto(SCHEME_STARTS));
    first.chain((SCHEME_STARTS + 1..=OPENING).map(|year| upto(year) - upto(year - 1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_was_enrolled_in_some_year() {
        let sum: f64 = enrolled().iter().sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }

    #[test]
    fn types_are_neither_made_nor_lost() {
        let shares = [0.5, 0.2, 0.1, 0.2];
        for (sex, age) in [(Sex::Male, 57), (Sex::Female, 46), (Sex::Female, 52)] {
            let sum: f64 = still_in_service(shares, sex, age).iter().sum();
            assert!((sum - 1.0).abs() < 1e-12, "{sex:?} {age}");
        }
    }
}
