//! The statutory retirement age (法定退休年龄), its gradual increase, and flexible claiming (弹性退休).
//!
//! ```text
//! K        = months of birth after January 1965 (men), 1970 (women, 55), 1975 (women, 50)
//! delay    = 0 if K < 0, otherwise min(cap, ⌊K / step⌋ + 1)   step 4, 4, 2; cap 36, 36, 60 months
//! age      = original age + delay
//! earliest = max(original age, age − 36)   not before January 2025, unless the statutory month is
//! latest   = age + 36                      if the statutory month is January 2025 or later
//! ```
//! A claim before the statutory month needs the contribution period required in the month chosen; a later claim, that
//! of the statutory month.
//!
//! Source: 国发〔1978〕104号 (original ages); decision of the NPC Standing Committee of 2024-09-13 (increase);
//! 实施弹性退休制度暂行办法, 人社部发〔2024〕94号 (flexible claiming; number secondary).
//!
//! Earlier ages of special occupations and of lost work capacity stand in
//! [`early_retirement`](super::early_retirement).
//!
//! Left out: the notice periods (three months before an early claim, one month before the statutory month for a late
//! one) and the employer's consent to a later claim; ages of a province's own (西藏: `retirement.local_age.*`), which
//! only the command for one person tells.

use super::MinimumPeriod;
use crate::units::{Month, Year};
use std::fmt;
use std::str::FromStr;

/// Whose retirement age: the three classes of 1978.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum WorkClass {
    /// Men, originally 60.
    Male60,
    /// Women in managerial and technical posts and most self-employed women (女干部), originally 55.
    Female55,
    /// Women workers (女工人), originally 50.
    Female50,
}

impl WorkClass {
    /// The three classes, in order.
    pub const ALL: [Self; 3] = [Self::Male60, Self::Female55, Self::Female50];

    /// Its name in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Male60 => "male-60",
            Self::Female55 => "female-55",
            Self::Female50 => "female-50",
        }
    }

    /// Whether it is the class of men.
    pub const fn is_male(self) -> bool {
        matches!(self, Self::Male60)
    }
}

impl fmt::Display for WorkClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for WorkClass {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|class| class.name() == text)
            .ok_or_else(|| format!("`{text}` is no work class; write `male-60`, `female-55` or `female-50`"))
    }
}

/// How the age of one class rises with the month of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelaySchedule {
    /// Age before the increase, in months.
    pub original_age: i32,
    /// First month of birth that is delayed.
    pub first_birth: Month,
    /// Months of birth per month of delay; at least 1.
    pub step: i32,
    /// Longest delay, in months.
    pub cap: i32,
}

impl DelaySchedule {
    /// Months of delay for this month of birth.
    pub fn delay(&self, born: Month) -> i32 {
        let after = born.since(self.first_birth);
        if after < 0 { 0 } else { (after / self.step + 1).min(self.cap) }
    }
}

/// The retirement ages, the window of flexible claiming and the period required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetirementLaw {
    /// The schedule of each class, in the order of [`WorkClass::ALL`].
    pub schedules: [DelaySchedule; 3],
    /// How many months before the statutory age one may claim.
    pub earliest_before: i32,
    /// How many months after the statutory age one may claim.
    pub latest_after: i32,
    /// The month from which claiming is flexible.
    pub flexible_from: Month,
    /// The contribution period required.
    pub minimum: MinimumPeriod,
}

const fn schedule(original_years: i32, first_birth: Year, step: i32, cap: i32) -> DelaySchedule {
    let first_birth = Month::new(first_birth, 1);
    DelaySchedule { original_age: 12 * original_years, first_birth, step, cap }
}

impl RetirementLaw {
    /// The law in force since January 2025.
    pub const fn china_2024() -> Self {
        Self {
            schedules: [schedule(60, 1965, 4, 36), schedule(55, 1970, 4, 36), schedule(50, 1975, 2, 60)],
            earliest_before: 36,
            latest_after: 36,
            flexible_from: Month::new(2025, 1),
            minimum: MinimumPeriod::china_2024(),
        }
    }

    const fn schedule(&self, class: WorkClass) -> &DelaySchedule {
        &self.schedules[class as usize]
    }

    /// Months by which the statutory age exceeds the original age.
    pub fn delay(&self, class: WorkClass, born: Month) -> i32 {
        self.schedule(class).delay(born)
    }

    /// The statutory retirement age, in months.
    pub fn statutory_age(&self, class: WorkClass, born: Month) -> i32 {
        self.schedule(class).original_age + self.delay(class, born)
    }

    /// The month in which the statutory age is reached; the pension starts in the next.
    pub fn statutory_date(&self, class: WorkClass, born: Month) -> Month {
        born.plus(self.statutory_age(class, born))
    }

