//! The table `decomposition`: a row a factor and headline, and one of all factors.

use super::{Decomposed, HELD};
use fastox_outputs::{Table, tables};

/// The table, filled.
pub fn table(found: &Decomposed) -> Table {
    let mut table = Table::new(&tables::DECOMPOSITION);
    for parts in &found.measures {
        let factors = parts.parts.iter().map(|part| (part.factor.name(), part.value));
        for (factor, value) in factors.chain([("all", parts.total)]) {
            let mut row = table.row();
            row.set("from_world", HELD).set("to_world", found.regime.as_str());
            row.set("response", found.response).set("draw", 0).set("seed", found.seed);
            row.set("statistic", "seed").set("factor", factor).set("measure", parts.measure);
            row.set("mechanical", None::<f64>).set("behavioural", None::<f64>).set("total", value).done();
        }
    }
    table
}
