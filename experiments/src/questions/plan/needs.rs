//! Rows, bytes and memory of a run from its sizes.
//!
//! ```text
//! bytes   Σ tables (fixed + rows × bytes a row) + summary + worlds
//! memory  base + largest cell (people × bytes of a person + accounts of its years) + rows of all tables
//! ```
//! Bytes a row were read from the manifests of seven runs of 1 to 12 worlds, 2,000 to 1,000,000 people, to 2040 and
//! 2075; a test lives small runs against them. They hold within a factor of 1.5 for a run, not for each table.

use super::Room;
use crate::run::{Cell, Pass, Ready};
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_model::accounts::PlaceAccounts;
use fastox_model::geography::PROVINCES;
use fastox_outputs::{Kind, TableSpec, tables};
use serde::Serialize;

/// What a run takes of memory and disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Needs {
    /// Cells.
    pub cells: usize,
    /// Files of the run's folder.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// The most bytes on disk while it runs: cells but the last lie beside the run they become.
    pub bytes_while_running: u64,
    /// The most memory of this machine, bytes.
    pub memory: u64,
    /// Rows of all tables.
    pub rows: u64,
}

/// What a table has of rows, and what they take.
struct TableCost {
    spec: &'static TableSpec,
    /// Bytes of a file without rows to speak of.
    fixed: f64,
    /// Bytes of a row on disk.
    row: f64,
    rows: fn(&Sums) -> f64,
}

const fn table(spec: &'static TableSpec, fixed: f64, row: f64, rows: fn(&Sums) -> f64) -> TableCost {
    TableCost { spec, fixed, row, rows }
}

/// All tables, in the order of the dictionary. Migration flows between more pairs of provinces the more people there
/// are, of 930.
const TABLES: [TableCost; 15] = [
    table(&tables::NATIONAL_YEAR, 51e3, 240.0, |s| s.lives * (s.years + 1.0)),
    table(&tables::PROVINCE_YEAR, 50e3, 160.0, |s| 31.0 * s.lives * (s.years + 1.0)),
    table(&tables::TRANSFERS, 12e3, 9.0, |s| 40.0 * s.world_years()),
    table(&tables::INCENTIVES, 13e3, 38.0, |s| 124.0 * s.world_years()),
    table(&tables::DECOMPOSITION, 9e3, 14.0, |s| s.regimes * 80.0),
    table(&tables::RANGE, 14e3, 17.0, |s| s.regimes * 312.0),
    table(&tables::UNCERTAINTY, 9e3, 120.0, |s| s.worlds * 24.0),
    table(&tables::DATES, 12.8e3, 5.0, |s| 32.0 * s.lives),
    table(&tables::INEQUALITY, 15e3, 33.0, |s| 10.0 * s.world_years()),
    table(&tables::COHORTS, 25e3, 40.0, |s| 10.0 * s.world_years()),
    table(&tables::MIGRATION, 12e3, 3.0, |s| (0.65 * s.people.sqrt()).min(930.0) * s.world_years()),
    table(&tables::LEDGER, 15e3, 7.0, |s| 230.0 * s.world_years()),
    // Worlds are alike in it, which compression finds.
    table(&tables::PEOPLE, 0.0, 5.5, |s| s.sample * s.central * s.years),
    table(&tables::FIT, 23e3, 10.0, |_| 400.0),
    table(&tables::DIAGNOSTICS, 11.5e3, 0.0, |_| 107.0),
];

/// Bytes a world in which no other is like it has more in the table of people.
const FIRST_PEOPLE_ROW: f64 = 6.0;
/// Of the program with its data, and of an adult: once, and in each course of life.
const PROGRAM: f64 = 38e6;
const PERSON: f64 = 14.0;
const COURSE: f64 = 19.0;
/// Bytes of memory for a byte of a table: vectors grow beyond what they hold, and tables are sorted as copies and
/// encoded from others.
const COPIES: f64 = 2.1;

/// Bytes of a checkpoint besides people and tables: blocks that are not full, and what is followed of a world. Measured of
/// 3,000 and of 300,000 people in four worlds.
const CHECKPOINT: f64 = 0.5e6;
const TRACKED: f64 = 0.25e6;

/// The sizes of a run.
struct Sums {
    people: f64,
    sample: f64,
    years: f64,
    regimes: f64,
    /// Of a seed and draw.
    worlds: f64,
    seeds: f64,
    /// Worlds lived under the central values, and under all.
    central: f64,
    lives: f64,
    /// Of the range pass.
    ranged: f64,
    drawn: bool,
}

