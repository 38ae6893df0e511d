//! Norm-based transfer: what a province could collect less what it would have to pay by national norms (财政能力公式).
//!
//! ```text
//! standard revenue     = potential_p · c̄ + base subsidy + interest     c̄ = Σ contributions / Σ potential
//! standard expenditure = retirees_p · b̄                                 b̄ = Σ benefits / Σ retirees
//! capacity_p = revenue − expenditure;   moved = min(cap · Σ capacities, Σ needs)
//! capacities hand up and needs receive in proportion
//! ```
//! What a province collects itself enters through c̄ alone, so it keeps nearly all of one more yuan.
//!
//! Source: general transfers between provinces, proposed for pensions (P4 of the policy map); equalising potential
//! instead of actual revenue keeps effort up (Smart 1998). The cap is an assumption. Left out: norms by age of the
//! retired.

use super::{Clause, Facts, Memory};
use crate::books::Books;
use crate::geography::{PROVINCES, Province};
use crate::units::{Money, Rate};

parameters! {
    /// Parameters of the norm-based transfer.
    NormBasedTransfer {
        /// the most that is handed up of a capacity
        cap: Rate ["50 % to 100 %"], "assumption, as under national pooling" as "pooling.surplus_cap";
    }
}

/// Standard revenue less standard expenditure of every province.
fn capacities(facts: &Facts, books: &Books) -> [Money; PROVINCES] {
    let opening = books.opening();
    let collected: Money = opening.contributions.iter().copied().sum();
    let potential: Money = facts.potential.iter().copied().sum();
    let benefits: Money = opening.benefits.iter().copied().sum();
    let retirees: i64 = facts.retirees.iter().sum();
    Province::each(|p| {
        let i = p.index();
        let other = opening.subsidy_central[i] + opening.subsidy_local[i] + opening.interest[i];
        facts.potential[i].times_ratio(collected.fen(), potential.fen()) + other
            - benefits.times_ratio(facts.retirees[i], retirees)
    })
}

impl Clause for NormBasedTransfer {
    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let capacities = capacities(facts, books);
        let more = capacities.map(Money::positive);
        let less = capacities.map(|capacity| (-capacity).positive());
        let sum = |parts: &[Money]| parts.iter().copied().sum::<Money>();
        let moved = (sum(&more) * self.cap).min(sum(&less));
        books.remit_each(&moved.split_by(&more.map(Money::fen)));
        let received = books.received_by_pool().min(moved);
        books.allocate_each(&received.split_by(&less.map(Money::fen)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;

    /// Potentials of 1,000 and 500, 900 collected in all (60 %): standard revenues of 600 and 300. One retiree and two
    /// with benefits of 900 in all: standard expenditures of 300 and 600. So 300 could move, and the cap lets 240.
    #[test]
    fn potential_and_need_move_money_and_own_collection_does_not() {
        for collected in [[600.0, 300.0], [800.0, 100.0]] {
            let (mut facts, mut opening) = (Facts::default(), Opening::default());
            for i in 0..2 {
                facts.potential[i] = Money::from_yuan([1000.0, 500.0][i]);
                facts.retirees[i] = [1, 2][i];
                opening.contributions[i] = Money::from_yuan(collected[i]);
                opening.benefits[i] = Money::from_yuan(450.0);
            }
            let mut books = Books::open(2027, opening, true);
            NormBasedTransfer { cap: Rate::percent(80.0) }.settle(&facts, &mut Memory::default(), &mut books);
            let net = |i| {
                let p = Province::from_index(i);
                (books.change(p) - books.current_balance(p)).yuan()
            };
            assert_eq!((net(0), net(1)), (-240.0, 240.0));
        }
    }

    /// Subsidies of 20 and 50 and interest of 30 leave the second 600 − 300 − 100 = 200 short, less than the cap lets.
    #[test]
    fn subsidies_and_interest_are_means_of_ones_own() {
        let (mut facts, mut opening) = (Facts::default(), Opening::default());
        for (i, (potential, retirees, collected)) in [(1000.0, 1, 600.0), (500.0, 2, 300.0)].into_iter().enumerate() {
            (facts.potential[i], facts.retirees[i]) = (Money::from_yuan(potential), retirees);
            opening.contributions[i] = Money::from_yuan(collected);
            opening.benefits[i] = Money::from_yuan(450.0);
        }
        opening.subsidy_central[1] = Money::from_yuan(20.0);
        opening.subsidy_local[1] = Money::from_yuan(50.0);
        opening.interest[1] = Money::from_yuan(30.0);
        let capacities = capacities(&facts, &Books::open(2027, opening, true));
        assert_eq!(capacities[..2], [Money::from_yuan(300.0), Money::from_yuan(-200.0)]);
    }
}
