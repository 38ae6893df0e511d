//! A trial: the year's books settled with one thing changed, to see what is left in a province's hands.
//!
//! ```text
//! hands_p = Σ_k β^k · [v · change of p's reserve in year k − what p's budgets pay in year k]
//! plan_p of year 1 moves by r · (1 + g) · (what p collected more in year 0)          ratchet
//! ```
//! The horizon is one year, or as many as a clause in force remembers. After the first year the flows are those of
//! the year as it was; reserves, pool and the clauses' memory carry over. β = 0.9.
//!
//! Left out: interest on what is kept, other provinces' plans, a change of the clauses within the horizon.

use crate::books::{Account, Books, Opening};
use crate::geography::{PROVINCES, Province};
use crate::pooling::{ClauseSpec, Facts, Memory, settle};
use crate::units::{Money, Year};

/// How a nudge is made and valued.
#[derive(Clone, Copy, Debug)]
pub struct Nudge {
    /// Standard deviation of the forecast error, share of expenditure.
    pub forecast_error: f64,
    /// v, the value of a reserve yuan against a general-budget yuan.
    pub reserve_value: f64,
    /// β, the value of a yuan next year.
    pub discount: f64,
    /// r, the part of a yuan more collected that enters the collection plan of next year.
    pub ratchet: f64,
}

/// The year that is tried again and again.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'a> {
    /// The clauses in force.
    pub clauses: &'a [ClauseSpec],
    /// The facts of the year.
    pub facts: &'a Facts,
    /// What clauses remember.
    pub memory: &'a Memory,
    /// What the year brought.
    pub opening: &'a Opening,
    /// g, by which the collection plan exceeds what was collected the year before.
    pub plan_growth: f64,
}

impl Trial<'_> {
    /// The years over which a yuan of today can still move money.
    pub fn horizon(&self) -> u32 {
        self.clauses.iter().map(|spec| spec.clause().horizon()).max().unwrap_or(1).max(1)
    }

    /// What ends in a province's hands if the year had these facts and this opening.
    pub(super) fn hands(&self, nudge: Nudge, p: Province, facts: &Facts, opening: Opening) -> f64 {
        let horizon = self.horizon();
        if horizon == 1 && self.memory.0.is_empty() {
            // Nothing is remembered and nothing carried over: no copy of memory or facts.
            let mut books = Books::open(facts.year, opening, false);
            settle(self.clauses, facts, &mut Memory::default(), &mut books);
            return in_hand(&books, p, nudge.reserve_value);
        }
        let mut memory = self.memory.clone();
        let mut books = Books::open(facts.year, opening, false);
        settle(self.clauses, facts, &mut memory, &mut books);
        let more = books.opening().contributions[p.index()] - self.opening.contributions[p.index()];
        let mut hands = in_hand(&books, p, nudge.reserve_value);
        let mut value = 1.0;
        for year in 1..horizon {
            value *= nudge.discount;
            let mut next = self.facts.clone();
            next.year += year as Year;
            if year == 1 {
                let plan = more.yuan() * (1.0 + self.plan_growth) * nudge.ratchet;
                next.plan[p.index()] += Money::from_yuan(plan);
            }
            books = Books::open(next.year, self.carried_over(&books), false);
            settle(self.clauses, &next, &mut memory, &mut books);
            hands += value * in_hand(&books, p, nudge.reserve_value);
        }
        hands
    }

    /// The year's flows again, on the balances the last year left.
    fn carried_over(&self, last: &Books) -> Opening {
        let mut opening = self.opening.clone();
        for i in 0..PROVINCES {
            opening.reserves[i] = last.balance(Account::Fund(Province::from_index(i)));
        }
        opening.pool = last.balance(Account::Pool);
        opening
    }
}

/// What a year added to the reserve, valued, less what budgets paid.
fn in_hand(books: &Books, p: Province, reserve_value: f64) -> f64 {
    let saved = books.balance(Account::Fund(p)) - books.opening().reserves[p.index()];
    reserve_value * saved.yuan() + books.balance(Account::Local(p)).yuan()
}
