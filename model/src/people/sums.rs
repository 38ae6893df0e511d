//! Sums of one shard in one course of life, before they are unpacked into flows.

use super::benefit::PaidOut;
use super::cohorts::{CohortKey, CohortSums};
use super::columns::{State, Status, Traits};
use super::flows::Flows;
use super::fund::Fund;
use super::limits::Bits;
use crate::draws::BLOCK;

/// Contributions and accounts; the key is province + 32 × public sector + 64 × pays alone.
#[derive(Debug)]
pub(super) struct PaidIn {
    /// Payers above bit 44, the sum of base × months below.
    pub paid: [u64; 128],
    pub potential: [u64; 128],
    pub full_base: [u64; 32],
    pub above_floor: [u64; 32],
    pub accounts: [u64; 32],
    pub deposits: u64,
    pub interest: u64,
}

impl Default for PaidIn {
    fn default() -> Self {
        Self {
            paid: [0; 128],
            potential: [0; 128],
            full_base: [0; 32],
            above_floor: [0; 32],
            accounts: [0; 32],
            deposits: 0,
            interest: 0,
        }
    }
}

impl PaidIn {
    /// Adds the sums to the flows.
    fn unpack(&self, flows: &mut Flows) {
        const SUM: u64 = (1 << 44) - 1;
        for fund in Fund::ALL {
            for p in 0..31 {
                let (firm, alone) = (p + 32 * fund as usize, p + 32 * fund as usize + 64);
                flows.employee_base[fund][p] += (self.paid[firm] & SUM) as i64;
                flows.flexible_base[fund][p] += (self.paid[alone] & SUM) as i64;
                flows.payers[fund][p] += ((self.paid[firm] >> 44) + (self.paid[alone] >> 44)) as i64;
                flows.employee_potential[fund][p] += self.potential[firm] as i64;
                flows.flexible_potential[fund][p] += self.potential[alone] as i64;
            }
        }
        for p in 0..31 {
            flows.full_base[p] += self.full_base[p] as i64;
            flows.above_floor[p] += self.above_floor[p] as i64;
            flows.accounts[p] += self.accounts[p] as i64;
        }
        flows.deposits += self.deposits as i64;
        flows.interest += self.interest as i64;
    }
}

/// Sums of one shard in one course of life. Keys are province + 32 × public sector.
#[derive(Debug)]
pub(super) struct ShardSums {
    /// Contributions and accounts.
    pub paid_in: PaidIn,
    /// Pensions in payment.
    pub paid_out: PaidOut,
    /// By cell of the cohort.
    pub cohort: CohortSums,
    /// What the values of people reached.
    pub bits: Bits,
    heads: [u32; 512],
    pensions: [u64; 64],
    service: [u64; 64],
}

impl ShardSums {
    pub(super) fn new() -> Self {
        Self {
            paid_in: PaidIn::default(),
            paid_out: PaidOut::default(),
            cohort: CohortSums::new(),
            bits: Bits::default(),
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
        months: &[u16; BLOCK],
        deemed: &[u16; BLOCK],
        traits: &[u32; BLOCK],
    ) {
        for i in 0..BLOCK {
            let s = State(state[i]);
            let key = s.relation() + 32 * Traits(traits[i]).public();
            self.heads[s.code() * 64 + key] += 1;
            self.pensions[key] += u64::from(if s.is_retired() { pension[i] } else { 0 });
            self.service[key] += u64::from(if s.is_retired() { months[i] + deemed[i] } else { 0 });
        }
    }

    /// Adds the sums to the flows; `elderly` says whether next year's indexation tilts to the people of this shard.
    pub(super) fn unpack(&self, cohort: CohortKey, elderly: bool, flows: &mut Flows) {
        self.cohort.unpack(cohort, flows);
        self.paid_in.unpack(flows);
        self.paid_out.unpack(flows);
        for fund in Fund::ALL {
            for p in 0..31 {
                let key = fund as usize * 32 + p;
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
