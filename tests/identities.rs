//! What headlines are made of is tested by what it must equal, so that no golden run is needed to see it change.

use crate::support::{country, live_to};
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::{Margin, ResponseMode};
use fastox_model::people::cohorts::CELLS;
use fastox_model::people::{PanelRow, Shard, Traits, YearFacts};
use fastox_model::simulation::Simulation;
use fastox_model::units::Money;

const PEOPLE: usize = 200_000;

fn alone(people: usize, last: i32) -> Simulation {
    country(people, last, &[("stand-alone", ResponseMode::Fixed)])
}

/// The stocks of 2020 are what 2021 begins with, province by province, and what the pool holds.
#[test]
fn the_opening_is_what_the_first_year_begins_with() {
    let mut setup = alone(2_000, 2021);
    setup.country.worlds[0].pool = Money::from_yuan(7.0);
    let opening = setup.opening().remove(0);
    assert_eq!(opening.pool, Money::from_yuan(7.0));
    setup.country.worlds[0].pool = Money::ZERO;
    let first = setup.accounts().expect("books that close").remove(0).remove(0);
    for (opening, first) in opening.provinces.iter().zip(&first.provinces) {
        assert_eq!(opening.reserves, first.reserves_opening);
        assert_ne!(opening.reserves, Money::ZERO);
    }
}

fn chance(threshold: u32) -> f64 {
    f64::from(threshold) / 4_294_967_296.0
}

/// Chances to stay, and then to go on or home, of somebody.
fn moves(facts: &YearFacts, shard: &Shard, place: usize) -> f64 {
    let (traits, age) = (Traits(shard.traits[place]), shard.age(facts.year));
    let home = traits.residence();
    let leave = &facts.mortality.exit[shard.sex as usize][age];
    let away = if traits.hukou() == home { 0.0 } else { chance(facts.moves.homeward[age]) };
    (1.0 - chance(leave[home])) * (chance(facts.moves.leave[age][home]) + away)
}

/// Among so many people a tenth fewer moves of the nation are more than chance.
#[test]
fn the_nation_moves_as_often_as_its_chances_say() {
    let mut setup = alone(4 * PEOPLE, 2021);
    let facts = setup.years[0].people.clone();
    let shards = setup.country.people.shards.iter();
    let expected: f64 = shards.flat_map(|shard| (0..shard.len).map(|place| moves(&facts, shard, place))).sum();
    let report = live_to(&mut setup, 2021).remove(0);
    let moved = report.tally.vitals.moves.0.iter().sum::<i64>() as f64;
    assert!((moved - expected).abs() < 4.0 * expected.sqrt(), "{moved} of {expected}");
    // What is allowed for chance must not hide a tenth.
    assert!(4.0 * expected.sqrt() < 0.1 * expected, "{expected}");
}

/// Whoever dies in a month is paid until then. Of those retired at the opening everybody's pension is known: what was
/// paid beyond the year of the living is the dead's, 0 to 11 months alike.
#[test]
fn the_dead_are_paid_for_the_months_they_lived() {
    let mut setup = alone(80_000, 2021);
    let report = live_to(&mut setup, 2021).remove(0);
    let of_opening =
        |row: &&PanelRow| row.traits.public() == 0 && row.state.award_year().is_some_and(|year| year < 2021);
    let rows = report.tally.panel.iter().filter(of_opening);
    let (living, dead): (Vec<&PanelRow>, Vec<&PanelRow>) = rows.partition(|row| row.state.is_retired());
    let monthly = |rows: &[&PanelRow]| rows.iter().map(|row| i64::from(row.pension)).sum::<i64>();
    let cells = report.tally.flows[0].cohorts.iter().flat_map(|(_, cells)| &cells[CELLS / 2..]);
    let paid: i64 = cells.map(|cell| cell.pensions).sum();
    let months = (paid - 12 * monthly(&living)) as f64 / monthly(&dead) as f64;
    // The standard error of a mean of so many is 3.45 over their root, somewhat more for unequal pensions.
    let error = 3.45 * 1.2 / (dead.len() as f64).sqrt();
    assert!(dead.len() > 150 && (months - 5.5).abs() < 4.0 * error, "{months} of {}", dead.len());
}

/// What passes for an approval follows the level: twice as many more at three times the level as at one.
#[test]
fn certification_effort_acts_on_approvals_in_proportion() {
    let claims = |level: f64| {
        let mut setup = country(PEOPLE, 2023, &[("stand-alone", ResponseMode::Responding)]);
        setup.years.iter_mut().for_each(|year| year.behaviour.response.speed = 0.0);
        live_to(&mut setup, 2022);
        setup.country.worlds[0].effort[Margin::Certification].level = [level; PROVINCES];
        live_to(&mut setup, 2023).remove(0).tally.flows[0].claims.iter().sum::<i64>() as f64
    };
    let [none, four, twelve] = [0.0, 4.0, 12.0].map(claims);
    let ratio = (twelve - four) / (four - none);
    assert!(four - none > 20.0 && (1.3..2.7).contains(&ratio), "{none} {four} {twelve}");
}
