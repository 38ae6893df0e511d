//! The transitional pension (过渡性养老金): for the years before individual accounts.
//!
//! ```text
//! standard        JF · I_T · N_T · k
//! weighted        (JF + JF · I_T) / 2 · N_T · k
//! index-floor-1   JF · max(I_T, 1) · N_T · k
//! city-base       JF_city · I_T · N_T · k
//! beijing         JF · (N_deemed · 1 + (N_T − N_deemed) · I_T) · k
//! shanghai        JF · 1 · N_T · k + virtual account / 120
//! ```
//! Source: 国发〔2005〕38号 leaves the form to the provinces; forms and coefficients from provincial configurations
//! (secondary): 京劳社养发〔1998〕21号, 沪人社规〔2021〕32号, 川劳社发〔2006〕17号. `standard` is checked against
//! sheets of Heilongjiang and Tibet, `weighted` against one of Qinghai.
//!
//! Left out: Guangdong's and Shenzhen's older methods with their own transition, and Guangdong's table of deemed indices.

use super::Record;
use crate::units::{MonthlyMoney, Rate, Year};
use std::fmt;
use std::str::FromStr;

/// Months over which Shanghai pays out the virtual account.
pub const VIRTUAL_ACCOUNT_MONTHS: i64 = 120;

/// How the years before accounts are turned into a pension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TransitionalForm {
    /// Indexed wage of those years (most provinces).
    #[default]
    Standard,
    /// Mean of base and indexed wage (重庆, 四川, 青海).
    Weighted,
    /// An index below 1 counts as 1 (内蒙古).
    IndexFloorOne,
    /// On the base of the city of award (河南, 湖北).
    CityBase,
    /// Deemed years at index 1, paid years before July 1998 at their own (北京).
    Beijing,
    /// Years to 1992 at index 1, then a virtual account (上海).
    Shanghai,
}

impl TransitionalForm {
    /// Every form.
    pub const ALL: [Self; 6] = [
        Self::Standard,
        Self::Weighted,
        Self::IndexFloorOne,
        Self::CityBase,
        Self::Beijing,
        Self::Shanghai,
    ];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Weighted => "weighted",
            Self::IndexFloorOne => "index-floor-1",
            Self::CityBase => "city-base",
            Self::Beijing => "beijing",
            Self::Shanghai => "shanghai",
        }
    }

    /// The formula as the paper writes it.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Standard => "JF · I_T · N_T · k",
            Self::Weighted => "(JF + JF · I_T) / 2 · N_T · k",
            Self::IndexFloorOne => "JF · max(I_T, 1) · N_T · k",
            Self::CityBase => "JF_city · I_T · N_T · k",
            Self::Beijing => "JF · (N_deemed · 1 + (N_T − N_deemed) · I_T) · k",
            Self::Shanghai => "JF · 1 · N_T · k + virtual account / 120",
        }
    }

    /// The transitional pension at this coefficient per year.
    pub fn pension(self, record: &Record, coefficient: f64) -> MonthlyMoney {
        let (base, index) = (record.base.province, record.index_transitional);
        let years = record.years_transitional;
        let indexed_years = match self {
            Self::Standard | Self::CityBase => index * years,
            Self::Weighted => f64::midpoint(1.0, index) * years,
            Self::IndexFloorOne => index.max(1.0) * years,
            Self::Beijing => {
                let deemed = record.years_deemed.min(years);
                deemed + (years - deemed) * index
            }
            Self::Shanghai => years,
        };
        let base = if self == Self::CityBase { record.base.city } else { base };
        MonthlyMoney::from_yuan(base * indexed_years * coefficient)
            + self.of_virtual_account(record)
    }

    fn of_virtual_account(self, record: &Record) -> MonthlyMoney {
        if self == Self::Shanghai {
            super::account_pension(record.virtual_account, 10 * VIRTUAL_ACCOUNT_MONTHS as i32)
        } else {
            MonthlyMoney::ZERO
        }
    }
}

/// Jiangsu's step from its old transitional pension to the standard form: where the new one is higher, 40 % of the gap is
/// paid to those who retire in 2024, 70 % in 2025, all of it from 2026 on.
pub fn jiangsu_phased_in(old: MonthlyMoney, new: MonthlyMoney, year: Year) -> MonthlyMoney {
    let share = match year {
        ..2024 => Rate::ZERO,
        2024 => Rate::percent(40.0),
        2025 => Rate::percent(70.0),
        _ => Rate::ONE,
    };
    if new > old { old + (new - old) * share } else { old }
}

impl fmt::Display for TransitionalForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for TransitionalForm {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|form| form.name() == text).ok_or_else(|| {
            format!(
                "`{text}` is no form of the transitional pension; write `standard`, `weighted`, `index-floor-1`, \
                 `city-base`, `beijing` or `shanghai`"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::award::BenefitBase;
    use crate::law::award::tests::heilongjiang_2025;
    use crate::units::Money;

    #[test]
    fn each_form_weighs_the_years_before_accounts_its_own_way() {
        let record = Record {
            base: BenefitBase { province: 10_000.0, city: 12_000.0 },
            index_transitional: 0.8,
            years_deemed: 4.0,
            years_transitional: 10.0,
            virtual_account: Money::from_yuan(6_000.0),
            ..heilongjiang_2025()
        };
        let fen = |form: TransitionalForm| form.pension(&record, 0.012).fen();
        assert_eq!(fen(TransitionalForm::Standard), 96_000); // 10,000 · 0.8 · 10 · 1.2 %
        assert_eq!(fen(TransitionalForm::Weighted), 108_000); // 10,000 · 0.9 · 10 · 1.2 %
        assert_eq!(fen(TransitionalForm::IndexFloorOne), 120_000);
        assert_eq!(fen(TransitionalForm::CityBase), 115_200); // 12,000 · 0.8 · 10 · 1.2 %
        assert_eq!(fen(TransitionalForm::Beijing), 105_600); // 10,000 · (4 + 6 · 0.8) · 1.2 %
        assert_eq!(fen(TransitionalForm::Shanghai), 125_000); // 10,000 · 10 · 1.2 % + 6,000 / 120
    }

    #[test]
    fn jiangsu_pays_seventy_percent_of_the_gap_in_2025() {
        let (old, new) = (MonthlyMoney::from_yuan(800.0), MonthlyMoney::from_yuan(1000.0));
        assert_eq!(jiangsu_phased_in(old, new, 2024).fen(), 88_000);
        assert_eq!(jiangsu_phased_in(old, new, 2025).fen(), 94_000);
        assert_eq!(jiangsu_phased_in(new, old, 2025), new);
    }
}