impl Sums {
    fn of(ready: &Ready<'_>, cells: &[Cell], people: u64) -> Self {
        let experiment = ready.experiment;
        let lived = |keep: &dyn Fn(Pass) -> bool| {
            cells.iter().filter(|cell| keep(cell.pass)).map(|cell| cell.worlds().len() as f64).sum()
        };
        let worlds = ready.worlds_of(Pass::Draw(0)).specs.len() as f64;
        Self {
            people: people as f64,
            sample: experiment.sample.min(people) as f64,
            years: f64::from(experiment.last_year - 2020),
            regimes: worlds / experiment.responses.len() as f64,
            worlds,
            seeds: cells.iter().filter(|cell| cell.pass == Pass::Draw(0)).count() as f64,
            central: lived(&|pass| pass == Pass::Draw(0)),
            lives: lived(&|pass| pass != Pass::Range),
            ranged: lived(&|pass| pass == Pass::Range),
            drawn: cells.iter().any(|cell| matches!(cell.pass, Pass::Draw(1..))),
        }
    }

    fn world_years(&self) -> f64 {
        self.lives * self.years
    }

    fn tables(&self) -> impl Iterator<Item = &'static TableCost> {
        let drawn = self.drawn;
        TABLES.iter().filter(move |cost| drawn || cost.spec.name != tables::UNCERTAINTY.name)
    }

    /// The summary, by regime and world, and what worlds are summed up by.
    fn texts(&self) -> f64 {
        let summary = 11.8e3 * self.regimes + 1.7e3 * self.central;
        let worlds = 12.5e3 * self.central + 1.4e3 * (self.lives - self.central) + 3e3 * self.ranged;
        summary + worlds + if self.drawn { 6.5e3 * self.worlds } else { 0.0 }
    }

    fn bytes(&self) -> f64 {
        let tables: f64 = self.tables().map(|cost| cost.fixed + cost.row * (cost.rows)(self)).sum();
        tables + FIRST_PEOPLE_ROW * self.sample * self.seeds * self.years + self.texts()
    }

    fn rows(&self) -> f64 {
        self.tables().map(|cost| (cost.rows)(self)).sum()
    }

    /// Bytes of all tables in memory.
    fn held(&self) -> f64 {
        self.tables().map(|cost| (cost.rows)(self) * row_in_memory(cost.spec)).sum()
    }
}

fn row_in_memory(spec: &TableSpec) -> f64 {
    let column = |kind: Kind| match kind {
        Kind::Name | Kind::Category | Kind::Whole | Kind::WholeOrNone => 4.0,
        Kind::Count | Kind::CountOrNone | Kind::Fen | Kind::Number => 8.0,
    };
    spec.columns.iter().map(|known| column(known.kind)).sum()
}

/// What the people of a cell and the accounts of its years take.
fn in_memory(ready: &Ready<'_>, cell: &Cell, people: u64) -> f64 {
    let worlds = ready.worlds_of(cell.pass).some(cell.worlds());
    let people = if cell.pass == Pass::Range { ready.experiment.range_people.min(people) } else { people };
    let accounts = (PROVINCES + 1) * std::mem::size_of::<PlaceAccounts>();
    let years = (ready.experiment.last_year - 2020) as usize * worlds.specs.len();
    people as f64 * (PERSON + COURSE * worlds.courses() as f64) + (years * accounts) as f64
}

/// The cells that are kept before they become the run: all but the last.
fn kept_before(cells: &[Cell]) -> &[Cell] {
    cells.split_last().map_or(&[], |(_, kept)| kept)
}

/// Rows that are written: of the run, and of the cells that are kept before.
pub(super) fn rows_written(ready: &Ready<'_>, cells: &[Cell]) -> f64 {
    [cells, kept_before(cells)].map(|cells| Sums::of(ready, cells, ready.experiment.people).rows()).iter().sum()
}

impl Needs {
    /// Of these cells, and of the run they become.
    pub fn of(ready: &Ready<'_>, cells: &[Cell]) -> Self {
        Self::with(ready, cells, ready.experiment.people)
    }

    fn with(ready: &Ready<'_>, cells: &[Cell], people: u64) -> Self {
        let sums = Sums::of(ready, cells, people);
        // Each rank lives its share of the people and has all tables.
        let (ranks, here) = (ready.company.ranks.count(), ready.company.here);
        let share = people.div_ceil(ranks as u64);
        let largest = cells.iter().map(|cell| in_memory(ready, cell, share)).fold(0.0, f64::max);
        let bytes = sums.bytes();
        // A cell has its tables by itself.
        let fixed: f64 = TABLES.iter().map(|cost| cost.fixed).sum();
        let kept = kept_before(cells);
        let kept =
            if kept.is_empty() { 0.0 } else { Sums::of(ready, kept, people).bytes() + fixed * kept.len() as f64 };
        // A checkpoint goes when the next one lies there.
        let every = ready.checkpoints.as_ref().and_then(|kept| kept.every);
        let of_nation = cells.iter().map(|cell| in_memory(ready, cell, people)).fold(0.0, f64::max);
        let kept = kept + every.map_or(0.0, |_| 2.0 * (of_nation + bytes + CHECKPOINT + TRACKED * sums.worlds));
        Self {
            cells: cells.len(),
            // Tables, summary, worlds, manifest.
            files: sums.tables().count() + 3,
            bytes: bytes as u64,
            bytes_while_running: (bytes + kept) as u64,
            memory: (here as f64 * (PROGRAM + largest + COPIES * sums.held())) as u64,
            rows: sums.rows() as u64,
        }
    }

