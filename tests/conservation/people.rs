//! Who is there at the end of a year was there at its beginning, or came; and nobody else.

use crate::support::{MAIN, country, live_to, places, table};
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::ResponseMode;
use fastox_model::people::Vitals;
use std::collections::BTreeMap;

/// The year of which only stocks are known.
const OPENING: i32 = 2020;

fn adults(vitals: &Vitals) -> i64 {
    vitals.residents_16_59.iter().chain(&vitals.residents_60).sum()
}

#[test]
fn adults_change_by_who_turned_sixteen_died_and_emigrated() {
    let mut setup = country(20_000, 2030, &[("stand-alone", ResponseMode::Fixed)]);
    let mut before = setup.country.people.people_here() as i64;
    for report in live_to(&mut setup, 2030) {
        let vitals = &report.tally.vitals;
        let gone: i64 = vitals.deaths.iter().chain(&vitals.emigrants).sum();
        assert!(gone > 0 && report.entrants > 0);
        assert_eq!(adults(vitals), before + report.entrants - gone, "{}", report.year);
        before = adults(vitals);
    }
    assert_eq!(before, setup.country.people.people_here() as i64);
}

#[test]
fn children_change_by_births_exits_and_who_turned_sixteen() {
    let mut setup = country(20_000, 2030, &[("stand-alone", ResponseMode::Fixed)]);
    let mut before = setup.country.children.count();
    let weight = setup.country.people.weight;
    let (mut grown, mut entered) = (0, 0);
    for report in live_to(&mut setup, 2030) {
        let tally = report.child_tally;
        let now: i64 = report.children.iter().sum();
        assert_eq!(now, before + tally.births - tally.exits - tally.grown, "{}", report.year);
        before = now;
        grown += tally.grown;
        entered += report.entrants * weight;
        // Half an agent a province and sex is carried from the start, and never more than one.
        let carried = grown - entered;
        let cells = 2 * PROVINCES as i64;
        assert!(carried.abs() <= cells * weight / 2 + cells, "{}: {carried}", report.year);
    }
}

#[test]
fn provinces_change_by_moves_only_within_the_nation() {
    let moves = table(&MAIN, "migration");
    let provinces = table(&MAIN, "province_year");
    let (mut out, mut into) = (BTreeMap::new(), BTreeMap::new());
    for (row, (world, response, year, _)) in places(moves).into_iter().enumerate() {
        let persons = moves.column_count("persons")[row];
        let at = |code| (world.clone(), response.clone(), year, code);
        *out.entry(at(moves.column_whole("origin")[row])).or_insert(0) += persons;
        *into.entry(at(moves.column_whole("destination")[row])).or_insert(0) += persons;
    }
    let (told_in, told_out) = (provinces.column_number("moves_in"), provinces.column_number("moves_out"));
    let (mut all_in, mut all_out) = (0.0, 0.0);
    for (row, place) in places(provinces).into_iter().enumerate() {
        if place.2 == OPENING {
            assert!(told_in[row].is_nan() && told_out[row].is_nan(), "{place:?}");
            continue;
        }
        let of = |sums: &BTreeMap<_, i64>| sums.get(&place).copied().unwrap_or_default() as f64;
        assert_eq!((told_in[row], told_out[row]), (of(&into), of(&out)), "{place:?}");
        (all_in, all_out) = (all_in + told_in[row], all_out + told_out[row]);
    }
    assert!(all_in > 0.0 && all_in.to_bits() == all_out.to_bits());
}

#[test]
fn insured_movers_are_movers_and_rights_kept_are_theirs() {
    let moves = table(&MAIN, "migration");
    let (insured, kept) = (moves.column_count("insured"), moves.column_count("rights_kept"));
    for (row, persons) in moves.column_count("persons").iter().enumerate() {
        assert!(kept[row] <= insured[row] && insured[row] <= *persons, "row {row}");
    }
    assert!(kept.iter().sum::<i64>() < insured.iter().sum::<i64>(), "some are left behind");
}
