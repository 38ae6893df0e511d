//! The questions asked of the model: scenarios, runner, command line.

pub mod experiment_file;
pub mod person;
