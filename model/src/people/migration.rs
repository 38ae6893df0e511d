//! Move or stay: yearly intensities between 31 × 31 provinces, and the way home late in life.
//!
//! The intensity of leaving is `leave(age, province)`; people away from their hukou province have
//! `homeward(age)` on top and return to it. The destination of the others follows the yearly matrix made
//! from the five-year census transitions. What a move does to the pension relation is in `relation`.
//! Left out: moves within a province; households that move together.

use super::columns::{NOWHERE, Traits};
use super::facts::{LAST_AGE, Moves, YearFacts, pick};
use super::flows::Vitals;
use crate::draws::{BLOCK, Decision, Draws};
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
    age: usize,
    year: Year,
    draws: Draws,
}

impl<'a> MoveRules<'a> {
    /// The rules of this age.
    pub fn new(facts: &'a YearFacts, age: usize, draws: Draws) -> Self {
        Self { moves: &facts.moves, age: age.min(LAST_AGE), year: facts.year, draws }
    }
}

/// Moves people of a block and lists the moves; a hukou may follow a residence of long standing.
pub(super) fn move_or_stay(
    person: &[u32; BLOCK],
    traits: &mut [u32; BLOCK],
    word: &[u32; BLOCK],
    exit: &[u8; BLOCK],
    rules: &MoveRules,
    vitals: &mut Vitals,
) -> Vec<Move> {
    let moves = rules.moves;
    let (leave, homeward) = (&moves.leave[rules.age], moves.homeward[rules.age]);
    let mut flag = [false; BLOCK];
    let mut any = false;
    for i in 0..BLOCK {
        let t = Traits(traits[i]);
        let home = t.residence();
        let away = if t.hukou() == home { 0 } else { homeward };
        flag[i] = (word[i] < leave[home].saturating_add(away)) & (home != NOWHERE) & (exit[i] == 0);
        any |= flag[i];
    }
    let mut list = Vec::new();
    if any {
        for i in (0..BLOCK).filter(|&i| flag[i]) {
            let away_from_hukou = word[i] >= leave[Traits(traits[i]).residence()];
            let events = rules.draws.words(person[i], rules.year, Decision::Event);
            list.extend(relocate(i, &mut traits[i], away_from_hukou, moves, events, vitals));
        }
    }
    convert_hukou(traits, word, moves.hukou_conversion);
    list
}

fn relocate(
    place: usize,
    traits: &mut u32,
    homeward: bool,
    moves: &Moves,
    events: [u32; 4],
    vitals: &mut Vitals,
) -> Option<Move> {
    let t = Traits(*traits);
    let from = t.residence();
    let to = if homeward { t.hukou() } else { pick(&moves.destination[from], events[1]) };
    if to == from {
        return None;
    }
    vitals.moves.0[from * 32 + to] += 1;
    let moved = t.moved() | usize::from(to != t.hukou());
    *traits = t.with_residence(to).with_moved(moved).0;
    Some(Move { place, from, to, relation_word: events[2] })
}

/// Somebody who did not move takes the hukou of the residence, with a small yearly probability drawn from
/// the far end of the word that decided on moving.
fn convert_hukou(traits: &mut [u32; BLOCK], word: &[u32; BLOCK], threshold: u32) {
    for i in 0..BLOCK {
        let t = Traits(traits[i]);
        if !word[i] < threshold && t.residence() != NOWHERE {
            traits[i] = t.with_hukou(t.residence()).0;
        }
    }
}
