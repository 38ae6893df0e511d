//! What a run leaves in its folder.

use super::{RunResult, WorldRecord};
use crate::results::summary::Summary;
use fastox_outputs::{OutputError, RunFolder, RunRecord};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What every world of a run, or of a cell, is summed up by.
pub const WORLDS: &str = "worlds.json";

/// The file [`WORLDS`].
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    pub weight: i64,
    pub worlds: Vec<WorldRecord>,
}

impl Kept {
    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec(self).expect("numbers and names become JSON");
        text.push(b'\n');
        text
    }
}

impl RunResult {
    /// Writes tables, summary, worlds and record, moves the folder to its destination and says where it lies.
    pub fn write(&self, mut folder: RunFolder, record: RunRecord) -> Result<PathBuf, OutputError> {
        folder.write_tables(&self.tables.iter().collect::<Vec<_>>(), &self.manifest)?;
        let summary = serde_json::to_string_pretty(&self.summary).expect("a summary becomes JSON");
        folder.write_file(Summary::FILE_NAME, (summary + "\n").as_bytes())?;
        let kept = Kept { weight: self.manifest.weight as i64, worlds: self.worlds.clone() };
        folder.write_file(WORLDS, &kept.to_bytes())?;
        folder.write_record(record)?;
        folder.finish()
    }
}
