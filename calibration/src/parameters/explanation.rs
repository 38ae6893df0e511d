//! Everything known about one parameter, to print or to serialise.

use super::effects::Effect;
use super::parameter::{Kind, Parameter, Quality, Source, display_date};
use super::timeline::Timeline;
use crate::parameters::quantity::{Unit, exact};
use fastox_model::geography::Province;
use fastox_model::units::{Month, Year};
use fastox_outputs::Language;
use fastox_outputs::language::typed;
use serde::Serialize;
use std::fmt::Write;

/// Shown where a parameter has no national value.
const BY_PROVINCE: &str = "by province";

/// One parameter as it stands in a year, with where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// Its dotted name.
    pub name: String,
    /// What it is.
    pub title: String,
    /// 中文名称
    pub title_zh: String,
    /// Its symbol in the equations.
    pub symbol: Option<String>,
    /// What it rests on.
    pub kind: Kind,
    /// What it is measured in.
    pub unit: Unit,
    /// The words it may take, if it is a choice.
    pub choices: Vec<String>,
    /// The year asked for.
    pub year: Year,
    /// The province asked for.
    pub province: Option<&'static str>,
    /// The mean over the months of that year, as the model reads it; nothing if there are values by
    /// province only and none was asked for.
    pub number: Option<f64>,
    /// The value in force in December of that year, as people write it.
    pub value: String,
    /// Since when it is in force; nothing if it has no date.
    pub since: Option<String>,
    /// The rule by which a run goes on where nothing is announced for the year; `value` and `number` are what it gives.
    pub projected_by: Option<&'static str>,
    /// All dated values of the path.
    pub path: Vec<(String, String)>,
    /// The provinces with a path of their own, if none was asked for.
    pub provinces: Vec<ProvinceValue>,
    /// Refused outside.
    pub range: (String, String),
    /// Where a sensitivity analysis goes.
    pub sweep: Option<(String, String)>,
    /// The standard error of an estimate.
    pub standard_error: Option<String>,
    /// What was known of it before the data that its value learned from.
    pub prior: Option<String>,
    /// How good the figure is.
    pub quality: Quality,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// What to be careful about, here or everywhere.
    pub note: Option<String>,
    /// The last year that was announced.
    pub last_confirmed: Option<Year>,
    /// How it was estimated.
    pub method: Option<String>,
    /// Why it is assumed.
    pub because: Option<String>,
    /// The overlays that changed it.
    pub changed_by: Vec<String>,
    /// Who reads it, and what it moves.
    pub effect: Option<Effect>,
}

/// What a province with a path of its own has in the year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProvinceValue {
    /// Its name.
    pub province: &'static str,
    /// The value in force in December of the year.
    pub value: String,
    /// How good the figure is.
    pub quality: Quality,
}

impl Explanation {
    pub(super) fn new(name: &str, parameter: &Parameter, province: Option<Province>, year: Year) -> Self {
        let own = province.and_then(|p| parameter.provinces.get(&p));
        let path = parameter.path(province);
        let dated = path.filter(|path| !path.is_constant());
        let pair = |(low, high)| (parameter.display(low), parameter.display(high));
        Self {
            name: name.to_owned(),
            title: parameter.title.clone(),
            title_zh: parameter.title_zh.clone(),
            symbol: parameter.symbol.clone(),
            kind: parameter.kind,
            unit: parameter.unit,
            choices: parameter.choices.clone(),
            year,
            province: province.map(Province::name),
            number: path.map(|path| path.year_mean(year)),
            value: path.map_or_else(|| no_value(province), |path| value(parameter, path, year)),
            since: dated.map(|path| display_date(in_force(path, year).0)),
            projected_by: None,
            path: dated.map(|path| all_values(parameter, path)).unwrap_or_default(),
            provinces: if province.is_none() { provinces(parameter, year) } else { Vec::new() },
            range: pair(parameter.range),
            sweep: parameter.sweep.map(pair),
            standard_error: parameter.standard_error.map(|error| parameter.display(error)),
            prior: parameter.prior.map(|prior| {
                let (mean, error) = (parameter.display(prior.mean), parameter.display(prior.standard_error));
                format!("normal, mean {mean}, standard error {error}, within the range")
            }),
            quality: own.and_then(|own| own.quality).unwrap_or(parameter.quality),
            sources: parameter.sources.clone(),
            note: own.and_then(|own| own.note.clone()).or_else(|| parameter.note.clone()),
            last_confirmed: parameter.last_confirmed,
            method: parameter.method.clone(),
            because: parameter.because.clone(),
            changed_by: parameter.changed_by.clone(),
            effect: Effect::of(name),
        }
    }

