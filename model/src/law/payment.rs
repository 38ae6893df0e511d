//! When a pension is paid (次月起发): monthly in advance, from the month after the claim to the month of death.
//!
//! Source: practice of the agencies (recalled).
//!
//! Left out: pensions drawn in the name of the dead (冒领) until an audit finds them.

use crate::units::Month;

/// The first month paid after a claim.
pub const fn first_paid(claim: Month) -> Month {
    claim.plus(1)
}
