//! Quantities as people write them: text with a unit, such as `"16 %"` or `"15 years 6 months"`.
//!
//! A share comes back as a fraction of one, a time in months, money in yuan. A bare TOML number is
//! refused where a unit is needed, since `0.16`, `16` and `16 %` are too easily taken for one another.

use fastox_model::units::Month;
use serde::{Serialize, Serializer};
use std::fmt;

/// What a quantity is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share, written in percent: `16 %` is 0.16.
    Share,
    /// A share or growth per year: `2.5 % per year` is 0.025.
    SharePerYear,
    /// A share per day, as of a late fee: `0.05 % per day` is 0.0005.
    SharePerDay,
    /// Percentage points: `1.53 points` is 0.0153.
    Points,
    /// A time or an age, written in years, months or both: `15 years 6 months` is 186.
    Months,
    /// Days on which offices work: `45 working days`.
    WorkingDays,
    /// Money per month: `6,112 yuan/month` is 6112.
    YuanPerMonth,
    /// Money per year: `3,900 yuan/year` is 3900.
    YuanPerYear,
    /// Money: `100 yuan` is 100.
    Yuan,
    /// People: `5,000,000 persons`.
    Persons,
    /// A pure number, as text: `0.94`.
    Number,
    /// A year of the calendar: `2030`.
    CalendarYear,
    /// A month of the calendar, `1965-01`, held as months since January of year 0.
    CalendarMonth,
    /// One word of a list, held as its position.
    Choice,
}

const NAMES: [(Unit, &str, &str); 14] = [
    (Unit::Share, "%", "16 %"),
    (Unit::SharePerYear, "% per year", "2.5 % per year"),
    (Unit::SharePerDay, "% per day", "0.05 % per day"),
    (Unit::Points, "points", "1.5 points"),
    (Unit::Months, "months", "15 years 6 months"),
    (Unit::WorkingDays, "working days", "45 working days"),
    (Unit::YuanPerMonth, "yuan/month", "6,112 yuan/month"),
    (Unit::YuanPerYear, "yuan/year", "3,900 yuan/year"),
    (Unit::Yuan, "yuan", "100 yuan"),
    (Unit::Persons, "persons", "5,000,000 persons"),
    (Unit::Number, "number", "0.94"),
    (Unit::CalendarYear, "calendar year", "2030"),
    (Unit::CalendarMonth, "calendar month", "1965-01"),
    (Unit::Choice, "choice", "gdp"),
];

impl Unit {
    /// The names a parameter file may give as its `unit`.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name, _)| *name)
    }

    /// The unit with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, n, _)| *n == name).map(|(unit, _, _)| *unit)
    }

    /// Its name in a parameter file.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// A quantity of this unit, well written.
    pub fn example(self) -> &'static str {
        self.entry().2
    }

    /// What a bare number of this unit is, where a program writes or reads one.
    pub fn plain(self) -> &'static str {
        match self {
            Self::Share => "fraction",
            Self::SharePerYear => "fraction per year",
            Self::SharePerDay => "fraction per day",
            Self::Points => "fraction (0.01 is a percentage point)",
            Self::CalendarMonth => "months since January of year 0",
            Self::Choice => "position in the list of words",
            _ => self.name(),
        }
    }

    fn entry(self) -> &'static (Self, &'static str, &'static str) {
        NAMES.iter().find(|(unit, _, _)| *unit == self).expect("every unit has a name")
    }

    /// Whether it is written in hundredths.
    fn is_hundredths(self) -> bool {
        matches!(self, Self::Share | Self::SharePerYear | Self::SharePerDay | Self::Points)
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Share => "a share in %",
            Self::SharePerYear => "a share in % per year",
            Self::SharePerDay => "a share in % per day",
            Self::Points => "a number of percentage points",
            Self::Months => "a time in years or months",
            Self::WorkingDays => "a number of working days",
            Self::YuanPerMonth => "an amount in yuan/month",
            Self::YuanPerYear => "an amount in yuan/year",
            Self::Yuan => "an amount in yuan",
            Self::Persons => "a number of persons",
            Self::Number => "a pure number",
            Self::CalendarYear => "a calendar year",
            Self::CalendarMonth => "a calendar month",
            Self::Choice => "one word of a list",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Why a text is not the quantity that is needed, and what would be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found}, but `{name}` needs {}", .needed.noun())]
