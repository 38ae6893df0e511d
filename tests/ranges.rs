//! Every end of every printed range lives to the last year, alone and with others, and the books close.

use crate::support::{country_of, parameters};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::LAST_YEAR;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::quantity::Unit;
use fastox_model::books::BrokenIdentity;
use fastox_model::draws::{Decision, Draws};
use fastox_model::incentives::ResponseMode;
use fastox_model::people::Fund;
use fastox_model::units::Year;
use fastox_model::year::YearReport;
use proptest::prelude::*;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

/// Every end of a range, and every choice, as `--set` takes them.
static ENDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let parameters = Parameters::embedded();
    let ends = parameters.iter().flat_map(|(name, parameter)| {
        let (low, high) = parameter.range;
        let ends = match parameter.unit {
            Unit::Choice => (0..parameter.choices.len()).map(|choice| choice as f64).collect(),
            _ => vec![low, high],
        };
        ends.into_iter().map(move |end| format!("{name}={}", parameter.display(end)))
    });
    ends.collect()
});

/// Lives a country under changes to a year; says what stopped it.
fn live(people: usize, last: Year, changes: &[&str]) -> Result<Vec<YearReport>, String> {
    let lived = || {
        let worlds = [("national-pooling", ResponseMode::Responding)];
        let fitted = Fitted::shipped();
        let mut country = country_of(&parameters(changes), &fitted, people, last, &worlds);
        let mut reports = Vec::new();
        while let Some(report) = country.live_year(|_| ()).map_err(|broken| message(&broken))? {
            reports.push(report);
        }
        Ok(reports)
    };
    catch_unwind(AssertUnwindSafe(lived)).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panicked");
        Err(if words == fastox_model::units::TOO_LARGE { TOO_LARGE } else { words }.to_owned())
    })
}

/// Numbers that grow beyond what is held are a refusal that a reader is told; an identity that breaks is a mistake.
fn message(broken: &BrokenIdentity) -> String {
    if broken.too_large { TOO_LARGE.to_owned() } else { broken.to_string() }
}

const TOO_LARGE: &str = "too large to hold";

fn stopped(people: usize, changes: &[&str]) -> Option<String> {
    let stopped = live(people, LAST_YEAR, changes).err();
    // Alone, every end must live; where ends compound, a refusal is an answer, too.
    stopped.filter(|why| changes.len() == 1 || why != TOO_LARGE).map(|why| format!("{changes:?}: {why}"))
}

/// Six ends a life, of names that lie far apart; where one stops, each is lived alone.
fn stopped_of(ends: &[String], people: usize) -> Vec<String> {
    let lives = ends.len().div_ceil(6);
    let together = |first: usize| -> Vec<String> {
        let ends: Vec<&str> = ends.iter().skip(first).step_by(lives).map(String::as_str).collect();
        let all = stopped(people, &ends);
        let alone = || ends.iter().filter_map(|end| stopped(people, &[end]));
        all.map_or_else(Vec::new, |all| std::iter::once(all).chain(alone()).collect())
    };
    (0..lives).into_par_iter().flat_map_iter(together).collect()
}

/// A tenth of the ends, spread over the list.
#[test]
fn a_tenth_of_the_ends_of_ranges_lives_to_the_last_year() {
    let tenth: Vec<String> = ENDS.iter().skip(3).step_by(10).cloned().collect();
    let stopped = stopped_of(&tenth, 1_000);
    assert!(stopped.is_empty(), "of {} ends:\n{}", tenth.len(), stopped.join("\n"));
}

/// `FASTOX_RANGES=200 cargo test -p fastox-tests -- --ignored the_whole_of_the_ranges`: every end, and so many random
/// combinations of two to sixty.
#[test]
#[ignore = "minutes: every end of every parameter to 2080"]
fn the_whole_of_the_ranges() {
    let stopped_ends = stopped_of(&ENDS, 1_000);
    let cases: u64 = std::env::var("FASTOX_RANGES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60);
    let combined = (0..cases).into_par_iter().filter_map(|case| stopped(1_000, &combination(case)));
    let stopped: Vec<String> = stopped_ends.into_iter().chain(combined.collect::<Vec<_>>()).collect();
    eprintln!("{} ends, {cases} combinations, {} stopped", ENDS.len(), stopped.len());
    assert!(stopped.is_empty(), "{}", stopped.join("\n"));
}

/// Two to sixty ends, each of another parameter, drawn by the number of the case.
fn combination(case: u64) -> Vec<&'static str> {
    let draws = Draws::new(case);
    let word = |n: u32| draws.words(n, 2026, Decision::Event)[0] as usize;
    let mut chosen: Vec<&str> = Vec::new();
    let name = |end: &str| end.split('=').next().unwrap_or_default().to_owned();
    for n in 1..=2 + word(0) as u32 % 59 {
        let end = ENDS[word(n) % ENDS.len()].as_str();
        if chosen.iter().all(|other| name(other) != name(end)) {
            chosen.push(end);
        }
    }
    chosen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn ends_drawn_at_random_live_together(ends in prop::collection::vec(0..ENDS.len(), 2..=60)) {
        let changes: Vec<&str> = ends.iter().map(|end| ENDS[*end].as_str()).collect();
        prop_assert_eq!(stopped(1_000, &changes), None);
    }
}

/// What makes money grow most, all at once.
#[test]
fn growth_at_every_upper_end_stays_within_what_is_held() {
    let changes = [
        "macro.wage_growth=8 % per year",
        "macro.price_growth=10 % per year",
        "macro.reserve_return=8 % per year",
        "macro.indexation_wage_weight=0 %",
        "account.crediting_rate=10 % per year",
        "account.deposit_rate=30 %",
        "contribution.base_ceiling=600 %",
        "contribution.employer_rate=40 %",
        "indexation.rate=10 % per year",
    ];
    assert_eq!(stopped(2_000, &changes), None);
}

fn retired(report: &YearReport) -> i64 {
    Fund::ALL.iter().flat_map(|fund| report.tally.flows[0].retirees[*fund]).sum()
}

/// The standard experiment of the literature; people who pay on were beyond the ages that were looked at.
#[test]
fn men_who_retire_at_65_retire_later_and_their_accounts_close() {
    let at = |changes: &[&str]| live(20_000, 2050, changes).expect("books close");
    let (as_enacted, later) = (at(&[]), at(&["retirement.original_age.male_60=65 years"]));
    for (now, then) in as_enacted.iter().zip(&later).filter(|(now, _)| now.year >= 2035) {
        assert!(retired(then) < retired(now), "{}", now.year);
    }
}

#[test]
fn the_latest_ages_of_all_live_together() {
    let changes = [
        "retirement.original_age.male_60=75 years",
        "retirement.original_age.female_55=75 years",
        "retirement.original_age.female_50=75 years",
        "retirement.delay_cap.male_60=180 months",
        "retirement.latest_after=120 months",
        "late_claiming.take_up=100 %",
        "retirement.special_age.male=70 years",
        "retirement.special_age.female=70 years",
        "shortfall.pay_on=20 years",
        "retirement.minimum_period=40 years",
    ];
    assert_eq!(stopped(20_000, &changes), None);
}
