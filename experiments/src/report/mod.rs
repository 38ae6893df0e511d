//! One page about a run: which province is whipped, by how much, under which regime, and three small pictures.
//!
//! The page is one HTML file without scripts and without anything from the network. Figures are means over the seeds
//! of the run. Left out: whatever the tables of the run hold besides; `fastox explain TABLE` lists it.

mod page;
mod picture;
mod whip;

pub use page::page;

use fastox_outputs::{RunRecord, Table};
use std::collections::BTreeMap;

/// A text that is text wherever it stands in the page.
fn escaped(text: &str) -> String {
    let entities = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")];
    entities.into_iter().fold(text.to_owned(), |text, (mark, entity)| text.replace(mark, entity))
}

/// What a page is made of.
#[derive(Clone, Debug)]
pub struct RunTables {
    /// The record of the run.
    pub record: RunRecord,
    /// The table `national_year`.
    pub national_year: Table,
    /// The table `incentives`.
    pub incentives: Table,
}

/// A world of a run: regime and response.
type World = (String, String);

/// The worlds of a table, each once, in the order of the run.
fn worlds(table: &Table) -> Vec<World> {
    let mut worlds: Vec<World> = Vec::new();
    for (world, response) in table.column_name("world").iter().zip(table.column_name("response")) {
        if !worlds.iter().any(|known| known.0 == *world && known.1 == response) {
            worlds.push(((*world).to_owned(), response.to_owned()));
        }
    }
    worlds
}

/// Means of a column by a key that is made of each row; rows without key or value are left out.
fn means<K: Ord>(table: &Table, column: &str, key: impl Fn(usize) -> Option<K>) -> BTreeMap<K, f64> {
    let mut sums: BTreeMap<K, (f64, u32)> = BTreeMap::new();
    for (row, value) in table.column_number(column).into_iter().enumerate() {
        if let Some(key) = key(row).filter(|_| value.is_finite()) {
            let sum = sums.entry(key).or_default();
            *sum = (sum.0 + value, sum.1 + 1);
        }
    }
    sums.into_iter().map(|(key, (sum, count))| (key, sum / f64::from(count))).collect()
}
