//! Age and die: every person of 16 and over meets the year's q(sex, age, province).
//!
//! Deaths fall evenly over the twelve months; who dies in month k lived k months of the year and is paid
//! the pension of month k too (pensions are paid in advance). Emigration is drawn from the same word, above
//! the deaths. Left out: differences of mortality by insured status or income.

use super::columns::{NOWHERE, Sex, Traits};
use super::facts::{LAST_AGE, Mortality};
use super::flows::Vitals;
use crate::draws::{BLOCK, Decision, Draws};
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

/// Marks who leaves and in which month; `months[i]` is the number of whole months lived, 12 for the living.
pub(super) fn age_or_die(
    traits: &[u32; BLOCK],
    word: &[u32; BLOCK],
    mortality: &Mortality,
    sex: Sex,
    age: usize,
    exit: &mut [u8; BLOCK],
) -> bool {
    let age = age.min(LAST_AGE);
    let death = &mortality.death[sex as usize][age];
    let leave = &mortality.exit[sex as usize][age];
    let mut any = 0u8;
    for i in 0..BLOCK {
        let home = Traits(traits[i]).residence();
        // Death: below both thresholds; emigration: below `leave` only. Nobody is left at the 32nd place.
        let gone = u8::from((word[i] < leave[home]) & (home != NOWHERE));
        exit[i] = gone + (gone & u8::from(word[i] >= death[home]));
        any |= exit[i];
    }
    any != 0
}

/// Whole months lived in the year by somebody who leaves in it.
pub(super) fn months_lived(draws: Draws, person: u32, year: Year) -> u8 {
    let word = draws.words(person, year, Decision::Event)[0];
    ((u64::from(word) * 12) >> 32) as u8
}

/// Takes those who left out of the residents and counts them.
pub(super) fn bury(traits: &mut u32, exit: Exit, vitals: &mut Vitals) {
    let home = Traits(*traits).residence();
    if exit == Exit::Death {
        vitals.deaths[home] += 1;
    } else {
        vitals.emigrants[home] += 1;
    }
    *traits = Traits(*traits).with_residence(NOWHERE).0;
}

/// Counts residents of a block on 31 December by age group, and women of childbearing age.
pub(super) fn count_residents(traits: &[u32; BLOCK], sex: Sex, age: usize, vitals: &mut Vitals) {
    let mut here = [0i64; 32];
    for &t in traits {
        here[Traits(t).residence()] += 1;
    }
    here[NOWHERE] = 0;
    let group = if age < 60 { &mut vitals.residents_16_59 } else { &mut vitals.residents_60 };
    for (sum, n) in group.iter_mut().zip(here) {
        *sum += n;
    }
    if sex == Sex::Female && (15..50).contains(&age) {
        for (p, n) in here.iter().enumerate() {
            vitals.women.0[(age - 15) * 32 + p] += n;
        }
    }
}
