//! Less effort reaches the people it should, and nobody else.
//!
//! One province collects at seven tenths of its effort from 2023 on, and stays there: its government does not
//! respond. The same country is lived without. Everybody is in the panel. Then what governments do in the long run, and
//! what enrolment effort does to who is insured.

use crate::support::{country, live_to};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::governments;
use fastox_calibration::parameters::Parameters;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::{Effort, Margin, ResponseMode, Retention};
use fastox_model::people::{PanelRow, Status};
use fastox_model::simulation::Simulation;
use fastox_model::units::Year;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const PEOPLE: usize = 40_000;
const LAST: Year = 2030;
const WEAK: f64 = 0.7;
const COLLECTION: Margin = Margin::Collection;
/// Guangdong: many insured, and many who come and go.
static PLACE: LazyLock<usize> = LazyLock::new(|| Province::find("Guangdong").expect("a province").index());

type Rows = BTreeMap<(u32, Year), PanelRow>;

fn hold_effort(setup: &mut Simulation) {
    setup.years.iter_mut().for_each(|year| year.behaviour.response.speed = 0.0);
}

/// Everybody's years from 2021, with this effort in one province from 2023.
fn lived(level: f64, mode: ResponseMode) -> Rows {
    let mut setup = country(PEOPLE, LAST, &[("stand-alone", mode)]);
    hold_effort(&mut setup);
    let mut reports = live_to(&mut setup, 2022);
    setup.country.worlds[0].effort[COLLECTION].level[*PLACE] = level;
    reports.extend(live_to(&mut setup, LAST));
    let rows = reports.into_iter().flat_map(|report| report.tally.panel);
    rows.map(|row| ((row.person, row.year), row)).collect()
}

static FULL: LazyLock<Rows> = LazyLock::new(|| lived(1.0, ResponseMode::Responding));
static LESS: LazyLock<Rows> = LazyLock::new(|| lived(WEAK, ResponseMode::Responding));
static FLOOR: LazyLock<u32> = LazyLock::new(|| {
    let setup = country(1_000, 2023, &[("stand-alone", ResponseMode::Fixed)]);
    setup.years[2].variants[0].institutions.law.floor[*PLACE] as u32
});

/// Pairs of rows of a year, with full effort and with less.
fn pairs(year: Year) -> impl Iterator<Item = (&'static PanelRow, &'static PanelRow)> {
    let of_year = FULL.iter().filter(move |(key, _)| key.1 == year);
    of_year.map(|(key, row)| (row, &LESS[key]))
}

/// Those of 2023 who pay in the province into the enterprise fund, whatever the effort.
fn payers() -> impl Iterator<Item = (&'static PanelRow, &'static PanelRow)> {
    pairs(2023).filter(|(full, less)| {
        let here = full.state.relation() == *PLACE && less.state.relation() == *PLACE;
        here && full.traits.public() == 0 && full.months_this_year > 0
    })
}

fn share(part: impl Iterator<Item = f64>, whole: impl Iterator<Item = f64>) -> f64 {
    part.sum::<f64>() / whole.sum::<f64>()
}

#[test]
fn half_of_the_fall_is_months_and_half_is_the_declared_wage() {
    let months = |row: &PanelRow| f64::from(row.months_this_year);
    let paid = |row: &PanelRow| f64::from(row.base) * f64::from(row.months_this_year);
    let share_of =
        |what: fn(&PanelRow) -> f64| share(payers().map(|pair| what(pair.1)), payers().map(|pair| what(pair.0)));
    let fewer = share_of(months);
    assert!((fewer - 0.85).abs() < 0.01, "{fewer} of the months");
    // Both halves multiply, and who nears the floor cannot declare less: 0.85 · 0.85 = 0.72 at the least.
    let collected = share_of(paid);
    assert!((WEAK..0.78).contains(&collected), "{collected} of the contributions");
}

#[test]
fn nobody_in_the_province_pays_more_months_or_on_a_higher_base() {
    assert!(payers().count() > 500);
    for (full, less) in payers() {
        assert!(less.months_this_year <= full.months_this_year, "{full:?} {less:?}");
        assert!(less.months_this_year == 0 || less.base <= full.base, "{full:?} {less:?}");
    }
}

