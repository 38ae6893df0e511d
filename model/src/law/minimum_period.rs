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

/// A requirement that stays level, rises by equal steps each year, and stays level again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinimumPeriod {
    /// Months required before the first step.
    pub before: i32,
    /// Year of the first step.
    pub first_step: Year,
    /// Months added each year from then on.
    pub step: i32,
    /// Months required once the steps are done.
    pub after: i32,
}

impl MinimumPeriod {
    /// The law of 2024: 15 years, rising from 2030 to 20 years in 2039.
    pub const fn china_2024() -> Self {
        Self { before: 180, first_step: 2030, step: 6, after: 240 }
    }

    /// Months required of those whose requirement is fixed in this year.
    pub fn months_required(&self, year: Year) -> i32 {
        let steps = (year - self.first_step + 1).max(0);
        let risen = self.before.saturating_add(self.step.saturating_mul(steps));
        if self.after >= self.before { risen.min(self.after) } else { risen.max(self.after) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_year_more_each_year_from_2030() {
        let law = MinimumPeriod::china_2024();
        let required: Vec<i32> = (2028..=2041).map(|y| law.months_required(y)).collect();
        assert_eq!(
            required,
            [180, 180, 186, 192, 198, 204, 210, 216, 222, 228, 234, 240, 240, 240]
        );
    }
}
