//! From statistics to parameters: embedded data, dated law, the initial population.

pub mod check;
pub mod data;
pub mod ensemble;
pub mod fit;
pub mod fitted;
pub mod history;
pub mod inputs;
pub mod parameters;
pub mod response;
pub mod synthesis;
