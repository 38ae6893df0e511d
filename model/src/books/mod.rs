//! The books: double entry in whole fen, closed every year.
//!
//! Every flow has a payer and a receiver. A province's enterprise fund may never end a year below zero: what
//! the clauses leave open is paid by own reserve, local budget and centre in the regime's stated order.

mod account;
mod close;
mod order;
mod shared;
mod trial;

pub use account::{Account, Item};
pub use close::BrokenIdentity;
pub use order::Order;

use crate::geography::{PROVINCES, Province};
use crate::units::{Money, Rate, Year};
use shared::OfFacts;
use std::ops::Range;

/// One flow: who paid whom, under which item, and by which clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who paid.
    pub from: Account,
    /// Who received.
    pub to: Account,
    /// What for.
    pub item: Item,
    /// The clause that moved it; empty for the ordinary flows of a fund.
    pub clause: &'static str,
    /// How much; never negative.
    pub amount: Money,
}

/// What a year brings to the funds before any clause acts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    /// Reserves on 1 January (累计结余).
    pub reserves: [Money; PROVINCES],
    /// Balance of the pool on 1 January.
    pub pool: Money,
    /// Contributions received.
    pub contributions: [Money; PROVINCES],
    /// Of the contributions due in the year, those put off, less those of earlier years that were made good: what
    /// contributions received lack.
    pub put_off: [Money; PROVINCES],
    /// Missing months bought in one sum.
    pub purchases: [Money; PROVINCES],
    /// Money that left with pension relations for other provinces.
    pub relations_out: [Money; PROVINCES],
    /// Money that came with them.
    pub relations_in: [Money; PROVINCES],
    /// Pensions, lump sums, inheritances and survivors' benefits paid.
    pub benefits: [Money; PROVINCES],
    /// Returns on reserves.
    pub interest: [Money; PROVINCES],
    /// Returns on what the pool has saved.
    pub pool_interest: Money,
    /// Base subsidy of the centre.
    pub subsidy_central: [Money; PROVINCES],
    /// Base subsidy of the local budget.
    pub subsidy_local: [Money; PROVINCES],
}

impl Opening {
    /// Contributions, purchases, interest and base subsidy less benefits. Money that moves with pension relations is
    /// left out: it changes reserves, and neither what was collected nor what is owed.
    pub fn balance(&self, p: Province) -> Money {
        let i = p.index();
        let subsidy = self.subsidy_central[i] + self.subsidy_local[i];
        self.contributions[i] + self.purchases[i] + self.interest[i] + subsidy - self.benefits[i]
    }

    /// The reserve after the money that moved with pension relations.
    fn reserve_before(&self, p: Province) -> Money {
        let i = p.index();
        self.reserves[i] + self.relations_in[i] - self.relations_out[i]
    }
}

/// What is handed up of an amount of which a share is kept.
#[cold]
#[inline(never)]
fn less(amount: Money, kept: Rate) -> Money {
    amount * kept.complement()
}

/// The books of one world in one year.
#[derive(Clone, Debug)]
pub struct Books {
    year: Year,
    opening: Opening,
    current_balances: [Money; PROVINCES],
    reserves_before: [Money; PROVINCES],
    balances: [Money; Account::COUNT],
    claims: [Money; PROVINCES],
    kept: [Rate; PROVINCES],
    /// Whether any share is kept.
    keeps: bool,
    orders: Vec<Order>,
    entries: Option<Vec<Entry>>,
    clause: &'static str,
    /// Whether no clause acts after this one.
    is_last: bool,
    /// The province that a trial brings more, the only one whose opening differs.
    more: Option<Province>,
    /// The only province that anybody will look at when all clauses have acted.
    only: Option<Province>,
    shared: OfFacts,
}

