//! Pooling: a regime is an ordered list of dated clauses.
//!
//! ```text
//! regime       periods of clauses → those in force in a year
//! settle       claims on the pool are filed, then each clause acts in its order
//! clause       reads the year's facts, its own memory and the books, and moves money in the books
//! parameters   what a scenario may set of a clause, beside its rule
//! list         every clause there is: loading, listing, tests and the measurement of incentives follow from it
//! ```
//! A clause is one rule that moves money between provinces, reserves, local budgets and the centre.
//! [`crate::docs::adding_a_clause`] adds one step by step.

#[macro_use]
mod parameters;
// Read by its path, so that the modules it declares are files of this folder.
#[path = "list.rs"]
mod list;
mod regime;

pub use list::*;
pub use parameters::ParameterInfo;
pub use regime::{Period, Regime};

use crate::books::Books;
use crate::geography::{PROVINCES, Province};
use crate::units::{Money, Year};
use rayon::prelude::*;
use std::fmt;

/// What a year is known for when the books are settled. All of it concerns the enterprise fund.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The year.
    pub year: Year,
    /// Regional GDP per resident, yuan.
    pub gdp_per_head: [f64; PROVINCES],
    /// The same for the nation.
    pub gdp_per_head_national: f64,
    /// Average wage a year.
    pub average_wage: [Money; PROVINCES],
    /// In-service insured.
    pub insured: [i64; PROVINCES],
    /// People employed in urban enterprises.
    pub employed: [i64; PROVINCES],
    /// Certified retirees.
    pub retirees: [i64; PROVINCES],
    /// What the statutory rates on own wages would yield.
    pub potential: [Money; PROVINCES],
    /// The collection plan of the year.
    pub plan: [Money; PROVINCES],
    /// What retirees with low pensions are paid for lost local items (保低补差), part of benefits.
    pub top_up: [Money; PROVINCES],
}

impl Facts {
    /// GDP per head relative to the national mean.
    pub fn relative_gdp(&self, p: Province) -> f64 {
        self.gdp_per_head[p.index()] / self.gdp_per_head_national.max(1.0)
    }

    /// The mean of the provinces' average wages over the insured, yuan a year.
    pub fn mean_wage(&self) -> f64 {
        let wages: f64 =
            Province::all().map(|p| self.average_wage[p.index()].yuan() * self.insured[p.index()] as f64).sum();
        wages / self.insured.iter().sum::<i64>().max(1) as f64
    }
}

/// What clauses remember from year to year: streaks, ratchets, lags. A clause sees its own alone: the engine keeps it
/// by the clause's name and, should a list hold several of one kind, by its place among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    acting: Key,
    kept: Vec<(Key, [f64; PROVINCES])>,
}

/// What a clause of this name remembers that has so many of its kind before it.
pub(crate) type Remembered = (String, usize, [f64; PROVINCES]);

/// Whose memory it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Key {
    clause: &'static str,
    place: usize,
}

impl Key {
    /// A name is compared by its letters only where it lies elsewhere.
    fn is(self, other: Self) -> bool {
        self.place == other.place && (std::ptr::eq(self.clause, other.clause) || self.clause == other.clause)
    }
}

impl Memory {
    /// What the acting clause remembers; before its first year, `initial` everywhere.
    pub fn own(&mut self, initial: f64) -> &mut [f64; PROVINCES] {
        let known = self.kept.iter().position(|(key, _)| key.is(self.acting));
        let place = known.unwrap_or_else(|| {
            self.kept.push((self.acting, [initial; PROVINCES]));
            self.kept.len() - 1
        });
        &mut self.kept[place].1
    }

    /// What is remembered, by the names of clauses and their places among those of their kind.
    pub(crate) fn by_name(&self) -> Vec<Remembered> {
        self.kept.iter().map(|(key, values)| (key.clause.to_owned(), key.place, *values)).collect()
    }

