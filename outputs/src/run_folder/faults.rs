//! Every step of writing a run fails in turn: what lies at the destination is a whole run or nothing, and whoever goes on
//! finds all that was kept.

use super::{Abandoned, CheckpointFolder, RunFolder};
use crate::disk::faults::{Fault, plan, steps};
use crate::tables::TRANSFERS;
use crate::{Cell, Manifest, OutputError, RunRecord, Table};
use std::fs;
use std::io::Write;
use std::path::Path;

fn table(fen: i64) -> Table {
    let mut table = Table::new(&TRANSFERS);
    let mut row = table.row();
    row.set("world", "unified").set("response", "fixed").set("draw", 0).set("seed", 1_u32).set("year", 2030);
    row.set("province", 44).set("clause", "gap").set("counterparty", "pool").set("amount_fen", Cell::Fen(fen));
    row.set("amount_yuan", Cell::Fen(fen)).done();
    table
}

/// A run of one cell, put together from it.
fn write(destination: &Path, fen: i64) -> Result<(), OutputError> {
    let mut folder = RunFolder::resume(destination)?;
    folder.announce(&RunRecord::default())?;
    for year in [2021, 2022] {
        keep_year(&folder, year, fen)?;
    }
    folder.keep_cell("cell", &[&table(fen)], ("worlds", b"1"))?;
    folder.drop_checkpoints("cell");
    folder.write_tables(&[&table(fen)], &Manifest::default())?;
    folder.write_file("summary", b"whole")?;
    folder.write_record(RunRecord::default())?;
    folder.finish().map(drop)
}

fn years_of(folder: &RunFolder) -> CheckpointFolder {
    CheckpointFolder::new(folder.partial(), "cell", 0, 1)
}

fn keep_year(folder: &RunFolder, year: i32, fen: i64) -> Result<(), OutputError> {
    let people = |to: &mut dyn Write| to.write_all(b"people");
    years_of(folder).keep(year, &[&table(fen)], &[("country", &people)], RunRecord::default())?;
    years_of(folder).only(year);
    Ok(())
}

/// The newest year that is found has all its files; says which it is.
fn newest_year_is_whole(destination: &Path) -> Option<i32> {
    let years = years_of(&RunFolder::look(destination).expect("a folder"));
    let newest = *years.years().last()?;
    let folder = years.of_year(newest);
    let record = RunRecord::read(&folder).expect("a year has its record");
    assert_eq!(record.files.len(), 2);
    for file in &record.files {
        record.verify(&folder, &file.name).expect("as it was kept");
    }
    Some(newest)
}

/// Nothing, or a run in which every file is as it was written; says whether it is there.
fn is_whole(destination: &Path) -> bool {
    if !destination.exists() {
        return false;
    }
    let record = RunRecord::read(destination).expect("a run has its record");
    assert_eq!(record.files.len(), 2);
    for file in &record.files {
        record.verify(destination, &file.name).expect("as it was written");
    }
    true
}

/// Every cell that is found has all its files.
fn cells_are_whole(destination: &Path) {
    for cell in RunFolder::look(destination).expect("a folder").cells().expect("cells") {
        let mut names: Vec<_> = fs::read_dir(&cell).expect("a cell").flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        assert_eq!(names, ["transfers.parquet", "worlds"], "{}", cell.display());
    }
}

fn each_step(replaces: bool, fault: fn(u32) -> Fault) -> u32 {
    let (mut step, mut found) = (0, None);
    loop {
        let home = tempfile::tempdir().expect("a folder");
        let destination = home.path().join("läuft");
        if replaces {
            plan(Fault::None);
            write(&destination, 1).expect("written");
        }
        plan(fault(step));
        let written = write(&destination, 2);
        let reached = steps();
        plan(Fault::None);
        // The former run or the new one: one of the two is there, at the destination or where the message says.
        let kept = home.path().join("läuft.partial/former");
        let there = is_whole(&destination);
        assert!(!replaces || there || kept.exists(), "step {step}: {written:?}");
        assert!(written.is_err() || there, "step {step}: a run that is not there was called written");
        cells_are_whole(&destination);
        let year = newest_year_is_whole(&destination);
        assert!(found.is_none_or(|before| year.is_none_or(|year| year >= before)), "step {step}: a year is lost");
        found = year;
        // Whoever goes on makes it whole, whatever was left, and leaves nothing beside it.
        write(&destination, 2).unwrap_or_else(|error| panic!("step {step}: {error}"));
        assert!(is_whole(&destination));
        let left: Vec<_> =
            fs::read_dir(home.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(left, ["läuft"], "step {step}");
        if reached <= step {
            return step;
        }
        step += 1;
    }
}

#[test]
fn a_full_disk_at_any_step_leaves_a_whole_run_or_none() {
    for replaces in [false, true] {
        let steps = each_step(replaces, Fault::At);
        assert!(steps >= 12, "{steps}");
    }
}

#[test]
fn a_process_killed_at_any_step_leaves_a_whole_run_or_none() {
    for replaces in [false, true] {
        let steps = each_step(replaces, Fault::From);
        assert!(steps >= 12, "{steps}");
    }
}

#[test]
fn removing_an_unfinished_run_loses_no_finished_one() {
    let mut step = 0;
    loop {
        let home = tempfile::tempdir().expect("a folder");
        let destination = home.path().join("läuft");
        plan(Fault::None);
        write(&destination, 1).expect("written");
        let folder = RunFolder::resume(&destination).expect("a folder");
        folder.keep_cell("cell", &[&table(2)], ("worlds", b"1")).expect("kept");
        let partial = folder.partial().to_owned();
        // As a process leaves it that is killed between its two moves.
        fs::rename(&destination, partial.join("former")).expect("moved");
        drop(folder);
        plan(Fault::From(step));
        let removed = Abandoned::look(&partial).expect("read").expect("of a run").remove();
        let reached = steps();
        plan(Fault::None);
        assert!(is_whole(&destination) || is_whole(&partial.join("former")), "step {step}: {removed:?}");
        cells_are_whole(&destination);
        if reached <= step {
            assert!(removed.expect("removed") && is_whole(&destination) && !partial.exists());
            return;
        }
        step += 1;
    }
}
