//! What a reader should know of an award: inputs that change nothing, a base that is not yet announced, doubtful rules.

use super::case::Case;
use super::pension::{PensionAnswer, amounts};
use fastox_calibration::inputs::award;
use fastox_calibration::parameters::Parameters;

/// An optional input, and the case without it.
type Input = (&'static str, fn(&Case) -> bool, fn(&mut Case));

const INPUTS: [Input; 8] = [
    ("only_child", |c| c.only_child, |c| c.only_child = false),
    ("childless", |c| c.childless, |c| c.childless = false),
    ("intellectual", |c| c.intellectual, |c| c.intellectual = false),
    ("grounds", |c| c.grounds > 0, |c| c.grounds = 0),
    (
        "plateau_years",
        |c| c.plateau_years.is_some_and(|years| years < c.years()),
        |c| {
            c.plateau_years = None;
        },
    ),
    ("gap_months", |c| c.gap_months > 0, |c| c.gap_months = 0),
    ("virtual_account_yuan", |c| c.virtual_account_yuan > 0.0, |c| c.virtual_account_yuan = 0.0),
    (
        "base_city_yuan_month",
        |c| c.base_city_yuan_month.is_some_and(|city| Some(city) != c.base_yuan_month),
        |c| c.base_city_yuan_month = None,
    ),
];

/// The notices of this answer, each a sentence without its full stop.
pub(super) fn of(answer: &PensionAnswer, parameters: &Parameters) -> Vec<String> {
    let case = &answer.case;
    let idle = INPUTS.iter().filter(|(_, given, _)| given(case)).filter_map(|(key, _, drop)| {
        let mut without = case.clone();
        drop(&mut without);
        let same = amounts(&without, parameters).is_ok_and(|other| other.award == answer.award);
        same.then(|| changes_nothing(key, answer))
    });
    let others = [base_of_last_year(answer), gain_in_steps(answer), doubt(answer, parameters)];
    let swapped = [too_short(answer, parameters), far_from_the_base(answer, parameters)];
    idle.chain(others.into_iter().chain(swapped).flatten()).collect()
}

fn changes_nothing(key: &str, answer: &PensionAnswer) -> String {
    let place = answer.case.province;
    let group = matches!(key, "only_child" | "childless" | "intellectual" | "grounds");
    if group && answer.case.local_yuan.is_some() {
        return format!("`{key}` pays nothing: `local_yuan` stands in place of the items of {place}");
    }
    if group {
        return format!(
            "`{key}` pays nothing: no such item of {place} is known; give the amount as `local_yuan` if there is one"
        );
    }
    format!("`{key}` changes nothing: the rule of {place} does not use it")
}

fn base_of_last_year(answer: &PensionAnswer) -> Option<String> {
    let (year, base) = (answer.case.award.year(), answer.record.base.province);
    (answer.base_year < year).then(|| {
        format!(
            "the base of {year} is not known; the award is on that of {}, {base}, until it is announced",
            answer.base_year
        )
    })
}

/// A period that earns no monthly pension, which is often one in another unit.
fn too_short(answer: &PensionAnswer, parameters: &Parameters) -> Option<String> {
    let (award, years) = (answer.case.award, answer.case.years());
    let needed = parameters.in_month(award).value("retirement.minimum_period") / 12.0;
    // A sheet rounds years to hundredths.
    (years < needed - 0.005).then(|| {
        format!(
            "{years:.2} years are less than the {needed} that a monthly pension needs in {award}; only who reached the \
             statutory age when fewer were needed is paid it"
        )
    })
}

/// A base that is far from the one announced: often that of a year, or in another unit.
fn far_from_the_base(answer: &PensionAnswer, parameters: &Parameters) -> Option<String> {
    let case = &answer.case;
    let announced = |year| award::announced_base(parameters, case.province, year).map(|base| (year, base));
    let (year, base) = announced(case.award.year()).or_else(|| announced(case.award.year() - 1))?;
    let given = [("base_yuan_month", case.base_yuan_month), ("base_city_yuan_month", case.base_city_yuan_month)];
    let mut given = given.into_iter().filter_map(|(key, value)| Some((key, value?)));
    let (key, value) = given.find(|(_, value)| !(0.5..=2.0).contains(&(value / base)))?;
    Some(format!(
        "`{key}` is {:.1} times the base announced for {year}, {base} yuan a month; is it in yuan a month",
        value / base
    ))
}

/// Where a gain over an older method is paid in steps and the older pension is not given.
fn gain_in_steps(answer: &PensionAnswer) -> Option<String> {
    let (rule, record) = (&answer.rule, &answer.record);
    let known = rule.transitional.by_the_old_method(record).is_some();
    let in_steps = rule.takeover.share < 1.0 && record.years_transitional > 0.0;
    (in_steps && !known).then(|| {
        format!(
            "only {} % of the gain over the older transitional method is paid in {}; give the older pension as \
             `transitional_old_yuan`, without which the new one is paid in full",
            100.0 * rule.takeover.share,
            answer.case.award.year()
        )
    })
}

/// A line that some documents have and the award sheets of the province have not.
fn doubt(answer: &PensionAnswer, parameters: &Parameters) -> Option<String> {
    let (place, month) = (answer.case.province, answer.case.award);
    let here = parameters.in_month(month).in_province(place);
    let contested = here.says_yes("local_item.long_service.contested");
    (contested && answer.record.years_paid() > 20.0).then(|| {
        format!(
            "whether {place} adds a long-service supplement for more than 20 years paid is contested; it is not paid here \
             (`fastox explain local_item.long_service.contested`)"
        )
    })
}
