//! Per-retiree allocation: the receiving half of the central adjustment fund (中央调剂基金, 下拨).
//!
//! ```text
//! Q = Σ_p U_p / Σ_p R_p,   D_p = Q · R_p
//! ```
//! Everything handed up is paid down in the same year (以收定支); a retiree more, certified, brings Q. What the pool
//! has saved in earlier years stays.
//!
//! Source: 国发〔2018〕18号.

use super::{Clause, Facts, Memory};
use crate::books::Books;

parameters! {
    /// It has no parameters.
    PerRetireeAllocation {}
}

impl Clause for PerRetireeAllocation {
    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        books.allocate_each(&books.received_by_pool().split_by(&facts.retirees));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::{Account, Opening};
    use crate::geography::Province;
    use crate::units::Money;

    #[test]
    fn the_pool_ends_empty_and_every_retiree_brings_the_same() {
        let mut facts = Facts::default();
        facts.retirees[0] = 1;
        facts.retirees[1] = 2;
        let mut books = Books::open(2021, Opening::default(), true);
        let fund = |books: &Books, i| books.balance(Account::Fund(Province::from_index(i)));
        books.remit(Province::from_index(2), Money::from_fen(3_001));
        PerRetireeAllocation {}.settle(&facts, &mut Memory::default(), &mut books);
        assert_eq!(books.balance(Account::Pool), Money::ZERO);
        assert_eq!(fund(&books, 0), Money::from_fen(1_000));
        assert_eq!(fund(&books, 1), Money::from_fen(2_001));
    }
}
