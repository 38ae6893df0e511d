//! Be awarded a pension at the place of benefit, or leave the scheme with the account.
//!
//! ```text
//! pension = (basic + account + transitional + local items) · level
//! ```
//! Local items are paid to the share the law leaves them, times what the province adds in the race for benefits; a low pension
//! keeps what a reform takes from it (保低). The level is the provincial factor of the fit, times the public-sector ratio in that fund. The calculation base of a year is
//! announced in its second half, and what was paid on last year's base is made good in the same year, so that a year's
//! payments are those on the final base ([`crate::law::resettlement`]).
//!
//! Source: 国发〔2005〕38号; place of benefit: 国办发〔2009〕66号, art. 6; shortfall: 社会保险法 art. 16 and its 实施细则.

use super::cohorts::Group;
use super::columns::{FIRST_AWARD, Life, Shard, State, Status, Traits, province};
use super::facts::{Law, LifePolicy, Wages, YearFacts};
use super::flows::Flows;
use super::relation::hand_over;
use super::retirement::{Claim, Outcome};
use super::steps::Step;
use crate::geography::Province;
use crate::law::award::{BenefitBase, Record};
use crate::law::portability::PortabilityLaw;
use crate::units::{Money, Month, Year};

/// Carries out a claim after the year's contributions are in, and tells how.
pub(super) fn settle(
    claim: Claim,
    shard: &Shard,
    life: &mut Life,
    months_lived: u8,
    facts: &YearFacts,
    policy: &LifePolicy,
    flows: &mut Flows,
) -> Step {
    let place = claim.place;
    let law = &policy.institutions.law;
    let mut bought = 0;
    if let Outcome::Purchase { required } = claim.outcome {
        bought = required.saturating_sub(life.months[place] + shard.deemed[place]);
        let base = purchase(life, place, bought, law, &facts.wages, flows);
        let traits = Traits(shard.traits[place]);
        flows.cohorts.note(shard, traits, Group::Lived, |cell| cell.purchased_base += base);
    }
    let state = State(life.state[place]);
    let traits = Traits(shard.traits[place]);
    let fund = traits.public();
    let account = i64::from(life.account[place]);
    flows.released += account;
    flows.accounts[state.relation()] -= account;
    if let Outcome::Leave { to_residents } = claim.outcome {
        flows.lump_sums[fund][state.relation()] += account;
        flows.cohorts.note(shard, traits, Group::Lived, |cell| cell.lump_sums += account);
        if to_residents && fund == 0 {
            flows.to_residents[state.relation()] += account;
        }
        life.account[place] = 0;
        life.bases[place] = 0;
        life.state[place] = State::OUTSIDE.0;
        return Step::Refunded { month: claim.month, account, to_residents };
    }
    let benefit_place = place_of_benefit(state, traits, &law.portability);
    hand_over(life, place, traits, (state.relation(), benefit_place), law, flows);
    let sheet = sheet(claim, shard, life, benefit_place, (facts.year, law, &facts.wages));
    let [pension, top_up] = monthly(&sheet, benefit_place, fund, policy);
    life.pension[place] = pension;
    flows.top_ups[benefit_place] += if fund == 0 { i64::from(top_up) } else { 0 };
    life.state[place] = state
        .with_status(Status::Retired)
        .with_relation(benefit_place)
        .with_award((facts.year - FIRST_AWARD) as usize)
        .0;
    let Claim { month, outcome, .. } = claim;
    let (pension, bases) = (life.pension[place], life.bases[place]);
    let months = u32::from(months_lived).saturating_sub(u32::from(month) + 1);
    let paid = i64::from(pension) * i64::from(months);
    flows.pensions[fund][benefit_place] += paid;
    flows.cohorts.note(shard, traits, Group::Lived, |cell| cell.pensions += paid);
    flows.awards[fund][benefit_place] += 1;
    flows.claim(shard.sex, born(shard, traits), Month::new(facts.year, 1).plus(month.into()));
    Step::Awarded { month, outcome, bought, bases, sheet, place: benefit_place, pension, months }
}

fn born(shard: &Shard, traits: Traits) -> Month {
    Month::new(shard.birth_year, traits.birth_month() as i32 + 1)
}

