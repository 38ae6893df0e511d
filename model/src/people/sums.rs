//! Sums of one shard in one course of life, before they are unpacked into flows.

use super::benefit::PaidOut;
use super::cohorts::{CohortKey, CohortSums};
use super::columns::Status;
use super::contribution::Packed;
use super::flows::Flows;
use crate::draws::BLOCK;

/// Sums of one shard in one course of life. Keys are province + 32 × public sector.
pub(super) struct Sums {
    /// Contributions and accounts.
    pub packed: Packed,
    /// Pensions in payment.
    pub paid_out: PaidOut,
    /// By cell of the cohort.
    pub cohort: CohortSums,
    heads: [u32; 512],
    pensions: [u64; 64],
    service: [u64; 64],
}

impl Sums {
    pub(super) fn new() -> Self {
        Self {
            packed: Packed::default(),
            paid_out: PaidOut::default(),
            cohort: CohortSums::new(),
            heads: [0; 512],
            pensions: [0; 64],
            service: [0; 64],
        }
    }

    /// Counts a block on 31 December, by status, fund and relation.
    #[inline(always)]
    pub(super) fn count(
        &mut self,
        state: &[u32; BLOCK],
        pension: &[u32; BLOCK],
        (months, deemed): (&[u16; BLOCK], &[u16; BLOCK]),
        traits: &[u32; BLOCK],
    ) {
        for i in 0..BLOCK {
            let code = state[i] & 7;
            let key = (((state[i] >> 3) & 31) + 32 * ((traits[i] >> 6) & 1)) as usize;
            let retired = code == 4;
            self.heads[code as usize * 64 + key] += 1;
            self.pensions[key] += u64::from(if retired { pension[i] } else { 0 });
            self.service[key] += u64::from(if retired { months[i] + deemed[i] } else { 0 });
        }
    }

    /// Adds the sums to the flows; `elderly` says whether next year's indexation tilts to the people of this shard.
    pub(super) fn unpack(&self, cohort: CohortKey, elderly: bool, flows: &mut Flows) {
        self.cohort.unpack(cohort, flows);
        self.packed.unpack(flows);
        self.paid_out.unpack(flows);
        for fund in 0..2 {
            for p in 0..31 {
                let key = fund * 32 + p;
                for code in 0..8 {
                    let heads = i64::from(self.heads[code * 64 + key]);
                    flows.count(Status::from_code(code as u32), p, fund, heads);
                }
                let retired = i64::from(self.heads[Status::Retired as usize * 64 + key]);
                flows.elderly[fund][p] += if elderly { retired } else { 0 };
                flows.monthly_pensions[fund][p] += self.pensions[key] as i64;
                flows.service_months[fund][p] += self.service[key] as i64;
            }
        }
    }
}
