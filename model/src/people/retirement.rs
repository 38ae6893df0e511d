//! Reach eligibility, claim, be awarded a pension.
//!
//! The statutory month follows from class and month of birth (NPC Standing Committee, 2024-09-13); from 2025
//! a share of those with a choice claims at the earliest date allowed. Who lacks the minimum period pays on
//! and claims as soon as it is reached; five years past the statutory date the account is paid out instead.
//! The award is basic + account + transitional pension at the place of benefit (国发〔2005〕38号).
//! Left out: late claiming, one-off payments to reach the minimum, re-settlement when the base is announced.

use super::columns::{Life, Sex, Shard, State, Status, Traits, WorkClass, province};
use super::facts::{Law, LifePolicy, Wages, YearFacts};
use super::flows::Flows;
use super::steps::Step;
use crate::draws::{Decision, Draws, threshold};
use crate::geography::Province;
use crate::law::PayoutTable;
use crate::law::award::{AwardRule, BenefitBase, Record};
use crate::law::portability::PortabilityLaw;
use crate::units::{Money, Month, MonthlyMoney, Year};

/// How long after the statutory date somebody may pay on before the account is paid out, months.
const PAY_ON: i32 = 60;
/// The class code of special early retirement: men at 55, women at 45, not delayed (国发〔1978〕104号).
pub const SPECIAL: usize = 3;

/// The months, counted from January of the year, in which the people of a shard may claim.
#[derive(Clone, Debug)]
pub struct Calendar {
    statutory: [[i32; 12]; 4],
    earliest: [[i32; 12]; 4],
    first: i32,
}

/// A claim that will be made, or an account that will be paid out, in this year.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// Place in the shard.
    pub place: usize,
    /// Months of the year, 0 to 11, completed before the pension starts, less one.
    pub month: u8,
    /// Whether it is a pension (or else the account).
    pub pension: bool,
}

impl Calendar {
    /// The calendar of the people born in one year, of one sex.
    pub fn new(law: &Law, birth_year: Year, sex: Sex, year: Year) -> Self {
        let january = Month::new(year, 1);
        let mut calendar =
            Self { statutory: [[0; 12]; 4], earliest: [[0; 12]; 4], first: i32::MAX };
        for class in 0..4 {
            for month in 0..12 {
                let born = Month::new(birth_year, month as i32 + 1);
                let (statutory, earliest) = dates(law, class, sex, born);
                calendar.statutory[class][month] = statutory.since(january);
                calendar.earliest[class][month] = earliest.since(january);
                calendar.first = calendar.first.min(earliest.since(january));
            }
        }
        calendar
    }

    /// Whether nobody here may claim before the end of the year.
    pub const fn is_empty(&self) -> bool {
        self.first > 11
    }
}

/// The statutory month and the earliest month of a claim.
pub fn dates(law: &Law, class: usize, sex: Sex, born: Month) -> (Month, Month) {
    if class == SPECIAL {
        let age = if sex == Sex::Male { 55 } else { 45 };
        return (born.plus(12 * age), born.plus(12 * age));
    }
    let class = work_class(class);
    (law.retirement.statutory_date(class, born), law.retirement.earliest(class, born))
}

fn work_class(code: usize) -> WorkClass {
    WorkClass::ALL[code.min(2)]
}

/// Decides who claims this year, and until which month the others are in service.
#[expect(
    clippy::too_many_arguments,
    reason = "the block, its course of life and where its claims go"
)]
pub fn decide(
    shard: &Shard,
    life: &Life,
    calendar: &Calendar,
    (year, law): (Year, &Law),
    draws: Draws,
    block: std::ops::Range<usize>,
    in_service: &mut [u8],
    claims: &mut Vec<Claim>,
) {
    let early_takers = threshold(law.early_claiming);
    for place in block.clone() {
        let state = State(life.state[place]);
        let traits = Traits(shard.traits[place]);
        let served = &mut in_service[place - block.start];
        if !(1..=3).contains(&state.code()) {
            continue;
        }
        let (class, month) = (traits.class(), traits.birth_month());
        let (statutory, earliest) =
            (calendar.statutory[class][month], calendar.earliest[class][month]);
        if earliest > 11 {
            continue;
        }
        let early = earliest < statutory
            && draws.words(shard.id[place], 0, Decision::Birth)[3] < early_takers;
        let due = if early { earliest } else { statutory };
        let Some((month, pension)) = when(shard, life, place, due, statutory, (year, law)) else {
            continue;
        };
        // Who leaves before the month of the claim never makes it.
        if month < *served {
            *served = month + 1;
            claims.push(Claim { place, month, pension });
        }
    }
}

