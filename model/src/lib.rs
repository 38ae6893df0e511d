//! The economy of `fastox`: people, law, pooling, governments and books.
//!
//! No files, no clock, no printing: a run is a pure function of its inputs and its seed.
#![warn(missing_docs)]

pub mod geography;
pub mod law;
pub mod units;