pub struct Mismatch {
    name: String,
    found: String,
    needed: Unit,
    example: String,
}

impl Mismatch {
    /// The same, its example one that may be given: what was written where it lies in the range, in the right unit.
    #[must_use]
    pub fn within(self, (low, high): (f64, f64)) -> Self {
        let fits = parse("", &self.example, self.needed).is_ok_and(|value| (low..=high).contains(&value));
        let example = if fits { self.example } else { self.needed.example().to_owned() };
        Self { example, ..self }
    }

    /// The right form.
    pub fn help(&self) -> String {
        format!("write it as text, such as `\"{}\"`", self.example)
    }
}

/// Reads `text` as a quantity of `unit` for the value called `name`.
///
/// ```
/// use fastox_calibration::parameters::quantity::{Unit, parse};
/// assert_eq!(parse("rate", "16 %", Unit::Share), Ok(0.16));
/// assert_eq!(parse("age", "15 years 6 months", Unit::Months), Ok(186.0));
/// let wrong = parse("contribution.employer_rate", "63 years", Unit::Share).unwrap_err();
/// assert_eq!(
///     wrong.to_string(),
///     "`63 years` is a time in years or months, but `contribution.employer_rate` needs a share in %",
/// );
/// ```
pub fn parse(name: &str, text: &str, unit: Unit) -> Result<f64, Mismatch> {
    let mismatch =
        |found: String| Mismatch { name: name.to_owned(), found, needed: unit, example: unit.example().to_owned() };
    match read(text) {
        Some((value, found)) if found == unit => Ok(value),
        Some((value, Unit::Number)) if unit == Unit::CalendarYear && is_year(value) => Ok(value),
        Some((value, Unit::Number)) => {
            let meant = bare_number(name, value, unit).example;
            let example = if read(&meant).is_some_and(|(_, read)| read == unit) { &meant } else { unit.example() };
            Err(Mismatch { example: example.to_owned(), ..mismatch(format!("`{}` is a pure number", text.trim())) })
        }
        Some((value, found)) => {
            let example = same_number(text, (value, found), unit).unwrap_or_else(|| unit.example().to_owned());
            Err(Mismatch { example, ..mismatch(format!("`{}` is {}", text.trim(), found.noun())) })
        }
        None => Err(mismatch(format!("`{}` is not a quantity", text.trim()))),
    }
}

/// The number that was written, in the unit that is needed; nothing if more than one number was written.
fn same_number(text: &str, (value, found): (f64, Unit), unit: Unit) -> Option<String> {
    let (number, rest) = leading_number(text.trim())?;
    if found == Unit::CalendarMonth || rest.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let same = match (found.is_hundredths(), unit.is_hundredths()) {
        (true, true) => format!("{} {unit}", trim(number)),
        (true, false) if unit == Unit::Number => trim(value),
        _ => bare_number("", number, unit).example,
    };
    read(&same)
        .is_some_and(|(value, read)| read == unit || (unit == Unit::CalendarYear && is_year(value)))
        .then_some(same)
}

/// The complaint about a bare TOML number, with the form that was probably meant.
pub fn bare_number(name: &str, number: f64, unit: Unit) -> Mismatch {
    let percent = if number.abs() <= 1.0 { trim(number * 100.0) } else { trim(number) };
    let example = match unit {
        _ if !number.is_finite() => unit.example().to_owned(),
        Unit::Share => format!("{percent} %"),
        Unit::SharePerYear => format!("{percent} % per year"),
        Unit::Months => format!("{} months", trim(number)),
        Unit::Number | Unit::CalendarYear => trim(number),
        Unit::Choice | Unit::CalendarMonth => unit.example().to_owned(),
        _ => format!("{} {unit}", trim(number)),
    };
    let found = format!("`{}` is a bare number", trim(number));
    Mismatch { name: name.to_owned(), found, needed: unit, example }
}

fn is_year(value: f64) -> bool {
    value.fract() == 0.0 && (1800.0..=2200.0).contains(&value)
}

