//! The parameters as they are in force: in a month or as the mean of a year, in the nation or in a province.

use super::Parameters;
use super::parameter::Parameter;
use super::timeline::{Timeline, mean};
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::units::{Month, Rate, Year};
use std::borrow::Cow;

/// When a value is asked for.
#[derive(Clone, Copy, Debug)]
enum Period {
    /// The value in force in a month.
    Month(Month),
    /// The mean over the months of a year.
    Year(Year),
}

/// The parameters in force in a period, in the nation unless [`Self::in_province`] names a province.
///
/// ```
/// use fastox_calibration::parameters::Parameters;
/// use fastox_model::{geography::Province, units::Month};
/// let parameters = Parameters::embedded();
/// assert_eq!(parameters.in_january(2019).value("contribution.employer_rate"), 0.20);
/// let july = parameters.in_month(Month::new(2022, 7)).in_province(Province::find("广东"));
/// assert_eq!(july.value("contribution.employer_rate"), 0.15);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct InForce<'a> {
    parameters: &'a Parameters,
    period: Period,
    province: Option<Province>,
    /// Changes that begin later are left out.
    known_in: Option<Month>,
}

impl Parameters {
    /// The parameters in force in a month.
    pub fn in_month(&self, month: Month) -> InForce<'_> {
        InForce { parameters: self, period: Period::Month(month), province: None, known_in: None }
    }

    /// The parameters in force in January of a year.
    pub fn in_january(&self, year: Year) -> InForce<'_> {
        self.in_month(Month::new(year, 1))
    }

    /// The parameters as means over the twelve months of a year.
    pub fn mean_of(&self, year: Year) -> InForce<'_> {
        InForce { parameters: self, period: Period::Year(year), province: None, known_in: None }
    }
}

fn no_value(name: &str) -> ! {
    panic!("`{name}` has no value here: it has values by province only")
}

impl Period {
    fn months(self) -> impl Iterator<Item = Month> {
        let (first, count) = match self {
            Self::Month(month) => (month, 1),
            Self::Year(year) => (Month::new(year, 1), 12),
        };
        (0..count).map(move |months| first.plus(months))
    }
}

impl<'a> InForce<'a> {
    /// The same in a province, or in the nation.
    #[must_use]
    pub fn in_province(self, province: impl Into<Option<Province>>) -> Self {
        Self { province: province.into(), ..self }
    }

    /// A value in its natural unit: shares as fractions of one, times in months, money in yuan.
    ///
    /// Panics if there is no such parameter, as all methods do, or if it has no value here: names in code are ours.
    pub fn value(&self, name: &str) -> f64 {
        self.find(name).unwrap_or_else(|| no_value(name))
    }

    /// A value, if the parameter has one for this province or for the nation.
    pub fn find(&self, name: &str) -> Option<f64> {
        self.read(self.parameters.known(name))
    }

    /// The value of each province.
    pub fn by_province(&self, name: &str) -> [f64; PROVINCES] {
        let parameter = self.parameters.known(name);
        Province::each(|p| self.in_province(p).read(parameter).unwrap_or_else(|| no_value(name)))
    }

    /// The one door through which every value of a run is read; none if the parameter has values of other provinces
    /// only.
    fn read(&self, parameter: &'a Parameter) -> Option<f64> {
        let path = self.path(parameter)?;
        Some(match self.period {
            Period::Month(month) => path.at(month),
            Period::Year(year) => path.year_mean(year),
        })
    }

    /// A share as an exact decimal.
    pub fn rate(&self, name: &str) -> Rate {
        Rate::from_f64(self.value(name))
    }

    /// A whole number, such as months.
    pub fn whole(&self, name: &str) -> i32 {
        self.value(name) as i32
    }

    /// A parameter that is a calendar month, such as the first birth month a law names.
    pub fn calendar_month(&self, name: &str) -> Month {
        Month::new(0, 1).plus(self.whole(name))
    }

    /// The word of a parameter that is a choice.
    pub fn choice(&self, name: &str) -> &'a str {
        let choices = &self.parameters.known(name).choices;
        assert!(!choices.is_empty(), "`{name}` is not a choice");
        &choices[self.value(name) as usize]
    }

    /// Whether a parameter that says yes or no says yes.
    pub fn says_yes(&self, name: &str) -> bool {
        self.choice(name) == "yes"
    }

    /// The same, without the changes that begin after a month: law acts on nobody before it is in force.
    #[must_use]
    pub fn as_known_in(self, month: Month) -> Self {
        Self { known_in: Some(month), ..self }
    }

    /// The path a value is read from; notes that it was.
    fn path(&self, parameter: &'a Parameter) -> Option<Cow<'a, Timeline>> {
        let path = parameter.path(self.province)?;
        let Some(paths) = &parameter.filed else {
            self.note_read(parameter);
            return Some(Cow::Borrowed(path));
        };
        let filed = paths.path(self.province);
        let path = match (self.known_in, filed) {
            (Some(month), Some(filed)) => Cow::Owned(path.known_in(month, filed)),
            _ => Cow::Borrowed(path),
        };
        self.note_read(parameter);
        for month in self.period.months() {
            if let Some(change) = path.change_at(month) {
                let without = filed.map(|filed| filed.at(month).to_bits());
                change.meet(without != Some(path.at(month).to_bits()));
            }
        }
        Some(path)
    }

    fn note_read(&self, parameter: &Parameter) {
        let last = self.period.months().last().expect("a period has a month");
        parameter.last_read.read(self.known_in.map_or(last, |known| last.min(known)));
    }

    /// The value of each month of the period as it was announced or as a change gives it; nothing in months in which
    /// the model's own rule has to go on.
    fn months_announced(&self, name: &str) -> Option<Vec<Option<f64>>> {
        let parameter = self.parameters.known(name);
        let path = self.path(parameter)?;
        let known = |month: Month| {
            let announced = parameter.last_confirmed.is_none_or(|last| month.year() <= last);
            announced || path.is_constant() || path.change_at(month).is_some()
        };
        Some(self.period.months().map(|month| known(month).then(|| path.at(month))).collect())
    }

    /// A value as it was announced, or as a change gives it, for all of the period.
    pub fn announced(&self, name: &str) -> Option<f64> {
        let months: Option<Vec<f64>> = self.months_announced(name)?.into_iter().collect();
        months.map(|months| mean(&months))
    }

    /// The mean over the months of the period: as announced or as a change gives it, in other months as the model's own
    /// `rule` goes on.
    pub fn or_projected(&self, name: &str, rule: impl Fn() -> f64) -> f64 {
        let months = self.months_announced(name).unwrap_or_default();
        if months.iter().all(Option::is_none) {
            return rule();
        }
        let projected = if months.contains(&None) { rule() } else { 0.0 };
        let months: Vec<f64> = months.into_iter().map(|month| month.unwrap_or(projected)).collect();
        mean(&months)
    }
}
