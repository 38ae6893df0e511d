//! The law for one person, formula line by line: `fastox retirement` and `fastox pension`.

mod case;
pub(crate) mod formula;
mod notices;
mod pension;
mod retirement;

pub use case::{Case, CaseError, PercentOf, Sex};
pub use pension::{PensionAnswer, Preliminary, pension};
pub use retirement::{RetirementAnswer, SpecialGround, retirement};

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
