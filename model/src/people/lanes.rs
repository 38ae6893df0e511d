//! Which lanes of a block something happens to.
//!
//! A stage asks the whole block whether a bound is met that nobody whom it concerns can fail, in vectors and without
//! jumps, and then looks closely at the few who remain. A flag is a byte, 0 or 1.

/// Lanes of a block, in order.
#[derive(Debug)]
pub struct Lanes<const N: usize> {
    lane: [u8; N],
    count: usize,
}

impl<const N: usize> Lanes<N> {
    /// None.
    pub(super) const NONE: Self = Self { lane: [0; N], count: 0 };

    /// The lanes whose flag is set, of which there are few.
    #[inline(always)]
    pub(super) fn of(flags: &[u8; N]) -> Self {
        let mut lanes = Self::NONE;
        each(flags, |lane| {
            lanes.lane[lanes.count % N] = lane as u8;
            lanes.count += 1;
        });
        lanes
    }

    /// The same where there are many: where any of eight flags is set, all eight lanes are put down without a jump, each
    /// over the last that was not to stand.
    pub fn of_many(flags: &[u8; N]) -> Self {
        const { assert!(N.is_multiple_of(8)) };
        let mut lanes = Self::NONE;
        for (number, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
            if *eight == [0; 8] {
                continue;
            }
            for (lane, flag) in (8 * number..).zip(eight) {
                lanes.lane[lanes.count % N] = lane as u8;
                lanes.count += usize::from(*flag);
            }
        }
        lanes
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// As they are held.
    pub(super) fn as_slice(&self) -> &[u8] {
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
        for lanes in [Lanes::of(block), Lanes::of_many(block)] {
            assert_eq!(lanes.iter().collect::<Vec<_>>(), inside);
            assert_eq!(lanes.len(), inside.len());
        }
    }

    #[test]
    fn few_and_many_flags_give_the_same_lanes() {
        for set in [|_| true, |lane: usize| lane % 3 == 1, |lane| lane == 255, |_| false] {
            let flags: [u8; BLOCK] = std::array::from_fn(|lane| u8::from(set(lane)));
            let wanted: Vec<usize> = (0..BLOCK).filter(|lane| set(*lane)).collect();
            for lanes in [Lanes::of(&flags), Lanes::of_many(&flags)] {
                assert_eq!(lanes.iter().collect::<Vec<_>>(), wanted);
            }
        }
    }
}
