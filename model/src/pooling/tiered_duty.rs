//! Tiered duty: who fills a gap depends on GDP per head (分级补充责任).
//!
//! ```text
//! G_p < 0.6·Ḡ             the province pays nothing
//! 0.6·Ḡ ≤ G_p ≤ Ḡ         its local budget pays ℓ_max · (G_p/Ḡ − 0.6) / 0.4 of the gap
//! G_p > Ḡ                  it pays its own gap: reserve, then backstop
//! the rest of the first two: the pool as far as it goes, then the centre
//! ```
//! Source: policy paper 2.2 (R2, R3 of the policy map); it gives the 60 % and no ℓ_max. Left out: duties below the
//! province.

use super::{Clause, Facts, Memory};
use crate::books::{Account, Books, Item};
use crate::geography::{PROVINCES, Province};
use crate::units::{Money, Rate};

parameters! {
    /// Parameters of the tiered duty.
    TieredDuty {
        /// GDP per head below which a province pays nothing, share of the national mean
        gdp_below: Rate = "60 %", "policy paper 2.2 (R2, R3)";
        /// ℓ_max, the local share at the national mean
        largest_local_share: Rate = "40 %" ["20 % to 60 %"], "assumption";
    }
}

/// Who pays a gap.
#[derive(Clone, Copy, Default)]
struct Parts {
    local: Money,
    national: Money,
}

impl TieredDuty {
    /// The local share at this GDP per head relative to the mean; none above the mean, where all is local.
    fn local_share(&self, relative_gdp: f64) -> Option<Rate> {
        let below = self.gdp_below.as_f64();
        if relative_gdp < below {
            return Some(Rate::ZERO);
        }
        if relative_gdp > 1.0 {
            return None;
        }
        let way = (relative_gdp - below) / (1.0 - below).max(1e-9);
        Some(Rate::from_f64(self.largest_local_share.as_f64() * way.clamp(0.0, 1.0)))
    }

    /// The parts of a gap that are not the own reserve's, at this local share.
    fn parts(gap: Money, share: Option<Rate>) -> Parts {
        share.map_or_else(Parts::default, |share| {
            let local = gap * share;
            Parts { local, national: gap - local }
        })
    }
}

/// In place of a share where a gap is all the province's own.
const ITS_OWN: i64 = i64::MIN;

impl Clause for TieredDuty {
    fn file_claims(&self, facts: &Facts, books: &mut Books) {
        // No clause has moved money yet: the gap is that of the current balance.
        let national = books.of_opening(|_, balance, p| {
            let share = self.local_share(facts.relative_gdp(p));
            Self::parts((-balance).positive(), share).national.fen()
        });
        for (p, national) in Province::all().zip(national) {
            books.file_claim(p, (Money::from_fen(national) - books.claim(p)).positive());
        }
    }

    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let shares = books.of_facts(|p| self.local_share(facts.relative_gdp(p)).map_or(ITS_OWN, Rate::billionths));
        let mut parts = [Parts::default(); PROVINCES];
        for (p, share) in Province::all().zip(shares).filter(|(_, share)| *share != ITS_OWN) {
            parts[p.index()] = Self::parts(books.gap(p), Some(Rate::from_billionths(share)));
        }
        let from_pool = books.pay_from_pool(&parts.map(|parts| parts.national));
        for p in Province::all() {
            let (fund, Parts { local, national }) = (Account::Fund(p), parts[p.index()]);
            let rest = national - from_pool[p.index()];
            books.post(Account::Centre, fund, Item::SpecialTransfer, rest);
            books.post(Account::Local(p), fund, Item::LocalShare, local);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;

    #[test]
    fn the_local_share_slides_between_sixty_and_a_hundred_percent() {
        let duty = TieredDuty::default();
        let share = |gdp| duty.local_share(gdp).map(|rate| (rate.as_f64() * 1e4).round());
        assert_eq!((share(0.59), share(0.6)), (Some(0.0), Some(0.0)));
        assert_eq!((share(0.8), share(1.0)), (Some(2000.0), Some(4000.0)));
        assert_eq!(share(1.01), None);
        // A line above the mean spares those below it; at the line, above the mean, all is local.
        let high = TieredDuty { gdp_below: Rate::percent(120.0), ..duty };
        assert_eq!([1.1, 1.2].map(|gdp| high.local_share(gdp)), [Some(Rate::ZERO), None]);
    }

    /// Gaps of 100 at 50 %, 80 % and 120 % of the mean; 90 in the pool serve claims of 100 and 80.
    #[test]
    fn pool_and_centre_pay_what_is_not_local() {
        let mut opening = Opening { pool: Money::from_yuan(90.0), ..Opening::default() };
        let mut facts = Facts { gdp_per_head_national: 100.0, ..Facts::default() };
        for (i, gdp) in [50.0, 80.0, 120.0].into_iter().enumerate() {
            facts.gdp_per_head[i] = gdp;
            opening.benefits[i] = Money::from_yuan(100.0);
        }
        let mut books = Books::open(2027, opening, true);
        TieredDuty::default().settle(&facts, &mut Memory::default(), &mut books);
        let of = |account| books.balance(account);
        let p = Province::from_index;
        assert_eq!([0, 1, 2].map(|i| of(Account::Fund(p(i)))), [0.0, 0.0, -100.0].map(Money::from_yuan));
        assert_eq!([0, 1, 2].map(|i| of(Account::Local(p(i)))), [0.0, -20.0, 0.0].map(Money::from_yuan));
        assert_eq!((of(Account::Pool), of(Account::Centre)), (Money::ZERO, Money::from_yuan(-90.0)));
    }

    /// Gaps of 100 at 80 % of the mean: 80 are national, of which 30 were claimed before.
    #[test]
    fn what_is_national_of_a_gap_is_claimed_once() {
        let p = Province::from_index(0);
        let mut opening = Opening::default();
        opening.benefits[0] = Money::from_yuan(100.0);
        let mut facts = Facts { gdp_per_head_national: 100.0, ..Facts::default() };
        facts.gdp_per_head[0] = 80.0;
        let mut books = Books::open(2027, opening, true);
        books.file_claim(p, Money::from_yuan(30.0));
        TieredDuty::default().file_claims(&facts, &mut books);
        assert_eq!(books.claim(p), Money::from_yuan(80.0));
    }
}
