//! The one place with `unsafe`: loops over people compiled for wider vectors where the machine has them.
//!
//! The three versions are the same source. Without fused multiply-add and with our own polynomials they give
//! the same bits; a test runs them against each other.
#![expect(unsafe_code, reason = "calling a function compiled for features that were detected at run time")]

use super::birth::{Born, fill_in_lanes};
use super::columns::Shard;
use super::desk::Desk;
use super::live::{Setting, live};
use super::tally::Tally;
use crate::draws::{BLOCK, Decision, Draws};
use crate::units::Year;

/// The instruction sets the loop is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    /// Whatever the target has without asking.
    Baseline,
    /// AVX2: 8 lanes of 32 bits.
    Avx2,
    /// AVX-512: 16 lanes of 32 bits.
    Avx512,
}

impl Width {
    /// The widest this machine has.
    pub fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
            {
                return Self::Avx512;
            }
            if is_x86_feature_detected!("avx2") {
                return Self::Avx2;
            }
        }
        Self::Baseline
    }
}

/// A loop compiled for every width; a width the machine lacks falls back to the next lower.
macro_rules! by_width {
    ($(#[$about:meta])* fn $name:ident($($argument:ident: $type:ty),*) = $loop:path;) => {
        $(#[$about])*
        pub(super) fn $name(width: Width, $($argument: $type),*) {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
            fn avx2($($argument: $type),*) {
                $loop($($argument),*);
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,bmi1,bmi2,lzcnt,popcnt")]
            fn avx512($($argument: $type),*) {
                $loop($($argument),*);
            }
            #[inline(never)]
            fn baseline($($argument: $type),*) {
                $loop($($argument),*);
            }
            match width.min(Width::detect()) {
                Width::Baseline => baseline($($argument),*),
                #[cfg(target_arch = "x86_64")]
                // SAFETY: `Width::detect` found every feature the function is compiled for.
                Width::Avx2 => unsafe { avx2($($argument),*) },
                #[cfg(target_arch = "x86_64")]
                // SAFETY: as above.
                Width::Avx512 => unsafe { avx512($($argument),*) },
                #[cfg(not(target_arch = "x86_64"))]
                _ => baseline($($argument),*),
            }
        }
    };
}

by_width! {
    /// Lives a shard's year.
    fn live_shard(shard: &mut Shard, setting: &Setting, tally: &mut Tally, desk: &mut Desk) = live;
}
by_width! {
    /// Draws what people of a block are born with.
    fn draw_born(born: &mut Born, ids: (u32, usize), draws: Draws) = Born::draw_in_lanes;
}
by_width! {
    /// The words of people of a block.
    fn fill(ids: (u32, usize), what: (Year, Decision), draws: Draws, words: &mut [[u32; BLOCK]; 4]) = fill_in_lanes;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Widths that the machine lacks fall back to one that it has.
    #[test]
    fn some_of_a_block_draw_the_same_at_every_width() {
        let draws = Draws::new(7);
        for people in [0, 1, 64, 65, BLOCK] {
            let drawn = [Width::Baseline, Width::Avx2, Width::Avx512].map(|width| {
                let (mut born, mut words) = (Born::NOBODY, [[0; BLOCK]; 4]);
                draw_born(width, &mut born, (900, people), draws);
                fill(width, (900, people), (2031, Decision::Work), draws, &mut words);
                (format!("{born:?}"), words)
            });
            assert!(drawn.iter().all(|of_width| *of_width == drawn[0]));
            for lane in 0..people {
                let words = drawn[0].1.each_ref().map(|words| words[lane]);
                assert_eq!(words, draws.words(900 + lane as u32, 2031, Decision::Work));
            }
        }
    }
}
