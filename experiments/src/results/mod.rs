//! What a run leaves: tables, the summary with its headlines, cohorts. Nothing here lives a year.

pub mod cohorts;
pub mod columns;
pub mod inequality;
pub mod summary;
pub mod tables;
