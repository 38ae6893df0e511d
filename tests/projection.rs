//! Agents agree with expected values, and their spread falls with their number.

use crate::support::{experiment, lived, parameters, table};
use fastox_calibration::check::projection::project;
use fastox_calibration::check::targets::Targets;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::Inputs;
use fastox_calibration::parameters::Parameters;
use fastox_experiments::Experiment;
use fastox_experiments::comparison::{Comparison, Observed, compare};
use fastox_experiments::questions::validate::convergence::converge;
use fastox_experiments::questions::validate::cross_check::{Agreement, cross_check};
use fastox_model::country::WorldId;
use fastox_model::incentives::ResponseMode;
use std::sync::LazyLock;

struct Checked {
    agreements: Vec<Agreement>,
    comparisons: Vec<Comparison>,
}

/// Three seeds of 40,000 people to 2075, with fixed effort.
static CHECKED: LazyLock<Checked> = LazyLock::new(|| {
    let run = lived(&Experiment {
        people: 40_000,
        seeds: vec![1, 2, 3],
        sample: 0,
        ..experiment(&["national-pooling"], &[ResponseMode::Fixed], 2075)
    });
    let tables = [table(&run, "national_year"), table(&run, "province_year")];
    let world = WorldId { regime: "national-pooling", response: "fixed" };
    let observed = Observed::of(tables[0], tables[1], world, run.manifest.weight).expect("a world");
    let parameters = Parameters::embedded();
    let inputs = Inputs::prepare(std::slice::from_ref(&parameters), &Fitted::shipped(), 2075);
    Checked {
        agreements: cross_check(&parameters, &inputs, &observed),
        comparisons: compare(&Targets::embedded(), &inputs.reference, &observed),
    }
});

fn agree(quantities: &[&str]) {
    let checked: Vec<_> = CHECKED.agreements.iter().filter(|a| quantities.contains(&a.quantity)).collect();
    assert_eq!(checked.len(), 5 * quantities.len());
    for agreement in checked {
        assert!(agreement.agrees, "{agreement:?}");
    }
}

#[test]
fn residents_are_those_expected_in_the_nation_and_in_every_province() {
    agree(&["population_under_16", "population_16_59", "population_60_plus"]);
}

#[test]
fn insured_payers_and_retirees_are_those_expected() {
    agree(&["insured_employees", "contributors", "retirees"]);
}

#[test]
fn the_projection_follows_the_reference_population() {
    let parameters = Parameters::embedded();
    let inputs = Inputs::prepare(std::slice::from_ref(&parameters), &Fitted::shipped(), 2050);
    for year in project(&parameters, &inputs).iter().filter(|y| y.year >= 2024) {
        let pairs = [(&year.adults, 16..60), (&year.elders, 60..101)];
        for (by, ages) in pairs {
            let (sum, wanted) = (by.iter().sum::<f64>(), inputs.reference.between(year.year, ages));
            assert!((sum / wanted - 1.0).abs() < 0.01, "{}: {sum} of {wanted}", year.year);
        }
    }
}

/// Later retirement leaves fewer retirees, and early claiming undoes a part of it: the projection answers the law.
#[test]
fn the_projection_answers_the_law() {
    let retirees = |changes: &[&str]| -> f64 {
        let parameters = parameters(changes);
        let inputs = Inputs::prepare(std::slice::from_ref(&parameters), &Fitted::shipped(), 2045);
        project(&parameters, &inputs).last().map_or(0.0, |year| year.retirees.iter().sum())
    };
    let caps = ["male_60", "female_55", "female_50"].map(|class| format!("retirement.delay_cap.{class}=0 months"));
    let undelayed = retirees(&caps.each_ref().map(String::as_str));
    let (none, all) = (retirees(&["early_claiming.take_up=0 %"]), retirees(&["early_claiming.take_up=100 %"]));
    assert!(none < 0.95 * all && none < 0.95 * undelayed, "{none} {all} {undelayed}");
}

#[test]
fn the_spread_over_seeds_falls_with_the_root_of_the_number_of_people() {
    let message = converge(&Parameters::embedded(), &Fitted::shipped(), &[5_000, 20_000, 80_000], 6).expect("runs");
    assert!(message.holds(), "{message:?}");
}

#[test]
fn every_scored_target_has_a_figure_and_context_is_not_scored() {
    for comparison in &CHECKED.comparisons {
        let in_words = comparison.published_words.is_some();
        let scored = comparison.met.is_some();
        assert_eq!(scored, comparison.tolerance.is_some(), "{comparison:?}");
        assert!(!scored || comparison.model.is_some(), "{comparison:?}");
        assert!(!in_words || !scored, "{comparison:?}");
    }
    let holds = |target: &str| CHECKED.comparisons.iter().filter(|c| c.target == target).all(|c| c.met == Some(true));
    assert!(holds("population_16_59") && holds("population_60_plus"));
}
