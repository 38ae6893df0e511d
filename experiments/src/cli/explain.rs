//! `fastox explain`: all that is known about one name, or a line on each parameter of a group.

mod meant;

use super::arguments::ExplainArguments;
use super::exit::Failure;
use super::lines::{fitting_file, language};
use super::list::some_parameters;
use super::values::{self, Problems};
use super::{say, say_json, say_text};
use crate::asked::papers::PAPERS;
use crate::asked::scenario::{self, REFORMS, Stated};
use crate::results::columns::aligned;
use crate::results::headlines::Headline;
use fastox_calibration::data;
use fastox_calibration::inputs::projected::Projection;
use fastox_calibration::inputs::{FIRST_YEAR, LAST_YEAR};
use fastox_calibration::parameters::Parameters;
use fastox_model::geography::Province;
use fastox_model::pooling::{ClauseInfo, ParameterInfo};
use fastox_model::units::Year;
use fastox_outputs::language::typed;
use fastox_outputs::{Column, Language, TableSpec, tables};
use serde_json::json;

pub(super) fn explain(asked: &ExplainArguments) -> Result<(), Failure> {
    let mut problems = Problems::default();
    let province = asked.province.as_deref().and_then(|p| problems.keep(values::province(p)));
    let mut year = 2025;
    problems.set(&mut year, Some(&asked.year), values::year);
    problems.none()?;
    let parameters = Parameters::embedded();
    let exact = titled(&parameters, |title| title == asked.name);
    let name = if let [only] = exact[..] { only } else { asked.name.as_str() };
    let known = parameters.get(name).is_some();
    if let Some((text, value)) = other(name).filter(|_| !known) {
        return if asked.json { say_json(&value) } else { text.say() };
    }
    let group =
        if is_chinese(name) { titled(&parameters, |title| title.contains(name)) } else { parameters.group(name) };
    if !known && !group.is_empty() {
        return some_parameters(&parameters, &group, province, year, asked.json);
    }
    let explained = parameters.explain(name, province, year);
    let mut explanation = explained.map_err(|_| meant::message(&parameters, name))?;
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
        Projection::prepare(&parameters, year).explain(&mut explanation, province);
    }
    let levers = levers(&parameters, name, province, year);
    if asked.json {
        let mut value = json!(explanation);
        value["scenarios"] = levers.iter().map(|[place, value]| json!({ "in": place, "value": value })).collect();
        return say_json(&value);
    }
    let rows: Vec<Vec<String>> =
        levers.iter().map(|[place, value]| vec![format!("  {}", typed(place)), value.clone()]).collect();
    say_text(&(explanation.lines(language()) + &aligned(&rows, 2)))
}

/// The parameters whose Chinese title fits.
fn titled(parameters: &Parameters, fits: impl Fn(&str) -> bool) -> Vec<&str> {
    parameters.iter().filter(|(_, known)| fits(&known.title_zh)).map(|(name, _)| name).collect()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| c > '\u{2e7f}')
}

/// What shipped scenarios make of a parameter: where and what. Clauses state a value of their own or follow the
/// parameter; reforms change it in their world.
fn levers(parameters: &Parameters, name: &str, province: Option<Province>, year: Year) -> Vec<[String; 2]> {
    let stated = scenario::stated(name).into_iter().map(|(place, stated)| {
        let Stated { clause, key, value } = stated;
        let what = value.map_or_else(|| "follows it".to_owned(), |value| format!("states {value}"));
        [place.to_owned(), format!("`{key}` of `{clause}` {what}")]
    });
    let reformed = scenario::names().into_iter().filter_map(|place| {
        let overlays = scenario::shipped(place).overlays;
        overlays.iter().any(|overlay| overlay.names().any(|changed| changed == name)).then(|| {
            let mut own = parameters.clone();
            for overlay in &overlays {
                own.apply(overlay);
            }
            let explained = own.explain(name, province, year).map(|shown| shown.value);
            [place.to_owned(), format!("{} in {year}, by reform", explained.unwrap_or_default())]
        })
    });
    stated.chain(reformed).collect()
}

/// What is said of a name that is no parameter.
enum Said {
    /// In the words of the program.
    Text(String),
    /// Files as they are.
    File(String),
}

impl Said {
    fn say(&self) -> Result<(), Failure> {
        match self {
            Self::Text(text) => say_text(text),
            Self::File(text) => say(&fitting_file(text)),
        }
    }
}

/// What a name stands for that is no parameter, as text and as JSON.
fn other(name: &str) -> Option<(Said, serde_json::Value)> {
    let clause = ClauseInfo::find(name).map(clause);
    let shipped = clause.or_else(|| shipped(name)).or_else(|| tables::find(name).map(table));
    shipped.or_else(|| set(name)).or_else(|| columns(name)).or_else(|| outcome(name))
}

/// Files that ship: scenarios, reforms, experiments.
fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    [scenario::SHIPPED, REFORMS, PAPERS].into_iter().flatten().copied()
}

/// A clause and what may be set of it.
fn clause(info: &ClauseInfo) -> (Said, serde_json::Value) {
    let ClauseInfo { name, summary, source, parameters } = info;
    let mut text = format!("{}: {summary}\n  source          {source}\n", typed(name));
    if !parameters.is_empty() {
        let heads = ["parameter", "default", "vary", "unit", "meaning", "source"];
        let heads = heads.map(str::to_owned).to_vec();
        let rows: Vec<Vec<String>> = std::iter::once(heads).chain(parameters.iter().map(cells)).collect();
        text = format!("{text}\n{}", aligned(&rows, 6));
    }
    let parameters: Vec<serde_json::Value> = parameters.iter().map(parameter).collect();
    let value = json!({ "name": name, "summary": summary, "source": source, "parameters": parameters });
    (Said::Text(text), value)
}

