//! Moving between provinces (关系转移接续): what is transferred, and which province pays.
//!
//! ```text
//! transfer = account balance + 12 % · Σ own bases since January 1998
//! place    = hukou province                   if the record lies there
//!          = province of the record           if at least 10 years were paid there
//!          = last earlier province of 10 years, otherwise
//!          = hukou province                   if there is none
//! ```
//! Source: 国办发〔2009〕66号, arts. 4 and 6, from 2010-01-01. Within a province no money moves.
//!
//! Left out: the temporary account of those who first join a new province at 50 (men) or 40 (women), which art. 5 keeps
//! apart and which founds no place of benefit; and the working days a transfer takes.

use crate::geography::Province;
use crate::units::{Money, Rate};

/// What moves with a person, and after how long a province becomes the place of benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortabilityLaw {
    /// Share of the own bases that the pool hands on.
    pub pooled_share: Rate,
    /// Months paid in one province that make it the place of benefit.
    pub months_for_place: i32,
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
        Self { pooled_share: Rate::percent(12.0), months_for_place: 120 }
    }

    /// What a move transfers, from the balance and the sum of all own bases since 1998.
    pub fn transfer(&self, account: Money, bases: Money) -> Transfer {
        Transfer { account, pooled: bases * self.pooled_share }
    }

    /// Which province pays the pension. `stays` are the provinces of the record with the months paid in each, in order;
    /// the last is where the record lies. Months of several stays in one province add up.
    pub fn place_of_benefit(&self, hukou: Province, stays: &[(Province, i32)]) -> Province {
        let Some(&(current, _)) = stays.last() else { return hukou };
        if current == hukou {
            return hukou;
        }
        let paid_in = |place| stays.iter().filter(|s| s.0 == place).map(|s| s.1).sum::<i32>();
        stays
            .iter()
            .rev()
            .map(|s| s.0)
            .find(|&place| paid_in(place) >= self.months_for_place)
            .unwrap_or(hukou)
    }
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
        let moved = PortabilityLaw::china_2009()
            .transfer(Money::from_yuan(25_000.0), Money::from_yuan(300_000.0));
        assert_eq!(moved.pooled, Money::from_yuan(36_000.0));
        assert_eq!(moved.account, Money::from_yuan(25_000.0));
    }
}
