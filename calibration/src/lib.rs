//! From statistics to parameters: embedded data, dated law, the initial population.

pub mod diagnostic;
pub mod parameters;
pub mod quantity;
