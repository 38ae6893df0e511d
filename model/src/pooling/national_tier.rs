//! National tier: a share of contributions pays a flat basic tier per retiree everywhere (中央基础养老金).
//!
//! ```text
//! U_p = τ · contributions,   tier = Σ U / Σ R,   D_p = tier · R_p
//! ```
//! The province keeps the rest and pays the rest: m = 1 − τ, but for what comes back per retiree.
//!
//! Source: literature (Deng and Xue 2018, abstract seen: national basic pension and local supplement; P2 of the policy
//! map); τ is an assumption. Left out: that awards themselves would be split in two; people are paid what the law
//! awards.

use super::{Clause, Facts, Memory};
use crate::books::{Account, Books};
use crate::units::Rate;

parameters! {
    /// Parameters of the national tier.
    NationalTier {
        /// τ, the nation's share of contributions
        contribution_share: Rate = "50 %" ["25 % to 75 %"], "assumption";
    }
}

impl Clause for NationalTier {
    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let before = books.balance(Account::Pool);
        books.remit_each(&books.opening().contributions.map(|collected| collected * self.contribution_share));
        let raised = books.balance(Account::Pool) - before;
        books.allocate_each(&raised.split_by(&facts.retirees));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;
    use crate::geography::Province;
    use crate::units::Money;

    /// 100 and 20 collected; 60 go to one retiree here and two there. The 8 that the pool has saved stay in it.
    #[test]
    fn half_of_contributions_is_shared_by_heads() {
        let mut opening = Opening { pool: Money::from_yuan(8.0), ..Opening::default() };
        let mut facts = Facts::default();
        for (i, (collected, retirees)) in [(100.0, 1), (20.0, 2)].into_iter().enumerate() {
            opening.contributions[i] = Money::from_yuan(collected);
            facts.retirees[i] = retirees;
        }
        let mut books = Books::open(2027, opening, true);
        NationalTier::default().settle(&facts, &mut Memory::default(), &mut books);
        assert_eq!(books.change(Province::from_index(0)), Money::from_yuan(70.0));
        assert_eq!(books.change(Province::from_index(1)), Money::from_yuan(50.0));
        assert_eq!(books.balance(Account::Pool), Money::from_yuan(8.0));
    }
}