    fn fits(&self, room: Room) -> bool {
        room.memory.is_none_or(|free| self.memory <= free)
            && room.disk.is_none_or(|free| self.bytes_while_running <= free)
    }
}

/// Why cells do not fit, with the size that does.
pub(super) fn refusals(ready: &Ready<'_>, cells: &[Cell], room: Room) -> Report {
    let needs = Needs::of(ready, cells);
    let [where_memory_is, more_memory] = room.bound.in_words();
    let memory = room.memory.filter(|free| needs.memory > *free).map(|free| {
        let (needed, free) = (size(needs.memory), size(free));
        let message = format!("the run needs {needed} of memory, and {free} are free {where_memory_is}");
        let alone = Room { disk: None, ..room };
        Diagnostic::new("--people", message).help(fitting(ready, cells, alone, more_memory))
    });
    let disk = room.disk.filter(|free| needs.bytes_while_running > *free).map(|free| {
        let (needed, free) = (size(needs.bytes_while_running), size(free));
        let message = format!("the run needs {needed} of disk while it runs, and {free} are free");
        let alone = Room { memory: None, ..room };
        let more = "remove files there, or choose a folder on another disk with `--out`";
        Diagnostic::new("--out", message).help(fitting(ready, cells, alone, more))
    });
    Report(memory.into_iter().chain(disk).collect())
}

/// Refuses people who do not fit the memory that is left, even if they lead one course of life.
pub(super) fn too_many(people: u64, room: Room) -> Report {
    let needed = |people: u64| (PROGRAM + (PERSON + COURSE) * people as f64) as u64;
    let Some(free) = room.memory.filter(|free| needed(people) > *free) else { return Report(Vec::new()) };
    let [where_memory_is, more_memory] = room.bound.in_words();
    let (least, free_size) = (size(needed(people)), size(free));
    let message =
        format!("{people} people need at least {least} of memory, and {free_size} are free {where_memory_is}");
    let some = largest(people, |people| needed(people) <= free).filter(|people| *people >= 100);
    let help = some.map_or(more_memory.to_owned(), |people| so_many_fit(people, more_memory));
    Diagnostic::new("--people", message).help(help).into()
}

fn so_many_fit(people: u64, more: &str) -> String {
    format!("{people} people fit, as `--people {people}`; or {more}")
}

/// What would fit: fewer people, or else fewer cells; or what gives more room.
fn fitting(ready: &Ready<'_>, cells: &[Cell], room: Room, more: &str) -> String {
    let people = largest(ready.experiment.people, |people| Needs::with(ready, cells, people).fits(room));
    if let Some(people) = people.filter(|people| *people >= 100) {
        return so_many_fit(people, more);
    }
    let some = largest(cells.len() as u64, |cells_kept| Needs::of(ready, &cells[..cells_kept as usize]).fits(room));
    match some {
        Some(some) => format!(
            "{some} of {} cells fit; ask for fewer draws, seeds or regimes, or no range pass (`--range-people 0`), or {more}",
            cells.len()
        ),
        None => format!("nothing of it fits; ask for fewer regimes, and {more}"),
    }
}

/// The largest number below one that does not fit, in two digits.
fn largest(beyond: u64, fits: impl Fn(u64) -> bool) -> Option<u64> {
    let (mut low, mut high) = (0, beyond);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if fits(middle) { low = middle } else { high = middle }
    }
    let digits = 10_u64.pow(low.checked_ilog10()?.saturating_sub(1));
    Some(low / digits * digits)
}

/// Bytes as people read them.
pub(crate) fn size(bytes: u64) -> String {
    let bytes = bytes as f64;
    let units = [(1e12, "TB"), (1e9, "GB"), (1e6, "MB")];
    let found = units.into_iter().find(|(unit, _)| bytes >= *unit);
    let (unit, name) = found.unwrap_or((1e3, "kB"));
    let number = bytes / unit;
    if number < 10.0 { format!("{number:.1} {name}") } else { format!("{number:.0} {name}") }
}
