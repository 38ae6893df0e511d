//! The contribution period a monthly pension requires (最低缴费年限).
//!
//! ```text
//! m(y) = min(180 + 6 · max(y − 2029, 0), 240)   months, actual and deemed together
//! ```
//! From 2030 the requirement grows by half a year each year, to 20 years in 2039.
//!
//! Source: Social Insurance Law art. 16; decision of the NPC Standing Committee of 2024-09-13, art. 2.
//!
//! What those who fall short may do stands in [`shortfall`](super::shortfall).
//!
//! Left out: half years are counted in whole months, as the decision counts them.

use crate::units::Year;

const FIRST: Year = 2010;
const YEARS: usize = 91;

/// The requirement by the year in which it is fixed, from 2010 to 2100; the first and the last hold beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinimumPeriod([i32; YEARS]);

impl MinimumPeriod {
    /// From the months each year requires.
    pub fn new(months: impl Fn(Year) -> i32) -> Self {
        Self(std::array::from_fn(|place| months(FIRST + place as Year)))
    }

    /// The law of 2024: 15 years, rising from 2030 to 20 years in 2039.
    pub const fn china_2024() -> Self {
        let mut months = [180; YEARS];
        let mut place = (2030 - FIRST) as usize;
        while place < YEARS {
            let before = months[place - 1];
            months[place] = if before < 240 { before + 6 } else { before };
            place += 1;
        }
        Self(months)
    }

    /// Months required of those whose requirement is fixed in this year.
    pub fn months_required(&self, year: Year) -> i32 {
        self.0[(year - FIRST).clamp(0, YEARS as i32 - 1) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_year_more_each_year_from_2030() {
        let law = MinimumPeriod::china_2024();
        let required: Vec<i32> = (2028..=2041).map(|y| law.months_required(y)).collect();
        assert_eq!([1997, 2150].map(|y| law.months_required(y)), [180, 240], "the first and the last hold beyond");
        assert_eq!(required, [180, 180, 186, 192, 198, 204, 210, 216, 222, 228, 234, 240, 240, 240]);
    }
}
