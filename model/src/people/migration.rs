//! Move or stay: yearly intensities between 31 × 31 provinces, and the way home late in life.
//!
//! The intensity of leaving is `leave(age, province)`; people away from their hukou province have
//! `homeward(age)` on top and return to it. The destination of the others follows the yearly matrix made
//! from the five-year census transitions. What a move does to the pension relation is in `relation`.
//! Left out: moves within a province; households that move together.

use super::columns::{NOWHERE, Traits};
use super::facts::{LAST_AGE, Moves, pick};
use super::flows::Vitals;
use crate::draws::{BLOCK, Decision, Draws};
use crate::units::Year;

/// A move that happened in a block.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// Place in the block.
    pub place: usize,
    /// Province left.
    pub from: usize,
    /// Province entered.
    pub to: usize,
    /// The uniform word that decides whether the pension relation stays behind.
    pub relation_word: u32,
}

/// Moves people of a block and lists the moves; a hukou may follow a residence of long standing.
#[expect(clippy::too_many_arguments, reason = "separate columns let the loop become vector code")]
pub fn move_or_stay(
    person: &[u32; BLOCK],
    traits: &mut [u32; BLOCK],
    word: &[u32; BLOCK],
    exit: &[u8; BLOCK],
    moves: &Moves,
    (age, year): (usize, Year),
    draws: Draws,
    vitals: &mut Vitals,
) -> Vec<Move> {
    let age = age.min(LAST_AGE);
    let (leave, homeward) = (&moves.leave[age], moves.homeward[age]);
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
            let events = draws.words(person[i], year, Decision::Event);
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
