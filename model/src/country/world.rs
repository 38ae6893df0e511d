//! A world: a regime, and whether governments respond to it.

use super::fund_year::Held;
use crate::books::{Account, Books, Order};
use crate::geography::{PROVINCES, Province};
use crate::incentives::{Effort, ResponseMode};
use crate::people::{Flows, Fund};
use crate::pooling::{Memory, Regime, Remembered};
use crate::units::Money;
use bitcode::{Decode, Encode};
use std::fmt;

/// What an experiment asks of a world.
#[derive(Clone, Debug)]
pub struct WorldSpec {
    /// The regime.
    pub regime: Regime,
    /// Whether effort answers.
    pub mode: ResponseMode,
    /// Which set of reforms holds from the branch on, an index into
    /// [`YearInputs::variants`](super::YearInputs::variants).
    pub variant: usize,
}

impl WorldSpec {
    /// Its name.
    pub fn id(&self) -> WorldId<'_> {
        WorldId { regime: &self.regime.name, response: self.mode.name() }
    }

    /// Whether its people lead a course of life of their own; other worlds share one under the same reforms.
    pub fn leads_own_course(&self) -> bool {
        leads_own_course(self.mode, &self.regime)
    }

    /// A world under the law as it stands.
    pub const fn new(regime: Regime, mode: ResponseMode) -> Self {
        Self { regime, mode, variant: 0 }
    }
}

/// A world: a regime, and whether governments react to it.
#[derive(Clone, Debug)]
pub struct World {
    /// The regime.
    pub regime: Regime,
    /// Whether effort answers.
    pub mode: ResponseMode,
    /// Which set of reforms holds here.
    pub variant: usize,
    /// Which course of life its people lead.
    pub life: usize,
    /// Reserves on 31 December last.
    pub reserves: [Money; PROVINCES],
    /// The pool's balance on 31 December last.
    pub pool: Money,
    /// Contributions put off and not yet paid on 31 December last.
    pub deferred: [Money; PROVINCES],
    /// What clauses remember.
    pub memory: Memory,
    /// What the provinces do at each margin.
    pub effort: Effort,
    /// Last year's contributions, from which the collection plan is made.
    pub contributions: [Money; PROVINCES],
    /// What clauses ordered last year.
    pub orders: Orders,
    /// Compensation of lost local items in payment, a year's worth.
    pub top_ups: TopUps,
}

/// What a world hands on from year to year; its regime and reforms are known from the opening.
#[derive(Clone, Debug, Decode, Encode)]
pub struct WorldState {
    /// Regime and response.
    name: String,
    life: usize,
    reserves: [Money; PROVINCES],
    pool: Money,
    deferred: [Money; PROVINCES],
    memory: Vec<Remembered>,
    effort: Effort,
    contributions: [Money; PROVINCES],
    orders: Orders,
    top_ups: TopUps,
}

/// What clauses ordered.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct Orders {
    /// In the last year.
    pub last_year: Vec<Order>,
    /// Whether anything was ordered the year before.
    pub year_before: bool,
}

/// The name of a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorldId<'a> {
    /// The regime.
    pub regime: &'a str,
    /// The response: `fixed`, `responding`, …
    pub response: &'a str,
}

impl fmt::Display for WorldId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.regime, self.response)
    }
}

/// Effort reaches people, and so does an order to delay indexation.
fn leads_own_course(mode: ResponseMode, regime: &Regime) -> bool {
    mode != ResponseMode::Fixed || regime.gives_orders()
}

impl World {
    /// A world with these reserves, these provinces in surplus, and no pool.
    pub(super) fn open(spec: &WorldSpec, reserves: [Money; PROVINCES], surplus: [bool; PROVINCES]) -> Self {
        Self {
            regime: spec.regime.clone(),
            mode: spec.mode,
            variant: spec.variant,
            life: 0,
            reserves,
            pool: Money::ZERO,
            deferred: [Money::ZERO; PROVINCES],
            memory: Memory::default(),
            effort: Effort { surplus, ..Effort::default() },
            contributions: [Money::ZERO; PROVINCES],
            orders: Orders::default(),
            top_ups: TopUps::NONE,
        }
    }

