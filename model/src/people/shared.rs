//! What happens to a block before its courses of life part: deaths, moves, wages.

use super::columns::{Sex, Shard, block, block_mut};
use super::demography::{Exit, age_or_die, months_lived};
use super::facts::{LAST_AGE, LAST_WORKING_AGE};
use super::flows::Vitals;
use super::labour::{Earning, advance};
use super::lanes::Lanes;
use super::live::Setting;
use super::migration::{Move, MoveRules, move_or_stay};
use super::panel::Sample;
use super::retirement::Intentions;
use crate::draws::Decision;

/// What happened to a block before its courses of life part.
pub(super) struct Shared<const N: usize> {
    pub start: usize,
    course: [[u32; N]; 4],
    pub work: [[u32; N]; 4],
    exit: [u8; N],
    /// Those who die or leave the country this year.
    pub leavers: Lanes<N>,
    /// Whole months lived this year.
    pub months: [u8; N],
    pub moves: Vec<Move>,
    earning: Earning,
    /// Wage relative to the provincial average, of whom it is asked for; of everybody if it is `whole`.
    pub wage: [f32; N],
    whole: bool,
    /// Who means to claim early or late.
    pub intentions: Intentions<N>,
    /// Who is in the panel.
    pub sampled: Lanes<N>,
    /// Whether anybody may be in service this year in any course of life.
    pub working: bool,
    /// Whether anybody is retired in any course of life.
    pub retired: bool,
}

impl<const N: usize> Shared<N> {
    /// Nothing yet.
    pub const NOTHING: Self = Self {
        start: 0,
        course: [[0; N]; 4],
        work: [[0; N]; 4],
        exit: [0; N],
        leavers: Lanes::NONE,
        months: [12; N],
        moves: Vec::new(),
        earning: Earning { profile: 0.0, transitory: 0.0 },
        wage: [0.0; N],
        whole: false,
        intentions: Intentions::NONE,
        sampled: Lanes::NONE,
        working: false,
        retired: false,
    };

    /// What is the same in every course of life: death, moves, wages.
    #[inline(always)]
    pub fn live(&mut self, shard: &mut Shard, (start, statuses): (usize, u32), setting: &Setting) {
        const IN_SERVICE: u32 = 0b0_1110;
        const MAY_SERVE: u32 = 0b0_1111;
        let (facts, draws) = (setting.facts, setting.draws);
        let (sex, age, person) = (shard.sex, shard.age(facts.year), block(&shard.id, start));
        self.start = start;
        draws.fill(person, facts.year, Decision::Course, self.course.each_mut());
        let traits = block_mut(&mut shard.traits, start);
        self.age_or_die(person, traits, setting, (sex, age));
        let rules = MoveRules::new(facts, age, draws);
        move_or_stay(person, traits, &self.course[1], &self.exit, &rules, &mut self.moves);
        self.sample(person, setting.sample);
        let of_age = age <= LAST_WORKING_AGE;
        self.working = statuses & IN_SERVICE != 0 || of_age && statuses & MAY_SERVE != 0;
        self.retired = statuses & 0b1_0000 != 0;
        let profile = facts.wages.profile[sex as usize][age.min(LAST_AGE)];
        self.earning = Earning { profile, transitory: facts.wages.transitory };
        self.whole = false;
        self.intentions.forget();
        if self.working {
            draws.fill(person, facts.year, Decision::Work, self.work.each_mut());
        }
        if self.working || of_age && self.sampled.len() > 0 {
            advance(block_mut(&mut shard.wage, start), &self.course[2], &facts.wages);
        }
        self.earn(block(&shard.wage, start), None);
    }

    #[inline(always)]
    fn age_or_die(&mut self, person: &[u32; N], traits: &[u32; N], setting: &Setting, (sex, age): (Sex, usize)) {
        let facts = setting.facts;
        self.months = [12; N];
        self.leavers = Lanes::NONE;
        if age_or_die(traits, &self.course[0], &facts.mortality, sex, age, &mut self.exit) {
            self.leavers = Lanes::of(&self.exit);
            for i in self.leavers.iter() {
                self.months[i] = months_lived(setting.draws, person[i], facts.year);
            }
        }
    }

    /// Who of the block is in the panel.
    #[inline(always)]
    fn sample(&mut self, person: &[u32; N], sample: Sample) {
        let mut flag = [0u8; N];
        for i in 0..N {
            flag[i] = u8::from(sample.holds(person[i]));
        }
        self.sampled = Lanes::of(&flag);
    }

    /// Works out the wages of these people, or of the panel.
    #[inline(always)]
    pub fn earn(&mut self, position: &[f32; N], lanes: Option<&Lanes<N>>) {
        if !self.whole {
            for i in lanes.unwrap_or(&self.sampled).iter() {
                self.wage[i] = self.earning.wage(position[i], self.course[3][i]);
            }
        }
    }

    /// Works out the wages of everybody, once for all courses of life.
    #[inline(always)]
    pub fn earn_all(&mut self, position: &[f32; N]) {
        if !self.whole {
            self.earning.earn(position, &self.course[3], &mut self.wage);
            self.whole = true;
        }
    }

    /// Counts the moves.
    pub fn count_moves(&self, here: &mut [u32; 32], vitals: &mut Vitals) {
        for m in &self.moves {
            vitals.moves.0[m.from * 32 + m.to] += 1;
            here[m.from] -= 1;
            here[m.to] += 1;
        }
    }

    /// In what a lane leaves.
    pub const fn exit(&self, lane: usize) -> Exit {
        Exit::from_code(self.exit[lane])
    }
}
