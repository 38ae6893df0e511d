//! What the commands read of a finished run.

use super::exit::Failure;
use super::lines::note;
use crate::asked::meant::near;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_outputs::{Manifest, OutputError, PARTIAL, RunRecord, Table, TableSpec, read_manifest, read_table};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where runs are left unless `--out` says otherwise.
pub(super) const RUNS: &str = "outputs/runs";

/// The run that was named, or the newest in [`RUNS`], which is then said on stderr.
pub(super) fn run(named: Option<&Path>) -> Result<PathBuf, Report> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let Some((_, newest)) = runs().pop() else {
        let help = "give the folder of a run, or make one with `fastox run`";
        return Err(Diagnostic::new(RUNS, "no run was named and none is here").help(help).into());
    };
    note(&format!("the newest run: {}", newest.display()));
    Ok(newest)
}

/// The finished runs in [`RUNS`], the newest last.
pub(super) fn runs() -> Vec<(RunRecord, PathBuf)> {
    let folders = std::fs::read_dir(RUNS).into_iter().flatten().flatten().map(|entry| entry.path());
    let finished = folders.filter(|folder| !folder.to_string_lossy().ends_with(PARTIAL));
    let mut runs: Vec<_> = finished.filter_map(|folder| Some((RunRecord::read(&folder).ok()?, folder))).collect();
    // Times are written so that their order is that of their text.
    runs.sort_by(|(a, at), (b, other)| (&a.started, at).cmp(&(&b.started, other)));
    runs
}

/// A file of the run's folder; without it, the folder is not that of a run.
pub(super) fn file(run: &Path, name: &str) -> Result<PathBuf, Report> {
    let path = run.join(name);
    let lies = run.display().to_string();
    match path.metadata() {
        Ok(found) if found.is_file() => return Ok(path),
        // What is there cannot be seen.
        Err(found) if found.kind() == ErrorKind::PermissionDenied => {
            let message = format!("the folder `{lies}` cannot be read: {found}");
            return Err(Diagnostic::new(&lies, message).help("check that you may read it").into());
        }
        _ => {}
    }
    if !run.exists() {
        let meant = [run.to_owned(), Path::new(RUNS).join(run)].map(|folder| near(&folder));
        let meant = meant.into_iter().find(|meant| !meant.is_empty()).unwrap_or_default();
        let help = format!("{meant}give a folder that `fastox run` has written, as `outputs/runs/main-1`");
        return Err(Diagnostic::new(&lies, format!("there is no folder `{lies}`")).help(help).into());
    }
    let message = format!("`{lies}` is not the folder of a run: it has no `{name}`");
    let help = "give a folder that `fastox run` has written, as `outputs/runs/main-1`";
    Err(Diagnostic::new(&path.display().to_string(), message).help(help).into())
}

/// The record of the run.
pub(super) fn record(run: &Path) -> Result<RunRecord, Report> {
    let path = file(run, RunRecord::FILE_NAME)?;
    RunRecord::read(run)
        .map_err(|error| Diagnostic::new(&path.display().to_string(), error.to_string()).help(error.help()).into())
}

/// A file of the run that is still as the run left it.
pub(super) fn verified(run: &Path, name: &str) -> Result<PathBuf, Failure> {
    let path = file(run, name)?;
    record(run)?.verify(run, name)?;
    Ok(path)
}

/// A table of the run, its worlds in the order of the experiment, at the central parameters: what reads a run reads
/// draw 0.
pub(super) fn table(run: &Path, spec: &'static TableSpec) -> Result<Table, Failure> {
    Ok(table_of_draws(run, spec)?.of_draw(0))
}

/// The same with the rows of all draws.
pub(super) fn table_of_draws(run: &Path, spec: &'static TableSpec) -> Result<Table, Failure> {
    Ok(stored(run, spec)?.in_order_of(&record(run)?.manifest.worlds))
}

/// A table as it lies in the folder of its run.
pub(super) fn stored(run: &Path, spec: &'static TableSpec) -> Result<Table, Failure> {
    Ok(rows_of_run(&believed(run, spec)?, spec, &record(run)?.manifest)?)
}

/// A table whose rows are of its run.
pub(super) fn rows_of_run(path: &Path, spec: &'static TableSpec, manifest: &Manifest) -> Result<Table, OutputError> {
    let table = read_table(path, spec)?;
    let is_foreign = |found| OutputError::Foreign { path: path.to_owned(), expected: "what this run left", found };
    foreign(&table, manifest).map_or(Ok(table), |found| Err(is_foreign(found)))
}

/// What is wrong with a row that the run cannot have left, whatever its checksum: it stands there twice, or is of a year,
/// a seed or a regime that was not lived.
fn foreign(table: &Table, manifest: &Manifest) -> Option<String> {
    let has = |keys: &[&str]| keys.iter().all(|key| table.spec().keys.contains(key));
    let year = || {
        let lived = manifest.first_year..=manifest.last_year;
        table.column_whole("year").iter().find(|year| !lived.contains(year)).map(|year| format!("the year {year}"))
    };
    let seed = || {
        let lived = |seed: &i64| manifest.seeds.iter().any(|known| *known as i64 == *seed);
        table.column_count("seed").iter().find(|seed| !lived(seed)).map(|seed| format!("the seed {seed}"))
    };
    let regime = || {
        let known: BTreeSet<&str> =
            manifest.worlds.iter().filter_map(|world| Some(world.rsplit_once(' ')?.0)).collect();
        let worlds = table.column_name("world");
        worlds.into_iter().find(|world| !known.contains(world)).map(|world| format!("the regime `{world}`"))
    };
    let of_a_world = has(&["world", "seed"]);
    let keys = of_a_world.then(|| seed().or_else(regime)).flatten();
    let keys = keys.or_else(|| (of_a_world && has(&["year"])).then(year).flatten());
    keys.or_else(|| table.repeated_key().map(|row| format!("row {row} stands there twice")))
}

/// The file of a table that the run left, and that bears the manifest beside it.
pub(super) fn believed(run: &Path, spec: &'static TableSpec) -> Result<PathBuf, Failure> {
    let path = verified(run, &spec.file_name())?;
    if read_manifest(&path)? != record(run)?.manifest {
        return Err(OutputError::OtherRun { path }.into());
    }
    Ok(path)
}
