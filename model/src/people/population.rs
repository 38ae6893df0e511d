//! The whole population of one run, in shards.

use super::columns::{NOWHERE, Shard, Traits};
use super::dispatch::{Width, live_shard};
use super::flows::Flows;
use super::live::{Desk, Setting};
use super::tally::{Tally, count_shard};
use crate::units::Year;
use rayon::prelude::*;

/// All people, in shards of one birth year and sex each.
#[derive(Clone, Debug, Default)]
pub struct Population {
    /// Persons one agent stands for.
    pub weight: i64,
    /// The shards.
    pub shards: Vec<Shard>,
    /// The next free person id.
    pub next_id: u32,
}

impl Population {
    /// Everybody lives one year; shards in parallel, sums exact.
    pub fn live(&mut self, setting: &Setting) -> Tally {
        self.live_with(setting, Width::detect())
    }

    /// The same with vectors of a given width; the result does not depend on it.
    pub fn live_with(&mut self, setting: &Setting, width: Width) -> Tally {
        let lives = setting.policies.len();
        let empty = || Tally { flows: vec![Flows::default(); lives], ..Tally::default() };
        let mut tally = self
            .shards
            .par_iter_mut()
            .fold(
                || (empty(), Box::new(Desk::new(lives))),
                |(mut tally, mut desk), shard| {
                    live_shard(width, shard, setting, &mut tally, &mut desk);
                    (tally, desk)
                },
            )
            .map(|(tally, _)| tally)
            .reduce(Tally::default, Tally::merge);
        if tally.flows.is_empty() {
            tally = empty();
        }
        tally.panel.sort_unstable_by_key(|row| (row.life, row.person));
        self.shards.retain(|shard| shard.len > 0);
        tally
    }

    /// Parts the courses of life: the new ones start as copies of the old ones in this order.
    pub fn branch(&mut self, from: &[usize]) {
        self.shards.par_iter_mut().for_each(|shard| {
            shard.lives = from.iter().map(|&old| shard.lives[old].clone()).collect();
        });
    }

    /// Counts people as they stand, without living a year: the opening of the books.
    /// `tilt_age` is the age from which the next indexation tilts to the old.
    pub fn count(&self, year: Year, tilt_age: usize) -> Tally {
        let mut tally = Tally::default();
        for shard in &self.shards {
            tally.flows.resize(shard.lives.len().max(tally.flows.len()), Flows::default());
            count_shard(shard, year, tilt_age, &mut tally);
        }
        tally
    }

    /// The shard and place of a person who lives here.
    pub fn find(&self, person: u32) -> Option<(&Shard, usize)> {
        self.shards.iter().find_map(|shard| {
            let place = shard.id[..shard.len].iter().position(|id| *id == person)?;
            (Traits(shard.traits[place]).residence() != NOWHERE).then_some((shard, place))
        })
    }

    /// How many people live, in agents.
    pub fn people(&self) -> usize {
        self.shards.iter().map(|shard| shard.len).sum()
    }
}
