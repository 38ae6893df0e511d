//! A person's year, in the order in which it is lived.
//!
//! ```text
//! once for everybody
//!   age_or_die       every person of 16 and over meets the year's q(sex, age, province)
//!   move_or_stay     31 × 31 provinces, and home late in life; a hukou may follow
//!   earn             profile × persistent × transitory
//! in every course of life
//!   take_along       the pension relation moves, waits or stays behind
//!   change_status    enter, pause, resume
//!   decide           who claims this year, and in which month
//!   pay_in           months on a bounded base; the account is credited
//!   pay_out          pensions in payment are indexed and paid
//!   settle           claims are carried out: purchase, award, refund
//!   close            heirs and survivors are paid
//!   note, count      the sample panel; heads and pensions on 31 December
//! once for everybody
//!   bury             those who left are taken out of the residents
//!   count_residents  by age group and province
//! ```
//! People are lived in blocks of 256 that stay in the first-level cache; each stage is a plain loop over
//! columns. Draws, deaths, moves and wages are made once; what a regime can change is lived once for every
//! course of life.

use super::benefit::{Pensioners, pay_out};
use super::cohorts::Group;
use super::columns::{Life, Shard, State};
use super::contribution::{Paid, PayIn, pay_in};
use super::course::Course;
use super::demography::{Exit, age_or_die, bury, count_residents, months_lived};
use super::facts::{LAST_AGE, LAST_WORKING_AGE, LifePolicy, YearFacts};
use super::flows::Vitals;
use super::labour::{StatusRules, change_status, earn};
use super::migration::{Move, MoveRules, move_or_stay};
use super::panel::{BlockYear, PanelRow, Sample};
use super::retirement::{Calendar, Claim, Deciding, decide};
use super::steps::{Log, Step};
use super::sums::ShardSums;
pub use super::tally::Tally;
use crate::draws::{BLOCK, Decision, Draws};
use std::ops::Range;

/// What all people of a year meet.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The year's facts.
    pub facts: &'a YearFacts,
    /// One policy per course of life.
    pub policies: &'a [LifePolicy<'a>],
    /// The draws.
    pub draws: Draws,
    /// Who is in the panel.
    pub sample: Sample,
}

/// What happened to a block before its courses of life part.
struct Shared {
    range: Range<usize>,
    exit: [u8; BLOCK],
    /// Whole months lived this year.
    months: [u8; BLOCK],
    moves: Vec<Move>,
    work: [[u32; BLOCK]; 4],
    /// Wage relative to the provincial average.
    wage: [f32; BLOCK],
    exits: bool,
    working: bool,
}

/// What the people of a shard meet in one course of life.
struct Rules<'a> {
    /// Index of the course of life.
    number: usize,
    policy: &'a LifePolicy<'a>,
    calendar: Calendar,
    status: StatusRules<'a>,
}

impl<'a> Rules<'a> {
    fn of(shard: &Shard, number: usize, setting: &Setting<'a>) -> Self {
        let (policy, year) = (&setting.policies[number], setting.facts.year);
        let calendar = Calendar::new(&policy.institutions.law, shard.birth_year, shard.sex, year);
        let status = StatusRules::new(policy, shard.sex, shard.age(year), year);
        Self { number, policy, calendar, status }
    }
}

/// One shard of people lives one year.
#[inline(always)]
pub(super) fn live(shard: &mut Shard, setting: &Setting, tally: &mut Tally) {
    let age = shard.age(setting.facts.year);
    let mut lives = std::mem::take(&mut shard.lives);
    let rules: Vec<Rules> = (0..lives.len()).map(|number| Rules::of(shard, number, setting)).collect();
    let mut sums: Vec<ShardSums> = lives.iter().map(|_| ShardSums::new()).collect();
    for start in (0..shard.id.len()).step_by(BLOCK) {
        let working = age <= LAST_WORKING_AGE || serves(&lives, start);
        let shared = share(shard, (start, working), setting, &mut tally.vitals);
        for (number, life) in lives.iter_mut().enumerate() {
            let log = Log::open(setting.sample.traced(shard, start), life);
            let (facts, policy) = (setting.facts, rules[number].policy);
            let flows = &mut tally.flows[number];
            let course = Course { shard, life, facts, policy, flows };
            let year = Block {
                course,
                shared: &shared,
                rules: &rules[number],
                in_service: shared.months,
                paid: Paid::NONE,
                claims: Vec::new(),
                log,
            };
            let record = Record { panel: &mut tally.panel, steps: &mut tally.steps };
            year.live(setting, &mut sums[number], record);
        }
        leave(shard, &shared, &mut tally.vitals);
        let traits = block(&shard.traits, start);
        count_residents(traits, shard.sex, age, &mut tally.vitals);
    }
    for (((rules, sums), life), flows) in rules.iter().zip(&sums).zip(&lives).zip(&mut tally.flows) {
        sums.bits.count(life, flows);
        let tilt_age = rules.policy.institutions.law.tilt_age();
        sums.unpack((shard.birth_year, shard.sex), age + 1 >= tilt_age, flows);
    }
    shard.lives = lives;
    shard.compact();
}

