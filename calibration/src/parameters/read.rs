//! Reading a parameter file: a tree of tables whose leaves are parameters.

use super::change::LastRead;
use super::parameter::{Kind, Parameter, Prior, ProvincePath, Quality, Source, display_date};
use super::timeline::{START, Timeline};
use crate::parameters::diagnostic::document::Fields;
use crate::parameters::diagnostic::item::Item;
use crate::parameters::diagnostic::nearest;
use crate::parameters::quantity::Unit;
use fastox_model::geography::Province;
use fastox_model::units::{Month, Year};
use std::collections::BTreeMap;

const DATED: &str = "{ 2027 = \"16 %\", 2030-07 = \"18 %\" }";
/// Stands for the values of a parameter that has none for the nation.
const BY_PROVINCE: &str = "by province";

/// What a value must satisfy, whether it stands in a parameter file or in an overlay.
pub(super) struct Rule<'a> {
    pub name: &'a str,
    pub unit: Unit,
    pub choices: &'a [String],
    pub range: (f64, f64),
    /// Values to this year are on record and may lie outside.
    pub recorded: Option<Year>,
    /// What to do about a value outside the range.
    pub remedy: String,
}

/// The parameters of a table and of the tables in it. A table with anything but tables in it is a parameter.
pub(super) fn tree(fields: &Fields<'_>, into: &mut BTreeMap<String, Parameter>) {
    for item in fields.items() {
        let Some(inner) = item.fields("[group.name]") else { continue };
        let group = inner.items().iter().all(|i| i.as_fields().is_some() && i.key != "values");
        if group {
            tree(&inner, into);
        } else if let Some(parameter) = parameter(&item.path, &inner) {
            into.insert(item.path.clone(), parameter);
        }
    }
}

fn parameter(name: &str, fields: &Fields<'_>) -> Option<Parameter> {
    let before = fields.document().problems();
    let read = complete(name, fields);
    fields.refuse_others();
    read.filter(|_| fields.document().problems() == before)
}

/// Reads every field before it gives up, so that all problems are reported.
fn complete(name: &str, fields: &Fields<'_>) -> Option<Parameter> {
    let text = |key| fields.get(key).and_then(|item| item.text("\"…\"")).map(str::to_owned);
    let needed = |key| fields.need(key, "\"…\"").and_then(|i| i.text("\"…\"")).map(str::to_owned);
    let (title, title_zh, symbol) = (needed("title"), needed("title_zh"), text("symbol"));
    let (method, because, note) = (text("method"), text("because"), text("note"));
    let kind = fields.need("kind", "\"law\"").and_then(|item| item.choice("there is no kind", &Kind::NAMES));
    let kind = kind.map(|position| Kind::ALL[position]);
    let quality = fields.need("quality", "\"published\"").and_then(|item| quality(&item));
    let sources = fields.need("source", "[{ title = \"…\" }]").and_then(|item| sources(&item));
    let last_confirmed = fields.get("last_confirmed").and_then(|i| i.integer("2025"));
    match kind {
        Some(Kind::Estimate) => drop(fields.need("method", "\"…\"")),
        Some(Kind::Assumption) => drop(fields.need("because", "\"…\"")),
        _ => {}
    }
    let last_confirmed = last_confirmed.map(|year| year as Year);
    // What a statistic was may lie beyond what a run can live; what a law says may not.
    let recorded = last_confirmed.filter(|_| kind != Some(Kind::Law));
    let numbers = numbers(name, fields, recorded)?;
    Some(Parameter {
        title: title?,
        title_zh: title_zh?,
        symbol,
        unit: numbers.unit,
        choices: numbers.choices,
        kind: kind?,
        national: numbers.national,
        provinces: numbers.provinces,
        range: numbers.range,
        sweep: numbers.sweep,
        sources: sources?,
        quality: quality?,
        note,
        last_confirmed,
        method,
        standard_error: numbers.standard_error,
        prior: numbers.prior,
        because,
        changed_by: Vec::new(),
        changes: Vec::new(),
        filed: None,
        last_read: LastRead::default(),
    })
}

/// The fields that are quantities: they can be read only once the unit is known.
struct Numbers {
    unit: Unit,
    choices: Vec<String>,
    national: Option<Timeline>,
    provinces: BTreeMap<Province, ProvincePath>,
    range: (f64, f64),
    sweep: Option<(f64, f64)>,
    standard_error: Option<f64>,
    prior: Option<Prior>,
}

