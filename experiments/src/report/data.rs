//! The data of the page: one compact JSON, made of the tables of a run.

use super::grid::Places;
use super::measures::{Measure, prices};
use super::names::{colour, regime, response};
use super::tiles::Shown;
use super::trust::accounts;
use super::{Rules, RunTables, World, cohorts, curve, fans, finding, worlds};
use crate::catalogue::chinese;
use crate::questions::sandbox::{self, AXES, OUTCOMES, Rule};
use crate::questions::sensitivity::{Scale, Selected};
use crate::results::money::{HEADS_IN_WORDS, MONEY_IN_WORDS};
use fastox_calibration::fitted::DECLARED_BOUNDS;
use fastox_calibration::parameters::Parameters;
use fastox_model::geography::Province;
use fastox_outputs::Table;
use serde_json::{Value, json};

/// Worlds with numbers by province; those beyond would make the page too large to send.
pub(super) const MOST_WORLDS: usize = 24;

/// Worlds, years and seeds of a run.
pub(super) fn places(tables: &RunTables) -> Places {
    let manifest = &tables.record.manifest;
    let years = (manifest.first_year + 1..=manifest.last_year).collect();
    Places { worlds: worlds(&tables.national_year), years, seeds: manifest.seeds.len() }
}

/// The world that is shown first: as enacted with governments that answer, or the first that responds; and the year.
pub(super) fn shown(places: &Places) -> Shown {
    let responds = |world: &World| world.1 != "fixed";
    let enacted = |world: &World| world.0 == "national-pooling" && world.1 == "responding";
    let find = |kept: &dyn Fn(&World) -> bool| places.worlds.iter().position(kept);
    let world = find(&enacted).or_else(|| find(&responds)).unwrap_or(0);
    let year = places.years.iter().position(|year| *year == 2035).unwrap_or(places.years.len().saturating_sub(1));
    Shown { world, year }
}

/// All of it.
pub(super) fn data(tables: &RunTables, places: &Places, measures: &[Measure]) -> Value {
    let kept = measures.iter().find(|measure| measure.id == "kept");
    let response = tables.rules.as_ref().zip(kept).map(|(rules, kept)| curve::response(rules, places, &kept.grid));
    let first = shown(places);
    let analysed = tables.analysis.as_ref().map(|analysis| &analysis.tornado);
    json!({
        "run": tables.run,
        "first": [first.world, first.year],
        "years": places.years,
        "provinces": Province::all().map(|p| json!([p.code(), p.name(), p.name_zh()])).collect::<Value>(),
        "worlds": places.worlds.iter().map(|world| named(tables, places, world)).collect::<Value>(),
        "measures": measures.iter().map(|measure| coded(measure, places)).collect::<Value>(),
        "fans": fans::fans(tables, places, &prices(&tables.national_year, places)),
        "response": response,
        "bound": tables.rules.as_ref().map(at_their_bound),
        "cohorts": cohorts::cohorts(&tables.cohorts, places),
        "accounts": accounts(&tables.fit),
        "tornado": analysed.map(tornado),
        "headlines": analysed.map(headlines),
        "parameters": analysed.map(parameters),
        "analysis": tables.analysis.as_ref().map(|analysis| &analysis.command),
        "words": { "money": MONEY_IN_WORDS, "heads": HEADS_IN_WORDS },
        "sandbox": grid_of_rules(),
    })
}

/// Codes of the provinces whose fitted share of wages that is declared is the least that the fit allows.
fn at_their_bound(rules: &Rules) -> Vec<u8> {
    let is_at = |p: &Province| rules.fitted.provinces[p.index()].declared_share <= DECLARED_BOUNDS.0;
    Province::all().filter(is_at).map(Province::code).collect()
}

fn named(tables: &RunTables, places: &Places, world: &World) -> Value {
    json!({
        "regime": world.0,
        "response": world.1,
        "title": regime(tables, &world.0),
        "answer": response(&world.1),
        "colour": colour(&places.worlds, &world.0),
        "finding": finding::finding(tables, world),
    })
}

fn coded(measure: &Measure, places: &Places) -> Value {
    let worlds = 0..places.worlds.len().min(MOST_WORLDS);
    json!({
        "id": measure.id,
        "title": measure.title,
        "unit": measure.unit.names,
        "times": measure.unit.times,
        "digits": measure.digits,
        "tiles": measure.on_tiles,
        "ends": measure.grid.ends(),
        "beyond": measure.grid.beyond(),
        "worlds": worlds.map(|world| measure.grid.coded(world, measure.digits)).collect::<Value>(),
    })
}

fn tornado(table: &Table) -> Value {
    let (headlines, parameters) = (table.column_name("headline"), table.column_name("parameter"));
    let [low, central, high] = ["value_at_low", "value_at_central", "value_at_high"].map(|c| table.column_number(c));
    let number = |value: f64| if value.is_finite() { json!(value) } else { Value::Null };
    let row = |row: usize| {
        json!([headlines[row], parameters[row], number(low[row]), number(central[row]), number(high[row])])
    };
    (0..table.rows()).map(row).collect()
}

/// The headlines of a tornado: titles, and how their numbers are shown.
fn headlines(table: &Table) -> Value {
    let named = |name: &&str| {
        let known = Selected::all().into_iter().find(|selected| selected.name == *name);
        let title = known.map_or(*name, |selected| selected.title);
        let (unit, times, digits) = match known.map(|selected| selected.scale) {
            Some(Scale::Percent) => (["%", "%"], 100.0, 2),
            Some(Scale::Points) => (["points", "百分点"], 1.0, 2),
            Some(Scale::Year) => (["", ""], 1.0, 0),
            Some(Scale::Ratio) | None => (["", ""], 1.0, 3),
        };
        let year = known.is_some_and(|selected| selected.is_year());
        let title = [title.to_owned(), chinese(title).unwrap_or_else(|| title.to_owned())];
        ((*name).to_owned(), json!({ "title": title, "unit": unit, "times": times, "digits": digits, "year": year }))
    };
    table.column_name("headline").iter().map(named).collect::<serde_json::Map<_, _>>().into()
}

/// Titles of the parameters of a tornado, English and Chinese, without what follows the first pause: a chart has room
/// for a few words.
fn parameters(table: &Table) -> Value {
    let known = Parameters::embedded();
    let titled = |name: &&str| {
        let titles = known.get(name).map_or([*name, *name], |parameter| [&*parameter.title, &*parameter.title_zh]);
        ((*name).to_owned(), json!(titles.map(in_short)))
    };
    table.column_name("parameter").iter().map(titled).collect::<serde_json::Map<_, _>>().into()
}

fn in_short(title: &str) -> &str {
    let pauses = [", ", "; ", ": ", " (", " relative to ", "，", "：", "（"];
    pauses.iter().fold(title, |short, pause| short.split(pause).next().unwrap_or(short))
}

fn grid_of_rules() -> Value {
    let axes = AXES.iter().zip(Rule::ENACTED.values()).map(|(axis, enacted)| {
        let (id, title, values, switch) = (axis.id, axis.title, axis.values, axis.is_switch);
        json!({ "id": id, "title": title, "values": values, "switch": switch, "enacted": enacted })
    });
    let outcomes = OUTCOMES
        .iter()
        .map(|o| json!({ "title": o.title, "unit": o.unit.names, "times": o.unit.times, "digits": o.digits }));
    json!({
        "axes": axes.collect::<Value>(),
        "outcomes": outcomes.collect::<Value>(),
        "rules": sandbox::shipped().map(|table| table.rules),
        "people": sandbox::PEOPLE,
        "last_year": sandbox::LAST_YEAR,
    })
}