    /// Its name.
    pub fn id(&self) -> WorldId<'_> {
        WorldId { regime: &self.regime.name, response: self.mode.name() }
    }

    /// See [`WorldSpec::leads_own_course`].
    pub(super) fn leads_own_course(&self) -> bool {
        leads_own_course(self.mode, &self.regime)
    }

    /// What it hands on.
    pub(crate) fn state(&self) -> WorldState {
        let name = self.id().to_string();
        let world = self.clone();
        let Self { regime: _, mode: _, variant: _, life, reserves, pool, deferred, memory, .. } = world;
        let Self { effort, contributions, orders, top_ups, .. } = world;
        let memory = memory.by_name();
        WorldState { name, life, reserves, pool, deferred, memory, effort, contributions, orders, top_ups }
    }

    /// Takes up what it handed on in another process; says whether it is of this world.
    pub(crate) fn resume(&mut self, state: WorldState, common: &Regime) -> bool {
        let WorldState { name, life, reserves, pool, deferred, memory, effort, contributions, orders, top_ups } = state;
        let names: Vec<&str> = [&self.regime, common].into_iter().flat_map(Regime::clause_names).collect();
        let Some(memory) = Memory::of_names(memory, &names).filter(|_| name == self.id().to_string()) else {
            return false;
        };
        let (regime, mode, variant) = (self.regime.clone(), self.mode, self.variant);
        *self = Self {
            regime,
            mode,
            variant,
            life,
            reserves,
            pool,
            deferred,
            memory,
            effort,
            contributions,
            orders,
            top_ups,
        };
        true
    }

    /// What it holds, and is owed, on 1 January.
    pub(crate) const fn held(&self) -> Held {
        Held { reserves: self.reserves, pool: self.pool, deferred: self.deferred }
    }

    /// Hands the balances of closed books on to the next year.
    pub(crate) fn carry_over(&mut self, books: &Books) {
        self.reserves = Province::each(|p| books.balance(Account::Fund(p)));
        self.pool = books.balance(Account::Pool);
        self.contributions = books.opening().contributions;
        for (owed, put_off) in self.deferred.iter_mut().zip(books.opening().put_off) {
            *owed += put_off;
        }
        debug_assert!(books.orders().is_empty() || self.regime.gives_orders(), "a clause that gives orders says so");
        let year_before = !self.orders.last_year.is_empty();
        self.orders = Orders { last_year: books.orders().to_vec(), year_before };
    }
}

/// The stock of pensions, by province, that only compensate lost local items.
#[derive(Clone, Debug, Decode, Encode)]
pub struct TopUps {
    yearly: [Money; PROVINCES],
    retirees: [i64; PROVINCES],
}

impl TopUps {
    const NONE: Self = Self { yearly: [Money::ZERO; PROVINCES], retirees: [0; PROVINCES] };

    /// What is paid this year: of the stock, the share that survived, and half a year of the new ones. Lives that end
    /// are taken to end as often among those compensated as among all retirees; indexation is left out.
    pub fn pay(&mut self, flows: &Flows, weight: i64) -> [Money; PROVINCES] {
        std::array::from_fn(|p| {
            let (now, new) = (flows.retirees[Fund::Enterprise][p], flows.awards[Fund::Enterprise][p]);
            let stayed = (now - new).clamp(0, self.retirees[p].max(0));
            let old = self.yearly[p].times_ratio(stayed, self.retirees[p].max(1));
            let monthly = Money::from_fen(flows.top_ups[p] * weight);
            self.yearly[p] = old + monthly.times_ratio(12, 1);
            self.retirees[p] = now;
            old + monthly.times_ratio(6, 1)
        })
    }
}
