//! What must go up when something else goes up, all else equal.

use crate::support::{experiment, lived, lived_with, places, table};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_experiments::{Response, RunResult, SHARD, Scenario, run_scenarios, scenario};
use fastox_model::pooling::{ClauseSpec, Regime, SurplusRemittance};
use fastox_model::units::Rate;

const FIXED: [Response; 1] = [Response::Fixed];

fn column(result: &RunResult, name: &str, column: &str) -> Vec<(i32, f64)> {
    let table = table(result, name);
    let years = places(table).into_iter().map(|place| place.2);
    years.zip(table.column_number(column)).collect()
}

#[test]
fn a_higher_employer_rate_never_collects_less_if_nobody_reacts() {
    let asked = experiment(&["stand-alone"], &FIXED, 2028);
    // Firms would declare and enrol less at the higher rate.
    let higher = lived_with(
        &asked,
        &["contribution.employer_rate={ 2025 = \"18 %\" }", "firms.declared_to_rate=0", "firms.enrolment_to_rate=0"],
    );
    let collected = |result| column(result, "province_year", "contributions_yuan");
    let mut more = 0;
    for ((year, low), (_, high)) in collected(&lived(&asked)).into_iter().zip(collected(&higher)) {
        if year > 2020 {
            assert!(high >= low, "{year}: {low} at the law's rate, {high} at 18 %");
            assert!(year >= 2025 || high.to_bits() == low.to_bits(), "{year} is before the rise");
            more += usize::from(high > low);
        }
    }
    assert_eq!(more, 4 * 31, "the firms of every province pay more from 2025 to 2028");
}

#[test]
fn a_higher_employer_rate_changes_no_pension_and_no_account() {
    let asked = experiment(&["stand-alone"], &FIXED, 2028);
    // Firms would declare and enrol less at the higher rate.
    let higher = lived_with(
        &asked,
        &["contribution.employer_rate={ 2025 = \"18 %\" }", "firms.declared_to_rate=0", "firms.enrolment_to_rate=0"],
    );
    assert!(table(&lived(&asked), "people") == table(&higher, "people"));
}

#[test]
fn the_more_claim_early_the_more_are_retired() {
    let asked = experiment(&["stand-alone"], &FIXED, 2030);
    let retirees = |share: &str| {
        let result = lived_with(&asked, &[&format!("early_claiming.take_up={share}")]);
        let years = column(&result, "national_year", "retirees");
        years.into_iter().find(|(year, _)| *year == 2030).expect("2030").1
    };
    let (none, half, all) = (retirees("0 %"), retirees("50 %"), retirees("100 %"));
    assert!(none < half && half < all, "2030: {none}, {half}, {all}");
}

#[test]
fn flexible_ages_change_no_award_before_they_begin() {
    let asked = experiment(&["stand-alone"], &FIXED, 2030);
    let awards = |share: &str| {
        let result = lived_with(&asked, &[&format!("early_claiming.take_up={share}")]);
        column(&result, "national_year", "new_retirees")
    };
    for ((year, none), (_, all)) in awards("0 %").into_iter().zip(awards("100 %")) {
        assert!(year >= 2025 || none.to_bits() == all.to_bits(), "{year}: flexible ages are of 2025");
    }
}

/// National pooling with another cap and local share.
fn pooling(cap: f64, local: f64) -> Regime {
    let mut regime = scenario::shipped("national-pooling").regime;
    for spec in regime.periods.iter_mut().flat_map(|period| &mut period.clauses) {
        match spec {
            ClauseSpec::SurplusRemittance(clause) => {
                *clause = SurplusRemittance { cap: Rate::percent(cap), ..clause.clone() };
            }
            ClauseSpec::GapAllocation(clause) => clause.local_share = Rate::percent(local),
            _ => (),
        }
    }
    regime
}

fn run(regime: Regime, responses: &[Response]) -> RunResult {
    let asked = experiment(&["national-pooling"], responses, 2030);
    let regime = Regime { name: "the one".to_owned(), ..regime };
    let (parameters, fitted) = (Parameters::embedded(), Fitted::shipped());
    run_scenarios(&asked, &[Scenario::new(regime)], &parameters, &fitted, SHARD, &mut |_| ()).expect("a run")
}

#[test]
fn a_pool_that_may_take_nothing_is_no_pool() {
    let alone = run(scenario::shipped("stand-alone").regime, &Response::ALL);
    let capped = run(pooling(0.0, 0.0), &Response::ALL);
    let taken = run(pooling(80.0, 0.0), &Response::ALL);
    for (one, other) in alone.tables.iter().zip(&capped.tables) {
        // One regime alone has nothing it could be compared with.
        let name = one.spec().name;
        assert!((name == "decomposition" || !one.is_empty()) && one == other, "{name}");
    }
    assert!(table(&alone, "ledger") != table(&taken, "ledger"), "the cap is what differs");
}

#[test]
fn a_larger_local_share_lowers_transfers() {
    let transfers = |local| {
        let result = run(pooling(80.0, local), &FIXED);
        let by_province = column(&result, "province_year", "transfers_in_yuan");
        (by_province, column(&result, "national_year", "transfers_in_yuan"))
    };
    let (none, some) = (transfers(0.0), transfers(20.0));
    for ((year, all), (_, less)) in none.1.iter().zip(&some.1).filter(|(a, _)| a.0 >= 2022) {
        assert!(*less < 0.999 * all, "{year}: {all} without a local share, {less} with 20 %");
    }
    // In the first year nothing else differs.
    for ((_, all), (_, less)) in none.0.iter().zip(&some.0).filter(|(a, _)| a.0 == 2022) {
        assert!(less <= all, "{all} without a local share, {less} with 20 %");
    }
}
