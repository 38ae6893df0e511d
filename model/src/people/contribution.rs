//! Pay in: months on a bounded base, the firm to the pool and the worker to the account.
//!
//! base = min(max(declared share × wage, floor), ceiling), whole yuan; the account takes 8 % of base × months.
//! The pool's side is computed once a province from the exact sum of base × months. A fall in government
//! effort shows here: fewer months and a lower declared share. Source: 国发〔2005〕38号, 国办发〔2019〕13号.
//!
//! Each loop takes its columns as arguments of its own, so that the compiler knows they are apart and makes vector
//! code.

use super::cohorts::{KEYS, RatesPpm, key as cohort_key};
use super::columns::{State, Status, Traits};
use super::facts::{ByProvince, Law, LifePolicy, Wages};
use super::limits::{BASE, Bits};
use super::sums::{PaidIn, ShardSums};
use crate::draws::{BLOCK, uniform};

/// Adding 2²³ leaves the rounded integer in the low bits of a float, ties to even, on every machine.
const ROUND: f32 = 8_388_608.0;
/// The same for doubles: 2⁵² for numbers below it.
const ROUND_WIDE: f64 = 4_503_599_627_370_496.0;

/// The columns of a block that paying in reads and writes.
pub(super) struct PayIn<'a> {
    /// Standing.
    pub state: &'a mut [u32; BLOCK],
    /// Paid months.
    pub months: &'a mut [u16; BLOCK],
    /// Sum of base ÷ national average wage.
    pub index: &'a mut [f32; BLOCK],
    /// Sum of bases since 1998, yuan.
    pub bases: &'a mut [u32; BLOCK],
    /// Account, fen.
    pub account: &'a mut [u64; BLOCK],
    /// What people bring along.
    pub traits: &'a [u32; BLOCK],
    /// Wage relative to the provincial average.
    pub wage: &'a [f32; BLOCK],
    /// Months in service this year.
    pub in_service: &'a [u8; BLOCK],
    /// The draw that rounds months.
    pub word: &'a [u32; BLOCK],
}

/// What a block paid this year, and would have paid at full effort.
pub(super) struct Paid {
    /// Declared base, whole yuan a month.
    pub base: [u32; BLOCK],
    /// Months paid.
    pub months: [u32; BLOCK],
    /// Own wage within the bounds × months in service, yuan.
    potential: [u32; BLOCK],
    /// The base at full effort, whole yuan a month.
    full_base: [u32; BLOCK],
    /// Whether it is above the floor.
    above_floor: [bool; BLOCK],
    /// The months at full effort.
    full_months: [u32; BLOCK],
}

impl Paid {
    /// Nothing yet.
    pub const NONE: Self = Self {
        base: [0; BLOCK],
        months: [0; BLOCK],
        potential: [0; BLOCK],
        full_base: [0; BLOCK],
        above_floor: [false; BLOCK],
        full_months: [0; BLOCK],
    };
}

/// What the provinces of a block's relations set, looked up for each person.
struct Rules {
    average: [f32; BLOCK],
    floor: [f32; BLOCK],
    ceiling: [f32; BLOCK],
    declared: [f32; BLOCK],
    declared_at_full_effort: [f32; BLOCK],
    months: [f32; BLOCK],
    density: [f32; BLOCK],
}

impl Rules {
    #[inline(always)]
    fn of(state: &[u32; BLOCK], wages: &Wages, policy: &LifePolicy) -> Self {
        let law = &policy.institutions.law;
        Self {
            average: look_up(state, &wages.average),
            floor: look_up(state, &law.floor),
            ceiling: look_up(state, &law.ceiling),
            declared: look_up(state, &policy.declared),
            declared_at_full_effort: look_up(state, &policy.declared_at_full_effort),
            months: look_up(state, &policy.months),
            density: look_up(state, &policy.density),
        }
    }
}

