//! Which forms, coefficient and local items each province applies, and from when it has kept accounts.
//!
//! Source: provincial methods for awarding pensions (计发办法) as read from public configurations (secondary throughout).
//!
//! Left out: prefectures with rules of their own (Shenzhen, Changchun, Shenyang, Dalian), whose values a caller can set.

use super::{BasicForm, LocalItem, TransitionalForm};
use crate::geography::{PROVINCES, Province};
use crate::units::{Month, MonthlyMoney, Year};

/// To what an award is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// Each component to the fen.
    #[default]
    Fen,
    /// Each component up to the tenth of a yuan (上海, 分进角).
    ComponentsUpToJiao,
    /// The sum up to the tenth of a yuan (浙江, 见分进角).
    SumUpToJiao,
}

impl Rounding {
    pub(super) const fn component(self, amount: MonthlyMoney) -> MonthlyMoney {
        match self {
            Self::ComponentsUpToJiao => amount.up_to_jiao(),
            Self::Fen | Self::SumUpToJiao => amount,
        }
    }

    pub(super) fn of_sum(self, sum: MonthlyMoney) -> MonthlyMoney {
        match self {
            Self::SumUpToJiao => sum.up_to_jiao() - sum,
            Self::Fen | Self::ComponentsUpToJiao => MonthlyMoney::ZERO,
        }
    }
}

/// How one province awards pensions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AwardRule {
    /// When individual accounts began (建账时间): N_T counts years before it.
    pub account_start: Month,
    /// Basic pension per year contributed, as a share of the mean base.
    pub accrual: f64,
    /// Form of the basic pension.
    pub basic: BasicForm,
    /// Form of the transitional pension.
    pub transitional: TransitionalForm,
    /// k: transitional pension per year, as a share of the base.
    pub coefficient: f64,
    /// k for those with more than 20 years paid.
    pub coefficient_over_20: f64,
    /// Rounding.
    pub rounding: Rounding,
    /// Local items.
    pub local: &'static [LocalItem],
}

impl AwardRule {
    /// The rule of this province.
    pub const fn of(province: Province) -> &'static Self {
        &RULES[province.index()]
    }

    /// k for someone with so many years paid.
    pub fn coefficient(&self, years_paid: f64) -> f64 {
        if years_paid > 20.0 { self.coefficient_over_20 } else { self.coefficient }
    }

    const fn basic(mut self, form: BasicForm) -> Self {
        self.basic = form;
        self
    }

    const fn transitional(mut self, form: TransitionalForm) -> Self {
        self.transitional = form;
        self
    }

    const fn over_20(mut self, coefficient: f64) -> Self {
        self.coefficient_over_20 = coefficient;
        self
    }

    const fn rounding(mut self, rounding: Rounding) -> Self {
        self.rounding = rounding;
        self
    }

    const fn local(mut self, items: &'static [LocalItem]) -> Self {
        self.local = items;
        self
    }
}

const fn rule(start_year: Year, start_month: i32, coefficient: f64) -> AwardRule {
    AwardRule {
        account_start: Month::new(start_year, start_month),
        accrual: 0.01,
        basic: BasicForm::Standard,
        transitional: TransitionalForm::Standard,
        coefficient,
        coefficient_over_20: coefficient,
        rounding: Rounding::Fen,
        local: &[],
    }
}

const fn monthly(fen: i64) -> LocalItem {
    LocalItem::Monthly { fen, deemed_years: 0.0 }
}

use BasicForm::{Guangdong, Henan, TwoBase};
use LocalItem::{LongService, OnlyChildOfBasic, OnlyChildPerYear, Plateau};
use Rounding::{ComponentsUpToJiao, SumUpToJiao};
use TransitionalForm::{Beijing, CityBase, IndexFloorOne, Shanghai, Weighted};

/// The subsidy of 浙人社发〔2011〕146号 and the transitional adjustment 480 + 3 · I · N (过渡调节金).
const ZHEJIANG: &[LocalItem] =
    &[monthly(15_000), LocalItem::PerIndexYear { fen: 48_000, fen_per_index_year: 300 }];
