//! A run that several ranks live together: what they must agree on before a year is lived.
//!
//! Rank 0 alone reads and writes the folder of the run; the others live the same cells and keep nothing.

use super::{Cell, Ready};
use fastox_calibration::data;
use fastox_model::ranks::Ranks;
use fastox_outputs::Manifest;
use std::fs;
use std::sync::Arc;

/// The ranks of a run.
#[derive(Clone, Debug)]
pub(crate) struct Company {
    pub ranks: Arc<dyn Ranks>,
    /// How many of them are on this machine, as far as rank 0 knows.
    pub here: usize,
}

impl Company {
    /// All ranks ask for it together.
    pub fn of(ranks: Arc<dyn Ranks>) -> Self {
        let own = fs::read("/proc/sys/kernel/hostname").unwrap_or_default();
        let names = ranks.gather(own.clone()).unwrap_or_default();
        let here = names.iter().filter(|name| **name == own).count().max(1);
        Self { ranks, here }
    }
}

impl Ready<'_> {
    /// The same, lived by several ranks, which all ask for it together.
    #[must_use]
    pub fn on(self, ranks: Arc<dyn Ranks>) -> Self {
        Self { company: Company::of(ranks), ..self }
    }

    /// Whether all ranks were asked for this run, by the same program.
    pub fn is_asked_of_all(&self, manifest: &Manifest) -> bool {
        let checksum = data::checksum_of([(crate::BUILD, manifest.to_json().as_str())]);
        let own = i64::from_str_radix(&checksum[..8], 16).expect("a checksum in hexadecimal digits");
        let ranks = &self.company.ranks;
        let mut sum = [own];
        ranks.sum(&mut sum);
        sum == [own * ranks.count() as i64]
    }

    /// On every rank, those of the cells `asked` for that rank 0 says are missing.
    pub fn agreed(&self, asked: &[Cell], missing: &[Cell]) -> Vec<Cell> {
        let is_missing = |cell: &Cell, place: &usize| {
            let same = |other: &&Cell| (other.pass, other.seed) == (cell.pass, cell.seed);
            missing.iter().filter(same).any(|other| other.worlds.contains(place))
        };
        let places = asked.iter().flat_map(|cell| cell.worlds.iter().map(move |place| (cell, place)));
        let mut flags: Vec<i64> = places.map(|(cell, place)| i64::from(is_missing(cell, place))).collect();
        if self.company.ranks.rank() > 0 {
            flags.fill(0);
        }
        self.company.ranks.sum(&mut flags);
        let mut flags = flags.into_iter();
        let some = asked.iter().map(|cell| {
            let places: Vec<usize> = cell.worlds.iter().copied().filter(|_| flags.next() == Some(1)).collect();
            Cell::new(cell.pass, cell.seed, places, self.worlds_of(cell.pass))
        });
        some.filter(|cell| !cell.worlds.is_empty()).collect()
    }
}
