//! Every shipped scenario moves what it should, this way and from this year on, and nothing before: against the regime
//! it varies, nobody responding, so that only the rule itself is seen. What a proposal promises besides stands in
//! `proposals`.

use crate::support::{experiment, lived, places, table};
use fastox_experiments::{Experiment, Response, scenario};
use fastox_model::units::Year;
use std::cmp::Ordering::{self, Greater, Less};
use std::collections::{BTreeMap, BTreeSet};

const ENACTED: &str = "national-pooling";

/// A scenario, what it is held against, a column of `national_year`, from when and which way it moves.
type Case = (&'static str, &'static str, &'static str, Year, Ordering);

const MOVES: [Case; 31] = [
    ("stand-alone", ENACTED, "transfers_in_yuan", 2022, Less),
    ("stand-alone-agreed-subsidy", "stand-alone", "local_burden_yuan", 2022, Less),
    ("central-adjustment", ENACTED, "transfers_in_yuan", 2022, Greater),
    ("central-adjustment-5.5", "central-adjustment", "transfers_in_yuan", 2027, Greater),
    ("national-pooling-fixed", ENACTED, "transfers_out_yuan", 2022, Less),
    ("national-pooling-by-plan", ENACTED, "transfers_out_yuan", 2027, Less),
    ("national-pooling-gradual", ENACTED, "transfers_in_yuan", 2027, Less),
    ("national-pooling-own-reserve", ENACTED, "transfers_in_yuan", 2022, Less),
    ("national-pooling-local-budget-first", ENACTED, "local_burden_yuan", 2027, Greater),
    ("unified", ENACTED, "transfers_in_yuan", 2027, Greater),
    ("unified-reserves-pooled", "unified", "pool_reserves_yuan", 2027, Greater),
    ("norm-based", ENACTED, "transfers_in_yuan", 2027, Greater),
    ("full-package", ENACTED, "transfers_in_yuan", 2027, Greater),
    ("tiered-duty", ENACTED, "transfers_out_yuan", 2027, Less),
    ("effort-reward", ENACTED, "transfers_out_yuan", 2029, Less),
    ("transfer-clawback", ENACTED, "local_burden_yuan", 2028, Greater),
    ("dynamic-ratio", ENACTED, "transfers_in_yuan", 2027, Greater),
    ("reserve-alarm", ENACTED, "reserves_yuan", 2027, Greater),
    ("transition", ENACTED, "central_burden_yuan", 2027, Greater),
    ("low-pension-top-up", ENACTED, "mean_pension_yuan_month", 2027, Less),
    ("national-tier", ENACTED, "transfers_in_yuan", 2027, Greater),
    ("contribution-linked", ENACTED, "transfers_in_yuan", 2027, Greater),
    ("state-capital", ENACTED, "transfers_out_yuan", 2027, Less),
    ("unified-contributions", ENACTED, "mean_base_yuan_month", 2027, Greater),
    ("platform", ENACTED, "relations_in_yuan", 2027, Greater),
    ("publicity", ENACTED, "contributors", 2027, Greater),
    ("audit", ENACTED, "mean_base_yuan_month", 2027, Greater),
    ("social-security-tax", "unified-contributions", "mean_base_yuan_month", 2027, Greater),
    ("delayed-retirement", ENACTED, "retirees", 2037, Less),
    ("no-delay", ENACTED, "retirees", 2025, Greater),
    ("lower-floor", ENACTED, "mean_base_yuan_month", 2027, Less),
];

/// Columns of `national_year` by world, column and year.
type Columns = BTreeMap<(String, &'static str), BTreeMap<Year, f64>>;

fn lives() -> Columns {
    let worlds: Vec<&str> = scenario::names();
    let asked = Experiment { people: 10_000, ..experiment(&worlds, &[Response::Fixed], 2040) };
    let result = lived(&asked);
    let nation = table(&result, "national_year");
    let columns: BTreeSet<&str> = MOVES.iter().map(|(_, _, column, ..)| *column).collect();
    let mut all = Columns::new();
    for column in columns {
        for ((world, _, year, _), value) in places(nation).into_iter().zip(nation.column_number(column)) {
            all.entry((world, column)).or_default().insert(year, value);
        }
    }
    all
}

#[test]
fn every_shipped_scenario_moves_what_it_should_and_not_before() {
    let asked: BTreeSet<&str> = MOVES.iter().map(|(world, ..)| *world).chain([ENACTED]).collect();
    assert_eq!(asked, scenario::names().into_iter().collect(), "a scenario without a line here");
    let lives = lives();
    let mut wrong = Vec::new();
    for (world, against, column, from, how) in MOVES {
        let of = |world: &str| &lives[&(world.to_owned(), column)];
        let pairs = of(world).iter().zip(of(against)).filter(|((year, _), _)| **year > 2020);
        let found: Vec<(Year, Ordering)> =
            pairs.map(|((year, own), (_, other))| (*year, own.total_cmp(other))).collect();
        let first = found.iter().find(|(_, how)| how.is_ne());
        if first != Some(&(from, how)) {
            let moved: Vec<String> =
                found.iter().filter(|(_, how)| how.is_ne()).map(|found| format!("{found:?}")).collect();
            wrong.push(format!("{world}: {column} against {against}: {}", moved.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
