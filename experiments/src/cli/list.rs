//! `fastox list`: names to choose from, with a line on each.

use super::arguments::{ListArguments, Listed};
use super::exit::Failure;
use super::{say, say_json};
use crate::columns::aligned;
use crate::scenario;
use fastox_calibration::data;
use fastox_calibration::parameters::Parameters;
use fastox_model::pooling;
use fastox_outputs::tables;
use std::collections::BTreeMap;

/// The columns of a list: heads, and rows of cells under them.
struct List {
    heads: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

pub(super) fn list(asked: &ListArguments) -> Result<(), Failure> {
    let list = match asked.what {
        Listed::Clauses => clauses(),
        Listed::Parameters => parameters(),
        Listed::Scenarios => scenarios(),
        Listed::Tables => result_tables(),
        Listed::Data => data_sets(),
    };
    if asked.json { say_json(&list.objects()) } else { say(&aligned(&list.rows, list.heads.len())) }
}

impl List {
    fn new<const N: usize>(
        heads: [&'static str; N],
        rows: impl Iterator<Item = [String; N]>,
    ) -> Self {
        Self { heads: heads.to_vec(), rows: rows.map(|row| row.to_vec()).collect() }
    }

    fn objects(&self) -> Vec<BTreeMap<&str, &String>> {
        self.rows.iter().map(|row| self.heads.iter().copied().zip(row).collect()).collect()
    }
}

fn clauses() -> List {
    let row =
        |info: &pooling::ClauseInfo| [info.name, info.summary, info.source].map(str::to_owned);
    List::new(["name", "summary", "source"], pooling::ALL.iter().map(row))
}

/// Values stand as of 2025, the last year most of them were announced for.
fn parameters() -> List {
    let parameters = Parameters::embedded();
    let rows = parameters.iter().filter_map(|(name, parameter)| {
        let told = parameters.explain(name, None, 2025).ok()?;
        let title = format!("{} {}", parameter.title, parameter.title_zh);
        Some([name.to_owned(), told.value, parameter.kind.to_string(), title])
    });
    List::new(["name", "value", "kind", "title"], rows)
}

fn scenarios() -> List {
    let row = |(name, _): &(&str, &str)| {
        let regime = scenario::shipped(name).regime;
        [(*name).to_owned(), regime.title, regime.source]
    };
    List::new(["name", "title", "source"], scenario::SHIPPED.iter().map(row))
}

fn result_tables() -> List {
    let row = |table: &&fastox_outputs::TableSpec| {
        [table.name, table.title, table.title_zh].map(str::to_owned)
    };
    List::new(["name", "title", "title_zh"], tables::ALL.iter().map(row))
}

fn data_sets() -> List {
    let row = |(name, _, sidecar): &(&str, &str, &str)| {
        let about: toml::Table = sidecar.parse().expect("sidecars are ours and tested");
        let text =
            |key: &str| about.get(key).and_then(toml::Value::as_str).unwrap_or("").to_owned();
        [(*name).to_owned(), text("quality"), text("period"), text("title")]
    };
    List::new(["name", "quality", "period", "title"], data::FILES.iter().map(row))
}
