//! Cells that are kept while they are being lived: one that is stopped goes on from the last year that was kept, on as many
//! ranks, to the same bytes.

use super::cell::Cell;
use super::{Ready, RunError};
use crate::results::tables::Tables;
use bitcode::{Decode, Encode};
use fastox_calibration::parameters::diagnostic::Diagnostic;
use fastox_model::ranks::Ranks;
use fastox_model::simulation::{Observation, Simulation};
use fastox_model::units::Year;
use fastox_outputs::{CheckpointFolder, OutputError, RunRecord, Table, read_table};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

/// The country as it stands, and what was observed of its worlds besides tables.
const FILES: [&str; 2] = ["country.bin", "worlds.bin"];
/// Years in which a checkpoint may lie: of these ranks are told apart.
const YEARS: std::ops::RangeInclusive<Year> = 2021..=2080;

/// Rows are packed beside so many people, who go before the rows are unpacked; beside fewer, rows are the most of memory,
/// and that at the end.
const MANY_PEOPLE: u64 = 1_000_000;

/// Where cells are kept while they are being lived.
#[derive(Clone, Debug)]
pub struct Checkpoints {
    /// The folder of the unfinished run.
    pub partial: PathBuf,
    /// Years from one to the next; without it, there are only those that lie there.
    pub every: Option<u32>,
    /// The build of the program: another one may hold a country differently.
    pub build: String,
}

/// What is observed of a cell while it is lived.
pub(super) struct CellState<S> {
    pub tables: Tables,
    /// Of every world, besides its rows in tables.
    pub worlds: S,
}

/// The checkpoints of one cell on one rank.
struct OfCell<'a> {
    asked: &'a Checkpoints,
    folder: CheckpointFolder,
    ranks: &'a dyn Ranks,
    last_year: Year,
}

impl Ready<'_> {
    /// The same with cells that are kept while they are being lived, or not.
    #[must_use]
    pub fn with_checkpoints(self, checkpoints: Option<Checkpoints>) -> Self {
        Self { checkpoints, ..self }
    }

    /// Takes up the newest year that was kept of a cell, if there is one.
    pub(super) fn resume<S: for<'b> Decode<'b>>(
        &self,
        cell: &Cell,
        simulation: &mut Simulation,
        observed: &mut CellState<S>,
    ) -> Result<Option<Year>, RunError> {
        let Some(asked) = &self.checkpoints else { return Ok(None) };
        self.of_cell(asked, cell).resume(simulation, observed)
    }

    /// Lives what is left of the years of a cell.
    pub(super) fn live_years<S: Encode>(
        &self,
        cell: &Cell,
        simulation: &mut Simulation,
        observed: &mut CellState<S>,
        mut observe: impl FnMut(&mut CellState<S>, &Observation<'_>),
    ) -> Result<(), RunError> {
        let kept = self.checkpoints.as_ref().map(|asked| self.of_cell(asked, cell));
        loop {
            let lived = simulation.live_year(|year| observe(observed, year));
            let Some(report) = lived.map_err(|broken| self.broken(broken))? else { break };
            if let Some(kept) = kept.as_ref().filter(|kept| kept.is_due(report.year)) {
                observed.tables.unpack();
                kept.keep(report.year, simulation, observed).map_err(RunError::Output)?;
            } else if self.experiment.people >= MANY_PEOPLE {
                observed.tables.pack();
            }
        }
        Ok(())
    }

    fn of_cell<'a>(&'a self, asked: &'a Checkpoints, cell: &Cell) -> OfCell<'a> {
        let ranks = &*self.company.ranks;
        let folder = CheckpointFolder::new(&asked.partial, &cell.name, ranks.rank(), ranks.count());
        OfCell { asked, folder, ranks, last_year: self.experiment.last_year }
    }
}

