//! Move or stay: yearly intensities between 31 × 31 provinces, and the way home late in life.
//!
//! The intensity of leaving is `leave(age, province)`; people away from their hukou province have
//! `homeward(age)` on top and return to it. The destination of the others follows the yearly matrix made
//! from the five-year census transitions. What a move does to the pension relation is in `relation`.
//! Left out: moves within a province; households that move together.

use super::columns::{NOWHERE, Traits};
use super::facts::{ByProvince, LAST_AGE, Moves, YearFacts, most, pick};
use super::lanes::each;
use crate::draws::{Decision, Draws};
use crate::units::Year;

/// A move that happened in a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    /// Place in the block.
    pub place: usize,
    /// Province left.
    pub from: usize,
    /// Province entered.
    pub to: usize,
    /// The uniform word that decides whether the pension relation stays behind.
    pub relation_word: u32,
}

/// By what people of one age move.
#[derive(Clone, Copy, Debug)]
pub(super) struct MoveRules<'a> {
    moves: &'a Moves,
    leave: &'a ByProvince<u32>,
    homeward: u32,
    /// Nobody whose word does not lie below it moves.
    bound: u32,
    year: Year,
    draws: Draws,
}

impl<'a> MoveRules<'a> {
    /// The rules of this age.
    pub fn new(facts: &'a YearFacts, age: usize, draws: Draws) -> Self {
        let (moves, age) = (&facts.moves, age.min(LAST_AGE));
        let (leave, homeward) = (&moves.leave[age], moves.homeward[age]);
        let bound = most(leave).saturating_add(homeward);
        Self { moves, leave, homeward, bound, year: facts.year, draws }
    }
}

/// Moves people of a block and lists the moves; a hukou may follow a residence of long standing.
#[inline(always)]
pub(super) fn move_or_stay<const N: usize>(
    person: &[u32; N],
    traits: &mut [u32; N],
    word: &[u32; N],
    exit: &[u8; N],
    rules: &MoveRules,
    list: &mut Vec<Move>,
) {
    list.clear();
    let mut flag = [0u8; N];
    for i in 0..N {
        flag[i] = u8::from((word[i] < rules.bound) | (!word[i] < rules.moves.hukou_conversion));
    }
    each(&flag, |i| {
        if exit[i] == 0 {
            list.extend(relocate(i, person[i], &mut traits[i], word[i], rules));
        }
        convert_hukou(&mut traits[i], word[i], rules.moves.hukou_conversion);
    });
}

/// The move of somebody whose word lies below the threshold of the province of residence.
fn relocate(place: usize, person: u32, traits: &mut u32, word: u32, rules: &MoveRules) -> Option<Move> {
    let (moves, t) = (rules.moves, Traits(*traits));
    let from = t.residence();
    let away = if t.hukou() == from { 0 } else { rules.homeward };
    if word >= rules.leave[from].saturating_add(away) || from == NOWHERE {
        return None;
    }
    let events = rules.draws.words(person, rules.year, Decision::Event);
    let homeward = word >= rules.leave[from];
    let to = if homeward { t.hukou() } else { pick(&moves.destination[from], events[1]) };
    if to == from {
        return None;
    }
    let moved = t.moved() | usize::from(to != t.hukou());
    *traits = t.with_residence(to).with_moved(moved).0;
    Some(Move { place, from, to, relation_word: events[2] })
}

/// Somebody who did not move takes the hukou of the residence, with a small yearly probability drawn from
/// the far end of the word that decided on moving.
fn convert_hukou(traits: &mut u32, word: u32, threshold: u32) {
    let t = Traits(*traits);
    if !word < threshold && t.residence() != NOWHERE {
        *traits = t.with_hukou(t.residence()).0;
    }
}
