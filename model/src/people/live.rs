//! A person's year, in the order of the paper.
//!
//! ```text
//! §3.1  age_or_die      every person of 16 and over meets the year's q(sex, age)
//! §3.2  move_or_stay    31 × 31 provinces, and home late in life
//! §3.3  earn            profile × persistent × transitory
//!       change_status   enter, pause, resume
//! §3.4  pay_in          months on a bounded base
//! §3.5  decide, settle  eligibility, claim, award
//! §3.6  pay_out         pensions indexed and paid
//! ```
//! People are lived in blocks of 256 that stay in the first-level cache; each stage is a plain loop over
//! columns. Draws, deaths, moves and wages are made once; what a regime can change is lived once for every
//! course of life.

use super::award;
use super::benefit;
use super::closing::close_life;
use super::cohorts::Group;
use super::columns::{Life, Shard, State, Status, Traits};
use super::contribution::{Paid, pay_in};
use super::demography::{age_or_die, bury, count_residents, months_lived};
use super::facts::{Institutions, LAST_WORKING_AGE, LifePolicy, YearFacts};
use super::flows::{Flows, Vitals};
use super::labour::{change_status, earn};
use super::migration::{Move, move_or_stay};
use super::panel::{PanelRow, Sample, note_block};
use super::relation::take_along;
use super::retirement::{self, Calendar, Deciding};
use super::steps::{Log, Step};
use super::sums::Sums;
use crate::draws::{BLOCK, Decision, Draws};
use crate::units::Year;
use std::ops::Range;

/// What a year of people adds up to.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Births apart, everything demographic.
    pub vitals: Vitals,
    /// Money and heads, one entry per course of life.
    pub flows: Vec<Flows>,
    /// Rows of the sample panel.
    pub panel: Vec<PanelRow>,
    /// Steps of the person the sample traces, by course of life.
    pub steps: Vec<(usize, Step)>,
}

impl Tally {
    /// Adds the tally of other people.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        if self.flows.is_empty() {
            return other;
        }
        self.vitals.add(&other.vitals);
        for (mine, theirs) in self.flows.iter_mut().zip(&other.flows) {
            mine.add(theirs);
        }
        self.panel.extend(other.panel);
        self.steps.extend(other.steps);
        self
    }
}

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
    months: [u8; BLOCK],
    moves: Vec<Move>,
    work: [[u32; BLOCK]; 4],
    wage: [f32; BLOCK],
    exits: bool,
    working: bool,
}

/// One shard of people lives one year.
#[inline(always)]
pub fn live(shard: &mut Shard, setting: &Setting, tally: &mut Tally) {
    let age = shard.age(setting.facts.year);
    let working = age <= LAST_WORKING_AGE;
    let calendars: Vec<Calendar> = setting
        .policies
        .iter()
        .map(|policy| {
            let law = &policy.institutions.law;
            Calendar::new(law, shard.birth_year, shard.sex, setting.facts.year)
        })
        .collect();
    let mut lives = std::mem::take(&mut shard.lives);
    let mut sums: Vec<Sums> = lives.iter().map(|_| Sums::new()).collect();
    for start in (0..shard.id.len()).step_by(BLOCK) {
        let shared = share(shard, start, (age, working), setting, &mut tally.vitals);
        for (number, life) in lives.iter_mut().enumerate() {
            let flows = &mut tally.flows[number];
            live_once(
                shard,
                number,
                life,
                &shared,
                &calendars[number],
                setting,
                flows,
                &mut sums[number],
                (&mut tally.panel, &mut tally.steps),
            );
        }
        leave(shard, &shared, &mut tally.vitals);
        let traits = block(&shard.traits, start);
        count_residents(traits, shard.sex, age, &mut tally.vitals);
    }
    for (number, flows) in tally.flows.iter_mut().enumerate() {
        let tilt_age = setting.policies[number].institutions.law.tilt_age();
        let cohort = (shard.birth_year, shard.sex);
        sums[number].unpack(cohort, age + 1 >= tilt_age, flows);
    }
    shard.lives = lives;
    shard.compact();
}

