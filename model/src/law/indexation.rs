//! The yearly increase of pensions in payment (基本养老金调整).
//!
//! ```text
//! Δ = F + a · years + p · own pension + tilt   (the tilt from an age on)
//! F = s_F · g · P̄        a = s_a · g · P̄ / mean years        p = s_p · g        tilt = s_t · g · P̄ / share of the old
//! mean Δ = g · P̄
//! ```
//! g is set each year as a share of last year's mean pension P̄ and is a ceiling for each province. The circulars name
//! three parts: one amount for all (定额 F), one linked to the contribution period and the own pension (挂钩 a, p), one
//! tilted to the old and to hard places (倾斜). What does not depend on the own pension draws pensions together as they
//! age.
//!
//! Source: yearly circulars of the two ministries, in force from 1 January for all retired by 31 December before. The
//! shares 38, 50, 7 and 5 % are an assumption after 北京 2025 (18 yuan, 1.8 yuan a year, 0.15 %, 10 to 50 yuan from age
//! 65 on).
//!
//! Left out: the tiers by pension, the several steps of the tilt by age, and the tilt to hard places.

use crate::units::{MonthlyMoney, Rate};

/// How the increase divides into its four parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexationShares {
    /// s_a: by years contributed.
    pub years: Rate,
    /// s_p: by the own pension.
    pub level: Rate,
    /// s_t: to the old. What the other three leave is the same amount for everybody.
    pub tilt: Rate,
    /// Age in months from which the tilt is paid.
    pub tilt_age: i32,
}

impl IndexationShares {
    /// 50 % by years, 7 % by level, 5 % to those of 70 and older, 38 % fixed.
    pub fn china_2016() -> Self {
        Self { years: Rate::percent(50.0), level: Rate::percent(7.0), tilt: Rate::percent(5.0), tilt_age: 70 * 12 }
    }
}

/// Whose pensions are raised: what the amounts are solved from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PensionersMeans {
    /// P̄: last year's mean pension.
    pub pension: MonthlyMoney,
    /// Mean months contributed or deemed.
    pub months: f64,
    /// Share of pensioners at or above the age of the tilt.
    pub old: f64,
}

/// The amounts of one place and year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Increase {
    /// F: for everybody, in yuan per month.
    pub fixed: f64,
    /// a / 12: for each month contributed, in yuan per month.
    pub per_month: f64,
    /// p: share of the own pension.
    pub level: f64,
    /// For the old, in yuan per month.
    pub tilt: f64,
    /// Age in months from which the tilt is paid.
    pub tilt_age: i32,
}

impl Increase {
    /// The amounts whose mean over these pensioners is `growth` times their mean pension. A part that nobody would
    /// receive goes to the fixed amount.
    pub fn solve(growth: Rate, shares: &IndexationShares, means: &PensionersMeans) -> Self {
        let total = growth.as_f64() * means.pension.yuan();
        let by_years = shares.years.as_f64() * total;
        let by_tilt = shares.tilt.as_f64() * total;
        let each = |part: f64, mean: f64| if mean > 0.0 { part / mean } else { 0.0 };
        let (per_month, tilt) = (each(by_years, means.months), each(by_tilt, means.old));
        let level = shares.level.as_f64() * growth.as_f64();
        let linked = per_month * means.months + tilt * means.old + level * means.pension.yuan();
        Self { fixed: total - linked, per_month, level, tilt, tilt_age: shares.tilt_age }
    }

    /// The monthly increase of one pension, to the fen.
    pub fn of(&self, own: MonthlyMoney, months: i32, age_months: i32) -> MonthlyMoney {
        let tilt = if age_months >= self.tilt_age { self.tilt } else { 0.0 };
        let linked = self.per_month * f64::from(months) + self.level * own.yuan();
        MonthlyMoney::from_yuan(self.fixed + linked + tilt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_percent_of_3600_yuan_in_four_parts() {
        let means = PensionersMeans { pension: MonthlyMoney::from_yuan(3600.0), months: 300.0, old: 0.4 };
        let shares = IndexationShares::china_2016();
        let law = Increase::solve(Rate::percent(2.0), &shares, &means);
        // g · P̄ = 72: fixed 27.36; 36 / 25 years = 1.44 a year; 0.14 % of the own; 3.6 / 0.4 = 9 from 70 on.
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        near(law.fixed, 27.36);
        near(12.0 * law.per_month, 1.44);
        near(law.level, 0.0014);
        near(law.tilt, 9.0);
        let own = MonthlyMoney::from_yuan(3600.0);
        assert_eq!(law.of(own, 300, 839).fen(), 6_840); // 27.36 + 36 + 5.04
        assert_eq!(law.of(own, 300, 840).fen(), 7_740);
        let alone = PensionersMeans { old: 0.0, ..means };
        let law = Increase::solve(Rate::percent(2.0), &shares, &alone);
        assert_eq!(law.of(own, 300, 600).fen(), 7_200, "the tilt of nobody goes to all");
    }
}
