//! When a pension is paid (次月起发): monthly in advance, from the month after the claim to the month of death.
//!
//! ```text
//! first = month of the claim + 1        last = month of death
//! months of a year = months from max(first, January) to min(last, December)
//! ```
//! Source: practice of the agencies (recalled).
//!
//! Left out: pensions drawn in the name of the dead (冒领) until an audit finds them.

use crate::units::{Month, Year};

/// The first month paid after a claim.
pub const fn first_paid(claim: Month) -> Month {
    claim.plus(1)
}

/// Months of pension in a year.
pub fn months_in_year(claim: Month, died: Option<Month>, year: Year) -> i32 {
    let (january, december) = (Month::new(year, 1), Month::new(year, 12));
    let from = first_paid(claim).max(january);
    let until = died.map_or(december, |month| month.min(december));
    (until.since(from) + 1).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_in_august_is_paid_from_september() {
        let claim = Month::new(2026, 8);
        let months = |died, year| months_in_year(claim, died, year);
        assert_eq!((months(None, 2025), months(None, 2026), months(None, 2027)), (0, 4, 12));
        assert_eq!(months(Some(Month::new(2026, 8)), 2026), 0);
        let died = Some(Month::new(2028, 3));
        assert_eq!((months(died, 2027), months(died, 2028), months(died, 2029)), (12, 3, 0));
    }
}
