//! What the province of the pension relation sets for each person of a block: wage level, bounds, what effort leaves.

use super::columns::State;
use super::facts::{ByProvince, LifePolicy, Wages};

/// What the provinces of people's relations set, looked up for each of them.
#[derive(Debug)]
pub(super) struct Terms<const N: usize> {
    pub average: [f32; N],
    pub floor: [f32; N],
    pub ceiling: [f32; N],
    pub declared: [f32; N],
    pub declared_at_full_effort: [f32; N],
    pub months: [f32; N],
    pub density: [f32; N],
}

impl<const N: usize> Terms<N> {
    /// Nothing looked up yet.
    pub const NONE: Self = Self {
        average: [0.0; N],
        floor: [0.0; N],
        ceiling: [0.0; N],
        declared: [0.0; N],
        declared_at_full_effort: [0.0; N],
        months: [0.0; N],
        density: [0.0; N],
    };

    /// Looks up what holds in the provinces of the relations.
    #[inline(always)]
    pub fn look_up(&mut self, state: &[u32; N], wages: &Wages, policy: &LifePolicy) {
        let law = &policy.institutions.law;
        look_up(state, &wages.average, &law.floor, (&mut self.average, &mut self.floor));
        look_up(state, &law.ceiling, &policy.months, (&mut self.ceiling, &mut self.months));
        let declared = (&mut self.declared, &mut self.declared_at_full_effort);
        look_up(state, &policy.declared, &policy.declared_at_full_effort, declared);
        for i in 0..N {
            self.density[i] = policy.density[State(state[i]).relation()];
        }
    }
}

/// Two columns by province, looked up for each person as one number of 64 bits.
#[inline(always)]
fn look_up<const N: usize>(
    state: &[u32; N],
    low: &ByProvince<f32>,
    high: &ByProvince<f32>,
    (to_low, to_high): (&mut [f32; N], &mut [f32; N]),
) {
    let mut table = [0u64; 32];
    for p in 0..32 {
        table[p] = u64::from(low[p].to_bits()) | (u64::from(high[p].to_bits()) << 32);
    }
    let mut both = [0; N];
    for i in 0..N {
        both[i] = table[State(state[i]).relation()];
    }
    for i in 0..N {
        to_low[i] = f32::from_bits(both[i] as u32);
        to_high[i] = f32::from_bits((both[i] >> 32) as u32);
    }
}