/// Whether anybody of a block is in service in any course of life.
fn serves(lives: &[Life], start: usize) -> bool {
    let here = |life: &Life| block(&life.state, start).iter().any(|s| State(*s).is_in_service());
    lives.iter().any(here)
}

/// What is the same in every course of life: death, moves, wages.
#[inline(always)]
fn share(shard: &mut Shard, (start, working): (usize, bool), setting: &Setting, vitals: &mut Vitals) -> Shared {
    let (facts, draws) = (setting.facts, setting.draws);
    let (sex, age) = (shard.sex, shard.age(facts.year));
    let person = *block(&shard.id, start);
    let mut course = [[0; BLOCK]; 4];
    draws.fill(&person, facts.year, Decision::Course, &mut course);
    let mut exit = [0; BLOCK];
    let traits = block_mut(&mut shard.traits, start);
    let exits = age_or_die(traits, &course[0], &facts.mortality, sex, age, &mut exit);
    let mut months = [12; BLOCK];
    if exits {
        for i in (0..BLOCK).filter(|&i| exit[i] != 0) {
            months[i] = months_lived(draws, person[i], facts.year);
        }
    }
    let rules = MoveRules::new(facts, age, draws);
    let moves = move_or_stay(&person, traits, &course[1], &exit, &rules, vitals);
    let mut work = [[0; BLOCK]; 4];
    let mut wage = [0.0; BLOCK];
    if working {
        draws.fill(&person, facts.year, Decision::Work, &mut work);
        let position = block_mut(&mut shard.wage, start);
        let profile = facts.wages.profile[sex as usize][age.min(LAST_AGE)];
        earn(position, &course[2], &course[3], &facts.wages, profile, &mut wage);
    }
    Shared { range: start..start + BLOCK, exit, months, moves, work, wage, exits, working }
}

/// The year of a block in one course of life.
struct Block<'a> {
    course: Course<'a>,
    shared: &'a Shared,
    rules: &'a Rules<'a>,
    /// Months in service: until the claim, the end of life here, or without what a transfer lost.
    in_service: [u8; BLOCK],
    paid: Paid,
    claims: Vec<Claim>,
    log: Log,
}

