//! Transition: while low-wage provinces move to national rules, the centre covers a fading share of their gap
//! (过渡期专项转移支付).
//!
//! ```text
//! W_p < w · W̄:   the centre pays φ_t · gap_p,   φ falling to zero over 3–5 years
//! ```
//! W̄ is the mean wage of the insured. The gap is what the clauses before this one leave, before the own reserve.
//!
//! Source: policy paper 2.1 (R10 of the policy map): three to five years; it gives no path. Left out: the rise of the
//! base itself, which is an overlay of `contribution.base_floor`.

use super::{Clause, Facts, Memory};
use crate::books::{Account, Books, Item};
use crate::geography::Province;
use crate::units::{Dated, Rate};

parameters! {
    /// Parameters of the transition.
    Transition {
        /// φ by year, falling to nothing
        share: Dated<Rate> ["three to five years"], "scenarios give it; four years in the central case";
        /// w, the average wage below which a province is helped, share of W̄
        wage_below: Rate = "100 %" ["80 % to 120 %"], "assumption, the mean";
    }
}

impl Clause for Transition {
    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let share = self.share.at(facts.year);
        if share == Rate::ZERO {
            return;
        }
        let line = facts.mean_wage() * self.wage_below.as_f64();
        for p in Province::all() {
            if facts.average_wage[p.index()].yuan() < line {
                let paid = books.gap(p) * share;
                books.post(Account::Centre, Account::Fund(p), Item::SpecialTransfer, paid);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;
    use crate::units::Money;

    /// Three earn 80 and one 120, 90 in the mean, which is what a third pays with nobody insured; gaps of 100 each: three
    /// quarters of the first, in the year of 75 %.
    /// Below 85 % of the mean there is nobody, below 135 % are all.
    #[test]
    fn only_low_wage_provinces_are_helped() {
        let mut facts = Facts { year: 2028, ..Facts::default() };
        let mut opening = Opening::default();
        for (i, wage) in [80.0, 120.0, 90.0].into_iter().enumerate() {
            facts.average_wage[i] = Money::from_yuan(wage);
            facts.insured[i] = [3, 1, 0][i];
            opening.benefits[i] = Money::from_yuan(100.0);
        }
        for (below, left) in [(85.0, [100.0; 3]), (100.0, [25.0, 100.0, 100.0]), (135.0, [25.0; 3])] {
            let mut books = Books::open(2028, opening.clone(), true);
            let clause = Transition { share: Dated::constant(Rate::percent(75.0)), wage_below: Rate::percent(below) };
            clause.settle(&facts, &mut Memory::default(), &mut books);
            assert_eq!([0, 1, 2].map(|i| books.gap(Province::from_index(i))), left.map(Money::from_yuan));
        }
    }
}