/// Counts a shard as it stands.
pub(super) fn count_shard(shard: &Shard, (year, tilt_age): (Year, usize), tally: &mut Tally) {
    for start in (0..shard.id.len()).step_by(BLOCK) {
        count_residents(block(&shard.traits, start), shard.sex, shard.age(year), &mut tally.vitals);
    }
    for (life, flows) in shard.lives.iter().zip(&mut tally.flows) {
        let mut sums = Sums::new();
        for start in (0..shard.id.len()).step_by(BLOCK) {
            let (state, pension) = (block(&life.state, start), block(&life.pension, start));
            let service = (block(&life.months, start), block(&shard.deemed, start));
            sums.count(state, pension, service, block(&shard.traits, start));
        }
        sums.unpack((shard.birth_year, shard.sex), shard.age(year) + 1 >= tilt_age, flows);
        for (state, account) in life.state.iter().zip(&life.account) {
            let state = State(*state);
            if (1..=3).contains(&state.code()) {
                flows.accounts[state.relation()] += i64::from(*account);
            }
        }
    }
}

/// What is the same in every course of life: death, moves, wages.
#[inline(always)]
fn share(
    shard: &mut Shard,
    start: usize,
    (age, working): (usize, bool),
    setting: &Setting,
    vitals: &mut Vitals,
) -> Shared {
    let (facts, draws, sex) = (setting.facts, setting.draws, shard.sex);
    let person = *block(&shard.id, start);
    let mut course = [[0; BLOCK]; 4];
    draws.fill(&person, facts.year, Decision::Course, &mut course);
    let mut exit = [0; BLOCK];
    let traits = block_mut(&mut shard.traits, start);
    let exits = age_or_die(traits, &course[0], &facts.mortality, (sex, age), &mut exit);
    let mut months = [12; BLOCK];
    if exits {
        for i in (0..BLOCK).filter(|&i| exit[i] != 0) {
            months[i] = months_lived(draws, person[i], facts.year);
        }
    }
    let moves = move_or_stay(
        &person,
        traits,
        &course[1],
        &exit,
        &facts.moves,
        (age, facts.year),
        draws,
        vitals,
    );
    let mut work = [[0; BLOCK]; 4];
    let mut wage = [0.0; BLOCK];
    if working {
        draws.fill(&person, facts.year, Decision::Work, &mut work);
        let position = block_mut(&mut shard.wage, start);
        earn(position, &course[2], &course[3], &facts.wages, (sex, age), &mut wage);
    }
    Shared { range: start..start + BLOCK, exit, months, moves, work, wage, exits, working }
}

/// The year of a block in one course of life.
#[inline(always)]
#[expect(
    clippy::too_many_arguments,
    reason = "the block, its course of life and where its flows go"
)]
fn live_once(
    shard: &Shard,
    number: usize,
    life: &mut Life,
    shared: &Shared,
    calendar: &Calendar,
    setting: &Setting,
    flows: &mut Flows,
    sums: &mut Sums,
    (panel, steps): (&mut Vec<PanelRow>, &mut Vec<(usize, Step)>),
) {
    let (facts, policy) = (setting.facts, &setting.policies[number]);
    let start = shared.range.start;
    let mut log = Log::open(setting.sample.traced(shard, start), life);
    let mut in_service = shared.months;
    for m in &shared.moves {
        let (place, person) = (start + m.place, (shard.sex, shard.age(facts.year)));
        let traits = Traits(shard.traits[place]);
        let lost = take_along(life, place, traits, person, m, policy.institutions, flows);
        log.moved(life, place, (m.from, m.to), lost);
        if lost {
            let lost = policy.institutions.law.months_lost.1;
            in_service[m.place] = in_service[m.place].saturating_sub(lost);
        }
    }
    let mut paid = Paid { base: [0; BLOCK], months: [0; BLOCK] };
    let mut claims = Vec::new();
    if shared.working {
        let deciding = Deciding { year: facts.year, policy, calendar, draws: setting.draws };
        let told = (&mut claims, &mut log);
        work(shard, life, (shared, &mut in_service), deciding, facts, told, &mut paid, sums);
    }
    let traits = block(&shard.traits, start);
    benefit::pay_out(
        block_mut(&mut life.state, start),
        block_mut(&mut life.pension, start),
        (block(&life.months, start), block(&shard.deemed, start)),
        traits,
        &shared.months,
        shard.age(facts.year),
        policy,
        (&mut sums.paid_out, &mut sums.cohort),
    );
    log.paid_out(life, &shared.months);
    for claim in claims {
        let (place, months) = (claim.place, shared.months[claim.place - start]);
        let average = facts.wages.average[State(life.state[place]).relation()];
        let step = award::settle(claim, shard, life, months, facts, policy, flows);
        log.note(place, step);
        if State(life.state[place]).status() == Status::Retired {
            let (pension, wage) = (life.pension[place], shared.wage[place - start] * average);
            flows.cohorts.note(shard, Traits(shard.traits[place]), Group::Lived, |cell| {
                cell.awards += 1;
                cell.first_pensions += i64::from(pension);
                cell.last_wages += wage as i64;
            });
        }
    }
    if shared.exits {
        for i in (0..BLOCK).filter(|&i| shared.exit[i] != 0) {
            let rules = (facts.year, &policy.institutions.law);
            let exit = (shared.exit[i], shared.months[i]);
            let sums = close_life(shard, life, start + i, exit, rules, flows);
            log.left(start + i, exit, sums);
        }
    }
    log.close(number, steps);
    let paid = shared.working.then_some(&paid);
    note_block(shard, (number, life), setting.sample, (&shared.wage, paid), facts, panel, start);
    let service = (block(&life.months, start), block(&shard.deemed, start));
    let (state, pension) = (block(&life.state, start), block(&life.pension, start));
    sums.count(state, pension, service, block(&shard.traits, start));
}

