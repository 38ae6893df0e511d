//! Pay in: months on a bounded base, the firm to the pool and the worker to the account.
//!
//! base = min(max(declared share × wage, floor), ceiling), whole yuan; the account takes 8 % of base × months.
//! The pool's side is computed once a province from the exact sum of base × months. A fall in government
//! effort shows here: fewer months and a lower declared share. Source: 国发〔2005〕38号, 国办发〔2019〕13号.
//!
//! Each loop takes its columns as arguments of its own, so that the compiler knows they are apart and makes vector
//! code.

use super::balances::{SomeBalances, joined, parted};
use super::cohorts::{KEYS, RatesPpm, key as cohort_key};
use super::columns::{State, Status, Traits};
use super::facts::{Law, LifePolicy};
use super::limits::{BASE, Bits};
use super::sums::{CourseSums, PaidIn};
use super::terms::{Terms, TermsByProvince};
use crate::draws::uniform;

/// Adding 2²³ leaves the rounded integer in the low bits of a float, ties to even, on every machine.
const ROUND: f32 = 8_388_608.0;
/// The same for doubles: 2⁵² for numbers below it.
const ROUND_WIDE: f64 = 4_503_599_627_370_496.0;

/// The columns that paying in reads and writes: of a block, or of people brought together.
pub(super) struct PayIn<'a, const N: usize> {
    /// Standing.
    pub state: &'a mut [u32; N],
    /// Paid months.
    pub months: &'a mut [u16; N],
    /// Sum of base ÷ national average wage.
    pub index: &'a mut [f32; N],
    /// Sum of bases since 1998, yuan.
    pub bases: &'a mut [u32; N],
    /// Account, fen.
    pub account: SomeBalances<'a, N>,
    /// What people bring along.
    pub traits: &'a [u32; N],
    /// Wage relative to the provincial average.
    pub wage: &'a [f32; N],
    /// Months in service this year.
    pub in_service: &'a [u8; N],
    /// The draw that rounds months.
    pub word: &'a [u32; N],
}

/// What people paid this year, and would have paid at full effort.
#[derive(Debug)]
pub(super) struct Paid<const N: usize> {
    /// Declared base, whole yuan a month; of those in service.
    pub base: [u32; N],
    /// Months paid.
    pub months: [u32; N],
    /// Base × months, yuan.
    sum: [u32; N],
    /// Own wage within the bounds × months in service, yuan.
    potential: [u32; N],
    /// Base × months of payers of the enterprise fund at full effort, yuan.
    full: [u32; N],
    /// The part of it of people above the floor.
    above_floor: [u32; N],
    /// What provinces set for them.
    terms: Terms<N>,
}

impl<const N: usize> Paid<N> {
    /// Nothing yet.
    pub const NONE: Self = Self {
        base: [0; N],
        months: [0; N],
        sum: [0; N],
        potential: [0; N],
        full: [0; N],
        above_floor: [0; N],
        terms: Terms::NONE,
    };
}

/// Everybody pays what they pay this year.
#[inline(always)]
pub(super) fn pay_in<const N: usize>(
    payers: PayIn<N>,
    terms: &TermsByProvince,
    policy: &LifePolicy,
    paid: &mut Paid<N>,
    sums: &mut CourseSums,
) {
    let PayIn { state, months, index, bases, mut account, traits, wage, in_service, word } = payers;
    paid.terms.look_up(state, terms);
    let mut full_base = [0; N];
    let mut full_months = [0; N];
    declare(state, traits, wage, &paid.terms, (&mut paid.base, &mut full_base));
    count_months(state, traits, &paid.terms.months, in_service, word, &mut paid.months);
    count_months(state, traits, &paid.terms.density, in_service, word, &mut full_months);
    at_full_effort(traits, &paid.terms.floor, (&full_base, &full_months), (&mut paid.full, &mut paid.above_floor));
    could_pay(wage, &paid.terms, in_service, &mut paid.potential);
    credit_service(state, months, index, &mut *bases, paid, terms.per_national);
    let law = &policy.institutions.law;
    credit_account(state, &mut account, &paid.sum, law, (&mut sums.paid_in, &mut sums.bits));
    for sum in bases {
        sums.bits.bases_or_pension |= *sum;
    }
    scatter(state, &account, traits, paid, &policy.rates, sums);
}

