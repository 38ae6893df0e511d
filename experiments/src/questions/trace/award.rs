//! The claim and the award: when and why then, which province pays, and every component with its formula.

use super::lines::{NOTHING, line};
use super::numbers::{amount, name};
use super::{Line, Met, yuan};
use crate::questions::person::{formula, span};
use fastox_model::law::award::Record;
use fastox_model::people::columns::NOWHERE;
use fastox_model::people::retirement::{self, Outcome};
use fastox_model::people::{Sex, State};
use fastox_model::units::{Month, MonthlyMoney};

const AGES_1978: &str = "国发〔1978〕104号";
const GRADUAL: &str = "NPC Standing Committee, 2024-09-13: gradual increase";
const FLEXIBLE: &str = "人社部发〔2024〕94号: flexible claiming";
const SHORT: &str = "社会保险法 art. 16: paying on until the minimum period";
const PLACE: &str = "国办发〔2009〕66号 art. 6";
const FORMULA: &str = "国发〔2005〕38号";
const PROVINCIAL: &str = "provincial method of award (计发办法)";
const LEVEL: &str = "fitted to the accounts of 2024; parameter public.pension_ratio";

/// When somebody claims, and by which rule.
pub(super) fn claim(met: &Met<'_>, month: u8, outcome: Outcome, bought: u16) -> Line {
    let (row, law) = (met.row, &met.policy.institutions.law);
    let traits = row.traits;
    let born = Month::new(row.birth_year, traits.birth_month() as i32 + 1);
    let claimed = Month::new(row.year, 1).plus(month.into());
    let sex = if row.sex == 1 { Sex::Female } else { Sex::Male };
    let [statutory, ..] = retirement::dates(law, traits.class(), sex, born);
    let date = format!("the statutory month {statutory}");
    let (when, rule) = match outcome {
        Outcome::Statutory if claimed > statutory => {
            (format!("with the minimum period reached, after {date}"), SHORT)
        }
        Outcome::Statutory if statutory < Month::new(2025, 1) => (date, AGES_1978),
        Outcome::Statutory => (date, GRADUAL),
        Outcome::Early => (format!("by choice, before {date}"), FLEXIBLE),
        Outcome::Late => (format!("by choice, after {date}"), FLEXIBLE),
        Outcome::Special => ("special occupation".to_owned(), AGES_1978),
        Outcome::Approved => (format!("approved as ill, before {date}"), AGES_1978),
        Outcome::Purchase { .. } => {
            (format!("{bought} missing months bought, after {date}"), SHORT)
        }
        Outcome::Leave { .. } => ("without a pension".to_owned(), SHORT),
    };
    let held = u32::from(row.months) + u32::from(row.deemed);
    let due = statutory.min(claimed).max(Month::new(row.year, 1));
    let required = match outcome {
        Outcome::Approved => law.early.illness_months,
        _ => retirement::required(law, row.birth_year, traits, due),
    };
    let age = claimed.since(born);
    let text =
        format!("in {claimed}, {when}, at {}; {held} months held, {required} required", span(age));
    line("claim", text, (f64::from(age) / 12.0, "years"), rule)
}

/// Which province awards.
pub(super) fn place(met: &Met<'_>, state: State, place: usize) -> Line {
    line("place", reason(met, state, place), NOTHING, PLACE)
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
pub(super) fn award(met: &Met<'_>, sheet: &Record, place: usize, pension: u32) -> Vec<Line> {
    let law = &met.policy.institutions.law;
    let rule = &law.award[place];
    let parts = rule.award(sheet);
    let component = |step, form: &str, numbers: String, value: MonthlyMoney, source| {
        line(step, format!("{form} = {numbers}"), (value.yuan(), "yuan/month"), source)
    };
    let transitional = formula::transitional(rule, sheet);
    let mut lines = vec![
        index(met, sheet, place),
        component("basic", rule.basic.formula(), formula::basic(rule, sheet), parts.basic, FORMULA),
        component("account pension", "A / M", formula::account(sheet), parts.account, FORMULA),
    ];
    if parts.transitional != MonthlyMoney::ZERO {
        let form = rule.transitional.formula();
        lines.push(component("transition", form, transitional, parts.transitional, PROVINCIAL));
    }
    for item in &rule.local {
        let (text, value) = (formula::local(item, rule, sheet), item.monthly(rule, sheet));
        if value != MonthlyMoney::ZERO {
            lines.push(line("local", text, (value.yuan(), "yuan/month"), PROVINCIAL));
        }
    }
    if parts.rounding != MonthlyMoney::ZERO {
        let text = "up to the next 0.1 yuan".to_owned();
        lines.push(line("rounding", text, (parts.rounding.yuan(), "yuan/month"), PROVINCIAL));
    }
    lines.push(total(met, place, parts.total(), pension));
    lines
}

/// The index was summed against the national wage and is measured against that of the place of benefit.
fn index(met: &Met<'_>, sheet: &Record, place: usize) -> Line {
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
    line("index", text, (sheet.index, "ratio"), FORMULA)
}

fn total(met: &Met<'_>, place: usize, total: MonthlyMoney, pension: u32) -> Line {
    let level = formula::short(met.policy.pension_level[place]);
    let public = match met.row.traits.public() {
        1 => {
            format!(" · {} public sector", formula::short(met.policy.institutions.law.public_ratio))
        }
        _ => String::new(),
    };
    let text = format!("{}{public} · {level} level of {}", amount(total.yuan()), name(place));
    line("award", text, (yuan(pension.into()), "yuan/month"), LEVEL)
}
