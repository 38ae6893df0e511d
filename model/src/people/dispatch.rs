//! The one place with `unsafe`: the people loop compiled for wider vectors where the machine has them.
//!
//! The three versions are the same source. Without fused multiply-add and with our own polynomials they give
//! the same bits; a test runs them against each other.
#![expect(unsafe_code, reason = "calling a function compiled for features that were detected at run time")]

use super::columns::Shard;
use super::live::{Desk, Setting, live};
use super::tally::Tally;

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

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn live_avx2(shard: &mut Shard, setting: &Setting, tally: &mut Tally, desk: &mut Desk) {
    live(shard, setting, tally, desk);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,bmi1,bmi2,lzcnt,popcnt")]
fn live_avx512(shard: &mut Shard, setting: &Setting, tally: &mut Tally, desk: &mut Desk) {
    live(shard, setting, tally, desk);
}

#[inline(never)]
fn live_baseline(shard: &mut Shard, setting: &Setting, tally: &mut Tally, desk: &mut Desk) {
    live(shard, setting, tally, desk);
}

/// Lives a shard's year with vectors of this width; a width the machine lacks falls back to the next lower.
pub(super) fn live_shard(width: Width, shard: &mut Shard, setting: &Setting, tally: &mut Tally, desk: &mut Desk) {
    match width.min(Width::detect()) {
        Width::Baseline => live_baseline(shard, setting, tally, desk),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: `Width::detect` found every feature the function is compiled for.
        Width::Avx2 => unsafe { live_avx2(shard, setting, tally, desk) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Width::Avx512 => unsafe { live_avx512(shard, setting, tally, desk) },
        #[cfg(not(target_arch = "x86_64"))]
        _ => live_baseline(shard, setting, tally, desk),
    }
}
