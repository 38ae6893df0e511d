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
use crate::pooling::{ClauseSpec, Facts, InForce, Memory, Settlement};
use crate::units::{Money, Year};
use rayon::prelude::*;

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
    clauses: InForce<'a>,
    horizon: u32,
    opened: Books,
}

impl<'a> Prepared<'a> {
    pub fn new(trial: Trial<'a>, nudge: Nudge) -> Self {
        let horizon = trial.clauses.iter().map(|spec| spec.clause().horizon()).max();
        let opened = Books::open(trial.facts.year, trial.opening.clone(), false);
        Self { trial, nudge, clauses: InForce::of(trial.clauses), horizon: horizon.unwrap_or(1).max(1), opened }
    }
}

/// A province whose year is to have a change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    p: Province,
    change: Change,
}

/// Who is asked for payoffs. Most settle each trial when it is asked for. Where a clause wants all trials at once, the
/// measurement is made twice: it does not look at a payoff before it asks for the next, so that the first time its
/// questions are written down, and the second time it is told the answers.
pub(super) struct Worker<'a> {
    pub shared: &'a Prepared<'a>,
    does: Does,
}

enum Does {
    Settle(Box<Tried>),
    Ask(Vec<Asked>),
    Answer(std::vec::IntoIter<f64>),
}

impl<'a> Worker<'a> {
    /// Settles what it is asked.
    pub fn new(shared: &'a Prepared<'a>) -> Self {
        Self { shared, does: Does::Settle(Box::new(Tried::new(shared))) }
    }

    /// The same measurement in every province, all trials settled together.
    pub fn at_once<T>(shared: &'a Prepared<'a>, measured: impl Fn(&mut Self, Province) -> T) -> Vec<T> {
        let mut asking = Self { shared, does: Does::Ask(Vec::new()) };
        for p in Province::all() {
            measured(&mut asking, p);
        }
        let Does::Ask(asked) = asking.does else { return Vec::new() };
        let payoffs = shared.payoffs(&asked);
        let mut answering = Self { shared, does: Does::Answer(payoffs.into_iter()) };
        Province::all().map(|p| measured(&mut answering, p)).collect()
    }

    /// The payoff of a province whose year had this change.
    pub fn payoff(&mut self, p: Province, change: Change) -> f64 {
        match &mut self.does {
            Does::Settle(tried) => tried.payoff(self.shared, Asked { p, change }),
            Does::Ask(asked) => {
                asked.push(Asked { p, change });
                0.0
            }
            Does::Answer(payoffs) => payoffs.next().expect("the same is asked again"),
        }
    }
}

impl Prepared<'_> {
    /// The years of the horizon after the first, each with the value of a yuan.
    fn later_years(&self) -> impl Iterator<Item = (Year, f64)> {
        let mut value = 1.0;
        (1..self.horizon as Year).map(move |years| {
            value *= self.nudge.discount;
            (years, value)
        })
    }

    /// What is asked for, settled together year by year of the horizon.
    fn payoffs(&self, asked: &[Asked]) -> Vec<f64> {
        // They share no facts: each is settled once a year of the horizon.
        let mut tried: Vec<Tried> = asked.par_iter().map(|asked| Tried::of(self, *asked)).collect();
        let mut payoffs = vec![0.0; asked.len()];
        let mut settle = |tried: &mut Vec<Tried>, value: f64| {
            let mut all: Vec<Settlement<'_>> = tried.iter_mut().map(Tried::settlement).collect();
            self.clauses.settle_all(&mut all);
            for ((payoff, tried), asked) in payoffs.iter_mut().zip(tried).zip(asked) {
                *payoff += value * value_of(&tried.books, asked.p, self.nudge);
            }
        };
        settle(&mut tried, 1.0);
        tried.iter_mut().zip(asked).for_each(|(tried, asked)| asked.change.undo(&mut tried.facts, asked.p));
        for (years, value) in self.later_years() {
            tried.iter_mut().zip(asked).for_each(|(tried, asked)| tried.go_on(self, *asked, years));
            settle(&mut tried, value);
        }
        payoffs
    }
}

/// What a trial changes and settles; the next puts it back.
#[derive(Clone)]
struct Tried {
    facts: Facts,
    memory: Memory,
    books: Books,
}

