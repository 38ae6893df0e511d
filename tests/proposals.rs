//! What a proposal promises is what a small run shows: against national pooling as enacted, nobody responding, so that
//! only the rule itself is seen.

use crate::support::{experiment, lived, places, table};
use fastox_experiments::{Experiment, Response, RunResult};
use fastox_model::geography::Province;
use std::cmp::Ordering::{self, Equal, Greater, Less};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

const ENACTED: &str = "national-pooling";

/// Proposals that show within four years of their beginning.
static SOON: LazyLock<RunResult> = LazyLock::new(|| {
    let worlds = [
        ENACTED,
        "transfer-clawback",
        "reserve-alarm",
        "transition",
        "low-pension-top-up",
        "unified-contributions",
        "platform",
        "publicity",
        "audit",
        "social-security-tax",
        "central-adjustment",
        "central-adjustment-5.5",
        "state-capital",
        "national-pooling-gradual",
        "lower-floor",
    ];
    lived(&experiment(&worlds, &[Response::Fixed], 2031))
});

/// The year in which proposals begin.
const FROM: i32 = 2027;

/// A column of a table by year, of one world, in the places that are wanted; summed over what else the table is by.
fn by_year(
    result: &RunResult,
    (name, column): (&str, &str),
    world: &str,
    wanted: impl Fn(i32) -> bool,
) -> BTreeMap<i32, f64> {
    let table = table(result, name);
    let mut sums = BTreeMap::new();
    for ((of, _, year, place), value) in places(table).into_iter().zip(table.column_number(column)) {
        if of == world && wanted(place) && year > 2020 {
            *sums.entry(year).or_insert(0.0) += value;
        }
    }
    sums
}

fn nation(column: &str, world: &str) -> BTreeMap<i32, f64> {
    by_year(&SOON, ("national_year", column), world, |_| true)
}

/// Every year's value against that of national pooling: equal before this year, and so from then on.
fn compare(changed: &BTreeMap<i32, f64>, enacted: &BTreeMap<i32, f64>, from: i32, how: Ordering) {
    assert!(changed.range(from..).count() > 0 && changed.len() == enacted.len());
    for ((year, changed), (_, enacted)) in changed.iter().zip(enacted) {
        let expected = if *year < from { Equal } else { how };
        let found = changed.total_cmp(enacted);
        assert!(found == expected, "{year}: {changed}, as enacted {enacted}");
    }
}

/// The same for a column of the nation.
fn nation_is(how: Ordering, column: &str, world: &str) {
    compare(&nation(column, world), &nation(column, ENACTED), FROM, how);
}

/// What a clause moved from one account to another, by year, in fen.
fn moved(world: &str, clause: &str, from: &str, to: &str) -> BTreeMap<i32, i64> {
    let ledger = table(&SOON, "ledger");
    let column = |name| ledger.column_name(name);
    let (entries, accounts, others) = (column("entry"), column("account"), column("counterpart"));
    let mut sums = BTreeMap::new();
    for (row, (of, _, year, _)) in places(ledger).into_iter().enumerate() {
        if of == world && entries[row] == clause && (others[row], accounts[row]) == (from, to) {
            *sums.entry(year).or_insert(0) += ledger.column_fen("amount_fen")[row];
        }
    }
    sums
}

/// The years in which money moved, and that it moved this way only.
fn years(moved: &BTreeMap<i32, i64>) -> Vec<i32> {
    assert!(moved.values().all(|fen| *fen > 0), "{moved:?}");
    moved.keys().copied().collect()
}

#[test]
fn a_clawback_takes_from_local_budgets_what_was_missed_a_year_before() {
    let world = "transfer-clawback";
    let taken = moved(world, "transfer-clawback", "local budget", "centre");
    // The first year in which something can have been missed is 2027; a year in which nobody missed anything takes
    // nothing.
    let years = years(&taken);
    assert!(years[0] == 2028 && years.len() > 1, "{years:?}");
    let since = |column, world| nation(column, world).range(2028..).map(|(_, x)| x).sum::<f64>();
    let (local, central) = ("local_burden_yuan", "central_burden_yuan");
    assert!(since(local, world) > since(local, ENACTED));
    assert!(since(central, world) < since(central, ENACTED));
    for column in [local, central] {
        let before = |world| nation(column, world).range(..2028).map(|(_, x)| *x).sum::<f64>();
        assert!((before(world) - before(ENACTED)).abs() < 1.0, "{column}");
    }
}

#[test]
fn an_alarm_fills_low_reserves_from_the_emergency_pool() {
    let paid = moved("reserve-alarm", "reserve-alarm", "centre", "fund");
    assert_eq!(years(&paid), [2027, 2028, 2029, 2030, 2031]);
    nation_is(Greater, "reserves_yuan", "reserve-alarm");
    // At most 2 % of the nation's benefits, pool and centre together.
    for (year, benefits) in nation("benefits_yuan", "reserve-alarm").range(FROM..) {
        assert!(paid[year] as f64 <= 0.02 * 100.0 * benefits + 1.0, "{year}");
    }
}

#[test]
fn an_alarm_lowers_the_mean_pension_a_year_later() {
    let pension = |world| nation("mean_pension_yuan_month", world);
    compare(&pension("reserve-alarm"), &pension(ENACTED), 2028, Less);
}

