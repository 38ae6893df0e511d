//! Quantities with their units: money in whole fen, rates in billionths, time in years and months.

mod money;
mod monthly;
mod rate;
mod time;

pub use money::Money;
pub use monthly::MonthlyMoney;
pub use rate::Rate;
pub use time::{Month, Year};
