//! `fit`: the world as enacted, with governments that respond, against what is published.
//!
//! The targets stand in `calibration/targets`, one row a target, province and year; beside them stand the means that
//! the law implies ([`super::law_means`]). Without that world, the first world of the experiment is compared; the note
//! says which. The model's figure is the mean over the seeds of the run, and the note gives its sampling error.

use crate::results::comparison::Comparison;
use fastox_model::country::WorldId;
use fastox_outputs::{Cell, Table};

/// One comparison of a mean the law implies.
pub(super) struct Line<'a> {
    pub target: &'a str,
    pub province: i32,
    pub unit: &'a str,
    pub model: Option<f64>,
    pub published: Option<f64>,
    pub tolerance: f64,
    pub role: &'a str,
    pub source: String,
    pub note: String,
}

pub(super) fn add(table: &mut Table, year: i32, lines: &[Line<'_>]) {
    for line in lines {
        let mut row = table.row();
        row.set("target", line.target).set("province", line.province).set("year", year);
        row.set("source", &line.source)
            .set("unit", line.unit)
            .set("model", line.model)
            .set("published", line.published);
        let both = line.model.zip(line.published);
        row.set("error", both.map_or(Cell::Missing, |(model, known)| Cell::ratio(model - known, known)));
        row.set("tolerance", line.tolerance).set("role", line.role).set("note", &line.note).done();
    }
}

/// The targets, as far as the run has a figure for them.
pub(super) fn fill(table: &mut Table, comparisons: &[Comparison], world: WorldId<'_>) {
    for c in comparisons.iter().filter(|c| c.model.is_some()) {
        let sampling =
            c.standard_error.map_or(String::new(), |error| format!("; sampling error {:.1} %", 100.0 * error));
        let definition = c.definition.as_ref().map_or(String::new(), |words| format!("; {words}"));
        let note = format!("{}{definition}{sampling}", compared(world));
        let source = format!("{}: {}", c.quality, c.source);
        let mut row = table.row();
        row.set("target", &c.target).set("province", c.province).set("year", c.year);
        row.set("source", &source).set("unit", c.unit_name()).set("model", c.model).set("published", c.published);
        row.set("error", c.error).set("tolerance", c.tolerance).set("role", c.role.name());
        row.set("note", &note).done();
    }
}

/// Which world is compared, as the note says it.
pub(super) fn compared(world: WorldId<'_>) -> String {
    format!("world {}, {}", world.regime, world.response)
}
