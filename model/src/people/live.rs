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
//! People are lived in blocks of 256 that stay in the first-level cache, and of 64 at the end of a shard, where a large
//! block would be half empty; each stage is a plain loop over columns. Draws, deaths, moves and wages are made once; what
//! a regime can change is lived once for every course of life. People of one standing stand together
//! (`people/arrange.rs`), so most blocks pass over the stages that concern others.

use super::benefit::{PaidOut, Pensioners, pay_out};
use super::cohorts::Group;
use super::columns::{Life, NOWHERE, Shard, State, Traits, block, block_mut};
use super::contribution::{Paid, PayIn, pay_in};
use super::course::{Course, Rules};
use super::demography::{bury, count_residents, residents};
use super::desk::{Courses, Desk, Room};
use super::facts::{LifePolicy, YearFacts};
use super::few::pay_in_few;
use super::labour::change_status;
use super::lanes::Lanes;
use super::panel::{BlockYear, PanelRow, Sample};
use super::retirement::{Claim, Deciding, decide};
use super::shared::Shared;
use super::steps::{Log, Step};
use super::sums::CourseSums;
pub use super::tally::Tally;
use super::terms::TermsByProvince;
use crate::draws::{BLOCK, Draws, SMALL};

/// A block is lived as a whole by a stage that concerns so many sixteenths of it, and person by person otherwise.
const MANY: u32 = 5;

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
    /// Whether it is summed what birth cohorts pay in and draw; nothing else depends on it.
    pub cohorts: bool,
}

/// One shard of people lives one year.
#[inline(always)]
pub(super) fn live(shard: &mut Shard, setting: &Setting, tally: &mut Tally, desk: &mut Desk) {
    let Desk { large, small, courses, places } = desk;
    let mut year = ShardYear::begin(shard, setting, courses, tally);
    let (room, whole) = (year.shard.id.len(), year.shard.id.len() / BLOCK * BLOCK);
    for start in (0..whole).step_by(BLOCK) {
        year.live_block(start, large, courses, tally);
    }
    for start in (whole..room).step_by(SMALL) {
        year.live_block(start, small, courses, tally);
    }
    year.end(courses, tally);
    shard.arrange(places);
}

/// A shard in its year.
struct ShardYear<'a> {
    shard: &'a mut Shard,
    setting: &'a Setting<'a>,
    lives: Vec<Life>,
    rules: Vec<Rules<'a>>,
    /// Residents by province.
    here: [u32; 32],
}

impl<'a> ShardYear<'a> {
    #[inline(always)]
    fn begin(shard: &'a mut Shard, setting: &'a Setting, courses: &mut Courses, tally: &mut Tally) -> Self {
        let age = shard.age(setting.facts.year);
        let lives = std::mem::take(&mut shard.lives);
        let mut rules: Vec<Rules> = Vec::with_capacity(lives.len());
        for _ in &lives {
            rules.push(Rules::of(shard, &rules, setting));
        }
        for ((rules, sums), flows) in rules.iter().zip(&mut courses.sums).zip(&mut tally.flows) {
            sums.begin(shard, age + 1 >= rules.policy.institutions.law.tilt_age(), flows);
        }
        let here = shard.residents.unwrap_or_else(|| residents(shard));
        Self { shard, setting, lives, rules, here }
    }

    #[inline(always)]
    fn live_block<const N: usize>(
        &mut self,
        start: usize,
        room: &mut Room<N>,
        courses: &mut Courses,
        tally: &mut Tally,
    ) {
        let Self { shard, setting, lives, rules, here } = self;
        let statuses = statuses::<N>(lives, start);
        room.shared.live(shard, (start, statuses), setting);
        room.shared.count_moves(here, &mut tally.vitals);
        for (life, rules) in lives.iter_mut().zip(&*rules) {
            live_course((shard, life), rules, setting, room, courses, tally);
        }
        for lane in room.shared.leavers.iter() {
            let exit = room.shared.exit(lane);
            bury(&mut shard.traits[start + lane], exit, here, &mut tally.vitals);
        }
    }

    #[inline(always)]
    fn end(self, courses: &mut Courses, tally: &mut Tally) {
        let Self { shard, setting, lives, here, .. } = self;
        count_residents(&here, shard.sex, shard.age(setting.facts.year), &mut tally.vitals);
        shard.residents = Some(here);
        for ((sums, life), flows) in courses.sums.iter_mut().zip(&lives).zip(&mut tally.flows) {
            sums.end(shard, life, flows);
        }
        shard.lives = lives;
    }
}

/// A block lives the year in one course of life.
#[inline(always)]
fn live_course<const N: usize>(
    (shard, life): (&Shard, &mut Life),
    rules: &Rules,
    setting: &Setting,
    room: &mut Room<N>,
    courses: &mut Courses,
    tally: &mut Tally,
) {
    let (Room { shared, paid }, Courses { claims, sums, terms }) = (room, courses);
    let log = Log::open(setting.sample.traced::<N>(shard, shared.start), life);
    let (facts, policy, flows) = (setting.facts, rules.policy, &mut tally.flows[rules.number]);
    let course = Course { shard, life, facts, policy, flows };
    let in_service = shared.months;
    let terms = &terms[rules.number];
    let year = Block { course, shared, rules, terms, in_service, paid, claims, log };
    let record = Record { panel: &mut tally.panel, steps: &mut tally.steps };
    year.live(setting, &mut sums[rules.number], record);
}

/// The statuses that people of a block have in any course of life, one bit each.
#[inline(always)]
fn statuses<const N: usize>(lives: &[Life], start: usize) -> u32 {
    let mut seen = 0;
    for life in lives {
        for state in block::<_, N>(&life.state, start) {
            seen |= 1 << State(*state).code();
        }
    }
    seen
}

