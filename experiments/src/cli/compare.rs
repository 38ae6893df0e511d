//! `fastox compare`.

use super::arguments::CompareArguments;
use super::cells::differences;
use super::exit::Failure;
use super::finished;
use super::lines::note;
use super::{say_json, say_text, terminal};
use crate::questions::compare::{self, Difference, NamedRun, decomposition_to_text, to_text};
use crate::results::columns::Terminal;
use crate::results::summary::{Decomposition, Summary};
use crate::run::titles_in_chinese;
use fastox_calibration::parameters::diagnostic::{Diagnostic, several};
use fastox_outputs::language::typed;
use fastox_outputs::{Manifest, RunRecord, tables};
use std::path::Path;

pub(super) fn compare(asked: &CompareArguments) -> Result<(), Failure> {
    let folder = finished::run(asked.first.as_deref())?;
    refuse_itself(&folder, asked.other.as_deref())?;
    let first = read(&folder)?;
    let differences = match &asked.other {
        None => compare::worlds(&first),
        Some(other) => against(&folder, &first, other)?,
    };
    if differences.is_empty() {
        return Err(nothing_in_common(&folder, asked.other.as_deref()));
    }
    // Within a run, the differences between regimes are also divided into what rules do and what reactions add.
    let parts = if asked.other.is_none() { Decomposition::means(&first) } else { Vec::new() };
    if asked.json {
        let measures = differences.iter().map(|d| d.measure).chain(parts.iter().map(|part| part.measure));
        let units = compare::units(measures);
        say_json(&serde_json::json!({ "differences": differences, "decomposition": parts, "units": units }))
    } else {
        let titles = titles_in_chinese(&RunRecord::read(&folder)?.manifest);
        let terminal = Terminal { titles: &titles, ..terminal() };
        say_text(&(to_text(&differences, terminal) + &decomposition_to_text(&parts, terminal)))
    }
}

fn refuse_itself(first: &Path, other: Option<&Path>) -> Result<(), Failure> {
    match other.map(|other| [first, other].map(std::fs::canonicalize)) {
        Some([Ok(one), Ok(two)]) if one == two => {
            let help = "name another run; without one, its worlds are compared with each other";
            Err(Diagnostic::new(&first.display().to_string(), "this run is named twice").help(help).into())
        }
        _ => Ok(()),
    }
}

/// A run beside another; what they differ in is said once there is something to compare.
fn against(folder: &Path, first: &Summary, other: &Path) -> Result<Vec<Difference>, Failure> {
    let second = read(other)?;
    let manifests = [RunRecord::read(folder)?.manifest, RunRecord::read(other)?.manifest];
    let names = [folder, other].map(|run| run.display().to_string());
    let [one, two] = [(0, first), (1, &second)].map(|(place, summary)| NamedRun {
        name: &names[place],
        summary,
        last_year: manifests[place].last_year,
    });
    let found = compare::runs(one, two);
    if !found.is_empty() {
        caution(&manifests);
        without_partner(&names[0], first, &names[1], &second);
        without_partner(&names[1], &second, &names[0], first);
    }
    Ok(found)
}

/// Says which worlds of a run the other one lacks.
fn without_partner(name: &str, own: &Summary, partner: &str, other: &Summary) {
    let (worlds, known) = (own.names(), other.names());
    let alone: Vec<String> =
        worlds.iter().filter(|world| !known.contains(world)).map(|world| typed(&world.to_string())).collect();
    if !alone.is_empty() {
        let (alone, count, all) = (several(&alone), alone.len(), worlds.len());
        note(&format!("note: {count} of {all} worlds of `{name}` are not in `{partner}`: {alone}"));
    }
}

/// Says on stderr in what two runs differ.
fn caution(manifests: &[Manifest; 2]) {
    for differs in differences(&manifests[0], &manifests[1]) {
        note(&format!("note: the runs differ in {differs}"));
    }
    if manifests[0].last_year != manifests[1].last_year {
        note("note: left out is what adds up to the last year of each run");
    }
}

fn nothing_in_common(first: &Path, other: Option<&Path>) -> Failure {
    let first = first.display();
    Failure::failed(match other {
        None => format!("error: `{first}` has only one world\n = help: name a second run, or run more regimes"),
        Some(other) => format!(
            "error: `{first}` and `{}` have no world and seed in common\n = help: run both with the same regimes, \
             responses and seeds",
            other.display()
        ),
    })
}

/// The summary of a run.
fn read(run: &Path) -> Result<Summary, Failure> {
    let path = finished::verified(run, Summary::FILE_NAME)?;
    // A summary bears no manifest; that of its folder is the run's if a table says so.
    finished::believed(run, &tables::NATIONAL_YEAR)?;
    let file = path.display().to_string();
    let text = crate::asked::file::read(&path)?;
    serde_json::from_str(&text).map_err(|error| {
        let help = "run the experiment again with this version of fastox";
        Diagnostic::new(&file, format!("this is not the summary of a run: {error}")).help(help).into()
    })
}
