//! The suite lives in `suite.rs`; this crate holds nothing else.