    /// The first month in which one may claim.
    pub fn earliest(&self, class: WorkClass, born: Month) -> Month {
        let statutory = self.statutory_age(class, born);
        let age = (statutory - self.earliest_before).max(self.schedule(class).original_age);
        born.plus(age).max(self.flexible_from).min(born.plus(statutory))
    }

    /// The last month to which a claim may be put off.
    pub fn latest(&self, class: WorkClass, born: Month) -> Month {
        let statutory = self.statutory_date(class, born);
        if statutory < self.flexible_from { statutory } else { statutory.plus(self.latest_after) }
    }

    /// The contribution period, in months, that a claim in this month requires.
    pub fn months_required(&self, class: WorkClass, born: Month, claim: Month) -> i32 {
        self.minimum.months_required(claim.min(self.statutory_date(class, born)).year())
    }

    /// Whether somebody with so many months may claim in this month. Who falls short at the latest date may pay on and
    /// claim later still, with the requirement of the statutory month (see [`shortfall`](super::shortfall)).
    pub fn may_claim(&self, class: WorkClass, born: Month, claim: Month, months: i32) -> bool {
        claim >= self.earliest(class, born) && months >= self.months_required(class, born, claim)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAW: RetirementLaw = RetirementLaw::china_2024();

    #[test]
    fn a_woman_of_april_1971_retires_four_months_after_55() {
        let born = Month::new(1971, 4);
        assert_eq!(LAW.delay(WorkClass::Female55, born), 4);
        assert_eq!(LAW.statutory_age(WorkClass::Female55, born), 55 * 12 + 4);
        assert_eq!(LAW.statutory_date(WorkClass::Female55, born), Month::new(2026, 8));
        assert_eq!(LAW.earliest(WorkClass::Female55, born), Month::new(2026, 4));
        assert_eq!(LAW.latest(WorkClass::Female55, born), Month::new(2029, 8));
    }

    /// One month of delay for every four months of birth from January 1965 on, at most 36.
    #[test]
    fn the_delay_begins_with_the_first_month_of_birth() {
        let delay = |year, month| LAW.delay(WorkClass::Male60, Month::new(year, month));
        assert_eq!([delay(1964, 12), delay(1965, 1), delay(1965, 4), delay(1965, 5)], [0, 1, 1, 2]);
        assert_eq!([delay(1976, 8), delay(1976, 9), delay(1990, 1)], [35, 36, 36]);
    }

    /// Delayed by five years to 55, she may claim three years before: at 52, not at 50.
    #[test]
    fn a_long_delay_is_not_undone_by_an_early_claim() {
        assert_eq!(LAW.earliest(WorkClass::Female50, Month::new(1990, 1)), Month::new(2042, 1));
    }

    #[test]
    fn no_claim_is_flexible_before_2025() {
        let born = Month::new(1964, 12);
        assert_eq!(LAW.earliest(WorkClass::Male60, born), Month::new(2024, 12));
        assert_eq!(LAW.latest(WorkClass::Male60, born), Month::new(2024, 12));
        let born = Month::new(1965, 1);
        assert_eq!(LAW.earliest(WorkClass::Male60, born), Month::new(2025, 1));
        // Without a delay the statutory month is the first of which a claim may be put off.
        let undelayed = RetirementLaw { schedules: [schedule(60, 1965, 4, 0); 3], ..LAW };
        assert_eq!(undelayed.latest(WorkClass::Male60, born), Month::new(2028, 1));
    }

    #[test]
    fn an_early_claim_needs_the_years_of_its_own_year_and_a_late_one_those_of_the_statutory_year() {
        let (class, born) = (WorkClass::Male60, Month::new(1976, 9));
        assert_eq!(LAW.statutory_date(class, born), Month::new(2039, 9));
        assert_eq!(LAW.months_required(class, born, Month::new(2036, 9)), 222);
        assert_eq!(LAW.months_required(class, born, Month::new(2039, 9)), 240);
        let born = Month::new(1971, 1);
        assert_eq!(LAW.statutory_date(class, born), Month::new(2032, 8));
        assert_eq!(LAW.months_required(class, born, Month::new(2035, 8)), 198);
        assert!(LAW.may_claim(class, born, Month::new(2032, 8), 198));
        assert!(!LAW.may_claim(class, born, Month::new(2032, 8), 197));
        assert!(!LAW.may_claim(class, born, Month::new(2030, 12), 300), "not yet 60");
        assert!(LAW.may_claim(class, born, Month::new(2031, 1), 192));
    }

    #[test]
    fn a_class_is_written_as_it_is_read() {
        for class in WorkClass::ALL {
            assert_eq!(class.to_string().parse(), Ok(class));
        }
        assert!("female-60".parse::<WorkClass>().is_err());
    }
}
