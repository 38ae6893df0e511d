//! Scenarios as files: those the project ships, and those of the reader.
//!
//! ```toml
//! title   = "Reserve alarm on national pooling"
//! title_zh = "备付月数红线"              # may be left out
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
//! What a clause leaves to the parameters (`FROM_PARAMETERS` of the list of clauses) follows them year by year.
//! Clauses act in the order of the list, and the backstop comes last, since no fund may end a year below zero.
//! Changes of parameters hold in this world alone, from 2022 on, and only where they reach institutions.

mod alike;
mod called;
mod clauses;
mod overlay;
mod periods;
mod reform;

pub use alike::{read_alike, turns};
pub use called::{Titles, choices, named, titles, titles_in};
pub use clauses::Stated;
pub(crate) use reform::Shelf;
pub use reform::{REFORMS, Reform};

use crate::asked::experiment;
use fastox_calibration::fit::FitPlan;
use fastox_calibration::parameters::diagnostic::document::{Document, Fields};
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_calibration::parameters::{Overlay, Parameters};
use fastox_model::pooling::{ForeignClause, Period, Regime};
use fastox_model::units::Year;
use std::path::Path;

/// A pooling regime, and what it changes in the parameters of its world.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The regime.
    pub regime: Regime,
    /// Changes of parameters, in the order in which they apply: those of the reforms, then its own.
    pub overlays: Vec<Overlay>,
    /// What it was read from; nothing if it was built otherwise.
    written: Option<Written>,
}

impl Scenario {
    /// One that was not read: its clauses have the values they were built with.
    pub const fn new(regime: Regime) -> Self {
        Self { regime, overlays: Vec::new(), written: None }
    }

    /// The first year from which its rules are others than those that are lived, if one is after the last year.
    pub fn unlived_from(&self, last_year: Year) -> Option<Year> {
        self.regime.periods.iter().map(|period| period.from).find(|from| *from > last_year)
    }

    /// The same under other parameters, which its clauses follow where its text is silent. A regime that was changed
    /// since it was read is no longer what its text says, and stays.
    #[must_use]
    pub fn under(&self, parameters: &Parameters) -> Self {
        let Some((regime, written)) = self.again(parameters, None) else { return self.clone() };
        Self { regime, overlays: self.overlays.clone(), written: Some(written) }
    }

    /// The same without what it changes of a parameter.
    #[must_use]
    pub fn without(&self, name: &str, parameters: &Parameters) -> Self {
        let overlays = self.overlays.iter().map(|overlay| overlay.without(name)).collect();
        let regime = self.again(parameters, Some(name)).map(|(regime, _)| regime);
        Self { regime: regime.unwrap_or_else(|| self.regime.clone()), overlays, written: None }
    }

    /// Whether its text comes with the program.
    pub fn is_shipped(&self) -> bool {
        self.written.as_ref().is_some_and(|written| written.shipped)
    }

    /// Its text read again under other parameters, without its changes of one; nothing if the regime is no longer what
    /// the text says.
    fn again(&self, parameters: &Parameters, without: Option<&str>) -> Option<(Regime, Written)> {
        let written = self.written.as_ref().filter(|written| written.regime == format!("{:?}", self.regime));
        let Written { file, text, reforms, shipped, clauses, .. } = written?;
        let kept = |path: &str| reforms.iter().find(|(named, _)| named == path).map(|(_, text)| text.clone());
        let known = Known { parameters, clauses, shelf: Shelf::Kept(&kept) };
        let again = parse_without(&self.regime.name, (file, text), known, without);
        let again = again.unwrap_or_else(|report| panic!("it was read before: {report}"));
        Some((again.regime, Written { shipped: *shipped, ..again.written? }))
    }

    /// What was read for it and does not come with the program; nothing if it was built otherwise.
    pub fn texts(&self) -> Texts<'_> {
        let Some(written) = &self.written else { return Texts::default() };
        Texts { own: (!written.shipped).then_some(&written.text), reforms: &written.reforms }
    }
}

/// The texts a scenario was made from, as they were read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts<'a> {
    /// Its own, if it is not shipped.
    pub own: Option<&'a str>,
    /// Reforms it names by path: the path as it is written there, and the text.
    pub reforms: &'a [(String, String)],
}

/// A scenario as it was read.
#[derive(Clone, Debug)]
struct Written {
    /// What messages call its file.
    file: String,
    text: String,
    /// Whether its text comes with the program.
    shipped: bool,
    /// Reforms it names by path: the path as it is written there, and the text.
    reforms: Vec<(String, String)>,
    /// The regime that came of it, in full.
    regime: String,
    /// The rules of another crate that it may name.
    clauses: Vec<ForeignClause>,
}

