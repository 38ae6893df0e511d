use super::philox::philox4x32_10;
use rand::rand_core::{Infallible, TryRng};

/// A keyed stream of words for one decision: block after block of the same counter.
///
/// It speaks the traits of `rand`, so every distribution of `rand_distr` can read it; rejection costs
/// nothing but more words of the same decision.
#[derive(Clone, Debug)]
pub struct Stream {
    counter: [u32; 3],
    key: [u32; 2],
    block: u32,
    words: [u32; 4],
    used: usize,
}

impl Stream {
    pub(super) fn new(counter: [u32; 3], key: [u32; 2]) -> Self {
        Self { counter, key, block: 0, words: [0; 4], used: 4 }
    }

    fn next_word(&mut self) -> u32 {
        if self.used == 4 {
            let [a, b, c] = self.counter;
            // Block 0 is what `Draws::words` gives; a stream of the same decision starts after it.
            self.block += 1;
            self.words = philox4x32_10([a, b, c, self.block], self.key);
            self.used = 0;
        }
        self.used += 1;
        self.words[self.used - 1]
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.next_word())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let low = u64::from(self.next_word());
        Ok(low | u64::from(self.next_word()) << 32)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(4) {
            chunk.copy_from_slice(&self.next_word().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}
