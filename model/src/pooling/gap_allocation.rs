//! Gap allocation: national pooling fills current gaps from the pool (全国统筹调剂资金, 下拨).
//!
//! ```text
//! claim_p = (1 − ℓ) · max(0, −s_p)          s_p the assessed current balance, ℓ the local share
//! D_p     = claim_p · min(1, pool / Σ claims)
//! ```
//! With `first = "own-reserve"` a province draws down its own reserve to so many months before it may claim;
//! the central case lets the pool go first.
//!
//! Source: national pooling from 2022-01-01; unpublished, ℓ near 0 as the 2024 accounts imply.

use super::surplus_remittance::assessed_balance;
use super::{Clause, Facts, Memory};
use crate::books::{Account, Books};
use crate::geography::{PROVINCES, Province};
use crate::units::{Money, Rate};
use serde::Deserialize;

/// Who pays a gap first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaysFirst {
    /// The pool.
    #[default]
    Pool,
    /// The province's own reserve, as long as it lasts.
    OwnReserve,
}

/// Parameters of the gap allocation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GapAllocation {
    /// ℓ, the share of the gap that stays with the province.
    #[serde(default)]
    pub local_share: Rate,
    /// π, the weight of the plan in the assessment.
    #[serde(default)]
    pub plan_weight: Rate,
    /// Who pays first.
    #[serde(default)]
    pub first: PaysFirst,
}

impl Clause for GapAllocation {
    fn file_claims(&self, facts: &Facts, books: &mut Books) {
        for p in Province::all() {
            let mut gap = (-assessed_balance(facts, books, p, self.plan_weight)).positive();
            if self.first == PaysFirst::OwnReserve {
                gap = (gap - books.opening().reserves[p.index()]).positive();
            }
            books.file_claim(p, gap * self.local_share.complement());
        }
    }

    fn settle(&self, _facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let mut claims = [0; PROVINCES];
        for p in Province::all() {
            claims[p.index()] = books.claim(p).fen();
        }
        let all: Money = claims.iter().copied().map(Money::from_fen).sum();
        let paid = all.min(books.balance(Account::Pool));
        for (p, part) in Province::all().zip(paid.split_by(&claims)) {
            books.allocate(p, part);
        }
    }

    /// With a plan in the assessment two years: next year's plan is made from this year's collection.
    fn horizon(&self) -> u32 {
        if self.plan_weight == Rate::ZERO { 1 } else { 2 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;

    /// Gaps of 100 and 300, a local share of 10 %, 180 in the pool: half of each claim is met.
    #[test]
    fn claims_are_met_in_proportion() {
        let mut opening = Opening { pool: Money::from_yuan(180.0), ..Opening::default() };
        opening.benefits[0] = Money::from_yuan(100.0);
        opening.benefits[1] = Money::from_yuan(300.0);
        let mut books = Books::open(2024, opening, true);
        let clause = GapAllocation { local_share: Rate::percent(10.0), ..GapAllocation::default() };
        clause.file_claims(&Facts::default(), &mut books);
        clause.settle(&Facts::default(), &mut Memory::default(), &mut books);
        let left = |i| books.balance(Account::Fund(Province::from_index(i)));
        assert_eq!((left(0), left(1)), (Money::from_yuan(-55.0), Money::from_yuan(-165.0)));
    }

    #[test]
    fn an_own_reserve_may_have_to_go_first() {
        let mut opening = Opening::default();
        opening.benefits[0] = Money::from_yuan(100.0);
        opening.reserves[0] = Money::from_yuan(60.0);
        let mut books = Books::open(2024, opening, true);
        let clause = GapAllocation { first: PaysFirst::OwnReserve, ..GapAllocation::default() };
        clause.file_claims(&Facts::default(), &mut books);
        assert_eq!(books.claim(Province::from_index(0)), Money::from_yuan(40.0));
    }
}