impl OfCell<'_> {
    /// After the last year nothing is left to be lived.
    fn is_due(&self, year: Year) -> bool {
        let every = |years: u32| (year - *YEARS.start() + 1).unsigned_abs().is_multiple_of(years);
        year < self.last_year && self.asked.every.is_some_and(every)
    }

    fn keep<S: Encode>(&self, year: Year, simulation: &Simulation, observed: &CellState<S>) -> Result<(), OutputError> {
        let tables = observed.tables.observed().into_iter().filter(|table| !table.is_empty()).collect::<Vec<_>>();
        let worlds = bitcode::encode(&observed.worlds);
        let record = RunRecord { build: self.asked.build.clone(), ..RunRecord::default() };
        let country = |to: &mut dyn Write| simulation.save(to);
        let worlds = |to: &mut dyn Write| to.write_all(&worlds);
        self.folder.keep(year, &tables, &[(FILES[0], &country), (FILES[1], &worlds)], record)?;
        // The year before goes when all ranks have this one.
        self.ranks.sum(&mut [0]);
        self.folder.only(year);
        Ok(())
    }

    /// Takes up the newest year that all ranks have.
    fn resume<S: for<'b> Decode<'b>>(
        &self,
        simulation: &mut Simulation,
        observed: &mut CellState<S>,
    ) -> Result<Option<Year>, RunError> {
        if let Some(ranks) = self.folder.of_other_ranks() {
            let found = format!("its checkpoints are of {ranks} ranks, and this run has {}", self.ranks.count());
            return Err(self.refused(&self.asked.partial, &found));
        }
        let Some(year) = self.newest() else { return Ok(None) };
        let folder = self.folder.of_year(year);
        self.read(&folder, simulation, observed).map_err(|found| self.refused(&folder, &found))?;
        Ok(Some(year))
    }

    fn newest(&self) -> Option<Year> {
        let kept = self.folder.years();
        let mut have: Vec<i64> = YEARS.map(|year| i64::from(kept.contains(&year))).collect();
        self.ranks.sum(&mut have);
        let all = self.ranks.count() as i64;
        YEARS.zip(have).filter(|(_, ranks)| *ranks == all).map(|(year, _)| year).last()
    }

    fn read<S: for<'b> Decode<'b>>(
        &self,
        folder: &Path,
        simulation: &mut Simulation,
        observed: &mut CellState<S>,
    ) -> Result<(), String> {
        let record = RunRecord::read(folder).map_err(|error| error.to_string())?;
        if record.build != self.asked.build {
            return Err(format!("it was left by fastox {}, and this is {}", record.build, self.asked.build));
        }
        for file in &record.files {
            record.verify(folder, &file.name).map_err(|error| error.to_string())?;
        }
        let country = File::open(folder.join(FILES[0])).map_err(|error| error.to_string())?;
        simulation.resume(&mut BufReader::new(country)).map_err(|error| error.to_string())?;
        let worlds = std::fs::read(folder.join(FILES[1])).map_err(|error| error.to_string())?;
        observed.worlds = bitcode::decode(&worlds).map_err(|error| error.to_string())?;
        let specs = Tables::default().observed().map(Table::spec);
        let there = specs.into_iter().filter(|spec| record.files.iter().any(|file| file.name == spec.file_name()));
        let tables: Result<Vec<Table>, OutputError> =
            there.map(|spec| read_table(&folder.join(spec.file_name()), spec)).collect();
        let tables = tables.map_err(|error| error.to_string())?;
        observed.tables = Tables::default();
        observed.tables.append(&tables.iter().collect::<Vec<_>>());
        Ok(())
    }

    fn refused(&self, place: &Path, found: &str) -> RunError {
        let years = self.asked.partial.join("years");
        let help =
            format!("go on as it was begun, or remove `{}` to begin what was not finished anew", years.display());
        let message = format!("a cell cannot be gone on with: {found}");
        RunError::Input(Diagnostic::new(&place.display().to_string(), message).help(help).into())
    }
}
