//! Reading a file of targets: a list of `[[target]]` tables.

use super::{Agents, Compared, Place, PublishedFigure, Read, Role, Target};
use crate::data;
use crate::parameters::Quality;
use crate::parameters::diagnostic::document::Fields;
use crate::parameters::diagnostic::item::Item;
use crate::parameters::diagnostic::{choose, nearest};
use crate::parameters::quantity::Unit;
use fastox_model::geography::Province;
use fastox_model::units::Year;
use fastox_outputs::{Kind, TableSpec, tables};
use std::ops::RangeInclusive;

const TABLE: &str = "{ table = \"pension_province\", column = \"employees\", year = \"2024\" }";
const AGES: &str = "{ first_age = 16, last_age = 59 }";
const COMPARED: &str = "{ table = \"province_year\", columns = [\"retirees\"] }";
const PLACES: [&str; 3] = ["nation", "each", "each and nation"];
const READS: [&str; 5] = ["in year", "provinces above nothing", "peak", "peak year", "first below"];
const RISE: &str = "rise since ";
const SUM: &str = "sum since ";

/// The targets of a file.
pub(super) fn file(fields: &Fields<'_>) -> Option<Vec<Target>> {
    let list = fields.need("target", "[{ statistic = \"…\" }]");
    fields.refuse_others();
    let targets = list?.list("[[target]]")?;
    // Every target is read before the first failure counts.
    let read: Vec<_> = targets.iter().map(target).collect();
    read.into_iter().collect()
}

fn target(item: &Item<'_>) -> Option<Target> {
    let fields = item.fields("[[target]]")?;
    let before = fields.document().problems();
    let read = complete(item, &fields);
    fields.refuse_others();
    read.filter(|_| fields.document().problems() == before)
}

