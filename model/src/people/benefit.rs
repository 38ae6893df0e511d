//! Pay out: pensions in payment are indexed in January and paid for every month lived.
//!
//! ```text
//! pension′ = pension + F + a · months + s_own · g · pension + T · [age ≥ tilt age]
//! F = s_F · g · P̄      a = s_a · g · P̄ / N̄      T = s_T · g · P̄ / share of the old
//! ```
//! g is the total adjustment level (总体调整水平), P̄ the mean pension and N̄ the mean months of service of the province and
//! fund on 31 December last, so that the mean increase is g · P̄ (定额、挂钩、倾斜). Where an order delays high pensions
//! (缓发), whoever stands above the threshold receives the increase a year later, without back-pay.
//!
//! Source: the yearly circulars on 基本养老金调整. Left out: local amounts, which differ by province; tilts by place.

use super::cohorts::{CohortSums, KEYS, key as cohort_key, retired_at_opening};
use super::columns::{State, Traits};
use super::contribution::{floor_wide as floor, whole};
use super::facts::{ByProvince, Delay, Indexation, LifePolicy};
use super::flows::Bins;
use super::fund::Fund;
use super::limits::Bits;

/// Bins of pensions relative to the provincial mean, a sixteenth wide.
pub const BINS: usize = 64;
/// Width of a bin, share of the mean.
const PER_MEAN: f64 = 16.0;
/// A pension is held in 32 bits, fen a month; one of half of it stops the run.
const MOST: f64 = u32::MAX as f64;

/// The columns that paying out reads and writes: of a block, or of one person.
pub(super) struct Pensioners<'a, const N: usize> {
    /// Standing.
    pub state: &'a mut [u32; N],
    /// Monthly pension, fen.
    pub pension: &'a mut [u32; N],
    /// Paid months.
    pub worked: &'a [u16; N],
    /// Deemed months.
    pub deemed: &'a [u16; N],
    /// What people bring along.
    pub traits: &'a [u32; N],
    /// Months lived this year.
    pub months: &'a [u8; N],
}

/// By what a pension is raised: province + 32 × public sector, and months of service.
struct Ground<const N: usize> {
    key: [u32; N],
    service: [f64; N],
}

/// Where the pensions of people go.
pub(super) struct PaidOut<'a> {
    /// Pensions paid in the shard by province + 32 × public sector, fen.
    pub paid: &'a mut [u64; 64],
    /// The same by cell of the cohort.
    pub cohort: &'a mut CohortSums,
    /// Heads of the enterprise fund by bin, where they are counted.
    pub bins: &'a mut Bins,
    /// What the values of people reached.
    pub bits: &'a mut Bits,
}

/// Everybody who was retired on 31 December last is indexed and paid.
#[inline(always)]
pub(super) fn pay_out<const N: usize>(pensioners: Pensioners<N>, age: usize, policy: &LifePolicy, to: &mut PaidOut) {
    let Pensioners { state, pension, worked, deemed, traits, months } = pensioners;
    let ground = ground(state, traits, worked, deemed);
    if let Some(delay) = &policy.delay {
        make_good(state, pension, &ground, delay, age);
    }
    raise(state, pension, &ground, &policy.indexation, age);
    if policy.may_delay {
        count_by_pension(state, pension, &ground.key, &policy.mean_pension[Fund::Enterprise], to.bins);
    }
    for pension in &*pension {
        to.bits.bases_or_pension |= *pension;
    }
    for i in 0..N {
        if !State(state[i]).is_retired() {
            continue;
        }
        let (key, paid) = (ground.key[i] as usize % 64, u64::from(pension[i]) * u64::from(months[i]));
        to.paid[key] += paid;
        if to.cohort.asked {
            to.cohort.pensions[cohort_key(traits[i]) + KEYS * retired_at_opening(state[i])] += paid;
        }
    }
}

#[inline(always)]
fn ground<const N: usize>(state: &[u32; N], traits: &[u32; N], worked: &[u16; N], deemed: &[u16; N]) -> Ground<N> {
    let mut by = Ground { key: [0; N], service: [0.0; N] };
    for i in 0..N {
        by.key[i] = (State(state[i]).relation() + 32 * Traits(traits[i]).public()) as u32;
        by.service[i] = f64::from(i32::from(worked[i]) + i32::from(deemed[i]));
    }
    by
}

