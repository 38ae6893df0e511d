//! Backstop: what clauses and subsidy leave open is paid by the payers in their stated order (兜底).
//!
//! ```text
//! gap_p  = max(0, −(current balance + transfers of the other clauses))
//! each payer of the order pays what it can of the gap that is left:
//!   pool          what it holds, in proportion to the gaps, claims filed beforehand
//!   own-reserve   the reserve above its cover of so many months
//!   local-budget  up to a share of the year's benefits
//!   centre        all of it
//! rest:    the centre pays θ, the local budget 1 − θ
//! ```
//! A fund may not end a year below zero, so this clause comes last in every list. Where θ is paid at the margin, a
//! province keeps 1 − θ of what it collects; where the own reserve or the local budget pays, all of it.
//! The order own-reserve, local-budget, centre is the agreed subsidy of stand-alone provinces.
//!
//! Source: 社会保险法 art. 13 and 65 name "government" without a level; order and θ are assumptions, to be swept.
//! Left out: how budgets pay for it.

use super::{Clause, Facts, Memory, Quantity};
use crate::books::{Account, Books, Item};
use crate::geography::{PROVINCES, Province};
use crate::units::{Money, Months, Rate};
use serde::Deserialize;
use std::ops::Range;

/// Who can pay a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payer {
    /// The national pool.
    Pool,
    /// The province's own reserve.
    OwnReserve,
    /// The province's general budget and those below.
    LocalBudget,
    /// The centre's general budget.
    Centre,
}

/// Payers in their order, none of them twice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Payer>")]
pub struct Payers(Vec<Payer>);

impl TryFrom<Vec<Payer>> for Payers {
    type Error = String;
    fn try_from(payers: Vec<Payer>) -> Result<Self, String> {
        let twice = payers.iter().enumerate().any(|(i, payer)| payers[..i].contains(payer));
        if twice {
            return Err("a payer stands twice in `order`; keep one of the two".to_owned());
        }
        Ok(Self(payers))
    }
}

parameters! {
    /// Parameters of the backstop.
    CentralBackstop {
        /// θ, the centre's share of the rest
        centre_share: Rate ["0 % to 100 %"], "scenarios give it; 社会保险法 names no level";
        /// who pays before the rest is shared; nobody where reserves are to be kept
        order: Payers = "own-reserve", "assumption";
        /// months of benefits that the own reserve keeps
        cover: Months = "0 months" ["0 to 6 months"], "assumption";
        /// what the local budget can pay when its turn comes, share of benefits
        local_limit: Rate = "5 %" ["0 % to 20 %"], "assumption";
    }
}

impl Quantity for Payers {
    const UNIT: &'static str = "choice";

    fn read(text: &str) -> Self {
        Self(text.split(", ").map(Quantity::read).collect())
    }
}

impl Quantity for Payer {
    const UNIT: &'static str = "choice";
}

impl CentralBackstop {
    /// The most that a payer gives of one province's gap.
    fn limit(&self, payer: Payer, books: &Books, p: Province, gap: Money) -> Money {
        let (reserve, benefits) = (books.reserve_before(p), books.opening().benefits[p.index()]);
        match payer {
            Payer::OwnReserve => gap.min((reserve - self.cover.of(benefits)).positive()),
            Payer::LocalBudget => gap.min(benefits * self.local_limit),
            Payer::Centre => gap,
            // The pool serves all provinces at once.
            Payer::Pool => Money::ZERO,
        }
    }

    /// One payer's turn: pays, and leaves the gaps smaller.
    fn pay(&self, payer: Payer, books: &mut Books, gaps: &mut [Money; PROVINCES], served: Range<usize>) {
        if payer == Payer::Pool {
            let paid = books.pay_from_pool(gaps);
            for (gap, paid) in gaps.iter_mut().zip(paid) {
                *gap -= paid;
            }
            return;
        }
        for p in served.map(Province::from_index) {
            let gap = &mut gaps[p.index()];
            if *gap <= Money::ZERO {
                continue;
            }
            let paid = self.limit(payer, books, p, *gap);
            match payer {
                Payer::LocalBudget => post(books, Account::Local(p), p, paid),
                Payer::Centre => post(books, Account::Centre, p, paid),
                // The reserve pays by falling; the pool has paid.
                Payer::Pool | Payer::OwnReserve => (),
            }
            *gap -= paid;
        }
    }
}

fn post(books: &mut Books, payer: Account, p: Province, amount: Money) {
    books.post(payer, Account::Fund(p), Item::Backstop, amount);
}

