//! The tables `sensitivity` and `tornado`.

use super::Sensitivity;
use fastox_outputs::{Table, tables};

/// Both tables, filled.
pub fn tables(found: &Sensitivity) -> [Table; 2] {
    let [mut indices, mut tornado] = [&tables::SENSITIVITY, &tables::TORNADO].map(Table::new);
    for of in &found.found {
        for (parameter, index) in &of.indices {
            let mut row = indices.row();
            row.set("headline", of.headline.name).set("parameter", parameter.as_str());
            row.set("first", index.first).set("first_se", index.first_se);
            row.set("total", index.total).set("total_se", index.total_se);
            row.set("samples", found.samples as i64).set("not_reached", of.not_reached).done();
        }
        for bar in &of.tornado {
            let mut row = tornado.row();
            row.set("headline", of.headline.name).set("parameter", bar.parameter.as_str());
            row.set("low", bar.ends.map(|ends| ends.0));
            row.set("high", bar.ends.map(|ends| ends.1));
            row.set("value_at_low", bar.at_low).set("value_at_central", bar.at_central);
            row.set("value_at_high", bar.at_high).set("swing", bar.swing);
            row.set("between_seeds", of.chance.between_seeds).done();
        }
    }
    [indices, tornado]
}
