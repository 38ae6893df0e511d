//! `transfers`: what clauses moved between the funds of provinces and the pool or the centre.

use super::Keys;
use fastox_model::books::{Account, Entry};
use fastox_model::geography::Province;
use fastox_model::simulation::Observation;
use fastox_outputs::{Cell, Table};
use std::collections::BTreeMap;

pub(super) fn add(table: &mut Table, keys: &Keys<'_>, year: &Observation<'_>) {
    let mut sums: BTreeMap<(Province, &str, &str), i64> = BTreeMap::new();
    for (p, clause, other, fen) in year.world.books.entries().iter().filter_map(moved) {
        *sums.entry((p, clause, other)).or_default() += fen;
    }
    for ((p, clause, counterparty), fen) in sums {
        let mut row = table.row();
        row.set_all(keys).set("province", p).set("clause", clause);
        row.set("counterparty", counterparty);
        row.set("amount_fen", Cell::Fen(fen)).set("amount_yuan", Cell::Fen(fen)).done();
    }
}

/// Province, clause, counterparty, and fen received (paid, if negative).
fn moved(entry: &Entry) -> Option<(Province, &'static str, &'static str, i64)> {
    let (fund, other, sign) = match (entry.from, entry.to) {
        (other @ (Account::Pool | Account::Centre), Account::Fund(p)) => (p, other, 1),
        (Account::Fund(p), other @ (Account::Pool | Account::Centre)) => (p, other, -1),
        _ => return None,
    };
    let by_clause = !entry.clause.is_empty();
    by_clause.then(|| (fund, entry.clause, other.name(), sign * entry.amount.fen()))
}
