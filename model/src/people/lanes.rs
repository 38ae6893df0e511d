//! Which lanes of a block something happens to.
//!
//! A stage asks the whole block whether a bound is met that nobody whom it concerns can fail, in vectors and without
//! jumps, and then looks closely at the few who remain. A flag is a byte, 0 or 1.

/// Lanes of a block, in order.
#[derive(Debug)]
pub(super) struct Lanes<const N: usize> {
    lane: [u8; N],
    count: usize,
}

impl<const N: usize> Lanes<N> {
    /// None.
    pub const NONE: Self = Self { lane: [0; N], count: 0 };

    /// The lanes whose flag is set.
    #[inline(always)]
    pub fn of(flags: &[u8; N]) -> Self {
        let mut lanes = Self::NONE;
        each(flags, |lane| {
            lanes.lane[lanes.count % N] = lane as u8;
            lanes.count += 1;
        });
        lanes
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// As they are held.
    pub fn as_slice(&self) -> &[u8] {
        &self.lane[..self.count]
    }

    /// One after the other.
    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.as_slice().iter().map(|lane| usize::from(*lane))
    }
}

/// Calls for every place whose flag is set, in order; eight flags are looked at in one word.
#[inline(always)]
pub(super) fn each(flags: &[u8], mut call: impl FnMut(usize)) {
    let (eights, rest) = flags.as_chunks::<8>();
    for (number, eight) in eights.iter().enumerate() {
        let mut set = u64::from_le_bytes(*eight);
        while set != 0 {
            call(8 * number + set.trailing_zeros() as usize / 8);
            set &= set - 1;
        }
    }
    for (place, flag) in rest.iter().enumerate() {
        if *flag != 0 {
            call(8 * eights.len() + place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::BLOCK;

    #[test]
    fn every_set_flag_is_called_once_and_in_order() {
        let flags: Vec<u8> = (0..BLOCK + 5).map(|i| u8::from(i % 7 == 3 || i > 250)).collect();
        let mut called = Vec::new();
        each(&flags, |place| called.push(place));
        let wanted: Vec<usize> = (0..flags.len()).filter(|&i| flags[i] == 1).collect();
        assert_eq!(called, wanted);
        let block: &[u8; BLOCK] = flags[..BLOCK].try_into().expect("a block");
        let inside: Vec<usize> = wanted.into_iter().filter(|&i| i < BLOCK).collect();
        let lanes = Lanes::of(block);
        assert_eq!(lanes.iter().collect::<Vec<_>>(), inside);
        assert_eq!(lanes.len(), inside.len());
    }
}
