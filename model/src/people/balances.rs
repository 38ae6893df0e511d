//! Balances of individual accounts, in five bytes each: every course of life has one of everybody.
//!
//! Five bytes hold 2⁴⁰ − 1 fen, eleven billion yuan; half of that stops a run (`people/limits.rs`).

use super::columns::block_mut;
use bitcode::{Decode, Encode};

/// A column of balances, fen.
#[derive(Clone, Debug, Decode, Default, Encode, PartialEq, Eq)]
pub struct Balances {
    low: Vec<u32>,
    high: Vec<u8>,
}

impl Balances {
    /// Empty accounts of so many places.
    pub fn empty(length: usize) -> Self {
        Self { low: vec![0; length], high: vec![0; length] }
    }

    /// The balance at a place.
    #[inline(always)]
    pub fn at(&self, place: usize) -> u64 {
        joined(self.low[place], self.high[place])
    }

    /// Puts a balance below 2⁴⁰ at a place.
    #[inline(always)]
    pub fn set(&mut self, place: usize, fen: u64) {
        (self.low[place], self.high[place]) = parted(fen);
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        self.low.iter().zip(&self.high).map(|(low, high)| joined(*low, *high))
    }

    /// The two columns that hold them.
    pub(super) const fn columns(&mut self) -> (&mut Vec<u32>, &mut Vec<u8>) {
        (&mut self.low, &mut self.high)
    }

    /// The block that begins at a place.
    #[inline(always)]
    pub(super) fn block<const N: usize>(&mut self, start: usize) -> SomeBalances<'_, N> {
        SomeBalances { low: block_mut(&mut self.low, start), high: block_mut(&mut self.high, start) }
    }
}

/// Balances of a block, or of people brought together.
pub(super) struct SomeBalances<'a, const N: usize> {
    pub low: &'a mut [u32; N],
    pub high: &'a mut [u8; N],
}

/// The number of which these are the low and the high bits.
#[inline(always)]
pub(super) fn joined(low: u32, high: u8) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

/// The low and the high bits of a number below 2⁴⁰.
#[inline(always)]
pub(super) const fn parted(fen: u64) -> (u32, u8) {
    (fen as u32, (fen >> 32) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_balance_comes_back_to_the_fen() {
        let mut balances = Balances::empty(4);
        let fen = [0, 1, u64::from(u32::MAX) + 1, (1 << 40) - 1];
        for (place, fen) in fen.into_iter().enumerate() {
            balances.set(place, fen);
        }
        assert_eq!(std::array::from_fn(|place| balances.at(place)), fen);
        assert!(balances.iter().eq(fen));
    }
}
