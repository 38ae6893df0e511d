//! The basic pension (基础养老金): the mean of the benefit base and the indexed wage, 1 % of it a year.
//!
//! ```text
//! standard    (JF + JF · I) / 2 · N · 1 %
//! guangdong   (JF · a + JF · I) / 2 · N · 1 %     a = min(1, I / 0.6)
//! city-base   (JF_city + JF_city · I) / 2 · N · 1 %
//! two-base    (JF_city + JF_prov · I) / 2 · N · 1 %
//! henan       (JF_prov + JF_city · I) / 2 · N · 1 %
//! ```
//! Source: 国发〔2005〕38号 (standard); award sheets of Shenyang and the cities of Hubei (city-base), Changchun (two-base),
//! Kaifeng, Xinxiang and Xinyang (henan; 豫政〔2006〕29号), Jiangmen and Zhongshan (guangdong). Shenzhen uses `standard`.
//! How N is rounded stands in [`PeriodRounding`](super::PeriodRounding).

use super::Record;
use std::fmt;
use std::str::FromStr;

/// Which bases enter the basic pension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BasicForm {
    /// One base for both halves (国发〔2005〕38号).
    #[default]
    Standard,
    /// The first half shrinks with an index below 0.6 (广东).
    Guangdong,
    /// The base of the city of award for both halves (辽宁, 湖北).
    CityBase,
    /// The city's base first, the province's for the indexed half (吉林).
    TwoBase,
    /// The province's base first, the city's for the indexed half (河南; 豫政〔2006〕29号).
    Henan,
}

impl BasicForm {
    /// Every form.
    pub const ALL: [Self; 5] = [Self::Standard, Self::Guangdong, Self::CityBase, Self::TwoBase, Self::Henan];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Guangdong => "guangdong",
            Self::CityBase => "city-base",
            Self::TwoBase => "two-base",
            Self::Henan => "henan",
        }
    }

    /// The formula as the paper writes it.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Standard => "(JF + JF · I) / 2 · N · 1 %",
            Self::Guangdong => "(JF · min(1, I / 0.6) + JF · I) / 2 · N · 1 %",
            Self::CityBase => "(JF_city + JF_city · I) / 2 · N · 1 %",
            Self::TwoBase => "(JF_city + JF_prov · I) / 2 · N · 1 %",
            Self::Henan => "(JF_prov + JF_city · I) / 2 · N · 1 %",
        }
    }

    /// The two halves before they are averaged: the base, and the base times the index, in yuan per month.
    pub fn halves(self, record: &Record) -> (f64, f64) {
        let (province, city) = (record.base.province, record.base.city);
        match self {
            Self::Standard => (province, province * record.index),
            Self::Guangdong => (province * (record.index / 0.6).min(1.0), province * record.index),
            Self::CityBase => (city, city * record.index),
            Self::TwoBase => (city, province * record.index),
            Self::Henan => (province, city * record.index),
        }
    }

    /// The mean of the two halves, in yuan per month.
    pub fn mean_base(self, record: &Record) -> f64 {
        let (level, indexed) = self.halves(record);
        f64::midpoint(level, indexed)
    }

    /// The basic pension at this accrual per year, in yuan per month before rounding.
    pub fn pension(self, record: &Record, accrual: f64) -> f64 {
        self.mean_base(record) * record.years * accrual
    }
}

impl fmt::Display for BasicForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for BasicForm {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|form| form.name() == text).ok_or_else(|| {
            format!(
                "`{text}` is no form of the basic pension; write `standard`, `guangdong`, `city-base`, `two-base` or `henan`"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::award::BenefitBase;
    use crate::law::award::tests::heilongjiang_2025;
    use crate::units::MonthlyMoney;

    #[test]
    fn each_form_takes_its_own_bases() {
        let base = BenefitBase { province: 7000.0, city: 8000.0 };
        let record = Record { base, index: 0.5, years: 20.0, ..heilongjiang_2025() };
        let fen = |form: BasicForm| MonthlyMoney::from_yuan(form.pension(&record, 0.01)).fen();
        assert_eq!(fen(BasicForm::Standard), 105_000); // (7000 + 3500) / 2 · 20 · 1 %
        assert_eq!(fen(BasicForm::Guangdong), 93_333); // (7000 · 5/6 + 3500) / 2 · 20 · 1 %
        assert_eq!(fen(BasicForm::CityBase), 120_000); // (8000 + 4000) / 2 · 20 · 1 %
        assert_eq!(fen(BasicForm::TwoBase), 115_000); // (8000 + 3500) / 2 · 20 · 1 %
        assert_eq!(fen(BasicForm::Henan), 110_000); // (7000 + 4000) / 2 · 20 · 1 %
    }

    #[test]
    fn forms_have_names_of_their_own() {
        let names = BasicForm::ALL.map(BasicForm::name);
        assert_eq!(names, ["standard", "guangdong", "city-base", "two-base", "henan"]);
        assert_eq!(BasicForm::ALL.map(|form| form.to_string().parse()), BasicForm::ALL.map(Ok));
    }

    /// A formula names the base of the city where the pension hangs on it.
    #[test]
    fn a_formula_names_the_bases_it_takes() {
        for form in BasicForm::ALL {
            let of = |city: f64| {
                let base = BenefitBase { province: 7000.0, city };
                form.pension(&Record { base, ..heilongjiang_2025() }, 0.01)
            };
            assert_eq!(form.formula().contains("JF_city"), of(8000.0) > of(7000.0), "{form}");
            assert!(form.formula().ends_with(" / 2 · N · 1 %"), "{form}");
        }
    }
}
