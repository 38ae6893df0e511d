//! Books that are opened once and tried many times.

use super::{Account, Books, Item};
use crate::geography::Province;
use crate::units::{Money, Year};

impl Books {
    /// These books as they were opened, `opened`, with the flows and entries of no clause. Nothing is allocated.
    pub(crate) fn reopen(&mut self, opened: &Self) {
        self.year = opened.year;
        if let Some(p) = self.more.take() {
            let i = p.index();
            self.opening.contributions[i] = opened.opening.contributions[i];
            self.opening.benefits[i] = opened.opening.benefits[i];
            self.current_balances[i] = opened.current_balances[i];
        }
        // Of the opening, two thirds of the books, nothing else is ever changed.
        (self.opening.reserves, self.opening.pool) = (opened.opening.reserves, opened.opening.pool);
        self.only = None;
        self.reserves_before = opened.reserves_before;
        self.balances = opened.balances;
        self.claims = opened.claims;
        if std::mem::take(&mut self.keeps) {
            self.kept = opened.kept;
        }
        self.orders.clear();
        self.shared.begin(0);
    }

    /// The flows of the year again, so many years later, on the reserves and the pool these books end with.
    pub(crate) fn carry_over(&mut self, opened: &Self, years: Year) {
        let pool = self.balance(Account::Pool);
        let reserves = Province::each(|p| self.balance(Account::Fund(p)));
        self.reopen(opened);
        self.shared.begin(years as usize);
        self.year += years;
        for p in Province::all() {
            let more = reserves[p.index()] - opened.opening.reserves[p.index()];
            self.reserves_before[p.index()] += more;
            self.balances[Account::Fund(p).index()] += more;
        }
        (self.opening.reserves, self.opening.pool) = (reserves, pool);
        self.balances[Account::Pool.index()] += pool - opened.opening.pool;
    }

    /// Enters that a province, one a year, collected and paid so much more, before any clause acts.
    pub(crate) fn bring_more(&mut self, p: Province, contributions: Money, benefits: Money) {
        debug_assert!(self.more.is_none_or(|before| before == p), "one province has more");
        self.more = Some(p);
        self.opening.contributions[p.index()] += contributions;
        self.opening.benefits[p.index()] += benefits;
        self.current_balances[p.index()] += contributions - benefits;
        self.post(Account::Members(p), Account::Fund(p), Item::Contributions, contributions);
        self.post(Account::Fund(p), Account::Retirees(p), Item::Benefits, benefits);
    }

    /// From now on these are the books of trials, in which the facts of this province alone are changed.
    pub(crate) fn try_out(&mut self, p: Province) {
        self.shared.nudge(p);
    }

    /// Of these books nobody will look at another province, when all clauses have acted.
    pub(crate) const fn look_at(&mut self, p: Province) {
        self.only = Some(p);
    }
}
