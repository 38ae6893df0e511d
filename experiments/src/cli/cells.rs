//! Cells on disk: what a run that goes on, a part of a run and a merge read and keep.

use super::exit::Failure;
use crate::results::tables::Tables;
use crate::run::{Cell, Kept, Lived, WORLDS};
use fastox_calibration::parameters::diagnostic::{Diagnostic, several};
use fastox_outputs::{Manifest, OutputError, RunFolder, RunRecord, Table, read_table};
use std::path::Path;

/// Keeps a cell in the folder of its run.
pub(super) fn keep(folder: &RunFolder, cell: &Cell, lived: &Lived) -> Result<(), OutputError> {
    let kept = Kept { weight: lived.weight, worlds: lived.worlds().to_vec() };
    let tables: Vec<&Table> = lived.tables.observed().into_iter().filter(|table| !table.is_empty()).collect();
    folder.keep_cell(&cell.name, &tables, (WORLDS, &kept.to_bytes()))
}

/// What was lived before of the run in this folder: by the run that is finished, and by cells that were kept.
pub(super) fn known(folder: &RunFolder, asked: &Manifest) -> Result<Lived, Failure> {
    let mut lived = Lived::default();
    let finished = folder.destination();
    if finished.exists() {
        let record = super::finished::record(finished)?;
        same(finished, &record.manifest, asked)?;
        lived.append(read(finished, Some(&record))?);
        nothing_less(finished, &record.manifest, asked)?;
    }
    if let Some(record) = folder.announced()? {
        same(folder.partial(), &record.manifest, asked)?;
        nothing_less(folder.partial(), &record.manifest, asked)?;
    }
    for cell in folder.cells()? {
        lived.append(read(&cell, None)?);
    }
    Ok(lived)
}

/// The tables and worlds of a folder; those of a finished run are still as it left them.
fn read(folder: &Path, record: Option<&RunRecord>) -> Result<Lived, Failure> {
    let mut tables = Vec::new();
    for spec in Tables::default().observed().map(Table::spec) {
        let path = folder.join(spec.file_name());
        if let Some(record) = record {
            record.verify(folder, &spec.file_name())?;
        } else if !path.exists() {
            continue;
        }
        tables.push(read_table(&path, spec)?);
    }
    if let Some(record) = record {
        record.verify(folder, WORLDS)?;
    }
    let path = folder.join(WORLDS);
    let text = crate::asked::file::read(&path)?;
    let kept: Kept = serde_json::from_str(&text).map_err(|error| {
        let message = format!("this is not what a cell leaves: {error}");
        Diagnostic::new(&path.display().to_string(), message).help("remove the folder and go on with `--resume`")
    })?;
    Ok(Lived::read(&tables, kept.worlds, kept.weight))
}

/// Cells of another question do not fit.
fn same(folder: &Path, known: &Manifest, asked: &Manifest) -> Result<(), Failure> {
    if known.same_but_for_cells(asked) {
        return Ok(());
    }
    let message =
        "this run answers another question: only regimes, responses, seeds, draws and points may be added to it";
    let mut differs = differences(known, asked);
    if !known.same_first_points(asked) {
        differs.push("the points of its design".to_owned());
    }
    if differs.is_empty() {
        differs.push("parameters or data of the program".to_owned());
    }
    let help = format!("it differs in {}; choose another folder with `--out`", several(differs));
    Err(Diagnostic::new(&folder.display().to_string(), message).help(help).into())
}

/// A parameter or a regime of the reader's, with both values if they are short.
fn in_words(name: &str, known: &Manifest, asked: &Manifest) -> String {
    let value = |manifest: &Manifest| manifest.overrides.get(name).cloned().unwrap_or_else(|| "as shipped".to_owned());
    let [first, other] = [value(known), value(asked)];
    let short = first.len().max(other.len()) <= 60;
    if short { format!("{name} ({first} and {other})") } else { name.to_owned() }
}

/// What differs, in words.
pub(super) fn differences(known: &Manifest, asked: &Manifest) -> Vec<String> {
    let facts = |m: &Manifest| {
        [
            ("experiment", m.experiment.clone()),
            ("people", m.people.to_string()),
            ("last year", m.last_year.to_string()),
            ("people of the range pass", m.range_people.to_string()),
            ("version", m.version.clone()),
            ("embedded data", m.data_checksum.chars().take(8).collect()),
            ("shipped parameters", m.parameters_checksum.chars().take(8).collect()),
        ]
    };
    let facts = facts(known).into_iter().zip(facts(asked)).filter(|(a, b)| a.1 != b.1);
    let mut differs: Vec<String> = facts.map(|((name, a), (_, b))| format!("{name} ({a} and {b})")).collect();
    let names = known.overrides.keys().chain(asked.overrides.keys());
    let changed = names.filter(|name| known.overrides.get(*name) != asked.overrides.get(*name));
    differs.extend(changed.map(|name| in_words(name, known, asked)).collect::<std::collections::BTreeSet<_>>());
    differs
}

/// Neither a finished run nor one that was begun is made smaller.
fn nothing_less(folder: &Path, known: &Manifest, asked: &Manifest) -> Result<(), Failure> {
    let Some(lost) = beyond(known, asked) else { return Ok(()) };
    let message = format!("the run has {lost}, which was not asked for");
    let help = "ask for everything it has and more, or choose another folder with `--out`";
    Err(Diagnostic::new(&folder.display().to_string(), message).help(help).into())
}

/// A merge makes the run that the first part was asked for; what another part adds to it would be lost.
pub(super) fn as_other_parts(folder: &RunFolder, asked: &Manifest) -> Result<(), Failure> {
    let Some(record) = folder.announced()? else { return Ok(()) };
    let Some(more) = beyond(asked, &record.manifest) else { return Ok(()) };
    let message = format!("this part has {more}, which other parts of the run do not have");
    let help = "ask every part for the same run, or choose another folder with `--out`";
    Err(Diagnostic::new(&folder.partial().display().to_string(), message).help(help).into())
}

/// Worlds, seeds, draws and points of a run that another has not, in words.
fn beyond(run: &Manifest, other: &Manifest) -> Option<String> {
    let worlds = run.worlds.iter().filter(|world| !other.worlds.contains(world)).map(|world| format!("`{world}`"));
    let seeds = run.seeds.iter().filter(|seed| !other.seeds.contains(seed)).map(|seed| format!("seed {seed}"));
    let draws = (run.draws > other.draws).then(|| format!("{} draws", run.draws));
    let points = (run.points() > other.points()).then(|| format!("a design of {} points", run.points()));
    let more: Vec<String> = worlds.chain(seeds).chain(draws).chain(points).collect();
    (!more.is_empty()).then(|| several(more))
}