/// The year of a block in one course of life.
struct Block<'a, const N: usize> {
    course: Course<'a>,
    shared: &'a mut Shared<N>,
    rules: &'a Rules<'a>,
    terms: &'a TermsByProvince,
    /// Months in service: until the claim, the end of life here, or without what a transfer lost.
    in_service: [u8; N],
    paid: &'a mut Paid<N>,
    claims: &'a mut Vec<Claim>,
    log: Log,
}

impl<const N: usize> Block<'_, N> {
    /// The stages, in order.
    #[inline(always)]
    fn live(mut self, setting: &Setting, sums: &mut CourseSums, record: Record) {
        let Record { panel, steps } = record;
        let mut many = self.shared.retired;
        self.take_along();
        if self.shared.working {
            self.change_status();
            self.decide(setting.draws);
            many |= self.pay_in(sums);
        }
        if self.shared.retired {
            self.pay_out(sums);
        }
        self.settle(sums);
        self.close();
        self.note(panel);
        sums.count::<N>(self.course.life, self.course.shard, self.shared.start, many);
        self.log.close(self.rules.number, steps);
    }

    #[inline(always)]
    fn take_along(&mut self) {
        for m in &self.shared.moves {
            let place = self.shared.start + m.place;
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
        let (start, Course { shard, life, .. }) = (self.shared.start, &mut self.course);
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
        let Shared { work, intentions, start, .. } = &mut *self.shared;
        decide(deciding, &work[3], intentions, *start, &mut self.in_service, self.claims);
    }

    /// Says whether many of the block are in service.
    #[inline(always)]
    fn pay_in(&mut self, sums: &mut CourseSums) -> bool {
        let start = self.shared.start;
        let Course { shard, life, policy, .. } = &mut self.course;
        let (flags, heads) = in_service(block(&life.state, start));
        let (many, position) = (heads > MANY * N as u32 / 16, block(&shard.wage, start));
        let insured = if many { Lanes::NONE } else { Lanes::of(&flags) };
        // Where one course asks for few wages, others follow: those of the whole block cost less than a few for each.
        if many || self.rules.number > 0 {
            self.shared.earn_all(position);
        } else {
            self.shared.earn(position, Some(&insured));
        }
        let payers = PayIn {
            state: block_mut(&mut life.state, start),
            months: block_mut(&mut life.months, start),
            index: block_mut(&mut life.index, start),
            bases: block_mut(&mut life.bases_or_pension, start),
            account: life.account.block(start),
            traits: block(&shard.traits, start),
            wage: &self.shared.wage,
            in_service: &self.in_service,
            word: &self.shared.work[1],
        };
        if many {
            pay_in(payers, self.terms, policy, self.paid, sums);
        } else {
            pay_in_few(payers, &insured, self.terms, policy, self.paid, sums);
        }
        let per_yuan = policy.institutions.law.account_fen_per_yuan;
        self.log.paid(life, self.paid, &self.shared.wage, &self.in_service, per_yuan);
        many
    }

    #[inline(always)]
    fn pay_out(&mut self, sums: &mut CourseSums) {
        let start = self.shared.start;
        let Course { shard, life, facts, policy, flows } = &mut self.course;
        let pensioners = Pensioners {
            state: block_mut(&mut life.state, start),
            pension: block_mut(&mut life.bases_or_pension, start),
            worked: block(&life.months, start),
            deemed: block(&shard.deemed, start),
            traits: block(&shard.traits, start),
            months: &self.shared.months,
        };
        let (paid, cohort) = (&mut sums.paid_out, &mut sums.cohort);
        let mut to = PaidOut { paid, cohort, bins: &mut flows.pension_bins, bits: &mut sums.bits };
        pay_out(pensioners, shard.age(facts.year), policy, &mut to);
        self.log.paid_out(life, &self.shared.months);
    }

    #[inline(always)]
    fn settle(&mut self, sums: &mut CourseSums) {
        let start = self.shared.start;
        for claim in self.claims.drain(..) {
            let (place, lane) = (claim.place, claim.place - start);
            let course = &mut self.course;
            let average = course.facts.wages.average[course.state(place).relation()];
            let step = course.settle(claim, self.shared.months[lane]);
            sums.bits.note(course.life, place);
            self.log.note(place, step);
            if course.state(place).is_retired() {
                let (pension, wage) = (course.life.bases_or_pension[place], self.shared.wage[lane] * average);
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
        for lane in self.shared.leavers.iter() {
            let (exit, months) = (self.shared.exit(lane), self.shared.months[lane]);
            let place = self.shared.start + lane;
            let closed = self.course.close(place, exit, months);
            self.log.left(place, exit, months, closed);
        }
    }

    #[inline(always)]
    fn note(&self, panel: &mut Vec<PanelRow>) {
        let Course { shard, life, facts, .. } = &self.course;
        let paid = self.shared.working.then_some(&*self.paid);
        let number = self.rules.number;
        for lane in self.shared.sampled.iter() {
            let place = self.shared.start + lane;
            if Traits(shard.traits[place]).residence() != NOWHERE {
                let year = BlockYear { shard, number, life, wage: &self.shared.wage, paid, facts };
                year.note(place, panel);
            }
        }
    }
}

/// Who of a block is in service, and how many.
#[inline(always)]
fn in_service<const N: usize>(state: &[u32; N]) -> ([u8; N], u32) {
    let mut flags = [0u8; N];
    let mut heads = 0;
    for i in 0..N {
        let here = State(state[i]).is_in_service();
        flags[i] = u8::from(here);
        heads += u32::from(here);
    }
    (flags, heads)
}

/// Where the lives of the sample are noted.
struct Record<'a> {
    panel: &'a mut Vec<PanelRow>,
    steps: &'a mut Vec<(usize, Step)>,
}
