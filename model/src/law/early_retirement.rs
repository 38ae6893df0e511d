//! Claims before the original age (提前退休): special occupations and lost work capacity.
//!
//! ```text
//! special occupation   men 55, women 45    h years of hard work, and 15 years in all
//!                      h = 10 high altitude or very heavy labour, 9 underground or great heat, 8 harmful to health
//! illness              men 50, women 45    complete loss of work capacity, and 15 years in all
//! ```
//! Neither age has been delayed in 2025. The years in all are never fewer than the minimum period of the year of the
//! claim. Claims within three years of the statutory age by choice (弹性退休) stand in
//! [`retirement_age`](super::retirement_age).
//!
//! Source: 国发〔1978〕104号 (ages and years, recalled; its ten years in all are 15 in practice); 人社部发〔2024〕94号 keeps
//! early retirement for special occupations. An award sheet of Qinghai shows a man of 55 on divisor 170.
//!
//! Work at high altitude (高海拔地区), which the decision of 2024 names beside special occupations, has their ages and the
//! ten years of the hardest; no rule of its own was seen. Left out: early retirement from bankrupt state firms (five
//! years early, until 2008), and the approval itself, whose laxity is a behaviour of governments.

use super::{MinimumPeriod, WorkClass};
use crate::units::Month;

/// What makes an occupation special (特殊工种).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hardship {
    /// 高空, 特别繁重体力劳动, and 高海拔地区: ten years.
    AltitudeOrHeavyLabour,
    /// 井下, 高温: nine years.
    UndergroundOrHeat,
    /// 有毒有害: eight years.
    HarmfulToHealth,
}

/// On what ground somebody claims early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// So many months in a special occupation.
    SpecialOccupation {
        /// Which hardship.
        hardship: Hardship,
        /// Months of it.
        months: i32,
    },
    /// Complete loss of work capacity (完全丧失劳动能力).
    Illness,
}

/// The earlier ages and what they require.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarlyRetirementLaw {
    /// Age of special occupations in months: men, women.
    pub special_age: [i32; 2],
    /// Months of hard work, in the order of [`Hardship`].
    pub hard_months: [i32; 3],
    /// Months in all for special occupations.
    pub special_months: i32,
    /// Age at lost work capacity in months: men, women.
    pub illness_age: [i32; 2],
    /// Months in all at lost work capacity.
    pub illness_months: i32,
}

impl EarlyRetirementLaw {
    /// The rule of 1978 as practised.
    pub const fn china_1978() -> Self {
        Self {
            special_age: [55 * 12, 45 * 12],
            hard_months: [120, 108, 96],
            special_months: 180,
            illness_age: [50 * 12, 45 * 12],
            illness_months: 180,
        }
    }

    /// The age in months from which this ground allows a claim.
    pub fn age(&self, class: WorkClass, ground: Ground) -> i32 {
        let ages = match ground {
            Ground::SpecialOccupation { .. } => self.special_age,
            Ground::Illness => self.illness_age,
        };
        ages[usize::from(!class.is_male())]
    }

    /// The month in which that age is reached.
    pub fn earliest(&self, class: WorkClass, born: Month, ground: Ground) -> Month {
        born.plus(self.age(class, ground))
    }

    /// Months in all, actual and deemed, that a claim in this month requires.
    pub fn months_required(&self, ground: Ground, claim: Month, minimum: &MinimumPeriod) -> i32 {
        let own = match ground {
            Ground::SpecialOccupation { .. } => self.special_months,
            Ground::Illness => self.illness_months,
        };
        own.max(minimum.months_required(claim.year()))
    }

    /// Whether somebody with so many months in all may claim on this ground in this month.
    pub fn may_claim(
        &self,
        class: WorkClass,
        born: Month,
        ground: Ground,
        claim: Month,
        months: i32,
        minimum: &MinimumPeriod,
    ) -> bool {
        let hard_enough = match ground {
            Ground::SpecialOccupation { hardship, months } => months >= self.hard_months[hardship as usize],
            Ground::Illness => true,
        };
        hard_enough
            && claim >= self.earliest(class, born, ground)
            && months >= self.months_required(ground, claim, minimum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAW: EarlyRetirementLaw = EarlyRetirementLaw::china_1978();

    fn hard(hardship: Hardship, years: i32) -> Ground {
        Ground::SpecialOccupation { hardship, months: 12 * years }
    }

    #[test]
    fn a_man_of_nine_years_underground_claims_at_55() {
        let (class, born) = (WorkClass::Male60, Month::new(1970, 3));
        let minimum = MinimumPeriod::china_2024();
        let may = |ground, claim, months| LAW.may_claim(class, born, ground, claim, months, &minimum);
        let at_55 = Month::new(2025, 3);
        assert!(may(hard(Hardship::UndergroundOrHeat, 9), at_55, 180));
        assert!(!may(hard(Hardship::UndergroundOrHeat, 9), at_55.plus(-1), 180));
        assert!(!may(hard(Hardship::UndergroundOrHeat, 9), at_55, 179));
        assert!(!may(hard(Hardship::AltitudeOrHeavyLabour, 9), at_55, 300));
        assert!(may(hard(Hardship::HarmfulToHealth, 8), at_55, 180));
        let at_50 = Month::new(2020, 3);
        assert!(may(Ground::Illness, at_50, 180) && !may(Ground::Illness, at_50.plus(-1), 180));
    }

    #[test]
    fn women_claim_at_45_and_meet_the_minimum_of_their_year() {
        let ground = hard(Hardship::HarmfulToHealth, 8);
        let born = Month::new(1990, 1);
        assert_eq!(LAW.earliest(WorkClass::Female50, born, ground), Month::new(2035, 1));
        let minimum = MinimumPeriod::china_2024();
        assert_eq!(LAW.months_required(ground, Month::new(2035, 1), &minimum), 216);
        assert_eq!(LAW.age(WorkClass::Female55, Ground::Illness), 540);
    }
}
