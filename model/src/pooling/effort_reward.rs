//! Effort reward: three years on target, and a province keeps part of what it would hand up (连续达标奖励).
//!
//! ```text
//! on target:  contributions ≥ c* · potential   and   insured ≥ n* · employed
//! streak_p  = streak_p + 1 if on target, else 0
//! streak_p ≥ 3:  U_p becomes (1 − ρ) · U_p
//! ```
//! It acts on the remittances that come after it in the list.
//!
//! Source: policy paper 2.2 (R4 of the policy map): three years, targets on collection and enrolment; it gives no ρ and
//! no levels. Left out: that what is kept is for occupational annuities or the medical fund; here it stays in the fund.

use super::{Clause, Facts, Memory};
use crate::books::{Books, Opening};
use crate::geography::Province;
use crate::units::{Months, Rate};

parameters! {
    /// Parameters of the effort reward.
    EffortReward {
        /// ρ, the share of the remittance that is kept
        kept: Rate = "20 %" ["10 % to 50 %"], "assumption";
        /// c*, the target for contributions ÷ potential
        collection_target: Rate = "60 %" ["50 % to 70 %"], "assumption, near the middle of the provinces";
        /// n*, the target for insured ÷ employed
        registration_target: Rate = "80 %" ["60 % to 100 %"], "assumption";
        /// for how long
        streak: Months = "3 years", "policy paper 2.2 (R4)";
    }
}

impl EffortReward {
    /// Whether enough are insured and enough is collected.
    fn on_target(&self, facts: &Facts, opening: &Opening, p: Province) -> bool {
        let i = p.index();
        let registered = self.registration_target.as_f64() * facts.employed[i] as f64;
        facts.insured[i] as f64 >= registered && opening.contributions[i] >= facts.potential[i] * self.collection_target
    }
}

impl Clause for EffortReward {
    fn settle(&self, facts: &Facts, memory: &mut Memory, books: &mut Books) {
        let on_target = books.of_opening(|opening, _, p| i64::from(self.on_target(facts, opening, p)));
        let (streaks, enough) = (memory.own(0.0), f64::from(self.streak.years()));
        for (p, on_target) in Province::all().zip(on_target) {
            let streak = &mut streaks[p.index()];
            *streak = if on_target == 1 { *streak + 1.0 } else { 0.0 };
            if *streak >= enough {
                books.keep(p, self.kept);
            }
        }
    }

    fn horizon(&self) -> u32 {
        4
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::{Account, Opening};
    use crate::units::Money;

    /// 100 to hand up: all of it in the first two years on target, 80 in the third; one bad year ends it.
    #[test]
    fn the_third_year_on_target_is_rewarded() {
        let mut memory = Memory::default();
        let mut handed_up = |collected: f64| {
            let mut facts = Facts::default();
            facts.potential[0] = Money::from_yuan(1000.0);
            let mut opening = Opening::default();
            opening.contributions[0] = Money::from_yuan(collected);
            let mut books = Books::open(2030, opening, true);
            EffortReward::default().settle(&facts, &mut memory, &mut books);
            books.remit(Province::from_index(0), Money::from_yuan(100.0));
            books.balance(Account::Pool)
        };
        let years = [600.0, 600.0, 600.0, 599.0, 700.0];
        let expected = [100.0, 100.0, 80.0, 100.0, 100.0];
        assert_eq!(years.map(&mut handed_up), expected.map(Money::from_yuan));
    }
}
