//! Everything known about one parameter, to print or to serialise.

use super::parameter::{Kind, Parameter, Quality, Source, display_date};
use crate::quantity::Unit;
use fastox_model::geography::Province;
use fastox_model::units::{Month, Year};
use serde::Serialize;
use std::fmt;

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
    /// The year asked for.
    pub year: Year,
    /// The province asked for.
    pub province: Option<&'static str>,
    /// The mean over the months of that year, as the model reads it.
    pub number: f64,
    /// The value in force in December of that year, as people write it.
    pub value: String,
    /// Since when it is in force; nothing if it has no date.
    pub since: Option<String>,
    /// All dated values of the path.
    pub path: Vec<(String, String)>,
    /// Refused outside.
    pub range: (String, String),
    /// Where a sensitivity analysis goes.
    pub sweep: Option<(String, String)>,
    /// The standard error of an estimate.
    pub standard_error: Option<String>,
    /// How good the figure is.
    pub quality: Quality,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// What to be careful about in this province.
    pub note: Option<String>,
    /// The last year that was announced.
    pub last_confirmed: Option<Year>,
    /// How it was estimated.
    pub method: Option<String>,
    /// Why it is assumed.
    pub because: Option<String>,
    /// The overlays that changed it.
    pub changed_by: Vec<String>,
}

impl Explanation {
    pub(super) fn new(
        name: &str,
        parameter: &Parameter,
        province: Option<Province>,
        year: Year,
    ) -> Self {
        let own = province.and_then(|p| parameter.provinces.get(&p));
        let path = parameter.path(province);
        let (since, value) = path.in_force(Month::new(year, 12));
        let pair = |(low, high)| (parameter.display(low), parameter.display(high));
        let dated = |(from, value): &(Month, f64)| (display_date(*from), parameter.display(*value));
        Self {
            name: name.to_owned(),
            title: parameter.title.clone(),
            title_zh: parameter.title_zh.clone(),
            symbol: parameter.symbol.clone(),
            kind: parameter.kind,
            unit: parameter.unit,
            year,
            province: province.map(Province::name),
            number: path.year_mean(year),
            value: parameter.display(value),
            since: (!path.is_constant()).then(|| display_date(since)),
            path: if path.is_constant() {
                Vec::new()
            } else {
                path.values().iter().map(dated).collect()
            },
            range: pair(parameter.range),
            sweep: parameter.sweep.map(pair),
            standard_error: parameter.standard_error.map(|error| parameter.display(error)),
            quality: own.and_then(|own| own.quality).unwrap_or(parameter.quality),
            sources: parameter.sources.clone(),
            note: own.and_then(|own| own.note.clone()),
            last_confirmed: parameter.last_confirmed,
            method: parameter.method.clone(),
            because: parameter.because.clone(),
            changed_by: parameter.changed_by.clone(),
        }
    }

    /// The lines of the printed form that may be missing.
    fn optional_lines(&self) -> [(&'static str, Option<String>); 8] {
        let pair = |(low, high): &(String, String)| format!("{low} to {high}");
        let path: Vec<String> = self.path.iter().map(|(d, v)| format!("{d}: {v}")).collect();
        [
            ("path", (path.len() > 1).then(|| path.join(", "))),
            ("sweep", self.sweep.as_ref().map(pair)),
            ("standard error", self.standard_error.clone()),
            ("last confirmed", self.last_confirmed.map(|year| year.to_string())),
            ("method", self.method.clone()),
            ("because", self.because.clone()),
            ("note", self.note.clone()),
            ("changed by", (!self.changed_by.is_empty()).then(|| self.changed_by.join(", "))),
        ]
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbol = self.symbol.as_ref().map(|s| format!(" ({s})")).unwrap_or_default();
        writeln!(f, "{}{symbol}: {} {}", self.name, self.title, self.title_zh)?;
        let place = self.province.unwrap_or("the nation");
        let since = self.since.as_ref().map(|s| format!(", since {s}")).unwrap_or_default();
        writeln!(f, "  value           {} in {} for {place}{since}", self.value, self.year)?;
        writeln!(f, "  kind            {}, {}", self.kind, self.quality)?;
        writeln!(f, "  range           {} to {}", self.range.0, self.range.1)?;
        for (label, line) in self.optional_lines() {
            if let Some(line) = line {
                writeln!(f, "  {label:<15} {line}")?;
            }
        }
        self.sources.iter().try_for_each(|source| writeln!(f, "  source          {source}"))
    }
}
