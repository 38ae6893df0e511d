//! Cells that are stopped in a year and gone on with leave what an undisturbed one leaves.

use super::ranks::{Thread, ranks};
use super::*;
use crate::asked::experiment::Regime;
use crate::run::{Checkpoints, Kept};
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// Clauses that remember and give orders, reforms, and worlds that share a course of life until 2022.
fn asked() -> (Experiment, Parameters) {
    let regimes = ["full-package", "national-pooling", "delayed-retirement"];
    let regimes = regimes.map(|name| Regime::Shipped(name.to_owned())).to_vec();
    let experiment = Experiment { regimes, people: 2_000, range_people: 0, last_year: 2027, ..small() };
    (experiment, Parameters::embedded())
}

/// Tables, worlds, and the years that were lived.
type Left = (Vec<Table>, Vec<u8>, Vec<Year>);

/// How a cell is lived.
#[derive(Clone, Copy)]
struct Asked<'a> {
    folder: &'a Path,
    every: Option<u32>,
    build: &'a str,
    /// The process ends when it has lived that year.
    stopped_in: Option<Year>,
}

/// What one rank leaves, if it is not stopped.
fn lived_by(rank: Thread, how: Asked<'_>) -> Result<Left, RunError> {
    let (experiment, parameters) = asked();
    let scenarios = scenarios(&experiment, &parameters).expect("shipped regimes");
    let fitted = Fitted::shipped();
    let ready = Ready::new(&experiment, &scenarios, &parameters, &fitted, 64).expect("no draws").on(Arc::new(rank));
    let checkpoints = Checkpoints { partial: how.folder.to_owned(), every: how.every, build: how.build.to_owned() };
    let ready = ready.with_checkpoints(Some(checkpoints));
    let mut years = Vec::new();
    let lived = ready.live(&ready.missing(&Lived::default())[0], &mut |now| {
        if now.kept {
            assert_eq!(years, [2020], "a year that was kept is told after the opening");
            return;
        }
        assert!(Some(now.year) != how.stopped_in, "the process ends here");
        years.push(now.year);
    })?;
    let kept = Kept { weight: lived.weight, worlds: lived.worlds().to_vec() };
    Ok((lived.tables.observed().map(Table::clone).to_vec(), kept.to_bytes(), years))
}

/// What rank 0 of so many leaves; nothing if they were stopped.
fn lived(count: usize, how: Asked<'_>) -> Option<Result<Left, RunError>> {
    thread::scope(|scope| {
        let running = ranks(count).into_iter().map(|rank| scope.spawn(move || lived_by(rank, how)));
        let running: Vec<_> = running.collect();
        let mut ended = running.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>().into_iter();
        ended.next().expect("a rank").ok()
    })
}

#[test]
fn a_cell_goes_on_from_the_last_year_that_was_kept() {
    let undisturbed = tempfile::tempdir().expect("a folder");
    let how = Asked { folder: undisturbed.path(), every: None, build: "this", stopped_in: None };
    let (tables, worlds, _) = lived(1, how).expect("not stopped").expect("a cell");
    assert!(std::fs::read_dir(undisturbed.path()).expect("a folder").next().is_none(), "nothing is kept unasked");
    for count in [1, 3] {
        let home = tempfile::tempdir().expect("a folder");
        let how = Asked { folder: home.path(), every: Some(2), ..how };
        // The second stop is before anything more was kept; the third falls after a year that was not.
        for stopped_in in [2022, 2024, 2025, 2026] {
            assert!(lived(count, Asked { stopped_in: Some(stopped_in), ..how }).is_none(), "{stopped_in}");
        }
        let (again, worlds_again, years) =
            lived(count, Asked { every: None, ..how }).expect("not stopped").expect("a cell");
        assert_eq!(years, [2020, 2025, 2026, 2027], "the opening, and what was left");
        assert!(again == tables, "{count} ranks");
        assert!(worlds_again == worlds, "{count} ranks");
    }
}

#[test]
fn a_checkpoint_of_others_is_refused_and_a_damaged_one_is_not_read() {
    let home = tempfile::tempdir().expect("a folder");
    let how = Asked { folder: home.path(), every: Some(1), build: "this", stopped_in: Some(2024) };
    assert!(lived(1, how).is_none());
    let refused = |count, build: &'static str| {
        let how = Asked { build, stopped_in: None, ..how };
        lived(count, how).expect("not stopped").expect_err("it is refused").to_string()
    };
    assert!(refused(1, "another").contains("it was left by fastox this, and this is another"));
    assert!(refused(2, "this").contains("its checkpoints are of 1 ranks, and this run has 2"));
    let files = walk(home.path());
    assert!(files.iter().any(|file| file.ends_with("2023/country.bin")), "{files:?}");
    assert!(!files.iter().any(|file| file.ends_with("2022/country.bin")), "the year before is gone");
    for file in files.iter().filter(|file| !file.ends_with("manifest.json")) {
        let whole = std::fs::read(file).expect("a file");
        let mut damaged = whole.clone();
        damaged[whole.len() / 2] ^= 1;
        for other in [damaged, whole[..whole.len() - 1].to_vec()] {
            std::fs::write(file, other).expect("written");
            assert!(refused(1, "this").contains("its checksum is not the one"), "{}", file.display());
        }
        std::fs::write(file, whole).expect("written");
    }
    let goes_on = lived(1, Asked { stopped_in: None, ..how }).expect("not stopped").expect("a cell");
    assert_eq!(goes_on.2, [2020, 2024, 2025, 2026, 2027]);
}

/// All files below a folder.
fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
