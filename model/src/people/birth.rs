//! What a person is born with: month, work class, sector, habits, wage position.

use super::columns::{Sex, Traits, block, block_mut};
use super::dispatch::{Width, draw_born, fill};
use super::facts::ByProvince;
use super::retirement::SPECIAL;
use crate::draws::{BLOCK, Decision, Draws, SMALL, standard_normals};
use crate::units::Year;
use std::ops::Range;

/// The shares by which people are endowed, as thresholds of uniform words.
#[derive(Clone, Debug)]
pub struct Endowment {
    /// Special early retirement, by sex.
    pub special: [u32; 2],
    /// Women of the class that retires at 55 (cadres, and most who pay alone).
    pub female_55: u32,
    /// People who declare the floor when paying alone.
    pub floor_payer: u32,
    /// Members of the public-sector fund, by province of residence.
    pub public: ByProvince<u32>,
    /// Standard deviation of the persistent log wage.
    pub wage_sd: f32,
}

/// z-values that part the normal into five equal groups.
const QUINTILES: [f32; 4] = [-0.841_62, -0.253_35, 0.253_35, 0.841_62];

/// What a block of people draw at birth, by whatever shares they are endowed.
#[derive(Debug)]
pub struct Born {
    first: [[u32; BLOCK]; 4],
    second: [[u32; BLOCK]; 4],
    position: [f32; BLOCK],
}

impl Born {
    /// Nobody yet.
    pub const NOBODY: Self = Self { first: [[0; BLOCK]; 4], second: [[0; BLOCK]; 4], position: [0.0; BLOCK] };

    /// Draws for so many people of a block, with ids from `first` on.
    pub fn draw(&mut self, first: u32, people: usize, draws: Draws) {
        draw_born(Width::detect(), self, (first, people), draws);
    }

    /// The same in plain loops over columns.
    #[inline(always)]
    pub(super) fn draw_in_lanes(&mut self, ids: (u32, usize), draws: Draws) {
        fill_in_lanes(ids, (0, Decision::Birth), draws, &mut self.first);
        fill_in_lanes(ids, (1, Decision::Birth), draws, &mut self.second);
        for start in (0..ids.1).step_by(SMALL) {
            let position: &mut [_; SMALL] = block_mut(&mut self.position, start);
            standard_normals(block(&self.second[2], start), position);
        }
    }
}

/// The words of people of a block, so many with ids from the first on, by the widest vectors there are.
pub fn words_of_block(ids: (u32, usize), what: (Year, Decision), draws: Draws, words: &mut [[u32; BLOCK]; 4]) {
    fill(Width::detect(), ids, what, draws, words);
}

/// The same in plain loops over columns, of as many small blocks as there are people.
#[inline(always)]
pub(super) fn fill_in_lanes(
    (first, people): (u32, usize),
    (year, decision): (Year, Decision),
    draws: Draws,
    words: &mut [[u32; BLOCK]; 4],
) {
    for start in (0..people).step_by(SMALL) {
        let person: [u32; SMALL] = std::array::from_fn(|lane| first.wrapping_add((start + lane) as u32));
        draws.fill(&person, year, decision, words.each_mut().map(|column| block_mut(column, start)));
    }
}

impl Endowment {
    /// Traits and persistent log wage of one of a block, living in `home` with that hukou.
    pub fn endow(&self, born: &Born, lane: usize, sex: Sex, home: usize) -> (Traits, f32) {
        let [month, special, sector] = [0, 1, 2].map(|word: usize| born.first[word][lane]);
        let [cadre, floor] = [0, 1].map(|word: usize| born.second[word][lane]);
        let z = born.position[lane];
        (self.traits([month, special, sector, cadre, floor], z, sex, home), z * self.wage_sd)
    }

