//! Moving between provinces (关系转移接续): what is transferred, how long it takes, and which province pays.
//!
//! ```text
//! transfer = account balance + 12 % · Σ own bases since January 1998
//! place    = hukou province                   if the record lies there
//!          = province of the record           if at least 10 years were paid there
//!          = last earlier province of 10 years, otherwise
//!          = hukou province                   if there is none
//! temporary account: men from 50, women from 40 who join a province that is not their hukou
//! left behind      = 1 − exp(−κ · τ)          τ working days of processing, κ what a day deters
//! months pending   = τ / 21.75                not credited until the transfer closes
//! ```
//! The months of a temporary account found no place of benefit; on leaving, or at retirement, all its contributions
//! return with interest to the province of the record.
//!
//! Source: 国办发〔2009〕66号, arts. 4 to 6 and 8 (45 working days at most), from 2010-01-01. Within a province no money
//! moves. κ is an estimate of the model, not law; 21.75 working days a month are the legal count (劳社部发〔2008〕3号,
//! recalled).
//!
//! Left out: the own contributions before 1998, which move with interest but are part of the balance here; approved
//! transfers of older staff are the caller's to say; records that are lost, and double enrolment while a transfer
//! waits.

use crate::geography::Province;
use crate::units::{Money, Rate};

/// What moves with a person, and after how long a province becomes the place of benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortabilityLaw {
    /// Share of the own bases that the pool hands on.
    pub pooled_share: Rate,
    /// Months paid in one province that make it the place of benefit.
    pub months_for_place: i32,
    /// Age in months from which a newcomer gets a temporary account: men, women.
    pub temporary_from_age: [i32; 2],
}

/// The money that moves with a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Transfer {
    /// The balance of the individual account.
    pub account: Money,
    /// The part of the employers' contributions.
    pub pooled: Money,
}

impl PortabilityLaw {
    /// The rule of 2009: 12 % of the bases, ten years.
    pub fn china_2009() -> Self {
        Self { pooled_share: Rate::percent(12.0), months_for_place: 120, temporary_from_age: [50 * 12, 40 * 12] }
    }

    /// What a move transfers, from the balance and the sum of all own bases since 1998.
    pub fn transfer(&self, account: Money, bases: Money) -> Transfer {
        Transfer { account, pooled: bases * self.pooled_share }
    }

    /// Which province pays the pension. `stays` are the provinces of the record with the months paid in each, in order,
    /// without those of a temporary account; the last is where the record lies. Months of several stays in one province
    /// add up.
    pub fn place_of_benefit(&self, hukou: Province, stays: &[(Province, i32)]) -> Province {
        let Some(&(current, _)) = stays.last() else { return hukou };
        if current == hukou {
            return hukou;
        }
        let paid_in = |place| stays.iter().filter(|s| s.0 == place).map(|s| s.1).sum::<i32>();
        stays.iter().rev().map(|s| s.0).find(|&place| paid_in(place) >= self.months_for_place).unwrap_or(hukou)
    }
}

/// Working days of a month (月计薪天数).
pub const WORKING_DAYS_A_MONTH: f64 = 21.75;

/// The share of moves whose rights stay behind, when a transfer takes so many working days and each deters this much.
pub fn left_behind(deterrence_per_day: f64, working_days: f64) -> f64 {
    -libm::expm1(-deterrence_per_day.max(0.0) * working_days.max(0.0))
}

/// Months not yet credited while a transfer waits.
pub fn months_pending(working_days: f64) -> f64 {
    working_days.max(0.0) / WORKING_DAYS_A_MONTH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn province(name: &str) -> Province {
        Province::find(name).expect("a province")
    }

    #[test]
    fn ten_years_make_a_place_of_benefit() {
        let law = PortabilityLaw::china_2009();
        let (henan, zhejiang) = (province("河南"), province("浙江"));
        let guangdong = province("广东");
        let place = |stays: &[(Province, i32)]| law.place_of_benefit(henan, stays);
        assert_eq!(place(&[]), henan);
        assert_eq!(place(&[(guangdong, 150), (henan, 12)]), henan);
        assert_eq!(place(&[(guangdong, 120)]), guangdong);
        assert_eq!(place(&[(guangdong, 150), (zhejiang, 119)]), guangdong);
        assert_eq!(place(&[(guangdong, 100), (zhejiang, 90)]), henan);
        assert_eq!(place(&[(zhejiang, 70), (guangdong, 100), (zhejiang, 50)]), zhejiang);
    }

    #[test]
    fn twelve_percent_of_the_bases_move() {
        // Five years on a base of 5,000 yuan a month.
        let moved = PortabilityLaw::china_2009().transfer(Money::from_yuan(25_000.0), Money::from_yuan(300_000.0));
        assert_eq!(moved.pooled, Money::from_yuan(36_000.0));
        assert_eq!(moved.account, Money::from_yuan(25_000.0));
    }

    #[test]
    fn men_of_fifty_and_women_of_forty_come_for_a_time() {
        assert_eq!(PortabilityLaw::china_2009().temporary_from_age, [600, 480]);
    }

    #[test]
    fn slow_transfers_leave_rights_behind() {
        // 1 − exp(−0.01 · 45) = 1 − 0.637628
        assert!((left_behind(0.01, 45.0) - 0.362372).abs() < 1e-6);
        assert!(left_behind(0.01, 0.0).abs() < 1e-12 && left_behind(0.01, 10.0) < 0.1);
        assert!((months_pending(45.0) - 2.068966).abs() < 1e-6);
    }
}