/// The monthly pension and the part of it that only compensates local items lost to a reform, fen.
fn monthly(sheet: &Record, place: usize, fund: usize, policy: &LifePolicy) -> [u32; 2] {
    let law = &policy.institutions.law;
    let award = law.award[place].award(sheet);
    let level = policy.pension_level[place] * if fund == 1 { law.public_ratio } else { 1.0 };
    let items = award.local.fen() as f64 * policy.local[place];
    let kept = items * law.local_share[place];
    let pension = ((award.total() - award.local).fen() as f64 + kept) * level;
    let low = pension < law.top_up_below * policy.mean_pension[fund][place];
    let top_up = if low { (items - kept) * level } else { 0.0 };
    [pension + top_up, top_up].map(|fen| libm::rint(fen.min(f64::from(u32::MAX))) as u32)
}

/// Missing months are bought in one sum on the floor base (一次性缴费); gives base × months.
fn purchase(
    life: &mut Life,
    place: usize,
    missing: u16,
    law: &Law,
    wages: &Wages,
    flows: &mut Flows,
) -> i64 {
    let relation = State(life.state[place]).relation();
    let base = law.floor[relation] as u32 * u32::from(missing);
    let deposit = libm::rint(f64::from(base) * law.account_fen_per_yuan) as u32;
    life.months[place] += missing;
    life.bases[place] += base;
    life.index[place] += base as f32 / wages.national;
    life.account[place] += deposit;
    flows.accounts[relation] += i64::from(deposit);
    flows.deposits += i64::from(deposit);
    flows.purchased_base[relation] += i64::from(base);
    i64::from(base)
}

/// Where the pension is awarded and paid (国办发〔2009〕66号, article 6). Of earlier stays, only the last with ten
/// years is remembered, which is all the rule asks for.
fn place_of_benefit(state: State, traits: Traits, law: &PortabilityLaw) -> usize {
    let here = (Province::from_index(state.relation()), state.months_here() as i32);
    let hukou = Province::from_index(traits.hukou());
    match province(state.ten_year_place()) {
        Some(before) => law.place_of_benefit(hukou, &[(before, law.months_for_place), here]),
        None => law.place_of_benefit(hukou, &[here]),
    }
    .index()
}

/// The award sheet of somebody who claims in this month (0 to 11) of the year at this place.
///
/// The index was summed against the national wage; the place of benefit measures against its own, so it is
/// rescaled by the wages of the year of award. Relative wages that moved in between are the error of this.
fn sheet(
    claim: Claim,
    shard: &Shard,
    life: &Life,
    place: usize,
    (year, law, wages): (Year, &Law, &Wages),
) -> Record {
    let paid = f64::from(life.months[claim.place]);
    let deemed = f64::from(shard.deemed[claim.place]);
    let born = born(shard, Traits(shard.traits[claim.place]));
    let award = Month::new(year, 1).plus(i32::from(claim.month));
    let scale = f64::from(wages.national) / f64::from(wages.average[place]);
    let sum = f64::from(life.index[claim.place]) * scale + deemed * law.deemed_index;
    let index = (sum / (paid + deemed).max(1.0)).min(law.index_ceiling);
    Record {
        base: BenefitBase::uniform(law.calculation_base[place] / 100.0),
        index,
        index_transitional: index,
        years: (paid + deemed) / 12.0,
        years_deemed: deemed / 12.0,
        years_transitional: deemed / 12.0,
        account: Money::from_fen(i64::from(life.account[claim.place])),
        virtual_account: Money::ZERO,
        payout_tenths: law.payout.tenths(award.since(born), award),
        only_child: false,
    }
}

/// What is left on 31 December of an account that was awarded in some year.
pub(super) fn account_left(account: u32, award_year: Year, birth_year: Year, law: &Law) -> i64 {
    let january = Month::new(award_year, 1);
    let tenths = law.payout.tenths(12 * (award_year - birth_year), january);
    let drawdown = law.drawdown[(award_year - FIRST_AWARD).max(0) as usize];
    drawdown.left(Money::from_fen(i64::from(account)), tenths).fen()
}
