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

use super::cohorts::{KEYS, key as cohort_key, retired_at_opening};
use super::columns::{State, Traits};
use super::contribution::whole;
use super::facts::{ByProvince, Delay, Indexation, LifePolicy};
use super::flows::Flows;
use super::fund::Fund;
use super::sums::ShardSums;
use crate::draws::BLOCK;

/// Bins of pensions relative to the provincial mean, a sixteenth wide.
pub const BINS: usize = 64;
/// Width of a bin, share of the mean.
const PER_MEAN: f64 = 16.0;
/// A pension is held in 32 bits, fen a month; one of half of it stops the run.
const MOST: f64 = u32::MAX as f64;

/// Sums of one shard, by province + 32 × public sector, fen; and heads of the enterprise fund by bin.
#[derive(Debug)]
pub(super) struct PaidOut {
    paid: [u64; 64],
    bins: Vec<u32>,
}

impl Default for PaidOut {
    fn default() -> Self {
        Self { paid: [0; 64], bins: vec![0; 32 * BINS] }
    }
}

impl PaidOut {
    /// Adds the sums to the flows.
    pub fn unpack(&self, flows: &mut Flows) {
        for fund in Fund::ALL {
            for p in 0..31 {
                flows.pensions[fund][p] += self.paid[p + 32 * fund as usize] as i64;
            }
        }
        for (to, from) in flows.pension_bins.0.iter_mut().zip(&self.bins) {
            *to += i64::from(*from);
        }
    }
}

/// The columns of a block that paying out reads and writes.
pub(super) struct Pensioners<'a> {
    /// Standing.
    pub state: &'a mut [u32; BLOCK],
    /// Monthly pension, fen.
    pub pension: &'a mut [u32; BLOCK],
    /// Paid months.
    pub worked: &'a [u16; BLOCK],
    /// Deemed months.
    pub deemed: &'a [u16; BLOCK],
    /// What people bring along.
    pub traits: &'a [u32; BLOCK],
    /// Months lived this year.
    pub months: &'a [u8; BLOCK],
}

/// By what a pension is raised: province + 32 × public sector, and months of service.
struct Ground {
    key: [usize; BLOCK],
    service: [f64; BLOCK],
}

/// Everybody in the block who was retired on 31 December last is indexed and paid.
#[inline(always)]
pub(super) fn pay_out(pensioners: Pensioners, age: usize, policy: &LifePolicy, sums: &mut ShardSums) {
    let Pensioners { state, pension, worked, deemed, traits, months } = pensioners;
    let ground = ground(state, traits, worked, deemed);
    if let Some(delay) = &policy.delay {
        make_good(state, pension, &ground, delay, age);
    }
    raise(state, pension, &ground, &policy.indexation, age);
    let mut paid = [0u64; BLOCK];
    for i in 0..BLOCK {
        let due = u64::from(pension[i]) * u64::from(months[i]);
        paid[i] = if State(state[i]).is_retired() { due } else { 0 };
        sums.bits.pension |= pension[i];
    }
    for i in 0..BLOCK {
        sums.paid_out.paid[ground.key[i]] += paid[i];
        let cell = cohort_key(traits[i]) + KEYS * retired_at_opening(state[i]);
        sums.cohort.pensions[cell] += paid[i];
    }
    count_bins(state, pension, &ground.key, &policy.mean_pension[Fund::Enterprise], &mut sums.paid_out);
}

#[inline(always)]
fn ground(state: &[u32; BLOCK], traits: &[u32; BLOCK], worked: &[u16; BLOCK], deemed: &[u16; BLOCK]) -> Ground {
    let mut by = Ground { key: [0; BLOCK], service: [0.0; BLOCK] };
    for i in 0..BLOCK {
        by.key[i] = State(state[i]).relation() + 32 * Traits(traits[i]).public();
        by.service[i] = f64::from(worked[i]) + f64::from(deemed[i]);
    }
    by
}

/// Pays what waited for a year, and marks whose increase waits now.
#[inline(always)]
fn make_good(state: &mut [u32; BLOCK], pension: &mut [u32; BLOCK], ground: &Ground, delay: &Delay, age: usize) {
    for i in 0..BLOCK {
        let s = State(state[i]);
        if !s.is_retired() {
            continue;
        }
        let (key, service) = (ground.key[i], ground.service[i]);
        if s.delayed() == 1 {
            pension[i] = indexed(&delay.before, pension[i], service, key, age.saturating_sub(1));
        }
        let waits = f64::from(pension[i]) > delay.above[key];
        state[i] = s.with_delayed(usize::from(waits)).0;
    }
}

#[inline(always)]
fn raise(state: &[u32; BLOCK], pension: &mut [u32; BLOCK], ground: &Ground, by: &Indexation, age: usize) {
    for i in 0..BLOCK {
        let raised = indexed(by, pension[i], ground.service[i], ground.key[i], age);
        let s = State(state[i]);
        let takes_part = s.is_retired() & (s.delayed() == 0);
        pension[i] = if takes_part { raised } else { pension[i] };
    }
}

/// Counts pensions of the enterprise fund relative to last year's mean.
#[inline(always)]
fn count_bins(
    state: &[u32; BLOCK],
    pension: &[u32; BLOCK],
    key: &[usize; BLOCK],
    mean: &ByProvince<f64>,
    sums: &mut PaidOut,
) {
    for i in 0..BLOCK {
        if State(state[i]).is_retired() & (key[i] < 32) {
            let relative = f64::from(pension[i]) * PER_MEAN / mean[key[i]].max(1.0);
            sums.bins[key[i] * BINS + (relative as usize).min(BINS - 1)] += 1;
        }
    }
}

#[inline(always)]
fn indexed(by: &Indexation, pension: u32, service: f64, key: usize, age: usize) -> u32 {
    let tilt = if age >= by.tilt_age { by.tilt[key] } else { 0.0 };
    let raised = f64::from(pension) * by.own + by.fixed[key] + by.per_month[key] * service + tilt;
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