    /// Puts in what a run uses instead of the last announcement.
    pub(crate) fn project(&mut self, value: f64) {
        (self.number, self.value, self.since) = (Some(value), exact(value, self.unit), None);
    }

    /// The lines of the printed form that may be missing.
    fn optional_lines(&self) -> [(&'static str, Option<String>); 12] {
        let pair = |(low, high): &(String, String)| format!("{} to {}", typed(low), typed(high));
        let path: Vec<String> = self.path.iter().map(|(d, v)| format!("{d}: {v}")).collect();
        [
            ("projected by", self.projected_by.map(str::to_owned)),
            ("path", (path.len() > 1).then(|| typed(&path.join(", ")))),
            ("sweep", self.sweep.as_ref().map(pair)),
            ("standard error", self.standard_error.as_deref().map(typed)),
            ("prior", self.prior.clone()),
            ("last confirmed", self.last_confirmed.map(|year| year.to_string())),
            // Said in the language of the file.
            ("method", self.method.as_deref().map(typed)),
            ("because", self.because.as_deref().map(typed)),
            ("note", self.note.as_deref().map(typed)),
            ("read by", self.effect.map(Effect::readers)),
            ("moves", self.effect.and_then(Effect::moved)),
            ("changed by", (!self.changed_by.is_empty()).then(|| typed(&self.changed_by.join(", ")))),
        ]
    }

    fn value_line(&self) -> String {
        if self.number.is_none() && self.province.is_none() {
            return format!("{BY_PROVINCE}, see below for {}", self.year);
        }
        if self.number.is_none() {
            return format!("none for {}", self.province.unwrap_or_default());
        }
        let place = self.province.unwrap_or("the nation");
        let since = self.since.as_ref().map(|s| format!(", since {s}")).unwrap_or_default();
        format!("{} in {} for {place}{since}", typed(&self.value), self.year)
    }
}

impl ProvinceValue {
    /// Puts in what a run uses instead of the last announcement.
    pub(crate) fn project(&mut self, value: f64, unit: Unit) {
        self.value = exact(value, unit);
    }
}

fn no_value(province: Option<Province>) -> String {
    if province.is_some() { "none" } else { BY_PROVINCE }.to_owned()
}

fn in_force(path: &Timeline, year: Year) -> (Month, f64) {
    path.in_force(Month::new(year, 12))
}

fn value(parameter: &Parameter, path: &Timeline, year: Year) -> String {
    parameter.display(in_force(path, year).1)
}

fn all_values(parameter: &Parameter, path: &Timeline) -> Vec<(String, String)> {
    let dated = |(from, value): &(Month, f64)| (display_date(*from), parameter.display(*value));
    path.values().iter().map(dated).collect()
}

fn provinces(parameter: &Parameter, year: Year) -> Vec<ProvinceValue> {
    let own = parameter.provinces.iter().map(|(province, own)| ProvinceValue {
        province: province.name(),
        value: value(parameter, &own.values, year),
        quality: own.quality.unwrap_or(parameter.quality),
    });
    own.collect()
}

impl Explanation {
    /// All of it in lines, with the title in this language. Names, values and what its file says of it are marked as they
    /// are typed ([`fastox_outputs::language`]).
    pub fn lines(&self, language: Language) -> String {
        let symbol = self.symbol.as_ref().map(|s| format!(" ({s})")).unwrap_or_default();
        let title = language.of(&self.title, &self.title_zh);
        let mut text = format!("{}{symbol}: {title}\n", typed(&self.name));
        let mut line = |label: &str, what: &str| {
            let _ = writeln!(text, "  {label:<15} {what}");
        };
        line("value", &self.value_line());
        line("kind", &format!("{}, {}", self.kind, self.quality));
        if self.choices.is_empty() {
            line("range", &format!("{} to {}", typed(&self.range.0), typed(&self.range.1)));
        } else {
            line("choices", &typed(&self.choices.join(", ")));
        }
        for (label, what) in self.optional_lines() {
            if let Some(what) = what {
                line(label, &what);
            }
        }
        self.sources.iter().for_each(|source| line("source", &typed(&source.to_string())));
        for own in &self.provinces {
            line(own.province, &format!("{}, {}", typed(&own.value), own.quality));
        }
        text
    }
}
