//! An experiment file: which regimes, which responses, how many people, which seeds, what is changed.
//!
//! ```toml
//! title     = "What if a quarter more people moved?"
//! regimes   = ["stand-alone", "national-pooling", "my-regime.toml"]
//! responses = ["fixed", "responding"]
//! people    = 5000000
//! seeds     = [1, 2, 3]
//! draws     = 50
//! last_year = 2060
//!
//! [override]
//! "migration.level" = "60 %"
//! "contribution.employer_rate" = { 2027 = "16 %", 2030 = "18 %", province = { 44 = "15 %" } }
//! ```
//! A table `[design]` varies parameters over several points, see [`Design`].
//!
//! `question`, `source` and `time` say more of it to a reader. Every key may be left out and then has its value in the main experiment.

use super::design::Design;
use super::file::absent;
use super::scenario::{choices, named};
use fastox_calibration::parameters::diagnostic::Report;
use fastox_calibration::parameters::diagnostic::document::{Document, Fields};
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::quantity::Unit;
use fastox_calibration::parameters::{Overlay, Parameters};
use fastox_model::pooling::ForeignClause;
use fastox_model::units::Year;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The last years an experiment may have.
pub(crate) const LAST_YEARS: std::ops::RangeInclusive<i64> = 2021..=2080;

/// Fewer agents leave whole provinces empty; more than there are adults make no sense.
pub(crate) const PEOPLE: std::ops::RangeInclusive<u64> = 100..=1_200_000_000;

/// The largest seed a file and a table can hold.
pub(crate) const LAST_SEED: u64 = i64::MAX as u64;

/// Where the rules of a regime stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Regime {
    /// A scenario the project ships, by name.
    Shipped(String),
    /// A scenario file of the reader.
    File(PathBuf),
    /// A scenario of a program's own, written as a file would be.
    Text {
        /// Its name in every table.
        name: String,
        /// Its text.
        text: String,
    },
}

/// The regimes of the main experiment.
pub(crate) const MAIN_REGIMES: [&str; 6] =
    ["stand-alone", "central-adjustment", "national-pooling", "unified", "norm-based", "full-package"];

/// Whether governments react to what they keep, and how.
pub use fastox_model::incentives::ResponseMode as Response;

/// A checked experiment.
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    /// What is asked, as a name.
    pub title: Option<String>,
    /// The same as a question.
    pub question: Option<String>,
    /// Where the question and its numbers come from.
    pub source: Option<String>,
    /// How long it takes, in words.
    pub time: Option<String>,
    /// The regimes to compare, in order.
    pub regimes: Vec<Regime>,
    /// The responses of governments; every regime runs with each of them.
    pub responses: Vec<Response>,
    /// How many people are simulated.
    pub people: u64,
    /// One run for each seed.
    pub seeds: Vec<u64>,
    /// How many draws of the uncertain parameters are lived beside their central values.
    pub draws: u64,
    /// The last year that is lived.
    pub last_year: Year,
    /// How many life histories are kept.
    pub sample: u64,
    /// How many people live the responding worlds in every setting and ordering of the response; 0 leaves that out.
    pub range_people: u64,
    /// What is changed in the parameters.
    pub overlay: Overlay,
    /// Points that are lived beside the central values.
    pub design: Design,
    /// Rules of another crate that its regimes may name.
    pub clauses: Vec<ForeignClause>,
}

impl Experiment {
    /// Draws, or points of the design, that are lived beside the central values.
    pub fn varied(&self) -> u64 {
        self.draws.max(self.design.points())
    }

    /// The main experiment: six regimes, each with fixed and with responding effort.
    pub fn default_main() -> Self {
        Self {
            title: None,
            question: None,
            source: None,
            time: None,
            regimes: MAIN_REGIMES.map(|name| Regime::Shipped(name.to_owned())).to_vec(),
            responses: vec![Response::Fixed, Response::Responding],
            people: 5_000_000,
            seeds: vec![1],
            draws: 0,
            last_year: 2075,
            sample: 1000,
            range_people: 200_000,
            overlay: Overlay::default(),
            design: Design::default(),
            clauses: Vec::new(),
        }
    }

    /// One seed without a range pass: what questions live that are no experiment of their own.
    pub fn of_one_seed(responses: Vec<Response>, people: u64, seed: u64, last_year: Year) -> Self {
        Self { responses, people, seeds: vec![seed], last_year, range_people: 0, ..Self::default_main() }
    }

    /// Reads an experiment file. `shipped` are the names of the scenarios the project ships; paths in
    /// the file start from its own folder.
    pub fn load(path: &Path, shipped: &[&str], parameters: &Parameters) -> Result<Self, Report> {
        let file = path.display().to_string();
        let text = super::file::read(path)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::parse(&file, &text, folder, shipped, parameters)
    }

    /// Reads the text of an experiment; see [`Self::load`].
    pub fn parse(
        file: &str,
        text: &str,
        folder: &Path,
        shipped: &[&str],
        parameters: &Parameters,
    ) -> Result<Self, Report> {
        Document::new(file, text).read(|fields| {
            let experiment = Self::read(file, fields, folder, shipped, parameters);
            fields.refuse_others();
            Some(experiment)
        })
    }

