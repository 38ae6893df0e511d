//! Be awarded a pension at the place of benefit, or leave the scheme with the account.
//!
//! ```text
//! pension = (basic + account + transitional + local items) · level
//! ```
//! The level is the provincial factor of the fit, times the public-sector ratio in that fund. The calculation base of a year is
//! announced in its second half, and what was paid on last year's base is made good in the same year, so that a year's
//! payments are those on the final base ([`crate::law::resettlement`]).
//!
//! Source: 国发〔2005〕38号; place of benefit: 国办发〔2009〕66号, art. 6; shortfall: 社会保险法 art. 16 and its 实施细则.

use super::columns::{FIRST_AWARD, Life, Shard, State, Status, Traits, province};
use super::facts::{Law, LifePolicy, Wages, YearFacts};
use super::flows::Flows;
use super::relation::hand_over;
use super::retirement::{Claim, Outcome};
use super::steps::Step;
use crate::geography::Province;
use crate::law::PayoutTable;
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
        purchase(life, place, bought, law, &facts.wages, flows);
    }
    let state = State(life.state[place]);
    let traits = Traits(shard.traits[place]);
    let fund = traits.public();
    let account = i64::from(life.account[place]);
    flows.released += account;
    flows.accounts[state.relation()] -= account;
    if let Outcome::Leave { to_residents } = claim.outcome {
        flows.lump_sums[fund][state.relation()] += account;
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
    let formula = law.award[benefit_place].award(&sheet).total().fen() as f64;
    let level = if fund == 1 { law.public_ratio } else { 1.0 };
    let pension = formula * level * policy.pension_level[benefit_place];
    life.pension[place] = libm::rint(pension.min(f64::from(u32::MAX))) as u32;
    life.state[place] = state
        .with_status(Status::Retired)
        .with_relation(benefit_place)
        .with_award((facts.year - FIRST_AWARD) as usize)
        .0;
    let Claim { month, outcome, .. } = claim;
    let (pension, bases) = (life.pension[place], life.bases[place]);
    let months = u32::from(months_lived).saturating_sub(u32::from(month) + 1);
    flows.pensions[fund][benefit_place] += i64::from(pension) * i64::from(months);
    flows.awards[fund][benefit_place] += 1;
    flows.claim(shard.sex, born(shard, traits), Month::new(facts.year, 1).plus(month.into()));
    Step::Awarded { month, outcome, bought, bases, sheet, place: benefit_place, pension, months }
}

fn born(shard: &Shard, traits: Traits) -> Month {
    Month::new(shard.birth_year, traits.birth_month() as i32 + 1)
}

/// Missing months are bought in one sum on the floor base (一次性缴费).
fn purchase(
    life: &mut Life,
    place: usize,
    missing: u16,
    law: &Law,
    wages: &Wages,
    flows: &mut Flows,
) {
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
        payout_tenths: PayoutTable::china_2005().tenths(award.since(born), award),
        only_child: false,
    }
}

/// What is left on 31 December of an account that was awarded in some year.
pub(super) fn account_left(account: u32, award_year: Year, birth_year: Year, law: &Law) -> i64 {
    let tenths =
        PayoutTable::china_2005().tenths(12 * (award_year - birth_year), Month::new(award_year, 1));
    let drawdown = law.drawdown[(award_year - FIRST_AWARD).max(0) as usize];
    drawdown.left(Money::from_fen(i64::from(account)), tenths).fen()
}
