//! Pay in: months on a bounded base, the firm to the pool and the worker to the account.
//!
//! base = min(max(declared share × wage, floor), ceiling), whole yuan; the account takes 8 % of base × months.
//! The pool's side is computed once a province from the exact sum of base × months. A fall in government
//! effort shows here: fewer months and a lower declared share. Source: 国发〔2005〕38号, 国办发〔2019〕13号.

use super::cohorts::{CohortSums, RatesPpm, key as cohort_key};
use super::columns::Traits;
use super::facts::{ByProvince, Law, LifePolicy, Wages};
use super::flows::Flows;
use crate::draws::{BLOCK, uniform};

/// Adding 2²³ leaves the rounded integer in the low bits of a float, ties to even, on every machine.
const ROUND: f32 = 8_388_608.0;
/// The same for doubles: 2⁵² for numbers below it.
const ROUND_WIDE: f64 = 4_503_599_627_370_496.0;

/// Sums of one shard, packed: a count above bit 44, a sum of base × months below.
///
/// The key is province + 32 × public sector + 64 × pays alone.
#[derive(Debug)]
pub struct Packed {
    paid: [u64; 128],
    potential: [u64; 128],
    full_base: [u64; 32],
    above_floor: [u64; 32],
    accounts: [u64; 32],
    deposits: u64,
    interest: u64,
}