/// Everybody in the block pays what they pay this year.
#[inline(always)]
pub(super) fn pay_in(payers: PayIn, wages: &Wages, policy: &LifePolicy, paid: &mut Paid, sums: &mut ShardSums) {
    let PayIn { state, months, index, bases, account, traits, wage, in_service, word } = payers;
    let rules = Rules::of(state, wages, policy);
    declare(state, traits, wage, in_service, &rules, paid);
    count_months(state, traits, &rules.months, in_service, word, &mut paid.months);
    count_months(state, traits, &rules.density, in_service, word, &mut paid.full_months);
    credit_service(state, months, index, &mut *bases, paid, 1.0 / wages.national);
    let law = &policy.institutions.law;
    credit_account(state, account, paid, law, (&mut sums.paid_in, &mut sums.bits));
    for sum in bases {
        sums.bits.bases |= *sum;
    }
    scatter(state, account, traits, paid, &policy.rates, sums);
    scatter_full(state, traits, paid, &mut sums.paid_in);
}

#[inline(always)]
fn look_up(state: &[u32; BLOCK], table: &ByProvince<f32>) -> [f32; BLOCK] {
    let mut out = [0.0; BLOCK];
    for i in 0..BLOCK {
        out[i] = table[State(state[i]).relation()];
    }
    out
}

/// The base as declared, at full effort, and of the whole wage.
#[inline(always)]
fn declare(
    state: &[u32; BLOCK],
    traits: &[u32; BLOCK],
    wage: &[f32; BLOCK],
    in_service: &[u8; BLOCK],
    rules: &Rules,
    paid: &mut Paid,
) {
    for i in 0..BLOCK {
        let own = wage[i] * rules.average[i];
        let t = Traits(traits[i]);
        let at_floor = (State(state[i]).code() == Status::Flexible as usize) & (t.floor_payer() == 1);
        let full = rules.declared_at_full_effort[i];
        // The public-sector fund is not what provincial effort acts on.
        let share = if t.public() == 1 { full } else { rules.declared[i] };
        let (now, at_full) = if at_floor { (0.0, 0.0) } else { (own * share, own * full) };
        let (floor, ceiling) = (rules.floor[i], rules.ceiling[i]);
        let bounded = |x: f32| {
            let x = if x > floor { x } else { floor };
            let x = if x < ceiling { x } else { ceiling };
            (x + ROUND).to_bits() & BASE
        };
        paid.base[i] = bounded(now);
        paid.full_base[i] = bounded(at_full);
        paid.above_floor[i] = paid.full_base[i] > floor as u32;
        paid.potential[i] = bounded(own) * u32::from(in_service[i]);
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
        let share = if Traits(traits[i]).public() == 1 { 1.0 } else { share[i] };
        // Just below one, the draw would round up to a month more than there was.
        let whole = (share * f32::from(in_service[i]) + uniform(word[i])) as i32 as u32;
        let whole = whole.min(u32::from(in_service[i]));
        paid[i] = if State(state[i]).pays() { whole } else { 0 };
    }
}

/// Months, index and bases of a career.
#[inline(always)]
fn credit_service(
    state: &mut [u32; BLOCK],
    months: &mut [u16; BLOCK],
    index: &mut [f32; BLOCK],
    bases: &mut [u32; BLOCK],
    paid: &Paid,
    per_national: f32,
) {
    for i in 0..BLOCK {
        let paid_months = paid.months[i];
        months[i] += paid_months as u16;
        index[i] += (paid.base[i] * paid_months) as f32 * per_national;
        bases[i] += paid.base[i] * paid_months;
        let s = State(state[i]);
        let here = (s.months_here() as u32 + paid_months).min(1023);
        state[i] = s.with_months_here(here as usize).0;
    }
}

#[inline(always)]
fn credit_account(
    state: &[u32; BLOCK],
    account: &mut [u64; BLOCK],
    paid: &Paid,
    law: &Law,
    (sums, bits): (&mut PaidIn, &mut Bits),
) {
    let growth = law.crediting_rate;
    let on_deposits = law.crediting_rate * law.deposit_interest_share;
    let mut put = [0u64; BLOCK];
    let mut earned = [0u64; BLOCK];
    for i in 0..BLOCK {
        let holds = State(state[i]).is_in_service();
        let base = if holds { paid.base[i] * paid.months[i] } else { 0 };
        let before = if holds { account[i] } else { 0 };
        let deposit = f64::from(base) * law.account_fen_per_yuan;
        put[i] = whole(deposit);
        earned[i] = whole(exact(before) * growth + exact(put[i]) * on_deposits);
    }
    // Sums of whole numbers: their order does not matter, so the loop may run in any number of lanes.
    for i in 0..BLOCK {
        account[i] += put[i] + earned[i];
        sums.deposits += put[i];
        sums.interest += earned[i];
        bits.account |= account[i];
    }
}

