//! Central backstop: what clauses, subsidy and reserve leave open (兜底).
//!
//! ```text
//! need_p = max(0, −reserve after the other clauses)        order "own-reserve": the reserve goes first
//! need_p = max(0, −(current balance + net transfers))      order "budgets": budgets cover the year's gap
//! centre pays θ · need_p, the local budget 1 − θ
//! ```
//! Where it pays at the margin, a province keeps 1 − θ of what it collects.
//!
//! Source: 社会保险法 art. 13 and 65 name "government" without a level; θ is an assumption and swept.

use super::{Clause, Facts, Memory};
use crate::books::{Account, Books, Item};
use crate::geography::Province;
use crate::units::Rate;
use serde::Deserialize;

/// What pays before the backstop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackstopOrder {
    /// The province's reserve, until it is empty.
    #[default]
    OwnReserve,
    /// Nothing: budgets cover what the year leaves open and the reserve is kept.
    Budgets,
}

/// Parameters of the backstop.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CentralBackstop {
    /// θ, the centre's share.
    pub centre_share: Rate,
    /// What pays first.
    #[serde(default)]
    pub order: BackstopOrder,
}

impl Clause for CentralBackstop {
    fn settle(&self, _facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        for p in Province::all() {
            let fund = Account::Fund(p);
            let held = books.balance(fund);
            let after = match self.order {
                BackstopOrder::OwnReserve => held,
                BackstopOrder::Budgets => held - books.opening().reserves[p.index()],
            };
            // A reserve below zero must be filled in either order.
            let need = (-after).positive().max((-held).positive());
            let centre = need * self.centre_share;
            books.post(Account::Centre, fund, Item::Backstop, centre);
            books.post(Account::Local(p), fund, Item::Backstop, need - centre);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;
    use crate::units::Money;

    fn settled(order: BackstopOrder) -> Books {
        let mut opening = Opening::default();
        opening.reserves[0] = Money::from_yuan(60.0);
        opening.benefits[0] = Money::from_yuan(100.0);
        let mut books = Books::open(2050, opening, true);
        let clause = CentralBackstop { centre_share: Rate::percent(25.0), order };
        clause.settle(&Facts::default(), &mut Memory::default(), &mut books);
        books
    }

    #[test]
    fn the_reserve_goes_first_and_budgets_share_the_rest() {
        let p = Province::from_index(0);
        let books = settled(BackstopOrder::OwnReserve);
        assert_eq!(books.balance(Account::Fund(p)), Money::ZERO);
        assert_eq!(books.balance(Account::Centre), Money::from_yuan(-10.0));
        assert_eq!(books.balance(Account::Local(p)), Money::from_yuan(-30.0));
        let books = settled(BackstopOrder::Budgets);
        assert_eq!(books.balance(Account::Fund(p)), Money::from_yuan(60.0));
        assert_eq!(books.balance(Account::Centre), Money::from_yuan(-25.0));
    }
}
