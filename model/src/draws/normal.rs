//! Normal variates and exponentials in single precision: short polynomials, no fused multiply-add and no
//! platform library, so that every instruction set gives the same bits.

/// e^x for |x| < 80, within 2·10⁻⁷ relative.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    // Adding and subtracting 1.5·2²³ rounds to the nearest integer on every machine.
    let shifted = x * std::f32::consts::LOG2_E + 12_582_912.0;
    let n = shifted - 12_582_912.0;
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let mut p = 1.987_569_2e-4_f32;
    for c in [1.398_2e-3_f32, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_66, 0.5] {
        p = p * r + c;
    }
    let y = p * r * r + r + 1.0;
    // The low bits of the shifted number are the integer itself.
    let exponent = shifted.to_bits().wrapping_sub(0x4B40_0000).wrapping_add(127) << 23;
    f32::from_bits(exponent) * y
}

/// ln x for positive normal x, within 2·10⁻⁷.
#[inline(always)]
fn ln(x: f32) -> f32 {
    let bits = x.to_bits().wrapping_sub(0x3f35_04f3);
    let exponent = (bits as i32 >> 23) as f32;
    let m = f32::from_bits((bits & 0x7f_ffff).wrapping_add(0x3f35_04f3)) - 1.0;
    let z = m * m;
    let mut y = 7.037_683_6e-2_f32;
    for c in [
        -0.115_146_1_f32,
        0.116_769_99,
        -0.124_201_41,
        0.142_493_23,
        -0.166_680_57,
        0.200_007_15,
        -0.249_999_94,
        0.333_333_3,
    ] {
        y = y * m + c;
    }
    y * m * z + exponent * -2.121_944_4e-4 - 0.5 * z + m + exponent * 0.693_359_4
}

/// From here on the tail of the approximation holds: for one in 300 variates.
const FAR: f32 = 5.0;
/// Variates that are worked out side by side; every tenth set of so many has one in the tail.
const TOGETHER: usize = 32;

/// A standard normal variate from one uniform word: √2·erf⁻¹, in Giles' single-precision approximation.
///
/// Source: M. Giles (2011), "Approximating the erfinv function", GPU Computing Gems.
#[inline(always)]
pub fn standard_normal(word: u32) -> f32 {
    let (x, w) = place(word);
    scaled(if w < FAR { centre(w) } else { tail(w) }, x)
}

/// The variates of a block of words, without a jump but where some of those side by side are in the tail.
#[inline(always)]
pub fn standard_normals<const N: usize>(word: &[u32; N], z: &mut [f32; N]) {
    const { assert!(N.is_multiple_of(TOGETHER)) };
    let (words, _) = word.as_chunks::<TOGETHER>();
    let (all, _) = z.as_chunks_mut::<TOGETHER>();
    for (z, word) in all.iter_mut().zip(words) {
        let mut any_far = false;
        for i in 0..TOGETHER {
            let (x, w) = place(word[i]);
            z[i] = scaled(centre(w), x);
            any_far |= w >= FAR;
        }
        if any_far {
            for i in 0..TOGETHER {
                z[i] = standard_normal(word[i]);
            }
        }
    }
}

/// x in (−1, 1), and w = −ln(1 − x²), by which the approximation goes.
#[inline(always)]
fn place(word: u32) -> (f32, f32) {
    let x = ((word as i32 >> 8) as f32 + 0.5) * (1.0 / 8_388_608.0);
    (x, -ln((1.0 - x) * (1.0 + x)))
}

#[inline(always)]
fn scaled(erf_inverse_per_x: f32, x: f32) -> f32 {
    erf_inverse_per_x * x * std::f32::consts::SQRT_2
}

#[inline(always)]
fn centre(w: f32) -> f32 {
    let a = w - 2.5;
    let mut p = 2.810_226_4e-8_f32;
    for c in [
        3.432_739_4e-7_f32,
        -3.523_387_7e-6,
        -4.391_506_6e-6,
        0.000_218_580_87,
        -0.001_253_725,
        -0.004_177_681_7,
        0.246_640_73,
        1.501_409_4,
    ] {
        p = p * a + c;
    }
    p
}

#[inline(always)]
fn tail(w: f32) -> f32 {
    let s = w.sqrt() - 3.0;
    let mut p = -0.000_200_214_26_f32;
    for c in [
        0.000_100_950_56_f32,
        0.001_349_343_2,
        -0.003_673_428_5,
        0.005_739_507_6,
        -0.007_622_461_3,
        0.009_438_870_5,
        1.001_674_1,
        2.832_976_8,
    ] {
        p = p * s + c;
    }
    p
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::{BLOCK, Decision, Draws};

    #[test]
    fn exponentials_agree_with_the_library() {
        for i in -2000..2000 {
            let x = i as f32 * 0.01;
            let exact = libm::exp(f64::from(x));
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 5e-7, "{x}");
        }
    }

    /// Words from end to end, with both tails among them.
    #[test]
    fn a_block_of_normals_is_that_of_single_ones() {
        let mut far = 0;
        for first in (0..u32::MAX - 1_000_000).step_by(999_983) {
            let word: [u32; BLOCK] =
                std::array::from_fn(|i| first.wrapping_add(2_654_435_769u32.wrapping_mul(i as u32)));
            let mut z = [0.0; BLOCK];
            standard_normals(&word, &mut z);
            assert_eq!(z.map(f32::to_bits), word.map(|word| standard_normal(word).to_bits()));
            far += word.iter().filter(|word| place(**word).1 >= FAR).count();
        }
        assert!(far > 1000, "{far} in the tails");
    }

    #[test]
    fn normals_have_the_moments_of_the_normal() {
        let n = 400_000;
        let draws = Draws::new(3);
        let z: Vec<f64> =
            (0..n).map(|p| f64::from(standard_normal(draws.words(p, 2040, Decision::Course)[2]))).collect();
        let mean = |f: &dyn Fn(f64) -> f64| z.iter().map(|x| f(*x)).sum::<f64>() / f64::from(n);
        let four_errors = 4.0 / f64::from(n).sqrt();
        assert!(mean(&|x| x).abs() < four_errors);
        assert!((mean(&|x| x * x) - 1.0).abs() < four_errors * 2f64.sqrt());
        assert!((mean(&|x| x.powi(4)) - 3.0).abs() < four_errors * 96f64.sqrt());
        let beyond = z.iter().filter(|x| x.abs() > 1.959_964).count() as f64 / f64::from(n);
        assert!((beyond - 0.05).abs() < four_errors * 0.22);
    }
}
