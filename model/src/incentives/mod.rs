//! Incentives: measured from the rules, never assumed.
//!
//! [`retention`] settles the clauses twice with one province's books nudged and compares what is left in its
//! hands; [`response`] turns what is kept into how hard a province collects.

pub mod response;
pub mod retention;

pub use response::{Effort, Response, ResponseMode};
pub use retention::{Margin, Nudge, Retention, measure};
