//! Philox 4x32-10: four random words from a counter and a key.

/// Philox4x32-10: ten rounds of multiply, swap and exclusive-or on a 128-bit counter under a 64-bit key.
///
/// A word stands in the low half of 64 bits and what is above it is never read, which is how vector units multiply: a
/// round of a block of people is then two products, two shifts and four exclusive-ors, with no word taken apart.
#[inline(always)]
pub fn philox4x32_10(counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    const WORD: u64 = 0xffff_ffff;
    let mut counter = counter.map(u64::from);
    for round in 0..10 {
        if round > 0 {
            key[0] = key[0].wrapping_add(0x9E37_79B9);
            key[1] = key[1].wrapping_add(0xBB67_AE85);
        }
        let left = (counter[0] & WORD) * 0xD251_1F53;
        let right = (counter[2] & WORD) * 0xCD9E_8D57;
        let (low, high) = (u64::from(key[0]), u64::from(key[1]));
        counter = [(right >> 32) ^ counter[1] ^ low, right, (left >> 32) ^ counter[3] ^ high, left];
    }
    counter.map(|word| word as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known answers published with Random123 (`kat_vectors`).
    #[test]
    fn gives_the_known_answers() {
        assert_eq!(philox4x32_10([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(philox4x32_10([u32::MAX; 4], [u32::MAX; 2]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        assert_eq!(
            philox4x32_10([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0]),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }
}
