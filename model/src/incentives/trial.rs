//! A trial: the year's books settled with one thing changed, to see what it is worth to a province.
//!
//! ```text
//! payoff_p = Σ_k β^k · [v · change of p's reserve in year k − what p's budgets pay in year k]
//! plan_p of year 1 moves by r · (1 + g) · (what p collected more in year 0)          ratchet
//! ```
//! The horizon is one year, or as many as a clause in force remembers. After the first year the flows are those of
//! the year as it was; reserves, pool and the clauses' memory carry over. β = 0.9.
//!
//! A year is tried some 1,400 times, so books are opened once and copied, and a worker uses its own again and again.
//!
//! Left out: interest on what is kept, other provinces' plans, a change of the clauses within the horizon.

use super::change::Change;
use crate::books::{Account, Books, Opening};
use crate::geography::Province;
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

/// What all trials of a year share.
pub(super) struct Prepared<'a> {
    pub trial: Trial<'a>,
    pub nudge: Nudge,
    horizon: u32,
    opened: Books,
}

impl<'a> Prepared<'a> {
    pub fn new(trial: Trial<'a>, nudge: Nudge) -> Self {
        let horizon = trial.clauses.iter().map(|spec| spec.clause().horizon()).max();
        let opened = Books::open(trial.facts.year, trial.opening.clone(), false);
        Self { trial, nudge, horizon: horizon.unwrap_or(1).max(1), opened }
    }
}

/// What one worker changes and settles; every trial puts it back.
pub(super) struct Worker<'a> {
    pub shared: &'a Prepared<'a>,
    facts: Facts,
    memory: Memory,
    books: Books,
}

impl<'a> Worker<'a> {
    pub fn new(shared: &'a Prepared<'a>) -> Self {
        let Trial { facts, memory, .. } = shared.trial;
        let (facts, memory) = (facts.clone(), memory.clone());
        Self { shared, facts, memory, books: shared.opened.clone() }
    }

    /// The payoff of a province whose year had this change.
    pub fn payoff(&mut self, p: Province, change: Change) -> f64 {
        let mut payoff = 0.0;
        self.settle(p, change, |value, books| {
            payoff += value * value_of(books, p, self.shared.nudge);
        });
        payoff
    }

    /// Settles the years of the horizon and shows the books of each, with the value of a yuan of that year.
    fn settle(&mut self, p: Province, change: Change, mut seen: impl FnMut(f64, &Books)) {
        let Prepared { trial, nudge, horizon, ref opened } = *self.shared;
        self.books.try_out(p);
        self.books.reopen(opened);
        self.books.bring_more(p, change.contributions, change.benefits);
        self.memory.clone_from(trial.memory);
        change.apply(&mut self.facts, p);
        settle(trial.clauses, &self.facts, &mut self.memory, &mut self.books);
        change.undo(&mut self.facts, p);
        let mut value = 1.0;
        seen(value, &self.books);
        let plan = trial.facts.plan[p.index()];
        let more = change.contributions.yuan() * (1.0 + trial.plan_growth) * nudge.ratchet;
        for years in 1..horizon as Year {
            value *= nudge.discount;
            self.facts.year = trial.facts.year + years;
            self.facts.plan[p.index()] = if years == 1 { plan + Money::from_yuan(more) } else { plan };
            self.books.carry_over(opened, years);
            settle(trial.clauses, &self.facts, &mut self.memory, &mut self.books);
            seen(value, &self.books);
        }
        self.facts.year = trial.facts.year;
        self.facts.plan[p.index()] = plan;
    }
}

/// What a year added to the reserve, valued, less what budgets paid.
fn value_of(books: &Books, p: Province, nudge: Nudge) -> f64 {
    let saved = books.balance(Account::Fund(p)) - books.opening().reserves[p.index()];
    nudge.reserve_value * saved.yuan() + books.balance(Account::Local(p)).yuan()
}