#[test]
fn people_at_the_floor_lose_only_months() {
    let both = payers().filter(|(_, less)| less.months_this_year > 0);
    let (low, high): (Vec<_>, Vec<_>) = both.partition(|(full, _)| full.base == *FLOOR);
    assert!(low.len() > 50 && high.len() > 200, "{} {}", low.len(), high.len());
    assert!(low.iter().all(|(full, less)| less.base == full.base));
    assert!(low.iter().any(|(full, less)| less.months_this_year < full.months_this_year));
    // Above the ceiling a lower declared wage may still be above it.
    let fell = high.iter().filter(|(full, less)| less.base < full.base).count();
    assert!(20 * fell > 19 * high.len(), "{fell} of {}", high.len());
}

#[test]
fn members_of_the_public_fund_lose_nothing() {
    let public = || pairs(LAST).filter(|(full, _)| full.traits.public() == 1);
    assert!(public().count() > 1_000);
    for (full, less) in public() {
        assert_eq!(format!("{full:?}"), format!("{less:?}"));
    }
}

#[test]
fn nothing_changes_for_people_who_were_never_insured_there() {
    let insured_there =
        |rows: &'static Rows| rows.values().filter(|row| row.state.relation() == *PLACE).map(|row| row.person);
    let there: BTreeSet<u32> = insured_there(&FULL).chain(insured_there(&LESS)).collect();
    assert_eq!(FULL.len(), LESS.len(), "the same people live");
    let (mut same, mut elsewhere) = (0, BTreeSet::new());
    for (key, full) in FULL.iter().filter(|(key, _)| !there.contains(&key.0)) {
        let less = LESS[key];
        // Who moves away with lower rights lowers the mean pension, and with it the equal part of indexation.
        let apart = f64::from(full.pension.abs_diff(less.pension));
        assert!(apart <= 1.0 + 1e-3 * f64::from(full.pension), "{full:?} {less:?}");
        let less = PanelRow { pension: full.pension, ..less };
        assert_eq!(format!("{full:?}"), format!("{less:?}"));
        same += 1;
        elsewhere.insert(full.state.relation());
    }
    assert!(same > 200_000 && elsewhere.len() == 31, "{same} rows, {elsewhere:?}");
}

#[test]
fn nothing_changes_before_effort_does() {
    for (full, less) in pairs(2021).chain(pairs(2022)) {
        assert_eq!(format!("{full:?}"), format!("{less:?}"));
    }
}

/// Pensions of the province awarded in a year, with full effort and with less.
fn awarded(year: Year) -> Vec<(f64, f64)> {
    let new = |row: &PanelRow| {
        let here = row.state.relation() == *PLACE && row.traits.public() == 0;
        here && row.state.status() == Status::Retired && row.state.award_year() == Some(year)
    };
    let both = pairs(year).filter(|(full, less)| new(full) && new(less));
    both.map(|(full, less)| (f64::from(full.pension), f64::from(less.pension))).collect()
}

#[test]
fn pensions_awarded_five_years_later_are_lower() {
    let all: Vec<(f64, f64)> = (2028..=LAST).flat_map(awarded).collect();
    assert!(all.len() > 40, "{}", all.len());
    // A transitional pension pays for the mean index, which rises where months below it are lost.
    let higher = all.iter().filter(|(full, less)| less > full).count();
    assert!(20 * higher < all.len(), "{higher} of {}", all.len());
    let kept = share(all.iter().map(|pair| pair.1), all.iter().map(|pair| pair.0));
    // Five to eight years of some twenty-five, each at 0.72 of what was paid.
    assert!((0.85..0.99).contains(&kept), "{kept} of the mean pension");
}

#[test]
fn full_effort_is_what_a_government_that_does_not_respond_has() {
    let fixed = lived(1.0, ResponseMode::Fixed);
    assert_eq!(fixed.len(), FULL.len());
    for (key, row) in &fixed {
        assert_eq!(format!("{row:?}"), format!("{:?}", FULL[key]));
    }
}

