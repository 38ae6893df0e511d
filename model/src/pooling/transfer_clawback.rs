//! Transfer clawback: a gap made by weak collection is taken from next year's general transfer (扣减转移支付).
//!
//! ```text
//! missed_p = min(max(0, −current balance), max(0, c* · potential − contributions))
//! next year the local budget pays the centre δ · missed_p
//! ```
//! Source: policy paper 2.2 (R5 of the policy map); it gives neither δ nor c*. Left out: the size of the general
//! transfer, which bounds what can be taken.

use super::{Clause, Facts, Memory};
use crate::books::{Account, Books, Item, Opening};
use crate::geography::Province;
use crate::units::{Money, Rate};

parameters! {
    /// Parameters of the transfer clawback.
    TransferClawback {
        /// δ, the share of what was missed that is taken
        share: Rate = "50 %" ["0 % to 100 %"], "assumption";
        /// c*, the target for contributions ÷ potential
        collection_target: Rate = "60 %" ["50 % to 70 %"], "assumption, as for the reward";
    }
}

impl TransferClawback {
    /// What next year is taken for the part of the gap that collection below target made.
    fn due(&self, facts: &Facts, opening: &Opening, gap: Money, p: Province) -> Money {
        if gap <= Money::ZERO {
            return Money::ZERO;
        }
        let target = facts.potential[p.index()] * self.collection_target;
        let missed = (target - opening.contributions[p.index()]).positive();
        missed.min(gap) * self.share
    }
}

impl Clause for TransferClawback {
    fn settle(&self, facts: &Facts, memory: &mut Memory, books: &mut Books) {
        let next = books.of_opening(|opening, balance, p| self.due(facts, opening, -balance, p).fen());
        // Whole fen fit into the memory exactly.
        let due = memory.own(0.0);
        for p in Province::all() {
            let i = p.index();
            let taken = Money::from_fen(due[i] as i64);
            books.post(Account::Local(p), Account::Centre, Item::Clawback, taken);
            due[i] = next[i] as f64;
        }
    }

    fn horizon(&self) -> u32 {
        4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 40 missed of a gap of 50: the year after, half of it, once.
    #[test]
    fn what_was_missed_is_taken_the_year_after() {
        let mut memory = Memory::default();
        let mut taken = |collected: f64| {
            let mut facts = Facts::default();
            facts.potential[0] = Money::from_yuan(1000.0);
            let mut opening = Opening::default();
            opening.contributions[0] = Money::from_yuan(collected);
            opening.benefits[0] = Money::from_yuan(610.0);
            let mut books = Books::open(2030, opening, true);
            TransferClawback::default().settle(&facts, &mut memory, &mut books);
            books.balance(Account::Centre)
        };
        assert_eq!([560.0, 600.0, 600.0].map(&mut taken), [0.0, 20.0, 0.0].map(Money::from_yuan));
    }

    /// 100 missed, but a gap of 20 alone: half of 20. What is taken is taken of a gap, never beyond it.
    #[test]
    fn no_more_than_the_gap_is_taken_however_much_was_missed() {
        let mut facts = Facts::default();
        facts.potential[0] = Money::from_yuan(1000.0);
        let mut opening = Opening::default();
        opening.contributions[0] = Money::from_yuan(500.0);
        let (gap, p) = (Money::from_yuan(20.0), Province::from_index(0));
        assert_eq!(TransferClawback::default().due(&facts, &opening, gap, p), Money::from_yuan(10.0));
    }
}
