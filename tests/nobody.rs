//! A mean, share or ratio over nobody is missing, never 0: runs of so few people that somewhere nobody is insured, draws a
//! pension, pays or claims.

use crate::support::{experiment, lived, table};
use fastox_experiments::{Experiment, Response, RunResult};
use fastox_outputs::Table;
use std::collections::BTreeSet;

/// In these seeds no man, and no woman, claims in 2024.
const SEEDS: [u64; 2] = [5, 12];

/// A column, and the one whose heads or money it is a mean over.
const OVER: [(&str, &str, &str); 13] = [
    ("province_year", "collection_rate", "potential_contributions_yuan"),
    ("province_year", "effort", "potential_contributions_yuan"),
    ("province_year", "dependency_ratio", "insured_employees"),
    ("province_year", "coverage_share", "population_16_59"),
    ("province_year", "mean_pension_yuan_month", "retirees_enterprise"),
    ("province_year", "reserve_months", "benefits_yuan"),
    ("national_year", "collection_rate", "potential_contributions_yuan"),
    ("national_year", "dependency_ratio", "insured_employees"),
    ("national_year", "mean_pension_yuan_month", "retirees_enterprise"),
    ("cohorts", "first_pension_yuan_month", "awards"),
    ("cohorts", "last_wage_yuan_month", "awards"),
    ("cohorts", "replacement_rate", "awards"),
    ("people", "index_mean", "months_paid"),
];

fn few(seed: u64) -> RunResult {
    let small = experiment(&["stand-alone", "national-pooling"], &Response::ALL[..2], 2025);
    lived(&Experiment { people: 100, seeds: vec![seed], range_people: 100, ..small })
}

/// Rows where nobody stands behind a column; each has nothing there.
fn over_nobody(table: &Table, column: &str, whole: &str) -> usize {
    let (values, wholes) = (table.column_number(column), table.column_number(whole));
    // Of the opening year only stocks are known.
    let nobody: Vec<usize> = (0..table.rows()).filter(|&row| wholes[row] == 0.0 || wholes[row].is_nan()).collect();
    for row in &nobody {
        assert!(values[*row].is_nan(), "{} {column}, row {row}: {}", table.spec().name, values[*row]);
    }
    nobody.len()
}

#[test]
fn a_mean_over_nobody_is_missing() {
    for result in SEEDS.map(few) {
        for (name, column, whole) in OVER {
            let rows = over_nobody(table(&result, name), column, whole);
            assert!(rows > 0 || name == "national_year" || column == "coverage_share", "{name} {column}");
        }
    }
}

/// The rate of a province in which nobody is insured is missing beside what is lost of it.
#[test]
fn nobody_loses_points_of_a_rate_that_is_not_there() {
    let result = few(SEEDS[0]);
    let incentives = table(&result, "incentives");
    let (rates, points) = (incentives.column_number("collection_rate"), incentives.column_number("points_lost"));
    let margins = incentives.column_name("margin");
    let of_collection = (0..incentives.rows()).filter(|&row| margins[row] == "collection");
    let without: Vec<usize> = of_collection.filter(|&row| rates[row].is_nan()).collect();
    assert!(!without.is_empty() && without.iter().all(|&row| points[row].is_nan()));
    let range = table(&result, "range");
    let measures = range.column_name("measure");
    assert!((0..range.rows()).any(|row| measures[row] == "points_lost"));
}

/// The mean age of claims in a year without any; with any it is an age.
#[test]
fn a_mean_age_of_nobody_is_no_age() {
    let mut missing = BTreeSet::new();
    for result in SEEDS.map(few) {
        let fit = table(&result, "fit");
        let (targets, model) = (fit.column_name("target"), fit.column_number("model"));
        let errors = fit.column_number("error");
        for row in (0..fit.rows()).filter(|&row| targets[row].starts_with("claiming_age")) {
            assert!(model[row].is_nan() || model[row] > 40.0, "{}: {}", targets[row], model[row]);
            if model[row].is_nan() {
                assert!(errors[row].is_nan());
                missing.insert(targets[row].to_owned());
            }
        }
    }
    assert_eq!(missing, ["claiming_age_female", "claiming_age_male"].map(str::to_owned).into());
}