/// The month of the claim in this year, if there is one.
fn when(
    shard: &Shard,
    life: &Life,
    place: usize,
    due: i32,
    statutory: i32,
    (year, law): (Year, &Law),
) -> Option<(u8, bool)> {
    if due > 11 {
        return None;
    }
    let state = State(life.state[place]);
    let traits = Traits(shard.traits[place]);
    let start = due.max(0);
    let held = i32::from(life.months[place]) + i32::from(shard.deemed[place]);
    let required = required(shard.birth_year, traits, start, (year, law));
    let paying = matches!(state.status(), Status::Employee | Status::Flexible);
    let claim = if held + i32::from(paying) * (start + 1) >= required {
        start
    } else if paying && required - held - 1 <= 11 {
        (required - held - 1).max(start)
    } else if 11 - statutory >= PAY_ON {
        return Some((start.max(statutory + PAY_ON).clamp(0, 11) as u8, false));
    } else {
        return None;
    };
    Some((claim as u8, true))
}

/// The months that a claim in this month of the year, counted from 0, requires.
pub fn required(birth_year: Year, traits: Traits, month: i32, (year, law): (Year, &Law)) -> i32 {
    let claim = Month::new(year, 1).plus(month);
    let born = Month::new(birth_year, traits.birth_month() as i32 + 1);
    let law = &law.retirement;
    if traits.class() == SPECIAL {
        return law.minimum.months_required(claim.year());
    }
    law.months_required(work_class(traits.class()), born, claim)
}

/// Awards a pension, or pays out the account, after the year's contributions are in.
pub fn settle(
    claim: Claim,
    shard: &Shard,
    life: &mut Life,
    months_lived: u8,
    facts: &YearFacts,
    policy: &LifePolicy,
    flows: &mut Flows,
) -> Step {
    let place = claim.place;
    let state = State(life.state[place]);
    let traits = Traits(shard.traits[place]);
    let fund = traits.public();
    let account = i64::from(life.account[place]);
    flows.released += account;
    flows.accounts[state.relation()] -= account;
    if !claim.pension {
        flows.lump_sums[fund][state.relation()] += account;
        life.account[place] = 0;
        life.state[place] = State::OUTSIDE.0;
        return Step::Refunded { month: claim.month, account };
    }
    let law = &policy.institutions.law;
    let benefit_place = place_of_benefit(state, traits, law.ten_years);
    let sheet = sheet(claim, shard, life, benefit_place, (facts.year, law, &facts.wages));
    let formula = award(&sheet, benefit_place, law).fen() as f64;
    let level = if fund == 1 { law.public_ratio } else { 1.0 };
    let pension = formula * level * policy.pension_level[benefit_place];
    life.pension[place] = libm::rint(pension.min(f64::from(u32::MAX))) as u32;
    life.state[place] = state
        .with_status(Status::Retired)
        .with_relation(benefit_place)
        .with_award((facts.year - 1960) as usize)
        .0;
    let (month, pension) = (claim.month, life.pension[place]);
    let months = u32::from(months_lived).saturating_sub(u32::from(month) + 1);
    flows.pensions[fund][benefit_place] += i64::from(pension) * i64::from(months);
    flows.awards[fund][benefit_place] += 1;
    flows.claim(shard.sex, born(shard, traits), Month::new(facts.year, 1).plus(month.into()));
    Step::Awarded { month, sheet, place: benefit_place, pension, months }
}

fn born(shard: &Shard, traits: Traits) -> Month {
    Month::new(shard.birth_year, traits.birth_month() as i32 + 1)
}

/// Where the pension is awarded and paid (国办发〔2009〕66号, article 6). Of earlier stays, only the last with ten
/// years is remembered, which is all the rule asks for.
fn place_of_benefit(state: State, traits: Traits, ten_years: usize) -> usize {
    let months_for_place = ten_years as i32;
    let law = PortabilityLaw { months_for_place, ..PortabilityLaw::china_2009() };
    let here = (Province::from_index(state.relation()), state.months_here() as i32);
    let hukou = Province::from_index(traits.hukou());
    match province(state.ten_year_place()) {
        Some(before) => law.place_of_benefit(hukou, &[(before, months_for_place), here]),
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

/// The monthly pension of an award sheet under the rule of the province.
fn award(record: &Record, place: usize, law: &Law) -> MonthlyMoney {
    rule(place, law).award(record).total()
}

/// The rule of a place of benefit, with the accrual in force.
pub fn rule(place: usize, law: &Law) -> AwardRule {
    AwardRule { accrual: law.accrual, ..*AwardRule::of(Province::from_index(place)) }
}

/// What is left of an account some years after the award: it is drawn down evenly over its divisor.
pub fn account_left(account: u32, award_year: Year, birth_year: Year, year: Year) -> i64 {
    let divisor =
        PayoutTable::china_2005().tenths(12 * (award_year - birth_year), Month::new(award_year, 1));
    let paid = 120 * (year - award_year);
    i64::from(account) * i64::from((divisor - paid).max(0)) / i64::from(divisor)
}
