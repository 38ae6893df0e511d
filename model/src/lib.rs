//! The economy of `fastox`: people, law, pooling, governments and books.
//!
//! No files, no clock, no printing: a run is a pure function of its inputs and its seed.
#![warn(missing_docs)]

pub mod books;
pub mod country;
pub mod draws;
pub mod geography;
pub mod incentives;
pub mod law;
pub mod people;
pub mod pooling;
pub mod units;
pub mod year;
