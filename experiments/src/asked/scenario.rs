//! Scenarios as files: those the project ships, and those of the reader.
//!
//! ```toml
//! title   = "Reserve alarm on national pooling"
//! source  = "…"
//! base    = "national-pooling"          # its periods come first; without a base, the first begins by 2022
//! reforms = ["platform"]                # changes of parameters, from `reforms/` or a path
//!
//! [[pooling]]
//! from    = 2027
//! clauses = [ { reserve-alarm = {} }, { central-backstop = { centre-share = "50 %" } } ]
//!
//! [override]                            # changes of its own, after those of the reforms
//! "contribution.employer_rate" = { 2027 = "16 %" }
//! ```
//! Clauses act in the order of the list, and the backstop comes last, since no fund may end a year below zero.
//! Changes of parameters hold in this world alone, from 2022 on, and only where they reach institutions.

mod clauses;
mod overlay;
mod periods;
mod reform;

pub use reform::{REFORMS, Reform};

use crate::asked::experiment;
use fastox_calibration::fit::FitPlan;
use fastox_calibration::parameters::diagnostic::document::{Document, Fields};
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose};
use fastox_calibration::parameters::{Overlay, Parameters};
use fastox_model::pooling::{Period, Regime};
use fastox_model::units::Year;
use std::path::Path;

/// A pooling regime, and what it changes in the parameters of its world.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The regime.
    pub regime: Regime,
    /// Changes of parameters, in the order in which they apply: those of the reforms, then its own.
    pub overlays: Vec<Overlay>,
}

/// Name and text of the files of a folder; the folder as seen from the file that asks.
macro_rules! embedded {
    ($folder:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!($folder, "/", $name, ".toml"))),)*]
    };
}
use embedded;

/// Scenarios the project ships: name and text.
pub const SHIPPED: &[(&str, &str)] = embedded!("../../scenarios":
    "stand-alone"
    "stand-alone-agreed-subsidy"
    "central-adjustment"
    "central-adjustment-5.5"
    "national-pooling"
    "national-pooling-fixed"
    "national-pooling-by-plan"
    "national-pooling-gradual"
    "national-pooling-own-reserve"
    "national-pooling-local-budget-first"
    "unified"
    "unified-reserves-pooled"
    "norm-based"
    "full-package"
    "tiered-duty"
    "effort-reward"
    "transfer-clawback"
    "dynamic-ratio"
    "reserve-alarm"
    "transition"
    "low-pension-top-up"
    "national-tier"
    "contribution-linked"
    "state-capital"
    "unified-contributions"
    "platform"
    "publicity"
    "audit"
    "social-security-tax"
    "delayed-retirement"
    "no-delay"
    "lower-floor"
);

/// The names of the shipped scenarios.
pub fn names() -> Vec<&'static str> {
    SHIPPED.iter().map(|(name, _)| *name).collect()
}

/// The regime that all worlds share until they part: the adjustment fund of 2018 to 2021.
pub fn common() -> Regime {
    shipped("central-adjustment").regime
}

/// A fit: the world as enacted.
pub fn fit_plan(people: usize, seed: u64, rounds: usize) -> FitPlan {
    let regime = shipped("national-pooling").regime;
    FitPlan { regime, common: common(), people, seed, rounds }
}

/// A shipped scenario. Panics if there is none of this name, or if it is wrong: that is our bug.
pub fn shipped(name: &str) -> Scenario {
    load(name).unwrap_or_else(|report| panic!("{report}"))
}

/// Loads a shipped scenario by its name, or a file of the reader by a path that ends in `.toml`.
pub fn load(name: &str) -> Result<Scenario, Report> {
    if let Some((name, text)) = SHIPPED.iter().find(|(shipped, _)| *shipped == name) {
        return parse(name, &format!("experiments/scenarios/{name}.toml"), text);
    }
    if !is_path(name) {
        let help = format!("{}, or the path of a file ending in `.toml`", choose(name, &names()));
        let message = format!("there is no regime `{name}`");
        return Err(Diagnostic::new("the list of regimes", message).help(help).into());
    }
    let path = Path::new(name);
    let text = super::file::read(path)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    parse(&stem, name, &text)
}

fn is_path(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".toml")
}

/// Loads the scenario an experiment names.
pub fn load_named(regime: &experiment::Regime) -> Result<Scenario, Report> {
    match regime {
        experiment::Regime::Shipped(name) => load(name),
        experiment::Regime::File(path) => load(&path.display().to_string()),
        experiment::Regime::Text { name, text } => parse(name, name, text),
    }
}

/// Reads the text of a scenario; `file` is what messages call it.
pub fn parse(name: &str, file: &str, text: &str) -> Result<Scenario, Report> {
    let parameters = Parameters::embedded();
    let heads = Document::new(file, text).read(|fields| read(file, fields, &parameters))?;
    let lists = clauses::read(file, text)?;
    let own = heads.years.into_iter().zip(lists).map(|(from, clauses)| Period { from, clauses });
    let first = own.clone().next().map_or(Year::MAX, |period| period.from);
    let mut periods = heads.base.map_or(Vec::new(), |base| base.regime.periods);
    periods.retain(|period| period.from < first);
    periods.extend(own);
    let regime =
        Regime { name: name.to_owned(), title: heads.title, source: heads.source, periods };
    Ok(Scenario { regime, overlays: heads.overlays })
}

/// What a scenario says besides its clauses.
struct Heads {
    title: String,
    source: String,
    base: Option<Scenario>,
    years: Vec<Year>,
    overlays: Vec<Overlay>,
}

fn read(file: &str, fields: &Fields<'_>, parameters: &Parameters) -> Option<Heads> {
    let text = |key| Some(fields.need(key, "\"…\"")?.text("\"…\"")?.to_owned());
    let (title, source) = (text("title"), text("source"));
    let based = fields.get("base");
    let base = based.as_ref().map(base);
    let reforms = fields.get("reforms").map(|item| reform::read_list(&item, file, parameters));
    let own = fields.get("override");
    let own = own.and_then(|item| item.fields("[override]"));
    let own = own.map(|fields| overlay::read(file, &fields, parameters));
    let years = periods::read(fields, based.is_some());
    fields.refuse_others();
    let mut overlays = match base {
        Some(ref base) => base.as_ref()?.overlays.clone(),
        None => Vec::new(),
    };
    overlays.extend(reforms.unwrap_or_default());
    overlays.extend(own);
    let base = base.flatten();
    Some(Heads { title: title?, source: source?, base, years: years?, overlays })
}

/// The shipped scenario another one starts from.
fn base(item: &Item<'_>) -> Option<Scenario> {
    let place = item.choice("there is no shipped scenario", &names())?;
    Some(shipped(SHIPPED[place].0))
}

#[cfg(test)]
mod tests;