const GIVEN: &str = "to be given";

fn cells(parameter: &ParameterInfo) -> Vec<String> {
    let ParameterInfo { default, range, unit, text, source, .. } = parameter;
    let (default, range) = (default.unwrap_or(GIVEN), range.unwrap_or(""));
    let default = if default == GIVEN { default.to_owned() } else { typed(default) };
    let mut cells = vec![typed(&parameter.name()), default, typed(range), typed(unit)];
    cells.extend([text, source].map(|text| (*text).to_owned()));
    cells
}

fn parameter(parameter: &ParameterInfo) -> serde_json::Value {
    let ParameterInfo { default, range, unit, text, source, .. } = parameter;
    let name = parameter.name();
    json!({ "name": name, "default": default, "range": range, "unit": unit, "meaning": text, "source": source })
}

/// A scenario, by its name or its Chinese title, a reform or an experiment: its file, and another of that name.
fn shipped(name: &str) -> Option<(Said, serde_json::Value)> {
    let name = scenario::named(name, &scenario::names()).unwrap_or(name);
    // A reform has the name of the scenario that is national pooling with it.
    let texts: Vec<&str> = files().filter(|(shipped, _)| *shipped == name).map(|(_, text)| text).collect();
    let (first, more) = texts.split_first()?;
    Some((Said::File(texts.join("\n")), json!({ "name": name, "toml": first, "more": more })))
}

fn table(spec: &'static TableSpec) -> (Said, serde_json::Value) {
    let cells = |c: &Column| {
        let meaning = language().of(c.meaning, c.meaning_zh);
        vec![typed(c.name), typed(c.kind.describe()), c.unit.to_owned(), typed(meaning)]
    };
    let rows: Vec<Vec<String>> = spec.columns.iter().map(cells).collect();
    let columns: Vec<serde_json::Value> = spec.columns.iter().map(column).collect();
    let title = language().of(spec.title, spec.title_zh);
    let text = format!("{}: {title}\n\n{}", typed(spec.name), aligned(&rows, 4));
    (Said::Text(text), json!({ "name": spec.name, "title": spec.title, "columns": columns }))
}

fn column(column: &Column) -> serde_json::Value {
    let Column { name, kind, unit, meaning, meaning_zh } = column;
    let kind = kind.describe();
    json!({ "name": name, "type": kind, "unit": unit, "meaning": meaning, "meaning_zh": meaning_zh })
}

/// What the columns of this name hold, and the tables that have them.
fn columns(name: &str) -> Option<(Said, serde_json::Value)> {
    let mut found: Vec<(&Column, Vec<&str>)> = Vec::new();
    for table in tables::every() {
        let Some(one) = table.columns.iter().find(|column| column.name == name) else { continue };
        let alike = |known: &Column| known.kind.describe() == one.kind.describe() && known.meaning == one.meaning;
        match found.iter_mut().find(|(known, _)| alike(known)) {
            Some((_, tables)) => tables.push(table.name),
            None => found.push((one, vec![table.name])),
        }
    }
    let text = found.iter().map(|(one, tables)| {
        let meaning = typed(language().of(one.meaning, one.meaning_zh));
        let rows = [
            ("type", typed(one.kind.describe())),
            ("unit", one.unit.to_owned()),
            ("tables", typed(&tables.join(", "))),
        ];
        let rows = rows.map(|(head, value)| vec![format!("  {head}"), value]);
        format!("{}: {meaning}\n{}", typed(name), aligned(&rows, 2))
    });
    let text: Vec<String> = text.collect();
    let value = found.iter().map(|(one, tables)| {
        let mut value = column(one);
        value["tables"] = json!(tables);
        value
    });
    let value = value.collect();
    (!text.is_empty()).then(|| (Said::Text(text.join("\n")), value))
}

/// A number that a world is summed up by; `evaluate` has it once more against another regime.
fn outcome(name: &str) -> Option<(Said, serde_json::Value)> {
    let Headline { name, title, unit, in_summary, .. } = Headline::find(name.strip_prefix("vs_").unwrap_or(name))?;
    let one_world = Headline::of_one_world().any(|headline| headline.name == *name);
    let places = [("summary.json", *in_summary), ("fastox evaluate", one_world), ("fastox sensitivity", one_world)];
    let places: Vec<&str> = places.into_iter().filter_map(|(place, has)| has.then_some(place)).collect();
    let rows = [("unit", unit.name(language()).to_owned()), ("given by", typed(&places.join(", ")))];
    let rows = rows.map(|(head, value)| vec![format!("  {head}"), value]);
    let text = format!("{}: {title}\n{}", typed(name), aligned(&rows, 2));
    let unit = unit.name(Language::English);
    Some((Said::Text(text), json!({ "name": name, "title": title, "printed_in": unit, "given_by": places })))
}

/// An embedded data set: its sidecar.
fn set(name: &str) -> Option<(Said, serde_json::Value)> {
    let (_, _, sidecar) = data::FILES.iter().find(|(set, _, _)| *set == name)?;
    let about: toml::Table = sidecar.parse().expect("sidecars are ours and tested");
    Some((Said::File((*sidecar).to_owned()), json!(about)))
}
