//! What the people of some shards add up to in one course of life, before it is unpacked into flows.
//!
//! An unpacking reads every sum, so it waits until as many people are counted as packed sums can hold.

use super::cohorts::CohortSums;
use super::columns::{Life, Shard, State, Status, Traits, block};
use super::flows::Flows;
use super::fund::Fund;
use super::lanes::each;
use super::limits::Bits;
use std::mem::take;

/// Contributions and accounts; the key is province + 32 × pays alone + 64 × public sector.
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
    fn unpack(&mut self, flows: &mut Flows) {
        const SUM: u64 = (1 << 44) - 1;
        for fund in Fund::ALL {
            for p in 0..31 {
                let (firm, alone) = (p + 64 * fund as usize, p + 64 * fund as usize + 32);
                let (paid, paid_alone) = (take(&mut self.paid[firm]), take(&mut self.paid[alone]));
                flows.employee_base[fund][p] += (paid & SUM) as i64;
                flows.flexible_base[fund][p] += (paid_alone & SUM) as i64;
                flows.payers[fund][p] += ((paid >> 44) + (paid_alone >> 44)) as i64;
                flows.employee_potential[fund][p] += take(&mut self.potential[firm]) as i64;
                flows.flexible_potential[fund][p] += take(&mut self.potential[alone]) as i64;
            }
        }
        for p in 0..31 {
            flows.full_base[p] += take(&mut self.full_base[p]) as i64;
            flows.above_floor[p] += take(&mut self.above_floor[p]) as i64;
            flows.accounts[p] += take(&mut self.accounts[p]) as i64;
        }
        flows.deposits += take(&mut self.deposits) as i64;
        flows.interest += take(&mut self.interest) as i64;
    }
}

/// Eight statuses, 64 keys.
const HEADS: usize = 8 * 64;

/// Sums of a year's base of so many people, twelve months each, stay below 2⁴⁴.
const MOST: usize = 1 << 17;

/// Sums of some shards in one course of life. Keys are province + 32 × public sector.
#[derive(Debug)]
pub(super) struct CourseSums {
    /// Who is in the sums, and whether next year's indexation tilts to them; it does to all or to none.
    people: usize,
    elderly: bool,
    /// Contributions and accounts.
    pub paid_in: PaidIn,
    /// Pensions paid, fen.
    pub paid_out: [u64; 64],
    /// By cell of the cohort, of one shard.
    pub cohort: CohortSums,
    /// What the values of people reached, of one shard.
    pub bits: Bits,
    /// Heads by status in blocks of 64; of the insured and retired alone where they are few.
    heads: [u32; HEADS],
    pensions: [u64; 64],
    service: [u64; 64],
}

impl CourseSums {
    /// Nobody yet; of cohorts only if they are asked for.
    pub(super) fn new(cohorts: bool) -> Self {
        Self {
            people: 0,
            elderly: false,
            paid_in: PaidIn::default(),
            paid_out: [0; 64],
            cohort: CohortSums::new(cohorts),
            bits: Bits::default(),
            heads: [0; HEADS],
            pensions: [0; 64],
            service: [0; 64],
        }
    }

    /// Counts a block on 31 December, by status, fund and relation; `many` says whether many of it are in the scheme.
    #[inline(always)]
    pub(super) fn count<const N: usize>(&mut self, life: &Life, shard: &Shard, start: usize, many: bool) {
        let (state, traits): (&[_; N], &[_; N]) = (block(&life.state, start), block(&shard.traits, start));
        let mut at = [0; N];
        let mut flag = [0u8; N];
        for i in 0..N {
            let s = State(state[i]);
            at[i] = (s.code() * 64 + s.relation() + 32 * Traits(traits[i]).public()) as u32;
            let counts = if many { s.is_retired() } else { s.is_in_service() | s.is_retired() };
            flag[i] = u8::from(counts);
        }
        if many {
            for i in 0..N {
                self.heads[at[i] as usize % HEADS] += 1;
            }
        }
        let (pension, months): (&[_; N], &[_; N]) = (block(&life.bases_or_pension, start), block(&life.months, start));
        let deemed: &[_; N] = block(&shard.deemed, start);
        each(&flag, |i| {
            let (at, key) = (at[i] as usize % HEADS, at[i] as usize % 64);
            self.heads[at] += u32::from(!many);
            if State(state[i]).is_retired() {
                self.pensions[key] += u64::from(pension[i]);
                self.service[key] += u64::from(months[i] + deemed[i]);
            }
        });
    }

    /// Makes room for a shard: what is held goes to the flows if both together are too many, or of both age groups.
    pub(super) fn begin(&mut self, shard: &Shard, elderly: bool, flows: &mut Flows) {
        if self.people + shard.len > MOST || self.elderly != elderly {
            self.unpack(flows);
        }
        self.people += shard.len;
        self.elderly = elderly;
    }

    /// Ends a shard: what is held of it alone goes to the flows.
    pub(super) fn end(&mut self, shard: &Shard, life: &Life, flows: &mut Flows) {
        take(&mut self.bits).count(life, flows);
        self.cohort.unpack((shard.birth_year, shard.sex), flows);
    }

    /// Adds the sums to the flows and begins anew.
    pub(super) fn unpack(&mut self, flows: &mut Flows) {
        if take(&mut self.people) == 0 {
            return;
        }
        self.paid_in.unpack(flows);
        for fund in Fund::ALL {
            for p in 0..31 {
                let key = fund as usize * 32 + p;
                let mut heads = |status| i64::from(take(&mut self.heads[status as usize * 64 + key]));
                let (dormant, retired) = (heads(Status::Dormant), heads(Status::Retired));
                flows.insured[fund][p] += heads(Status::Employee) + heads(Status::Flexible) + dormant;
                flows.dormant[fund][p] += dormant;
                flows.retirees[fund][p] += retired;
                flows.elderly[fund][p] += if self.elderly { retired } else { 0 };
                flows.pensions[fund][p] += take(&mut self.paid_out[key]) as i64;
                flows.monthly_pensions[fund][p] += take(&mut self.pensions[key]) as i64;
                flows.service_months[fund][p] += take(&mut self.service[key]) as i64;
            }
        }
    }
}