#[test]
fn the_special_transfer_of_a_transition_ends_with_it() {
    let paid = moved("transition", "transition", "centre", "fund");
    assert_eq!(years(&paid), [2027, 2028, 2029, 2030]);
    let burden = |world| nation("central_burden_yuan", world);
    for year in 2027..=2030 {
        assert!(burden("transition")[&year] > burden(ENACTED)[&year], "{year}");
    }
}

#[test]
fn the_pool_pays_top_ups_while_local_items_end() {
    let paid = moved("low-pension-top-up", "low-pension-top-up", "pool", "fund");
    assert_eq!(years(&paid), [2027, 2028, 2029, 2030, 2031]);
    let paid: Vec<i64> = paid.into_values().collect();
    assert!(paid.is_sorted(), "more retirees have lost their items: {paid:?}");
}

#[test]
fn without_local_items_pensions_are_lower_on_the_whole() {
    nation_is(Less, "mean_pension_yuan_month", "low-pension-top-up");
    nation_is(Less, "benefits_yuan", "low-pension-top-up");
}

/// Only Guangdong lies below the national floor by then.
#[test]
fn one_set_of_contribution_rules_raises_the_base_where_it_was_lower() {
    let guangdong = i32::from(Province::find("Guangdong").expect("a province").code());
    let base = |world, here: bool| {
        by_year(&SOON, ("province_year", "mean_base_yuan_month"), world, |place| (place == guangdong) == here)
    };
    let world = "unified-contributions";
    compare(&base(world, true), &base(ENACTED, true), FROM, Greater);
    compare(&base(world, false), &base(ENACTED, false), FROM, Equal);
}

/// Few move in a year, so this run has more people.
#[test]
fn on_a_national_platform_more_rights_move_along() {
    let worlds = [ENACTED, "platform"];
    let asked = experiment(&worlds, &[Response::Fixed], 2031);
    let result = lived(&Experiment { people: 100_000, ..asked });
    let kept = |world, years: Range<i32>| {
        let by_year = by_year(&result, ("migration", "rights_kept"), world, |_| true);
        by_year.range(years).map(|(_, persons)| persons).sum::<f64>()
    };
    let of = |years: Range<i32>| worlds.map(|world| kept(world, years.clone()));
    let ([enacted, platform], before) = (of(FROM..2032), of(2021..FROM));
    assert!(before[0].total_cmp(&before[1]) == Equal, "{before:?}");
    assert!(platform > enacted, "{platform} moved along, {enacted} as enacted");
}

#[test]
fn those_who_see_the_whole_return_enter_and_stay() {
    nation_is(Greater, "contributors", "publicity");
    nation_is(Greater, "contributions_yuan", "publicity");
}

#[test]
fn twice_the_detection_raises_declared_wages_and_enrolment() {
    nation_is(Greater, "mean_base_yuan_month", "audit");
    nation_is(Greater, "contributors", "audit");
}

/// At once where unified rules climb, and without the detection of an audit.
#[test]
fn a_social_security_tax_collects_more() {
    nation_is(Greater, "contributions_yuan", "social-security-tax");
    let base = |world| nation("mean_base_yuan_month", world)[&FROM];
    assert!(base("social-security-tax") > base("unified-contributions"));
    let guangdong = i32::from(Province::find("Guangdong").expect("a province").code());
    let elsewhere =
        |world| by_year(&SOON, ("province_year", "mean_base_yuan_month"), world, |place| place != guangdong);
    compare(&elsewhere("social-security-tax"), &elsewhere(ENACTED), FROM, Equal);
}

#[test]
fn a_lower_floor_lowers_the_mean_base() {
    nation_is(Less, "mean_base_yuan_month", "lower-floor");
    nation_is(Less, "mean_pension_yuan_month", "lower-floor");
}

#[test]
fn a_ratio_of_five_and_a_half_moves_so_much_more_than_one_of_four_and_a_half() {
    let up = |world| nation("transfers_out_yuan", world);
    let (kept, raised) = (up("central-adjustment"), up("central-adjustment-5.5"));
    for (year, kept) in kept {
        let ratio = if year < FROM { 1.0 } else { 5.5 / 4.5 };
        assert!((raised[&year] - ratio * kept).abs() <= 1e-9 * kept, "{year}");
    }
}

#[test]
fn dividends_of_state_capital_spare_surplus_provinces() {
    let paid = moved("state-capital", "state-capital-dividends", "state capital", "pool");
    assert_eq!(years(&paid), [2027, 2028, 2029, 2030, 2031]);
    nation_is(Less, "transfers_out_yuan", "state-capital");
}

#[test]
fn gradual_appropriation_leaves_a_tenth_of_the_gap_to_the_province() {
    nation_is(Less, "transfers_in_yuan", "national-pooling-gradual");
    let got = |world| nation("transfers_in_yuan", world)[&FROM];
    let (gradual, direct) = (got("national-pooling-gradual"), got(ENACTED));
    assert!((gradual - 0.9 * direct).abs() <= 1e-6 * direct, "{gradual} of {direct}");
}

/// A higher end of the delay reaches nobody before 2037; then people retire later and pay longer.
#[test]
fn a_longer_delay_leaves_fewer_retired_and_more_paying() {
    let worlds = [ENACTED, "delayed-retirement"];
    let late = lived(&experiment(&worlds, &[Response::Fixed], 2042));
    for (column, how) in [("retirees", Less), ("contributions_yuan", Greater)] {
        let [enacted, delayed] = worlds.map(|world| by_year(&late, ("national_year", column), world, |_| true));
        compare(&delayed, &enacted, 2037, how);
    }
}
