//! The contribution base (缴费基数): the own wage of last year between a floor and a cap.
//!
//! ```text
//! floor = φ · W(y − l_floor)      φ = 60 % nationally, lower in some cities
//! cap   = 300 % · W(y − l_cap)
//! base  = min(max(wage, floor), cap)                          employees; each to the whole yuan
//! base  = min(max(τ · W(y − l_cap), floor), cap)              who pays alone, τ = 60, 70, … 300 %
//! ```
//! W is the provincial average wage of all urban units (全口径城镇单位就业人员平均工资), y the contribution year, l = 1 as a
//! rule. Floor and cap may refer to different years, as in Zhejiang 2025 (l_floor = 2); a floor frozen for a year, as provinces
//! could in 2020, is also l_floor = 2. A floor may refer to another amount altogether, as Shenzhen's to its minimum wage until
//! 2023: [`BaseBounds::of_wages`] takes any. A new entrant has no wage of last year and pays on that of the first month.
//!
//! Source: 国办发〔2019〕13号; worked limits: 粤人社发〔2025〕32号, 浙人社发〔2025〕52号, 京人社发〔2025〕11号. The tiers of
//! those who pay alone are recalled; equal steps of 10 % up to 300 % are an assumption, places print fewer above 100 %.
//!
//! Left out: the few places where the employer paid on uncapped payroll (双基数), and the wage of on-post workers
//! (在岗职工平均工资), which was the reference before May 2019: the caller gives the wage.

use crate::units::{Month, MonthlyMoney, Rate, Year};

/// The lowest and the highest base of one year in one place, in whole yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaseBounds {
    /// Lowest base (缴费基数下限).
    pub floor: MonthlyMoney,
    /// Highest base (缴费基数上限).
    pub cap: MonthlyMoney,
}

impl BaseBounds {
    /// Bounds as shares of one reference wage.
    pub fn of_wage(wage: MonthlyMoney, floor_share: Rate, cap_share: Rate) -> Self {
        Self::of_wages(wage, floor_share, wage, cap_share)
    }

    /// Bounds whose floor and cap refer to different wages. A floor above the cap gives way to it.
    pub fn of_wages(
        floor_wage: MonthlyMoney,
        floor_share: Rate,
        cap_wage: MonthlyMoney,
        cap_share: Rate,
    ) -> Self {
        let cap = (cap_wage * cap_share).to_whole_yuan();
        Self { floor: (floor_wage * floor_share).to_whole_yuan().min(cap), cap }
    }

    /// The base of a person with this wage.
    pub fn base(self, wage: MonthlyMoney) -> MonthlyMoney {
        wage.to_whole_yuan().max(self.floor).min(self.cap)
    }

    /// The base of somebody who pays alone and chose this tier of the reference wage.
    pub fn tier_base(self, reference: MonthlyMoney, tier: Rate) -> MonthlyMoney {
        self.base(reference * tier)
    }
}

/// How a place sets its bounds: shares of the wages of earlier years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaseLaw {
    /// φ: floor as a share of the reference wage.
    pub floor_share: Rate,
    /// Cap as a share of the reference wage.
    pub cap_share: Rate,
    /// Years from the wage behind the floor to the contribution year.
    pub floor_lag: i32,
    /// Years from the wage behind the cap to the contribution year.
    pub cap_lag: i32,
}

impl BaseLaw {
    /// 60 and 300 % of last year's wage.
    pub fn china_2019() -> Self {
        Self {
            floor_share: Rate::percent(60.0),
            cap_share: Rate::percent(300.0),
            floor_lag: 1,
            cap_lag: 1,
        }
    }

    /// The bounds of a contribution year, from the wages by year.
    pub fn bounds(&self, year: Year, wage: impl Fn(Year) -> MonthlyMoney) -> BaseBounds {
        let (floor_wage, cap_wage) = (wage(year - self.floor_lag), wage(year - self.cap_lag));
        BaseBounds::of_wages(floor_wage, self.floor_share, cap_wage, self.cap_share)
    }
}

/// The contribution year (缴费年度) of a month, where it begins in this month of the year: 1 in most provinces, 7 in Beijing,
/// Shanghai and Guangdong.
pub const fn contribution_year(month: Month, begins_in: i32) -> Year {
    month.plus(1 - begins_in).year()
}

