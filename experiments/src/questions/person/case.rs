//! The file that describes one award: `fastox pension CASE.toml`.

use super::pension::{PensionAnswer, pension};
use crate::asked::meant::no_province;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_model::geography::Province;
use fastox_model::law::award::{BasicForm, Entitled, PeriodRounding, TransitionalForm};
use fastox_model::law::cohort::{Cohort, SCHEME_START};
use fastox_model::units::Month;
use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// One award, as an award sheet prints it. Whatever is left out follows the province's rule.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Province of award: GB code, Chinese or English name, or pinyin.
    #[serde(deserialize_with = "province")]
    pub province: Province,
    /// Month of award, as `2025-02`.
    #[serde(deserialize_with = "text")]
    pub award: Month,
    /// Sex.
    pub sex: Sex,
    /// Age at award, in months.
    pub age_months: i32,
    /// Months contributed or deemed.
    pub months: Option<i32>,
    /// The same in years, with the decimals of the award sheet; wins over `months`.
    pub years: Option<f64>,
    /// Months deemed contributed.
    pub deemed_months: Option<i32>,
    /// Years that earn the transitional pension; wins over `deemed_months`, which then count as the deemed part of
    /// them.
    pub years_transitional: Option<f64>,
    /// Mean contribution index.
    pub index: f64,
    /// Index of the transitional years, if another.
    pub index_transitional: Option<f64>,
    /// Balance of the individual account.
    pub account_yuan: f64,
    /// Balance recorded in retrospect (虚账实记, 上海) or of the years deemed paid (视同账户, 广东).
    #[serde(default)]
    pub virtual_account_yuan: f64,
    /// Transitional pension by the older method of the province, per month (江苏, 广东).
    pub transitional_old_yuan: Option<f64>,
    /// Months without contributions between the first and the award, which the index may count.
    #[serde(default)]
    pub gap_months: i32,
    /// Years served on the plateau (西藏), if not all of them.
    pub plateau_years: Option<f64>,
    /// Whether the supplement for parents of an only child is due.
    #[serde(default)]
    pub only_child: bool,
    /// Whether the supplement for people without children is due.
    #[serde(default)]
    pub childless: bool,
    /// Whether classed as an intellectual (知识分子).
    #[serde(default)]
    pub intellectual: bool,
    /// Further grounds for the increment of Sichuan, besides an only child.
    #[serde(default)]
    pub grounds: u8,
    /// Benefit base of the province, instead of the published one.
    pub base_yuan_month: Option<f64>,
    /// Benefit base of the city of award, where it has its own; the form of the province says for which halves.
    pub base_city_yuan_month: Option<f64>,
    /// Benefit base of the year before, on which the award is preliminary, instead of the published one.
    pub base_last_year_yuan_month: Option<f64>,
    /// First month paid on the base of the year of award; if given, the preliminary award and its re-settlement are
    /// shown.
    #[serde(default, deserialize_with = "optional_text")]
    pub base_announced: Option<Month>,
    /// k, as a share: 1.2 % is 0.012.
    pub transitional_coefficient: Option<f64>,
    /// Form of the basic pension.
    #[serde(default, deserialize_with = "optional_text")]
    pub basic_form: Option<BasicForm>,
    /// Form of the transitional pension.
    #[serde(default, deserialize_with = "optional_text")]
    pub transitional_form: Option<TransitionalForm>,
    /// Local items per month, instead of the province's.
    pub local_yuan: Option<f64>,
    /// A local supplement in percent, besides `local_yuan`.
    pub local_percent: Option<f64>,
    /// What `local_percent` is a share of.
    pub local_percent_of: Option<PercentOf>,
}

/// Sex, as statistics record it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// 男
    #[serde(alias = "男")]
    Male,
    /// 女
    #[serde(alias = "女")]
    Female,
}