/// What a scenario may name besides what the project ships.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The parameters, with the changes of the experiment.
    pub parameters: &'a Parameters,
    /// Rules of another crate.
    pub clauses: &'a [ForeignClause],
    /// Where reforms lie that are named by path.
    pub(crate) shelf: Shelf<'a>,
}

impl<'a> From<&'a Parameters> for Known<'a> {
    fn from(parameters: &'a Parameters) -> Self {
        Self { parameters, clauses: &[], shelf: Shelf::Disk }
    }
}

/// Name and text of the files of a folder; the folder as seen from the file that asks.
macro_rules! embedded {
    ($folder:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!($folder, "/", $name, ".toml"))),)*]
    };
}
pub(super) use embedded;

/// Scenarios under other parameters.
pub fn all_under(scenarios: &[Scenario], parameters: &Parameters) -> Vec<Scenario> {
    scenarios.iter().map(|scenario| scenario.under(parameters)).collect()
}

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

/// The world as enacted, which is held against what happened.
pub const ENACTED: &str = "national-pooling";

/// The names of the shipped scenarios.
pub fn names() -> Vec<&'static str> {
    SHIPPED.iter().map(|(name, _)| *name).collect()
}

/// The regime that all worlds share until they part: the adjustment fund of 2018 to 2021.
pub fn common() -> Regime {
    shipped("central-adjustment").regime
}

/// The world as enacted under these parameters.
pub fn enacted(parameters: &Parameters) -> Regime {
    load(ENACTED, parameters).unwrap_or_else(|report| panic!("{report}")).regime
}

/// A fit: the world as enacted.
pub fn fit_plan(parameters: &Parameters, people: usize, seed: u64, rounds: usize) -> FitPlan {
    fit_plan_under(enacted(parameters), people, seed, rounds)
}

/// A fit under another regime from 2022 on.
pub fn fit_plan_under(regime: Regime, people: usize, seed: u64, rounds: usize) -> FitPlan {
    FitPlan { regime, common: common(), people, seed, rounds }
}

/// A shipped scenario under the shipped parameters. Panics if there is none of this name, or if it is wrong: that is
/// our bug.
pub fn shipped(name: &str) -> Scenario {
    load(name, &Parameters::embedded()).unwrap_or_else(|report| panic!("{report}"))
}

/// Loads a shipped scenario by its name, or a file of the reader by a path that ends in `.toml`. What its clauses leave
/// to the parameters comes from these.
pub fn load(name: &str, parameters: &Parameters) -> Result<Scenario, Report> {
    if let Some(text) = text(name) {
        let mut scenario = parse(name, &shipped_file(name), text, parameters)?;
        scenario.written = scenario.written.map(|written| Written { shipped: true, ..written });
        return Ok(scenario);
    }
    if !is_path(name) {
        let message = format!("there is no regime `{name}`");
        return Err(Diagnostic::new("the list of regimes", message).help(choices(name, &names())).into());
    }
    load_file(Path::new(name), parameters.into())
}

fn load_file(path: &Path, known: Known<'_>) -> Result<Scenario, Report> {
    let text = super::file::read(path)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let file = path.display().to_string();
    own_name(&file, &stem)?;
    parse_with(&stem, (&file, &text), known)
}

/// Two scenarios of one name would be one in every table.
fn own_name(file: &str, name: &str) -> Result<(), Report> {
    let read = alike::as_read(name);
    let Some(name) = names().into_iter().find(|shipped| *shipped == read) else { return Ok(()) };
    let message = format!("`{name}` is a scenario the project ships, and this is another of that name");
    Err(Diagnostic::new(file, message).help("give the file a name of its own").into())
}

fn text(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(shipped, _)| *shipped == name).map(|(_, text)| *text)
}

fn shipped_file(name: &str) -> String {
    format!("experiments/scenarios/{name}.toml")
}

fn is_path(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".toml")
}

/// Loads the scenario an experiment names.
pub fn load_named<'a>(regime: &experiment::Regime, known: impl Into<Known<'a>>) -> Result<Scenario, Report> {
    let known = known.into();
    match regime {
        experiment::Regime::Shipped(name) => load(name, known.parameters),
        experiment::Regime::File(path) => load_file(path, known),
        experiment::Regime::Text { name, text } => {
            own_name(name, name)?;
            parse_with(name, (name, text), known)
        }
    }
}

/// What the shipped scenarios state of a quantity that may be left to a parameter, and which leave it.
pub fn stated(parameter: &str) -> Vec<(&'static str, Stated)> {
    let of = |(name, text): &(&'static str, &str)| {
        clauses::stated(text, parameter).into_iter().map(|stated| (*name, stated)).collect::<Vec<_>>()
    };
    SHIPPED.iter().flat_map(of).collect()
}