/// Travel 30, heating 39.88 and welfare 260 yuan a month besides the plateau supplement (藏政发〔2006〕37号).
const TIBET: &[LocalItem] = &[Plateau, monthly(32_988)];
/// Heating 3,900 yuan a year, 12 and 13 yuan a month (青劳社厅发〔2004〕27号).
const QINGHAI: &[LocalItem] = &[LocalItem::Yearly(390_000), monthly(2_500)];

/// In the order of the GB codes.
static RULES: [AwardRule; PROVINCES] = [
    rule(1992, 10, 0.010).transitional(Beijing), // Beijing
    rule(1998, 1, 0.010),                        // Tianjin
    rule(1996, 1, 0.013),                        // Hebei
    rule(1997, 7, 0.013),                        // Shanxi
    rule(1998, 1, 0.012).transitional(IndexFloorOne), // Inner Mongolia
    rule(1996, 1, 0.012).over_20(0.014).basic(TwoBase).local(&[LongService]), // Liaoning
    rule(1995, 7, 0.012).over_20(0.014).basic(TwoBase).local(&[LongService]), // Jilin
    rule(1996, 1, 0.012).local(&[monthly(4_500)]), // Heilongjiang: 御寒津贴
    rule(1993, 1, 0.012).transitional(Shanghai).rounding(ComponentsUpToJiao), // Shanghai
    rule(1996, 1, 0.012),                        // Jiangsu
    rule(1998, 1, 0.014).local(ZHEJIANG).rounding(SumUpToJiao), // Zhejiang
    rule(1996, 1, 0.013),                        // Anhui
    rule(1996, 1, 0.013),                        // Fujian
    rule(1995, 10, 0.013),                       // Jiangxi
    rule(1996, 1, 0.013),                        // Shandong
    rule(1995, 1, 0.013).basic(Henan).transitional(CityBase), // Henan
    rule(1996, 1, 0.012).transitional(CityBase), // Hubei
    rule(1995, 10, 0.013),                       // Hunan
    rule(1998, 7, 0.012).basic(Guangdong),       // Guangdong
    rule(1996, 7, 0.014),                        // Guangxi
    rule(1998, 1, 0.014).local(&[OnlyChildOfBasic(0.05)]), // Hainan
    rule(1996, 1, 0.014).transitional(Weighted).local(&[OnlyChildOfBasic(0.03)]), // Chongqing
    rule(1996, 1, 0.013).transitional(Weighted).local(&[OnlyChildPerYear(0.001)]), // Sichuan
    rule(1998, 1, 0.014).local(&[OnlyChildOfBasic(0.05)]), // Guizhou
    rule(1995, 10, 0.013),                       // Yunnan
    rule(2000, 7, 0.014).local(TIBET),           // Tibet
    rule(1996, 1, 0.014),                        // Shaanxi
    rule(1996, 1, 0.012).local(&[LocalItem::Monthly { fen: 1_500, deemed_years: 15.0 }]), // Gansu
    rule(1998, 1, 0.014).transitional(Weighted).local(QINGHAI), // Qinghai
    rule(1996, 1, 0.013).local(&[monthly(1_850)]), // Ningxia: 工龄 and 地区补贴
    rule(1996, 1, 0.013).local(&[monthly(12_000)]), // Xinjiang: 新政办发〔2010〕167号
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coefficients_average_about_1_29_percent() {
        let sum: f64 = Province::all().map(|p| AwardRule::of(p).coefficient).sum();
        assert!((sum / PROVINCES as f64 - 0.0129).abs() < 0.0002);
    }

    #[test]
    fn the_table_stands_in_the_order_of_the_codes() {
        let of = |name| AwardRule::of(Province::find(name).expect("a province"));
        assert_eq!(of("上海").transitional, Shanghai);
        assert_eq!(of("河南").basic, Henan);
        assert_eq!(of("广东").account_start, Month::new(1998, 7));
        assert_eq!(of("西藏").account_start, Month::new(2000, 7));
        assert_eq!(of("青海").transitional, Weighted);
        assert_eq!(of("新疆").local, [monthly(12_000)]);
        assert!(of("吉林").coefficient(20.5) > of("吉林").coefficient(20.0));
    }
}
