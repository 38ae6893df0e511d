//! Draws: every random number is a pure function of (seed, person, year, decision).
//!
//! Philox4x32-10 with key = seed and counter = (person, year, decision, 0). Nothing is drawn in order, so
//! threads, shards and machines do not matter, and two regimes on one seed differ only by policy.
//! Source: Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".

mod normal;
mod philox;

pub use normal::{exp, standard_normal, standard_normals};
pub use philox::philox4x32_10;

/// How many people are lived side by side: a block of columns fits the first-level cache.
pub const BLOCK: usize = 256;

/// How many are lived side by side where people are fewer: at the end of a shard.
pub const SMALL: usize = 64;

/// What a draw decides. The number is part of the counter, so it may never be reused for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Decision {
    /// Four words of every person-year: death, move, persistent wage, transitory wage.
    Course = 0,
    /// Four words of every person-year: status, months, kind of work, base choice.
    Work = 1,
    /// Month of death, destination of a move, whether rights follow.
    Event = 2,
    /// What a person is born with: birth month, class, wage position.
    Birth = 3,
    /// The synthetic history of the opening year.
    History = 4,
    /// The place of an uncertain parameter in the hypercube of an ensemble; its draw stands in place of the person.
    Space = 5,
}

/// The draws of one run.
#[derive(Clone, Copy, Debug)]
pub struct Draws {
    key: [u32; 2],
}

impl Draws {
    /// The draws of this seed.
    pub const fn new(seed: u64) -> Self {
        Self { key: [seed as u32, (seed >> 32) as u32] }
    }

    /// Four independent uniform words for one decision of one person in one year.
    #[inline(always)]
    pub fn words(self, person: u32, year: i32, decision: Decision) -> [u32; 4] {
        philox4x32_10([person, year as u32, decision as u32, 0], self.key)
    }

    /// The words of people side by side, column by column.
    #[inline(always)]
    pub fn fill<const N: usize>(self, person: &[u32; N], year: i32, decision: Decision, words: [&mut [u32; N]; 4]) {
        let [a, b, c, d] = words;
        for i in 0..N {
            let w = self.words(person[i], year, decision);
            a[i] = w[0];
            b[i] = w[1];
            c[i] = w[2];
            d[i] = w[3];
        }
    }
}

/// The threshold below which a uniform word falls with this probability.
///
/// One needs `u32::MAX`, which misses certainty by 2⁻³²; a decision that must be certain is no draw.
pub fn threshold(probability: f64) -> u32 {
    libm::rint(probability.clamp(0.0, 1.0) * 4_294_967_296.0).min(4_294_967_295.0) as u32
}

/// A word as a uniform number in [0, 1).
#[inline(always)]
pub fn uniform(word: u32) -> f32 {
    (word >> 8) as f32 * (1.0 / 16_777_216.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_hit_their_probability() {
        let draws = Draws::new(11);
        let limit = threshold(0.037);
        let n = 400_000u32;
        let hits = (0..n).filter(|&p| draws.words(p, 2030, Decision::Course)[0] < limit).count() as f64;
        let sd = (f64::from(n) * 0.037 * 0.963).sqrt();
        assert!((hits - f64::from(n) * 0.037).abs() < 4.0 * sd);
    }

    #[test]
    fn a_block_holds_what_single_draws_give() {
        let draws = Draws::new(5);
        let person: [u32; BLOCK] = std::array::from_fn(|i| 7 * i as u32);
        let mut words = [[0; BLOCK]; 4];
        draws.fill(&person, 2031, Decision::Work, words.each_mut());
        let single = draws.words(person[100], 2031, Decision::Work);
        assert_eq!([words[0][100], words[1][100], words[2][100], words[3][100]], single);
    }
}
