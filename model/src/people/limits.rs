//! What a person's columns can hold, and who passed it.
//!
//! Sums of what people hold are compared in whole numbers that would wrap unseen together, so the largest values are
//! looked at every year. A value beyond half of what its column holds stops the run; by the ranges of the parameters no
//! year multiplies it by two.

use super::columns::{Life, State};
use super::flows::Flows;

/// Highest contribution base, yuan a month: 2²³ − 1, the whole numbers a float holds beside their fraction.
pub const BASE: u32 = 0x7f_ffff;
/// Accounts stay below it, fen.
pub(super) const ACCOUNT: u64 = 1 << 39;
/// Monthly pensions in fen and sums of bases in yuan stay below it.
pub(super) const WIDE: u32 = 1 << 31;

/// The bits that any value of a shard's year had: below a power of two if every value was.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bits {
    pub account: u64,
    pub bases_or_pension: u32,
}

impl Bits {
    /// Takes up what somebody holds.
    pub fn note(&mut self, life: &Life, place: usize) {
        self.account |= life.account.at(place);
        self.bases_or_pension |= life.bases_or_pension[place];
    }

    /// Counts, by province of the relation, who passed a limit.
    pub fn count(self, life: &Life, flows: &mut Flows) {
        if self.account < ACCOUNT && self.bases_or_pension < WIDE {
            return;
        }
        for place in 0..life.state.len() {
            let passed = life.account.at(place) >= ACCOUNT || life.bases_or_pension[place] >= WIDE;
            flows.too_rich[State(life.state[place]).relation()] += i64::from(passed);
        }
    }
}
