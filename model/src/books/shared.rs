//! What the trials of a year have in common.

use crate::geography::{PROVINCES, Province};

/// What was worked out from the facts of a year, in the order in which clauses ask for it, by year of the horizon.
#[derive(Clone, Debug, Default)]
pub(super) struct OfFacts {
    /// The province whose facts are changed; outside of trials nothing is shared.
    nudged: Option<Province>,
    year: usize,
    next: usize,
    known: Vec<Vec<[i64; PROVINCES]>>,
}

impl OfFacts {
    /// Trials of another province forget what was known: its own facts were changed when it was worked out.
    pub fn nudge(&mut self, p: Province) {
        if self.nudged != Some(p) {
            self.nudged = Some(p);
            self.known.clear();
        }
    }

    /// A settlement of a year of the horizon begins.
    pub const fn begin(&mut self, year: usize) {
        (self.year, self.next) = (year, 0);
    }

    #[inline]
    pub fn of_facts(&mut self, value: impl Fn(Province) -> i64) -> [i64; PROVINCES] {
        let Some(p) = self.nudged else { return Province::each(value) };
        if self.known.len() <= self.year {
            self.known.resize(self.year + 1, Vec::new());
        }
        let known = &mut self.known[self.year];
        if known.len() == self.next {
            known.push(Province::each(&value));
        }
        let mut found = known[self.next];
        self.next += 1;
        found[p.index()] = value(p);
        debug_assert_eq!(found, Province::each(value), "what a clause asked for follows from more than its facts");
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Books, Opening};
    use super::*;

    /// Two questions a settlement; the year is settled twice, and once again a year later.
    #[test]
    fn what_follows_from_facts_is_worked_out_once_a_year_of_the_horizon() {
        let opened = Books::open(2030, Opening::default(), false);
        let mut books = opened.clone();
        books.try_out(Province::from_index(3));
        let asks = |books: &mut Books| [1, 2].map(|times| books.of_facts(|p| times * p.index() as i64)[5]);
        assert_eq!(asks(&mut books), [5, 10]);
        books.reopen(&opened);
        assert_eq!(asks(&mut books), [5, 10]);
        books.carry_over(&opened, 1);
        assert_eq!(asks(&mut books), [5, 10]);
        assert_eq!(books.shared.known.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    }
}
