//! Quantities with their units: money in whole fen, rates in billionths, time in years and months.

mod dated;
mod money;
mod monthly;
mod months;
mod rate;
mod ratio;
mod rounding;
mod split;
mod time;

pub use dated::Dated;
pub use money::{Money, TOO_LARGE};
pub use monthly::MonthlyMoney;
pub use months::Months;
pub use rate::Rate;
pub use ratio::ratio;
pub use split::split;
pub use time::{Month, Year};
