//! How the people of a cohort are dealt to ranks: in pieces of consecutive ids, one shard each, round and round.
//!
//! A cohort has at least as many pieces as there are ranks, so that each has people of every age and their work stays
//! even over the years. Ids are of the nation, whoever lives them; so are the places within a province.

use super::cohorts::CohortKey;
use super::population::Population;
use crate::geography::PROVINCES;
use std::ops::Range;

/// A cohort as it was dealt.
#[derive(Clone, Debug)]
pub struct Dealt {
    /// Year of birth and sex.
    pub cohort: CohortKey,
    /// The pieces of this rank, as places among the people of the cohort.
    pub pieces: Vec<Range<usize>>,
    first_id: u32,
    /// People of the nation, who stand by province.
    heads: [u32; PROVINCES],
}

/// Somebody who was dealt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dealing {
    /// Person id.
    pub id: u32,
    /// Index of the province of residence.
    pub home: usize,
    /// Place among the people of the cohort there, from 0.
    pub number: u32,
}

/// People of a piece who live in one province, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbours {
    /// Index of the province of residence.
    pub home: usize,
    /// Their places among the people of the cohort.
    pub places: Range<usize>,
    /// Place of the first among the people of the cohort there, from 0.
    pub number: u32,
}

impl Population {
    /// Deals a new cohort of so many people by province, who take the next ids.
    pub fn deal(&mut self, cohort: CohortKey, heads: [u32; PROVINCES], shard_size: usize) -> Dealt {
        let people = heads.iter().map(|heads| *heads as usize).sum::<usize>();
        let (rank, ranks) = (self.ranks.rank(), self.ranks.count());
        let size = shard_size.min(people.div_ceil(ranks)).max(1);
        let first = self.dealt;
        self.dealt += people.div_ceil(size);
        let mine = (first..self.dealt).filter(|piece| piece % ranks == rank);
        let pieces = mine.map(|piece| (piece - first) * size..((piece - first + 1) * size).min(people)).collect();
        let first_id = self.next_id;
        self.next_id += people as u32;
        self.cohorts.insert(cohort);
        Dealt { cohort, pieces, first_id, heads }
    }
}

impl Dealt {
    /// The people of a piece.
    pub fn people(&self, piece: &Range<usize>) -> impl Iterator<Item = Dealing> {
        let first_id = self.first_id;
        self.neighbours(piece).flat_map(move |Neighbours { home, places, number }| {
            (number..).zip(places).map(move |(number, place)| Dealing { id: first_id + place as u32, home, number })
        })
    }

    /// The same by province of residence.
    pub fn neighbours(&self, piece: &Range<usize>) -> impl Iterator<Item = Neighbours> {
        let (heads, piece) = (self.heads, piece.clone());
        let mut end = 0;
        (0..PROVINCES).filter_map(move |home| {
            let start = end;
            end += heads[home] as usize;
            let places = piece.start.max(start)..piece.end.min(end);
            (!places.is_empty()).then(|| Neighbours { home, number: (places.start - start) as u32, places })
        })
    }

    /// The id of the person at a place of the cohort.
    pub const fn id(&self, place: usize) -> u32 {
        self.first_id + place as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Sex;
    use crate::ranks::Ranks;
    use std::sync::Arc;

    /// One of several, which is asked only who it is.
    #[derive(Debug)]
    struct OneOf(usize, usize);

    impl Ranks for OneOf {
        fn rank(&self) -> usize {
            self.0
        }
        fn count(&self) -> usize {
            self.1
        }
        fn sum(&self, _: &mut [i64]) {
            unreachable!("nobody lives")
        }
        fn gather(&self, _: Vec<u8>) -> Option<Vec<Vec<u8>>> {
            unreachable!("nobody lives")
        }
    }

    fn dealt(rank: usize, ranks: usize) -> Vec<(Dealing, usize)> {
        let mut people = Population { ranks: Arc::new(OneOf(rank, ranks)), ..Population::default() };
        let mut all = Vec::new();
        for born in 1950..2000 {
            let heads = std::array::from_fn(|p| (p as u32 * 7 + born as u32) % 12);
            let dealt = people.deal((born, Sex::Female), heads, 100);
            all.extend(dealt.pieces.iter().flat_map(|piece| dealt.people(piece)).map(|one| (one, born as usize)));
        }
        all
    }

    #[test]
    fn everybody_is_dealt_once_and_every_rank_has_its_share_of_every_age() {
        let alone = dealt(0, 1);
        assert!((0..).zip(&alone).all(|(id, (one, _))| one.id == id));
        let mut all: Vec<_> = (0..3).flat_map(|rank| dealt(rank, 3)).collect();
        all.sort_by_key(|(one, _)| one.id);
        assert_eq!(all, alone);
        for rank in 0..3 {
            let share = dealt(rank, 3).len() as f64 / alone.len() as f64;
            assert!((share - 1.0 / 3.0).abs() < 0.01, "{share}");
            let ages: std::collections::BTreeSet<usize> = dealt(rank, 3).iter().map(|(_, born)| *born).collect();
            assert_eq!(ages.len(), 50);
        }
    }
}