/// The wage a base is set on: last year's monthly mean or, for a new entrant, the wage of the first month.
pub fn wage_for_base(last_year: Option<MonthlyMoney>, first_month: MonthlyMoney) -> MonthlyMoney {
    last_year.unwrap_or(first_month)
}

/// The tiers among which those who pay alone choose (灵活就业缴费档次).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tiers {
    /// Lowest tier, as a share of the reference wage.
    pub lowest: Rate,
    /// Distance between tiers.
    pub step: Rate,
    /// Highest tier.
    pub highest: Rate,
}

impl Tiers {
    /// 60, 70, … 300 %.
    pub fn china() -> Self {
        Self {
            lowest: Rate::percent(60.0),
            step: Rate::percent(10.0),
            highest: Rate::percent(300.0),
        }
    }

    /// The highest tier at or below a wished share of the reference wage; the lowest if the wish is lower still.
    pub fn at_or_below(&self, wished: Rate) -> Rate {
        let [lowest, step, highest] = [self.lowest, self.step, self.highest].map(Rate::billionths);
        let wished = wished.billionths().clamp(lowest, highest.max(lowest));
        let steps = if step > 0 { (wished - lowest) / step } else { 0 };
        Rate::from_f64((lowest + steps * step) as f64 / 1e9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(amount: i64) -> MonthlyMoney {
        MonthlyMoney::from_fen(100 * amount)
    }

    #[test]
    fn guangdong_2025_pays_on_5510_to_27549_yuan() {
        let (sixty, three) = (Rate::percent(60.0), Rate::percent(300.0));
        let bounds = BaseBounds::of_wage(yuan(9183), sixty, three);
        assert_eq!(bounds, BaseBounds { floor: yuan(5510), cap: yuan(27549) });
        assert_eq!(bounds.base(yuan(3000)), yuan(5510));
        assert_eq!(bounds.base(MonthlyMoney::from_fen(812_350)), yuan(8124));
        assert_eq!(bounds.base(yuan(40000)), yuan(27549));
        let elsewhere = BaseBounds::of_wage(yuan(9183), Rate::percent(52.0), three);
        assert_eq!(elsewhere.floor, yuan(4775));
    }

    #[test]
    fn zhejiang_2025_takes_its_floor_from_the_wage_of_the_year_before() {
        let (sixty, three) = (Rate::percent(60.0), Rate::percent(300.0));
        let bounds = BaseBounds::of_wages(yuan(8310), sixty, yuan(8433), three);
        assert_eq!(bounds, BaseBounds { floor: yuan(4986), cap: yuan(25299) });
    }

    #[test]
    fn lags_say_which_years_wage_counts() {
        let wage = |year| yuan(if year == 2023 { 8310 } else { 8433 });
        let zhejiang = BaseLaw { floor_lag: 2, ..BaseLaw::china_2019() };
        assert_eq!(zhejiang.bounds(2025, wage), BaseBounds { floor: yuan(4986), cap: yuan(25299) });
        assert_eq!(BaseLaw::china_2019().bounds(2025, wage).floor, yuan(5060)); // 60 % of 8,433
    }

    #[test]
    fn who_pays_alone_chooses_a_tier_within_the_bounds() {
        let law = BaseLaw { floor_share: Rate::percent(52.0), ..BaseLaw::china_2019() };
        let bounds = law.bounds(2025, |_| yuan(9183));
        let tiers = Tiers::china();
        let base =
            |percent| bounds.tier_base(yuan(9183), tiers.at_or_below(Rate::percent(percent)));
        assert_eq!(base(0.0), yuan(5510)); // 60 %
        assert_eq!(base(79.9), yuan(6428)); // 70 %
        assert_eq!(base(100.0), yuan(9183));
        assert_eq!(base(1000.0), yuan(27549));
        assert_eq!(bounds.tier_base(yuan(9183), Rate::percent(40.0)), yuan(4775), "the floor");
    }

    #[test]
    fn a_contribution_year_may_begin_in_july() {
        assert_eq!(contribution_year(Month::new(2025, 6), 7), 2024);
        assert_eq!(contribution_year(Month::new(2025, 7), 7), 2025);
        assert_eq!(contribution_year(Month::new(2025, 1), 1), 2025);
        assert_eq!(wage_for_base(None, yuan(4000)), yuan(4000));
        assert_eq!(wage_for_base(Some(yuan(5000)), yuan(4000)), yuan(5000));
    }
}
