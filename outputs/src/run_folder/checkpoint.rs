//! Where a cell stands that is still being lived: `NAME.partial/years/CELL/RANK-of-RANKS/YEAR/`, each year whole.

use super::{CELLS, PARTIAL, RunFolder, exists, or_gone, remove_aside, to_its_place, write_bytes};
use crate::checksum::Checksummed;
use crate::parquet::Order;
use crate::{Manifest, OutputError, RunRecord, Table, disk, parquet};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

/// The folder of all checkpoints of an unfinished run.
const YEARS: &str = "years";

/// Writes what a file is to hold.
pub type Fill<'a> = &'a dyn Fn(&mut dyn Write) -> io::Result<()>;

/// The checkpoints of a cell that one rank lives.
#[derive(Debug)]
pub struct CheckpointFolder {
    cell: PathBuf,
    folder: PathBuf,
}

impl CheckpointFolder {
    /// Those of rank `rank` of `ranks`, in the folder of an unfinished run; nothing is made yet.
    pub fn new(partial: &Path, cell: &str, rank: usize, ranks: usize) -> Self {
        let cell = partial.join(YEARS).join(cell);
        Self { folder: cell.join(format!("{rank}-of-{ranks}")), cell }
    }

    /// The years that were kept, in their order.
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = names(&self.folder).filter_map(|name| name.parse().ok()).collect();
        years.sort_unstable();
        years
    }

    /// The ranks that left checkpoints of this cell, if there are other than these.
    pub fn of_other_ranks(&self) -> Option<String> {
        if exists(&self.folder) {
            return None;
        }
        names(&self.cell).max().map(|name| name.rsplit('-').next().unwrap_or_default().to_owned())
    }

    /// The folder of a year.
    pub fn of_year(&self, year: i32) -> PathBuf {
        self.folder.join(year.to_string())
    }

    /// Keeps tables and files of a year, with a record that has their checksums. Where another process kept the same year,
    /// its work stays.
    pub fn keep(
        &self,
        year: i32,
        tables: &[&Table],
        files: &[(&str, Fill<'_>)],
        record: RunRecord,
    ) -> Result<(), OutputError> {
        let partial = self.cell.ancestors().nth(2).expect("a cell lies in the years of a run");
        self.try_to_keep(year, tables, files, record).map_err(|error| or_gone(partial, error))
    }

    fn try_to_keep(
        &self,
        year: i32,
        tables: &[&Table],
        files: &[(&str, Fill<'_>)],
        mut record: RunRecord,
    ) -> Result<(), OutputError> {
        let (half, whole) = (self.folder.join(format!(".{year}-{}", process::id())), self.of_year(year));
        let failed = |source| OutputError::write(&whole, source);
        disk::create_dir_all(&half).map_err(failed)?;
        for table in parquet::encode_all(tables, &Manifest::default(), Order::AsItStands)? {
            record.files.push(table.write(&half.join(&table.file_name))?);
        }
        for (name, fill) in files {
            let mut file = Checksummed::new(BufWriter::new(disk::create(half.join(name)).map_err(failed)?));
            fill(&mut file).and_then(|()| file.flush()).map_err(failed)?;
            disk::sync(file.inner().get_ref()).map_err(failed)?;
            record.files.push(file.record(name, None));
        }
        let text = record.to_json();
        write_bytes(&half.join(RunRecord::FILE_NAME), RunRecord::FILE_NAME, text.as_bytes()).map_err(failed)?;
        to_its_place(&half, &whole).map_err(failed)
    }

    /// Removes all but a year. What cannot be removed is removed with the folder of the run.
    pub fn only(&self, year: i32) {
        for name in names(&self.folder).filter(|name| *name != year.to_string()) {
            let _ = remove_aside(&self.folder.join(name));
        }
    }
}

impl RunFolder {
    /// Forgets where a cell stood that was lived to its end.
    pub fn drop_checkpoints(&self, cell: &str) {
        let _ = remove_aside(&self.partial.join(YEARS).join(cell));
    }
}

/// How many cells an unfinished run has, and the newest year in which another was kept.
pub fn kept_in(partial: &Path) -> (usize, Option<i32>) {
    let within = |folder: PathBuf| names(&folder).map(|name| folder.join(name)).collect::<Vec<_>>();
    let kept = within(partial.join(YEARS)).into_iter().flat_map(within).flat_map(within);
    let years = kept.filter_map(|year| year.file_name()?.to_str()?.parse().ok());
    let cells = names(&partial.join(CELLS)).filter(|name| !name.starts_with('.')).count();
    (cells, years.max())
}

/// The folder in which a run is being filled that will lie there.
pub fn partial_of(destination: &Path) -> PathBuf {
    let mut name = destination.file_name().unwrap_or_default().to_owned();
    name.push(PARTIAL);
    destination.with_file_name(name)
}

fn names(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned())
}
