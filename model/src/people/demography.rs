//! Age and die: every person of 16 and over meets the year's q(sex, age, province).
//!
//! Deaths fall evenly over the twelve months; who dies in month k lived k months of the year and is paid
//! the pension of month k too (pensions are paid in advance). Emigration is drawn from the same word, above
//! the deaths. Left out: differences of mortality by insured status or income.

use super::columns::{NOWHERE, Sex, Shard, Traits};
use super::facts::{LAST_AGE, Mortality, most};
use super::flows::Vitals;
use super::lanes::Lanes;
use crate::draws::{Decision, Draws};
use crate::units::Year;

/// What became of a person this year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Still here on 31 December.
    None = 0,
    /// Died.
    Death = 1,
    /// Left the country.
    Emigration = 2,
}

impl Exit {
    /// The exit with this code.
    pub const fn from_code(code: u8) -> Self {
        match code {
            0 => Self::None,
            1 => Self::Death,
            _ => Self::Emigration,
        }
    }
}

/// What each lane of a block leaves in, 0 for those who stay; says whether anybody leaves.
#[inline(always)]
pub(super) fn age_or_die<const N: usize>(
    traits: &[u32; N],
    word: &[u32; N],
    mortality: &Mortality,
    sex: Sex,
    age: usize,
    exit: &mut [u8; N],
) -> bool {
    let age = age.min(LAST_AGE);
    let death = &mortality.death[sex as usize][age];
    let leave = &mortality.exit[sex as usize][age];
    let bound = most(leave);
    let mut any = 0u8;
    for i in 0..N {
        exit[i] = u8::from(word[i] < bound);
        any |= exit[i];
    }
    if any == 0 {
        return false;
    }
    let mut leaves = false;
    for i in Lanes::of(exit).iter() {
        let home = Traits(traits[i]).residence();
        // Death: below both thresholds; emigration: below `leave` only. Nobody is left at the 32nd place.
        let gone = (word[i] < leave[home]) & (home != NOWHERE);
        exit[i] = u8::from(gone) + u8::from(gone & (word[i] >= death[home]));
        leaves |= gone;
    }
    leaves
}

/// Whole months lived in the year by somebody who leaves in it.
pub(super) fn months_lived(draws: Draws, person: u32, year: Year) -> u8 {
    let word = draws.words(person, year, Decision::Event)[0];
    ((u64::from(word) * 12) >> 32) as u8
}

/// Takes those who left out of the residents and counts them.
pub(super) fn bury(traits: &mut u32, exit: Exit, here: &mut [u32; 32], vitals: &mut Vitals) {
    let home = Traits(*traits).residence();
    here[home] -= 1;
    if exit == Exit::Death {
        vitals.deaths[home] += 1;
    } else {
        vitals.emigrants[home] += 1;
    }
    *traits = Traits(*traits).with_residence(NOWHERE).0;
}

/// Residents of a shard by province.
pub(super) fn residents(shard: &Shard) -> [u32; 32] {
    let mut here = [0; 32];
    for traits in &shard.traits {
        here[Traits(*traits).residence()] += 1;
    }
    here[NOWHERE] = 0;
    here
}

/// Counts the residents of a shard by age group, and women of childbearing age.
pub(super) fn count_residents(here: &[u32; 32], sex: Sex, age: usize, vitals: &mut Vitals) {
    let group = if age < 60 { &mut vitals.residents_16_59 } else { &mut vitals.residents_60 };
    for (sum, n) in group.iter_mut().zip(here) {
        *sum += i64::from(*n);
    }
    if sex == Sex::Female && (15..50).contains(&age) {
        for (p, n) in here.iter().enumerate() {
            vitals.women.0[(age - 15) * 32 + p] += i64::from(*n);
        }
    }
}
