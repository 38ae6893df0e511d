//! Periods of months, as a scenario writes them.

use super::Money;
use serde::Deserialize;
use std::str::FromStr;

/// A number of months, as reserves and delays are counted.
///
/// ```
/// use fastox_model::units::{Money, Months};
/// let six: Months = "6 months".parse().unwrap();
/// assert_eq!(six.of(Money::from_yuan(100.0)), Money::from_yuan(50.0));
/// assert_eq!("1 year 6 months".parse(), Ok(Months::new(18)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Months(u32);

impl Months {
    /// So many months.
    pub const fn new(months: u32) -> Self {
        Self(months)
    }

    /// Years, the last one begun counted whole.
    pub const fn years(self) -> u32 {
        self.0.div_ceil(12)
    }

    /// What these months cost at so much a year.
    #[inline]
    pub fn of(self, yearly: Money) -> Money {
        if self.0 == 0 { Money::ZERO } else { yearly.times_ratio(i64::from(self.0), 12) }
    }
}

impl FromStr for Months {
    type Err = String;

    /// Reads a time as people write it: `"6 months"`, `"3 years"`; less than a hundred years.
    fn from_str(text: &str) -> Result<Self, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let part = |pair: &[&str]| match pair {
            [number, unit] => {
                let months = match *unit {
                    "month" | "months" => 1,
                    "year" | "years" => 12,
                    _ => return None,
                };
                number.parse::<u32>().ok().filter(|n| *n < 100).map(|n| n * months)
            }
            _ => None,
        };
        let sum = words.chunks(2).map(part).sum::<Option<u32>>().filter(|_| !words.is_empty());
        sum.map(Self).ok_or_else(|| format!("`{text}` is no time; write it as `\"6 months\"` or `\"3 years\"`"))
    }
}

impl TryFrom<String> for Months {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}
