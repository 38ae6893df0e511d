//! The model beside what is published: every target with the figure of a run ([`crate::results::comparison`]), and what
//! else a model is held against.

pub mod convergence;
pub mod cross_check;
pub mod history;
pub mod migration;
pub mod readable;
pub mod record;
pub mod regression;
mod text;

pub use text::to_text;
