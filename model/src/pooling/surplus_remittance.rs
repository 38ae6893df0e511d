//! Surplus remittance: national pooling takes a share of current surpluses (全国统筹调剂资金, 上缴).
//!
//! ```text
//! s_p = [π·Ĉ_p + (1 − π)·C_p] + a·interest + central and b·local base subsidy − benefits    assessed balance
//! U_p = σ · max(0, s_p),   σ fixed, or σ = min(cap, claims on the pool / Σ surpluses)
//! ```
//! π is the weight of the plan Ĉ in the assessment; a and b are the parts of interest and of the local budget's base
//! subsidy that it counts. Contributions put off (缓缴)
//! count when they are due, or in part when they are paid. With σ cleared, one more yuan of surplus lowers σ for all,
//! so a large payer keeps more: 1 − σ(1 − π)(1 − its share of all surpluses).
//!
//! Source: national pooling from 2022-01-01; coefficients unpublished, the clearing form read off
//! the 2024 accounts.

use super::{Clause, Facts, Memory, Quantity};
use crate::books::{Account, Books, Opening};
use crate::geography::{PROVINCES, Province};
use crate::units::{Money, Rate};
use serde::Deserialize;

/// How the share σ is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// What the claims need, up to the cap.
    Cleared,
    /// The same every year; what is not claimed stays in the pool for later years.
    Fixed(Rate),
}

parameters! {
    /// Parameters of the surplus remittance.
    SurplusRemittance {
        /// σ: `"cleared"` or a share
        share: Share ["0 % to 100 %"], "scenarios give it; cleared as the accounts of 2024 imply";
        /// the largest σ when cleared
        cap: Rate ["50 % to 100 %"], "assumption, read off the accounts of 2022 to 2024" as "pooling.surplus_cap";
        /// π, the weight of the plan
        plan_weight: Rate = "0 %" ["0 % to 100 %"], "assumption";
        /// a, the part of interest that counts in the assessed balance
        assessed_interest: Rate ["0 % to 100 %"], "assumption: the rule is not public" as "pooling.assessed_interest";
        /// b, the part of the local base subsidy that counts in the assessed balance
        assessed_local_subsidy: Rate ["0 % to 100 %"],
            "assumption: the rule is not public" as "pooling.assessed_local_subsidy";
        /// the part of contributions put off, and made good, that counts in the assessed balance when the money moves;
        /// the rest counts when it is due
        assessed_deferral: Rate ["0 % to 100 %"], "assumption: the rule is not public" as "pooling.assessed_deferral";
    }
}

/// What the assessed balance is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assessment {
    /// The weight of the plan.
    pub plan_weight: Rate,
    /// The part of interest that counts.
    pub interest: Rate,
    /// The part of the local base subsidy that counts.
    pub local_subsidy: Rate,
    /// The part of contributions put off and made good that counts when the money moves.
    pub deferral: Rate,
}

impl Quantity for Share {
    const UNIT: &'static str = "%";
}

impl Assessment {
    /// The current balances as assessed.
    #[inline]
    pub(super) fn balances(self, facts: &Facts, books: &mut Books) -> [Money; PROVINCES] {
        books.of_opening(|opening, balance, p| self.balance((facts, opening), balance, p).fen()).map(Money::from_fen)
    }

    /// Collection counts by plan with weight π and as it was with 1 − π.
    pub(super) fn balance(self, (facts, opening): (&Facts, &Opening), mut balance: Money, p: Province) -> Money {
        let i = p.index();
        if self.plan_weight != Rate::ZERO {
            balance += (facts.plan[i] - opening.contributions[i]) * self.plan_weight;
        }
        if self.interest != Rate::ONE {
            balance -= opening.interest[i] * self.interest.complement();
        }
        if self.local_subsidy != Rate::ONE {
            balance -= opening.subsidy_local[i] * self.local_subsidy.complement();
        }
        if self.deferral != Rate::ONE {
            balance += opening.put_off[i] * self.deferral.complement();
        }
        balance
    }
}

impl SurplusRemittance {
    const fn assessment(&self) -> Assessment {
        Assessment {
            plan_weight: self.plan_weight,
            interest: self.assessed_interest,
            local_subsidy: self.assessed_local_subsidy,
            deferral: self.assessed_deferral,
        }
    }
}

