//! What is run: an experiment and its scenarios, as a reader writes them.

pub mod design;
pub mod draws;
pub mod experiment;
pub(crate) mod file;
pub(crate) mod meant;
pub mod papers;
pub mod scenario;
pub mod schema;
