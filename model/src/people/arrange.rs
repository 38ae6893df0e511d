//! People of a shard stand in the order of their standing: in service, outside, retired.
//!
//! So most blocks hold people of one standing and pass over the stages that concern others. Whoever is in service in any
//! course of life stands with those in service. Places change once a year, after the year, and only of those whose
//! standing has changed; the places of the gone are closed in the same turn. No result depends on the order.

use super::columns::{Life, NOWHERE, Shard, State, Traits};
use super::lanes::each;
use crate::draws::BLOCK;

/// In service, outside, retired; what comes after them has gone.
const GROUPS: usize = 3;

/// Room to work in, for any number of shards.
#[derive(Debug, Default)]
pub(super) struct Places {
    group: Vec<u8>,
    elsewhere: Vec<u8>,
    /// Who stands among another group, by own group, and where each group has room.
    of: [Moving; GROUPS],
    /// The same in one list.
    all: Moving,
}

/// Places that are left, and places that are taken up, in the same order.
#[derive(Debug, Default)]
struct Moving {
    from: Vec<u32>,
    to: Vec<u32>,
}

impl Moving {
    fn clear(&mut self) {
        self.from.clear();
        self.to.clear();
    }
}

impl Shard {
    /// Brings people of one standing together and closes the places of the gone.
    #[inline(always)]
    pub(super) fn arrange(&mut self, places: &mut Places) {
        let room = self.id.len();
        places.group.clear();
        places.group.resize(room, 0);
        for life in &self.lives {
            note_standing(&life.state, &mut places.group);
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
        for Life { state, months, index, bases, account, pension } in lives {
            places.change(state);
            places.change(months);
            places.change(index);
            places.change(bases);
            places.change(account);
            places.change(pension);
        }
    }

    /// Keeps so many people, and empty places to the end of the last block.
    fn close(&mut self, people: usize) {
        let room = people.div_ceil(BLOCK) * BLOCK;
        let cut = Cut { people, room };
        cut.off(&mut self.id, u32::MAX);
        cut.off(&mut self.traits, Traits::default().with_residence(NOWHERE).0);
        cut.off(&mut self.wage, 0.0);
        cut.off(&mut self.deemed, 0);
        for life in &mut self.lives {
            cut.off(&mut life.state, State::GONE.0);
            cut.off(&mut life.months, 0);
            cut.off(&mut life.index, 0.0);
            cut.off(&mut life.bases, 0);
            cut.off(&mut life.account, 0);
            cut.off(&mut life.pension, 0);
        }
        self.len = people;
    }
}

/// Marks the statuses of a course of life, one bit each.
#[inline(always)]
fn note_standing(state: &[u32], seen: &mut [u8]) {
    for (seen, state) in seen.iter_mut().zip(state) {
        *seen |= (1u32 << State(*state).code()) as u8;
    }
}

/// Turns the statuses of each person into the group; heads of the groups, the gone apart.
#[inline(always)]
fn into_groups(seen: &mut [u8]) -> [usize; GROUPS] {
    const IN_SERVICE: u8 = 0b0_1110;
    const RETIRED: u8 = 0b1_0000;
    const OUTSIDE: u8 = 0b0_0001;
    let mut heads = [0; GROUPS];
    for block in seen.chunks_mut(128) {
        let mut here = [0u8; GROUPS];
        for seen in block {
            let other = if *seen & RETIRED != 0 { 2 } else { 3 - 2 * (*seen & OUTSIDE) };
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
    /// Lists who stands among another group, and where their own has room.
    #[inline(always)]
    fn find(&mut self, heads: [usize; GROUPS]) {
        let Self { group, elsewhere, of, all } = self;
        of.iter_mut().for_each(Moving::clear);
        elsewhere.clear();
        elsewhere.resize(group.len(), 0);
        let mut start = 0;
        for own in 0..=GROUPS {
            let end = if own < GROUPS { start + heads[own] } else { group.len() };
            for (flag, group) in elsewhere[start..end].iter_mut().zip(&group[start..end]) {
                *flag = u8::from(*group != own as u8);
            }
            each(&elsewhere[start..end], |place| {
                let place = start + place;
                if let Some(here) = of.get_mut(own) {
                    here.to.push(place as u32);
                }
                if let Some(theirs) = of.get_mut(usize::from(group[place])) {
                    theirs.from.push(place as u32);
                }
            });
            start = end;
        }
        all.clear();
        for Moving { from, to } in of {
            debug_assert_eq!(from.len(), to.len(), "as many leave a group's places as come");
            all.from.extend_from_slice(from);
            all.to.extend_from_slice(to);
        }
    }

    /// Carries a column along: first all are taken up, then put down.
    fn change<T: Copy>(&self, column: &mut [T]) {
        let Moving { from, to } = &self.all;
        let taken: Vec<T> = from.iter().map(|&place| column[place as usize]).collect();
        for (value, &place) in taken.into_iter().zip(to) {
            column[place as usize] = value;
        }
    }
}

/// How long columns become.
#[derive(Clone, Copy)]
struct Cut {
    people: usize,
    room: usize,
}

impl Cut {
    fn off<T: Clone>(self, column: &mut Vec<T>, empty: T) {
        column.truncate(self.people);
        column.resize(self.room, empty);
        if column.capacity() > self.room + self.room / 16 + BLOCK {
            column.shrink_to_fit();
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
            shard.lives[1].pension[i] = 10 * i as u32;
        }
        shard.arrange(&mut Places::default());
        assert_eq!((shard.len, shard.id.len()), (450, 512));
        for (place, rest) in [(0, 2), (149, 2), (150, 3), (299, 3), (300, 1), (449, 1)] {
            assert_eq!(shard.id[place] % 4, rest, "{place}");
        }
        for place in 0..450 {
            let id = shard.id[place];
            assert_eq!((shard.wage[place], shard.lives[1].pension[place]), (id as f32, 10 * id));
        }
        let mut ids = shard.id[..450].to_vec();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 450);
        assert_eq!((shard.id[450], shard.lives[0].state[511]), (u32::MAX, State::GONE.0));
    }
}
