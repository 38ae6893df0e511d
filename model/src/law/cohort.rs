//! The three cohorts of the transition (老人, 中人, 新人), by when somebody worked and retired.
//!
//! ```text
//! 老人 retired before the scheme began             keeps the old pension, which is only indexed
//! 中人 worked before accounts began, retired after  basic + account + transitional pension
//! 新人 began to work after accounts began           basic + account pension
//! ```
//! The scheme began in January 1998, in some provinces as late as July 2006; accounts began at a month of each
//! province's own, from October 1992 (北京) to July 2000 (西藏).
//!
//! Source: 国发〔1997〕26号, 国发〔2005〕38号 (recalled).
//!
//! Left out: the old pension itself, a share of the last standard wage by years of service (国发〔1978〕104号); and the
//! protection periods of five or ten years in which the better of the old and new methods was paid.

use crate::units::Month;

/// One of the three cohorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cohort {
    /// 老人: retired before the scheme.
    Old,
    /// 中人: worked before accounts, retired under the scheme.
    Middle,
    /// 新人: worked only under accounts.
    New,
}

impl Cohort {
    /// The cohort of somebody who retires in `retired`, or has not yet.
    pub fn of(first_work: Month, retired: Option<Month>, account_start: Month, scheme_start: Month) -> Self {
        if retired.is_some_and(|month| month < scheme_start) {
            Self::Old
        } else if first_work < account_start {
            Self::Middle
        } else {
            Self::New
        }
    }

    /// Its Chinese name.
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Old => "老人",
            Self::Middle => "中人",
            Self::New => "新人",
        }
    }
}

/// When the scheme began in most provinces (国发〔1997〕26号).
pub const SCHEME_START: Month = Month::new(1998, 1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_work_and_retirement_tell_the_cohort() {
        let heilongjiang = Month::new(1996, 1);
        let of = |work, retired| Cohort::of(work, retired, heilongjiang, SCHEME_START);
        assert_eq!(of(Month::new(1960, 9), Some(Month::new(1997, 12))), Cohort::Old);
        assert_eq!(of(Month::new(1960, 9), Some(Month::new(1998, 1))), Cohort::Middle, "the first month of the scheme");
        assert_eq!(of(Month::new(1982, 2), Some(Month::new(2025, 2))), Cohort::Middle);
        assert_eq!(of(Month::new(1995, 12), None), Cohort::Middle);
        assert_eq!(of(Month::new(1996, 1), None), Cohort::New);
        assert_eq!([Cohort::Old, Cohort::Middle, Cohort::New].map(Cohort::name_zh), ["老人", "中人", "新人"]);
    }
}