impl Default for Packed {
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

impl Packed {
    /// Adds the sums to the flows.
    pub fn unpack(&self, flows: &mut Flows) {
        const SUM: u64 = (1 << 44) - 1;
        for fund in 0..2 {
            for p in 0..31 {
                let (firm, alone) = (p + 32 * fund, p + 32 * fund + 64);
                flows.employee_base[fund][p] += (self.paid[firm] & SUM) as i64;
                flows.flexible_base[fund][p] += (self.paid[alone] & SUM) as i64;
                flows.payers[fund][p] +=
                    ((self.paid[firm] >> 44) + (self.paid[alone] >> 44)) as i64;
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

/// The declared base and the months paid, left for the panel.
pub struct Paid {
    /// Declared base, whole yuan a month.
    pub base: [u32; BLOCK],
    /// Months paid this year.
    pub months: [u32; BLOCK],
}

/// Everybody in the block pays what they pay this year.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "separate columns let the loop become vector code")]
pub fn pay_in(
    state: &mut [u32; BLOCK],
    months: &mut [u16; BLOCK],
    index: &mut [f32; BLOCK],
    bases_paid: &mut [u32; BLOCK],
    account: &mut [u32; BLOCK],
    traits: &[u32; BLOCK],
    wage: &[f32; BLOCK],
    in_service: &[u8; BLOCK],
    word: &[u32; BLOCK],
    (wages, policy): (&Wages, &LifePolicy),
    paid: &mut Paid,
    packed: &mut Packed,
    cohort: &mut CohortSums,
) {
    let law = &policy.institutions.law;
    let mut average = [0f32; BLOCK];
    let mut floor = [0f32; BLOCK];
    let mut ceiling = [0f32; BLOCK];
    let mut declared = [0f32; BLOCK];
    let mut full = [0f32; BLOCK];
    let mut share = [0f32; BLOCK];
    let mut density = [0f32; BLOCK];
    look_up(state, &wages.average, &mut average);
    look_up(state, &law.floor, &mut floor);
    look_up(state, &law.ceiling, &mut ceiling);
    look_up(state, &policy.declared, &mut declared);
    look_up(state, &policy.declared_at_full_effort, &mut full);
    look_up(state, &policy.months, &mut share);
    look_up(state, &policy.density, &mut density);
    let mut at_full_effort = [0u32; BLOCK];
    let mut potential = [0u32; BLOCK];
    bases(
        state,
        traits,
        wage,
        &average,
        &floor,
        &ceiling,
        (&declared, &full),
        (&mut paid.base, &mut at_full_effort, &mut potential),
    );
    let mut above = [false; BLOCK];
    for i in 0..BLOCK {
        above[i] = at_full_effort[i] > floor[i] as u32;
    }
    count_months(state, traits, &share, in_service, word, &mut paid.months);
    let mut months_at_full_effort = [0; BLOCK];
    count_months(state, traits, &density, in_service, word, &mut months_at_full_effort);
    credit(state, months, (index, bases_paid), account, paid, law, 1.0 / wages.national, packed);
    scatter(state, account, traits, in_service, &potential, paid, (&policy.rates, cohort), packed);
    scatter_full(state, traits, &months_at_full_effort, &above, &at_full_effort, packed);
}

#[inline(always)]
fn look_up(state: &[u32; BLOCK], table: &ByProvince<f32>, out: &mut [f32; BLOCK]) {
    for i in 0..BLOCK {
        out[i] = table[(state[i] as usize >> 3) & 31];
    }
}

#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "separate columns let the loop become vector code")]
fn bases(
    state: &[u32; BLOCK],
    traits: &[u32; BLOCK],
    wage: &[f32; BLOCK],
    average: &[f32; BLOCK],
    floor: &[f32; BLOCK],
    ceiling: &[f32; BLOCK],
    (declared, full): (&[f32; BLOCK], &[f32; BLOCK]),
    (base, at_full_effort, potential): (&mut [u32; BLOCK], &mut [u32; BLOCK], &mut [u32; BLOCK]),
) {
    for i in 0..BLOCK {
        let own = wage[i] * average[i];
        let at_floor = ((state[i] & 7) == 2) & ((traits[i] >> 17) & 1 == 1);
        // The public-sector fund is not what provincial effort acts on.
        let share = if (traits[i] >> 6) & 1 == 1 { full[i] } else { declared[i] };
        let (told, told_at_full) = if at_floor { (0.0, 0.0) } else { (own * share, own * full[i]) };
        let bounded = |x: f32| {
            let x = if x > floor[i] { x } else { floor[i] };
            if x < ceiling[i] { x } else { ceiling[i] }
        };
        base[i] = (bounded(told) + ROUND).to_bits() & 0x7f_ffff;
        at_full_effort[i] = (bounded(told_at_full) + ROUND).to_bits() & 0x7f_ffff;
        potential[i] = (bounded(own) + ROUND).to_bits() & 0x7f_ffff;
    }
}

/// Months paid = ⌊share × months in service + u⌋: whole months whose mean is exact.
#[inline(always)]
fn count_months(
    state: &[u32; BLOCK],
    traits: &[u32; BLOCK],
    share: &[f32; BLOCK],
    in_service: &[u8; BLOCK],
    word: &[u32; BLOCK],
    paid: &mut [u32; BLOCK],
) {
    for i in 0..BLOCK {
        let code = state[i] & 7;
        let paying = (code == 1) | (code == 2);
        let share = if (traits[i] >> 6) & 1 == 1 { 1.0 } else { share[i] };
        // Just below one, the draw would round up to a month more than there was.
        let whole = (share * f32::from(in_service[i]) + uniform(word[i])) as i32 as u32;
        let whole = whole.min(u32::from(in_service[i]));
        paid[i] = if paying { whole } else { 0 };
    }
}

#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "separate columns let the loop become vector code")]
fn credit(
    state: &mut [u32; BLOCK],
    months: &mut [u16; BLOCK],
    (index, bases_paid): (&mut [f32; BLOCK], &mut [u32; BLOCK]),
    account: &mut [u32; BLOCK],
    paid: &Paid,
    law: &Law,
    per_national: f32,
    packed: &mut Packed,
) {
    for i in 0..BLOCK {
        let paid_months = paid.months[i];
        months[i] += paid_months as u16;
        index[i] += (paid.base[i] * paid_months) as f32 * per_national;
        bases_paid[i] += paid.base[i] * paid_months;
        let here = (((state[i] >> 20) & 1023) + paid_months).min(1023);
        state[i] = (state[i] & !(1023 << 20)) | (here << 20);
    }
    let growth = law.crediting_rate;
    let on_deposits = law.crediting_rate * law.deposit_interest_share;
    let mut put = [0u32; BLOCK];
    let mut earned = [0u32; BLOCK];
    for i in 0..BLOCK {
        let holds = state[i] & 7 != 0 && state[i] & 7 <= 3;
        let base = if holds { paid.base[i] * paid.months[i] } else { 0 };
        let before = if holds { account[i] } else { 0 };
        let deposit = f64::from(base) * law.account_fen_per_yuan;
        put[i] = whole(deposit);
        earned[i] = whole(f64::from(before) * growth + f64::from(put[i]) * on_deposits);
    }
    // Sums of whole numbers: their order does not matter, so the loop may run in any number of lanes.
    for i in 0..BLOCK {
        account[i] += put[i] + earned[i];
        packed.deposits += u64::from(put[i]);
        packed.interest += u64::from(earned[i]);
    }
}

/// The nearest whole number, ties to even, of a number from 0 to 2³² − 1: after adding 2⁵² it stands in the low
/// bits.
#[inline(always)]
pub(super) fn whole(x: f64) -> u32 {
    (x + ROUND_WIDE).to_bits() as u32
}

#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "separate columns let the loop become vector code")]
fn scatter(
    state: &[u32; BLOCK],
    account: &[u32; BLOCK],
    traits: &[u32; BLOCK],
    in_service: &[u8; BLOCK],
    potential: &[u32; BLOCK],
    paid: &Paid,
    (rates, cohort): (&RatesPpm, &mut CohortSums),
    packed: &mut Packed,
) {
    for i in 0..BLOCK {
        let code = state[i] & 7;
        if code == 0 || code > 3 {
            continue;
        }
        let province = (state[i] as usize >> 3) & 31;
        let alone = usize::from(code == 2);
        let key = province + 32 * Traits(traits[i]).public() + 64 * alone;
        let sum = u64::from(paid.base[i] * paid.months[i]);
        packed.paid[key] += (u64::from(paid.months[i] > 0) << 44) | sum;
        packed.potential[key] += u64::from(potential[i]) * u64::from(in_service[i]);
        packed.accounts[province] += u64::from(account[i]);
        let cell = cohort_key(traits[i]) + 32 * alone;
        cohort.base[cell] += sum;
        cohort.due[cell] += sum * u64::from(rates[province + 32 * alone]);
    }
}

/// What payers of the enterprise fund would pay on at full effort, and how much of it a lower declared wage can
/// lower. Measured before the cut: after it, people have sunk to the floor and the share would feed on itself.
#[inline(always)]
fn scatter_full(
    state: &[u32; BLOCK],
    traits: &[u32; BLOCK],
    months: &[u32; BLOCK],
    above: &[bool; BLOCK],
    at_full_effort: &[u32; BLOCK],
    packed: &mut Packed,
) {
    for i in 0..BLOCK {
        let code = state[i] & 7;
        let pays = (code == 1) | (code == 2);
        let counts = pays & ((traits[i] >> 6) & 1 == 0);
        let sum = u64::from(at_full_effort[i]) * u64::from(months[i]);
        let sum = if counts { sum } else { 0 };
        let province = (state[i] as usize >> 3) & 31;
        packed.full_base[province] += sum;
        packed.above_floor[province] += if above[i] { sum } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::{Decision, Draws};
    use crate::law::account::{self, DepositInterest};
    use crate::law::contribution_base::BaseBounds;
    use crate::units::{Money, MonthlyMoney, Rate};

    fn words(decision: Decision) -> [u32; BLOCK] {
        std::array::from_fn(|i| Draws::new(9).words(i as u32, 2030, decision)[0])
    }

    /// The loop rounds the interest of a year once, the rule its two parts: they agree to a fen.
    #[test]
    fn accounts_are_credited_as_the_law_says() {
        let rate = Rate::percent(2.62);
        for (balance, base) in words(Decision::Work).into_iter().zip(words(Decision::Event)) {
            let (balance, base) = (balance / 40, base / 2_000);
            let deposit = whole(f64::from(base) * 8.0);
            let interest =
                f64::from(balance) * rate.as_f64() + f64::from(deposit) * rate.as_f64() * 0.5415;
            let loop_says = i64::from(balance) + i64::from(deposit) + i64::from(whole(interest));
            let money = |fen: u32| Money::from_fen(i64::from(fen));
            let law =
                account::credit(money(balance), money(deposit), rate, DepositInterest::HalfYear);
            assert!((loop_says - law.fen()).abs() <= 1, "{loop_says} {law}");
        }
    }

    #[test]
    fn bases_are_bounded_as_the_law_says() {
        let wage: [f32; BLOCK] = words(Decision::Course).map(|w| w as f32 / 8e8);
        let (average, floor, ceiling) = ([8_000f32; BLOCK], [4_800f32; BLOCK], [24_000f32; BLOCK]);
        let (state, traits, whole_wage) = ([1u32; BLOCK], [0u32; BLOCK], [1f32; BLOCK]);
        let (mut base, mut full, mut own) = ([0; BLOCK], [0; BLOCK], [0; BLOCK]);
        bases(
            &state,
            &traits,
            &wage,
            &average,
            &floor,
            &ceiling,
            (&whole_wage, &whole_wage),
            (&mut base, &mut full, &mut own),
        );
        let bounds = BaseBounds {
            floor: MonthlyMoney::from_yuan(4_800.0),
            cap: MonthlyMoney::from_yuan(24_000.0),
        };
        for i in 0..BLOCK {
            let law = bounds.base(MonthlyMoney::from_yuan(f64::from(wage[i] * 8_000.0)));
            assert!((f64::from(base[i]) - law.yuan()).abs() <= 1.0, "{} {law:?}", base[i]);
        }
    }
}
