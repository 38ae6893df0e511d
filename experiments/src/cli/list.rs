//! `fastox list`: names to choose from, with a line on each.

use super::arguments::{ListArguments, Listed};
use super::clean::unfinished;
use super::exit::Failure;
use super::finished::{self, RUNS};
use super::{say_json, say_text};
use crate::asked::schema::{SCHEMAS, Schema};
use crate::asked::{papers, scenario};
use crate::results::columns::aligned;
use fastox_calibration::data;
use fastox_calibration::parameters::{Explanation, Parameters, topic};
use fastox_model::geography::Province;
use fastox_model::pooling;
use fastox_model::units::Year;
use fastox_outputs::{Manifest, RunRecord, tables};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The columns of a list: heads, and rows of cells under them.
struct List {
    heads: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

pub(super) fn list(asked: &ListArguments) -> Result<(), Failure> {
    let list = match asked.what {
        Listed::Clauses => clauses(),
        Listed::Parameters => return parameters(asked.json),
        Listed::Scenarios => scenarios(),
        Listed::Experiments => experiments(),
        Listed::Runs => runs(),
        Listed::Tables => result_tables(),
        Listed::Data => data_sets(),
        Listed::Schemas if asked.json => return schemas_as_json(),
        Listed::Schemas => schemas(),
    };
    if asked.json { say_json(&list.objects()) } else { say_text(&aligned(&list.rows, list.heads.len())) }
}

impl List {
    fn new<const N: usize>(heads: [&'static str; N], rows: impl Iterator<Item = [String; N]>) -> Self {
        Self { heads: heads.to_vec(), rows: rows.map(|row| row.to_vec()).collect() }
    }

    fn objects(&self) -> Vec<BTreeMap<&str, &String>> {
        self.rows.iter().map(|row| self.heads.iter().copied().zip(row).collect()).collect()
    }
}

fn schemas() -> List {
    let row = |schema: &Schema| {
        [schema.name.to_owned(), schema.title.to_owned(), format!("experiments/schemas/{}.json", schema.name)]
    };
    List::new(["name", "title", "file"], SCHEMAS.iter().map(row))
}

fn schemas_as_json() -> Result<(), Failure> {
    say_json(&SCHEMAS.iter().map(|schema| (schema.name, schema.value())).collect::<BTreeMap<_, _>>())
}

fn clauses() -> List {
    let row = |info: &pooling::ClauseInfo| [info.name, info.summary, info.source].map(str::to_owned);
    List::new(["name", "summary", "source"], pooling::ALL.iter().map(row))
}

/// The last year most parameters were announced for.
const NOW: Year = 2025;

/// Every parameter as it stands now, topic by topic.
fn parameters(json: bool) -> Result<(), Failure> {
    let parameters = Parameters::embedded();
    let names: Vec<&str> = parameters.names().collect();
    some_parameters(&parameters, &names, None, NOW, json)
}

/// These parameters as they stand in a year, in a province or nationally, topic by topic.
pub(super) fn some_parameters(
    parameters: &Parameters,
    names: &[&str],
    province: Option<Province>,
    year: Year,
    json: bool,
) -> Result<(), Failure> {
    let explained = names.iter().filter_map(|name| parameters.explain(name, province, year).ok());
    let explained: Vec<Explanation> = explained.collect();
    if json {
        return say_json(&explained.iter().map(brief).collect::<Vec<_>>());
    }
    // All topics stand in the same columns.
    let rows: Vec<Vec<String>> = explained.iter().map(cells).collect();
    let lines = aligned(&rows, 6);
    let mut text = String::new();
    let mut last = "";
    for (parameter, line) in explained.iter().zip(lines.lines()) {
        let topic = topic(&parameter.name);
        if topic != last {
            let gap = if last.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}{topic}");
            last = topic;
        }
        let _ = writeln!(text, "  {line}");
    }
    say_text(&text)
}

fn cells(parameter: &Explanation) -> Vec<String> {
    let elsewhere = match parameter.provinces.len() {
        1 if parameter.number.is_some() => ", 1 province apart".to_owned(),
        n @ 2.. if parameter.number.is_some() => format!(", {n} provinces apart"),
        _ => String::new(),
    };
    let title = format!("{} {}", parameter.title, parameter.title_zh);
    vec![
        parameter.name.clone(),
        format!("{}{elsewhere}", parameter.value),
        parameter.kind.to_string(),
        parameter.quality.to_string(),
        read_by(parameter).to_owned(),
        title,
    ]
}

/// Who reads it: a run, a command for one person, a calibration.
fn read_by(parameter: &Explanation) -> &'static str {
    parameter.effect.map_or("", |effect| effect.read_by)
}

/// What a list holds of a parameter; `explain` has the rest.
fn brief(parameter: &Explanation) -> serde_json::Value {
    json!({
        "name": parameter.name,
        "topic": topic(&parameter.name),
        "value": parameter.value,
        "unit": parameter.unit,
        "kind": parameter.kind,
        "quality": parameter.quality,
        "read_by": read_by(parameter),
        "title": parameter.title,
        "title_zh": parameter.title_zh,
        "provinces": parameter.provinces.len(),
    })
}

fn scenarios() -> List {
    let row = |(name, _): &(&str, &str)| {
        let regime = scenario::shipped(name).regime;
        [(*name).to_owned(), regime.title, regime.source]
    };
    List::new(["name", "title", "source"], scenario::SHIPPED.iter().map(row))
}

fn experiments() -> List {
    let row = |(name, _): &(&str, &str)| {
        let read = papers::named(name, &Parameters::embedded()).and_then(Result::ok).expect("shipped and tested");
        let text = |text: Option<String>| text.unwrap_or_default();
        [(*name).to_owned(), text(read.time), text(read.question), text(read.source)]
    };
    List::new(["name", "time", "question", "source"], papers::PAPERS.iter().map(row))
}

/// The runs of [`RUNS`], the newest last, then what was begun and not finished.
fn runs() -> List {
    let row = |(record, folder): (RunRecord, PathBuf)| {
        let Manifest { people, worlds, seeds, draws, .. } = &record.manifest;
        let what = format!("{people} people, {} worlds, {} seeds, {draws} draws", worlds.len(), seeds.len());
        [folder.display().to_string(), record.started, what]
    };
    let unfinished = unfinished(Path::new(RUNS)).into_iter();
    let open = unfinished.map(|path| [path.display().to_string(), "unfinished".to_owned(), String::new()]);
    List::new(["folder", "started", "what"], finished::runs().into_iter().map(row).chain(open))
}

fn result_tables() -> List {
    let row = |table: &fastox_outputs::TableSpec| [table.name, table.title, table.title_zh].map(str::to_owned);
    List::new(["name", "title", "title_zh"], tables::every().map(row))
}

fn data_sets() -> List {
    let row = |(name, _, sidecar): &(&str, &str, &str)| {
        let about: toml::Table = sidecar.parse().expect("sidecars are ours and tested");
        let text = |key: &str| about.get(key).and_then(toml::Value::as_str).unwrap_or("").to_owned();
        [(*name).to_owned(), text("quality"), text("period"), text("title")]
    };
    List::new(["name", "quality", "period", "title"], data::FILES.iter().map(row))
}
