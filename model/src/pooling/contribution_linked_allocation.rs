//! Contribution-linked allocation: the pool pays down by retirees and by how well a province collects (与征缴挂钩的下拨).
//!
//! ```text
//! D_p = A · [(1 − w) · R_p / Σ R  +  w · R_p c_p / Σ R c],   c_p = contributions / potential
//! ```
//! A is what the pool received this year. One more yuan of collection raises c_p and so brings something back.
//!
//! Source: literature (RULES F6, P3 and P11; subsidies tied to performance raise collection, 房连泉 and 王 2022);
//! w is an assumption.

use super::{Clause, Facts, Memory};
use crate::books::Books;
use crate::geography::Province;
use crate::units::Rate;

parameters! {
    /// Parameters of the contribution-linked allocation.
    ContributionLinkedAllocation {
        /// w, the part shared by collection
        collection_weight: Rate = "30 %" ["10 % to 50 %"], "assumption";
    }
}

/// Collection against potential in billionths, at most all of it; all where nothing could be collected.
fn collection(facts: &Facts, books: &Books, p: Province) -> i64 {
    let (collected, potential) = (books.opening().contributions[p.index()].yuan(), facts.potential[p.index()].yuan());
    Rate::from_f64((collected / potential).clamp(0.0, 1.0).max(0.0)).billionths()
}

impl Clause for ContributionLinkedAllocation {
    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let all = books.received_by_pool();
        let linked = all * self.collection_weight;
        let weights = Province::each(|p| facts.retirees[p.index()] * collection(facts, books, p));
        books.allocate_each(&linked.split_by(&weights));
        books.allocate_each(&(all - linked).split_by(&facts.retirees));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;
    use crate::units::Money;

    /// 1,000 in the pool, 300 of it by collection; equal retirees, collection of 60 % and 40 %: 180 + 350 and 120 +
    /// 350.
    #[test]
    fn who_collects_better_gets_more() {
        let (mut facts, mut opening) = (Facts::default(), Opening::default());
        for (i, collected) in [60.0, 40.0].into_iter().enumerate() {
            facts.retirees[i] = 1;
            facts.potential[i] = Money::from_yuan(100.0);
            opening.contributions[i] = Money::from_yuan(collected);
        }
        let mut books = Books::open(2027, opening, true);
        books.remit(Province::from_index(2), Money::from_yuan(1000.0));
        let clause = ContributionLinkedAllocation::default();
        clause.settle(&facts, &mut Memory::default(), &mut books);
        let got = |i| {
            let p = Province::from_index(i);
            (books.change(p) - books.current_balance(p)).yuan()
        };
        assert_eq!((got(0), got(1)), (530.0, 470.0));
    }
}
