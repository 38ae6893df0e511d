//! Assessed remittance: the paying half of the central adjustment fund (中央调剂基金, 上解).
//!
//! ```text
//! U_p = λ · 0.9 · W_p · N_p,   N_p = (in-service insured + enterprise employment) / 2
//! ```
//! The amount does not depend on what was collected, so a yuan more of collection is kept whole; a worker
//! more on the register raises N by a half, which taxes enrolment. λ rose from 3 % (2018) to 4.5 % (2021).
//!
//! Source: 国发〔2018〕18号; the head count as recalled. Left out: quarterly payments on account.

use super::{Clause, Facts, Memory};
use crate::books::Books;
use crate::geography::Province;
use crate::units::{Dated, Money, Rate};

parameters! {
    /// Parameters of the assessed remittance.
    AssessedRemittance {
        /// λ, the remittance ratio (上解比例), by year
        ratio: Dated<Rate> ["3 % to 5.5 %"], "国发〔2018〕18号" as "adjustment_fund.ratio";
        /// the share of the average wage that is assessed, by year
        wage_share: Dated<Rate>, "国发〔2018〕18号" as "adjustment_fund.wage_share";
    }
}

impl Clause for AssessedRemittance {
    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let (ratio, wage_share) = (self.ratio.at(facts.year), self.wage_share.at(facts.year));
        let amounts = books.of_facts(|p| (assessed_wages(facts, p, wage_share) * ratio).fen());
        books.remit_each(&amounts.map(Money::from_fen));
    }
}

/// The wage bill that is assessed: a share of the average wage times the mean of insured and employed.
#[inline]
pub(super) fn assessed_wages(facts: &Facts, p: Province, wage_share: Rate) -> Money {
    let i = p.index();
    // Twice the heads, and half of it once at the end, keeps the half person.
    let twice_heads = facts.insured[i] + facts.employed[i];
    facts.average_wage[i].times_ratio(twice_heads, 2) * wage_share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::{Account, Opening};

    /// 4.5 % × 0.9 × 100,000 yuan × (1,000 + 2,000) / 2 = 6,075,000 yuan, whatever was collected.
    #[test]
    fn a_province_hands_up_what_its_wages_and_heads_say() {
        let clause = AssessedRemittance {
            ratio: Dated::constant(Rate::percent(4.5)),
            wage_share: Dated::constant(Rate::percent(90.0)),
        };
        let mut facts = Facts { year: 2021, ..Facts::default() };
        facts.average_wage[3] = Money::from_yuan(100_000.0);
        facts.insured[3] = 1_000;
        facts.employed[3] = 2_000;
        for collected in [0.0, 5e6] {
            let mut opening = Opening::default();
            opening.contributions[3] = Money::from_yuan(collected);
            let mut books = Books::open(2021, opening, true);
            clause.settle(&facts, &mut Memory::default(), &mut books);
            assert_eq!(books.balance(Account::Pool), Money::from_yuan(6_075_000.0));
        }
    }
}
