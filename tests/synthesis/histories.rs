//! Months, deemed months and accounts of those in service.

use crate::support::country;
use fastox_model::incentives::ResponseMode;
use fastox_model::people::{Shard, State, Status};
use fastox_model::simulation::Simulation;
use std::sync::LazyLock;

static OPEN: LazyLock<Simulation> = LazyLock::new(|| country(60_000, 2021, &[("stand-alone", ResponseMode::Fixed)]));

fn of_status(wanted: impl Fn(Status) -> bool) -> Vec<(&'static Shard, usize)> {
    let shards = OPEN.country.people.shards.iter();
    let all = shards.flat_map(|shard| (0..shard.len).map(move |place| (shard, place)));
    all.filter(|(shard, place)| wanted(State(shard.lives[0].state[*place]).status())).collect()
}

fn in_service() -> Vec<(&'static Shard, usize)> {
    of_status(|status| matches!(status, Status::Employee | Status::Flexible | Status::Dormant))
}

/// Work begins at 20 at the earliest (at once for the younger), and the scheme in 1992.
#[test]
fn nobody_has_paid_more_months_than_there_were() {
    for (shard, place) in in_service() {
        let months = i32::from(shard.lives[0].months[place]);
        let first = (shard.birth_year + 20).clamp(1992, 2020);
        assert!(months <= 12 * (2020 - first + 1), "born {}: {months} months", shard.birth_year);
    }
}

/// Deemed years lie between 20 and the first account of 1996.
#[test]
fn deemed_and_paid_months_fit_into_a_working_life() {
    let mut deemed_at_all = 0;
    for (shard, place) in in_service() {
        let (deemed, paid) = (i32::from(shard.deemed[place]), i32::from(shard.lives[0].months[place]));
        let life = 12 * (2020 - (shard.birth_year + 20).min(2020) + 1);
        assert!(deemed + paid <= life, "born {}: {deemed} + {paid}", shard.birth_year);
        assert!(deemed <= 12 * (1996 - (shard.birth_year + 20)).max(0), "{deemed}");
        deemed_at_all += usize::from(deemed > 0);
    }
    assert!(deemed_at_all > 1_000, "{deemed_at_all}");
}

/// An index is a wage over the national average within floor and ceiling, 0.6 and 3 times a provincial wage that is
/// itself between half and twice the nation's.
#[test]
fn mean_indices_lie_between_the_lowest_floor_and_the_highest_ceiling() {
    for (shard, place) in in_service() {
        let life = &shard.lives[0];
        let mean = life.index[place] / f32::from(life.months[place].max(1));
        let none = life.months[place] == 0;
        assert!(none || (0.3..6.0).contains(&mean), "{mean} over {} months", life.months[place]);
    }
}

/// 11 per cent of the base of 1996 to 2005 and 8 since at most: the base of 2020 is below three times twice the nation's
/// average, some 45,000 yuan a month, and wages grew faster than accounts, so 29 years at that base are beyond all.
#[test]
fn no_account_holds_more_than_the_credited_shares_of_the_highest_base() {
    for (shard, place) in in_service() {
        let yuan = shard.lives[0].account.at(place) as f64 / 100.0;
        assert!(yuan < (0.11 * 10.0 + 0.08 * 19.0) * 45_000.0 * 12.0, "{yuan}");
    }
}

/// The mean member has paid some eight to twelve years on a base that was half of today's 5,000 yuan on average:
/// 0.08 · 12 · 2,500 · 10 = 24,000 yuan, and as much again in interest and for long payers at most.
#[test]
fn the_mean_account_is_what_ten_years_of_payments_leave() {
    let members = in_service();
    let sum: f64 = members.iter().map(|(s, place)| s.lives[0].account.at(*place) as f64 / 100.0).sum();
    let mean = sum / members.len() as f64;
    assert!((15_000.0..60_000.0).contains(&mean), "{mean}");
}

/// The older have paid longer, and an account grows with the months that filled it.
#[test]
fn months_grow_with_age() {
    let mean = |ages: std::ops::Range<usize>| {
        let own: Vec<f64> = in_service()
            .into_iter()
            .filter(|(shard, _)| ages.contains(&shard.age(2020)))
            .map(|(shard, place)| f64::from(shard.lives[0].months[place]))
            .collect();
        own.iter().sum::<f64>() / own.len() as f64
    };
    let (young, middle, old) = (mean(22..30), mean(35..43), mean(48..56));
    assert!(young < middle && middle < old, "{young} {middle} {old}");
}

#[test]
fn retirees_have_a_pension_and_an_award_and_others_have_neither() {
    let retired = of_status(|status| status == Status::Retired);
    assert!(retired.len() > 4_000);
    for (shard, place) in retired {
        let life = &shard.lives[0];
        let award = State(life.state[place]).award_year().expect("an award");
        assert!(life.bases_or_pension[place] > 0 && (1965..=2020).contains(&award), "{award}");
    }
    for (shard, place) in of_status(|status| status != Status::Retired) {
        let life = &shard.lives[0];
        assert_eq!(State(life.state[place]).award_year(), None);
    }
}
