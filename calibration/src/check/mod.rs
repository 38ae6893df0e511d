//! What a calibrated model is held against.

pub mod expected_flows;
pub mod projection;
pub mod targets;
