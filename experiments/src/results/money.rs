//! How sums of yuan are shown: what they are counted in and how much that is, for each language in this one place.
//! English counts in billions and trillions, Chinese in 亿 and 万亿, so a sum is ten times the number in Chinese where it is
//! counted in billions in English.

use super::columns::fixed;
use fastox_outputs::Language;

/// What sums are counted in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MoneyUnit {
    /// Its name.
    pub name: &'static str,
    /// Yuan.
    pub yuan: f64,
    /// Digits behind the point that are shown.
    pub digits: usize,
}

const BILLION: MoneyUnit = MoneyUnit { name: "bn yuan", yuan: 1e9, digits: 1 };
const YI: MoneyUnit = MoneyUnit { name: "亿元", yuan: 1e8, digits: 0 };
const TRILLION: MoneyUnit = MoneyUnit { name: "tn yuan", yuan: 1e12, digits: 1 };
const WAN_YI: MoneyUnit = MoneyUnit { name: "万亿元", yuan: 1e12, digits: 1 };

impl MoneyUnit {
    /// For sums of a year or a province.
    pub const fn large(language: Language) -> Self {
        language.of(BILLION, YI)
    }

    /// For sums over decades.
    pub const fn vast(language: Language) -> Self {
        language.of(TRILLION, WAN_YI)
    }

    /// A sum of yuan in this unit.
    pub fn show(self, yuan: f64) -> String {
        fixed(yuan / self.yuan, self.digits)
    }
}

/// A unit of the page, which holds one number for both languages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedUnit {
    /// Its names, English and Chinese.
    pub names: [&'static str; 2],
    /// What the number is multiplied with where it is shown, in English and in Chinese.
    pub times: [f64; 2],
}

impl PairedUnit {
    /// One in which both languages show the same number.
    pub const fn new(names: [&'static str; 2]) -> Self {
        Self { names, times: [1.0; 2] }
    }

    /// Billions of yuan at the prices of 2024.
    pub const BILLIONS: Self =
        Self { names: ["bn yuan, 2024 prices", "亿元，2024 年价"], times: [1.0, BILLION.yuan / YI.yuan] };
    /// Trillions of yuan at the prices of 2024.
    pub const TRILLIONS: Self =
        Self { names: ["tn yuan, 2024 prices", "万亿元，2024 年价"], times: [1.0, TRILLION.yuan / WAN_YI.yuan] };
}

/// Steps of numbers in words: from this size on, this word, with so many digits from ten on.
pub type Steps = &'static [(f64, &'static str, usize)];

/// Words for a sum of yuan, English and Chinese.
pub const MONEY_IN_WORDS: [Steps; 2] =
    [&[(1e12, "tn", 2), (1e9, "bn", 1), (1e6, "m", 1)], &[(1e12, "万亿", 2), (1e8, "亿", 0), (1e4, "万", 0)]];
/// Words for a number of persons, English and Chinese.
pub const HEADS_IN_WORDS: [Steps; 2] = [&[(1e6, "m", 2)], &[(1e8, "亿", 2), (1e4, "万", 1)]];

/// A number with the word of its size.
fn in_words(value: f64, steps: Steps) -> String {
    match steps.iter().find(|(size, ..)| value.abs() >= *size) {
        Some((size, word, digits)) => {
            // One figure before the point needs two behind it.
            let digits = if value.abs() < 10.0 * size { 2 } else { *digits };
            format!("{} {word}", fixed(value / size, digits))
        }
        None => fixed(value, 0),
    }
}

/// A sum of yuan in words.
pub fn sum_in_words(yuan: f64, language: Language) -> String {
    in_words(yuan, MONEY_IN_WORDS[language as usize])
}

/// A number of persons in words.
pub fn heads_in_words(persons: f64, language: Language) -> String {
    in_words(persons, HEADS_IN_WORDS[language as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_the_same_in_both_languages() {
        for (unit, paired) in
            [(MoneyUnit::large as fn(_) -> _, PairedUnit::BILLIONS), (MoneyUnit::vast, PairedUnit::TRILLIONS)]
        {
            let units: [MoneyUnit; 2] = Language::BOTH.map(unit);
            let shown = units.map(|unit| unit.show(1.23e14).parse::<f64>().expect("a number") * unit.yuan);
            assert!((shown[0] - shown[1]).abs() < 1.0, "{shown:?}");
            let on_the_page = [0, 1].map(|place| paired.times[place] * units[place].yuan);
            assert!((on_the_page[0] - on_the_page[1]).abs() < 1.0, "{on_the_page:?}");
            assert!([0, 1].iter().all(|place| paired.names[*place].starts_with(units[*place].name)));
        }
        assert_eq!(Language::BOTH.map(|language| MoneyUnit::large(language).show(89e9)), ["89.0", "890"]);
    }

    #[test]
    fn numbers_in_words_follow_the_language() {
        assert_eq!(MONEY_IN_WORDS.map(|steps| in_words(2.5e11, steps)), ["250.0 bn", "2500 亿"]);
        assert_eq!(HEADS_IN_WORDS.map(|steps| in_words(2.5e7, steps)), ["25.00 m", "2500.0 万"]);
        assert_eq!(MONEY_IN_WORDS.map(|steps| in_words(1.35e8, steps)), ["135.0 m", "1.35 亿"]);
    }
}
