//! The law of one person: when a pension may be claimed, what is paid in, what is paid out.
//!
//! Each file states one rule as a plain function of its arguments, so that the simulated year, the commands
//! and the tests read the same line. Dated parameters live in structs whose fields may all be changed.

pub mod account;
pub mod award;
pub mod cohort;
pub mod contribution_base;
pub mod early_retirement;
pub mod indexation;
pub mod minimum_period;
pub mod payment;
pub mod payout_months;
pub mod portability;
pub mod resettlement;
pub mod residents_scheme;
pub mod retirement_age;
pub mod shortfall;
pub mod survivors;

pub use minimum_period::MinimumPeriod;
pub use payout_months::PayoutTable;
pub use retirement_age::{DelaySchedule, RetirementLaw, WorkClass};
