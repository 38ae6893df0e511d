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
    for column in BURDEN.into_iter().chain(LOST).chain(MOVEMENT).chain(["gdp_yuan"]) {
        row.set(column, Cell::Missing);
    }
    row.set("pool_reserves_yuan", accounts.pool).done();
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

/// Who came and went in the year.
const MOVEMENT: [&str; 4] = ["deaths", "emigrants", "births", "entrants_16"];

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

fn burden(row: &mut Row<'_>, accounts: &Accounts) {
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
fn demography(row: &mut Row<'_>, year: &Observation<'_>) {
    let (report, weight) = (year.report, year.weight());
    let adults: i64 = report.tally.vitals.deaths.iter().sum();
    let emigrants: i64 = report.tally.vitals.emigrants.iter().sum();
    let persons = [
        adults * weight + report.child_tally.exits,
        emigrants * weight,
        report.child_tally.births,
        report.entrants * weight,
    ];
    for (column, persons) in MOVEMENT.into_iter().zip(persons) {
        row.set(column, persons);
    }
}
