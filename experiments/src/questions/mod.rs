//! What is asked of a run, or of several.

pub mod bench;
pub mod compare;
pub mod decompose;
pub mod difference;
pub mod evaluate;
pub mod parameters;
pub mod person;
pub mod plan;
pub mod posterior;
pub mod profile;
pub mod sandbox;
pub mod sensitivity;
pub mod trace;
pub mod validate;
pub mod whip;
