//! What a birth cohort pays in and draws, by sex, wage group and whether people ever left home.
//!
//! A shard is one birth year and sex, so the yearly loops only need the cell of a person's traits; rare events (awards,
//! deaths, purchases) are noted one by one. Members of the enterprise fund only. A *mover* has lived in another
//! province than the one of the hukou at the opening or since; what was paid before the first move stands with the
//! stayers. People whose pension was awarded before the first year stand apart ([`Group::Opening`]): what they paid and
//! most of what they drew lies before it.
//!
//! Left out: moves before the opening of people who live where their hukou is.

use super::columns::{FIRST_AWARD, Life, Sex, Shard, State, Status, Traits};
use super::flows::Flows;
use super::fund::Fund;
use super::population::Population;
use crate::ranks::sum_each;
use crate::units::Year;
use rayon::prelude::*;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// Wage quintiles at entry.
pub const WAGE_GROUPS: usize = 5;
/// Cells of a birth year and sex: wage group × mover × award before the first year.
pub const CELLS: usize = WAGE_GROUPS * 2 * 2;
/// Keys of the yearly loops: wage group in three bits, mover, public sector.
pub(super) const KEYS: usize = 32;
/// Awards up to this code are older than the first year.
const LAST_OPENING_AWARD: usize = (2020 - FIRST_AWARD) as usize;

/// Rates of the yearly loops, millionths, by province + 32 × pays alone.
pub type RatesPpm = [u32; 64];

/// Whether a pension was awarded before the first year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// In service at the opening or later.
    Lived = 0,
    /// Retired at the opening.
    Opening = 1,
}

/// What the people of a cell paid and drew in a year. Units: agents, yuan-months of base, fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CohortFlows {
    /// Base × months of those insured through a firm, and of those who pay alone, yuan.
    pub base: [i64; 2],
    /// The same times the statutory rate of the province, millionths of a yuan: firm and worker together, alone.
    pub due: [i64; 2],
    /// Base × months bought in one sum, yuan.
    pub purchased_base: i64,
    /// Pensions paid, fen.
    pub pensions: i64,
    /// Accounts paid out, fen.
    pub lump_sums: i64,
    /// Funeral grants and lump sums to survivors, fen.
    pub survivors: i64,
    /// Pensions awarded.
    pub awards: i64,
    /// First monthly pensions of those awarded, fen.
    pub first_pensions: i64,
    /// Their wages of the year of award, yuan a month, insured or not.
    pub last_wages: i64,
}

impl CohortFlows {
    /// Adds the flows of others.
    pub fn add(&mut self, other: &Self) {
        for alone in 0..2 {
            self.base[alone] += other.base[alone];
            self.due[alone] += other.due[alone];
        }
        self.purchased_base += other.purchased_base;
        self.pensions += other.pensions;
        self.lump_sums += other.lump_sums;
        self.survivors += other.survivors;
        self.awards += other.awards;
        self.first_pensions += other.first_pensions;
        self.last_wages += other.last_wages;
    }

    /// Pensions, accounts paid out, survivors' benefits, fen.
    pub const fn benefits(&self) -> i64 {
        self.pensions + self.lump_sums + self.survivors
    }
}

/// What the people of a cell hold on 31 December. Units: agents, fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CohortStock {
    /// In service.
    pub in_service: i64,
    /// Accounts of those in service who pay through a firm or pause, and of those who pay alone.
    pub accounts: [i64; 2],
    /// Retirees.
    pub retired: i64,
    /// Monthly pensions in force.
    pub monthly_pensions: i64,
}

impl AddAssign for CohortStock {
    fn add_assign(&mut self, more: Self) {
        let Self { in_service, accounts: [with_firm, alone], retired, monthly_pensions } = more;
        self.in_service += in_service;
        self.accounts[0] += with_firm;
        self.accounts[1] += alone;
        self.retired += retired;
        self.monthly_pensions += monthly_pensions;
    }
}

/// What is summed by cell of a cohort.
pub(super) trait CellSums: Default {
    /// Hands every sum to `see`, always in the same order.
    fn each(&mut self, see: &mut dyn FnMut(&mut i64));
}

