//! Excess-surplus remittance: rich provinces hand up a share of what they save beyond a cover (超额基金结余上解).
//!
//! ```text
//! G_p > Ḡ:  U_p = s · max(0, min(current surplus, reserve − m_x/12 · benefits))
//! ```
//! The reserve is that at the end of the year before transfers.
//!
//! Source: policy paper 2.2 (R1 of the policy map): GDP per head above the national mean; it gives neither s nor m_x.

use super::{Clause, Facts, Memory};
use crate::books::{Account, Books};
use crate::geography::Province;
use crate::units::{Money, Months, Rate};

parameters! {
    /// Parameters of the excess-surplus remittance.
    ExcessSurplusRemittance {
        /// s, the share handed up
        share: Rate = "50 %" ["30 % to 100 %"], "assumption";
        /// m_x, months of benefits that stay untouched
        cover: Months = "9 months" ["6 to 12 months"], "assumption";
        /// GDP per head above which a province hands up, share of the national mean
        gdp_above: Rate = "100 %", "policy paper 2.2 (R1)";
    }
}

/// In place of a cover where a province hands nothing up.
const POOR: i64 = i64::MIN;

impl Clause for ExcessSurplusRemittance {
    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let covers = books.of_opening(|opening, _, p| {
            let rich = facts.relative_gdp(p) > self.gdp_above.as_f64();
            if rich { self.cover.of(opening.benefits[p.index()]).fen() } else { POOR }
        });
        for (p, cover) in Province::all().zip(covers).filter(|(_, cover)| *cover != POOR) {
            let above = books.balance(Account::Fund(p)) - Money::from_fen(cover);
            books.remit(p, books.change(p).min(above).positive() * self.share);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;
    use crate::units::Money;

    /// Benefits of 120 and a cover of 90; a surplus of 40 on a reserve of 70 leaves 20 above the cover: 10 go up.
    #[test]
    fn only_what_lies_above_the_cover_is_shared_and_only_by_the_rich() {
        let mut opening = Opening::default();
        for i in 0..2 {
            opening.reserves[i] = Money::from_yuan(70.0);
            opening.contributions[i] = Money::from_yuan(160.0);
            opening.benefits[i] = Money::from_yuan(120.0);
        }
        let mut facts = Facts { gdp_per_head_national: 100.0, ..Facts::default() };
        facts.gdp_per_head[0] = 130.0;
        facts.gdp_per_head[1] = 100.0;
        let mut books = Books::open(2027, opening, true);
        ExcessSurplusRemittance::default().settle(&facts, &mut Memory::default(), &mut books);
        assert_eq!(books.balance(Account::Pool), Money::from_yuan(10.0));
        assert_eq!(books.change(Province::from_index(1)), Money::from_yuan(40.0));
    }
}
