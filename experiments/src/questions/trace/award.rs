//! The claim and the award: when and why then, which province pays, and every component with its formula.

use super::numbers::{amount, name};
use super::{Met, TracedStep, rule, yuan};
use crate::questions::person::{formula, span};
use fastox_model::law::award::Record;
use fastox_model::people::columns::NOWHERE;
use fastox_model::people::retirement::{self, Outcome};
use fastox_model::people::{Sex, State};
use fastox_model::units::{Month, MonthlyMoney};

/// When somebody claims, and by which rule.
pub(super) fn claim(met: &Met<'_>, month: u8, outcome: Outcome, bought: u16) -> TracedStep {
    let (row, law) = (met.row, &met.policy.institutions.law);
    let traits = row.traits;
    let born = Month::new(row.birth_year, traits.birth_month() as i32 + 1);
    let claimed = Month::new(row.year, 1).plus(month.into());
    let sex = if row.sex == 1 { Sex::Female } else { Sex::Male };
    let [statutory, ..] = retirement::dates(law, traits.class(), sex, born);
    let date = format!("the statutory month {statutory}");
    let (when, rule) = match outcome {
        Outcome::Statutory if claimed > statutory => {
            (format!("with the minimum period reached, after {date}"), rule::SHORT)
        }
        Outcome::Statutory if statutory < Month::new(2025, 1) => (date, rule::AGES_1978),
        Outcome::Statutory => (date, rule::GRADUAL),
        Outcome::Early => (format!("by choice, before {date}"), rule::FLEXIBLE),
        Outcome::Late => (format!("by choice, after {date}"), rule::FLEXIBLE),
        Outcome::Special => ("special occupation".to_owned(), rule::AGES_1978),
        Outcome::Approved => (format!("approved as ill, before {date}"), rule::AGES_1978),
        Outcome::Purchase { .. } => (format!("{bought} missing months bought, after {date}"), rule::SHORT),
        Outcome::Leave { .. } => ("without a pension".to_owned(), rule::SHORT),
    };
    let held = u32::from(row.months) + u32::from(row.deemed);
    let due = statutory.min(claimed).max(Month::new(row.year, 1));
    let required = match outcome {
        Outcome::Approved => law.early.illness_months,
        _ => retirement::required(law, row.birth_year, traits, due),
    };
    let age = claimed.since(born);
    let text = format!("in {claimed}, {when}, at {}; {held} months held, {required} required", span(age));
    TracedStep::new("claim", text, rule).with(f64::from(age) / 12.0, "years")
}

/// Which province awards.
pub(super) fn place(met: &Met<'_>, state: State, place: usize) -> TracedStep {
    TracedStep::new("place", reason(met, state, place), rule::PLACE)
}

/// Why the pension is awarded there.
fn reason(met: &Met<'_>, state: State, place: usize) -> String {
    let (here, hukou) = (state.relation(), met.row.traits.hukou());
    let ten_years = met.policy.institutions.law.portability.months_for_place;
    let months = state.months_here() + met.row.months_this_year as usize;
    let why = if here == hukou {
        "the record lies in the province of hukou".to_owned()
    } else if place == here {
        format!("{months} months paid there, ten years or more")
    } else if state.ten_year_place() != NOWHERE {
        format!("{months} months in {} are short of {ten_years}; ten years before", name(here))
    } else {
        format!("{months} months in {} are short of {ten_years}; hukou", name(here))
    };
    format!("{}: {why}", name(place))
}

/// The components of the award and the pension they make.
pub(super) fn award(met: &Met<'_>, sheet: &Record, place: usize, pension: u32) -> Vec<TracedStep> {
    let own = &met.policy.institutions.law.award[place];
    let parts = own.award(sheet);
    let filled = |form: &str, numbers: String| format!("{form} = {numbers}");
    let basic = filled(own.basic.formula(), formula::basic(own, sheet));
    let account = filled("A / M", formula::account(sheet));
    let mut lines = vec![
        index(met, sheet, place),
        monthly("basic", basic, rule::FORMULA, parts.basic),
        monthly("account pension", account, rule::FORMULA, parts.account),
    ];
    if parts.transitional != MonthlyMoney::ZERO {
        let text = filled(own.transitional.formula(), formula::transitional(own, sheet));
        lines.push(monthly("transition", text, rule::PROVINCIAL, parts.transitional));
    }
    for item in &own.local {
        let value = item.monthly(own, sheet);
        if value != MonthlyMoney::ZERO {
            let text = formula::local(item, own, sheet);
            lines.push(monthly("local", text, rule::PROVINCIAL, value));
        }
    }
    if parts.rounding != MonthlyMoney::ZERO {
        let text = "up to the next 0.1 yuan".to_owned();
        lines.push(monthly("rounding", text, rule::PROVINCIAL, parts.rounding));
    }
    lines.push(total(met, place, parts.total(), pension));
    lines
}

fn monthly(step: &'static str, text: String, rule: &'static str, value: MonthlyMoney) -> TracedStep {
    TracedStep::new(step, text, rule).with(value.yuan(), "yuan/month")
}

/// The index was summed against the national wage and is measured against that of the place of benefit.
fn index(met: &Met<'_>, sheet: &Record, place: usize) -> TracedStep {
    let (row, wages) = (met.row, &met.view.inputs.people.wages);
    let law = &met.policy.institutions.law;
    let (national, average) = (f64::from(wages.national), f64::from(wages.average[place]));
    let text = format!(
        "({} · {national:.0} / {average:.0} + {} deemed months · {}) / {} months",
        formula::short(row.index_sum.into()),
        row.deemed,
        formula::short(law.deemed_index),
        row.months + row.deemed,
    );
    TracedStep::new("index", text, rule::FORMULA).with(sheet.index, "ratio")
}

fn total(met: &Met<'_>, place: usize, total: MonthlyMoney, pension: u32) -> TracedStep {
    let level = formula::short(met.policy.pension_level[place]);
    let (public, rule) = match met.row.traits.public() {
        1 => {
            let ratio = formula::short(met.policy.institutions.law.public_ratio);
            (format!(" · {ratio} public sector"), rule::PUBLIC_LEVEL)
        }
        _ => (String::new(), rule::LEVEL),
    };
    let text = format!("{}{public} · {level} level of {}", amount(total.yuan()), name(place));
    TracedStep::new("award", text, rule).with(yuan(pension.into()), "yuan/month")
}
