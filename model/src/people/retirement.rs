//! Reach eligibility and claim.
//!
//! ```text
//! statutory month   original age + delay by month of birth (NPC Standing Committee, 2024-09-13)
//! earliest, latest  up to three years before and after it; who takes which is a share of those with the choice
//! approval          special occupations at 55 and 45; illness from 50 and 45, a yearly chance
//! ```
//! Who lacks the minimum period pays on and claims as soon as it is reached. Sixty months past the statutory month, who was
//! first insured before July 2011 buys what is missing (until 2016 anybody, at the statutory month); others leave for the residents' scheme or take the account. Of those
//! who do not pay at the statutory month some leave at once, the others wait to pay on (社会保险法 art. 16, 实施细则 art. 2
//! and 3).
//! Left out: that the employer must agree to a later claim is taken as given for employees, and for nobody else.

use super::columns::{Life, Sex, Shard, State, Status, Traits, WorkClass};
use super::facts::{Law, LifePolicy};
use crate::draws::{Decision, Draws, threshold};
use crate::law::residents_scheme::Scheme;
use crate::units::{Month, Year};

/// The class code of special early retirement: men at 55, women at 45, not delayed (国发〔1978〕104号).
pub const SPECIAL: usize = 3;

/// The months, counted from January of the year, in which the people of a shard may claim.
#[derive(Clone, Debug)]
pub struct Calendar {
    statutory: [[i32; 12]; 4],
    earliest: [[i32; 12]; 4],
    latest: [[i32; 12]; 4],
    first: i32,
    /// A word below it: retired early by approval this year.
    approval: u32,
}

/// By which rule somebody claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// At the statutory month, or as soon after it as the minimum period is reached.
    Statutory,
    /// At the earliest date allowed.
    Early,
    /// At the latest date allowed.
    Late,
    /// In a special occupation.
    Special,
    /// By approval: illness, or what passed for it.
    Approved,
    /// The months that are missing are bought in one sum.
    Purchase {
        /// How many must be held in all, deemed ones included.
        required: u16,
    },
    /// Without a pension.
    Leave {
        /// With the account to the residents' scheme, or else with the account paid out.
        to_residents: bool,
    },
}

/// A claim that will be carried out in this year.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// Place in the shard.
    pub place: usize,
    /// Months of the year, 0 to 11, completed before the pension starts, less one.
    pub month: u8,
    /// By which rule.
    pub outcome: Outcome,
}

impl Calendar {
    /// The calendar of the people born in one year, of one sex.
    pub fn new(law: &Law, birth_year: Year, sex: Sex, year: Year) -> Self {
        let january = Month::new(year, 1);
        let none = [[0; 12]; 4];
        let approved = 12 * (year - birth_year) >= law.early.illness_age[sex as usize];
        let approval = if approved { threshold(law.illness_rate) } else { 0 };
        let mut calendar =
            Self { statutory: none, earliest: none, latest: none, first: i32::MAX, approval };
        for class in 0..4 {
            for month in 0..12 {
                let born = Month::new(birth_year, month as i32 + 1);
                let [statutory, earliest, latest] =
                    dates(law, class, sex, born).map(|date| date.since(january));
                calendar.statutory[class][month] = statutory;
                calendar.earliest[class][month] = earliest;
                calendar.latest[class][month] = latest;
                calendar.first = calendar.first.min(earliest);
            }
        }
        calendar
    }

    /// Whether nobody here may claim before the end of the year.
    pub const fn is_empty(&self) -> bool {
        self.first > 11 && self.approval == 0
    }
}

/// Statutory, earliest and latest month.
pub fn dates(law: &Law, class: usize, sex: Sex, born: Month) -> [Month; 3] {
    if class == SPECIAL {
        return [born.plus(law.early.special_age[sex as usize]); 3];
    }
    let (class, law) = (work_class(class), &law.retirement);
    [law.statutory_date(class, born), law.earliest(class, born), law.latest(class, born)]
}

fn work_class(code: usize) -> WorkClass {
    WorkClass::ALL[code.min(2)]
}

/// What people of a shard meet when they decide.
#[derive(Clone, Copy, Debug)]
pub struct Deciding<'a> {
    /// The year.
    pub year: Year,
    /// The law and the province's gate-keeping.
    pub policy: &'a LifePolicy<'a>,
    /// The months in which they may claim.
    pub calendar: &'a Calendar,
    /// The draws.
    pub draws: Draws,
}

