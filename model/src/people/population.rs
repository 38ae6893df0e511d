//! The population of one run, in shards; of several ranks, those that this one lives.

use super::cohorts::{CohortKey, Cohorts};
use super::columns::{NOWHERE, Shard, Traits};
use super::desk::Desk;
use super::dispatch::{Width, live_shard};
use super::flows::Flows;
use super::live::Setting;
use super::sums::CourseSums;
use super::tally::{Tally, count_shard};
use crate::ranks::{Alone, Ranks};
use crate::units::Year;
use bitcode::{Decode, Encode};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

/// What is known of the people of the nation besides the shards of a rank.
#[derive(Clone, Debug, Decode, Encode)]
pub struct PopulationState {
    weight: i64,
    next_id: u32,
    cohorts: BTreeSet<CohortKey>,
    dealt: usize,
    /// Rank and how many there are.
    rank: (usize, usize),
}

/// People, in shards of one birth year and sex each.
#[derive(Clone, Debug)]
pub struct Population {
    /// Persons one agent stands for.
    pub weight: i64,
    /// The shards of this rank.
    pub shards: Vec<Shard>,
    /// The next free person id of the nation.
    pub next_id: u32,
    /// Birth years and sexes of the nation, of whoever was ever dealt.
    pub(super) cohorts: BTreeSet<CohortKey>,
    /// Pieces that were dealt so far.
    pub(super) dealt: usize,
    /// Who lives the nation together.
    pub(super) ranks: Arc<dyn Ranks>,
}

impl Default for Population {
    fn default() -> Self {
        Self::empty(1, Arc::new(Alone))
    }
}

impl Population {
    /// Nobody yet; `weight` persons to an agent.
    pub const fn empty(weight: i64, ranks: Arc<dyn Ranks>) -> Self {
        Self { weight, shards: Vec::new(), next_id: 0, cohorts: BTreeSet::new(), dealt: 0, ranks }
    }

    /// What is known of the nation.
    pub(crate) fn state(&self) -> PopulationState {
        let rank = (self.ranks.rank(), self.ranks.count());
        let Self { weight, shards: _, next_id, cohorts, dealt, ranks: _ } = self;
        PopulationState { weight: *weight, next_id: *next_id, cohorts: cohorts.clone(), dealt: *dealt, rank }
    }

    /// Takes up the people of another process without their shards, if they are those of this rank; says whether they are.
    pub(crate) fn resume(&mut self, state: PopulationState) -> bool {
        let PopulationState { weight, next_id, cohorts, dealt, rank } = state;
        if (weight, rank) != (self.weight, (self.ranks.rank(), self.ranks.count())) {
            return false;
        }
        *self = Self { weight, shards: Vec::new(), next_id, cohorts, dealt, ranks: Arc::clone(&self.ranks) };
        true
    }

    /// Everybody lives one year; shards in parallel, sums exact and of the nation.
    pub fn live(&mut self, setting: &Setting) -> Tally {
        self.live_with(setting, Width::detect())
    }

    /// The same with vectors of a given width; the result does not depend on it.
    pub fn live_with(&mut self, setting: &Setting, width: Width) -> Tally {
        let lives = setting.policies.len();
        // A thread takes the next shard when it has lived one, so that all are done at once, with a tally each.
        let shards = Mutex::new(self.shards.iter_mut());
        let next = || shards.lock().unwrap_or_else(PoisonError::into_inner).next();
        let its_shards = |_| {
            let flows = Flows { cohorts: Cohorts::asked(setting.cohorts), ..Flows::default() };
            let mut tally = Tally { flows: vec![flows; lives], ..Tally::default() };
            let mut desk = Box::new(Desk::new(setting));
            while let Some(shard) = next() {
                live_shard(width, shard, setting, &mut tally, &mut desk);
            }
            desk.close(&mut tally);
            tally
        };
        let threads = (0..rayon::current_num_threads()).into_par_iter().with_max_len(1);
        let mut tally = threads.map(its_shards).reduce(Tally::default, Tally::merge);
        self.shards.retain(|shard| shard.len > 0);
        tally.people = self.people_here() as i64;
        tally.join(&self.cohorts, &*self.ranks);
        tally.panel.sort_unstable_by_key(|row| (row.life, row.person));
        tally
    }

    /// Parts the courses of life: the new ones start as copies of the old ones in this order. The last to start from an
    /// old one is that one.
    pub fn branch(&mut self, from: &[usize]) {
        self.shards.par_iter_mut().for_each(|shard| {
            let mut old = mem::take(&mut shard.lives);
            let is_last = |place: usize| !from[place + 1..].contains(&from[place]);
            let start =
                |(place, &of): (usize, &usize)| if is_last(place) { mem::take(&mut old[of]) } else { old[of].clone() };
            shard.lives = from.iter().enumerate().map(start).collect();
        });
    }

    /// Counts people as they stand, without living a year: the opening of the books.
    /// `tilt_age` is the age from which the next indexation tilts to the old.
    pub fn count(&self, year: Year, tilt_age: usize) -> Tally {
        let mut tally = Tally { flows: vec![Flows::default()], ..Tally::default() };
        let mut sums = CourseSums::new(false);
        for shard in &self.shards {
            tally.flows.resize(shard.lives.len().max(tally.flows.len()), Flows::default());
            count_shard(shard, (year, tilt_age), &mut sums, &mut tally);
        }
        tally.people = self.people_here() as i64;
        tally.join(&self.cohorts, &*self.ranks);
        tally
    }

    /// The shard and place of a person whom this rank lives.
    pub fn find(&self, person: u32) -> Option<(&Shard, usize)> {
        self.shards.iter().find_map(|shard| {
            let place = shard.id[..shard.len].iter().position(|id| *id == person)?;
            (Traits(shard.traits[place]).residence() != NOWHERE).then_some((shard, place))
        })
    }

    /// How many people this rank lives, in agents.
    pub fn people_here(&self) -> usize {
        self.shards.iter().map(|shard| shard.len).sum()
    }
}
