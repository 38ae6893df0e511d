//! Closing the books: identities that hold to the fen, or the run stops.

use super::{Account, Books};
use crate::geography::Province;
use crate::units::{Money, Year};

/// A sum that should be equal to another and is not: a bug of the program, never of its input. Or a number that grew
/// beyond what can be held: then the values of the input are too far from anything known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct BrokenIdentity {
    /// The year.
    pub year: Year,
    /// The province, or the nation.
    pub place: String,
    /// Which identity.
    pub what: &'static str,
    /// One sum.
    pub found: String,
    /// The other, or the most that can be held.
    pub expected: String,
    /// Whether a number grew beyond what can be held.
    pub too_large: bool,
}

impl BrokenIdentity {
    /// Compares two counts of the same thing.
    #[expect(clippy::needless_pass_by_value, reason = "sums are small and a call reads better without `&`")]
    pub fn check<T: PartialEq + ToString>(
        year: Year,
        place: &str,
        what: &'static str,
        found: T,
        expected: T,
    ) -> Result<(), Self> {
        if found == expected {
            return Ok(());
        }
        let (found, expected) = (found.to_string(), expected.to_string());
        Err(Self { year, place: place.to_string(), what, found, expected, too_large: false })
    }

    /// Stops at a number above the most that can be held.
    pub fn limit(year: Year, place: &str, what: &'static str, [found, most]: [i64; 2]) -> Result<(), Self> {
        let broken = Self::check(year, place, what, found, found.min(most));
        broken.map_err(|broken| Self { too_large: true, ..broken })
    }

    fn message(&self) -> String {
        let Self { year, place, what, found, expected, too_large } = self;
        if *too_large {
            return format!("in {year}, {what} of {place}: {found}, and at most {expected} can be held");
        }
        format!(
            "the books of {year} do not close: {what} of {place} is {found} by one count and {expected} by the other"
        )
    }
}

impl Books {
    /// Every identity of the year: each account is its opening plus what it received less what it paid; all
    /// accounts together moved nothing; no fund ends below zero.
    pub fn close(&self) -> Result<(), BrokenIdentity> {
        let mut recount = [Money::ZERO; Account::COUNT];
        for p in Province::all() {
            recount[Account::Fund(p).index()] = self.opening.reserves[p.index()];
        }
        recount[Account::Pool.index()] = self.opening.pool;
        let before: Money = recount.iter().copied().sum();
        for entry in self.entries() {
            recount[entry.from.index()] -= entry.amount;
            recount[entry.to.index()] += entry.amount;
        }
        for p in Province::all() {
            let fund = Account::Fund(p);
            let (found, expected) = (self.balance(fund), recount[fund.index()]);
            BrokenIdentity::check(self.year, p.name(), "the reserve", found, expected)?;
            let floor = found.positive();
            BrokenIdentity::check(self.year, p.name(), "the reserve, never below zero,", found, floor)?;
        }
        let after: Money = self.balances.iter().copied().sum();
        BrokenIdentity::check(self.year, "the nation", "the sum of all accounts", after, before)?;
        let under_way = self.balance(Account::Relations);
        let what = "the money of relations between provinces";
        BrokenIdentity::check(self.year, "the nation", what, under_way, Money::ZERO)?;
        let (pool, recounted) = (self.balance(Account::Pool), recount[Account::Pool.index()]);
        BrokenIdentity::check(self.year, "the nation", "the pool", pool, recounted)
    }
}
