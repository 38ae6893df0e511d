//! Ranks: processes that live one country together.
//!
//! ```text
//! dealt        adults: each lives on one rank, with everything that is theirs
//! replicated   provinces, children, books, governments, tables: every rank has them and reckons the same
//! joined       what adults add up to, once a year: whole numbers, whose sum does not depend on who added first
//! ```
//! Draws are keyed by person, so a life is the same wherever it is lived. Every rank comes to the same calls in the same
//! order; a rank that does not leaves the others waiting, so whoever runs ranks ends all of them when one fails.

use std::fmt::Debug;

/// The ranks of a run, as one of them sees them.
pub trait Ranks: Debug + Send + Sync {
    /// The number of this rank, from 0.
    fn rank(&self) -> usize;

    /// How many there are, at least one.
    fn count(&self) -> usize;

    /// Puts the sum over all ranks in the place of every number. All ranks bring equally many.
    fn sum(&self, sums: &mut [i64]);

    /// Brings the bytes of every rank to rank 0, in the order of ranks; the others get nothing.
    fn gather(&self, rows: Vec<u8>) -> Option<Vec<Vec<u8>>>;
}

/// One rank that lives everybody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Ranks for Alone {
    fn rank(&self) -> usize {
        0
    }

    fn count(&self) -> usize {
        1
    }

    fn sum(&self, _: &mut [i64]) {}

    fn gather(&self, rows: Vec<u8>) -> Option<Vec<Vec<u8>>> {
        Some(vec![rows])
    }
}

/// Puts the sum over all ranks in the place of every number that `each` hands on; it is asked twice and hands on the same.
pub(crate) fn sum_each(ranks: &dyn Ranks, mut each: impl FnMut(&mut dyn FnMut(&mut i64))) {
    if ranks.count() == 1 {
        return;
    }
    let mut sums = Vec::new();
    each(&mut |sum| sums.push(*sum));
    ranks.sum(&mut sums);
    let mut sums = sums.into_iter();
    each(&mut |sum| *sum = sums.next().expect("as many sums as before"));
}
