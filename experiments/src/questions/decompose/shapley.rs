//! Shapley values of a game of five factors, in whole numbers, so that they add up exactly.
//!
//! ```text
//! v(S)     a headline with the factors in S as in the model and the others held at 2024, in whole quanta
//! φ_i      Σ_S |S|! (4 − |S|)! [v(S ∪ i) − v(S)] ÷ 120     over the sets S without i
//! Σ_i φ_i  v(all) − v(none)
//! ```
//! A quantum is a power of two well below what is printed, so that sums of whole quanta are exact in floating point,
//! too. What a hundred-and-twentieth leaves goes to the largest remainders.

use serde::Serialize;
use std::array;

/// What moves a headline from the country of 2024 to the model's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Factor {
    /// Retirees per in-service insured.
    Ageing,
    /// Moves between provinces.
    Migration,
    /// Wages beyond prices, and the chance to be insured.
    Wages,
    /// What governments answer.
    Response,
    /// The pooling regime.
    Regime,
}

/// Sets of factors, a bit a factor.
pub const SETS: usize = 1 << Factor::COUNT;

/// All orders in which five factors can come.
const ORDERS: i128 = 120;

impl Factor {
    /// How many there are.
    pub const COUNT: usize = 5;
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [Self::Ageing, Self::Migration, Self::Wages, Self::Response, Self::Regime];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        ["ageing", "migration", "wages", "response", "regime"][self as usize]
    }

    /// Its bit in a set.
    pub const fn bit(self) -> usize {
        1 << self as usize
    }

    /// Whether it is in a set.
    pub const fn is_in(self, set: usize) -> bool {
        set & self.bit() != 0
    }
}

/// The Shapley values of a game, in hundred-and-twentieths.
pub fn shapley(game: &[i128; SETS]) -> [i128; Factor::COUNT] {
    // |S|! (4 − |S|)! by the size of S.
    const WEIGHTS: [i128; Factor::COUNT] = [24, 6, 4, 6, 24];
    Factor::ALL.map(|factor| {
        let without = (0..SETS).filter(|set| !factor.is_in(*set));
        without.map(|set| WEIGHTS[set.count_ones() as usize] * (game[set | factor.bit()] - game[set])).sum()
    })
}

/// Whole numbers near `parts` ÷ `unit` that add up to their sum, which is a multiple of it.
pub fn whole(parts: [i128; Factor::COUNT], unit: i128) -> [i128; Factor::COUNT] {
    let mut whole = parts.map(|part| part.div_euclid(unit));
    let left = parts.iter().map(|part| part.rem_euclid(unit)).sum::<i128>() / unit;
    let mut order: [usize; Factor::COUNT] = array::from_fn(|place| place);
    order.sort_by_key(|place| std::cmp::Reverse(parts[*place].rem_euclid(unit)));
    for place in &order[..left as usize] {
        whole[*place] += 1;
    }
    whole
}

/// The Shapley values of a game, in whole quanta.
pub fn in_quanta(game: &[i128; SETS]) -> [i128; Factor::COUNT] {
    whole(shapley(game), ORDERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn game(value: impl Fn(usize) -> i128) -> [i128; SETS] {
        array::from_fn(value)
    }

    /// Any numbers: the values add up to the difference of the ends, in hundred-and-twentieths and in quanta.
    #[test]
    fn values_add_up_to_the_whole() {
        let any = game(|set| (set as i128 * 2_654_435_761 + 40_503).rem_euclid(1_000_003) - 500_000);
        let whole = any[SETS - 1] - any[0];
        assert_eq!(shapley(&any).iter().sum::<i128>(), ORDERS * whole);
        assert_eq!(in_quanta(&any).iter().sum::<i128>(), whole);
    }

    #[test]
    fn a_factor_that_moves_nothing_has_nothing() {
        let no_response = game(|set| {
            let set = (set & !Factor::Response.bit()) as i128;
            set * set * 7 - 3 * set
        });
        assert_eq!(shapley(&no_response)[Factor::Response as usize], 0);
        assert_eq!(in_quanta(&no_response)[Factor::Response as usize], 0);
    }

    /// Ageing and regime move what neither moves alone; both have half of it.
    #[test]
    fn two_that_need_each_other_share_alike() {
        let both = Factor::Ageing.bit() | Factor::Regime.bit();
        let needed = game(|set| if set & both == both { 1000 } else { 0 });
        assert_eq!(in_quanta(&needed), [500, 0, 0, 0, 500]);
    }

    /// Values of a sum of games are sums of values: 24 for each of three, and one hundred for wages alone.
    #[test]
    fn worked_by_hand() {
        let three = Factor::Ageing.bit() | Factor::Migration.bit() | Factor::Response.bit();
        let worked = game(|set| i128::from(set & three == three) * 72 + i128::from(Factor::Wages.is_in(set)) * 100);
        assert_eq!(in_quanta(&worked), [24, 24, 100, 24, 0]);
    }

    /// 10 among 0.4, 3.3, 3.3, 3.0 and 0: what is left goes to the largest remainder.
    #[test]
    fn what_is_left_goes_to_the_largest_remainder() {
        assert_eq!(whole([4, 33, 33, 30, 0], 10), [1, 3, 3, 3, 0]);
        assert_eq!(whole([-4, -6, 10, 0, 0], 10), [0, -1, 1, 0, 0]);
    }
}
