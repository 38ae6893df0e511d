//! Reach eligibility and claim.
//!
//! ```text
//! statutory month   original age + delay by month of birth (NPC Standing Committee, 2024-09-13)
//! earliest, latest  up to three years before and after it; who takes which is a share of those with the choice
//! approval          special occupations at 55 and 45; illness from 50 and 45, a yearly chance
//! ```
//! Who lacks the minimum period pays on and claims as soon as it is reached. Sixty months past the statutory month, who
//! was first insured before July 2011 buys what is missing (until 2016 anybody, at the statutory month); others leave
//! for the residents' scheme or take the account. Of those who do not pay at the statutory month some leave at once,
//! the others wait to pay on (社会保险法 art. 16, 实施细则 art. 2 and 3). Left out: that the employer must agree to a later
//! claim is taken as given for employees, and for nobody else.

use super::columns::{Life, Sex, Shard, State, Status, Traits, WorkClass, block};
use super::facts::{Law, LifePolicy};
use super::lanes::each;
use crate::draws::{Decision, Draws, threshold};
use crate::law::residents_scheme::Scheme;
use crate::margin::Margin;
use crate::units::{Month, Year};

/// The class code of special early retirement: men at 55, women at 45, not delayed (国发〔1978〕104号).
pub const SPECIAL: usize = 3;

/// The months, counted from January of the year, in which the people of a shard may claim.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    statutory: [[i32; 12]; 4],
    earliest: [[i32; 12]; 4],
    latest: [[i32; 12]; 4],
    /// Who may claim by age before the end of the year: a bit for each birth month, 16 bits for each class.
    due: u64,
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
pub(super) struct Claim {
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
        let mut calendar = Self { statutory: none, earliest: none, latest: none, due: 0, approval };
        for class in 0..4 {
            for month in 0..12 {
                let born = Month::new(birth_year, month as i32 + 1);
                let [statutory, earliest, latest] = dates(law, class, sex, born).map(|date| date.since(january));
                calendar.statutory[class][month] = statutory;
                calendar.earliest[class][month] = earliest;
                calendar.latest[class][month] = latest;
                calendar.due |= u64::from(earliest <= 11) << (16 * class + month);
            }
        }
        calendar
    }

    /// Whether nobody here may claim before the end of the year.
    pub const fn is_empty(&self) -> bool {
        self.due == 0 && self.approval == 0
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
#[derive(Clone, Copy)]
pub(super) struct Deciding<'a> {
    pub shard: &'a Shard,
    pub life: &'a Life,
    pub year: Year,
    /// The law and the province's gate-keeping.
    pub policy: &'a LifePolicy<'a>,
    /// The months in which they may claim.
    pub calendar: &'a Calendar,
    pub draws: Draws,
}

/// When somebody means to claim, months from January, and by which rule.
#[derive(Clone, Copy)]
struct Intent {
    month: i32,
    rule: Outcome,
}

/// Shares, as thresholds, of those with a choice.
#[derive(Clone, Copy)]
struct Takers {
    early: u32,
    late: u32,
    /// Of those short of the minimum period and not paying: leave at the statutory month.
    at_once: u32,
    /// Of those who leave: go to the residents' scheme.
    residents: u32,
}

impl Takers {
    fn of(law: &Law) -> Self {
        let [early, late] = [law.early_claiming, law.late_claiming].map(threshold);
        let [at_once, residents] = [law.leaves_at_once, law.residents_share].map(threshold);
        Self { early, late, at_once, residents }
    }
}

/// Where somebody stands against the minimum period on the month of the intended claim.
#[derive(Clone, Copy)]
struct Service {
    paying: bool,
    held: i32,
    missing: i32,
}

/// The words by which people of a block mean to claim early or late: the same in every year and course of life.
pub(super) struct Intentions<const N: usize> {
    word: [u32; N],
    drawn: bool,
}

impl<const N: usize> Intentions<N> {
    /// Not drawn yet.
    pub const NONE: Self = Self { word: [0; N], drawn: false };

