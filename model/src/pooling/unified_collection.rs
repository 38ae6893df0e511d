//! Unified collection and payment (统收统支): all money goes to the pool, the pool pays all pensions.
//!
//! ```text
//! U_p = contributions + purchases + base subsidy (with interest and reserve, if reserves are pooled)
//! D_p = benefits · min(1, pool / Σ benefits)
//! ```
//! While the pool can pay, a province keeps nothing of one more yuan: m = 0 on collection.
//!
//! Source: literature on national pooling (Deng and Xue 2018, abstract seen; P1 of the policy map). Left out: vertical
//! administration, whose effect on collection is not in the books.

use super::{Clause, Facts, Memory, Quantity};
use crate::books::{Account, Books};
use crate::geography::Province;
use serde::Deserialize;

/// What becomes of the provinces' reserves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reserves {
    /// They stay where they were saved, and pay there when the pool is short.
    Stay,
    /// They go to the pool.
    Pooled,
}

parameters! {
    /// Parameters of unified collection.
    UnifiedCollection {
        /// what becomes of reserves: `"stay"` or `"pooled"`
        reserves: Reserves = "stay", "assumption, as those from before 2018 and 2022 did";
    }
}

impl Quantity for Reserves {
    const UNIT: &'static str = "choice";
}

impl Clause for UnifiedCollection {
    fn settle(&self, _facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        books.remit_each(&Province::each(|p| {
            let (i, opening) = (p.index(), books.opening());
            let handed = match self.reserves {
                Reserves::Stay => opening.balance(p) + opening.benefits[i] - opening.interest[i],
                Reserves::Pooled => books.balance(Account::Fund(p)) + opening.benefits[i],
            };
            handed.positive()
        }));
        let benefits = books.opening().benefits;
        books.pay_from_pool(&benefits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;
    use crate::units::Money;

    /// 100 collected in one place, 30 owed there and 60 elsewhere: 10 stay in the pool. Interest of 2 goes with reserves.
    #[test]
    fn the_pool_collects_all_and_pays_all() {
        for (reserves, saved, pool) in [(Reserves::Stay, 7.0, 10.0), (Reserves::Pooled, 0.0, 17.0)] {
            let mut opening = Opening::default();
            opening.contributions[0] = Money::from_yuan(100.0);
            opening.reserves[0] = Money::from_yuan(5.0);
            opening.interest[0] = Money::from_yuan(2.0);
            opening.benefits[0] = Money::from_yuan(30.0);
            opening.benefits[1] = Money::from_yuan(60.0);
            let mut books = Books::open(2030, opening, true);
            let clause = UnifiedCollection { reserves };
            clause.settle(&Facts::default(), &mut Memory::default(), &mut books);
            let fund = |i| books.balance(Account::Fund(Province::from_index(i))).yuan();
            assert_eq!((fund(0), fund(1)), (saved, 0.0));
            assert_eq!(books.balance(Account::Pool), Money::from_yuan(pool));
        }
    }
}
