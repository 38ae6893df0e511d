//! Heads by province: census, insured, retirees, hukou.

use crate::support::country_of;
use fastox_calibration::data::table;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::coverage::Coverage;
use fastox_calibration::inputs::{Opening, Reference, heads_2020};
use fastox_calibration::parameters::Parameters;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::ResponseMode;
use fastox_model::people::{Sex, State, Status, Traits};
use fastox_model::simulation::Simulation;
use std::sync::LazyLock;

const PEOPLE: usize = 400_000;
/// The factors of the shipped record, and none at all.
static SHIPPED: LazyLock<Simulation> = LazyLock::new(|| open(&Fitted::shipped()));
static REFERENCE: LazyLock<Reference> = LazyLock::new(Reference::prepare);
static NEUTRAL: LazyLock<Simulation> = LazyLock::new(|| open(&Fitted::neutral()));

fn open(fitted: &Fitted) -> Simulation {
    let worlds = [("stand-alone", ResponseMode::Fixed)];
    country_of(&Parameters::embedded(), fitted, PEOPLE, 2021, &worlds)
}

/// Agents by what `place` gives, and nobody where it gives nothing.
fn agents(setup: &Simulation, place: impl Fn(Sex, Traits, State) -> Option<usize>) -> [f64; PROVINCES] {
    let mut sums = [0.0; PROVINCES];
    for shard in &setup.country.people.shards {
        for i in 0..shard.len {
            let (traits, state) = (Traits(shard.traits[i]), State(shard.lives[0].state[i]));
            if let Some(p) = place(shard.sex, traits, state) {
                sums[p] += 1.0;
            }
        }
    }
    sums
}

fn persons(setup: &Simulation, place: impl Fn(Sex, Traits, State) -> Option<usize>) -> [f64; PROVINCES] {
    agents(setup, place).map(|n| n * setup.country.people.weight as f64)
}

fn in_service(state: State) -> bool {
    matches!(state.status(), Status::Employee | Status::Flexible | Status::Dormant)
}

fn insured(setup: &Simulation) -> [f64; PROVINCES] {
    persons(setup, |_, _, state| in_service(state).then(|| state.relation()))
}

fn retirees(setup: &Simulation) -> [f64; PROVINCES] {
    persons(setup, |_, _, state| (state.status() == Status::Retired).then(|| state.relation()))
}

/// Three standard errors of a count of agents that each stand for `weight`, relative to the count, and a share.
fn within(found: f64, wanted: f64, share: f64, what: &str) {
    let weight = SHIPPED.country.people.weight as f64;
    let error = found / wanted - 1.0;
    let allowed = share + 3.0 * (weight / wanted).sqrt();
    assert!(error.abs() < allowed, "{what}: {found:.0}, published {wanted:.0}, {error:+.3} > {allowed:.3}");
}

#[test]
fn every_province_has_its_adults_of_either_sex_to_one_agent() {
    let weight = SHIPPED.country.people.weight as f64;
    for sex in [Sex::Male, Sex::Female] {
        let found = persons(&SHIPPED, |s, traits, _| (s == sex).then(|| traits.residence()));
        for p in Province::all() {
            let ages = &REFERENCE.census[sex as usize][16..];
            let counted: f64 = ages.iter().map(|by| by[p.index()]).sum();
            let gap = (found[p.index()] - counted).abs();
            assert!(gap <= weight, "{p} {sex:?}: {} of {counted}", found[p.index()]);
        }
    }
}

#[test]
fn the_census_by_age_at_the_end_of_the_year_is_the_census_with_the_newborn_of_two_months() {
    let census: f64 = REFERENCE.census.iter().flatten().flatten().sum();
    let counted = 1_409_778_724.0;
    // Some ten million were born in 2020.
    assert!((1.5e6..2.5e6).contains(&(census - counted)), "{census}");
}

/// No factor of the record touches the insured of 2020, so both countries meet the headcounts. 北京 alone does not: it
/// insures more than live there, beyond what coverage can hold.
#[test]
fn insured_of_2020_by_province_meet_the_headcounts() {
    let wanted = heads_2020("employees");
    for setup in [&*SHIPPED, &*NEUTRAL] {
        let found = insured(setup);
        for p in Province::all() {
            let share = if p.code() == 11 { 0.04 } else { 0.01 };
            within(found[p.index()], wanted[p.index()], share, &format!("insured of {p}"));
        }
    }
}

#[test]
fn retirees_of_2020_by_province_meet_the_derived_headcounts_without_factors() {
    let wanted = heads_2020("retirees");
    let found = retirees(&NEUTRAL);
    for p in Province::all() {
        within(found[p.index()], wanted[p.index()], 0.01, &format!("retirees of {p}"));
    }
}

/// The record shifts the log odds of being retired, so that retirees of 2024 are met; the opening population
/// then has as many as the shifted odds give.
#[test]
fn retirees_of_2020_by_province_are_what_the_shipped_factors_give() {
    let parameters = Parameters::embedded();
    let opening = Opening::of_2020(&parameters);
    let coverage = Coverage::prepare(&opening, &parameters, &Fitted::shipped(), &Reference::prepare());
    let found = retirees(&SHIPPED);
    let census = &REFERENCE.census;
    for p in Province::all() {
        let of = |sex: usize| -> f64 {
            let share = |age| coverage.retired_at_opening(sex, age, p.index());
            (16..101).map(|age| census[sex][age][p.index()] * share(age)).sum()
        };
        within(found[p.index()], of(0) + of(1), 0.01, &format!("retirees of {p}"));
    }
}

/// In-service insured and retirees as published for 2020. The shipped record trades some of 2020 for the retirees
/// of 2024, hence its wider tolerance.
#[test]
fn the_nation_has_its_insured_and_its_retirees() {
    let national = table("pension_national").row(&[("year", "2020")]);
    let published = |column| national.number(column).expect("published");
    for (setup, tolerance) in [(&*NEUTRAL, 0.01), (&*SHIPPED, 0.06)] {
        let sum = |by: [f64; PROVINCES]| by.iter().sum::<f64>();
        for (found, column) in [(insured(setup), "employees"), (retirees(setup), "retirees")] {
            let error = sum(found) / published(column) - 1.0;
            assert!(error.abs() < tolerance, "{column}: {error:+.4}");
        }
    }
}

/// Published are people of all ages, while the model has adults: four fifths of residents, and more of those who
/// live away from their hukou. Within a province their share differs with its ages.
#[test]
fn adults_whose_hukou_is_elsewhere_are_most_of_those_counted() {
    let counted = table("hukou_stock_2020").by_province(&[], "hukou_elsewhere_other_province");
    let found = persons(&SHIPPED, |_, traits, _| (traits.hukou() != traits.residence()).then(|| traits.residence()));
    let adults = REFERENCE.between(2020, 16..101) / REFERENCE.between(2020, 0..101);
    let share = found.iter().sum::<f64>() / counted.iter().sum::<f64>();
    assert!(adults < share && share < 1.0, "{share} of those counted, {adults} are adults");
    for p in Province::all() {
        let wanted = share * counted[p.index()];
        within(found[p.index()], wanted, 0.15, &format!("hukou elsewhere, {p}"));
    }
}
