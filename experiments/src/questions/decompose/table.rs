//! The table `decomposition`: a row a draw, factor and headline, and one of all factors.

use super::{Decomposed, HELD, Parts};
use fastox_outputs::{Table, tables};

/// The table, filled.
pub fn table(found: &Decomposed) -> Table {
    let mut table = Table::new(&tables::DECOMPOSITION);
    let drawn = found.drawn.iter().map(|draw| &draw.measures);
    for (draw, measures) in (0i32..).zip(std::iter::once(&found.measures).chain(drawn)) {
        add(&mut table, found, (draw, measures));
    }
    table
}

fn add(table: &mut Table, found: &Decomposed, (draw, measures): (i32, &[Parts])) {
    for parts in measures {
        let factors = parts.parts.iter().map(|part| (part.factor.name(), part.value));
        for (factor, value) in factors.chain([("all", parts.total)]) {
            let mut row = table.row();
            row.set("from_world", HELD).set("to_world", found.regime.as_str());
            row.set("response", found.response).set("draw", draw).set("seed", found.seed);
            row.set("statistic", "seed").set("factor", factor).set("measure", parts.measure);
            row.set("mechanical", None::<f64>).set("behavioural", None::<f64>).set("total", value).done();
        }
    }
}
