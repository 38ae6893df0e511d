//! The transitional pension (过渡性养老金): for the years before individual accounts.
//!
//! ```text
//! standard        JF · I_T · N_T · k
//! weighted        (JF_city + JF_city · I_T) / 2 · N_T · k
//! index-floor-1   JF · max(I_T, 1) · N_T · k
//! city-base       JF_city · I_T · N_T · k
//! beijing         JF · (N_deemed · 1 + (N_T − N_deemed) · I_T) · k
//! shanghai        JF · 1 · N_T · k + virtual account / 120
//!
//! paid = f + O + s · max(0, T − O),   O = a · ⌊N⌋ + old
//! ```
//! T is the form of the province, `old` the pension by its older method, s the share of the gain paid in the year of
//! award, f and a what 广东 adds for everybody (粤劳电〔2009〕32号: 100 yuan; 粤人社〔2014〕8号: 4 yuan a year). Elsewhere f and a
//! are nothing; where the old method is not given, s is 1.
//!
//! Source: 国发〔2005〕38号 leaves the form to the provinces: 京劳社养发〔1998〕21号, 沪人社规〔2021〕32号, 川劳社发〔2006〕17号, 辽劳社发〔2006〕81号,
//! 粤府函〔2021〕294号 (secondary). Award sheets bear out each form but `shanghai`, whose sheets print 0.2 yuan less than the
//! formula.
//!
//! Left out: the older methods themselves (江苏, 广东, 深圳), whose amount a sheet prints, and Guangdong's table of deemed
//! indices.

use super::Record;
use std::fmt;
use std::str::FromStr;

/// Months over which a virtual account is paid out: Shanghai's, and that of Guangdong's older method.
pub const VIRTUAL_ACCOUNT_MONTHS: i64 = 120;

/// How the years before accounts are turned into a pension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TransitionalForm {
    /// Indexed wage of those years (most provinces).
    #[default]
    Standard,
    /// Mean of base and indexed wage, on the base of the city of award where it has its own (重庆, 四川, 青海, 辽宁).
    Weighted,
    /// An index below 1 counts as 1 (内蒙古).
    IndexFloorOne,
    /// On the base of the city of award (河南, 湖北).
    CityBase,
    /// Deemed years at index 1, paid years before July 1998 at their own (北京).
    Beijing,
    /// Years to 1992 at index 1, then a virtual account (上海).
    Shanghai,
    /// Indexed wage of the years to June 1998 by the new method, a virtual account by the older one (广东).
    Guangdong,
}

impl TransitionalForm {
    /// Every form.
    pub const ALL: [Self; 7] = [
        Self::Standard,
        Self::Weighted,
        Self::IndexFloorOne,
        Self::CityBase,
        Self::Beijing,
        Self::Shanghai,
        Self::Guangdong,
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
            Self::Guangdong => "guangdong",
        }
    }

    /// The formula as the paper writes it.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Standard | Self::Guangdong => "JF · I_T · N_T · k",
            Self::Weighted => "(JF_city + JF_city · I_T) / 2 · N_T · k",
            Self::IndexFloorOne => "JF · max(I_T, 1) · N_T · k",
            Self::CityBase => "JF_city · I_T · N_T · k",
            Self::Beijing => "JF · (N_deemed · 1 + (N_T − N_deemed) · I_T) · k",
            Self::Shanghai => "JF · 1 · N_T · k + virtual account / 120",
        }
    }

    /// T: what the years before accounts earn at this coefficient per year, in yuan per month before rounding.
    pub fn pension(self, record: &Record, coefficient: f64) -> f64 {
        let (base, index) = (record.base, record.index_transitional);
        let years = record.years_transitional;
        let indexed_years = match self {
            Self::Standard | Self::CityBase | Self::Guangdong => index * years,
            Self::Weighted => f64::midpoint(1.0, index) * years,
            Self::IndexFloorOne => index.max(1.0) * years,
            Self::Beijing => {
                let deemed = record.years_deemed.min(years);
                deemed + (years - deemed) * index
            }
            Self::Shanghai => years,
        };
        let city = matches!(self, Self::CityBase | Self::Weighted);
        let base = if city { base.city } else { base.province };
        let virtual_account = if self == Self::Shanghai { of_virtual_account(record) } else { 0.0 };
        base * indexed_years * coefficient + virtual_account
    }

    /// The pension by the older method, where the record tells it, in yuan per month.
    pub fn by_the_old_method(self, record: &Record) -> Option<f64> {
        let of_account = of_virtual_account(record);
        let guangdong = (self == Self::Guangdong && of_account > 0.0).then_some(of_account);
        record.transitional_old.or(guangdong)
    }
}

fn of_virtual_account(record: &Record) -> f64 {
    record.virtual_account.yuan() / VIRTUAL_ACCOUNT_MONTHS as f64
}

/// How a new method takes over from an older one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Takeover {
    /// f: yuan per month that everybody has, besides.
    pub fixed: f64,
    /// a: yuan per month for each whole year contributed, part of the older method.
    pub per_year: f64,
    /// s: share paid of the gain over the older method.
    pub share: f64,
}