    /// The same of some of a block, one after the other, into columns that begin with the first of them.
    pub fn endow_all(
        &self,
        born: &Born,
        lanes: Range<usize>,
        (sex, home): (Sex, usize),
        (traits, wage): (&mut [u32], &mut [f32]),
    ) {
        let count = lanes.len();
        let [month, special, sector] = [0, 1, 2].map(|word: usize| &born.first[word][lanes.clone()][..count]);
        let [cadre, floor] = [0, 1].map(|word: usize| &born.second[word][lanes.clone()][..count]);
        let position = &born.position[lanes.clone()][..count];
        let (traits, wage) = (&mut traits[..count], &mut wage[..count]);
        for i in 0..count {
            let words = [month[i], special[i], sector[i], cadre[i], floor[i]];
            traits[i] = self.traits(words, position[i], sex, home).0;
            wage[i] = position[i] * self.wage_sd;
        }
    }

    /// Whether somebody drew a member of the public sector.
    #[inline(always)]
    pub fn is_public(&self, born: &Born, lane: usize, home: usize) -> bool {
        born.first[2][lane] < self.public[home]
    }

    /// Without jumps, so that neighbours are endowed side by side.
    #[inline(always)]
    fn traits(&self, [month, special, sector, cadre, floor]: [u32; 5], z: f32, sex: Sex, home: usize) -> Traits {
        let public = sector < self.public[home];
        let group: usize = QUINTILES.iter().map(|q| usize::from(z > *q)).sum();
        Traits::default()
            .with_birth_month(((u64::from(month) * 12) >> 32) as usize)
            .with_class(self.class(sex, public, special, cadre))
            .with_public(usize::from(public))
            .with_hukou(home)
            .with_residence(home)
            .with_floor_payer(usize::from(floor < self.floor_payer))
            .with_wage_group(group)
    }

    #[inline(always)]
    fn class(&self, sex: Sex, public: bool, special: u32, cadre: u32) -> usize {
        let is_special = !public & (special < self.special[sex as usize]);
        let until_55 = public | (cadre < self.female_55);
        let ordinary = if sex == Sex::Male { 0 } else { 2 - usize::from(until_55) };
        if is_special { SPECIAL } else { ordinary }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shares at which every trait occurs.
    fn endowment() -> Endowment {
        let half = u32::MAX / 2;
        Endowment {
            special: [half / 2; 2],
            female_55: half,
            floor_payer: half,
            public: std::array::from_fn(|p| half >> (p % 4)),
            wage_sd: 0.6,
        }
    }

    #[test]
    fn neighbours_are_endowed_as_one_by_one() {
        let (endowment, mut born) = (endowment(), Born::NOBODY);
        born.draw(1_000, BLOCK, Draws::new(3));
        for (sex, home, lanes) in [(Sex::Male, 0, 0..BLOCK), (Sex::Female, 30, 3..BLOCK), (Sex::Female, 7, 9..9)] {
            let (mut traits, mut wage) = ([u32::MAX; BLOCK], [-1.0; BLOCK]);
            endowment.endow_all(&born, lanes.clone(), (sex, home), (&mut traits, &mut wage));
            for (i, lane) in lanes.clone().enumerate() {
                let (own, position) = endowment.endow(&born, lane, sex, home);
                assert_eq!((traits[i], wage[i].to_bits()), (own.0, position.to_bits()), "{sex:?} {lane}");
                assert_eq!(own.public() == 1, endowment.is_public(&born, lane, home));
            }
            assert!(traits[lanes.len()..].iter().all(|traits| *traits == u32::MAX));
        }
    }

    #[test]
    fn a_class_is_special_before_it_is_of_the_sex() {
        let (endowment, half) = (endowment(), u32::MAX / 2);
        let class = |sex, public, special, cadre| endowment.class(sex, public, special, cadre);
        assert_eq!([class(Sex::Male, false, 0, 0), class(Sex::Female, false, 0, half)], [SPECIAL; 2]);
        assert_eq!([class(Sex::Male, true, 0, 0), class(Sex::Male, false, half, half)], [0; 2]);
        assert_eq!([class(Sex::Female, true, 0, half), class(Sex::Female, false, half, 0)], [1; 2]);
        assert_eq!(class(Sex::Female, false, half, half), 2);
    }
}
