//! One binary, one module per kind of test.

/// The law of one person, against award sheets and the age table.
mod law;
