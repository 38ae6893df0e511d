//! The payout divisor (计发月数): months over which the account is paid out, by age at claim.
//!
//! ```text
//! M(a, m) = M(a) + (M(a+1) − M(a)) · m / 12   rounded half up to 0.1, for a years and m months of age, since 2025
//! M(a, m) = M(a)                              before
//! ```
//! 60 years 0 months: 139. 60 years 1 month: 138.4.
//!
//! Source: 国发〔2005〕38号, annex (ages 40 to 70; age 47 is 208 as the Fujian gazette prints it); interpolation:
//! reply of 济南 12345 and award sheets of 2025.
//!
//! Left out: any revision of the table; it has not changed since 2005, though lives have grown longer.

use crate::units::Month;

/// The divisors by completed age, and the month from which they are interpolated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayoutTable {
    /// Months at ages 40, 41, … 70; the first holds below 40, the last from 70 on.
    pub months: [i32; 31],
    /// The first month of award whose divisor counts months of age.
    pub interpolated_from: Month,
}

impl PayoutTable {
    /// The table of 2005, by months of age since January 2025.
    pub const fn china_2005() -> Self {
        Self {
            months: [
                233, 230, 226, 223, 220, 216, 212, 208, 204, 199, // 40 to 49
                195, 190, 185, 180, 175, 170, 164, 158, 152, 145, // 50 to 59
                139, 132, 125, 117, 109, 101, 93, 84, 75, 65, 56, // 60 to 70
            ],
            interpolated_from: Month::new(2025, 1),
        }
    }

    /// The divisor in tenths of a month, for an age in months at the month of award.
    pub fn tenths(&self, age_months: i32, award: Month) -> i32 {
        let age_months = age_months.clamp(40 * 12, 70 * 12);
        let (years, months) = ((age_months / 12 - 40) as usize, age_months % 12);
        let whole = self.months[years];
        if months == 0 || award < self.interpolated_from {
            return 10 * whole;
        }
        let twelfths = 12 * whole + (self.months[years + 1] - whole) * months;
        (10 * twelfths + 6).div_euclid(12)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_month_past_sixty_is_138_4() {
        let table = PayoutTable::china_2005();
        let award = Month::new(2025, 2);
        assert_eq!(table.tenths(60 * 12, award), 1390);
        assert_eq!(table.tenths(60 * 12 + 1, award), 1384);
        assert_eq!(table.tenths(50 * 12 + 1, award), 1946);
        assert_eq!(table.tenths(60 * 12 + 1, Month::new(2024, 12)), 1390);
        assert_eq!([39, 75].map(|years| table.tenths(years * 12, award)), [2330, 560]);
        // 139 − 7·6/12 = 135.5, from the first month of interpolation on.
        assert_eq!(table.tenths(60 * 12 + 6, Month::new(2025, 1)), 1355);
    }
}