    /// A key that is left out, or refused, keeps its value of the main experiment.
    fn read(file: &str, fields: &Fields<'_>, folder: &Path, shipped: &[&str], parameters: &Parameters) -> Self {
        let mut experiment = Self::default_main();
        let text = |key| fields.get(key).and_then(|item| item.text("\"…\"")).map(str::to_owned);
        let Self { title, question, source, time, .. } = &mut experiment;
        for (value, key) in [(title, "title"), (question, "question"), (source, "source"), (time, "time")] {
            *value = text(key);
        }
        set(&mut experiment.regimes, fields.get("regimes"), |item| {
            distinct(item, "[\"stand-alone\"]", |regime| self::regime(regime, folder, shipped))
        });
        set(&mut experiment.responses, fields.get("responses"), |item| {
            distinct(item, "[\"fixed\", \"responding\"]", response)
        });
        set(&mut experiment.people, fields.get("people"), people);
        set(&mut experiment.seeds, fields.get("seeds"), |item| distinct(item, "[1, 2]", seed));
        set(&mut experiment.draws, fields.get("draws"), draws);
        set(&mut experiment.last_year, fields.get("last_year"), last_year);
        set(&mut experiment.sample, fields.get("sample"), |item| item.not_negative("1000"));
        set(&mut experiment.range_people, fields.get("range_people"), range_people);
        set(&mut experiment.overlay, fields.get("override"), |item| {
            Some(Overlay::read(file, &item.fields("[override]")?, parameters))
        });
        set(&mut experiment.design, fields.get("design"), |item| Design::read(file, item, parameters));
        experiment
    }
}

fn set<T>(value: &mut T, item: Option<Item<'_>>, read: impl FnOnce(&Item<'_>) -> Option<T>) {
    if let Some(read) = item.and_then(|item| read(&item)) {
        *value = read;
    }
}

/// A list without repetitions and with at least one element.
fn distinct<T: Clone + Ord>(item: &Item<'_>, form: &str, read: impl Fn(&Item<'_>) -> Option<T>) -> Option<Vec<T>> {
    let elements = item.list(form)?;
    if elements.is_empty() {
        item.note(format!("`{}` is empty", item.key), format!("write it as `{form}`"));
    }
    let (mut values, mut known) = (Vec::new(), BTreeSet::new());
    for element in &elements {
        let Some(value) = read(element) else { continue };
        if !known.insert(value.clone()) {
            let message = format!("{} stands twice in `{}`", element.found(), item.key);
            element.note(message, "keep one of the two");
        }
        values.push(value);
    }
    Some(values)
}

fn regime(item: &Item<'_>, folder: &Path, shipped: &[&str]) -> Option<Regime> {
    let name = item.text("\"stand-alone\"")?;
    if !name.to_ascii_lowercase().ends_with(".toml") {
        if let Some(found) = named(name, shipped) {
            return Some(Regime::Shipped(found.to_owned()));
        }
        item.note(format!("there is no regime `{name}`"), choices(name, shipped));
        return None;
    }
    let path = folder.join(name);
    if let Some([message, help]) = absent(&path, "paths start from the folder of this file") {
        item.note(message, help);
    }
    Some(Regime::File(path))
}

fn response(item: &Item<'_>) -> Option<Response> {
    let position = item.choice("there is no response", &Response::NAMES)?;
    Some(Response::ALL[position])
}

/// A whole number, or a text such as `"5,000,000 persons"`.
fn people(item: &Item<'_>) -> Option<u64> {
    let written = match item.as_text() {
        Some(_) => item.quantity("people", Unit::Persons)?,
        None => item.integer("5000000")? as f64,
    };
    if written < 1.0 || written.fract() != 0.0 {
        let message = format!("`people` needs a whole number above zero, but {} was found", item.found());
        item.note(message, "write it as `5000000` or `\"5,000,000 persons\"`");
        return None;
    }
    let people = written as u64;
    if !PEOPLE.contains(&people) {
        let far = if people < *PEOPLE.start() { "small" } else { "large" };
        let (first, last) = PEOPLE.into_inner();
        let message = format!("{} is too {far} for a number of people", item.found());
        item.note(message, format!("give a whole number from {first} to {last}"));
    }
    Some(people)
}

/// None, or as many as any run may have.
fn range_people(item: &Item<'_>) -> Option<u64> {
    let people = item.not_negative("200000")?;
    if people != 0 && !PEOPLE.contains(&people) {
        let (first, last) = PEOPLE.into_inner();
        let message = format!("{} people are no range pass", item.found());
        item.note(message, format!("give 0, which leaves it out, or a whole number from {first} to {last}"));
    }
    Some(people)
}

fn seed(item: &Item<'_>) -> Option<u64> {
    item.not_negative("1")
}

/// No more than the ensemble has.
fn draws(item: &Item<'_>) -> Option<u64> {
    let draws = item.not_negative("50")?;
    match super::draws::enough(draws) {
        Ok(()) => Some(draws),
        Err(report) => {
            for problem in report.0 {
                item.note(problem.message, problem.help.unwrap_or_default());
            }
            None
        }
    }
}

fn last_year(item: &Item<'_>) -> Option<Year> {
    let year = item.integer("2075")?;
    if !LAST_YEARS.contains(&year) {
        let (first, last) = LAST_YEARS.into_inner();
        item.note(
            format!("`last_year` is {year}, outside {first} to {last}"),
            format!("the model opens in 2020; choose a year from {first} to {last}"),
        );
    }
    Some(year as Year)
}

#[cfg(test)]
mod tests;
