//! The yearly increase of pensions in payment (基本养老金调整).
//!
//! ```text
//! Δ = g · (φ · mean pension + (1 − φ) · own pension)
//! ```
//! The law sets g as a share of last year's mean pension and has three parts: one amount for all (定额), one linked to
//! the contribution period and to the own pension (挂钩), and one tilted to the old and to hard places (倾斜). What does
//! not depend on the own pension is the share φ here, so the mean increase is g times the mean pension whatever φ is,
//! and a larger φ draws pensions together.
//!
//! Source: yearly circulars of the two ministries, in force from 1 January for all retired by 31 December before.
//! φ is a modelling choice: 定额 38 % and 倾斜 5 % of the increase count as fixed, and so does most of the link to years,
//! after 北京 2025.
//!
//! Left out: the amount per contribution year, the tilt by age and place, and the province's choice below the ceiling g.

use crate::units::{MonthlyMoney, Rate};

/// The monthly increase of one pension.
pub fn increase(
    own: MonthlyMoney,
    mean: MonthlyMoney,
    growth: Rate,
    fixed_share: Rate,
) -> MonthlyMoney {
    (mean * fixed_share + own * fixed_share.complement()) * growth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_percent_half_of_it_fixed() {
        let (low, mean) = (MonthlyMoney::from_yuan(2000.0), MonthlyMoney::from_yuan(3600.0));
        let half = Rate::percent(50.0);
        // 2 % · (0.5 · 3,600 + 0.5 · 2,000) = 56
        let raised = increase(low, mean, Rate::percent(2.0), half);
        assert_eq!(raised, MonthlyMoney::from_yuan(56.0));
        let high = MonthlyMoney::from_yuan(5200.0);
        let both = raised + increase(high, mean, Rate::percent(2.0), half);
        assert_eq!(both, MonthlyMoney::from_yuan(144.0), "the mean increase is 2 % of 3,600");
    }
}
