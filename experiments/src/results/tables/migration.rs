//! `migration`: moves of the year; pairs of provinces between which nobody moved have no row.

use super::Keys;
use fastox_model::geography::Province;
use fastox_model::simulation::Observation;
use fastox_outputs::Table;

pub(super) fn add(table: &mut Table, keys: &Keys<'_>, year: &Observation<'_>) {
    let (moves, flows) = (&year.report.tally.vitals.moves.0, year.flows());
    for (from, to) in pairs() {
        let place = from.index() * 32 + to.index();
        let persons = |sums: &[i64]| sums[place] * year.weight();
        if persons(moves) == 0 {
            continue;
        }
        let mut row = table.row();
        row.set_all(keys).set("origin", from).set("destination", to);
        row.set("persons", persons(moves));
        row.set("insured", persons(&flows.insured_moves.0));
        row.set("rights_kept", persons(&flows.rights_kept.0)).done();
    }
}

fn pairs() -> impl Iterator<Item = (Province, Province)> {
    Province::all().flat_map(|from| Province::all().map(move |to| (from, to))).filter(|(from, to)| from != to)
}
