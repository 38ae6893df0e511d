//! `national_year`: the sums of provinces. National effort is weighted by potential contributions.

use super::year_cells::Place;
use super::{Figures, Key, View};
use fastox_model::units::Money;
use fastox_outputs::{Cell, Row, Table};

pub(super) fn open(table: &mut Table, key: Key<'_>, figures: &Figures) {
    let mut row = table.row();
    row.set_all(&key.cells(2020));
    Place { measures: &figures.nation, average_wage: None }.set(&mut row);
    for column in BURDEN {
        row.set(column, Cell::Missing);
    }
    row.set("gdp_yuan", Cell::Missing)
        .set("pool_reserves_yuan", figures.pool)
        .set("deaths", 0)
        .set("emigrants", 0)
        .set("births", 0)
        .set("entrants_16", 0);
    row.done();
}

const BURDEN: [&str; 10] = [
    "central_burden_yuan",
    "central_burden_constant_yuan",
    "central_burden_gdp_share",
    "central_burden_present_value_yuan",
    "local_burden_yuan",
    "central_burden_revenue_share",
    "local_burden_constant_yuan",
    "local_burden_gdp_share",
    "local_burden_revenue_share",
    "local_burden_present_value_yuan",
];

pub(super) fn add(table: &mut Table, view: &View<'_>, figures: &Figures) {
    let mut row = table.row();
    row.set_all(&view.keys());
    let average_wage = Some(f64::from(view.inputs.people.wages.national));
    Place { measures: &figures.nation, average_wage }.set(&mut row);
    burden(&mut row, view, figures);
    demography(&mut row, view);
    row.done();
}

fn burden(row: &mut Row<'_, '_>, view: &View<'_>, figures: &Figures) {
    let economy = &view.variant.economy;
    let (central, local) = (figures.central_burden, figures.nation.local_burden);
    let (gdp, revenue) = (gdp(view), figures.nation.revenue().yuan());
    row.set(BURDEN[0], central)
        .set(BURDEN[1], central.yuan() / economy.price_level)
        .set(BURDEN[2], Cell::ratio(central.yuan(), gdp.yuan()))
        .set(BURDEN[3], central.yuan() * economy.discount)
        .set(BURDEN[4], local)
        .set(BURDEN[5], Cell::ratio(central.yuan(), revenue))
        .set(BURDEN[6], local.yuan() / economy.price_level)
        .set(BURDEN[7], Cell::ratio(local.yuan(), gdp.yuan()))
        .set(BURDEN[8], Cell::ratio(local.yuan(), revenue))
        .set(BURDEN[9], local.yuan() * economy.discount)
        .set("gdp_yuan", gdp)
        .set("pool_reserves_yuan", figures.pool);
}

/// Regional GDP of all provinces.
fn gdp(view: &View<'_>) -> Money {
    view.variant.economy.gdp.iter().copied().sum()
}

/// Of children, deaths and the few who emigrate are one number.
fn demography(row: &mut Row<'_, '_>, view: &View<'_>) {
    let report = view.report;
    let adults: i64 = report.tally.vitals.deaths.iter().sum();
    let emigrants: i64 = report.tally.vitals.emigrants.iter().sum();
    row.set("deaths", adults * view.weight + report.child_tally.exits)
        .set("emigrants", emigrants * view.weight)
        .set("births", report.child_tally.births)
        .set("entrants_16", report.entrants * view.weight);
}
