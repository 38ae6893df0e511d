//! Dynamic ratio: the assessed remittance of the adjustment fund with a ratio that follows the gaps (动态调剂比例).
//!
//! ```text
//! U_p     = λ_t · 0.9 · W_p · N_p                     as in the adjustment fund
//! g_t     = Σ max(0, −current balance) / Σ benefits
//! λ_{t+k} = clip(λ_{t+k−1} + κ·(g_t − g*), λ_min, λ_max)
//! ```
//! k is the time approval takes, at least a year; the ratio changes at most once a year.
//!
//! Source: policy paper 1.3, 2.4 (R6 of the policy map): dynamic, approved by the 全国人大常委会, in place of a fixed 4 %; it
//! gives no formula, κ or bounds. Left out: who asks for a change, and refusals.

use super::assessed_remittance::assessed_wages;
use super::{Clause, Facts, Memory};
use crate::books::Books;
use crate::geography::{PROVINCES, Province};
use crate::units::{Dated, Money, Months, Rate};

parameters! {
    /// Parameters of the dynamic ratio.
    DynamicRatio {
        /// the ratio of the first years, until a change is approved
        start: Rate, "that of the adjustment fund" as "adjustment_fund.ratio";
        /// κ, the step per point of the gap
        step: Rate = "10 %" ["5 % to 30 %"], "assumption";
        /// g*, the gap at which the ratio stays, share of benefits
        gap_target: Rate = "4 %" ["2 % to 8 %"], "assumption, about that of 2024";
        /// λ_min, the smallest ratio
        smallest: Rate = "3 %" ["0 % to 4 %"], "assumption, the first ratio (2018)";
        /// λ_max, the largest ratio
        largest: Rate = "8 %" ["5.5 % to 12 %"], "assumption";
        /// k, how long approval takes
        approval_lag: Months = "12 months" ["12 to 36 months"], "assumption, the least";
        /// the share of the average wage that is assessed, by year
        wage_share: Dated<Rate>, "国发〔2018〕18号" as "adjustment_fund.wage_share";
    }
}

impl DynamicRatio {
    /// The ratio that is asked for, given the last one that was.
    fn next(&self, last: f64, books: &Books) -> f64 {
        let gaps: Money = Province::all().map(|p| (-books.current_balance(p)).positive()).sum();
        let benefits: Money = books.opening().benefits.iter().copied().sum();
        let gap = gaps.yuan() / benefits.yuan().max(1.0);
        let wanted = last + self.step.as_f64() * (gap - self.gap_target.as_f64());
        wanted.min(self.largest.as_f64()).max(self.smallest.as_f64())
    }
}

impl Clause for DynamicRatio {
    fn settle(&self, facts: &Facts, memory: &mut Memory, books: &mut Books) {
        // The memory is a queue: the ratio in force, and those approved for the years after.
        let queue = memory.own(self.start.as_f64());
        let ratio = Rate::from_f64(queue[0]);
        let wage_share = self.wage_share.at(facts.year);
        let wages = books.of_facts(|p| assessed_wages(facts, p, wage_share).fen());
        books.remit_each(&wages.map(|wages| Money::from_fen(wages) * ratio));
        let last = (self.approval_lag.years().max(1) as usize).min(PROVINCES) - 1;
        let next = self.next(queue[last], books);
        queue[..=last].rotate_left(1);
        queue[last] = next;
    }

    fn horizon(&self) -> u32 {
        4
    }

    fn contradiction(&self) -> Option<String> {
        let Self { smallest, largest, .. } = self;
        let crossed = smallest > largest;
        crossed
            .then(|| format!("`smallest` is {smallest}, above `largest`, {largest}; let `smallest` be the lower one"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::{Account, Opening};

    fn bounded(smallest: f64, largest: f64, lag: u32) -> DynamicRatio {
        DynamicRatio {
            start: Rate::percent(4.5),
            step: Rate::percent(10.0),
            gap_target: Rate::percent(4.0),
            smallest: Rate::percent(smallest),
            largest: Rate::percent(largest),
            approval_lag: Months::new(lag),
            wage_share: Dated::constant(Rate::ONE),
        }
    }

    /// A wage bill of 1,000; gaps of a tenth of benefits ask for 10 % · (10 % − 4 %) = 0.6 points more a year.
    #[test]
    fn the_ratio_follows_the_gap_after_approval_and_stays_within_bounds() {
        let mut facts = Facts::default();
        facts.average_wage[0] = Money::from_yuan(1000.0);
        (facts.insured[0], facts.employed[0]) = (1, 1);
        let mut opening = Opening::default();
        opening.contributions[0] = Money::from_yuan(90.0);
        opening.benefits[0] = Money::from_yuan(100.0);
        let paths = [
            (12, [45.0, 51.0, 57.0, 63.0, 69.0, 75.0, 80.0, 80.0]),
            (24, [45.0, 45.0, 51.0, 57.0, 63.0, 69.0, 75.0, 80.0]),
        ];
        for (lag, expected) in paths {
            let clause = bounded(3.0, 8.0, lag);
            let mut memory = Memory::default();
            for handed_up in expected {
                let mut books = Books::open(2030, opening.clone(), true);
                clause.settle(&facts, &mut memory, &mut books);
                assert_eq!(books.balance(Account::Pool), Money::from_yuan(handed_up));
            }
        }
    }

    #[test]
    fn bounds_that_cross_contradict_each_other() {
        let contradicts = |smallest, largest| bounded(smallest, largest, 12).contradiction().is_some();
        assert!(bounded(3.0, 8.0, 12).horizon() > 1, "it remembers");
        assert!(contradicts(5.0, 4.0) && !contradicts(4.0, 4.0) && !contradicts(3.0, 4.0));
    }
}
