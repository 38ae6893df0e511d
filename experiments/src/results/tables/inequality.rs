//! `inequality`: provinces on their own means, and with what pooling moves.
//!
//! ```text
//!                           before                                          after
//! reserve months            (opening reserves + current balance) ÷ month    closing reserves ÷ month
//! benefit per retiree       what own means would pay of the benefits        benefits
//! burden                    rate that would balance the year on its own     contributions paid
//! ```
//! Own means are opening reserves, contributions, purchases, interest and base subsidy; the balancing contributions are
//! benefits less purchases, interest and base subsidy, at least zero.

use super::Keys;
use crate::results::inequality::{Inequality, Part};
use fastox_model::accounts::PlaceAccounts;
use fastox_model::geography::Province;
use fastox_model::simulation::Observation;
use fastox_outputs::Table;

/// A measure: its name, and numerator and denominator of a province before pooling and after.
type Measured = (&'static str, [Vec<(f64, f64)>; 2]);

pub(super) fn add(table: &mut Table, keys: &Keys<'_>, year: &Observation<'_>) {
    for (measure, stages) in measured(year) {
        for (stage, provinces) in ["before", "after"].into_iter().zip(stages) {
            let part = |(p, value): (Province, &(f64, f64))| -> Part { (value.0, value.1, p.region()) };
            let parts: Vec<Part> = Province::all().zip(&provinces).map(part).collect();
            let found = Inequality::of(&parts);
            let mut row = table.row();
            row.set_all(keys).set("measure", measure).set("stage", stage);
            row.set("national", found.national).set("gini", found.gini);
            for (place, column) in ["theil", "theil_between", "theil_within"].iter().enumerate() {
                row.set(column, found.theil.map(|parts| parts[place]));
            }
            row.done();
        }
    }
}

fn measured(year: &Observation<'_>) -> [Measured; 5] {
    let average = |p: usize| 12.0 * f64::from(year.inputs.people.wages.average[p]);
    let both = |before: Of<'_>, after: Of<'_>, per: Of<'_>| -> [Vec<(f64, f64)>; 2] {
        [before, after].map(|value| {
            let province = |(i, m): (usize, &PlaceAccounts)| (value(i, m), per(i, m));
            year.accounts.provinces.iter().enumerate().map(province).collect()
        })
    };
    let month = |_: usize, m: &PlaceAccounts| m.benefits.yuan() / 12.0;
    let reserves = |_: usize, m: &PlaceAccounts| m.reserves.yuan();
    let own_reserves = |_: usize, m: &PlaceAccounts| (m.reserves_opening + m.balance()).yuan();
    let retirees = |_: usize, m: &PlaceAccounts| m.retirees_enterprise as f64;
    let benefits = |_: usize, m: &PlaceAccounts| m.benefits.yuan();
    let affordable = |_: usize, m: &PlaceAccounts| m.affordable().yuan();
    let in_wages = |i: usize, m: &PlaceAccounts| m.retirees_enterprise as f64 * average(i);
    let paid = |_: usize, m: &PlaceAccounts| m.contributions.yuan();
    let balancing = |_: usize, m: &PlaceAccounts| m.balancing().yuan();
    [
        ("reserve_months", both(&own_reserves, &reserves, &month)),
        ("benefit_per_retiree", both(&affordable, &benefits, &retirees)),
        ("benefit_relative_to_wage", both(&affordable, &benefits, &in_wages)),
        ("burden_of_wages", both(&balancing, &paid, &|_, m| m.wage_bill as f64)),
        ("burden_of_gdp", both(&balancing, &paid, &|_, m| m.gdp.yuan())),
    ]
}

type Of<'a> = &'a dyn Fn(usize, &PlaceAccounts) -> f64;