impl Books {
    /// Opens the books and enters the ordinary flows. `record` keeps every entry; a trial settlement does without.
    pub fn open(year: Year, opening: Opening, record: bool) -> Self {
        let mut books = Self {
            year,
            current_balances: Province::each(|p| opening.balance(p)),
            reserves_before: Province::each(|p| opening.reserve_before(p)),
            balances: [Money::ZERO; Account::COUNT],
            claims: [Money::ZERO; PROVINCES],
            kept: [Rate::ZERO; PROVINCES],
            keeps: false,
            orders: Vec::new(),
            entries: record.then(Vec::new),
            clause: "",
            is_last: false,
            more: None,
            only: None,
            shared: OfFacts::default(),
            opening,
        };
        for p in Province::all() {
            books.balances[Account::Fund(p).index()] = books.opening.reserves[p.index()];
        }
        books.balances[Account::Pool.index()] = books.opening.pool;
        let earned = books.opening.pool_interest;
        books.post(Account::Returns, Account::Pool, Item::Interest, earned);
        for p in Province::all() {
            let i = p.index();
            let fund = Account::Fund(p);
            let o = &books.opening;
            let flows = [
                (Account::Members(p), fund, Item::Contributions, o.contributions[i]),
                (Account::Members(p), fund, Item::Purchases, o.purchases[i]),
                (fund, Account::Relations, Item::Relations, o.relations_out[i]),
                (Account::Relations, fund, Item::Relations, o.relations_in[i]),
                (Account::Returns, fund, Item::Interest, o.interest[i]),
                (Account::Centre, fund, Item::BaseSubsidy, o.subsidy_central[i]),
                (Account::Local(p), fund, Item::BaseSubsidy, o.subsidy_local[i]),
                (fund, Account::Retirees(p), Item::Benefits, o.benefits[i]),
            ];
            for (from, to, item, amount) in flows {
                books.post(from, to, item, amount);
            }
        }
        books
    }

    /// The year of these books.
    pub const fn year(&self) -> Year {
        self.year
    }

    /// What the year brought before any clause acted.
    pub const fn opening(&self) -> &Opening {
        &self.opening
    }

    /// The indices of the provinces that anybody will look at, for a clause that may be the last: in the last year of a
    /// trial it leaves the others as they are.
    pub fn looked_at(&self) -> Range<usize> {
        match self.only {
            Some(p) if self.is_last => p.index()..p.index() + 1,
            _ => 0..PROVINCES,
        }
    }

    /// What follows for each province from its own facts of the year alone, not from these books or from other
    /// provinces. Trials of a year work it out once, but for the province whose facts they change, so a clause must
    /// ask for it in every settlement alike.
    #[inline]
    pub fn of_facts(&mut self, value: impl Fn(Province) -> i64) -> [i64; PROVINCES] {
        self.shared.of_facts(value)
    }

    /// The same of what the year brought to a province, its current balance before transfers among it.
    #[inline]
    pub fn of_opening(&mut self, value: impl Fn(&Opening, Money, Province) -> i64) -> [i64; PROVINCES] {
        let Self { opening, current_balances, shared, .. } = self;
        shared.of_facts(|p| value(opening, current_balances[p.index()], p))
    }

    /// From now on, entries bear the name of this clause.
    pub fn act(&mut self, clause: &'static str) {
        (self.clause, self.is_last) = (clause, false);
    }

    /// The same; no other will act after it.
    pub(crate) fn act_last(&mut self, clause: &'static str) {
        (self.clause, self.is_last) = (clause, true);
    }

    /// Enters a flow; a negative amount flows the other way.
    #[inline]
    pub fn post(&mut self, from: Account, to: Account, item: Item, amount: Money) {
        if amount == Money::ZERO {
            return;
        }
        self.balances[from.index()] -= amount;
        self.balances[to.index()] += amount;
        if self.entries.is_some() {
            self.write(from, to, item, amount);
        }
    }

    /// Writes the entry of a flow; trials, by far the most, keep none.
    #[cold]
    #[inline(never)]
    fn write(&mut self, from: Account, to: Account, item: Item, amount: Money) {
        let (from, to) = if amount < Money::ZERO { (to, from) } else { (from, to) };
        let (clause, amount) = (self.clause, amount.max(-amount));
        self.entries.get_or_insert_default().push(Entry { from, to, item, clause, amount });
    }

    /// A province hands up to the pool (上解), less the share it may keep.
    #[inline]
    pub fn remit(&mut self, p: Province, amount: Money) {
        let kept = self.kept[p.index()];
        let amount = if kept == Rate::ZERO { amount } else { less(amount, kept) };
        self.post(Account::Fund(p), Account::Pool, Item::Remittance, amount);
    }

    /// From now on in this year, a province keeps this share of whatever it is to hand up.
    pub fn keep(&mut self, p: Province, share: Rate) {
        self.kept[p.index()] = share;
        self.keeps = true;
    }