impl Clause for CentralBackstop {
    fn file_claims(&self, _facts: &Facts, books: &mut Books) {
        if !self.order.0.contains(&Payer::Pool) {
            return;
        }
        for p in Province::all() {
            let mut gap = books.gap(p);
            for payer in self.order.0.iter().take_while(|payer| **payer != Payer::Pool) {
                gap -= self.limit(*payer, books, p, gap);
            }
            let filed = books.claim(p);
            books.file_claim(p, (gap - filed).positive());
        }
    }

    fn settle(&self, _facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        // The pool serves all provinces at once, whoever is looked at.
        let served = if self.order.0.contains(&Payer::Pool) { 0..PROVINCES } else { books.looked_at() };
        let mut gaps = [Money::ZERO; PROVINCES];
        for i in served.clone() {
            gaps[i] = books.gap(Province::from_index(i));
        }
        for payer in &self.order.0 {
            self.pay(*payer, books, &mut gaps, served.clone());
        }
        for p in served.map(Province::from_index) {
            // More pension money may have left with movers than the fund had.
            let rest = gaps[p.index()].max(-books.balance(Account::Fund(p)));
            if rest == Money::ZERO {
                continue;
            }
            let centre = rest * self.centre_share;
            post(books, Account::Centre, p, centre);
            post(books, Account::Local(p), p, rest - centre);
        }
    }
}

#[cfg(test)]
impl CentralBackstop {
    /// The own reserve first, then the centre with this share and the local budget.
    pub(crate) fn sharing(centre_share: Rate) -> Self {
        let (order, local_limit) = (Quantity::read("own-reserve"), Rate::percent(5.0));
        Self { centre_share, order, cover: Months::default(), local_limit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;

    /// A reserve of 60, benefits of 100, a quarter for the centre.
    fn settled(order: &[Payer], pool: f64) -> [Money; 4] {
        let mut opening = Opening { pool: Money::from_yuan(pool), ..Opening::default() };
        opening.reserves[0] = Money::from_yuan(60.0);
        opening.benefits[0] = Money::from_yuan(100.0);
        let mut books = Books::open(2050, opening, true);
        let clause = CentralBackstop {
            order: Payers::try_from(order.to_vec()).unwrap(),
            ..CentralBackstop::sharing(Rate::percent(25.0))
        };
        clause.settle(&Facts::default(), &mut Memory::default(), &mut books);
        let p = Province::from_index(0);
        [Account::Fund(p), Account::Local(p), Account::Centre, Account::Pool].map(|account| books.balance(account))
    }

    #[test]
    fn the_order_says_who_pays_first() {
        use Payer::{Centre, LocalBudget, OwnReserve, Pool};
        assert_eq!(settled(&[OwnReserve], 0.0), [0.0, -30.0, -10.0, 0.0].map(Money::from_yuan));
        assert_eq!(settled(&[], 0.0), [60.0, -75.0, -25.0, 0.0].map(Money::from_yuan));
        assert_eq!(settled(&[OwnReserve, LocalBudget, Centre], 0.0), [0.0, -5.0, -35.0, 0.0].map(Money::from_yuan));
        assert_eq!(settled(&[Pool, OwnReserve], 70.0), [30.0, 0.0, 0.0, 0.0].map(Money::from_yuan));
        assert_eq!(settled(&[OwnReserve, Pool], 70.0), [0.0, 0.0, 0.0, 30.0].map(Money::from_yuan));
    }

    /// Of a gap of 100 the reserve pays 60; 15 of the other 40 were claimed before.
    #[test]
    fn a_claim_leaves_out_what_earlier_payers_give() {
        let mut opening = Opening::default();
        opening.benefits[0] = Money::from_yuan(100.0);
        opening.reserves[0] = Money::from_yuan(60.0);
        let mut books = Books::open(2024, opening, true);
        books.file_claim(Province::from_index(0), Money::from_yuan(15.0));
        let order = Payers(vec![Payer::OwnReserve, Payer::Pool]);
        let clause = CentralBackstop { order, ..CentralBackstop::sharing(Rate::ZERO) };
        clause.file_claims(&Facts::default(), &mut books);
        assert_eq!(books.claim(Province::from_index(0)), Money::from_yuan(40.0));
    }

    #[test]
    fn the_reserve_keeps_its_cover() {
        let mut opening = Opening::default();
        opening.benefits[0] = Money::from_yuan(120.0);
        opening.reserves[0] = Money::from_yuan(60.0);
        let mut books = Books::open(2024, opening, true);
        let cover = Months::new(5);
        let clause = CentralBackstop { cover, ..CentralBackstop::sharing(Rate::ONE) };
        clause.settle(&Facts::default(), &mut Memory::default(), &mut books);
        assert_eq!(books.balance(Account::Fund(Province::from_index(0))), Money::from_yuan(50.0));
        assert_eq!(books.balance(Account::Centre), Money::from_yuan(-110.0));
    }
}
