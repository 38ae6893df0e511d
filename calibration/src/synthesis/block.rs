//! What a block of people draw, and what they turn out to be.

use fastox_model::draws::{BLOCK, Decision, Draws};
use fastox_model::people::{Born, Lanes, words_of_block};

/// A block of a cohort as it opens.
pub(super) struct Block {
    /// Person id of the first.
    pub first_id: u32,
    pub born: Born,
    /// Index of the province of residence.
    pub home: [u8; BLOCK],
    /// Words of a history, of everybody.
    pub history: [[u32; BLOCK]; 4],
    /// Further words, of those in service one after the other.
    pub more: [[u32; BLOCK]; 4],
    pub flags: Flags,
}

/// What is so of one of the block, by lane: 0 or 1 each.
pub(super) struct Flags {
    pub retired: [u8; BLOCK],
    pub in_service: [u8; BLOCK],
    /// Outside the scheme, and of another sector than the insured of the same draw.
    pub other_sector: [u8; BLOCK],
    /// The hukou may be that of another province.
    pub away: [u8; BLOCK],
}

impl Block {
    /// Nobody yet.
    pub fn empty() -> Box<Self> {
        Box::new(Self {
            first_id: 0,
            born: Born::NOBODY,
            home: [0; BLOCK],
            history: [[0; BLOCK]; 4],
            more: [[0; BLOCK]; 4],
            flags: Flags::NONE,
        })
    }

    /// Draws for so many people with ids from this one on.
    pub fn draw(&mut self, id: u32, people: usize, draws: Draws) {
        self.first_id = id;
        self.born.draw(id, people, draws);
        words_of_block((id, people), (0, Decision::History), draws, &mut self.history);
    }

    /// Draws the further words of these people.
    pub fn draw_more(&mut self, lanes: &Lanes<BLOCK>, draws: Draws) {
        let [a, b, c, d] = &mut self.more;
        for (i, lane) in lanes.iter().enumerate() {
            let words = draws.words(self.first_id + lane as u32, 1, Decision::History);
            (a[i], b[i], c[i], d[i]) = (words[0], words[1], words[2], words[3]);
        }
    }

    /// The words of the history of one of the block.
    pub fn words(&self, lane: usize) -> [u32; 4] {
        self.history.each_ref().map(|words| words[lane])
    }
}

impl Flags {
    const NONE: Self = Self { retired: [0; BLOCK], in_service: [0; BLOCK], other_sector: [0; BLOCK], away: [0; BLOCK] };
}

/// Those whose flag is set, of the first so many people of a block.
pub(super) fn lanes_of(flags: &mut [u8; BLOCK], people: usize) -> Lanes<BLOCK> {
    flags[people..].fill(0);
    Lanes::of_many(flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_are_those_whose_flag_is_set_among_the_people() {
        for people in [0, 1, 7, 8, 200, 255, BLOCK] {
            for set in [|_| true, |lane: usize| lane % 3 == 1, |lane| lane == 255, |_| false] {
                let mut flags = std::array::from_fn(|lane| u8::from(set(lane)));
                let wanted: Vec<usize> = (0..people).filter(|lane| set(*lane)).collect();
                assert_eq!(lanes_of(&mut flags, people).iter().collect::<Vec<_>>(), wanted, "{people}");
            }
        }
    }

    #[test]
    fn further_words_are_those_of_the_people_in_their_order() {
        let (mut block, draws) = (Block::empty(), Draws::new(5));
        for people in [1, 100, BLOCK] {
            block.draw(70_000, people, draws);
            let mut flags = std::array::from_fn(|lane| u8::from(lane % 5 != 2));
            let lanes = lanes_of(&mut flags, people);
            block.draw_more(&lanes, draws);
            for (number, lane) in lanes.iter().enumerate() {
                let words = block.more.each_ref().map(|words| words[number]);
                assert_eq!(words, draws.words(70_000 + lane as u32, 1, Decision::History));
                assert_eq!(block.words(lane), draws.words(70_000 + lane as u32, 0, Decision::History));
            }
        }
    }
}