impl CellSums for CohortFlows {
    fn each(&mut self, see: &mut dyn FnMut(&mut i64)) {
        let Self { base, due, purchased_base, pensions, lump_sums, survivors, awards, first_pensions, last_wages } =
            self;
        base.iter_mut().chain(due).for_each(&mut *see);
        [purchased_base, pensions, lump_sums, survivors, awards, first_pensions, last_wages].into_iter().for_each(see);
    }
}

impl CellSums for CohortStock {
    fn each(&mut self, see: &mut dyn FnMut(&mut i64)) {
        let Self { in_service, accounts, retired, monthly_pensions } = self;
        accounts.iter_mut().for_each(&mut *see);
        [in_service, retired, monthly_pensions].into_iter().for_each(see);
    }
}

/// Hands the sums of these cohorts to `see`, each after whether anybody is of it. Of several ranks, one may know a cohort
/// that others do not.
pub(super) fn each_cohort<T: CellSums>(
    known: &mut BTreeMap<CohortKey, Box<[T; CELLS]>>,
    cohorts: &BTreeSet<CohortKey>,
    see: &mut dyn FnMut(&mut i64),
) {
    for key in cohorts {
        let mut is_known = i64::from(known.contains_key(key));
        see(&mut is_known);
        let cells = known.entry(*key).or_default();
        for cell in &mut **cells {
            cell.each(see);
        }
        if is_known == 0 {
            known.remove(key);
        }
    }
}

/// A birth year and sex.
pub type CohortKey = (Year, Sex);

/// Flows by birth year and sex, [`CELLS`] cells each; none where nobody asked for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cohorts(pub(super) Option<BTreeMap<CohortKey, Box<[CohortFlows; CELLS]>>>);

impl Cohorts {
    /// Those that are asked for, of nobody yet.
    pub(super) fn asked(asked: bool) -> Self {
        Self(asked.then(BTreeMap::new))
    }

    /// The cells of each cohort, in the order of birth years.
    pub fn iter(&self) -> impl Iterator<Item = (&CohortKey, &[CohortFlows; CELLS])> {
        self.0.iter().flatten().map(|(key, cells)| (key, &**cells))
    }

    /// Adds the cohorts of other people.
    pub fn add(&mut self, other: Self) {
        let Some(own) = &mut self.0 else { return };
        for (key, cells) in other.0.into_iter().flatten() {
            match own.entry(key) {
                Entry::Vacant(unknown) => {
                    unknown.insert(cells);
                }
                Entry::Occupied(mut mine) => {
                    for (mine, theirs) in mine.get_mut().iter_mut().zip(&*cells) {
                        mine.add(theirs);
                    }
                }
            }
        }
    }

    /// Notes a rare event of a member of the enterprise fund.
    pub(super) fn note(&mut self, shard: &Shard, traits: Traits, group: Group, event: impl FnOnce(&mut CohortFlows)) {
        let Some(own) = &mut self.0 else { return };
        if traits.fund() == Fund::Enterprise {
            let cells = own.entry((shard.birth_year, shard.sex)).or_default();
            event(&mut cells[cell(traits.wage_group(), traits.moved() == 1, group)]);
        }
    }
}

/// The cell of a wage group (0 to 4), of movers or stayers.
pub const fn cell(wage_group: usize, mover: bool, group: Group) -> usize {
    wage_group + WAGE_GROUPS * (mover as usize) + WAGE_GROUPS * 2 * (group as usize)
}

/// The group of somebody retired.
pub(super) const fn group(state: State) -> Group {
    if retired_at_opening(state.0) == 1 { Group::Opening } else { Group::Lived }
}

/// The key of traits in the yearly loops, 0 to 31.
#[inline(always)]
pub(super) const fn key(traits: u32) -> usize {
    let t = Traits(traits);
    t.wage_group() | (t.moved() << 3) | (t.public() << 4)
}

/// 1 for the state of a pensioner whose pension is older than the first year.
#[inline(always)]
pub(super) const fn retired_at_opening(state: u32) -> usize {
    let award = State(state).award();
    ((award != 0) & (award <= LAST_OPENING_AWARD)) as usize
}