    /// What clauses of these names remember; nothing if another name is among it.
    pub(crate) fn of_names(kept: Vec<Remembered>, names: &[&'static str]) -> Option<Self> {
        let known = |(name, place, values): Remembered| {
            let clause = *names.iter().find(|known| **known == name)?;
            Some((Key { clause, place }, values))
        };
        let kept = kept.into_iter().map(known).collect::<Option<_>>()?;
        Some(Self { acting: Key::default(), kept })
    }

    /// From now on, this clause acts, which has so many of its kind before it.
    pub(crate) fn act(&mut self, clause: &'static str, place: usize) {
        self.acting = Key { clause, place };
    }
}

/// A year that is being settled: the year itself, or a trial.
#[derive(Debug)]
pub struct Settlement<'a> {
    /// What the year is known for.
    pub facts: &'a Facts,
    /// What clauses remember.
    pub memory: &'a mut Memory,
    /// The books.
    pub books: &'a mut Books,
}

/// A rule that moves money for one year. It must not create or lose a fen; the ledger checks.
pub trait Clause: fmt::Debug + Send + Sync {
    /// Files claims on the pool, before any money is raised for them.
    fn file_claims(&self, _facts: &Facts, _books: &mut Books) {}

    /// Moves the money of the year. What it does may depend on facts, memory and books alone.
    fn settle(&self, facts: &Facts, memory: &mut Memory, books: &mut Books);

    /// What of its parameters cannot hold together, and after a semicolon what would work.
    fn contradiction(&self) -> Option<String> {
        None
    }

    /// Whether it is to be handed all trials of a year at once, as a rule in another language wants them.
    fn at_once(&self) -> bool {
        false
    }

    /// Files claims in settlements that know nothing of one another.
    fn file_claims_in_all(&self, all: &mut [Settlement<'_>]) {
        in_each(all, |one| self.file_claims(one.facts, one.books));
    }

    /// Moves the money of settlements that know nothing of one another.
    fn settle_all(&self, all: &mut [Settlement<'_>]) {
        in_each(all, |one| self.settle(one.facts, one.memory, one.books));
    }

    /// Whether it may order next year's indexation; worlds that get such orders cannot share their people.
    fn gives_orders(&self) -> bool {
        false
    }

    /// Over how many years a yuan collected now still changes what it moves: more than this year if it remembers.
    fn horizon(&self) -> u32 {
        1
    }
}

/// The clauses in force in a year, looked up once for all its settlements.
#[derive(Debug)]
pub struct InForce<'a>(Vec<Acting<'a>>);

#[derive(Debug)]
struct Acting<'a> {
    name: &'static str,
    clause: &'a dyn Clause,
    /// How many of its kind stand before it.
    same: usize,
}

impl<'a> InForce<'a> {
    /// These clauses, in their order.
    pub fn of(clauses: &'a [ClauseSpec]) -> Self {
        let acting = |(place, spec): (usize, &'a ClauseSpec)| {
            let same = clauses[..place].iter().filter(|other| spec.is_of_kind(other)).count();
            Acting { name: spec.name(), clause: spec.clause(), same }
        };
        Self(clauses.iter().enumerate().map(acting).collect())
    }

    /// Settles the books: claims first, then the clauses in their order.
    pub fn settle(&self, facts: &Facts, memory: &mut Memory, books: &mut Books) {
        for acting in &self.0 {
            books.act(acting.name);
            acting.clause.file_claims(facts, books);
        }
        let mut settle = |acting: &Acting, act: fn(&mut Books, &'static str)| {
            memory.act(acting.name, acting.same);
            act(books, acting.name);
            acting.clause.settle(facts, memory, books);
        };
        if let Some((last, others)) = self.0.split_last() {
            for acting in others {
                settle(acting, Books::act);
            }
            settle(last, Books::act_last);
        }
        books.act("");
        memory.act("", 0);
    }

