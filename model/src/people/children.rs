//! Children under 16: a table by province, sex and age; at 16 they become persons.

use super::birth::{Born, Endowment};
use super::columns::{Sex, Shard, State};
use super::deal::Dealing;
use super::population::Population;
use crate::draws::{BLOCK, Draws};
use crate::geography::PROVINCES;
use crate::units::{Year, split};
use bitcode::{Decode, Encode};
use rayon::prelude::*;
use std::ops::Range;

/// Ages 0 to 15.
pub const CHILD_AGES: usize = 16;

/// What children meet in a year.
#[derive(Clone, Debug)]
pub struct ChildFacts {
    /// Births of the nation.
    pub births: i64,
    /// Share of boys among them.
    pub boys: f64,
    /// Births per woman by age, from 15.
    pub fertility: [f64; 35],
    /// Provincial fertility relative to the nation.
    pub fertility_ratio: [f64; PROVINCES],
    /// Probability of dying or leaving the country, by sex and age reached.
    pub exit: [[f64; CHILD_AGES]; 2],
    /// Probability of moving to another province, by province.
    pub leave: [f64; PROVINCES],
    /// Where they go, weights by destination.
    pub destination: [[i64; PROVINCES]; PROVINCES],
}

/// How children become agents.
#[derive(Clone, Copy, Debug)]
pub struct Entrants<'a> {
    /// The year.
    pub year: Year,
    /// Courses of life.
    pub lives: usize,
    /// Most people of a shard.
    pub shard_size: usize,
    /// What they bring along.
    pub endowment: &'a Endowment,
    /// The draws.
    pub draws: Draws,
}

/// Children by sex, age and province, in persons.
#[derive(Clone, Debug, Decode, Encode)]
pub struct Children {
    /// `persons[sex][age][province]`.
    pub persons: [[[i64; PROVINCES]; CHILD_AGES]; 2],
    /// Persons who reached 16 and were not yet worth an agent, by sex and province.
    carry: [[i64; PROVINCES]; 2],
}

/// What a year of children adds up to, in persons.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChildTally {
    /// Births.
    pub births: i64,
    /// Deaths and emigration.
    pub exits: i64,
    /// Children who reached 16.
    pub grown: i64,
}

impl Children {
    /// A table of children; half an agent is carried from the start, so that entry is not biased downwards.
    pub fn new(persons: [[[i64; PROVINCES]; CHILD_AGES]; 2], weight: i64) -> Self {
        Self { persons, carry: [[weight / 2; PROVINCES]; 2] }
    }

    /// How many there are.
    pub fn count(&self) -> i64 {
        self.persons.iter().flatten().flatten().sum()
    }

    /// Children of a province.
    pub fn living_in(&self, province: usize) -> i64 {
        self.persons.iter().flatten().map(|by| by[province]).sum()
    }

    /// A year passes: exits, moves, births. Returns the tally and those who reach 16, by sex and province; they meet
    /// death and moves of the year as adults.
    pub fn grow(&mut self, facts: &ChildFacts, women: &[i64]) -> (ChildTally, [[i64; PROVINCES]; 2]) {
        let mut tally = ChildTally { births: facts.births, ..ChildTally::default() };
        let newborn = born(facts, women);
        let mut grown = [[0; PROVINCES]; 2];
        for sex in 0..2 {
            let before: i64 = self.persons[sex].iter().flatten().sum();
            for (age, by) in self.persons[sex].iter_mut().take(CHILD_AGES - 1).enumerate() {
                survive(by, facts.exit[sex][age + 1]);
                relocate(by, facts);
            }
            tally.exits += before - self.persons[sex].iter().flatten().sum::<i64>();
            grown[sex] = self.persons[sex][CHILD_AGES - 1];
            tally.grown += grown[sex].iter().sum::<i64>();
            self.persons[sex].copy_within(0..CHILD_AGES - 1, 1);
            let newborns: i64 = newborn[sex].iter().sum();
            self.persons[sex][0] = newborn[sex];
            survive(&mut self.persons[sex][0], facts.exit[sex][0]);
            tally.exits += newborns - self.persons[sex][0].iter().sum::<i64>();
        }
        (tally, grown)
    }

    /// Turns those who reached 16 into agents; what is less than an agent is carried.
    pub fn enter(&mut self, grown: &[[i64; PROVINCES]; 2], people: &mut Population, entry: Entrants) -> i64 {
        let Entrants { year, lives, shard_size, endowment, draws } = entry;
        let mut agents = 0;
        for sex in [Sex::Male, Sex::Female] {
            let heads = std::array::from_fn(|p| {
                let persons = grown[sex as usize][p] + self.carry[sex as usize][p];
                self.carry[sex as usize][p] = persons % people.weight;
                (persons / people.weight) as u32
            });
            agents += heads.iter().map(|heads| i64::from(*heads)).sum::<i64>();
            let dealt = people.deal((year - 16, sex), heads, shard_size);
            let shard = |piece: &Range<usize>| {
                let mut shard = Shard::empty(year - 16, sex, piece.len(), lives);
                let mut born = Born::NOBODY;
                for (i, Dealing { id, home, .. }) in dealt.people(piece).enumerate() {
                    if i % BLOCK == 0 {
                        born.draw(id, BLOCK.min(piece.len() - i), draws);
                    }
                    let (traits, wage) = endowment.endow(&born, i % BLOCK, sex, home);
                    shard.id[i] = id;
                    shard.traits[i] = traits.0;
                    shard.wage[i] = wage;
                    for life in &mut shard.lives {
                        life.state[i] = State::OUTSIDE.0;
                    }
                }
                shard
            };
            people.shards.par_extend(dealt.pieces.par_iter().map(shard));
        }
        agents
    }
}

/// Births by sex and province: the nation's number, shared by women × fertility × provincial ratio.
fn born(facts: &ChildFacts, women: &[i64]) -> [[i64; PROVINCES]; 2] {
    let weight = |p: usize| {
        let expected: f64 = (0..35).map(|a| facts.fertility[a] * women[a * 32 + p] as f64).sum::<f64>();
        libm::rint(expected * facts.fertility_ratio[p] * 1e3) as i64
    };
    let weights: [i64; PROVINCES] = std::array::from_fn(weight);
    let boys = libm::rint(facts.births as f64 * facts.boys) as i64;
    [split(boys, &weights), split(facts.births - boys, &weights)]
}

fn survive(by: &mut [i64; PROVINCES], exit: f64) {
    for n in by {
        *n = libm::rint(*n as f64 * (1.0 - exit)) as i64;
    }
}

fn relocate(by: &mut [i64; PROVINCES], facts: &ChildFacts) {
    let mut arrivals = [0; PROVINCES];
    for p in 0..PROVINCES {
        let leaving = libm::rint(by[p] as f64 * facts.leave[p]) as i64;
        for (to, n) in split(leaving, &facts.destination[p]).into_iter().enumerate() {
            arrivals[to] += n;
            by[p] -= n;
        }
    }
    for (n, more) in by.iter_mut().zip(arrivals) {
        *n += more;
    }
}