    /// The share a province keeps of whatever it is to hand up.
    pub fn kept(&self, p: Province) -> Rate {
        self.kept[p.index()]
    }

    /// The pool pays down to a province (下拨).
    #[inline]
    pub fn allocate(&mut self, p: Province, amount: Money) {
        self.post(Account::Pool, Account::Fund(p), Item::Allocation, amount);
    }

    /// Every province hands up its amount, less the share it may keep.
    pub fn remit_each(&mut self, amounts: &[Money; PROVINCES]) {
        if self.keeps || self.entries.is_some() {
            Province::all().for_each(|p| self.remit(p, amounts[p.index()]));
            return;
        }
        // What writes no entries adds up, and the balance of the pool is not waited for at every province.
        for (fund, amount) in self.balances[..PROVINCES].iter_mut().zip(amounts) {
            *fund -= *amount;
        }
        self.balances[Account::Pool.index()] += amounts.iter().copied().sum();
    }

    /// The pool pays down to every province its amount.
    pub fn allocate_each(&mut self, amounts: &[Money; PROVINCES]) {
        if self.entries.is_some() {
            Province::all().for_each(|p| self.allocate(p, amounts[p.index()]));
            return;
        }
        for (fund, amount) in self.balances[..PROVINCES].iter_mut().zip(amounts) {
            *fund += *amount;
        }
        self.balances[Account::Pool.index()] -= amounts.iter().copied().sum();
    }

    /// The current balance of the year before transfers: contributions, interest and base subsidy less benefits.
    /// This is what published revenue less expenditure shows.
    #[inline]
    pub fn current_balance(&self, p: Province) -> Money {
        self.current_balances[p.index()]
    }

    /// What an account holds now (for a fund: its reserve).
    #[inline]
    pub fn balance(&self, account: Account) -> Money {
        self.balances[account.index()]
    }

    /// The reserve a fund started with, after the money that moved with pension relations.
    #[inline]
    pub fn reserve_before(&self, p: Province) -> Money {
        self.reserves_before[p.index()]
    }

    /// What the year has changed in a fund so far: its current balance and the transfers since.
    #[inline]
    pub fn change(&self, p: Province) -> Money {
        self.balance(Account::Fund(p)) - self.reserve_before(p)
    }

    /// What is missing in a fund so far this year, if its reserve is to stay as it was.
    #[inline]
    pub fn gap(&self, p: Province) -> Money {
        (-self.change(p)).positive()
    }

    /// What clauses have brought to the pool this year and it still holds; its own savings are left out.
    pub fn received_by_pool(&self) -> Money {
        let saved = self.opening.pool + self.opening.pool_interest;
        (self.balance(Account::Pool) - saved).positive()
    }

    /// What a province asks of the pool: the sum of what the clauses filed.
    #[inline]
    pub fn claim(&self, p: Province) -> Money {
        self.claims[p.index()]
    }

    /// Files a claim on the pool, beside those other clauses filed.
    #[inline]
    pub fn file_claim(&mut self, p: Province, amount: Money) {
        self.claims[p.index()] += amount;
    }

    /// The pool pays what these provinces ask, or, if it holds less, the same part of each. Returns what each got.
    pub fn pay_from_pool(&mut self, asked: &[Money; PROVINCES]) -> [Money; PROVINCES] {
        let all: Money = asked.iter().copied().sum();
        let paid = all.min(self.balance(Account::Pool).positive());
        if paid == Money::ZERO {
            return [Money::ZERO; PROVINCES];
        }
        let parts = paid.split_by(&asked.map(Money::fen));
        self.allocate_each(&parts);
        parts
    }

    /// Gives an order for next year.
    pub fn order(&mut self, order: Order) {
        self.orders.push(order);
    }

    /// The orders given.
    pub fn orders(&self) -> &[Order] {
        &self.orders
    }

    /// The entries, if they were recorded.
    pub fn entries(&self) -> &[Entry] {
        self.entries.as_deref().unwrap_or_default()
    }

    /// The sum of the entries that are wanted; nothing where none were recorded.
    pub fn total(&self, wanted: impl Fn(&Entry) -> bool) -> Money {
        self.entries().iter().filter(|e| wanted(e)).map(|e| e.amount).sum()
    }
}

#[cfg(test)]
mod tests;
