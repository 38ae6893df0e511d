//! Short of the minimum period at the statutory month: what is open.
//!
//! ```text
//! pay on              延长缴费   always, until the minimum is reached
//! one sum             一次性缴费  first insured before July 2011 and still short 60 months after the statutory month
//! past years          补缴       until 2016, by anybody, up to the minimum
//! residents' scheme   转入城乡居民 since July 2014, with fewer than 180 months
//! refund              终止       on written request: the account is paid once, the pooled part is lost
//! ```
//! The requirement is that of the statutory month, also for those who pay on.
//!
//! Source: Social Insurance Law art. 16 and its implementing rules (实施细则, 2011) arts. 2 and 3 (recalled); from 2030 the
//! decision of the NPC Standing Committee of 2024-09-13, art. 2.
//!
//! Left out: the grounds of a termination.

use super::residents_scheme::ResidentsLink;

/// The rule for those who fall short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortfallLaw {
    /// Months of paying on before one sum is open.
    pub one_sum_after: i32,
    /// Whether anybody may pay for past years (补缴), so that what is missing is bought at the statutory month; until
    /// 2016.
    pub buys_back: bool,
    /// The link to the residents' scheme.
    pub residents: ResidentsLink,
}
