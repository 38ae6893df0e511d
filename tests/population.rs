//! The nation's pyramid follows the reference population to the end.

use crate::support::{country, live_to};
use fastox_calibration::inputs::Reference;
use fastox_model::incentives::ResponseMode;
use fastox_model::people::Vitals;
use fastox_model::units::Year;
use std::sync::LazyLock;

struct Lived {
    reference: Reference,
    /// Persons of 16–59, of 60 and over, and children, by year.
    years: Vec<(Year, [f64; 3])>,
}

static LIVED: LazyLock<Lived> = LazyLock::new(|| {
    let mut setup = country(100_000, 2075, &[("stand-alone", ResponseMode::Fixed)]);
    setup.country.sample = fastox_model::people::Sample::of(0, 1);
    let weight = setup.country.people.weight;
    let persons = |vitals: &Vitals| {
        let sum = |by: &[i64; 32]| (by.iter().sum::<i64>() * weight) as f64;
        [sum(&vitals.residents_16_59), sum(&vitals.residents_60)]
    };
    let years = live_to(&mut setup, 2075)
        .iter()
        .map(|report| {
            let [adults, elders] = persons(&report.tally.vitals);
            (report.year, [adults, elders, report.children.iter().sum::<i64>() as f64])
        })
        .collect();
    Lived { reference: Reference::prepare(), years }
});

/// The group of this place stays within a share of the reference, every year from 2024.
fn follows(place: usize, ages: std::ops::Range<usize>, tolerance: f64) {
    let years: Vec<_> = LIVED.years.iter().filter(|(year, _)| *year >= 2024).collect();
    assert_eq!(years.len(), 52);
    for (year, groups) in years {
        let wanted = LIVED.reference.between(*year, ages.clone());
        let error = groups[place] / wanted - 1.0;
        assert!(error.abs() < tolerance, "{year}: {} of {wanted}, {error:+.4}", groups[place]);
    }
}

#[test]
fn people_of_working_age_follow_the_reference() {
    follows(0, 16..60, 0.01);
}

#[test]
fn people_of_sixty_and_over_follow_the_reference() {
    follows(1, 60..101, 0.01);
}

/// The reference splits its five-year groups of children otherwise than the census does, so that the edge at 16
/// cuts through another number of them while the cohorts of 2016 to 2020 pass it, from 2032 to 2036.
#[test]
fn children_follow_the_reference_to_what_its_single_ages_allow() {
    follows(2, 0..16, 0.03);
}

/// The aged double their share between the census and the middle of the century, in the reference as in the model.
#[test]
fn the_nation_ages_as_the_reference_says() {
    let share = |year: Year| {
        let groups = LIVED.years.iter().find(|(y, _)| *y == year).expect("a year").1;
        groups[1] / groups.iter().sum::<f64>()
    };
    let reference = |year: Year| LIVED.reference.between(year, 60..101) / LIVED.reference.between(year, 0..101);
    for year in [2024, 2035, 2050, 2075] {
        let (model, wanted) = (share(year), reference(year));
        assert!((model - wanted).abs() < 0.005, "{year}: {model} against {wanted}");
    }
    assert!(share(2050) > 1.6 * share(2024), "{} {}", share(2024), share(2050));
}