    /// Draws them, unless another course of life has.
    #[inline(always)]
    fn draw(&mut self, person: &[u32; N], draws: Draws) {
        if !self.drawn {
            let mut words = [[0; N]; 4];
            draws.fill(person, 0, Decision::Birth, words.each_mut());
            *self = Self { word: words[3], drawn: true };
        }
    }

    /// Of another block.
    pub const fn forget(&mut self) {
        self.drawn = false;
    }
}

/// Decides who claims this year, and until which month the others are in service.
#[inline(always)]
pub(super) fn decide<const N: usize>(
    deciding: Deciding,
    words: &[u32; N],
    intentions: &mut Intentions<N>,
    start: usize,
    in_service: &mut [u8; N],
    claims: &mut Vec<Claim>,
) {
    let takers = Takers::of(deciding.law());
    let (state, traits) = (block(&deciding.life.state, start), block(&deciding.shard.traits, start));
    let mut flag = [0u8; N];
    if !may_claim(state, traits, words, deciding.bounds(), &mut flag) {
        return;
    }
    intentions.draw(block(&deciding.shard.id, start), deciding.draws);
    each(&flag, |lane| {
        let claim = deciding.claim(start + lane, [words[lane], intentions.word[lane]], takers);
        // Who leaves before the month of the claim never makes it.
        if let Some(claim) = claim
            && claim.month < in_service[lane]
        {
            in_service[lane] = claim.month + 1;
            claims.push(claim);
        }
    });
}

/// Marks those in service who may claim by age, or whose word may get an approval; says whether there are any.
#[inline(always)]
fn may_claim<const N: usize>(
    state: &[u32; N],
    traits: &[u32; N],
    words: &[u32; N],
    bounds: Bounds,
    flag: &mut [u8; N],
) -> bool {
    let mut any = 0;
    let (low, high) = (bounds.due as u32, (bounds.due >> 32) as u32);
    for i in 0..N {
        // Birth month and class are the lowest six bits; the classes are in two words.
        let two = if traits[i] & 32 == 0 { low } else { high };
        let due = (two >> (traits[i] & 31)) & 1 == 1;
        flag[i] = u8::from(State(state[i]).is_in_service() & (due | (!words[i] <= bounds.approval)));
        any |= flag[i];
    }
    any != 0
}

/// Whom a closer look may find to claim.
#[derive(Clone, Copy)]
struct Bounds {
    due: u64,
    /// Words up to it.
    approval: u32,
}