impl Takeover {
    /// Nothing older: the form of the province is paid.
    pub const NONE: Self = Self { fixed: 0.0, per_year: 0.0, share: 1.0 };

    /// What is paid of `new` to somebody with so many years whose pension by the older method is `old`, if it is known.
    pub fn paid(&self, new: f64, old: Option<f64>, years: f64) -> f64 {
        let older = self.per_year * (years + 1e-6).floor() + old.unwrap_or(0.0);
        let share = if old.is_some() { self.share } else { 1.0 };
        self.fixed + older + share * (new - older).max(0.0)
    }
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
                 `city-base`, `beijing`, `shanghai` or `guangdong`"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::award::BenefitBase;
    use crate::law::award::tests::heilongjiang_2025;
    use crate::units::{Money, MonthlyMoney};

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
        let fen = |form: TransitionalForm| MonthlyMoney::from_yuan(form.pension(&record, 0.012)).fen();
        assert_eq!(fen(TransitionalForm::Standard), 96_000); // 10,000 · 0.8 · 10 · 1.2 %
        assert_eq!(fen(TransitionalForm::Weighted), 129_600); // 12,000 · 0.9 · 10 · 1.2 %
        assert_eq!(fen(TransitionalForm::IndexFloorOne), 120_000);
        assert_eq!(fen(TransitionalForm::CityBase), 115_200); // 12,000 · 0.8 · 10 · 1.2 %
        assert_eq!(fen(TransitionalForm::Beijing), 105_600); // 10,000 · (4 + 6 · 0.8) · 1.2 %
        assert_eq!(fen(TransitionalForm::Shanghai), 125_000); // 10,000 · 10 · 1.2 % + 6,000 / 120
    }

    #[test]
    fn jiangsu_pays_forty_percent_of_the_gain_in_2024() {
        let jiangsu = Takeover { share: 0.4, ..Takeover::NONE };
        assert!((jiangsu.paid(1000.0, Some(800.0), 40.0) - 880.0).abs() < 1e-9);
        assert!((jiangsu.paid(800.0, Some(1000.0), 40.0) - 1000.0).abs() < 1e-9);
        assert!((jiangsu.paid(1000.0, None, 40.0) - 1000.0).abs() < 1e-9, "older method unknown");
    }

    #[test]
    fn guangdong_pays_everybody_for_years() {
        let guangdong = Takeover { fixed: 100.0, per_year: 4.0, share: 1.0 };
        assert!((guangdong.paid(0.0, None, 17.3333) - 168.0).abs() < 1e-9, "Zhongshan, April 2025");
        assert!((guangdong.paid(0.0, None, 18.0) - 172.0).abs() < 1e-9, "eighteen whole years");
        assert!((guangdong.paid(361.93, Some(253.13), 16.5833) - 461.93).abs() < 1e-9, "Shenzhen");
    }

    #[test]
    fn forms_are_written_as_they_are_read() {
        let names = TransitionalForm::ALL.map(|form| form.to_string());
        let wanted = ["standard", "weighted", "index-floor-1", "city-base", "beijing", "shanghai", "guangdong"];
        assert_eq!(names, wanted);
        assert_eq!(wanted.map(str::parse), TransitionalForm::ALL.map(Ok));
    }

    /// 6,000 of a virtual account are 50 a month over 120 months, in Guangdong alone; what the record tells goes first.
    #[test]
    fn the_older_method_is_told_or_made_of_the_virtual_account() {
        let record = Record { virtual_account: Money::from_yuan(6_000.0), ..heilongjiang_2025() };
        assert_eq!(TransitionalForm::Guangdong.by_the_old_method(&record), Some(50.0));
        assert_eq!(TransitionalForm::Standard.by_the_old_method(&record), None);
        let none = Record { virtual_account: Money::ZERO, ..record };
        assert_eq!(TransitionalForm::Guangdong.by_the_old_method(&none), None);
        let given = Record { transitional_old: Some(70.0), ..record };
        assert_eq!(TransitionalForm::Guangdong.by_the_old_method(&given), Some(70.0));
    }

    /// A formula names the base of the city, and the virtual account, where the pension hangs on them.
    #[test]
    fn a_formula_names_what_it_takes() {
        for form in TransitionalForm::ALL {
            let of = |city: f64, virtual_account: f64| {
                let base = BenefitBase { province: 10_000.0, city };
                let virtual_account = Money::from_yuan(virtual_account);
                form.pension(&Record { base, virtual_account, ..heilongjiang_2025() }, 0.012)
            };
            let (plain, text) = (of(10_000.0, 0.0), form.formula());
            assert_eq!(text.contains("JF_city"), of(12_000.0, 0.0) > plain, "{form}");
            assert_eq!(text.contains("virtual account"), of(10_000.0, 6_000.0) > plain, "{form}");
            assert!(text.contains("N_T") && text.contains("· k"), "{form}");
        }
    }
}
