//! How a province rounds the contribution period and the amounts of an award.
//!
//! ```text
//! period   months           months / 12
//!          hundredths       months / 12, to the nearest 0.01 year
//!          hundredths-up    months / 12, up to 0.01 year          广西
//!          tenths-up        months / 12, up to 0.1 year           安徽
//!          half-years-up    months / 12, up to 0.5 year           福建
//!          months-at-0.083  whole years + 0.083 for each month    上海
//! amount   fen                   each component to the nearest fen
//!          components-up-to-jiao each component cut to the fen, then up to 0.1 yuan (见分进角)   上海, 广西
//!          sum-up-to-jiao        the sum of the components up to 0.1 yuan                       浙江, 江苏, 山西
//! ```
//! Source: award sheets, which print periods and amounts; 沪人社规〔2021〕27号 (上海), 桂人社规〔2019〕26号 (广西), 皖政〔2006〕59号 (安徽).
//!
//! Left out: cities whose sheets differ from those of their province (Luoyang exact, Zhangye cut to the hundredth).

use crate::units::MonthlyMoney;
use std::str::FromStr;

/// How months become years in the formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeriodRounding {
    /// Exact twelfths.
    #[default]
    Months,
    /// To the nearest hundredth of a year.
    Hundredths,
    /// Up to the next hundredth.
    HundredthsUp,
    /// Up to the next tenth (只进不退).
    TenthsUp,
    /// Up to the next half year.
    HalfYearsUp,
    /// A month short of a year counts 0.083 years (满整年后每月 0.083 %).
    MonthsAt0083,
}

/// The step of a fraction that is a multiple of it but for the error of a float.
const SLACK: f64 = 1e-6;

fn up(years: f64, parts: f64) -> f64 {
    (years * parts - SLACK).ceil() / parts
}

impl PeriodRounding {
    /// Every way of rounding.
    pub const ALL: [Self; 6] =
        [Self::Months, Self::Hundredths, Self::HundredthsUp, Self::TenthsUp, Self::HalfYearsUp, Self::MonthsAt0083];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Months => "months",
            Self::Hundredths => "hundredths",
            Self::HundredthsUp => "hundredths-up",
            Self::TenthsUp => "tenths-up",
            Self::HalfYearsUp => "half-years-up",
            Self::MonthsAt0083 => "months-at-0.083",
        }
    }

    /// The years that a period counts.
    pub fn of(self, years: f64) -> f64 {
        match self {
            Self::Months => years,
            Self::Hundredths => (years * 100.0).round() / 100.0,
            Self::HundredthsUp => up(years, 100.0),
            Self::TenthsUp => up(years, 10.0),
            Self::HalfYearsUp => up(years, 2.0),
            Self::MonthsAt0083 => {
                let months = (years * 12.0).round();
                (months / 12.0).floor() + 0.083 * (months % 12.0)
            }
        }
    }

    /// The rule for the years before accounts: 上海 has its 0.083 for the basic pension alone.
    #[must_use]
    pub const fn before_accounts(self) -> Self {
        match self {
            Self::MonthsAt0083 => Self::Months,
            other => other,
        }
    }
}

/// To what the amounts of an award are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// Each component to the nearest fen.
    #[default]
    Fen,
    /// Each component up to the tenth of a yuan; what is less than a fen does not count.
    ComponentsUpToJiao,
    /// The sum up to the tenth of a yuan.
    SumUpToJiao,
}

impl Rounding {
    /// Every way of rounding.
    pub const ALL: [Self; 3] = [Self::Fen, Self::ComponentsUpToJiao, Self::SumUpToJiao];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fen => "fen",
            Self::ComponentsUpToJiao => "components-up-to-jiao",
            Self::SumUpToJiao => "sum-up-to-jiao",
        }
    }

    /// A component of so many yuan per month, as it is paid.
    pub(super) fn component(self, yuan: f64) -> MonthlyMoney {
        match self {
            Self::ComponentsUpToJiao => MonthlyMoney::from_fen((100.0 * yuan + SLACK).floor() as i64).up_to_jiao(),
            Self::Fen | Self::SumUpToJiao => MonthlyMoney::from_yuan(yuan),
        }
    }

    pub(super) fn of_sum(self, sum: MonthlyMoney) -> MonthlyMoney {
        match self {
            Self::SumUpToJiao => sum.up_to_jiao() - sum,
            Self::Fen | Self::ComponentsUpToJiao => MonthlyMoney::ZERO,
        }
    }
}

/// The member of a list that has this name, or what the list has.
fn named<T: Copy>(text: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, String> {
    all.iter().copied().find(|one| name(*one) == text).ok_or_else(|| {
        let names: Vec<String> = all.iter().map(|one| format!("`{}`", name(*one))).collect();
        format!("`{text}` is none of {}", names.join(", "))
    })
}

impl FromStr for PeriodRounding {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        named(text, &Self::ALL, Self::name)
    }
}

impl FromStr for Rounding {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        named(text, &Self::ALL, Self::name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} {b}");
    }

    #[test]
    fn periods_of_the_award_sheets() {
        near(PeriodRounding::TenthsUp.of(509.0 / 12.0), 42.5);
        near(PeriodRounding::TenthsUp.of(147.0 / 12.0), 12.3);
        near(PeriodRounding::HalfYearsUp.of(148.0 / 12.0), 12.5);
        near(PeriodRounding::HalfYearsUp.of(492.0 / 12.0), 41.0);
        near(PeriodRounding::HundredthsUp.of(523.0 / 12.0), 43.59);
        near(PeriodRounding::HundredthsUp.of(31.09), 31.09);
        near(PeriodRounding::Hundredths.of(493.0 / 12.0), 41.08);
        near(PeriodRounding::Hundredths.of(14.0833), 14.08);
        near(PeriodRounding::MonthsAt0083.of(287.0 / 12.0), 23.913);
        near(PeriodRounding::MonthsAt0083.of(26.5), 26.498);
        near(PeriodRounding::MonthsAt0083.before_accounts().of(53.0 / 12.0), 53.0 / 12.0);
        near(PeriodRounding::Months.of(254.0 / 12.0), 254.0 / 12.0);
    }

    #[test]
    fn what_is_rounded_up_to_the_jiao() {
        let fen = |rounding: Rounding, yuan| rounding.component(yuan).fen();
        assert_eq!(fen(Rounding::ComponentsUpToJiao, 1788.03), 178_810);
        assert_eq!(fen(Rounding::ComponentsUpToJiao, 498.206), 49_820, "less than a fen");
        assert_eq!(fen(Rounding::ComponentsUpToJiao, 498.21), 49_830, "a fen, and no less");
        assert_eq!(fen(Rounding::Fen, 498.206), 49_821);
        assert_eq!(Rounding::SumUpToJiao.of_sum(MonthlyMoney::from_fen(123_401)).fen(), 9);
    }

    #[test]
    fn a_rounding_is_written_as_it_is_read() {
        for rounding in Rounding::ALL {
            assert_eq!(rounding.name().parse(), Ok(rounding));
        }
        for rounding in PeriodRounding::ALL {
            assert_eq!(rounding.name().parse(), Ok(rounding));
        }
        assert!("up".parse::<Rounding>().is_err());
    }
}