/// The nearest whole number, ties to even, of a number from 0 to 2⁵² − 1: after adding 2⁵² it stands in the low
/// bits.
#[inline(always)]
pub(super) fn whole(x: f64) -> u64 {
    (x + ROUND_WIDE).to_bits() & ((1 << 52) - 1)
}

/// The float of a whole number below 2⁵².
#[inline(always)]
fn exact(n: u64) -> f64 {
    f64::from_bits(n | ROUND_WIDE.to_bits()) - ROUND_WIDE
}

/// Sums by province, fund and who pays alone, and by cell of the cohort.
#[inline(always)]
fn scatter(
    state: &[u32; BLOCK],
    account: &[u64; BLOCK],
    traits: &[u32; BLOCK],
    paid: &Paid,
    rates: &RatesPpm,
    sums: &mut ShardSums,
) {
    for i in 0..BLOCK {
        let s = State(state[i]);
        if !s.is_in_service() {
            continue;
        }
        let province = s.relation();
        let alone = usize::from(s.code() == Status::Flexible as usize);
        let key = province + 32 * Traits(traits[i]).public() + 64 * alone;
        let sum = u64::from(paid.base[i] * paid.months[i]);
        sums.paid_in.paid[key] += (u64::from(paid.months[i] > 0) << 44) | sum;
        sums.paid_in.potential[key] += u64::from(paid.potential[i]);
        sums.paid_in.accounts[province] += account[i];
        let cell = cohort_key(traits[i]) + KEYS * alone;
        sums.cohort.base[cell] += sum;
        sums.cohort.due[cell] += sum * u64::from(rates[province + 32 * alone]);
    }
}

/// What payers of the enterprise fund would pay on at full effort, and how much of it a lower declared wage can
/// lower. Measured before the cut: after it, people have sunk to the floor and the share would feed on itself.
#[inline(always)]
fn scatter_full(state: &[u32; BLOCK], traits: &[u32; BLOCK], paid: &Paid, sums: &mut PaidIn) {
    for i in 0..BLOCK {
        let s = State(state[i]);
        let counts = s.pays() & (Traits(traits[i]).public() == 0);
        let sum = u64::from(paid.full_base[i]) * u64::from(paid.full_months[i]);
        let sum = if counts { sum } else { 0 };
        sums.full_base[s.relation()] += sum;
        sums.above_floor[s.relation()] += if paid.above_floor[i] { sum } else { 0 };
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
            let (balance, base) = (u64::from(balance) * 40, base / 2_000);
            let deposit = whole(f64::from(base) * 8.0);
            let interest = exact(balance) * rate.as_f64() + exact(deposit) * rate.as_f64() * 0.5415;
            let loop_says = (balance + deposit + whole(interest)) as i64;
            let money = |fen: u64| Money::from_fen(fen as i64);
            let law = account::credit(money(balance), money(deposit), rate, DepositInterest::HalfYear);
            assert!((loop_says - law.fen()).abs() <= 1, "{loop_says} {law}");
        }
    }

    #[test]
    fn bases_are_bounded_as_the_law_says() {
        let wage: [f32; BLOCK] = words(Decision::Course).map(|w| w as f32 / 8e8);
        let rules = Rules {
            average: [8_000.0; BLOCK],
            floor: [4_800.0; BLOCK],
            ceiling: [24_000.0; BLOCK],
            declared: [1.0; BLOCK],
            declared_at_full_effort: [1.0; BLOCK],
            months: [1.0; BLOCK],
            density: [1.0; BLOCK],
        };
        let mut paid = Paid::NONE;
        declare(&[1; BLOCK], &[0; BLOCK], &wage, &[12; BLOCK], &rules, &mut paid);
        let bounds = BaseBounds { floor: MonthlyMoney::from_yuan(4_800.0), cap: MonthlyMoney::from_yuan(24_000.0) };
        for i in 0..BLOCK {
            let law = bounds.base(MonthlyMoney::from_yuan(f64::from(wage[i] * 8_000.0)));
            let base = paid.base[i];
            assert!((f64::from(base) - law.yuan()).abs() <= 1.0, "{base} {law:?}");
        }
    }
}
