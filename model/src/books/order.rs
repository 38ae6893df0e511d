//! What a clause orders for the next year.

use crate::geography::Province;
use crate::units::Rate;
use bitcode::{Decode, Encode};

/// What a clause tells the offices to do next year, beside the money it moves.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Order {
    /// Pensions above a quantile of a province's pensions get next year's increase a year later (缓发待遇调整).
    DelayIndexation {
        /// Where.
        province: Province,
        /// The quantile, in the distribution of the province's own pensions in payment.
        above_quantile: Rate,
    },
}