fn complete(item: &Item<'_>, fields: &Fields<'_>) -> Option<Target> {
    let text = |key| fields.need(key, "\"…\"").and_then(|i| i.text("\"…\"")).map(str::to_owned);
    let (statistic, title, source) = (text("statistic"), text("title"), text("source"));
    let definition = fields.get("definition").and_then(|i| i.text("\"…\"")).map(str::to_owned);
    let units: Vec<&str> = Unit::names().collect();
    let unit = fields
        .need("unit", "\"persons\"")
        .and_then(|unit| unit.choice("there is no unit", &units))
        .and_then(|place| Unit::from_name(units[place]));
    let years = fields.need("year", "2024").and_then(|year| years(&year));
    let place = fields.need("province", "\"each\"").and_then(|place| self::place(&place));
    let quality =
        fields.need("quality", "\"published\"").and_then(|word| word.choice("there is no quality", &Quality::NAMES));
    let role = fields
        .need("role", "\"hold-out\"")
        .and_then(|word| word.choice("there is no role", &Role::NAMES))
        .map(|place| Role::ALL[place]);
    let share = |key| fields.get(key).and_then(|item: Item<'_>| item.quantity(key, Unit::Share));
    let (tolerance, tolerance_nation) = (share("tolerance"), share("tolerance_nation"));
    let compared = fields.get("compared").map(|compared| self::compared(&compared));
    let published = published(item, fields, unit);
    check_role(item, role?, tolerance, (compared.is_some(), definition.is_some()));
    Some(Target {
        statistic: statistic?,
        title: title?,
        unit: unit?,
        years: years?,
        place: place?,
        published: published?,
        source: source?,
        quality: Quality::ALL[quality?],
        role: role?,
        tolerance,
        tolerance_nation,
        definition,
        compared: match compared {
            None => None,
            Some(read) => Some(read?),
        },
    })
}

/// What is scored needs a tolerance and something to compare; what is not scored needs words.
fn check_role(item: &Item<'_>, role: Role, tolerance: Option<f64>, (compared, defined): (bool, bool)) {
    let role_name = role.name();
    if role == Role::Context {
        if tolerance.is_some() {
            let help = "leave `tolerance` out, or give it another role";
            item.note_key("a target of role `context` is not scored, but has a tolerance", help);
        }
        if !defined {
            let help = "say in `definition` what is published and what stands beside it";
            item.note_key("a target of role `context` has no `definition`", help);
        }
        return;
    }
    if tolerance.is_none() {
        let message = format!("a target of role `{role_name}` has no `tolerance`");
        item.note_key(&message, "add `tolerance = \"1 %\"`");
    }
    if !compared {
        let message = format!("a target of role `{role_name}` has no `compared`");
        item.note_key(&message, format!("add `compared = {COMPARED}`"));
    }
}

fn years(item: &Item<'_>) -> Option<RangeInclusive<Year>> {
    let form = "2024";
    if item.as_integer().is_some() {
        let year = item.integer(form)? as Year;
        return Some(year..=year);
    }
    let list = item.list("[2024, 2075]")?;
    let [first, last] = list.as_slice() else {
        item.note(format!("`{}` needs a first and a last year", item.path), "[2024, 2075]");
        return None;
    };
    let (first, last) = (first.integer(form)? as Year, last.integer(form)? as Year);
    if first > last {
        item.note(format!("`{}` runs from late to early", item.path), "put the earlier year first");
    }
    Some(first..=last)
}

fn place(item: &Item<'_>) -> Option<Place> {
    if item.as_text().is_some() {
        let word = item.choice("there is no place", &PLACES)?;
        return Some([Place::Nation, Place::Each, Place::EachAndNation][word].clone());
    }
    if item.as_integer().is_some() {
        return province(item).map(|only| Place::Together(vec![only]));
    }
    let list = item.list("[21, 22, 23]")?;
    let provinces: Option<Vec<Province>> = list.iter().map(province).collect();
    provinces.map(Place::Together)
}

fn province(item: &Item<'_>) -> Option<Province> {
    let code = item.integer("44")?;
    let found = u8::try_from(code).ok().and_then(Province::from_code);
    if found.is_none() {
        let help = "use a GB/T 2260 code such as `44`, a list of them, `\"each\"` or `\"nation\"`";
        item.note(format!("there is no province `{code}`"), help);
    }
    found
}

/// Exactly one of the keys that say what is published.
fn published(item: &Item<'_>, fields: &Fields<'_>, unit: Option<Unit>) -> Option<PublishedFigure> {
    let given: Vec<Item<'_>> = ["value", "as_text", "from_table", "from_census", "from_reference"]
        .into_iter()
        .filter_map(|key| fields.get(key))
        .collect();
    let [only] = given.as_slice() else {
        let all = "`value`, `as_text`, `from_table`, `from_census` or `from_reference`";
        let message = if given.is_empty() {
            "a target says nothing of what is published".to_owned()
        } else {
            format!("a target says {} times what is published", given.len())
        };
        item.note_key(&message, format!("give one of {all}"));
        return None;
    };
    match only.key.as_str() {
        "value" => only.quantity("value", unit?).map(PublishedFigure::Value),
        "as_text" => only.text("\"−5 %\"").map(|text| PublishedFigure::Text(text.to_owned())),
        "from_table" => from_table(only),
        "from_census" => ages(only).map(PublishedFigure::Census),
        _ => ages(only).map(PublishedFigure::Reference),
    }
}

fn ages(item: &Item<'_>) -> Option<RangeInclusive<usize>> {
    let fields = item.fields(AGES)?;
    let age = |key| fields.need(key, "16").and_then(|age| age.integer("16"));
    let (first, last) = (age("first_age"), age("last_age"));
    fields.refuse_others();
    let (first, last) = (first?, last?);
    if !(0..=100).contains(&first) || !(first..=100).contains(&last) {
        item.note(format!("there are no ages {first} to {last}"), "choose ages from 0 to 100");
        return None;
    }
    Some(first as usize..=last as usize)
}

/// The keys beside `table` and `column` are columns, and the cells they must equal.
fn from_table(item: &Item<'_>) -> Option<PublishedFigure> {
    let fields = item.fields(TABLE)?;
    let name = fields.need("table", "\"pension_province\"")?;
    let column = fields.need("column", "\"employees\"")?;
    let Some(table) = data::find(name.text("\"pension_province\"")?) else {
        let names: Vec<&str> = data::FILES.iter().map(|(name, ..)| *name).collect();
        let asked = name.text("\"…\"").unwrap_or_default();
        let near = nearest(asked, names);
        let help = near.first().map(|best| format!("did you mean `{best}`? "));
        let help = format!("{}see `fastox list data`", help.unwrap_or_default());
        name.note(format!("there is no embedded table `{asked}`"), help);
        return None;
    };
    let columns = table.columns();
    column.choice(&format!("`{}` has no column", table.name()), columns)?;
    let mut filter = Vec::new();
    for cell in fields.items().iter().filter(|i| i.key != "table" && i.key != "column") {
        if !columns.contains(&cell.key.as_str()) {
            let message = format!("`{}` has no column `{}`", table.name(), cell.key);
            cell.note_key(&message, choose(&cell.key, columns));
        }
        filter.push((cell.key.clone(), cell.text("\"2024\"")?.to_owned()));
    }
    let column = column.text("\"…\"")?.to_owned();
    let known = filter.iter().all(|(name, _)| columns.contains(&name.as_str()));
    let wanted = |row: &data::Row| filter.iter().all(|(name, cell)| row.text(name) == cell);
    if known && !table.rows().any(|row| wanted(&row)) {
        let help = "see the table in `calibration/data`";
        item.note(format!("`{}` has no such row", table.name()), help);
    }
    Some(PublishedFigure::Table { table, column, filter })
}

fn compared(item: &Item<'_>) -> Option<Compared> {
    let fields = item.fields(COMPARED)?;
    let specs = [&tables::NATIONAL_YEAR, &tables::PROVINCE_YEAR];
    let names = specs.map(|spec| spec.name);
    let table =
        fields.need("table", "\"province_year\"").and_then(|name| name.choice("targets are not compared with", &names));
    let (columns, per, agents) = (fields.need("columns", "[\"retirees\"]"), fields.get("per"), fields.get("agents"));
    let (read, level, worlds) = (fields.get("read"), fields.get("level"), fields.get("worlds"));
    fields.refuse_others();
    let worlds = match worlds {
        None => None,
        Some(worlds) => Some(two_worlds(&worlds)?),
    };
    let table: &'static TableSpec = specs[table?];
    let columns = columns?.list("[\"retirees\"]")?;
    let columns: Vec<_> = columns.iter().map(|column| self::column(column, table)).collect();
    let read = read.map_or(Some(Read::InYear), |read| self::read(&read, level.as_ref()));
    let per = per.map(|per| column(&per, table));
    let agents = agents.map(|agents| match agents.text("\"balances\"") {
        Some("balances") => Some(Agents::Balances),
        _ => column(&agents, table).map(Agents::Counted),
    });
    Some(Compared {
        table,
        columns: columns.into_iter().collect::<Option<_>>()?,
        per: match per {
            None => None,
            Some(column) => Some(column?),
        },
        read: read?,
        agents: match agents {
            None => None,
            Some(column) => Some(column?),
        },
        worlds,
    })
}

fn two_worlds(item: &Item<'_>) -> Option<[String; 2]> {
    const EXAMPLE: &str = "[\"unified\", \"central-adjustment\"]";
    let names = item.list(EXAMPLE)?;
    let names: Option<Vec<String>> = names.iter().map(|name| name.text("\"unified\"").map(str::to_owned)).collect();
    let two = <[String; 2]>::try_from(names?).ok();
    if two.is_none() {
        item.note("a difference needs two worlds", format!("for instance `worlds = {EXAMPLE}`"));
    }
    two
}

/// A column of numbers.
fn column(item: &Item<'_>, table: &'static TableSpec) -> Option<&'static str> {
    let numbers = table.columns.iter().filter(|c| matches!(c.kind, Kind::Number | Kind::Count | Kind::CountOrNone));
    let names: Vec<&'static str> = numbers.map(|column| column.name).collect();
    let asked = item.text("\"retirees\"")?;
    let found = names.iter().copied().find(|name| *name == asked);
    if found.is_none() {
        let near = nearest(asked, names);
        let help = near.first().map(|best| format!("did you mean `{best}`? "));
        let help = format!("{}see `fastox explain {}`", help.unwrap_or_default(), table.name);
        item.note(format!("`{}` has no column of numbers `{asked}`", table.name), help);
    }
    found
}

fn read(item: &Item<'_>, level: Option<&Item<'_>>) -> Option<Read> {
    let word = item.text("\"first below\"")?;
    if let Some(year) = word.strip_prefix(RISE).and_then(|year| year.parse().ok()) {
        return Some(Read::RiseSince(year));
    }
    if let Some(year) = word.strip_prefix(SUM).and_then(|year| year.parse().ok()) {
        return Some(Read::SumSince(year));
    }
    match item.choice("a figure cannot be read by", &READS)? {
        0 => Some(Read::InYear),
        1 => Some(Read::Above),
        2 => Some(Read::Peak),
        3 => Some(Read::PeakYear),
        _ => {
            let Some(level) = level else {
                item.note("`first below` needs a level", "add `level = \"0\"`");
                return None;
            };
            level.quantity("level", Unit::Number).map(Read::FirstBelow)
        }
    }
}