impl Tried {
    fn new(shared: &Prepared<'_>) -> Self {
        let Trial { facts, memory, .. } = shared.trial;
        Self { facts: facts.clone(), memory: memory.clone(), books: shared.opened.clone() }
    }

    /// The year as it was, with the change.
    fn of(shared: &Prepared<'_>, asked: Asked) -> Self {
        let mut tried = Self::new(shared);
        tried.change(asked);
        tried
    }

    fn settlement(&mut self) -> Settlement<'_> {
        Settlement { facts: &self.facts, memory: &mut self.memory, books: &mut self.books }
    }

    fn payoff(&mut self, shared: &Prepared<'_>, asked: Asked) -> f64 {
        self.begin(shared, asked);
        let mut payoff = self.settle(shared, asked, 0);
        asked.change.undo(&mut self.facts, asked.p);
        for (years, value) in shared.later_years() {
            self.go_on(shared, asked, years);
            payoff += value * self.settle(shared, asked, years);
        }
        let (i, trial) = (asked.p.index(), shared.trial);
        (self.facts.year, self.facts.plan[i]) = (trial.facts.year, trial.facts.plan[i]);
        payoff
    }

    /// What the year that comes so many after the first is worth to who asked; all it leaves counts but in the last.
    fn settle(&mut self, shared: &Prepared<'_>, asked: Asked, years: Year) -> f64 {
        if years + 1 == shared.horizon as Year {
            self.books.look_at(asked.p);
        }
        shared.clauses.settle(&self.facts, &mut self.memory, &mut self.books);
        value_of(&self.books, asked.p, shared.nudge)
    }

    /// The year as it was, with the change.
    fn begin(&mut self, shared: &Prepared<'_>, asked: Asked) {
        self.books.reopen(&shared.opened);
        self.memory.clone_from(shared.trial.memory);
        self.books.try_out(asked.p);
        self.change(asked);
    }

    fn change(&mut self, Asked { p, change }: Asked) {
        self.books.bring_more(p, change.contributions, change.benefits);
        change.apply(&mut self.facts, p);
    }

    /// The same year again, so many years after the first; the plan of the first of them follows what was collected.
    fn go_on(&mut self, shared: &Prepared<'_>, Asked { p, change }: Asked, years: Year) {
        let Prepared { trial, nudge, ref opened, .. } = *shared;
        let plan = trial.facts.plan[p.index()];
        let more = change.contributions.yuan() * (1.0 + trial.plan_growth) * nudge.ratchet;
        self.facts.year = trial.facts.year + years;
        self.facts.plan[p.index()] = if years == 1 { plan + Money::from_yuan(more) } else { plan };
        self.books.carry_over(opened, years);
    }
}

/// What a year added to the reserve, valued, less what budgets paid.
fn value_of(books: &Books, p: Province, nudge: Nudge) -> f64 {
    let saved = books.balance(Account::Fund(p)) - books.opening().reserves[p.index()];
    nudge.reserve_value * saved.yuan() + books.balance(Account::Local(p)).yuan()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incentives::retention::tests::{pooled, year};
    use crate::pooling::surplus_remittance::Share;

    /// 200 yuan more are planned for 1.05 · 0.5 of them a year later, and no longer in the year after that.
    #[test]
    fn a_later_year_is_dated_later_and_the_plan_follows_once() {
        let (year, clauses) = (year(&[10.0]), pooled(Share::Cleared, 80.0, 0.0, 0.0));
        let nudge = Nudge { forecast_error: 0.0, reserve_value: 1.0, discount: 0.9, ratchet: 0.5 };
        let shared = Prepared::new(year.under(&clauses), nudge);
        let mut tried = Tried::new(&shared);
        let p = Province::from_index(0);
        let asked = Asked { p, change: Change::collected(Money::from_yuan(200.0)) };
        let plan = year.facts.plan[0];
        tried.go_on(&shared, asked, 1);
        assert_eq!((tried.facts.year, tried.facts.plan[0]), (2025, plan + Money::from_yuan(105.0)));
        tried.go_on(&shared, asked, 2);
        assert_eq!((tried.facts.year, tried.facts.plan[0], tried.books.year()), (2026, plan, 2026));
    }
}
