//! Years and months of the calendar.

use std::fmt;
use std::str::FromStr;

/// A calendar year.
pub type Year = i32;

/// A calendar month, counted from January of year 0: `12·year + (month − 1)`.
///
/// ```
/// use fastox_model::units::Month;
/// let born: Month = "1971-04".parse().unwrap();
/// assert_eq!(born.plus(12 * 55 + 4).to_string(), "2026-08");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(i32);

impl Month {
    /// The month `month` (1 to 12) of `year`.
    pub const fn new(year: Year, month: i32) -> Self {
        Self(12 * year + month - 1)
    }

    /// Its year.
    pub const fn year(self) -> Year {
        self.0.div_euclid(12)
    }

    /// Its number in the year, 1 to 12.
    pub const fn of_year(self) -> i32 {
        self.0.rem_euclid(12) + 1
    }

    /// So many months later (earlier, if negative).
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// Months from `earlier` to this one.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.of_year())
    }
}

impl FromStr for Month {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a month; write it as `1971-04`");
        let (year, month) = text.split_once('-').ok_or_else(wrong)?;
        let year: i32 = year.parse().map_err(|_| wrong())?;
        let month: i32 = month.parse().map_err(|_| wrong())?;
        if !(1..=12).contains(&month) || !(1800..=2200).contains(&year) {
            return Err(wrong());
        }
        Ok(Self::new(year, month))
    }
}
