//! `decomposition`: every headline between every two regimes.

use crate::results::summary::{Decomposition, Summary};
use fastox_outputs::{Cell, Table};

pub(super) fn add(table: &mut Table, summary: &Summary, draw: i32) {
    for part in Decomposition::all(summary) {
        let mut row = table.row();
        row.set("from_world", &part.from).set("to_world", &part.to);
        row.set("response", &part.response).set("draw", draw);
        row.set("seed", part.seed.map_or(Cell::Missing, Cell::from));
        row.set("statistic", if part.seed.is_some() { "seed" } else { "mean" });
        row.set("factor", "all").set("measure", part.measure);
        row.set("mechanical", part.mechanical).set("behavioural", part.behavioural);
        row.set("total", part.total).done();
    }
}
