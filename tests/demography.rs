//! Births, deaths and migration off the medium projection move people when and where they should.

use crate::support::{country_of, live_to, parameters};
use fastox_calibration::fitted::Fitted;
use fastox_model::incentives::ResponseMode;
use fastox_model::people::Fund;
use fastox_model::units::Year;
use fastox_model::year::YearReport;

const LAST: Year = 2052;

fn lived(changes: &[&str]) -> Vec<YearReport> {
    let worlds = [("stand-alone", ResponseMode::Fixed)];
    let mut country = country_of(&parameters(changes), &Fitted::shipped(), 20_000, LAST, &worlds);
    live_to(&mut country, LAST)
}

fn sum(reports: &[YearReport], years: std::ops::RangeInclusive<Year>, of: fn(&YearReport) -> i64) -> i64 {
    reports.iter().filter(|report| years.contains(&report.year)).map(of).sum()
}

fn retired(report: &YearReport) -> i64 {
    Fund::ALL.iter().flat_map(|fund| report.tally.flows[0].retirees[*fund]).sum()
}

fn adults(report: &YearReport) -> i64 {
    let vitals = &report.tally.vitals;
    vitals.residents_16_59.iter().chain(&vitals.residents_60).sum()
}

#[test]
fn more_births_are_more_entrants_sixteen_years_later_and_nothing_before() {
    let (medium, more) = (lived(&[]), lived(&["demography.fertility={ 2030 = \"130 %\" }"]));
    let births = |r: &YearReport| r.child_tally.births;
    for (medium, more) in medium.iter().zip(&more) {
        assert_eq!(births(more) > births(medium), medium.year >= 2030, "{}", medium.year);
        if medium.year < 2046 {
            assert_eq!(more.entrants, medium.entrants, "{}", medium.year);
        }
    }
    let entrants = |reports| sum(reports, 2046..=LAST, |r| r.entrants) as f64;
    let ratio = entrants(&more) / entrants(&medium);
    assert!((1.25..1.35).contains(&ratio), "{ratio}");
}

#[test]
fn variants_of_fertility_stand_in_their_order() {
    let entrants = |path: &str| {
        let reports = lived(&[&format!("demography.fertility_path={path}")]);
        sum(&reports, 2041..=LAST, |r| r.entrants)
    };
    let (low, medium, high) = (entrants("low"), entrants("medium"), entrants("high"));
    assert!(low < medium && medium < high, "{low} {medium} {high}");
}

#[test]
fn longer_lives_are_more_retirees_and_higher_death_rates_fewer() {
    let (medium, longer, shorter) =
        (lived(&[]), lived(&["demography.life_expectancy=3"]), lived(&["demography.mortality={ 2035 = \"130 %\" }"]));
    let at = |reports: &[YearReport], year| sum(reports, year..=year, retired);
    assert_eq!(at(&longer, 2024), at(&medium, 2024));
    assert_eq!(at(&shorter, 2034), at(&medium, 2034));
    assert!(at(&longer, LAST) > at(&medium, LAST) && at(&medium, LAST) > at(&shorter, LAST));
}

#[test]
fn without_migration_abroad_more_people_stay() {
    let (medium, none) = (lived(&[]), lived(&["demography.international_migration={ 2030 = \"0 %\" }"]));
    let at = |reports: &[YearReport], year| sum(reports, year..=year, adults);
    assert_eq!(at(&none, 2029), at(&medium, 2029));
    assert!(at(&none, LAST) > at(&medium, LAST));
}

/// Deaths of one province rise, those of the others stay as they are but for who moves.
#[test]
fn death_rates_of_one_province_are_its_own() {
    let (medium, own) = (lived(&[]), lived(&["demography.mortality={ province = { 51 = \"150 %\" } }"]));
    let deaths = |reports: &[YearReport], p: usize| -> i64 {
        reports.iter().filter(|r| r.year > 2024).map(|r| r.tally.vitals.deaths[p]).sum()
    };
    let sichuan = fastox_model::geography::Province::find("51").expect("a code").index();
    let ratio = deaths(&own, sichuan) as f64 / deaths(&medium, sichuan) as f64;
    assert!((1.1..1.5).contains(&ratio), "{ratio}");
    let others = |reports: &[YearReport]| (0..31).filter(|p| *p != sichuan).map(|p| deaths(reports, p)).sum::<i64>();
    let ratio = others(&own) as f64 / others(&medium) as f64;
    assert!((ratio - 1.0).abs() < 0.01, "{ratio}");
}