fn numbers(name: &str, fields: &Fields<'_>, recorded: Option<Year>) -> Option<Numbers> {
    let units: Vec<&str> = Unit::names().collect();
    let values = fields.need("values", DATED);
    let (range, choices) = (fields.get("range"), fields.get("choices"));
    let (sweep, error, own) = (fields.get("sweep"), fields.get("standard_error"), fields.get("province"));
    let unit = fields.need("unit", "\"%\"")?.choice("there is no unit", &units)?;
    let unit = Unit::from_name(units[unit])?;
    let choices = words(fields, choices.as_ref(), unit)?;
    let range = match unit {
        Unit::Choice => (0.0, choices.len() as f64 - 1.0),
        _ => pair(name, &range.or_else(|| fields.need("range", "[\"0 %\", \"40 %\"]"))?, unit)?,
    };
    let remedy = "correct the value, or widen `range` and say why in `source`".to_owned();
    let rule = Rule { name, unit, choices: &choices, range, recorded, remedy };
    let values = values?;
    let only_provinces = values.as_text() == Some(BY_PROVINCE);
    let national = (!only_provinces).then(|| timeline(&values, &rule));
    let provinces = own.map(|item| province_paths(&item, &rule)).unwrap_or_default();
    if only_provinces && provinces.is_empty() {
        let message = format!("`{name}` has neither national values nor those of a province");
        values.note(message, format!("add `[{name}.province]`, or write `values = {DATED}`"));
    }
    let (sweep, standard_error, prior) = (
        sweep.and_then(|item| pair_within(&item, &rule)),
        error.and_then(|item| item.quantity("standard_error", unit)),
        fields.get("prior").and_then(|item| read_prior(&item, unit)),
    );
    let national = match national {
        None => None,
        Some(read) => Some(read?),
    };
    Some(Numbers { unit, choices, national, provinces, range, sweep, standard_error, prior })
}

fn read_prior(item: &Item<'_>, unit: Unit) -> Option<Prior> {
    let form = "{ mean = \"…\", standard_error = \"…\" }";
    let fields = item.fields(form)?;
    let needed = |key| fields.need(key, form)?.quantity(key, unit);
    let (mean, standard_error) = (needed("mean"), needed("standard_error"));
    fields.refuse_others();
    Some(Prior { mean: mean?, standard_error: standard_error? })
}

fn words(fields: &Fields<'_>, item: Option<&Item<'_>>, unit: Unit) -> Option<Vec<String>> {
    let form = "[\"one\", \"other\"]";
    match item {
        Some(item) => {
            let list = item.list(form)?;
            list.iter().map(|word| word.text("\"one\"").map(str::to_owned)).collect()
        }
        None if unit == Unit::Choice => fields.need("choices", form).map(|_| Vec::new()),
        None => Some(Vec::new()),
    }
}

fn quality(item: &Item<'_>) -> Option<Quality> {
    item.choice("there is no quality", &Quality::NAMES).map(|position| Quality::ALL[position])
}

fn sources(item: &Item<'_>) -> Option<Vec<Source>> {
    let form = "[{ title = \"…\" }]";
    let list = item.list(form)?;
    if list.is_empty() {
        item.note(format!("`{}` is empty", item.path), format!("name a source: `{form}`"));
    }
    let read = list.iter().map(|source| {
        let fields = source.fields("{ title = \"…\" }")?;
        let text = |key| fields.get(key).and_then(|item| item.text("\"…\"")).map(str::to_owned);
        let (href, note) = (text("href"), text("note"));
        let title = fields.need("title", "\"…\"")?.text("\"…\"")?.to_owned();
        fields.refuse_others();
        Some(Source { title, href, note })
    });
    read.collect()
}

fn pair(name: &str, item: &Item<'_>, unit: Unit) -> Option<(f64, f64)> {
    let form = format!("[\"{0}\", \"{0}\"]", unit.example());
    let list = item.list(&form)?;
    let [low, high] = list.as_slice() else {
        item.note(format!("`{}` needs two values, low and high", item.path), form);
        return None;
    };
    let (low, high) = (low.quantity(name, unit)?, high.quantity(name, unit)?);
    if low > high {
        item.note(format!("`{}` runs from high to low", item.path), "put the lower value first");
    }
    Some((low, high))
}

fn pair_within(item: &Item<'_>, rule: &Rule<'_>) -> Option<(f64, f64)> {
    let (low, high) = pair(rule.name, item, rule.unit)?;
    if low < rule.range.0 || high > rule.range.1 {
        item.note(format!("`{}` leaves `range`", item.path), "narrow it, or widen `range`");
    }
    Some((low, high))
}

fn province_paths(item: &Item<'_>, rule: &Rule<'_>) -> BTreeMap<Province, ProvincePath> {
    let Some(fields) = item.fields("[name.province.44]") else { return BTreeMap::new() };
    let read = |item: &Item<'_>| {
        let (province, path) = (province(item), province_path(item, rule));
        Some((province?, path?))
    };
    fields.items().iter().filter_map(read).collect()
}

