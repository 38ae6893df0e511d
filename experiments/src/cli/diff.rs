//! `fastox diff`.

use super::arguments::DiffArguments;
use super::cells::differences;
use super::exit::Failure;
use super::finished::{record, stored};
use super::{say_json, say_text};
use crate::questions::difference::TableDifference;
use fastox_outputs::{TableSpec, tables};

/// The tables in which runs are held against each other.
const TABLES: [&TableSpec; 3] = [&tables::NATIONAL_YEAR, &tables::PROVINCE_YEAR, &tables::PEOPLE];

pub(super) fn diff(asked: &DiffArguments) -> Result<(), Failure> {
    let (first, other) = (asked.first.as_path(), asked.other.as_path());
    let inputs = differences(&record(first)?.manifest, &record(other)?.manifest);
    let found: Vec<TableDifference> = TABLES
        .into_iter()
        .map(|spec| Ok(TableDifference::of(&stored(first, spec)?, &stored(other, spec)?)))
        .collect::<Result<_, Failure>>()?;
    if asked.json {
        return say_json(&serde_json::json!({ "inputs": inputs, "tables": found }));
    }
    let asked = inputs.iter().map(|input| format!("asked otherwise: {input}\n"));
    let parted = found.iter().filter_map(|table| table.parting.as_ref()).map(|parting| parting.year).min();
    let last = match parted {
        Some(year) => format!("the runs part in {year}\n"),
        None if found.iter().all(|table| table.shared == 0) => "the runs share no row\n".to_owned(),
        None => "no row that both runs have differs\n".to_owned(),
    };
    let lines: Vec<String> = asked.chain(found.iter().map(ToString::to_string)).chain([last]).collect();
    say_text(&lines.concat())
}