/// Reads the text of a scenario; `file` is what messages call it.
pub fn parse(name: &str, file: &str, text: &str, parameters: &Parameters) -> Result<Scenario, Report> {
    parse_with(name, (file, text), parameters.into())
}

/// The same with what it may name besides what the project ships.
pub(crate) fn parse_with(name: &str, text: (&str, &str), known: Known<'_>) -> Result<Scenario, Report> {
    parse_without(name, text, known, None)
}

/// The same but for its changes of a parameter.
fn parse_without(
    name: &str,
    (file, text): (&str, &str),
    known: Known<'_>,
    without: Option<&str>,
) -> Result<Scenario, Report> {
    let mut heads = Heads::read_text((file, text), known)?;
    if let Some(name) = without {
        heads.overlays = heads.overlays.iter().map(|overlay| overlay.without(name)).collect();
    }
    let mut own = known.parameters.clone();
    for overlay in &heads.overlays {
        own.apply(overlay);
    }
    let until = *experiment::LAST_YEARS.end() as Year + 1;
    let periods = heads.periods(Known { parameters: &own, ..known }, until)?;
    let Heads { title, source, overlays, reforms, .. } = heads;
    let regime = Regime { name: name.to_owned(), title, source, periods };
    let (file, text, debug) = (file.to_owned(), text.to_owned(), format!("{regime:?}"));
    let written = Written { file, text, shipped: false, reforms, regime: debug, clauses: known.clauses.to_vec() };
    Ok(Scenario { regime, overlays, written: Some(written) })
}

/// What a scenario says besides its clauses.
struct Heads {
    file: String,
    text: String,
    title: String,
    source: String,
    base: Option<Box<Heads>>,
    /// The first years of its periods.
    years: Vec<Year>,
    /// Those of its base, then its own.
    overlays: Vec<Overlay>,
    /// Texts of reforms that are named by path.
    reforms: Vec<(String, String)>,
}

impl Heads {
    fn read_text((file, text): (&str, &str), known: Known<'_>) -> Result<Self, Report> {
        Document::new(file, text).read(|fields| Self::read((file, text), fields, known))
    }

    fn read((file, text): (&str, &str), fields: &Fields<'_>, known: Known<'_>) -> Option<Self> {
        let Known { parameters, clauses, shelf } = known;
        let needed = |key| Some(fields.need(key, "\"…\"")?.text("\"…\"")?.to_owned());
        let (title, source) = (needed("title"), needed("source"));
        // Read by `titles_in`; here only its kind is looked at.
        let title_zh = fields.get("title_zh").map(|item| item.text("\"…\"").map(drop));
        let based = fields.get("base");
        let base = based.as_ref().map(|item| base(item, parameters));
        let reforms = fields.get("reforms").map(|item| reform::read_list(&item, file, parameters, shelf));
        let own = fields.get("override");
        let own = own.and_then(|item| item.fields("[override]"));
        let own = own.map(|fields| overlay::read(file, &fields, parameters));
        let years = periods::read(fields, based.is_some(), clauses);
        fields.refuse_others();
        let mut overlays = match base {
            Some(ref base) => base.as_ref()?.overlays.clone(),
            None => Vec::new(),
        };
        let named = reforms.unwrap_or_default();
        overlays.extend(named.overlays);
        overlays.extend(own);
        let base = base.flatten().map(Box::new);
        title_zh.unwrap_or(Some(()))?;
        let (file, text) = (file.to_owned(), text.to_owned());
        let reforms = named.texts;
        Some(Self { file, text, title: title?, source: source?, base, years: years?, overlays, reforms })
    }

    /// The periods before a year, those of the base first.
    fn periods(&self, known: Known<'_>, until: Year) -> Result<Vec<Period>, Report> {
        let first = self.years.first().copied().unwrap_or(until).min(until);
        let based = self.base.as_ref().map(|base| base.periods(known, first));
        let mut periods = based.transpose()?.unwrap_or_default();
        let ends = self.years.iter().skip(1).copied().chain([until]);
        let spans = self.years.iter().zip(ends).map(|(from, end)| *from..end.min(until));
        let spans: Vec<_> = spans.collect();
        let lists = clauses::read((&self.file, &self.text), &spans, known)?;
        let own = self.years.iter().zip(lists).map(|(from, clauses)| Period { from: *from, clauses });
        periods.extend(own.filter(|period| period.from < until));
        Ok(periods)
    }
}

/// The shipped scenario another one starts from.
fn base(item: &Item<'_>, parameters: &Parameters) -> Option<Heads> {
    let name = names()[item.choice("there is no shipped scenario", &names())?];
    let read = Heads::read_text((&shipped_file(name), text(name)?), parameters.into());
    Some(read.unwrap_or_else(|report| panic!("{report}")))
}

#[cfg(test)]
mod tests;