impl Deciding<'_> {
    const fn law(&self) -> &Law {
        &self.policy.institutions.law
    }

    fn bounds(&self) -> Bounds {
        let gates = &self.policy.effort[Margin::Certification as usize];
        let widest = gates.iter().copied().fold(0.0, f64::max);
        Bounds { due: self.calendar.due, approval: (f64::from(self.calendar.approval) * widest) as u32 }
    }

    fn claim(&self, place: usize, [approval, intention]: [u32; 2], takers: Takers) -> Option<Claim> {
        if self.may_claim_by_age(place) {
            self.claim_by_age(place, intention, takers)
        } else {
            self.claim_by_approval(place, approval)
        }
    }

    fn traits(&self, place: usize) -> Traits {
        Traits(self.shard.traits[place])
    }

    /// Months paid and deemed.
    fn held(&self, place: usize) -> i32 {
        i32::from(self.life.months[place]) + i32::from(self.shard.deemed[place])
    }

    fn may_claim_by_age(&self, place: usize) -> bool {
        let traits = self.traits(place);
        self.calendar.earliest[traits.class()][traits.birth_month()] <= 11
    }

    /// Approval by illness, which asks for the ordinary minimum period.
    fn claim_by_approval(&self, place: usize, word: u32) -> Option<Claim> {
        // The far end of a word that is otherwise read only when somebody enters the scheme.
        let word = !word;
        let province = State(self.life.state[place]).relation();
        let factor = self.policy.effort[Margin::Certification as usize][province];
        let approved = f64::from(word) < f64::from(self.calendar.approval) * factor;
        let long_enough = || self.held(place) >= self.law().early.illness_months;
        let month = (word % 12) as u8;
        (approved && long_enough()).then_some(Claim { place, month, outcome: Outcome::Approved })
    }

    fn claim_by_age(&self, place: usize, intention: u32, takers: Takers) -> Option<Claim> {
        let intent = self.intent(place, intention, takers);
        if intent.month > 11 {
            return None;
        }
        let (month, outcome) = self.carried_out(place, intent, takers)?;
        Some(Claim { place, month: month as u8, outcome })
    }

    fn intent(&self, place: usize, word: u32, takers: Takers) -> Intent {
        let (calendar, traits) = (self.calendar, self.traits(place));
        let of = |dates: &[[i32; 12]; 4]| dates[traits.class()][traits.birth_month()];
        let statutory = of(&calendar.statutory);
        let (earliest, latest) = (of(&calendar.earliest), of(&calendar.latest));
        if traits.class() == SPECIAL {
            return Intent { month: statutory, rule: Outcome::Special };
        }
        if earliest < statutory && word < takers.early {
            return Intent { month: earliest, rule: Outcome::Early };
        }
        let employed = State(self.life.state[place]).status() == Status::Employee;
        if latest > statutory && employed && !word < takers.late {
            return Intent { month: latest, rule: Outcome::Late };
        }
        Intent { month: statutory, rule: Outcome::Statutory }
    }

    /// The month and the outcome of an intended claim in this year, if there is one: at once with the minimum period,
    /// or when this year's months make it up.
    fn carried_out(&self, place: usize, intent: Intent, takers: Takers) -> Option<(i32, Outcome)> {
        let start = intent.month.max(0);
        let claim = Month::new(self.year, 1).plus(start);
        let required = required(self.law(), self.shard.birth_year, self.traits(place), claim);
        let held = self.held(place);
        let paying = State(self.life.state[place]).pays();
        let service = Service { paying, held, missing: required - held };
        if service.missing - i32::from(paying) * (start + 1) <= 0 {
            return Some((start, intent.rule));
        }
        if paying && service.missing - 1 <= 11 {
            return Some(((service.missing - 1).max(start), Outcome::Statutory));
        }
        self.short(place, start, service, takers)
    }

    /// What somebody short of the minimum period does: buys what is missing, leaves, or waits (nothing this year).
    fn short(&self, place: usize, start: i32, service: Service, takers: Takers) -> Option<(i32, Outcome)> {
        let (law, traits) = (self.law(), self.traits(place));
        let Service { paying, held, missing } = service;
        let statutory = self.calendar.statutory[traits.class()][traits.birth_month()];
        let words = || self.draws.words(self.shard.id[place], 2, Decision::Birth);
        let at_once = !paying && words()[0] < takers.at_once;
        let purchase = Outcome::Purchase { required: (missing + held) as u16 };
        if law.shortfall.buys_back && !at_once {
            return Some((start, purchase));
        }
        let over = (statutory + law.shortfall.one_sum_after).max(start);
        if paying && over > 11 {
            return None;
        }
        if paying && traits.early_member() == 1 {
            return Some((over, purchase));
        }
        let month = if at_once { statutory.max(0) } else { over };
        if month > 11 {
            return None;
        }
        let leaving = Month::new(self.year, 1).plus(month);
        let may_choose = law.shortfall.residents.scheme(held, leaving) == Some(Scheme::Residents);
        let to_residents = may_choose && words()[1] < takers.residents;
        Some((month, Outcome::Leave { to_residents }))
    }
}

/// The months that a claim in this month requires.
pub fn required(law: &Law, birth_year: Year, traits: Traits, claim: Month) -> i32 {
    let born = Month::new(birth_year, traits.birth_month() as i32 + 1);
    let (special, law) = (law.early.special_months, &law.retirement);
    if traits.class() == SPECIAL {
        return law.minimum.months_required(claim.year()).max(special);
    }
    law.months_required(work_class(traits.class()), born, claim)
}