/// What a local supplement in percent is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PercentOf {
    /// The indexed average contribution wage, JF · I.
    IndexedWage,
    /// Its basic component (基础养老金).
    Basic,
    /// The whole pension (基本养老金): basic, account and transitional.
    Pension,
}

/// What is wrong with a case: every problem found, one a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseError(pub Vec<String>);

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for CaseError {}

impl CaseError {
    /// Every problem of a case, at the key it names.
    pub fn report(&self, file: &str, text: &str) -> Report {
        let diagnostic = |problem: &String| {
            let (message, help) = problem.split_once("; ").unwrap_or((problem, "see `fastox pension --help`"));
            let diagnostic = Diagnostic::new(file, message).help(help);
            match problem.split('`').nth(1).and_then(|key| line_of(text, key)) {
                Some(span) => diagnostic.at(text, span).label("found here"),
                None => diagnostic,
            }
        };
        Report(self.0.iter().map(diagnostic).collect())
    }
}

/// A message of a value, which says after a semicolon what would work.
fn refusal(said: Diagnostic) -> Diagnostic {
    match said.message.split_once("; ") {
        Some((message, help)) => Diagnostic { message: message.to_owned(), ..said.clone() }.help(help),
        None => said,
    }
}

/// The bytes of the line that sets a key.
fn line_of(text: &str, key: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let name = line.split('=').next().unwrap_or_default().trim();
        if name == key {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

impl Case {
    /// Reads a case and checks its values.
    pub fn from_toml(text: &str) -> Result<Self, CaseError> {
        let case: Self = toml::from_str(text).map_err(|e| CaseError(vec![e.to_string()]))?;
        case.checked()
    }

    /// What the case in this text is awarded; every problem at its place.
    pub fn answer(file: &str, text: &str, parameters: &Parameters) -> Result<PensionAnswer, Report> {
        let case: Self =
            toml::from_str(text).map_err(|error| refusal(Diagnostic::from_toml(&error, file, text).or_spelling()))?;
        let answer = case.checked().and_then(|case| pension(&case, parameters));
        answer.map_err(|error| error.report(file, text))
    }

    /// Years contributed or deemed.
    pub fn years(&self) -> f64 {
        self.years.or(self.months.map(in_years)).unwrap_or(0.0)
    }

    /// Years deemed contributed.
    pub fn years_deemed(&self) -> f64 {
        self.deemed_months.map(in_years).or(self.years_transitional).unwrap_or(0.0)
    }

    /// Years that earn the transitional pension.
    pub fn years_transitional(&self) -> f64 {
        self.years_transitional.unwrap_or_else(|| self.years_deemed())
    }

    /// N: years contributed or deemed, as the province rounds them.
    pub fn years_counted(&self, rounding: PeriodRounding) -> f64 {
        counted(self.years, self.months, rounding)
    }

    /// Years deemed contributed, as the province rounds them.
    pub fn deemed_counted(&self, rounding: PeriodRounding) -> f64 {
        let rounding = rounding.before_accounts();
        let months = self.deemed_months;
        counted(self.years_transitional.filter(|_| months.is_none()), months, rounding)
    }

    /// N_T: years that earn the transitional pension, as the province rounds them.
    pub fn transitional_counted(&self, rounding: PeriodRounding) -> f64 {
        counted(self.years_transitional, self.deemed_months, rounding.before_accounts())
    }

    /// The mean index, spread over the months without contributions where the province counts them.
    pub fn index_over_gaps(&self, counts_gaps: bool) -> f64 {
        let held = 12.0 * self.years();
        let gap = if counts_gaps { f64::from(self.gap_months) } else { 0.0 };
        if gap > 0.0 { self.index * held / (held + gap) } else { self.index }
    }

    /// What the person is that a province pays for.
    pub fn entitled(&self) -> Entitled {
        Entitled {
            only_child: self.only_child,
            childless: self.childless,
            intellectual: self.intellectual,
            grounds: self.grounds,
        }
    }

    /// The cohort of the transition, where the case tells it: years before accounts, or more years than accounts have
    /// been kept, make a 中人; a case that says there are none is a 新人; one that is silent may be either.
    pub fn cohort(&self, account_start: Month) -> Option<Cohort> {
        let latest_start = self.award.plus(-(12.0 * self.years()).ceil() as i32);
        let before_accounts = self.years_transitional() > 0.0 || self.years_deemed() > 0.0;
        let is_told = self.deemed_months.is_some() || self.years_transitional.is_some();
        let first_work = if before_accounts { account_start.plus(-1) } else { latest_start };
        let cohort = Cohort::of(first_work, Some(self.award), account_start, SCHEME_START);
        (cohort != Cohort::New || is_told).then_some(cohort)
    }
}

/// A period printed in years, or else in months, as a province counts it.
fn counted(printed: Option<f64>, months: Option<i32>, rounding: PeriodRounding) -> f64 {
    printed.or(months.map(in_years)).map_or(0.0, |years| rounding.of(years))
}

pub(super) fn in_years(months: i32) -> f64 {
    f64::from(months) / 12.0
}

fn text<'de, D: Deserializer<'de>, T: FromStr<Err = String>>(from: D) -> Result<T, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

fn optional_text<'de, D: Deserializer<'de>, T: FromStr<Err = String>>(from: D) -> Result<Option<T>, D::Error> {
    text(from).map(Some)
}

fn province<'de, D: Deserializer<'de>>(from: D) -> Result<Province, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Code(i64),
        Name(String),
    }
    let none = |written: &str| D::Error::custom(no_province(written).join("; "));
    let written = match Written::deserialize(from).map_err(|_| none("…"))? {
        Written::Code(code) => code.to_string(),
        Written::Name(name) => name,
    };
    Province::find(&written).ok_or_else(|| none(&written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_named() {
        let text = "province = 23\naward = \"2025-02\"\nsex = \"男\"\nage_months = 61\nindex = 97\n\
                    account_yuan = 1000\nlocal_percent = 5\n";
        let problems = Case::from_toml(text).expect_err("four problems").0;
        let named: Vec<&str> = problems.iter().map(|p| p.split('`').nth(1).unwrap_or("")).collect();
        assert_eq!(named, ["age_months", "months", "index", "local_percent"]);
        let text = "province = 23\naward = \"2025-02\"\nsex = \"male\"\nage_months = 721\nindex = 1\n\
                    account_yuan = 1000\nyears = -3\nyears_transitional = 2\n";
        let problems = Case::from_toml(text).expect_err("no such period").0;
        assert!(matches!(&problems[..], [only] if only.starts_with("`years` is -3")), "{problems:?}");
    }

    #[test]
    fn the_cohort_is_told_only_where_the_case_tells_it() {
        let of = |lines: &str| {
            let text = format!(
                "province = 23\naward = \"2025-02\"\nsex = \"male\"\nage_months = 721\nindex = 1\naccount_yuan = 1000\n\
                 {lines}"
            );
            Case::from_toml(&text).expect("a case").cohort(Month::new(1996, 1))
        };
        assert_eq!(of("years = 42.58\nyears_transitional = 13.92"), Some(Cohort::Middle));
        assert_eq!(of("months = 350"), Some(Cohort::Middle), "since before January 1996");
        assert_eq!(of("months = 349"), None);
        assert_eq!(of("months = 349\ndeemed_months = 0"), Some(Cohort::New));
        assert_eq!(of("months = 349\ndeemed_months = 12"), Some(Cohort::Middle));
    }

    #[test]
    fn an_unknown_key_and_an_unknown_province_are_refused() {
        let error = Case::from_toml("provinse = 23\n").expect_err("a misspelt key").to_string();
        assert!(error.contains("provinse") && error.contains("province"), "{error}");
        let error = Case::from_toml("province = 99\n").expect_err("no such code").to_string();
        assert!(error.contains("there is no province `99`"), "{error}");
    }
}
