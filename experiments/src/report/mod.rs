//! One page about a run, without network: the finding, the provinces on a grid of tiles, who pays whom, the response,
//! fans, cohorts, a sandbox of rules, and how far to trust it.
//!
//! ```text
//! page.html, page.css, script/*.js   the page, its looks and what moves in it
//! the rest of this folder            numbers from the tables of the run, as markup (first layer) and as one JSON
//! build.rs                           the charting library, compressed, out of its package
//! ```
//! Everything is computed here; the scripts only show. The first layer, of finding, tiles, key table and small
//! pictures, works without scripts and on paper. Text enters the page through `escape` alone, and through `textContent` in the
//! scripts. Figures are means over the seeds of the run at the central parameters.

mod cohorts;
mod curve;
mod data;
mod escape;
mod fans;
mod finding;
mod grid;
mod measures;
mod names;
mod page;
mod picture;
mod tiles;
mod trust;
mod whip;

pub use curve::Rules;
pub use page::page;

use crate::results::summary::Summary;
use fastox_outputs::{RunRecord, Table};
use std::collections::BTreeMap;

/// What a page is made of. A table without rows is one the run does not have.
#[derive(Clone, Debug)]
pub struct RunTables {
    /// The folder of the run, as commands name it.
    pub run: String,
    /// The record of the run.
    pub record: RunRecord,
    /// Its headlines.
    pub summary: Summary,
    /// Its parameters, if this program knows them.
    pub rules: Option<Rules>,
    /// The table `national_year`, with all draws; the others are those of draw 0.
    pub national_year: Table,
    /// The table `province_year`.
    pub province_year: Table,
    /// The table `incentives`.
    pub incentives: Table,
    /// The table `transfers`.
    pub transfers: Table,
    /// The table `cohorts`.
    pub cohorts: Table,
    /// The table `range`.
    pub range: Table,
    /// The table `fit`.
    pub fit: Table,
    /// A sensitivity analysis.
    pub analysis: Option<Analysis>,
}

/// A sensitivity analysis.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Its table `tornado`.
    pub tornado: Table,
    /// The command that made it, as a shell takes it.
    pub command: String,
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

/// Worlds whose governments answer as in the central setting; else those that answer at all, or all.
fn responding(worlds: &[World]) -> Vec<World> {
    let of = |kept: &dyn Fn(&World) -> bool| worlds.iter().filter(|world| kept(world)).cloned().collect::<Vec<_>>();
    let kept = [of(&|world| world.1 == "responding"), of(&|world| world.1 != "fixed"), worlds.to_vec()];
    kept.into_iter().find(|worlds| !worlds.is_empty()).unwrap_or_default()
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
