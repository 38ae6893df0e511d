//! From statistics to parameters: embedded data, dated law, the initial population.

pub mod data;
pub mod diagnostic;
pub mod ensemble;
pub mod expected_flows;
pub mod fit;
pub mod fitted;
pub mod history;
pub mod inputs;
pub mod parameters;
pub mod projection;
pub mod quantity;
pub mod synthesis;
pub mod targets;
pub mod uncertainty;
