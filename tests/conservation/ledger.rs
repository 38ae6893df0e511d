//! The tables of a run agree with each other, to the fen.

use crate::support::{MAIN, places, table};
use fastox_outputs::Table;
use std::collections::BTreeMap;

type Place = (String, String, i32, i32);

/// Sums of fen over the rows that are wanted, by place.
fn sums(table: &Table, wanted: impl Fn(usize) -> Option<i64>) -> BTreeMap<Place, i64> {
    let mut sums = BTreeMap::new();
    for (row, place) in places(table).into_iter().enumerate() {
        if let Some(fen) = wanted(row) {
            *sums.entry(place).or_default() += fen;
        }
    }
    sums
}

fn fen(yuan: f64) -> i64 {
    (yuan * 100.0).round() as i64
}

#[test]
fn what_the_ledger_moves_leads_from_opening_to_closing_reserves() {
    let ledger = table(&MAIN, "ledger");
    let (accounts, amounts) = (ledger.column_name("account"), ledger.column_fen("amount_fen"));
    let moved = sums(ledger, |row| (accounts[row] == "fund").then_some(amounts[row]));
    let years = table(&MAIN, "province_year");
    let opening = years.column_number("reserves_opening_yuan");
    let closing = years.column_number("reserves_yuan");
    let mut before: BTreeMap<Place, f64> = BTreeMap::new();
    for (row, place) in places(years).into_iter().enumerate() {
        let next = (place.0.clone(), place.1.clone(), place.2 + 1, place.3);
        before.insert(next, closing[row]);
        if place.2 == 2020 {
            continue;
        }
        assert_eq!(fen(opening[row]), fen(before[&place]), "{place:?}: last year's reserve");
        assert_eq!(fen(closing[row]), fen(opening[row]) + moved[&place], "{place:?}");
    }
}

#[test]
fn every_column_of_flows_is_in_the_ledger() {
    let ledger = table(&MAIN, "ledger");
    let names = |name| ledger.column_name(name);
    let (entries, others) = (names("entry"), names("counterpart"));
    let amounts = ledger.column_fen("amount_fen");
    let years = table(&MAIN, "province_year");
    for (column, entry, other, sign) in [
        ("contributions_yuan", "contributions", "members", 1),
        ("benefits_yuan", "benefits", "retirees", -1),
        ("interest_yuan", "interest", "returns", 1),
        ("subsidy_central_yuan", "base subsidy", "centre", 1),
        ("subsidy_local_yuan", "base subsidy", "local budget", 1),
        ("backstop_central_yuan", "central-backstop", "centre", 1),
        ("backstop_local_yuan", "central-backstop", "local budget", 1),
        ("transfers_in_yuan", "gap-allocation", "pool", 1),
        ("transfers_out_yuan", "surplus-remittance", "pool", -1),
    ] {
        let message =
            sums(ledger, |row| (entries[row] == entry && others[row] == other).then_some(sign * amounts[row]));
        let values = years.column_number(column);
        for (row, place) in places(years).into_iter().enumerate() {
            let pooled = place.0 == "national-pooling" && place.2 >= 2022;
            if place.2 > 2020 && (pooled || other != "pool") {
                let message = message.get(&place).copied().unwrap_or_default();
                assert_eq!(fen(values[row]), message, "{column} {place:?}");
            }
        }
    }
}

/// Fen by place, clause and counterparty.
type Moves = BTreeMap<(Place, String, String), i64>;

fn moves(table: &Table, clause: &str, other: &str, wanted: impl Fn(usize) -> bool) -> Moves {
    let (clauses, others) = (table.column_name(clause), table.column_name(other));
    let amounts = table.column_fen("amount_fen");
    let rows = places(table).into_iter().enumerate().filter(|(row, _)| wanted(*row));
    let key = |row: usize, place| (place, clauses[row].to_owned(), others[row].to_owned());
    rows.map(|(row, place)| (key(row, place), amounts[row])).collect()
}

#[test]
fn transfers_are_the_ledger_of_clauses_with_pool_and_centre() {
    let (ledger, transfers) = (table(&MAIN, "ledger"), table(&MAIN, "transfers"));
    let entries = ledger.column_name("entry");
    let (accounts, others) = (ledger.column_name("account"), ledger.column_name("counterpart"));
    let by_clause = |row: usize| {
        let clause = fastox_model::pooling::ALL.iter().any(|info| info.name == entries[row]);
        clause && accounts[row] == "fund" && ["pool", "centre"].contains(&others[row])
    };
    let message = moves(ledger, "entry", "counterpart", by_clause);
    assert!(message.len() > 1000);
    assert_eq!(moves(transfers, "clause", "counterparty", |_| true), message);
}

/// Regimes whose pool saves nothing.
const CLEARED: [&str; 3] = ["central-adjustment", "national-pooling", "norm-based"];

#[test]
fn what_provinces_hand_up_comes_down_in_the_same_year() {
    let transfers = table(&MAIN, "transfers");
    let others = transfers.column_name("counterparty");
    let amounts = transfers.column_fen("amount_fen");
    let (mut net, mut moved) = (BTreeMap::new(), 0);
    for (row, (world, response, year, _)) in places(transfers).into_iter().enumerate() {
        if others[row] == "pool" && CLEARED.contains(&world.as_str()) {
            *net.entry((world, response, year)).or_insert(0) += amounts[row];
            moved += amounts[row].abs();
        }
    }
    assert!(moved > 0 && net.values().all(|fen| *fen == 0), "{net:?}");
}

/// Columns that are no sums over provinces: means, ratios, and what only one of the tables knows.
const NOT_SUMS: [&str; 9] = [
    "year",
    "reserve_months",
    "collection_rate",
    "coverage_share",
    "mean_pension_yuan_month",
    "mean_base_yuan_month",
    "average_wage_yuan_month",
    "effort",
    "dependency_ratio",
];

#[test]
fn the_nation_is_the_sum_of_its_provinces() {
    let (nation, provinces) = (table(&MAIN, "national_year"), table(&MAIN, "province_year"));
    let shared = nation.spec().columns.iter().map(|column| column.name).filter(|name| {
        provinces.spec().position(name).is_some() && !nation.spec().keys.contains(name) && !NOT_SUMS.contains(name)
    });
    let columns: Vec<_> = shared.collect();
    assert!(columns.len() > 25, "{columns:?}");
    for column in columns {
        let mut sums: BTreeMap<Place, f64> = BTreeMap::new();
        let values = provinces.column_number(column);
        for (row, (world, response, year, _)) in places(provinces).into_iter().enumerate() {
            *sums.entry((world, response, year, 0)).or_default() += values[row];
        }
        let message = nation.column_number(column);
        for (row, place) in places(nation).into_iter().enumerate() {
            // Yuan as floating-point numbers are exact to a fen; their sums to a few.
            let (message, sum) = (message[row], sums[&place]);
            let same = (message - sum).abs() < 0.05 || (message.is_nan() && sum.is_nan());
            assert!(same, "{column} of {place:?}: {message}, provinces {sum}");
        }
    }
}
