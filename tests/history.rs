//! From the accounts of 2010 to those of 2024 without a refit.

use crate::support::country_of;
use fastox_calibration::data::table;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_experiments::questions::validate::history::{Findings, validate};
use fastox_model::incentives::ResponseMode;
use fastox_model::people::State;
use std::sync::LazyLock;

/// Small provinces are noisy at this number, so only statistics with a margin are tested.
const PEOPLE: usize = 100_000;
static HISTORY: LazyLock<Findings> =
    LazyLock::new(|| validate(&Parameters::embedded(), PEOPLE, &[1], |_, _| ()).expect("books close"));

#[test]
fn in_service_insured_of_2024_beat_the_share_of_2010() {
    let score = &HISTORY.scores[0];
    assert_eq!((score.statistic, score.provinces), ("in-service insured", 31));
    assert!(score.model.median < 0.6 * score.benchmark.median, "{score:?}");
    assert!(score.model.mean < 0.7 * score.benchmark.mean, "{score:?}");
    assert!(score.wins);
}

#[test]
fn retirees_and_flows_of_2024_beat_it_on_the_mean() {
    for (place, name, provinces) in [(1, "retirees", 31), (2, "revenue", 25), (3, "expenditure", 25)] {
        let score = &HISTORY.scores[place];
        assert_eq!((score.statistic, score.provinces), (name, provinces));
        assert!(score.model.mean < score.benchmark.mean, "{score:?}");
    }
}

/// The national total of the insured is met by the common shift, that of retirees is not fitted after 2016; what
/// pensions rise beyond the announced rate carries the nation's expenditure.
#[test]
fn the_nation_is_met_where_its_series_enter() {
    let [insured, retirees, spent] = [0, 1, 3].map(|place| HISTORY.scores[place].nation);
    // The national row holds members of no province: 0.2 % of the insured.
    assert!(insured.abs() < 0.005, "insured {insured}");
    assert!(retirees.abs() < 0.03, "retirees {retirees}");
    assert!(spent.abs() < 0.03, "expenditure {spent}");
    let [revenue, expenditure] = HISTORY.first_year;
    assert!(revenue.mean < 0.02 && expenditure.mean < 0.005, "{revenue:?} {expenditure:?}");
}

#[test]
fn the_benchmark_is_the_growth_of_the_nation() {
    let of = |year: &str| table("pension_national").row(&[("year", year)]).number("employees").expect("published");
    let growth = of("2024") / of("2010");
    for row in HISTORY.rows.iter().filter(|row| row.statistic == "in-service insured") {
        assert!((row.benchmark / row.in_2010 / growth - 1.0).abs() < 1e-12, "{row:?}");
    }
}

/// Where past years may be paid for, nobody who pays stays insured past the statutory age for want of months.
#[test]
fn who_may_buy_past_years_does_not_wait() {
    let mut parameters = Parameters::embedded();
    let waiting = |parameters: &Parameters| {
        let worlds = [("national-pooling", ResponseMode::Fixed)];
        let mut setup = country_of(parameters, &Fitted::shipped(), 20_000, 2022, &worlds);
        setup.run(|_| ()).expect("books close");
        let old = setup.country.people.shards.iter().filter(|shard| shard.age(2022) > 60);
        old.flat_map(|shard| &shard.lives[0].state).filter(|state| (1..=3).contains(&State(**state).code())).count()
    };
    let before = waiting(&parameters);
    parameters.set("shortfall.buy_back_years=yes").expect("a choice");
    assert!(before > 0);
    assert_eq!(waiting(&parameters), 0);
}