/// Values alone, or with what is particular about them: `{ values = { 2020 = "14 %" }, quality = "recalled" }`.
fn province_path(item: &Item<'_>, rule: &Rule<'_>) -> Option<ProvincePath> {
    let Some(fields) = item.as_fields().filter(|fields| fields.get("values").is_some()) else {
        let values = timeline(item, rule)?;
        return Some(ProvincePath { values, quality: None, note: None });
    };
    let quality = fields.get("quality").and_then(|item| quality(&item));
    let note = fields.get("note").and_then(|item| item.text("\"…\"")).map(str::to_owned);
    let values = timeline(&fields.need("values", DATED)?, rule);
    fields.refuse_others();
    Some(ProvincePath { values: values?, quality, note })
}

/// The province a key names, by GB code or by name.
pub(super) fn province(item: &Item<'_>) -> Option<Province> {
    let found = Province::find(&item.key);
    if found.is_none() {
        let names: Vec<&str> = Province::all().flat_map(|p| [p.name(), p.name_zh()]).collect();
        let meant = nearest(&item.key, names).first().map(|best| format!("did you mean `{best}`? "));
        let help = "use a GB/T 2260 code such as `44`, or a name such as `Guangdong` or `\"广东\"`";
        let help = format!("{}{help}", meant.unwrap_or_default());
        item.note_key(&format!("there is no province `{}`", item.key), help);
    }
    found
}

/// A value from a month on, and where it is written.
pub(super) struct Valued<'d> {
    pub from: Month,
    pub value: f64,
    pub item: Item<'d>,
}

fn timeline(item: &Item<'_>, rule: &Rule<'_>) -> Option<Timeline> {
    let values = values(item, rule)?;
    Timeline::new(values.iter().map(|valued| (valued.from, valued.value)).collect())
}

/// One value for all time, or a table of dated ones.
pub(super) fn values<'d>(item: &Item<'d>, rule: &Rule<'_>) -> Option<Vec<Valued<'d>>> {
    match item.as_fields() {
        None => {
            let value = value(item, rule, None)?;
            Some(vec![Valued { from: START, value, item: item.clone() }])
        }
        Some(fields) => dated(item, &fields.items(), rule),
    }
}

/// A table of dated values; `items` are its keys without those that are not dates.
pub(super) fn dated<'d>(table: &Item<'_>, items: &[Item<'d>], rule: &Rule<'_>) -> Option<Vec<Valued<'d>>> {
    let read = |item: &Item<'d>| {
        let month = date(item);
        let value = value(item, rule, month);
        Some(Valued { from: month?, value: value?, item: item.clone() })
    };
    // Every value is read before the first failure counts.
    let read: Vec<Option<Valued<'d>>> = items.iter().map(read).collect();
    let values: Vec<Valued<'d>> = read.into_iter().collect::<Option<_>>()?;
    for (later, Valued { from, item, .. }) in values.iter().enumerate() {
        if values[..later].iter().any(|earlier| earlier.from == *from) {
            item.note_key(&format!("`{}` has two values for {from}", rule.name), "keep one of the two");
        }
    }
    if values.is_empty() {
        table.note(format!("`{}` has no values", rule.name), format!("write it as `{DATED}`"));
        return None;
    }
    Some(values)
}

fn date(item: &Item<'_>) -> Option<Month> {
    let year = item.key.parse::<Year>().ok().filter(|year| (1900..=2200).contains(year));
    let month = year.map(|y| Month::new(y, 1)).or_else(|| item.key.parse::<Month>().ok());
    if month.is_none() {
        let message = format!("`{}` is not a date", item.key);
        item.note_key(&message, "use a year such as `2027`, or a month such as `2027-07`");
    }
    month
}

fn value(item: &Item<'_>, rule: &Rule<'_>, from: Option<Month>) -> Option<f64> {
    if rule.unit == Unit::Choice {
        let words: Vec<&str> = rule.choices.iter().map(String::as_str).collect();
        return item.choice(&format!("`{}` has no choice", rule.name), &words).map(|at| at as f64);
    }
    let value = item.quantity_in(rule.name, rule.unit, rule.range)?;
    within(item, value, rule, from);
    Some(value)
}

/// Whether a value lies in the range; notes it if not.
pub(super) fn within(item: &Item<'_>, value: f64, rule: &Rule<'_>, from: Option<Month>) -> bool {
    let (low, high) = rule.range;
    let recorded = rule.recorded.zip(from).is_some_and(|(last, from)| from.year() <= last);
    let fits = recorded || (low..=high).contains(&value);
    if !fits {
        let shown = |value| crate::parameters::quantity::display(value, rule.unit);
        let from = from.map(|month| format!(" from {}", display_date(month))).unwrap_or_default();
        let message = format!(
            "`{}` is {}{from}, outside its plausible range {} to {}",
            rule.name,
            shown(value),
            shown(low),
            shown(high)
        );
        item.note(message, &rule.remedy);
    }
    fits
}