    /// Settles several books, each as if alone.
    pub fn settle_all(&self, all: &mut [Settlement<'_>]) {
        for acting in &self.0 {
            in_each(all, |one| one.books.act(acting.name));
            acting.clause.file_claims_in_all(all);
        }
        for acting in &self.0 {
            in_each(all, |one| {
                one.memory.act(acting.name, acting.same);
                one.books.act(acting.name);
            });
            acting.clause.settle_all(all);
        }
        in_each(all, |one| {
            one.books.act("");
            one.memory.act("", 0);
        });
    }
}

/// Settles the books of a year once, by the clauses in force.
pub fn settle(clauses: &[ClauseSpec], facts: &Facts, memory: &mut Memory, books: &mut Books) {
    InForce::of(clauses).settle(facts, memory, books);
}

/// Does the same in settlements that know nothing of one another, side by side where there are many.
fn in_each(all: &mut [Settlement<'_>], does: impl Fn(&mut Settlement<'_>) + Send + Sync) {
    all.par_iter_mut().with_min_len(64).for_each(does);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::{Account, Opening};
    use std::sync::Arc;

    /// A regime of this clause alone, from 2027 on.
    fn regime(clause: ClauseSpec) -> Regime {
        let [name, title, source] = [(); 3].map(|()| String::new());
        Regime { name, title, source, periods: vec![Period { from: 2027, clauses: vec![clause] }] }
    }

    #[test]
    fn a_regime_gives_orders_if_a_clause_does() {
        assert!(regime(ClauseSpec::ReserveAlarm(ReserveAlarm::default())).gives_orders());
        let silent = regime(ClauseSpec::TransferClawback(TransferClawback::default()));
        assert!(!silent.gives_orders());
        assert_eq!([2026, 2027, 2050].map(|year| silent.clauses(year).len()), [0, 1, 1]);
    }

    /// Twice 20 missed, twice half of it taken the year after.
    #[test]
    fn two_clauses_of_a_kind_remember_each_for_itself() {
        let clauses = [(); 2].map(|()| ClauseSpec::TransferClawback(TransferClawback::default()));
        let (mut facts, mut opening) = (Facts::default(), Opening::default());
        facts.potential[0] = Money::from_yuan(1000.0);
        opening.contributions[0] = Money::from_yuan(580.0);
        opening.benefits[0] = Money::from_yuan(610.0);
        let mut memory = Memory::default();
        let mut taken = || {
            let mut books = Books::open(2030, opening.clone(), true);
            settle(&clauses, &facts, &mut memory, &mut books);
            books.balance(Account::Centre)
        };
        assert_eq!([taken(), taken()], [0.0, 20.0].map(Money::from_yuan));
    }

    /// Who remembers nothing looks over its own year, one trial at a time.
    #[test]
    fn a_clause_without_memory_looks_a_year_ahead() {
        let clause = UnifiedCollection::default();
        assert_eq!((clause.horizon(), clause.contradiction()), (1, None));
        assert!(!clause.at_once());
    }

    #[test]
    fn a_clause_is_found_by_its_name() {
        for info in ALL {
            assert_eq!(ClauseInfo::find(info.name), Some(info));
        }
        assert_eq!(ClauseInfo::find("no-such-clause"), None);
    }

    /// What is kept between runs is known again by the names of the clauses of a regime, and not by others.
    #[test]
    fn what_clauses_remember_is_kept_by_their_names() {
        let names: Vec<_> = regime(ClauseSpec::TransferClawback(TransferClawback::default())).clause_names().collect();
        assert_eq!(names, ["transfer-clawback"]);
        let mut memory = Memory::default();
        memory.act("transfer-clawback", 1);
        memory.own(0.0)[3] = 7.0;
        memory.act("", 0);
        assert_eq!(Memory::of_names(memory.by_name(), &names), Some(memory.clone()));
        assert_eq!(Memory::of_names(memory.by_name(), &["effort-reward"]), None);
    }

    /// Rules of other crates are one if both their name and their rule are.
    #[test]
    fn foreign_rules_are_the_same_by_name_and_rule() {
        let rule: Arc<dyn Clause> = Arc::new(TransferClawback::default());
        let one = ForeignClause { name: "one", rule: rule.clone() };
        assert_eq!(one, one.clone());
        assert_ne!(one, ForeignClause { name: "other", rule });
        assert_ne!(one, ForeignClause { name: "one", rule: Arc::new(TransferClawback::default()) });
    }
}
