//! `province_year`: heads by province of the pension relation, population by province of residence.

use super::year_cells::Place;
use super::{Figures, Key, View};
use fastox_model::geography::{PROVINCES, Province};
use fastox_outputs::{Cell, Table};

pub(super) fn open(table: &mut Table, key: Key<'_>, figures: &Figures) {
    for (p, measures) in Province::all().zip(&figures.provinces) {
        let mut row = table.row();
        row.set_all(&key.cells(2020)).set("province", p);
        Place { measures, average_wage: None }.set(&mut row);
        row.set("moves_in", 0).set("moves_out", 0).set("gdp_per_head_yuan", Cell::Missing).done();
    }
}

pub(super) fn add(table: &mut Table, view: &View<'_>, figures: &Figures) {
    for (p, measures) in Province::all().zip(&figures.provinces) {
        let average_wage = Some(f64::from(view.inputs.people.wages.average[p.index()]));
        let (into, out) = moves(view, p.index());
        let mut row = table.row();
        row.set_all(&view.keys()).set("province", p);
        Place { measures, average_wage }.set(&mut row);
        row.set("moves_in", into).set("moves_out", out);
        row.set("gdp_per_head_yuan", view.world.facts.gdp_per_head[p.index()]).done();
    }
}

/// Persons who came from and went to other provinces.
fn moves(view: &View<'_>, p: usize) -> (i64, i64) {
    let moves = &view.report.tally.vitals.moves.0;
    let others = || (0..PROVINCES).filter(move |q| *q != p);
    let into: i64 = others().map(|from| moves[from * 32 + p]).sum();
    let out: i64 = others().map(|to| moves[p * 32 + to]).sum();
    (into * view.weight, out * view.weight)
}
