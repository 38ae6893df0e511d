//! `national_year`: the sums of provinces. National effort is weighted by potential contributions.

use super::Keys;
use super::year_cells::YearCells;
use fastox_model::accounts::Accounts;
use fastox_model::simulation::Observation;
use fastox_outputs::{Cell, Row, Table};

pub(super) fn open(table: &mut Table, keys: &Keys<'_>, accounts: &Accounts) {
    let mut row = table.row();
    row.set_all(keys);
    YearCells { accounts: &accounts.nation, average_wage: None }.set(&mut row);
    for column in BURDEN.into_iter().chain(LOST) {
        row.set(column, Cell::Missing);
    }
    row.set("gdp_yuan", Cell::Missing)
        .set("pool_reserves_yuan", accounts.pool)
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
    "central_burden_pv_yuan",
    "local_burden_yuan",
    "central_burden_revenue_share",
    "local_burden_constant_yuan",
    "local_burden_gdp_share",
    "local_burden_revenue_share",
    "local_burden_pv_yuan",
];

const LOST: [&str; 3] = ["lost_constant_yuan", "lost_in_surplus_share", "lost_in_surplus_2024_share"];

pub(super) fn add(table: &mut Table, keys: &Keys<'_>, year: &Observation<'_>) {
    let mut row = table.row();
    row.set_all(keys);
    let average_wage = Some(f64::from(year.inputs.people.wages.national));
    YearCells { accounts: &year.accounts.nation, average_wage }.set(&mut row);
    burden(&mut row, &year.accounts);
    row.set(LOST[0], year.accounts.lost())
        .set(LOST[1], year.accounts.lost_by_position().surplus_share())
        .set(LOST[2], year.accounts.lost_by_group().surplus_share());
    demography(&mut row, year);
    row.done();
}

fn burden(row: &mut Row<'_, '_>, accounts: &Accounts) {
    let (central, local) = (accounts.central_burden, accounts.nation.local_burden);
    row.set(BURDEN[0], central)
        .set(BURDEN[1], accounts.constant(central))
        .set(BURDEN[2], accounts.gdp_share(central))
        .set(BURDEN[3], accounts.present_value(central))
        .set(BURDEN[4], local)
        .set(BURDEN[5], accounts.revenue_share(central))
        .set(BURDEN[6], accounts.constant(local))
        .set(BURDEN[7], accounts.gdp_share(local))
        .set(BURDEN[8], accounts.revenue_share(local))
        .set(BURDEN[9], accounts.present_value(local))
        .set("gdp_yuan", accounts.nation.gdp)
        .set("pool_reserves_yuan", accounts.pool);
}

/// Of children, deaths and the few who emigrate are one number.
fn demography(row: &mut Row<'_, '_>, year: &Observation<'_>) {
    let (report, weight) = (year.report, year.weight());
    let adults: i64 = report.tally.vitals.deaths.iter().sum();
    let emigrants: i64 = report.tally.vitals.emigrants.iter().sum();
    row.set("deaths", adults * weight + report.child_tally.exits)
        .set("emigrants", emigrants * weight)
        .set("births", report.child_tally.births)
        .set("entrants_16", report.entrants * weight);
}
