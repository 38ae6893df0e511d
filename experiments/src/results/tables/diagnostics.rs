//! `diagnostics`: the factors of the population.

use fastox_calibration::inputs::Reference;
use fastox_model::geography::{NATION, Province};
use fastox_outputs::Table;

pub(super) fn fill(table: &mut Table, reference: &Reference) {
    for factor in reference.factors() {
        let mut row = table.row();
        row.set("factor", factor.name).set("sex", factor.sex);
        row.set("age_from", *factor.ages.start() as i32).set("age_to", *factor.ages.end() as i32);
        row.set("province", factor.province.map_or(NATION, Province::code));
        row.set("value", factor.value).done();
    }
}
