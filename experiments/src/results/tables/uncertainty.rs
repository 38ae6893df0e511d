//! `uncertainty`: headlines over the draws of the uncertain parameters.

use crate::results::summary::Summary;
use fastox_outputs::Table;

pub(super) fn add(table: &mut Table, summary: &Summary) {
    for band in &summary.uncertainty {
        let mut row = table.row();
        row.set("world", &band.world).set("response", &band.response);
        row.set("against", &band.against).set("measure", &band.measure);
        row.set("central", band.central).set("p05", band.p05);
        row.set("p50", band.p50).set("p95", band.p95);
        row.set("positive", band.positive).set("draws", band.draws).done();
    }
}
