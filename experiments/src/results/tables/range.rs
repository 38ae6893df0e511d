//! `range`: headlines, and the whip on every province, over the settings and orderings of the response.

use crate::results::summary::Summary;
use fastox_outputs::{Cell, Table};

pub(super) fn add(table: &mut Table, summary: &Summary) {
    for range in summary.ranges.iter().chain(&summary.provincial_ranges) {
        let mut row = table.row();
        row.set("world", &range.world).set("draw", 0).set("measure", &range.measure);
        row.set("year", range.year.map_or(Cell::Missing, Cell::Whole)).set("province", range.province);
        row.set("lowest", range.lowest).set("central", range.central);
        row.set("highest", range.highest);
        row.set("lowest_response", &range.lowest_response);
        row.set("highest_response", &range.highest_response);
        row.set("responses", range.responses).set("people", range.people).done();
    }
}
