//! What a run leaves: tables, the summary with its headlines, cohorts. Nothing here lives a year.

pub mod cohorts;
pub mod columns;
pub mod comparison;
pub mod headlines;
pub mod inequality;
pub mod law_check;
pub mod loss;
pub mod money;
pub mod series;
pub mod short_titles;
pub mod summary;
pub mod tables;
pub mod weighted;
