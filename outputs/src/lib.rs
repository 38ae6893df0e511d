//! What a run leaves behind: tables with units and meaning, Parquet, manifest.
//!
//! A [`Table`] is filled row by row against its specification in [`tables`]; a [`RunFolder`]
//! writes it as Parquet and appears under its name only when everything is in it.

mod arrow;
mod cell;
mod checksum;
#[cfg(feature = "copy")]
pub mod copy;
pub mod dictionary;
mod disk;
mod error;
#[cfg(feature = "export")]
pub mod export;
pub mod language;
mod manifest;
pub mod parquet;
mod run_folder;
pub mod schema;
mod table;
pub mod tables;
mod values;
mod whole_file;

pub use cell::Cell;
pub use error::OutputError;
pub use language::Language;
pub use manifest::{Begun, FileRecord, Manifest, RunRecord};
pub use parquet::{read_manifest, read_table, write_table};
pub use run_folder::{
    Abandoned, CheckpointFolder, Fill, PARTIAL, RunFolder, kept_in, next_free, partial_of, remove_unfinished,
};
pub use schema::{Column, Kind, TableSpec};
pub use table::{PackedRows, Row, Rows, Table};
pub use whole_file::{writable, write_whole};