/// Decides who claims this year, and until which month the others are in service.
pub fn decide(
    shard: &Shard,
    life: &Life,
    deciding: Deciding,
    words: &[u32],
    block: std::ops::Range<usize>,
    in_service: &mut [u8],
    claims: &mut Vec<Claim>,
) {
    let Deciding { policy, calendar, draws, .. } = deciding;
    let law = &policy.institutions.law;
    let takers = (threshold(law.early_claiming), threshold(law.late_claiming));
    for place in block.clone() {
        let state = State(life.state[place]);
        let traits = Traits(shard.traits[place]);
        let lane = place - block.start;
        if !(1..=3).contains(&state.code()) {
            continue;
        }
        let (class, month) = (traits.class(), traits.birth_month());
        if calendar.earliest[class][month] > 11 {
            // The far end of a word that is otherwise read only when somebody enters the scheme.
            let word = !words[lane];
            let chance = f64::from(calendar.approval) * policy.gate[state.relation()];
            if f64::from(word) < chance && long_enough(shard, life, place, law) {
                claim(lane, (word % 12) as u8, Outcome::Approved, place, in_service, claims);
            }
            continue;
        }
        let word = || draws.words(shard.id[place], 0, Decision::Birth)[3];
        let (due, rule) = due(calendar, (class, month), state.status(), word, takers);
        if let Some((month, outcome)) = when(shard, life, place, (due, rule), deciding) {
            claim(lane, month, outcome, place, in_service, claims);
        }
    }
}

/// Notes a claim; who leaves before its month never makes it.
fn claim(
    lane: usize,
    month: u8,
    outcome: Outcome,
    place: usize,
    in_service: &mut [u8],
    claims: &mut Vec<Claim>,
) {
    if month < in_service[lane] {
        in_service[lane] = month + 1;
        claims.push(Claim { place, month, outcome });
    }
}

/// Approval by illness asks for the ordinary minimum period.
fn long_enough(shard: &Shard, life: &Life, place: usize, law: &Law) -> bool {
    i32::from(life.months[place]) + i32::from(shard.deemed[place]) >= law.early.illness_months
}

/// When somebody means to claim.
fn due(
    calendar: &Calendar,
    (class, month): (usize, usize),
    status: Status,
    word: impl Fn() -> u32,
    (early, late): (u32, u32),
) -> (i32, Outcome) {
    let statutory = calendar.statutory[class][month];
    let (earliest, latest) = (calendar.earliest[class][month], calendar.latest[class][month]);
    if class == SPECIAL {
        return (statutory, Outcome::Special);
    }
    if earliest < statutory && word() < early {
        return (earliest, Outcome::Early);
    }
    if latest > statutory && status == Status::Employee && !word() < late {
        return (latest, Outcome::Late);
    }
    (statutory, Outcome::Statutory)
}

/// The month and the outcome of the claim in this year, if there is one.
fn when(
    shard: &Shard,
    life: &Life,
    place: usize,
    (due, rule): (i32, Outcome),
    deciding: Deciding,
) -> Option<(u8, Outcome)> {
    if due > 11 {
        return None;
    }
    let law = &deciding.policy.institutions.law;
    let state = State(life.state[place]);
    let traits = Traits(shard.traits[place]);
    let statutory = deciding.calendar.statutory[traits.class()][traits.birth_month()];
    let start = due.max(0);
    let held = i32::from(life.months[place]) + i32::from(shard.deemed[place]);
    let missing = required(shard.birth_year, traits, start, (deciding.year, law)) - held;
    let paying = matches!(state.status(), Status::Employee | Status::Flexible);
    let with_this_year = missing - i32::from(paying) * (start + 1);
    if with_this_year <= 0 {
        return Some((start as u8, rule));
    }
    if paying && missing - 1 <= 11 {
        return Some(((missing - 1).max(start) as u8, Outcome::Statutory));
    }
    let words = deciding.draws.words(shard.id[place], 2, Decision::Birth);
    let at_once = !paying && words[0] < threshold(law.leaves_at_once);
    if law.shortfall.buys_back && !at_once {
        return Some((start as u8, Outcome::Purchase { required: (missing + held) as u16 }));
    }
    let over = (statutory + law.shortfall.one_sum_after).max(start);
    if paying && over > 11 {
        return None;
    }
    if paying && traits.early_member() == 1 {
        let required = (missing + held) as u16;
        return Some((over as u8, Outcome::Purchase { required }));
    }
    let month = if at_once { statutory.max(0) } else { over };
    if month > 11 {
        return None;
    }
    let leaving = Month::new(deciding.year, 1).plus(month);
    let may_choose = law.shortfall.residents.scheme(held, leaving) == Some(Scheme::Residents);
    let to_residents = may_choose && words[1] < threshold(law.residents_share);
    Some((month as u8, Outcome::Leave { to_residents }))
}

/// The months that a claim in this month of the year, counted from 0, requires.
pub fn required(birth_year: Year, traits: Traits, month: i32, (year, law): (Year, &Law)) -> i32 {
    let claim = Month::new(year, 1).plus(month);
    let born = Month::new(birth_year, traits.birth_month() as i32 + 1);
    let (special, law) = (law.early.special_months, &law.retirement);
    if traits.class() == SPECIAL {
        return law.minimum.months_required(claim.year()).max(special);
    }
    law.months_required(work_class(traits.class()), born, claim)
}
