//! The law for one person, formula line by line: `fastox retirement` and `fastox pension`.

mod case;
mod checks;
pub(crate) mod formula;
mod notices;
mod pension;
mod retirement;

pub use case::{Case, CaseError, PercentOf, Sex};
pub use pension::{PensionAnswer, Preliminary, pension};
pub use retirement::{RetirementAnswer, SpecialGround, retirement};

use fastox_model::units::Year;
use std::ops::RangeInclusive;

/// Years of birth for which the law has ages: those born earlier had retired before the ages of 1978.
pub const BIRTHS: RangeInclusive<Year> = 1900..=2100;

/// A span of months in words: `55 years 4 months`.
pub(crate) fn span(months: i32) -> String {
    let plural = |n: i32| if n == 1 { "" } else { "s" };
    let (years, rest) = (months / 12, months % 12);
    let years_text = format!("{years} year{}", plural(years));
    let rest_text = format!("{rest} month{}", plural(rest));
    match (years, rest) {
        (_, 0) => years_text,
        (0, _) => rest_text,
        _ => format!("{years_text} {rest_text}"),
    }
}
