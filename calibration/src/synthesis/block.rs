//! What a block of people draw, and what they turn out to be.

use fastox_model::draws::{BLOCK, Decision, Draws};
use fastox_model::people::{Born, block_of_ids};

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
    pub retired: Lanes,
    pub in_service: Lanes,
    /// Those outside the scheme who are of another sector than the insured of their draw.
    pub other_sector: Lanes,
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
            retired: Lanes::NONE,
            in_service: Lanes::NONE,
            other_sector: Lanes::NONE,
        })
    }

    /// Draws for people with ids from this one on, of whom nothing is known yet.
    pub fn draw(&mut self, id: u32, draws: Draws) {
        self.first_id = id;
        self.born.draw(id, draws);
        draws.fill(&block_of_ids(id), 0, Decision::History, &mut self.history);
        (self.retired, self.in_service, self.other_sector) = (Lanes::NONE, Lanes::NONE, Lanes::NONE);
    }

    /// Draws the further words of those in service.
    pub fn draw_more(&mut self, draws: Draws) {
        let [a, b, c, d] = &mut self.more;
        for (i, lane) in self.in_service.as_slice().iter().enumerate() {
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

impl Lanes {
    const NONE: Self = Self { lane: [0; BLOCK], count: 0 };

    /// Adds a lane beyond those before it, or does not; without a jump.
    #[inline(always)]
    pub fn push_if(&mut self, lane: usize, is_one: bool) {
        self.lane[self.count % BLOCK] = lane as u8;
        self.count += usize::from(is_one);
    }

    pub fn as_slice(&self) -> &[u8] {
        &self.lane[..self.count]
    }
}
