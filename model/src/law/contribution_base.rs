//! The contribution base (缴费基数): the own wage of last year between a floor and a cap.
//!
//! ```text
//! floor = φ · W(y − l_floor)      φ = 60 % nationally, lower in some cities
//! cap   = 300 % · W(y − l_cap)
//! base  = min(max(wage, floor), cap)      each to the whole yuan
//! ```
//! W is the provincial average wage of all urban units (全口径城镇单位就业人员平均工资), y the contribution year, l = 1 as a rule.
//! Floor and cap may refer to different years, as in Zhejiang 2025 (l_floor = 2); a floor frozen for a year, as
//! provinces could in 2020, is also l_floor = 2. A floor may refer to another amount altogether, as Shenzhen's to its
//! minimum wage until 2023: [`BaseBounds::of_wages`] takes any.
//!
//! Source: 国办发〔2019〕13号; worked limits: 粤人社发〔2025〕32号, 浙人社发〔2025〕52号, 京人社发〔2025〕11号.
//!
//! Left out: the tiers among which those who pay alone choose (they declare the floor or their wage); the few places
//! where the employer paid on uncapped payroll (双基数); the wage of on-post workers (在岗职工平均工资), the reference before May
//! 2019: the caller gives the wage.

use crate::units::{MonthlyMoney, Rate};

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
    pub fn of_wages(floor_wage: MonthlyMoney, floor_share: Rate, cap_wage: MonthlyMoney, cap_share: Rate) -> Self {
        let cap = (cap_wage * cap_share).to_whole_yuan();
        Self { floor: (floor_wage * floor_share).to_whole_yuan().min(cap), cap }
    }

    /// The base of a person with this wage.
    pub fn base(self, wage: MonthlyMoney) -> MonthlyMoney {
        wage.to_whole_yuan().max(self.floor).min(self.cap)
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
}
