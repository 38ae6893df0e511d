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

use super::cohorts::{CohortSums, key as cohort_key, retired_at_opening};
use super::columns::Traits;
use super::contribution::whole;
use super::facts::{Indexation, LifePolicy};
use super::flows::Flows;
use crate::draws::BLOCK;

/// Bins of pensions relative to the provincial mean, a sixteenth wide.
pub const BINS: usize = 64;
/// Width of a bin, share of the mean.
const PER_MEAN: f64 = 16.0;
/// Set while an increase is outstanding.
const DELAYED: u32 = 1 << 31;

/// Sums of one shard, by province + 32 × public sector, fen; and heads of the enterprise fund by bin.
#[derive(Debug)]
pub struct PaidOut {
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
        for fund in 0..2 {
            for p in 0..31 {
                flows.pensions[fund][p] += self.paid[p + 32 * fund] as i64;
            }
        }
        for (to, from) in flows.pension_bins.0.iter_mut().zip(&self.bins) {
            *to += i64::from(*from);
        }
    }
}

/// Everybody in the block who was retired on 31 December last is indexed and paid.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "separate columns let the loop become vector code")]
pub fn pay_out(
    state: &mut [u32; BLOCK],
    pension: &mut [u32; BLOCK],
    (worked, deemed): (&[u16; BLOCK], &[u16; BLOCK]),
    traits: &[u32; BLOCK],
    months: &[u8; BLOCK],
    age: usize,
    policy: &LifePolicy,
    (sums, cohort): (&mut PaidOut, &mut CohortSums),
) {
    let mut key = [0usize; BLOCK];
    let mut service = [0f64; BLOCK];
    for i in 0..BLOCK {
        let (p, fund) = ((state[i] as usize >> 3) & 31, Traits(traits[i]).public());
        key[i] = p + 32 * fund;
        service[i] = f64::from(worked[i]) + f64::from(deemed[i]);
    }
    if let Some(delay) = &policy.delay {
        for i in 0..BLOCK {
            if state[i] & 7 != 4 {
                continue;
            }
            if state[i] & DELAYED != 0 {
                let before = age.saturating_sub(1);
                pension[i] = indexed(&delay.before, pension[i], service[i], key[i], before);
                state[i] &= !DELAYED;
            }
            if f64::from(pension[i]) > delay.above[key[i]] {
                state[i] |= DELAYED;
            }
        }
    }
    for i in 0..BLOCK {
        let raised = indexed(&policy.indexation, pension[i], service[i], key[i], age);
        let takes_part = state[i] & (7 | DELAYED) == 4;
        pension[i] = if takes_part { raised } else { pension[i] };
    }
    for i in 0..BLOCK {
        let retired = state[i] & 7 == 4;
        let paid = u64::from(pension[i]) * u64::from(months[i]);
        let paid = if retired { paid } else { 0 };
        sums.paid[key[i]] += paid;
        cohort.pensions[cohort_key(traits[i]) + 32 * retired_at_opening(state[i])] += paid;
        if retired & (key[i] < 32) {
            let relative =
                f64::from(pension[i]) * PER_MEAN / policy.mean_pension[0][key[i]].max(1.0);
            sums.bins[key[i] * BINS + (relative as usize).min(BINS - 1)] += 1;
        }
    }
}

#[inline(always)]
fn indexed(by: &Indexation, pension: u32, service: f64, key: usize, age: usize) -> u32 {
    let tilt = if age >= by.tilt_age { by.tilt[key] } else { 0.0 };
    whole(f64::from(pension) * by.own + by.fixed[key] + by.per_month[key] * service + tilt)
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
