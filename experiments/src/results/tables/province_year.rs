//! `province_year`: heads by province of the pension relation, population by province of residence.

use super::Keys;
use super::year_cells::YearCells;
use fastox_model::accounts::Accounts;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::simulation::Observation;
use fastox_outputs::{Cell, Table};

pub(super) fn open(table: &mut Table, keys: &Keys<'_>, accounts: &Accounts) {
    for (p, place) in Province::all().zip(&accounts.provinces) {
        let mut row = table.row();
        row.set_all(keys).set("province", p);
        YearCells { accounts: place, average_wage: None }.set(&mut row);
        for column in ["moves_in", "moves_out", "gdp_per_head_yuan"] {
            row.set(column, Cell::Missing);
        }
        row.done();
    }
}

pub(super) fn add(table: &mut Table, keys: &Keys<'_>, year: &Observation<'_>) {
    for (p, accounts) in Province::all().zip(&year.accounts.provinces) {
        let average_wage = Some(f64::from(year.inputs.people.wages.average[p.index()]));
        let mut row = table.row();
        row.set_all(keys).set("province", p);
        YearCells { accounts, average_wage }.set(&mut row);
        row.set("moves_in", moves(year, |other| (other, p.index())));
        row.set("moves_out", moves(year, |other| (p.index(), other)));
        row.set("gdp_per_head_yuan", year.world.facts.gdp_per_head[p.index()]).done();
    }
}

/// Persons who moved between other provinces and this one, from and to as `pair` says; who stays is in no pair.
fn moves(year: &Observation<'_>, pair: impl Fn(usize) -> (usize, usize)) -> i64 {
    let moves = &year.report.tally.vitals.moves.0;
    let pairs = (0..PROVINCES).map(pair).filter(|(from, to)| from != to);
    pairs.map(|(from, to)| moves[from * 32 + to]).sum::<i64>() * year.weight()
}