/// Effort after sixty years of answering a retention that does not move.
fn in_the_long_run(mode: ResponseMode, kept: &[f64; PROVINCES]) -> Effort {
    let (parameters, fitted) = (Parameters::embedded(), Fitted::shipped());
    let curves = governments::curves(&parameters, &fitted);
    let response = governments::response(&parameters, curves, 2022);
    let mut effort = Effort { surplus: fitted.observed().surplus, ..Effort::default() };
    let at = |m: f64| [Retention { expected: m, ..Retention::default() }; Margin::COUNT];
    let retention: Vec<_> = kept.iter().map(|m| at(*m)).collect();
    for _ in 0..60 {
        let targets = std::array::from_fn(|p| response.collection(mode, effort.surplus[p]).effort(kept[p]));
        effort.respond(targets, &retention, &response);
    }
    effort
}

/// Points of the collection rate, mean over the provinces in surplus or in deficit, against adjustment kept.
fn points(mode: ResponseMode, surplus: bool) -> f64 {
    let (parameters, fitted) = (Parameters::embedded(), Fitted::shipped());
    let base = parameters.in_january(2022).value("effort.base_rate");
    let pooled = in_the_long_run(mode, &fitted.observed().kept);
    let adjusted = in_the_long_run(mode, &[1.0; PROVINCES]);
    let group: Vec<f64> = (0..PROVINCES)
        .filter(|&p| fitted.observed().surplus[p] == surplus)
        .map(|p| 100.0 * base * (pooled[COLLECTION].level[p] - adjusted[COLLECTION].level[p]))
        .collect();
    group.iter().sum::<f64>() / group.len() as f64
}

#[test]
fn in_the_long_run_the_effects_of_pooling_are_the_published_ones_at_their_scale() {
    let close = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-3, "{found} {wanted}");
    let scale = Parameters::embedded().in_january(2022).value("effort.scale");
    for (mode, surplus, deficit) in [
        (ResponseMode::Responding, -1.53 * scale, -10.3 * scale),
        (ResponseMode::Nash, -1.53 * scale, -10.3 * scale),
        (ResponseMode::RespondingMild, -0.765 * scale, -5.15 * scale),
        (ResponseMode::RespondingReverse, -10.3 * scale, -1.53 * scale),
        (ResponseMode::RespondingMildReverse, -5.15 * scale, -0.765 * scale),
        (ResponseMode::RespondingSevereReverse, -16.1, -1.53),
    ] {
        close(points(mode, true), surplus);
        close(points(mode, false), deficit);
    }
    // The severe effect is one of keeping nothing.
    close(points(ResponseMode::RespondingSevere, true), -1.53);
    let nothing = in_the_long_run(ResponseMode::RespondingSevere, &[0.0; PROVINCES]);
    let fitted = Fitted::shipped();
    let deficit = (0..PROVINCES).find(|&p| !fitted.observed().surplus[p]).expect("a deficit");
    close(70.0 * (nothing[COLLECTION].level[deficit] - 1.0), -16.1);
}

/// Nobody newly enters where the hazard of entry is nothing; elsewhere as many as before.
#[test]
fn enrolment_effort_acts_on_entry_where_people_live() {
    let entered = |level: f64| {
        let mut setup = country(PEOPLE, 2023, &[("stand-alone", ResponseMode::Responding)]);
        hold_effort(&mut setup);
        live_to(&mut setup, 2022);
        setup.country.worlds[0].effort[Margin::Enrolment].level[*PLACE] = level;
        let reports = live_to(&mut setup, 2023);
        let rows = reports.into_iter().flat_map(|report| report.tally.panel);
        let mut by = [0; PROVINCES];
        for row in rows.filter(|row| row.state.status() == Status::Outside) {
            by[row.traits.residence()] += 1;
        }
        by
    };
    let (full, none) = (entered(1.0), entered(0.0));
    for p in 0..PROVINCES {
        assert_eq!(none[p] > full[p], p == *PLACE, "{p}: {} {}", full[p], none[p]);
    }
}