impl Clause for SurplusRemittance {
    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let surplus = self.assessment().balances(facts, books).map(Money::positive);
        match self.share {
            Share::Fixed(share) => books.remit_each(&surplus.map(|surplus| surplus * share)),
            Share::Cleared => {
                let most = surplus.iter().copied().sum::<Money>() * self.cap;
                let claims: Money = Province::all().map(|p| books.claim(p)).sum();
                let wanted = (claims - books.balance(Account::Pool)).positive().min(most);
                books.remit_each(&wanted.split_by(&surplus.map(Money::fen)));
            }
        }
    }

    /// With a plan in the assessment two years: next year's plan is made from this year's collection.
    fn horizon(&self) -> u32 {
        if self.plan_weight == Rate::ZERO { 1 } else { 2 }
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "cleared" {
            return Ok(Self::Cleared);
        }
        text.parse().map(Self::Fixed).map_err(|_| {
            serde::de::Error::custom(format!(
                "`{text}` is no share of the surplus; write `\"cleared\"` or a share such as `\"30 %\"`"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn books(balances: [f64; 3]) -> Books {
        let mut opening = Opening::default();
        for (i, b) in balances.iter().enumerate() {
            opening.contributions[i] = Money::from_yuan(b + 1000.0);
            opening.benefits[i] = Money::from_yuan(1000.0);
        }
        Books::open(2024, opening, true)
    }

    fn clause(share: Share) -> SurplusRemittance {
        SurplusRemittance {
            share,
            cap: Rate::percent(80.0),
            plan_weight: Rate::ZERO,
            assessed_interest: Rate::ONE,
            assessed_local_subsidy: Rate::ONE,
            assessed_deferral: Rate::ZERO,
        }
    }

    /// Surpluses of 300 and 100, a claim of 100: σ = 25 %.
    #[test]
    fn the_share_clears_against_the_claims() {
        let mut books = books([300.0, 100.0, -100.0]);
        books.file_claim(Province::from_index(2), Money::from_yuan(100.0));
        clause(Share::Cleared).settle(&Facts::default(), &mut Memory::default(), &mut books);
        assert_eq!(books.balance(Account::Fund(Province::from_index(0))), Money::from_yuan(225.0));
        assert_eq!(books.balance(Account::Pool), Money::from_yuan(100.0));
    }

    /// 40 are in the pool: of a claim of 100 the other 60 are handed up.
    #[test]
    fn what_the_pool_holds_is_not_asked_for() {
        let opening = Opening { pool: Money::from_yuan(40.0), ..books([300.0, 100.0, -100.0]).opening().clone() };
        let mut books = Books::open(2024, opening, true);
        books.file_claim(Province::from_index(2), Money::from_yuan(100.0));
        clause(Share::Cleared).settle(&Facts::default(), &mut Memory::default(), &mut books);
        assert_eq!(books.balance(Account::Pool), Money::from_yuan(100.0));
    }

    #[test]
    fn the_cap_binds() {
        let mut books = books([300.0, 100.0, -900.0]);
        books.file_claim(Province::from_index(2), Money::from_yuan(900.0));
        clause(Share::Cleared).settle(&Facts::default(), &mut Memory::default(), &mut books);
        assert_eq!(books.balance(Account::Pool), Money::from_yuan(320.0));
    }

    /// A surplus of 300, of it interest 100 and a local subsidy of 50: without either, 30 % of 150.
    #[test]
    fn what_is_not_assessed_is_not_handed_up() {
        let mut books = books([150.0, 0.0, 0.0]);
        let mut opening = books.opening().clone();
        opening.interest[0] = Money::from_yuan(100.0);
        opening.subsidy_local[0] = Money::from_yuan(50.0);
        let part = SurplusRemittance {
            assessed_interest: Rate::ZERO,
            assessed_local_subsidy: Rate::ZERO,
            ..clause(Share::Fixed(Rate::percent(30.0)))
        };
        for (clause, wanted) in [(part, 45.0), (clause(Share::Fixed(Rate::percent(30.0))), 90.0)] {
            books = Books::open(2024, opening.clone(), true);
            clause.settle(&Facts::default(), &mut Memory::default(), &mut books);
            assert_eq!(books.balance(Account::Pool), Money::from_yuan(wanted));
        }
    }

    /// A surplus of 300 lacks 40 that were put off, of which a quarter counts when it is paid: 30 % of 330.
    #[test]
    fn what_is_put_off_is_assessed_when_it_is_due() {
        let mut opening = books([300.0, 0.0, 0.0]).opening().clone();
        opening.put_off[0] = Money::from_yuan(40.0);
        let quarter = Rate::percent(25.0);
        for (assessed_deferral, wanted) in [(quarter, 99.0), (Rate::ONE, 90.0)] {
            let mut books = Books::open(2024, opening.clone(), true);
            let clause = SurplusRemittance { assessed_deferral, ..clause(Share::Fixed(Rate::percent(30.0))) };
            clause.settle(&Facts::default(), &mut Memory::default(), &mut books);
            assert_eq!(books.balance(Account::Pool), Money::from_yuan(wanted));
        }
    }

    #[test]
    fn a_fixed_share_takes_the_same_of_everybody() {
        let mut books = books([300.0, 100.0, -900.0]);
        let clause = clause(Share::Fixed(Rate::percent(30.0)));
        clause.settle(&Facts::default(), &mut Memory::default(), &mut books);
        assert_eq!(books.balance(Account::Pool), Money::from_yuan(120.0));
    }

    #[test]
    fn a_plan_is_remembered_for_a_year() {
        let planned = SurplusRemittance { plan_weight: Rate::percent(50.0), ..clause(Share::Cleared) };
        assert_eq!((clause(Share::Cleared).horizon(), planned.horizon()), (1, 2));
    }
}