fn read(text: &str) -> Option<(f64, Unit)> {
    let text = text.trim();
    if let Ok(month) = text.parse::<Month>() {
        return Some((f64::from(month.since(Month::new(0, 1))), Unit::CalendarMonth));
    }
    let (value, rest) = leading_number(text)?;
    let unit = match rest {
        "" => Unit::Number,
        "%" => Unit::Share,
        "% per year" | "% a year" => Unit::SharePerYear,
        "% per day" | "% a day" => Unit::SharePerDay,
        "points" | "point" => Unit::Points,
        "working days" | "working day" => Unit::WorkingDays,
        "yuan/month" => Unit::YuanPerMonth,
        "yuan/year" => Unit::YuanPerYear,
        "yuan" => Unit::Yuan,
        "persons" | "person" => Unit::Persons,
        _ => return time(value, rest).map(|months| (months, Unit::Months)),
    };
    Some((if unit.is_hundredths() { value / 100.0 } else { value }, unit))
}

/// `15` and `years 6 months` make 186.
fn time(value: f64, rest: &str) -> Option<f64> {
    let (word, more) = rest.split_once(' ').unwrap_or((rest, ""));
    match (word, more.trim()) {
        ("year" | "years", "") => Some(value * 12.0),
        ("month" | "months", "") => Some(value),
        ("year" | "years", more) => {
            let (months, rest) = leading_number(more)?;
            matches!(rest, "month" | "months").then_some(value * 12.0 + months)
        }
        _ => None,
    }
}

/// Splits `6,112 yuan` into 6112 and `yuan`.
fn leading_number(text: &str) -> Option<(f64, &str)> {
    let unsigned = text.strip_prefix(['-', '−']);
    let digits = unsigned.unwrap_or(text);
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let (number, rest) = digits.split_at(end.unwrap_or(digits.len()));
    let value: f64 = without_separators(number)?.parse().ok()?;
    Some((if unsigned.is_some() { -value } else { value }, rest.trim()))
}

/// Drops thousands separators; they must stand three digits apart and before the decimal point.
fn without_separators(number: &str) -> Option<String> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let first = groups.next().filter(|group| !group.is_empty())?;
    let well_grouped = groups.clone().all(|group| group.len() == 3) && (first.len() <= 3 || groups.next().is_none());
    (well_grouped && !decimals.contains(',')).then(|| number.replace(',', ""))
}

/// Writes a value of this unit as people do; the reverse of [`parse`].
///
/// ```
/// use fastox_calibration::parameters::quantity::{Unit, display};
/// assert_eq!(display(0.16, Unit::Share), "16 %");
/// assert_eq!(display(186.0, Unit::Months), "15 years 6 months");
/// ```
pub fn display(value: f64, unit: Unit) -> String {
    match unit {
        _ if unit.is_hundredths() => format!("{} {unit}", trim(value * 100.0)),
        Unit::Months => display_time(value),
        Unit::Number | Unit::CalendarYear | Unit::Choice => trim(value),
        Unit::CalendarMonth => Month::new(0, 1).plus(value as i32).to_string(),
        _ => format!("{} {unit}", grouped(value)),
    }
}

/// The same, with as many decimals as lead back to the same number.
pub fn exact(value: f64, unit: Unit) -> String {
    let shown = display(value, unit);
    let same = |text: &String| parse("", text, unit).is_ok_and(|v| v.to_bits() == value.to_bits());
    let scaled = if unit.is_hundredths() { value * 100.0 } else { value };
    let longer = (10..=20).map(|decimals| format!("{scaled:.decimals$} {unit}"));
    std::iter::once(shown.clone()).chain(longer).find(same).unwrap_or(shown)
}

/// Times of ten years and more read better in years.
fn display_time(months: f64) -> String {
    if months < 120.0 || months.fract() != 0.0 {
        let plural = if trim(months) == "1" { "" } else { "s" };
        return format!("{} month{plural}", trim(months));
    }
    match (trim((months / 12.0).floor()), trim(months % 12.0)) {
        (years, rest) if rest == "0" => format!("{years} years"),
        (years, rest) => format!("{years} years {rest} months"),
    }
}

fn grouped(value: f64) -> String {
    let text = trim(value);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, decimals) = digits.split_once('.').map_or((digits, ""), |(w, _)| (w, &digits[w.len()..]));
    let groups: Vec<&str> =
        whole.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    format!("{sign}{}{decimals}", groups.join(","))
}

/// Ten significant decimals and no trailing zeros: the noise of binary fractions does not show.
fn trim(value: f64) -> String {
    let text = format!("{value:.10}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests;
