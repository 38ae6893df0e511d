//! Changes of the whole country whose answer is known without living it: nothing else moves, or all of it alike.

use crate::support::{country, country_of, experiment, live_to, lived, lived_with, parameters, table};
use fastox_calibration::fitted::Fitted;
use fastox_experiments::{Regime, Response};
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::ResponseMode;
use fastox_model::people::Children;
use fastox_model::people::children::CHILD_AGES;
use fastox_model::units::Money;

const PEOPLE: usize = 20_000;

/// Every agent stands for twice as many: every sum of money and heads of the year before anybody reacts is twice what
/// it was, to the fen but for what rounds once a province. Nobody turns 16: of so many youths half as many agents come.
#[test]
fn twice_the_weight_is_twice_of_everything_that_is_counted() {
    let year = |factor: i64| {
        let mut setup = country(PEOPLE, 2021, &[("stand-alone", ResponseMode::Fixed)]);
        setup.country.people.weight *= factor;
        let weight = setup.country.people.weight;
        setup.country.children = Children::new([[[0; PROVINCES]; CHILD_AGES]; 2], weight);
        let report = live_to(&mut setup, 2021).remove(0);
        let books = report.worlds[0].books.opening().clone();
        (weight, books)
    };
    let ((one, single), (two, double)) = (year(1), year(2));
    assert_eq!(two, 2 * one);
    for p in 0..PROVINCES {
        for (a, b) in [
            (single.contributions[p], double.contributions[p]),
            (single.benefits[p], double.benefits[p]),
            (single.purchases[p], double.purchases[p]),
        ] {
            assert!((2 * a.fen() - b.fen()).abs() <= 8, "{p}: {a} {b}");
        }
        assert!(single.contributions[p] > Money::ZERO && single.benefits[p] > Money::ZERO, "{p}");
    }
}

/// Nobody moves where migration has no level, whatever the regime; with one, many do.
#[test]
fn without_migration_nobody_moves() {
    let moved = |change: &str| {
        let mut asked = experiment(&["national-pooling"], &[Response::Fixed], 2024);
        asked.range_people = 0;
        let result = lived_with(&asked, &[change]);
        ["persons", "insured"].map(|column| table(&result, "migration").column_count(column).iter().sum::<i64>())
    };
    assert_eq!(moved("migration.level=0 %"), [0, 0]);
    assert!(moved("migration.level=100 %").iter().all(|moved| *moved > 0));
}

const NO_SHARES: &str = r#"
title = "Pooling with every share zero"
source = "none"
[[pooling]]
from = 2018
clauses = [{ assessed-remittance = {} }, { per-retiree-allocation = {} }, { central-backstop = { centre-share = "50 %" } }]
[[pooling]]
from = 2022
clauses = [
  { surplus-remittance = { share = "0 %", cap = "0 %" } },
  { gap-allocation = { local-share = "100 %" } },
  { excess-surplus-remittance = { share = "0 %" } },
  { national-tier = { contribution-share = "0 %" } },
  { central-backstop = { centre-share = "50 %" } },
]
"#;

/// A regime whose shares are all zero moves no money: its tables are those of stand-alone, with governments that react.
#[test]
fn a_regime_with_every_share_zero_is_stand_alone() {
    let mut asked = experiment(&["stand-alone"], &[Response::Responding], 2030);
    asked.range_people = 0;
    asked.regimes.push(Regime::Text { name: "no-shares".to_owned(), text: NO_SHARES.to_owned() });
    let result = lived(&asked);
    let nation = table(&result, "national_year");
    let (worlds, years) = (nation.column_name("world"), nation.column_whole("year"));
    for column in [
        "contributions_yuan",
        "benefits_yuan",
        "reserves_yuan",
        "backstop_central_yuan",
        "central_burden_yuan",
        "effort",
    ] {
        let values = nation.column_number(column);
        let of = |world: &str| -> Vec<u64> {
            let rows = (0..nation.rows()).filter(|&row| worlds[row] == world && years[row] > 2021);
            rows.map(|row| values[row].to_bits()).collect()
        };
        assert_eq!(of("no-shares"), of("stand-alone"), "{column}");
        assert!(!of("no-shares").is_empty());
    }
}

/// The record of one province given to another, and the other way round, moves their books and nobody else's.
#[test]
fn what_two_provinces_exchange_touches_no_third() {
    let (first, second) = (18, 9);
    let mut swapped = Fitted::shipped();
    let own = [swapped.provinces[first], swapped.provinces[second]];
    swapped.provinces[first].opening_reserve = own[1].opening_reserve;
    swapped.provinces[second].opening_reserve = own[0].opening_reserve;
    let reserves = |fitted: &Fitted| {
        let worlds = [("stand-alone", ResponseMode::Fixed)];
        let mut setup = country_of(&parameters(&[]), fitted, PEOPLE, 2021, &worlds);
        live_to(&mut setup, 2021).remove(0).worlds[0].books.opening().reserves
    };
    let (as_is, other) = (reserves(&Fitted::shipped()), reserves(&swapped));
    for p in 0..PROVINCES {
        let wanted = if p == first {
            as_is[second]
        } else if p == second {
            as_is[first]
        } else {
            as_is[p]
        };
        assert_eq!(other[p], wanted, "{p}");
    }
}
