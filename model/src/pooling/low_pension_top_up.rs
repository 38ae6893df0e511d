//! Low-pension top-up: retirees with low pensions who lose local items are compensated by the pool (保低限高).
//!
//! ```text
//! D_p = top-up_p · min(1, pool / Σ top-ups),   top-up = Σ lost items of retirees whose pension is low
//! ```
//! The top-ups are part of the benefits the fund pays; here the pool pays them back to it. High pensions lose their
//! items without compensation, which the books see as lower benefits.
//!
//! Source: policy paper 2.1 (R11 of the policy map); the line of a low pension is a rule for people. Comes before the
//! clauses that empty the pool.

use super::{Clause, Facts, Memory};
use crate::books::Books;
use crate::geography::Province;

parameters! {
    /// It has no parameters.
    LowPensionTopUp {}
}

impl Clause for LowPensionTopUp {
    fn file_claims(&self, facts: &Facts, books: &mut Books) {
        for p in Province::all() {
            books.file_claim(p, facts.top_up[p.index()]);
        }
    }

    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        books.pay_from_pool(&facts.top_up);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::{Account, Opening};
    use crate::units::Money;

    /// Top-ups of 30 and 10 with 20 in the pool: half of each.
    #[test]
    fn the_pool_pays_top_ups_back_as_far_as_it_goes() {
        let mut facts = Facts::default();
        facts.top_up[0] = Money::from_yuan(30.0);
        facts.top_up[1] = Money::from_yuan(10.0);
        let opening = Opening { pool: Money::from_yuan(20.0), ..Opening::default() };
        let mut books = Books::open(2027, opening, true);
        LowPensionTopUp {}.settle(&facts, &mut Memory::default(), &mut books);
        let fund = |i| books.balance(Account::Fund(Province::from_index(i))).yuan();
        assert_eq!((fund(0), fund(1)), (15.0, 5.0));
    }

    #[test]
    fn top_ups_are_claimed_before_the_pool_is_filled() {
        let mut facts = Facts::default();
        facts.top_up[1] = Money::from_yuan(10.0);
        let mut books = Books::open(2027, Opening::default(), true);
        LowPensionTopUp {}.file_claims(&facts, &mut books);
        let claims = [0, 1].map(|i| books.claim(Province::from_index(i)));
        assert_eq!(claims, [Money::ZERO, Money::from_yuan(10.0)]);
    }
}
