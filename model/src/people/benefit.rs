//! Pay out: pensions in payment are indexed in January and paid for every month lived.
//!
//! pension′ = pension + g·[(1 − f)·pension + f·mean pension of the province], g the total adjustment level
//! (总体调整水平) and f the share paid as the same amount to everybody. Left out: the years-linked part,
//! which is treated as proportional, and local tilts. Source: the yearly circulars on
//! 基本养老金调整 (定额调整、挂钩调整与适当倾斜).

use super::columns::Traits;
use super::contribution::whole;
use super::facts::LifePolicy;
use super::flows::Flows;
use crate::draws::BLOCK;

/// Sums of one shard by province + 32 × public sector, fen.
#[derive(Debug)]
pub struct PaidOut([u64; 64]);

impl Default for PaidOut {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl PaidOut {
    /// Adds the sums to the flows.
    pub fn unpack(&self, flows: &mut Flows) {
        for fund in 0..2 {
            for p in 0..31 {
                flows.pensions[fund][p] += self.0[p + 32 * fund] as i64;
            }
        }
    }
}

/// Everybody in the block who was retired on 31 December last is indexed and paid.
#[inline(always)]
pub fn pay_out(
    state: &[u32; BLOCK],
    pension: &mut [u32; BLOCK],
    traits: &[u32; BLOCK],
    months: &[u8; BLOCK],
    policy: &LifePolicy,
    sums: &mut PaidOut,
) {
    let law = &policy.institutions.law;
    let own = 1.0 + law.indexation * (1.0 - law.indexation_fixed_share);
    let fixed_part = law.indexation * law.indexation_fixed_share;
    let mut fixed = [0f64; BLOCK];
    let mut key = [0usize; BLOCK];
    for i in 0..BLOCK {
        let (p, fund) = ((state[i] as usize >> 3) & 31, Traits(traits[i]).public());
        fixed[i] = policy.mean_pension[fund][p] * fixed_part;
        key[i] = p + 32 * fund;
    }
    for i in 0..BLOCK {
        let indexed = whole(f64::from(pension[i]) * own + fixed[i]);
        let retired = state[i] & 7 == 4;
        pension[i] = if retired { indexed } else { pension[i] };
    }
    for i in 0..BLOCK {
        let retired = state[i] & 7 == 4;
        let paid = u64::from(pension[i]) * u64::from(months[i]);
        sums.0[key[i]] += if retired { paid } else { 0 };
    }
}
