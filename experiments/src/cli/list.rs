//! `fastox list`: names to choose from, with a line on each.

use super::arguments::{ListArguments, Listed};
use super::clean::unfinished;
use super::exit::Failure;
use super::finished::{self, RUNS};
use super::lines::{language, note};
use super::{say_json, say_text};
use crate::asked::scenario::{REFORMS, Reform};
use crate::asked::schema::{SCHEMAS, Schema};
use crate::asked::{papers, scenario};
use crate::catalogue::chinese;
use crate::results::columns::{aligned, counted, translated};
use fastox_calibration::data;
use fastox_calibration::parameters::{Explanation, Parameters, topic};
use fastox_model::geography::Province;
use fastox_model::pooling;
use fastox_model::units::Year;
use fastox_outputs::language::typed;
use fastox_outputs::{Language, Manifest, RunRecord, tables};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The columns of a list: heads, and rows of cells under them. The first column is what is typed.
struct List {
    heads: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

pub(super) fn list(asked: &ListArguments) -> Result<(), Failure> {
    let list = match asked.what {
        Listed::Clauses => clauses(),
        Listed::Parameters => return parameters(asked.json),
        Listed::Scenarios => scenarios(),
        Listed::Reforms => reforms(),
        Listed::Experiments => experiments(),
        Listed::Runs => runs(),
        Listed::Tables => result_tables(),
        Listed::Data => data_sets(),
        Listed::Schemas if asked.json => return schemas_as_json(),
        Listed::Schemas => schemas(),
    };
    if asked.what == Listed::Runs && list.rows.is_empty() {
        note(&format!("no run is in `{RUNS}`: make one with `fastox run`, or stand where its `outputs` lie"));
    }
    if asked.json { say_json(&list.objects()) } else { say_text(&aligned(&list.shown(language()), list.heads.len())) }
}

impl List {
    fn new<const N: usize>(heads: [&'static str; N], rows: impl Iterator<Item = [String; N]>) -> Self {
        Self { heads: heads.to_vec(), rows: rows.map(|row| row.to_vec()).collect() }
    }

    /// The rows as a reader of this language is shown them, with one title.
    fn shown(&self, language: Language) -> Vec<Vec<String>> {
        let other = language.of("title_zh", "title");
        let left_out =
            if self.heads.contains(&"title_zh") { self.heads.iter().position(|head| *head == other) } else { None };
        let row = |row: &Vec<String>| {
            let cells = row.iter().enumerate().filter(|(column, _)| Some(*column) != left_out);
            cells.map(|(column, cell)| if column == 0 { typed(cell) } else { told(cell) }).collect()
        };
        self.rows.iter().map(row).collect()
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
            let _ = writeln!(text, "{gap}{}", typed(topic));
            last = topic;
        }
        let _ = writeln!(text, "  {line}");
    }
    say_text(&text)
}

/// A cell as its reader is told it, before columns are as wide as their cells.
fn told(cell: &str) -> String {
    translated(cell, language()).into_owned()
}

/// The value, and which provinces have another: in that year, or else in other years.
fn value(parameter: &Explanation) -> String {
    let value = typed(&parameter.value);
    let other: Vec<_> = parameter.provinces.iter().filter(|own| own.value != parameter.value).collect();
    match (other.as_slice(), parameter.provinces.len()) {
        (_, 0) => value,
        _ if parameter.number.is_none() => parameter.value.clone(),
        ([], n) => format!("{value}, other years differ in {}", counted(n, "province")),
        ([only], _) => format!("{value}, but {} in {}", typed(&only.value), only.province),
        (several, _) => format!("{value}, other values in {}", counted(several.len(), "province")),
    }
}

fn cells(parameter: &Explanation) -> Vec<String> {
    let value = value(parameter);
    let title = language().of(&parameter.title, &parameter.title_zh).clone();
    [
        typed(&parameter.name),
        value,
        parameter.kind.to_string(),
        parameter.quality.to_string(),
        read_by(parameter).to_owned(),
        title,
    ]
    .map(|cell| told(&cell))
    .to_vec()
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
        let [title, title_zh] = scenario::titles(name).expect("shipped scenarios have titles").clone();
        [(*name).to_owned(), title, title_zh, scenario::shipped(name).regime.source]
    };
    List::new(["name", "title", "title_zh", "source"], scenario::SHIPPED.iter().map(row))
}

fn reforms() -> List {
    let row = |(name, text): &(&str, &str)| {
        let read = Reform::parse(name, text, &Parameters::embedded()).unwrap_or_else(|report| panic!("{report}"));
        let title_zh = read.title_zh.or_else(|| chinese(&read.title)).unwrap_or_else(|| read.title.clone());
        [(*name).to_owned(), read.title, title_zh, read.source]
    };
    List::new(["name", "title", "title_zh", "source"], REFORMS.iter().map(row))
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
        let counts = [(worlds.len(), "world"), (seeds.len(), "seed"), (*draws as usize, "draw")];
        let [worlds, seeds, draws] = counts.map(|(number, one)| counted(number, one));
        let what = format!("{people} people, {worlds}, {seeds}, {draws}");
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
        [(*name).to_owned(), text("quality"), text("period"), text("title"), text("title_zh")]
    };
    List::new(["name", "quality", "period", "title", "title_zh"], data::FILES.iter().map(row))
}
