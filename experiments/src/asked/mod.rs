//! What is run: an experiment and its scenarios, as a reader writes them.

pub mod experiment;
pub mod scenario;
