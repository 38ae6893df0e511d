//! Pooling: a regime is an ordered list of dated clauses.
//!
//! A clause is one rule that moves money between provinces, reserves, local budgets and the centre. To add
//! one, write its file in this folder and add its line to the list in `list.rs`; loading, listing, the
//! conservation tests and the measurement of its incentive follow from there.

mod assessed_remittance;
mod central_backstop;
mod gap_allocation;
mod list;
mod per_retiree_allocation;
mod regime;
mod surplus_remittance;

pub use assessed_remittance::AssessedRemittance;
pub use central_backstop::{BackstopOrder, CentralBackstop};
pub use gap_allocation::{GapAllocation, PaysFirst};
pub use list::{ALL, ClauseInfo, ClauseSpec};
pub use per_retiree_allocation::PerRetireeAllocation;
pub use regime::{Period, Regime};
pub use surplus_remittance::{Share, SurplusRemittance};

use crate::books::Books;
use crate::geography::PROVINCES;
use crate::units::{Money, Year};
use std::collections::BTreeMap;
use std::fmt;

/// What a year is known for when the books are settled. All of it concerns the enterprise fund.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The year.
    pub year: Year,
    /// Regional GDP per resident, yuan.
    pub gdp_per_head: [f64; PROVINCES],
    /// The same for the nation.
    pub gdp_per_head_national: f64,
    /// Average wage a year.
    pub average_wage: [Money; PROVINCES],
    /// In-service insured.
    pub insured: [i64; PROVINCES],
    /// People employed in urban enterprises.
    pub employed: [i64; PROVINCES],
    /// Certified retirees.
    pub retirees: [i64; PROVINCES],
    /// What the statutory rates on own wages would yield.
    pub potential: [Money; PROVINCES],
    /// The collection plan of the year.
    pub plan: [Money; PROVINCES],
}

/// What clauses remember from year to year, by clause: streaks, ratchets, lags. Cloned when a year is tried.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory(pub BTreeMap<&'static str, [f64; PROVINCES]>);

/// A rule that moves money for one year. It must not create or lose a fen; the ledger checks.
pub trait Clause: fmt::Debug + Send + Sync {
    /// Files claims on the pool, before any money is raised for them.
    fn file_claims(&self, _facts: &Facts, _books: &mut Books) {}

    /// Moves the money of the year.
    fn settle(&self, facts: &Facts, memory: &mut Memory, books: &mut Books);

    /// The years over which a yuan of today still moves money by this rule; more than one where it remembers.
    fn horizon(&self) -> u32 {
        1
    }
}

/// Settles the books by the clauses in force: claims first, then the clauses in their order.
pub fn settle(clauses: &[ClauseSpec], facts: &Facts, memory: &mut Memory, books: &mut Books) {
    for spec in clauses {
        books.act(spec.name());
        spec.clause().file_claims(facts, books);
    }
    for spec in clauses {
        books.act(spec.name());
        spec.clause().settle(facts, memory, books);
    }
    books.act("");
}
