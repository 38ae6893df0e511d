//! Pooling regimes as files: those the project ships, and those of the reader.
//!
//! ```toml
//! title  = "National pooling as enacted"
//! source = "…"
//!
//! [[pooling]]
//! from    = 2022
//! clauses = [ { surplus-remittance = { share = "cleared" } }, { central-backstop = { centre-share = "50 %" } } ]
//! ```
//! A regime may begin in any year to 2022, when worlds part. Its clauses act in the order of the list, and the
//! backstop comes last, since no fund may end a year below zero.

mod clauses;

use crate::experiment_file;
use fastox_calibration::diagnostic::document::{Document, Fields};
use fastox_calibration::diagnostic::item::Item;
use fastox_calibration::diagnostic::{Diagnostic, Report, choose};
use fastox_model::country::BRANCH_YEAR;
use fastox_model::pooling::{Period, Regime};
use fastox_model::units::Year;
use std::path::Path;

/// Scenarios the project ships: name and text.
pub const SHIPPED: [(&str, &str); 5] = [
    ("stand-alone", include_str!("../scenarios/stand-alone.toml")),
    ("central-adjustment", include_str!("../scenarios/central-adjustment.toml")),
    ("national-pooling", include_str!("../scenarios/national-pooling.toml")),
    ("national-pooling-fixed", include_str!("../scenarios/national-pooling-fixed.toml")),
    (
        "national-pooling-own-reserve",
        include_str!("../scenarios/national-pooling-own-reserve.toml"),
    ),
];

/// The names of the shipped scenarios.
pub fn names() -> Vec<&'static str> {
    SHIPPED.iter().map(|(name, _)| *name).collect()
}

/// The years a period may begin in.
const YEARS: std::ops::RangeInclusive<i64> = 2018..=2080;

/// The regime that all worlds share until they part: the adjustment fund of 2018 to 2021.
pub fn common() -> Regime {
    shipped("central-adjustment")
}

/// A shipped scenario. Panics if there is none of this name, or if it is wrong: that is our bug.
pub fn shipped(name: &str) -> Regime {
    load(name).unwrap_or_else(|report| panic!("{report}"))
}

/// Loads a shipped scenario by its name, or a file of the reader by a path that ends in `.toml`.
pub fn load(name: &str) -> Result<Regime, Report> {
    if let Some((name, text)) = SHIPPED.iter().find(|(shipped, _)| *shipped == name) {
        return parse(name, &format!("experiments/scenarios/{name}.toml"), text);
    }
    if !name.to_ascii_lowercase().ends_with(".toml") {
        let help = format!("{}, or the path of a file ending in `.toml`", choose(name, &names()));
        let message = format!("there is no regime `{name}`");
        return Err(Diagnostic::new("the list of regimes", message).help(help).into());
    }
    let path = Path::new(name);
    let text = crate::read_text(path)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    parse(&stem, name, &text)
}

/// Loads the regime an experiment names.
pub fn load_named(regime: &experiment_file::Regime) -> Result<Regime, Report> {
    match regime {
        experiment_file::Regime::Shipped(name) => load(name),
        experiment_file::Regime::File(path) => load(&path.display().to_string()),
    }
}

/// Reads the text of a scenario; `file` is what messages call it.
pub fn parse(name: &str, file: &str, text: &str) -> Result<Regime, Report> {
    let heads = Document::new(file, text).read(read)?;
    let lists = clauses::read(file, text)?;
    let periods = heads.years.into_iter().zip(lists);
    let periods = periods.map(|(from, clauses)| Period { from, clauses }).collect();
    let name = name.to_owned();
    Ok(Regime { name, title: heads.title, source: heads.source, periods })
}

/// What a scenario says besides its clauses.
struct Heads {
    title: String,
    source: String,
    years: Vec<Year>,
}

fn read(fields: &Fields<'_>) -> Option<Heads> {
    let text = |key| Some(fields.need(key, "\"…\"")?.text("\"…\"")?.to_owned());
    let (title, source) = (text("title"), text("source"));
    let pooling = fields.need("pooling", "[{ from = 2018, clauses = […] }]");
    fields.refuse_others();
    let pooling = pooling?;
    let periods = pooling.list("[[pooling]]")?;
    let years: Vec<Option<Year>> = periods.iter().map(period).collect();
    let years: Vec<Year> = years.into_iter().collect::<Option<_>>()?;
    check_order(&pooling, &periods, &years);
    Some(Heads { title: title?, source: source?, years })
}

/// Notes the problems of a period and gives its first year.
fn period(item: &Item<'_>) -> Option<Year> {
    let fields = item.fields("{ from = 2022, clauses = […] }")?;
    let from = fields.need("from", "2022").and_then(|from| first_year(&from));
    if let Some(list) =
        fields.need("clauses", "[{ central-backstop = { centre-share = \"50 %\" } }]")
    {
        clauses::check(&list);
    }
    fields.refuse_others();
    from
}

fn first_year(item: &Item<'_>) -> Option<Year> {
    let year = item.integer("2022")?;
    if !YEARS.contains(&year) {
        let (first, last) = YEARS.into_inner();
        let message = format!("`from` is {year}, outside {first} to {last}");
        item.note(message, format!("choose a year from {first} to {last}"));
    }
    Some(year as Year)
}

fn check_order(pooling: &Item<'_>, periods: &[Item<'_>], years: &[Year]) {
    let first = years.first().copied();
    if first.is_none_or(|year| year > BRANCH_YEAR) {
        let found = first.map_or("it is empty".to_owned(), |year| format!("it begins in {year}"));
        let message = format!("`pooling` says nothing of {BRANCH_YEAR}, when worlds part: {found}");
        pooling
            .note_key(&message, format!("let the first period begin in {BRANCH_YEAR} or before"));
    }
    for (place, pair) in years.windows(2).enumerate() {
        if pair[1] <= pair[0] {
            let from = periods[place + 1].as_fields().and_then(|fields| fields.get("from"));
            let message = format!("years out of order: {} comes after {}", pair[1], pair[0]);
            if let Some(from) = from {
                from.note(message, "write periods from the earliest to the latest");
            }
        }
    }
}

#[cfg(test)]
mod tests;