impl Block<'_> {
    /// The stages, in order.
    #[inline(always)]
    fn live(mut self, setting: &Setting, sums: &mut ShardSums, record: Record) {
        let Record { panel, steps } = record;
        self.take_along();
        if self.shared.working {
            self.change_status();
            self.decide(setting.draws);
            self.pay_in(sums);
        }
        self.pay_out(sums);
        self.settle();
        self.close();
        self.note(setting.sample, panel);
        self.count(sums);
        self.log.close(self.rules.number, steps);
    }

    const fn start(&self) -> usize {
        self.shared.range.start
    }

    #[inline(always)]
    fn take_along(&mut self) {
        for m in &self.shared.moves {
            let place = self.start() + m.place;
            let lost = self.course.take_along(place, m);
            self.log.moved(self.course.life, place, m, lost);
            if lost {
                let months = self.course.law().months_lost.1;
                self.in_service[m.place] = self.in_service[m.place].saturating_sub(months);
            }
        }
    }

    #[inline(always)]
    fn change_status(&mut self) {
        let (start, Course { shard, life, .. }) = (self.start(), &mut self.course);
        let state = block_mut(&mut life.state, start);
        let (months, traits) = (block(&life.months, start), block(&shard.traits, start));
        change_status(state, months, traits, &self.shared.work, &self.rules.status);
        self.log.changed_status(life);
    }

    #[inline(always)]
    fn decide(&mut self, draws: Draws) {
        let Rules { policy, calendar, .. } = self.rules;
        if calendar.is_empty() {
            return;
        }
        let (shard, life) = (self.course.shard, &*self.course.life);
        let deciding = Deciding { shard, life, year: self.course.facts.year, policy, calendar, draws };
        let range = self.shared.range.clone();
        decide(deciding, &self.shared.work[3], range, &mut self.in_service, &mut self.claims);
    }

    #[inline(always)]
    fn pay_in(&mut self, sums: &mut ShardSums) {
        let start = self.start();
        let Course { shard, life, facts, policy, .. } = &mut self.course;
        let payers = PayIn {
            state: block_mut(&mut life.state, start),
            months: block_mut(&mut life.months, start),
            index: block_mut(&mut life.index, start),
            bases: block_mut(&mut life.bases, start),
            account: block_mut(&mut life.account, start),
            traits: block(&shard.traits, start),
            wage: &self.shared.wage,
            in_service: &self.in_service,
            word: &self.shared.work[1],
        };
        pay_in(payers, &facts.wages, policy, &mut self.paid, sums);
        let per_yuan = policy.institutions.law.account_fen_per_yuan;
        self.log.paid(life, &self.paid, &self.shared.wage, &self.in_service, per_yuan);
    }

    #[inline(always)]
    fn pay_out(&mut self, sums: &mut ShardSums) {
        let start = self.start();
        let Course { shard, life, facts, policy, .. } = &mut self.course;
        let pensioners = Pensioners {
            state: block_mut(&mut life.state, start),
            pension: block_mut(&mut life.pension, start),
            worked: block(&life.months, start),
            deemed: block(&shard.deemed, start),
            traits: block(&shard.traits, start),
            months: &self.shared.months,
        };
        pay_out(pensioners, shard.age(facts.year), policy, sums);
        self.log.paid_out(life, &self.shared.months);
    }

    #[inline(always)]
    fn settle(&mut self) {
        for claim in std::mem::take(&mut self.claims) {
            let (place, lane) = (claim.place, claim.place - self.start());
            let course = &mut self.course;
            let average = course.facts.wages.average[course.state(place).relation()];
            let step = course.settle(claim, self.shared.months[lane]);
            self.log.note(place, step);
            if course.state(place).is_retired() {
                let (pension, wage) = (course.life.pension[place], self.shared.wage[lane] * average);
                let traits = course.traits(place);
                course.flows.cohorts.note(course.shard, traits, Group::Lived, |cell| {
                    cell.awards += 1;
                    cell.first_pensions += i64::from(pension);
                    cell.last_wages += wage as i64;
                });
            }
        }
    }

    #[inline(always)]
    fn close(&mut self) {
        for lane in self.shared.leavers() {
            let (exit, months) = (self.shared.exit(lane), self.shared.months[lane]);
            let place = self.start() + lane;
            let closed = self.course.close(place, exit, months);
            self.log.left(place, exit, months, closed);
        }
    }

    #[inline(always)]
    fn note(&self, sample: Sample, panel: &mut Vec<PanelRow>) {
        let Course { shard, life, facts, .. } = &self.course;
        let paid = self.shared.working.then_some(&self.paid);
        let number = self.rules.number;
        let year = BlockYear { shard, number, life, wage: &self.shared.wage, paid, facts };
        year.note(sample, self.start(), panel);
    }

    #[inline(always)]
    fn count(&self, sums: &mut ShardSums) {
        let (start, Course { shard, life, .. }) = (self.start(), &self.course);
        let (months, deemed) = (block(&life.months, start), block(&shard.deemed, start));
        let (state, pension) = (block(&life.state, start), block(&life.pension, start));
        sums.count(state, pension, months, deemed, block(&shard.traits, start));
    }
}

impl Shared {
    /// Lanes of those who die or leave the country this year.
    fn leavers(&self) -> impl Iterator<Item = usize> {
        (0..if self.exits { BLOCK } else { 0 }).filter(|&lane| self.exit[lane] != 0)
    }

    const fn exit(&self, lane: usize) -> Exit {
        Exit::from_code(self.exit[lane])
    }
}

/// Where the lives of the sample are noted.
struct Record<'a> {
    panel: &'a mut Vec<PanelRow>,
    steps: &'a mut Vec<(usize, Step)>,
}

/// Takes those who left out of the shard's residents.
fn leave(shard: &mut Shard, shared: &Shared, vitals: &mut Vitals) {
    for lane in shared.leavers() {
        bury(&mut shard.traits[shared.range.start + lane], shared.exit(lane), vitals);
        shard.gone += 1;
    }
}

#[inline(always)]
pub(super) fn block<T>(column: &[T], start: usize) -> &[T; BLOCK] {
    column[start..start + BLOCK].try_into().expect("columns hold whole blocks")
}

#[inline(always)]
fn block_mut<T>(column: &mut [T], start: usize) -> &mut [T; BLOCK] {
    (&mut column[start..start + BLOCK]).try_into().expect("columns hold whole blocks")
}
