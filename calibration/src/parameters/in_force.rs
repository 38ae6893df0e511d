//! The parameters as they are in force: in a month or as the mean of a year, in the nation or in a province.

use super::Parameters;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::units::{Month, Rate, Year};

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
}

impl Parameters {
    /// The parameters in force in a month.
    pub fn in_month(&self, month: Month) -> InForce<'_> {
        InForce { parameters: self, period: Period::Month(month), province: None }
    }

    /// The parameters in force in January of a year.
    pub fn in_january(&self, year: Year) -> InForce<'_> {
        self.in_month(Month::new(year, 1))
    }

    /// The parameters as means over the twelve months of a year.
    pub fn mean_of(&self, year: Year) -> InForce<'_> {
        InForce { parameters: self, period: Period::Year(year), province: None }
    }

    /// The one door through which every value of a run is read; none if the parameter has values of other provinces only.
    fn value_in_force(&self, name: &str, in_force: &InForce) -> Option<f64> {
        let path = self.known(name).path(in_force.province)?;
        Some(match in_force.period {
            Period::Month(month) => path.at(month),
            Period::Year(year) => path.year_mean(year),
        })
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
        self.find(name)
            .unwrap_or_else(|| panic!("`{name}` has no value here: it has values by province only"))
    }

    /// A value, if the parameter has one for this province or for the nation.
    pub fn find(&self, name: &str) -> Option<f64> {
        self.parameters.value_in_force(name, self)
    }

    /// The value of each province.
    pub fn by_province(&self, name: &str) -> [f64; PROVINCES] {
        std::array::from_fn(|i| self.in_province(Province::from_index(i)).value(name))
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

    /// A value of this year as it was announced, or as an overlay sets it for years after the last announcement; nothing if the
    /// model's own rule has to go on.
    pub fn announced(&self, name: &str) -> Option<f64> {
        let year = match self.period {
            Period::Month(month) => month.year(),
            Period::Year(year) => year,
        };
        let path = self.parameters.known(name).path(self.province)?;
        let since = path.in_force(Month::new(year, 12)).0;
        let last = self.parameters.last_confirmed(name);
        let known = last.is_none_or(|last| year <= last || since.year() > last);
        (known || path.is_constant()).then(|| self.value(name))
    }
}
