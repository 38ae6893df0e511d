//! Gap allocation: national pooling fills current gaps from the pool (全国统筹调剂资金, 下拨).
//!
//! ```text
//! claim_p = (1 − ℓ) · max(0, −s_p)          s_p the assessed current balance, ℓ the local share
//! D_p     = claim_p · min(1, pool / Σ claims)
//! ```
//! The pool pays before the province's own reserve is touched; where that order shall be another, the backstop's
//! `order` names the pool instead of this clause. ℓ above zero also stands for gradual appropriation (逐级拨付),
//! where every tier that passes the money on adds its part; at ℓ = 0 the money goes straight to where it is needed
//! (直达), and the pool fills the whole gap.
//!
//! Source: national pooling from 2022-01-01; unpublished, ℓ near 0 as the 2024 accounts imply. Left out: ℓ by
//! fiscal tier; the days a tier holds the money.

use super::surplus_remittance::Assessment;
use super::{Clause, Facts, Memory};
use crate::books::Books;
use crate::geography::{PROVINCES, Province};
use crate::units::{Money, Rate};

parameters! {
    /// Parameters of the gap allocation.
    GapAllocation {
        /// ℓ, the share of the gap that stays with the province
        local_share: Rate = "0 %" ["0 % to 30 %"], "assumption, as the accounts of 2024 imply";
        /// π, the weight of the plan in the assessment
        plan_weight: Rate = "0 %" ["0 % to 100 %"], "assumption";
        /// the part of interest that counts in the assessed balance
        assessed_interest: Rate ["0 % to 100 %"], "assumption: the rule is not public" as "pooling.assessed_interest";
        /// the part of the local base subsidy that counts in the assessed balance
        assessed_local_subsidy: Rate ["0 % to 100 %"],
            "assumption: the rule is not public" as "pooling.assessed_local_subsidy";
        /// the part of contributions put off, and made good, that counts in the assessed balance when the money moves;
        /// the rest counts when it is due
        assessed_deferral: Rate ["0 % to 100 %"], "assumption: the rule is not public" as "pooling.assessed_deferral";
    }
}

impl GapAllocation {
    const fn assessment(&self) -> Assessment {
        Assessment {
            plan_weight: self.plan_weight,
            interest: self.assessed_interest,
            local_subsidy: self.assessed_local_subsidy,
            deferral: self.assessed_deferral,
        }
    }

    /// What is missing, less what clauses before this one have paid.
    fn claims(&self, facts: &Facts, books: &mut Books) -> [Money; PROVINCES] {
        let (balances, claimed) = (self.assessment().balances(facts, books), self.local_share.complement());
        Province::each(|p| {
            let gap = (-balances[p.index()]).positive();
            if gap == Money::ZERO {
                return gap;
            }
            let received = (books.change(p) - books.current_balance(p)).positive();
            (gap * claimed - received).positive()
        })
    }
}

impl Clause for GapAllocation {
    fn file_claims(&self, facts: &Facts, books: &mut Books) {
        // No clause has paid anything yet.
        let (assessment, claimed) = (self.assessment(), self.local_share.complement());
        let claims = books.of_opening(|opening, balance, p| {
            let gap = (-assessment.balance((facts, opening), balance, p)).positive();
            (gap * claimed).positive().fen()
        });
        for (p, claim) in Province::all().zip(claims) {
            books.file_claim(p, (Money::from_fen(claim) - books.claim(p)).positive());
        }
    }

    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let claims = self.claims(facts, books);
        books.pay_from_pool(&claims);
    }

    /// With a plan in the assessment two years: next year's plan is made from this year's collection.
    fn horizon(&self) -> u32 {
        if self.plan_weight == Rate::ZERO { 1 } else { 2 }
    }
}

/// The whole balance is assessed and all of a gap claimed.
#[cfg(test)]
impl Default for GapAllocation {
    fn default() -> Self {
        Self {
            local_share: Rate::ZERO,
            plan_weight: Rate::ZERO,
            assessed_interest: Rate::ONE,
            assessed_local_subsidy: Rate::ONE,
            assessed_deferral: Rate::ONE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::{Account, Opening};

    /// Gaps of 100 and 300, a local share of 10 %, 180 in the pool: half of each claim is met.
    #[test]
    fn claims_are_met_in_proportion() {
        let mut opening = Opening { pool: Money::from_yuan(180.0), ..Opening::default() };
        opening.benefits[0] = Money::from_yuan(100.0);
        opening.benefits[1] = Money::from_yuan(300.0);
        let mut books = Books::open(2024, opening, true);
        let clause = GapAllocation { local_share: Rate::percent(10.0), ..GapAllocation::default() };
        clause.file_claims(&Facts::default(), &mut books);
        assert_eq!(books.claim(Province::from_index(1)), Money::from_yuan(270.0));
        clause.settle(&Facts::default(), &mut Memory::default(), &mut books);
        let left = |i| books.balance(Account::Fund(Province::from_index(i)));
        assert_eq!((left(0), left(1)), (Money::from_yuan(-55.0), Money::from_yuan(-165.0)));
    }

    /// A gap of 100 of which 10 are local; a clause before has paid 30, so the pool pays 60 and 10 are left.
    #[test]
    fn what_was_received_is_paid_no_more() {
        let (first, mut opening) =
            (Province::from_index(0), Opening { pool: Money::from_yuan(500.0), ..Opening::default() });
        opening.benefits[0] = Money::from_yuan(100.0);
        let mut books = Books::open(2024, opening, true);
        books.allocate(first, Money::from_yuan(30.0));
        let clause = GapAllocation { local_share: Rate::percent(10.0), ..GapAllocation::default() };
        clause.settle(&Facts::default(), &mut Memory::default(), &mut books);
        assert_eq!(books.balance(Account::Fund(first)), Money::from_yuan(-10.0));
    }

    /// A clause before has filed 30 of a gap of 100, of which 10 are local: 60 more make 90.
    #[test]
    fn what_was_filed_before_is_filed_no_more() {
        let (first, mut opening) = (Province::from_index(0), Opening::default());
        opening.benefits[0] = Money::from_yuan(100.0);
        let mut books = Books::open(2024, opening, true);
        books.file_claim(first, Money::from_yuan(30.0));
        let clause = GapAllocation { local_share: Rate::percent(10.0), ..GapAllocation::default() };
        clause.file_claims(&Facts::default(), &mut books);
        assert_eq!(books.claim(first), Money::from_yuan(90.0));
    }

    #[test]
    fn a_plan_is_remembered_for_a_year() {
        let planned = GapAllocation { plan_weight: Rate::percent(50.0), ..GapAllocation::default() };
        assert_eq!((GapAllocation::default().horizon(), planned.horizon()), (1, 2));
    }
}
