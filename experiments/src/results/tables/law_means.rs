//! The national means of 2024 that the law implies, beside what is known of them.
//!
//! ```text
//! pension per retiree     expenditure ÷ retirees on 31 December ÷ 12         both funds
//! enterprise pension      pensions in force ÷ retirees on 31 December        enterprise fund
//! payers per insured      paid at least a month ÷ in service on 31 December  enterprise fund
//! claiming age            mean age of those awarded a pension in the year    both funds
//! ```
//! A mean over nobody is missing. All are context: the accounts of 2024 are fitted, the share of payers is assumed, and what is known of ages is of
//! other years or of the stock of retirees. The source begins with the quality of the known figure.

use super::fit::{Line, compared};
use fastox_calibration::data;
use fastox_model::country::WorldId;
use fastox_model::geography::NATION;
use fastox_model::simulation::Observation;
use fastox_model::units::{Year, ratio};

/// The year of the means.
pub const YEAR: Year = 2024;

/// The targets, in the order in which they are printed, and what they are called there.
pub const MEANS: [(&str, &str); 6] = [
    ("pension_per_retiree", "pension per retiree, both funds"),
    ("pension_per_retiree_enterprise", "pension per retiree, enterprise fund"),
    ("payers_per_insured_enterprise", "payers per insured, enterprise fund"),
    ("claiming_age_male", "mean claiming age, men"),
    ("claiming_age_female", "mean claiming age, women"),
    ("claiming_age", "mean claiming age, both sexes"),
];

/// What the model says of each, in their order; nothing where nobody stands behind it.
pub(crate) type Means = [Option<f64>; MEANS.len()];

/// The model's means of a year.
pub(super) fn means(year: &Observation<'_>) -> Means {
    let nation = &year.accounts.nation;
    let flows = year.flows();
    let age = |sexes: std::ops::Range<usize>| {
        let months: i64 = flows.claim_age_months[sexes.clone()].iter().sum();
        let claims: i64 = flows.claims[sexes].iter().sum();
        ratio(months as f64, claims as f64).map(|months| months / 12.0)
    };
    let monthly = ratio(nation.published_expenditure(1.0).yuan(), nation.retirees as f64).map(|a_year| a_year / 12.0);
    let enterprise = ratio(nation.monthly_pensions.yuan(), nation.retirees_enterprise as f64);
    let payers = ratio(nation.payers_enterprise as f64, nation.insured_enterprise as f64);
    [monthly, enterprise, payers, age(0..1), age(1..2), age(0..2)]
}

/// The means of a world beside what is known of them.
pub(super) fn lines<'a>(means: &Means, world: WorldId<'_>) -> Vec<Line<'a>> {
    let known = [
        ("yuan/month", accounts()),
        ("yuan/month", (None, NOTHING_2024.to_owned())),
        ("share", fact("payers_share_of_insured_enterprise_employees", "2019")),
        ("years", fact("implied_mean_retirement_age_male", "2017")),
        ("years", fact("implied_mean_retirement_age_female", "2017")),
        ("years", fact("mean_retirement_age_all", "2015")),
    ];
    let line = |(((target, _), model), (unit, (published, source))): (((&'a str, &str), &Option<f64>), _)| Line {
        target,
        province: NATION.into(),
        unit,
        model: *model,
        published,
        tolerance: 0.05,
        role: "context",
        source,
        note: compared(world),
    };
    MEANS.into_iter().zip(means).zip(known).map(line).collect()
}

const NOTHING_2024: &str = "nothing is published for 2024; for 2023 see `mean_pension_enterprise`";

/// What the accounts of the nation say.
fn accounts() -> (Option<f64>, String) {
    let row = data::table("pension_national").row(&[("year", &YEAR.to_string())]);
    let mean = row.number("expenditure").zip(row.number("retirees"));
    let source = "China Statistical Yearbook 2025 table 24-26, expenditure over retirees of 31 December";
    (mean.map(|(paid, heads)| paid / heads / 12.0), format!("{}: {source}", row.text("quality")))
}

/// A single figure of an earlier year.
fn fact(indicator: &str, year: &str) -> (Option<f64>, String) {
    let row = data::table("participation_facts").row(&[("indicator", indicator), ("year", year)]);
    let scope = match row.text("note") {
        "" => String::new(),
        note => format!(", {}", note.replace('"', "")),
    };
    (row.number("value"), format!("{}: of {year}{scope}", row.text("quality")))
}