/// Status, claims and contributions of a block of working age.
#[inline(always)]
#[expect(
    clippy::too_many_arguments,
    reason = "the block, its course of life and where its flows go"
)]
fn work(
    shard: &Shard,
    life: &mut Life,
    (shared, in_service): (&Shared, &mut [u8; BLOCK]),
    deciding: Deciding,
    facts: &YearFacts,
    (claims, log): (&mut Vec<retirement::Claim>, &mut Log),
    paid: &mut Paid,
    sums: &mut Sums,
) {
    let policy = deciding.policy;
    let Institutions { law, coverage, .. } = policy.institutions;
    let start = shared.range.start;
    let traits = block(&shard.traits, start);
    let age = shard.age(facts.year);
    let minimum = law.retirement.minimum.months_required(facts.year) as u16;
    change_status(
        block_mut(&mut life.state, start),
        block(&life.months, start),
        traits,
        &shared.work,
        coverage,
        &policy.entry,
        (shard.sex, age, minimum, law.portability.months_for_place as usize),
    );
    log.turned(life);
    if !deciding.calendar.is_empty() {
        let (words, range) = (&shared.work[3], shared.range.clone());
        retirement::decide(shard, life, deciding, words, range, in_service, claims);
    }
    pay_in(
        block_mut(&mut life.state, start),
        block_mut(&mut life.months, start),
        block_mut(&mut life.index, start),
        block_mut(&mut life.bases, start),
        block_mut(&mut life.account, start),
        traits,
        &shared.wage,
        in_service,
        &shared.work[1],
        (&facts.wages, policy),
        paid,
        &mut sums.packed,
        &mut sums.cohort,
    );
    log.paid(life, paid, (&shared.wage, in_service), law.account_fen_per_yuan);
}

/// Takes those who left out of the shard's residents.
fn leave(shard: &mut Shard, shared: &Shared, vitals: &mut Vitals) {
    if !shared.exits {
        return;
    }
    for i in (0..BLOCK).filter(|&i| shared.exit[i] != 0) {
        bury(&mut shard.traits[shared.range.start + i], shared.exit[i], vitals);
        shard.gone += 1;
    }
}

#[inline(always)]
fn block<T>(column: &[T], start: usize) -> &[T; BLOCK] {
    column[start..start + BLOCK].try_into().expect("columns hold whole blocks")
}

#[inline(always)]
fn block_mut<T>(column: &mut [T], start: usize) -> &mut [T; BLOCK] {
    (&mut column[start..start + BLOCK]).try_into().expect("columns hold whole blocks")
}