/// The whole part of a number from 0 to 2²² − 1: the nearest whole number, less one where that lies above.
#[inline(always)]
fn floor(x: f32) -> u32 {
    let near = x + ROUND;
    (near.to_bits() & BASE) - u32::from(near - ROUND > x)
}

/// A wage within the bounds, whole yuan.
#[inline(always)]
fn bounded(wage: f32, floor: f32, ceiling: f32) -> u32 {
    let wage = if wage > floor { wage } else { floor };
    let wage = if wage < ceiling { wage } else { ceiling };
    (wage + ROUND).to_bits() & BASE
}

/// The base as declared and at full effort.
#[inline(always)]
fn declare<const N: usize>(
    state: &[u32; N],
    traits: &[u32; N],
    wage: &[f32; N],
    terms: &Terms<N>,
    (base, full_base): (&mut [u32; N], &mut [u32; N]),
) {
    for i in 0..N {
        let own = wage[i] * terms.average[i];
        let t = Traits(traits[i]);
        let at_floor = (State(state[i]).code() == Status::Flexible as usize) & (t.floor_payer() == 1);
        let full = terms.declared_at_full_effort[i];
        // The public-sector fund is not what provincial effort acts on.
        let share = if t.public() == 1 { full } else { terms.declared[i] };
        let (now, at_full) = if at_floor { (0.0, 0.0) } else { (own * share, own * full) };
        base[i] = bounded(now, terms.floor[i], terms.ceiling[i]);
        full_base[i] = bounded(at_full, terms.floor[i], terms.ceiling[i]);
    }
}

/// What the whole wage could be charged for.
#[inline(always)]
fn could_pay<const N: usize>(wage: &[f32; N], terms: &Terms<N>, in_service: &[u8; N], potential: &mut [u32; N]) {
    for i in 0..N {
        let base = bounded(wage[i] * terms.average[i], terms.floor[i], terms.ceiling[i]);
        potential[i] = base * u32::from(in_service[i]);
    }
}

/// Months paid = ⌊share × months in service + u⌋: whole months whose mean is exact.
#[inline(always)]
fn count_months<const N: usize>(
    state: &[u32; N],
    traits: &[u32; N],
    share: &[f32; N],
    in_service: &[u8; N],
    word: &[u32; N],
    paid: &mut [u32; N],
) {
    for i in 0..N {
        let share = if Traits(traits[i]).public() == 1 { 1.0 } else { share[i] };
        // Just below one, the draw would round up to a month more than there was.
        let whole = floor(share * f32::from(in_service[i]) + uniform(word[i]));
        let whole = whole.min(u32::from(in_service[i]));
        paid[i] = if State(state[i]).pays() { whole } else { 0 };
    }
}

/// What payers of the enterprise fund would pay on at full effort, and how much of it a lower declared wage can
/// lower. Measured before the cut: after it, people have sunk to the floor and the share would feed on itself.
#[inline(always)]
fn at_full_effort<const N: usize>(
    traits: &[u32; N],
    floor: &[f32; N],
    (base, months): (&[u32; N], &[u32; N]),
    (full, above_floor): (&mut [u32; N], &mut [u32; N]),
) {
    for i in 0..N {
        full[i] = if Traits(traits[i]).public() == 0 { base[i] * months[i] } else { 0 };
        above_floor[i] = if base[i] as i32 as f32 > floor[i] { full[i] } else { 0 };
    }
}

/// Months, index and bases of a career.
#[inline(always)]
fn credit_service<const N: usize>(
    state: &mut [u32; N],
    months: &mut [u16; N],
    index: &mut [f32; N],
    bases: &mut [u32; N],
    paid: &mut Paid<N>,
    per_national: f32,
) {
    for i in 0..N {
        let paid_months = paid.months[i];
        let sum = paid.base[i] * paid_months;
        paid.sum[i] = sum;
        months[i] += paid_months as u16;
        index[i] += sum as f32 * per_national;
        bases[i] += sum;
        let s = State(state[i]);
        let here = (s.months_here() as u32 + paid_months).min(1023);
        state[i] = s.with_months_here(here as usize).0;
    }
}