/// Pays what waited for a year, and marks whose increase waits now.
#[inline(always)]
fn make_good<const N: usize>(
    state: &mut [u32; N],
    pension: &mut [u32; N],
    ground: &Ground<N>,
    delay: &Delay,
    age: usize,
) {
    for i in 0..N {
        let s = State(state[i]);
        if !s.is_retired() {
            continue;
        }
        let (key, service) = (ground.key[i] as usize % 64, ground.service[i]);
        if s.delayed() == 1 {
            let by = &delay.before;
            let tilt = tilt(by, key, age.saturating_sub(1));
            pension[i] = indexed(by.own, pension[i], by.fixed_and_per_month[key], service, tilt);
        }
        let waits = f64::from(pension[i]) > delay.above[key];
        state[i] = s.with_delayed(usize::from(waits)).0;
    }
}

#[inline(always)]
fn raise<const N: usize>(state: &[u32; N], pension: &mut [u32; N], ground: &Ground<N>, by: &Indexation, age: usize) {
    let mut amounts = [[0.0; 2]; N];
    for i in 0..N {
        amounts[i] = by.fixed_and_per_month[ground.key[i] as usize % 64];
    }
    for i in 0..N {
        let tilt = tilt(by, ground.key[i] as usize % 64, age);
        let raised = indexed(by.own, pension[i], amounts[i], ground.service[i], tilt);
        let s = State(state[i]);
        let takes_part = s.is_retired() & (s.delayed() == 0);
        pension[i] = if takes_part { raised } else { pension[i] };
    }
}

/// Counts heads of the enterprise fund by pension relative to last year's mean.
#[inline(always)]
fn count_by_pension<const N: usize>(
    state: &[u32; N],
    pension: &[u32; N],
    key: &[u32; N],
    mean: &ByProvince<f64>,
    bins: &mut Bins,
) {
    const LAST: f64 = BINS as f64 - 1.0;
    let (mut own, mut bin) = ([0.0; N], [0; N]);
    for i in 0..N {
        own[i] = mean[key[i] as usize % 32];
    }
    for i in 0..N {
        let relative = f64::from(pension[i]) * PER_MEAN / if own[i] > 1.0 { own[i] } else { 1.0 };
        bin[i] = floor(if relative < LAST { relative } else { LAST });
    }
    for i in 0..N {
        let key = key[i] as usize % 64;
        if State(state[i]).is_retired() && key < 32 {
            bins.0[key * BINS + bin[i] as usize % BINS] += 1;
        }
    }
}

#[inline(always)]
fn tilt(by: &Indexation, key: usize, age: usize) -> f64 {
    if age >= by.tilt_age { by.tilt[key] } else { 0.0 }
}

#[inline(always)]
fn indexed(own: f64, pension: u32, [fixed, per_month]: [f64; 2], service: f64, tilt: f64) -> u32 {
    let raised = f64::from(pension) * own + fixed + per_month * service + tilt;
    whole(if raised < MOST { raised } else { MOST }) as u32
}

/// The pension, relative to the provincial mean, that this share of pensions does not exceed.
pub fn quantile(bins: &[i64], share: f64) -> f64 {
    let all: i64 = bins.iter().sum();
    let wanted = libm::rint(share * all as f64) as i64;
    let mut below = 0;
    for (bin, heads) in bins.iter().enumerate() {
        if below + heads >= wanted && *heads > 0 {
            let within = (wanted - below) as f64 / *heads as f64;
            return (bin as f64 + within) / PER_MEAN;
        }
        below += heads;
    }
    BINS as f64 / PER_MEAN
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Heads 10, 30, 60 in the sixteenths from 0.5: the 40th of a hundred ends the second.
    #[test]
    fn a_quantile_lies_where_the_heads_say() {
        let mut bins = [0; BINS];
        (bins[8], bins[9], bins[10]) = (10, 30, 60);
        assert!((quantile(&bins, 0.4) - 10.0 / 16.0).abs() < 1e-12);
        assert!((quantile(&bins, 0.7) - 10.5 / 16.0).abs() < 1e-12);
    }
}
