//! `ledger`: every flow of the books, seen from the fund of a province.
//!
//! A flow that touches no fund is seen from the account that receives it, with the nation in the place of its province where neither has one.

use super::Keys;
use fastox_model::books::{Account, Entry};
use fastox_model::geography::{NATION, Province};
use fastox_model::simulation::Observation;
use fastox_outputs::{Cell, Table};
use std::collections::BTreeMap;

pub(super) fn add(table: &mut Table, keys: &Keys<'_>, year: &Observation<'_>) {
    let mut sums: BTreeMap<(u8, &str, &str, &str), i64> = BTreeMap::new();
    for entry in year.world.books.entries() {
        let (account, counterpart, fen) = seen_from(entry);
        let province = account.province().or(counterpart.province());
        let code = province.map_or(NATION, Province::code);
        let what = if entry.clause.is_empty() { entry.item.name() } else { entry.clause };
        *sums.entry((code, account.name(), counterpart.name(), what)).or_default() += fen;
    }
    for ((province, account, counterpart, entry), fen) in sums {
        let mut row = table.row();
        row.set_all(keys).set("province", province).set("account", account);
        row.set("counterpart", counterpart).set("entry", entry);
        row.set("amount_fen", Cell::Fen(fen)).set("amount_yuan", Cell::Fen(fen)).done();
    }
}

/// The account from which the flow is seen, its counterpart, and fen received (paid, if negative).
fn seen_from(entry: &Entry) -> (Account, Account, i64) {
    let fen = entry.amount.fen();
    match (entry.from, entry.to) {
        (fund @ Account::Fund(_), to) if !matches!(to, Account::Fund(_)) => (fund, to, -fen),
        (from, to) => (to, from, fen),
    }
}
