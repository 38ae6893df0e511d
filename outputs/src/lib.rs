//! What a run leaves behind: tables with units and meaning, Parquet, manifest.

mod cell;
pub mod dictionary;
mod error;
mod manifest;
mod row;
pub mod schema;
mod table;
pub mod tables;
mod values;

pub use cell::Cell;
pub use error::OutputError;
pub use manifest::{FileRecord, Manifest, RunRecord};
pub use row::Row;
pub use schema::{Column, Kind, TableSpec};
pub use table::Table;