/// Sums of one shard in one course of life, by group, with one key each; those of the public sector are left behind.
#[derive(Debug)]
pub struct CohortSums {
    /// Whether anybody asked for them; otherwise they stay at zero.
    pub asked: bool,
    /// Base × months, by key + 32 × pays alone.
    pub base: [u64; 2 * KEYS],
    /// The same times the rate in millionths.
    pub due: [u64; 2 * KEYS],
    /// Pensions, by key + 32 × retired at the opening.
    pub pensions: [u64; 2 * KEYS],
}

impl CohortSums {
    pub(super) const fn new(asked: bool) -> Self {
        Self { asked, base: [0; 2 * KEYS], due: [0; 2 * KEYS], pensions: [0; 2 * KEYS] }
    }

    /// Adds the sums to the flows and begins anew.
    pub(super) fn unpack(&mut self, cohort: CohortKey, flows: &mut Flows) {
        let Some(all) = &mut flows.cohorts.0 else { return };
        let cells = all.entry(cohort).or_default();
        for mover in [false, true] {
            for wage_group in 0..WAGE_GROUPS {
                let from = wage_group + 8 * usize::from(mover);
                let lived = &mut cells[cell(wage_group, mover, Group::Lived)];
                for alone in 0..2 {
                    lived.base[alone] += self.base[from + KEYS * alone] as i64;
                    lived.due[alone] += self.due[from + KEYS * alone] as i64;
                }
                lived.pensions += self.pensions[from] as i64;
                let opening = &mut cells[cell(wage_group, mover, Group::Opening)];
                opening.pensions += self.pensions[from + KEYS] as i64;
            }
        }
        self.base.fill(0);
        self.due.fill(0);
        self.pensions.fill(0);
    }
}

/// What the people of a shard hold in a course of life.
fn stocks_of(shard: &Shard, life: &Life) -> [CohortStock; CELLS] {
    let mut cells = [CohortStock::default(); CELLS];
    for (place, (state, traits)) in life.state.iter().zip(&shard.traits).enumerate() {
        let (state, traits) = (State(*state), Traits(*traits));
        if traits.public() == 1 || !(state.is_in_service() || state.is_retired()) {
            continue;
        }
        let cell = cell(traits.wage_group(), traits.moved() == 1, group(state));
        let held = &mut cells[cell];
        if state.is_retired() {
            held.retired += 1;
            held.monthly_pensions += i64::from(life.bases_or_pension[place]);
        } else {
            held.in_service += 1;
            held.accounts[usize::from(state.status() == Status::Flexible)] += life.account.at(place) as i64;
        }
    }
    cells
}

impl Population {
    /// What cohorts of the nation hold in a course of life, as people stand.
    pub fn cohort_stocks(&self, life: usize) -> BTreeMap<CohortKey, Box<[CohortStock; CELLS]>> {
        let mut stocks: BTreeMap<CohortKey, Box<[CohortStock; CELLS]>> = BTreeMap::new();
        let shards: Vec<_> = self.shards.par_iter().map(|shard| stocks_of(shard, &shard.lives[life])).collect();
        for (shard, held) in self.shards.iter().zip(shards) {
            let cells = stocks.entry((shard.birth_year, shard.sex)).or_default();
            cells.iter_mut().zip(held).for_each(|(sum, held)| *sum += held);
        }
        sum_each(&*self.ranks, |see| each_cohort(&mut stocks, &self.cohorts, see));
        stocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_cells_name_the_same_people() {
        for (wage_group, moved, public) in [(0, 0, 0), (4, 1, 0), (3, 0, 1)] {
            let traits = Traits::default()
                .with_wage_group(wage_group)
                .with_moved(moved)
                .with_public(public)
                .with_early_member(1);
            assert_eq!(key(traits.0), wage_group + 8 * moved + 16 * public);
        }
        assert_eq!(cell(4, true, Group::Opening), CELLS - 1);
    }

    #[test]
    fn an_award_of_2020_is_older_than_the_first_year() {
        let awarded = |year: Year| State::OUTSIDE.with_award((year - FIRST_AWARD) as usize);
        assert_eq!(group(awarded(2020)), Group::Opening);
        assert_eq!(group(awarded(2021)), Group::Lived);
        assert_eq!(group(State::OUTSIDE), Group::Lived);
    }
}
