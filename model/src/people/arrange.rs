//! People of a shard stand in the order of their standing: in service, outside, retired.
//!
//! So most blocks hold people of one standing and pass over the stages that concern others. Whoever is in service in any
//! course of life stands with those in service. Places change once a year, after the year, and only of those whose
//! standing has changed; the places of the gone are closed in the same turn. No result depends on the order.

use super::columns::{Life, NOWHERE, Shard, State, Traits};
use super::lanes::each;
use crate::draws::SMALL;

/// In service, outside, retired; what comes after them has gone.
const GROUPS: usize = 3;

/// Room to work in, for any number of shards.
#[derive(Debug, Default)]
pub(super) struct Places {
    group: Vec<u8>,
    elsewhere: Vec<u8>,
    /// Who stands among another group.
    strangers: Vec<u32>,
    /// Who changes places with whom.
    swaps: Vec<[u32; 2]>,
}

impl Shard {
    /// Brings people of one standing together and closes the places of the gone.
    #[inline(always)]
    pub(super) fn arrange(&mut self, places: &mut Places) {
        let room = self.id.len();
        places.group.resize(room, 0);
        places.elsewhere.resize(room, 0);
        for (number, life) in self.lives.iter().enumerate() {
            note_standing(&life.state, number == 0, &mut places.group);
        }
        let heads = into_groups(&mut places.group);
        places.find(heads);
        self.change_places(places);
        self.close(heads.iter().sum());
    }

    fn change_places(&mut self, places: &Places) {
        let Self { id, traits, wage, deemed, lives, .. } = self;
        places.change(id);
        places.change(traits);
        places.change(wage);
        places.change(deemed);
        for Life { state, months, index, account, bases_or_pension } in lives {
            places.change(state);
            places.change(months);
            places.change(index);
            let (low, high) = account.columns();
            places.change(low);
            places.change(high);
            places.change(bases_or_pension);
        }
    }

    /// Keeps so many people, and empty places to the end of the last block.
    fn close(&mut self, people: usize) {
        let room = people.next_multiple_of(SMALL);
        let cut = Cut { people, before: self.len, room };
        cut.off(&mut self.id, u32::MAX);
        cut.off(&mut self.traits, Traits::default().with_residence(NOWHERE).0);
        cut.off(&mut self.wage, 0.0);
        cut.off(&mut self.deemed, 0);
        for life in &mut self.lives {
            cut.off(&mut life.state, State::GONE.0);
            cut.off(&mut life.months, 0);
            cut.off(&mut life.index, 0.0);
            let (low, high) = life.account.columns();
            cut.off(low, 0);
            cut.off(high, 0);
            cut.off(&mut life.bases_or_pension, 0);
        }
        self.len = people;
    }
}

const IN_SERVICE: u8 = 0b0_1110;
const RETIRED: u8 = 0b1_0000;
const OUTSIDE: u8 = 0b0_0001;

/// Marks the statuses of a course of life, one bit each, beside those of the courses before.
#[inline(always)]
fn note_standing(state: &[u32], first: bool, seen: &mut [u8]) {
    let keep = if first { 0 } else { u8::MAX };
    for (seen, state) in seen.iter_mut().zip(state) {
        *seen = *seen & keep | (1u32 << State(*state).code()) as u8;
    }
}

/// Turns the statuses of each person into the group; heads of the groups, the gone apart.
#[inline(always)]
fn into_groups(seen: &mut [u8]) -> [usize; GROUPS] {
    let mut heads = [0; GROUPS];
    for block in seen.chunks_mut(128) {
        let mut here = [0u8; GROUPS];
        for seen in block {
            let beyond = if *seen & OUTSIDE != 0 { 1 } else { 3 };
            let other = if *seen & RETIRED != 0 { 2 } else { beyond };
            *seen = if *seen & IN_SERVICE != 0 { 0 } else { other };
            for group in 0..GROUPS {
                here[group] += u8::from(*seen == group as u8);
            }
        }
        for group in 0..GROUPS {
            heads[group] += usize::from(here[group]);
        }
    }
    heads
}

impl Places {
    /// Finds who stands among another group, and settles who changes places with whom.
    #[inline(always)]
    fn find(&mut self, heads: [usize; GROUPS]) {
        self.strangers.clear();
        let mut start = 0;
        for own in 0..=GROUPS {
            let end = heads.get(own).map_or(self.group.len(), |heads| start + heads);
            for (flag, group) in self.elsewhere[start..end].iter_mut().zip(&self.group[start..end]) {
                *flag = u8::from(*group != own as u8);
            }
            each(&self.elsewhere[start..end], |place| self.strangers.push((start + place) as u32));
            start = end;
        }
        self.swaps.clear();
        let mut end = 0;
        for (own, heads) in heads.into_iter().enumerate() {
            end += heads;
            self.gather(own as u8, end);
        }
    }

    /// Swaps everybody of a group that stands beyond its end with a stranger before it.
    fn gather(&mut self, own: u8, end: usize) {
        let Self { group, strangers, swaps, .. } = self;
        let before = strangers.partition_point(|&place| (place as usize) < end);
        let mut beyond = before;
        for &place in &strangers[..before] {
            if group[place as usize] > own {
                while group[strangers[beyond] as usize] != own {
                    beyond += 1;
                }
                group.swap(place as usize, strangers[beyond] as usize);
                swaps.push([place, strangers[beyond]]);
            }
        }
    }

    /// Carries a column along.
    fn change<T>(&self, column: &mut [T]) {
        for &[one, other] in &self.swaps {
            column.swap(one as usize, other as usize);
        }
    }
}

/// How long columns become, and how many people they held before: the places after those are empty, but that positions
/// of wages, at which nobody looks there, go their way.
#[derive(Clone, Copy)]
struct Cut {
    people: usize,
    before: usize,
    room: usize,
}

impl Cut {
    fn off<T: Clone>(self, column: &mut Vec<T>, empty: T) {
        column.truncate(self.room);
        column[self.people..self.before.min(self.room)].fill(empty);
        if column.capacity() > self.room + self.room / 8 + SMALL {
            // Made anew, since the allocator leaves what is asked to shrink where it lies, until half of it is empty.
            *column = column.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::columns::{Sex, Status};

    /// Of every four people one each has gone, is retired, is in service in the second course alone, is outside.
    #[test]
    fn everyone_who_is_still_here_stands_with_people_of_the_same_standing() {
        let mut shard = Shard::empty(1950, Sex::Female, 600, 2);
        for i in 0..600 {
            let [first, second] = match i % 4 {
                0 => [Status::Gone; 2],
                1 => [Status::Retired; 2],
                2 => [Status::Outside, Status::Dormant],
                _ => [Status::Outside; 2],
            };
            (shard.id[i], shard.wage[i]) = (i as u32, i as f32);
            (shard.lives[0].state[i], shard.lives[1].state[i]) = (first as u32, second as u32);
            shard.lives[1].bases_or_pension[i] = 10 * i as u32;
        }
        shard.arrange(&mut Places::default());
        assert_eq!((shard.len, shard.id.len()), (450, 512));
        for (place, rest) in [(0, 2), (149, 2), (150, 3), (299, 3), (300, 1), (449, 1)] {
            assert_eq!(shard.id[place] % 4, rest, "{place}");
        }
        for place in 0..450 {
            let id = shard.id[place];
            assert_eq!((shard.wage[place], shard.lives[1].bases_or_pension[place]), (id as f32, 10 * id));
        }
        let mut ids = shard.id[..450].to_vec();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 450);
        assert_eq!((shard.id[450], shard.lives[0].state[511]), (u32::MAX, State::GONE.0));
    }
}