#[inline(always)]
fn credit_account<const N: usize>(
    state: &[u32; N],
    SomeBalances { low, high }: &mut SomeBalances<N>,
    sum: &[u32; N],
    law: &Law,
    (sums, bits): (&mut PaidIn, &mut Bits),
) {
    let growth = law.crediting_rate;
    let on_deposits = law.crediting_rate * law.deposit_interest_share;
    let (mut deposits, mut interest, mut held) = (0, 0, 0);
    // Sums of whole numbers: their order does not matter, so the loop may run in any number of lanes.
    for i in 0..N {
        let holds = State(state[i]).is_in_service();
        let base = if holds { sum[i] } else { 0 };
        let account = joined(low[i], high[i]);
        let before = if holds { account } else { 0 };
        let put = whole(f64::from(base) * law.account_fen_per_yuan);
        let earned = whole(exact(before) * growth + exact(put) * on_deposits);
        let after = account + put + earned;
        (low[i], high[i]) = parted(after);
        deposits += put;
        interest += earned;
        held |= after;
    }
    sums.deposits += deposits;
    sums.interest += interest;
    bits.account |= held;
}

/// The nearest whole number, ties to even, of a number from 0 to 2⁵² − 1: after adding 2⁵² it stands in the low
/// bits.
#[inline(always)]
pub(super) fn whole(x: f64) -> u64 {
    (x + ROUND_WIDE).to_bits() & ((1 << 52) - 1)
}

/// The whole part of a number from 0 to 2⁵¹.
#[inline(always)]
pub(super) fn floor_wide(x: f64) -> u64 {
    let near = x + ROUND_WIDE;
    whole(x) - u64::from(near - ROUND_WIDE > x)
}

/// The float of a whole number below 2⁵².
#[inline(always)]
fn exact(n: u64) -> f64 {
    f64::from_bits(n | ROUND_WIDE.to_bits()) - ROUND_WIDE
}

/// Sums by province, fund and who pays alone, and by cell of the cohort.
#[inline(always)]
fn scatter<const N: usize>(
    state: &[u32; N],
    account: &SomeBalances<N>,
    traits: &[u32; N],
    paid: &Paid<N>,
    rates: &RatesPpm,
    sums: &mut CourseSums,
) {
    let mut key = [0; N];
    let mut cell = [0; N];
    for i in 0..N {
        let s = State(state[i]);
        let alone = u32::from(s.code() == Status::Flexible as usize);
        key[i] = s.relation() as u32 + 32 * alone + 64 * Traits(traits[i]).public() as u32;
        cell[i] = cohort_key(traits[i]) as u32 + KEYS as u32 * alone;
    }
    let PaidIn { paid: by_key, potential, accounts, full_base, above_floor, .. } = &mut sums.paid_in;
    for i in 0..N {
        if !State(state[i]).is_in_service() {
            continue;
        }
        let (key, cell) = (key[i] as usize % 128, cell[i] as usize % (2 * KEYS));
        let (province, rate) = (key % 32, u64::from(rates[key % 64]));
        let sum = u64::from(paid.sum[i]);
        by_key[key] += (u64::from(paid.months[i] > 0) << 44) | sum;
        potential[key] += u64::from(paid.potential[i]);
        accounts[province] += joined(account.low[i], account.high[i]);
        full_base[province] += u64::from(paid.full[i]);
        above_floor[province] += u64::from(paid.above_floor[i]);
        if sums.cohort.asked {
            sums.cohort.base[cell] += sum;
            sums.cohort.due[cell] += sum * rate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::{BLOCK, Decision, Draws};
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
        let mut terms = Terms::NONE;
        (terms.average, terms.floor, terms.ceiling) = ([8_000.0; BLOCK], [4_800.0; BLOCK], [24_000.0; BLOCK]);
        (terms.declared, terms.declared_at_full_effort) = ([1.0; BLOCK], [1.0; BLOCK]);
        let mut base = [0; BLOCK];
        declare(&[1; BLOCK], &[0; BLOCK], &wage, &terms, (&mut base, &mut [0; BLOCK]));
        let bounds = BaseBounds { floor: MonthlyMoney::from_yuan(4_800.0), cap: MonthlyMoney::from_yuan(24_000.0) };
        for i in 0..BLOCK {
            let law = bounds.base(MonthlyMoney::from_yuan(f64::from(wage[i] * 8_000.0)));
            let base = base[i];
            assert!((f64::from(base) - law.yuan()).abs() <= 1.0, "{base} {law:?}");
        }
    }
}
