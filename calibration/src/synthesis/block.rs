//! What a block of people draw, and what they turn out to be.

use fastox_model::draws::{BLOCK, Decision, Draws};
use fastox_model::people::{Born, words_of_block};

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
    pub fn draw_more(&mut self, lanes: &Lanes, draws: Draws) {
        let [a, b, c, d] = &mut self.more;
        for (i, lane) in lanes.lane[..lanes.count].iter().enumerate() {
            let words = draws.words(self.first_id + u32::from(*lane), 1, Decision::History);
            (a[i], b[i], c[i], d[i]) = (words[0], words[1], words[2], words[3]);
        }
    }

    /// The words of the history of one of the block.
    pub fn words(&self, lane: usize) -> [u32; 4] {
        self.history.each_ref().map(|words| words[lane])
    }
}

/// Lanes of a block, in order.
pub(super) struct Lanes {
    lane: [u8; BLOCK],
    count: usize,
}

impl Flags {
    const NONE: Self = Self { retired: [0; BLOCK], in_service: [0; BLOCK], other_sector: [0; BLOCK], away: [0; BLOCK] };
}

impl Lanes {
    /// Those whose flag is set, of the first so many. Where any of eight is, all eight are put down without a jump, each
    /// over the last that was not to stand.
    pub fn of(flags: &mut [u8; BLOCK], people: usize) -> Self {
        flags[people..].fill(0);
        let mut lanes = Self { lane: [0; BLOCK], count: 0 };
        for (number, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
            if *eight == [0; 8] {
                continue;
            }
            for (lane, flag) in (8 * number..).zip(eight) {
                lanes.lane[lanes.count % BLOCK] = lane as u8;
                lanes.count += usize::from(*flag);
            }
        }
        lanes
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.lane[..self.count].iter().map(|lane| usize::from(*lane))
    }
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
                assert_eq!(Lanes::of(&mut flags, people).iter().collect::<Vec<_>>(), wanted, "{people}");
            }
        }
    }

    #[test]
    fn further_words_are_those_of_the_people_in_their_order() {
        let (mut block, draws) = (Block::empty(), Draws::new(5));
        for people in [1, 100, BLOCK] {
            block.draw(70_000, people, draws);
            let mut flags = std::array::from_fn(|lane| u8::from(lane % 5 != 2));
            let lanes = Lanes::of(&mut flags, people);
            block.draw_more(&lanes, draws);
            for (number, lane) in lanes.iter().enumerate() {
                let words = block.more.each_ref().map(|words| words[number]);
                assert_eq!(words, draws.words(70_000 + lane as u32, 1, Decision::History));
                assert_eq!(block.words(lane), draws.words(70_000 + lane as u32, 0, Decision::History));
            }
        }
    }
}
