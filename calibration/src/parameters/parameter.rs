//! One parameter: its dated values, and where they come from.

use super::change::{Change, LastRead};
use super::timeline::Timeline;
use crate::parameters::quantity::{self, Unit};
use fastox_model::geography::Province;
use fastox_model::units::{Month, Year};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// What a parameter rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Enacted: never swept.
    Law,
    /// Measured, with a method.
    Estimate,
    /// Chosen, with a reason.
    Assumption,
}

impl Kind {
    /// The words a file may give, in the order of the variants.
    pub const NAMES: [&str; 3] = ["law", "estimate", "assumption"];
    /// All kinds, in the order of their names.
    pub const ALL: [Self; 3] = [Self::Law, Self::Estimate, Self::Assumption];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::NAMES[*self as usize])
    }
}

/// How good a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Quality {
    /// The official page or release was seen.
    Published,
    /// An official figure, as copied by a third party.
    Secondary,
    /// Computed from other figures; the method is stated.
    Derived,
    /// From memory: the source was not seen.
    Recalled,
    /// A choice of the model, with its reason.
    Assumed,
}

impl Quality {
    /// The words a file may give, in the order of the variants.
    pub const NAMES: [&str; 5] = ["published", "secondary", "derived", "recalled", "assumed"];
    /// All qualities, best first.
    pub const ALL: [Self; 5] = [Self::Published, Self::Secondary, Self::Derived, Self::Recalled, Self::Assumed];
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::NAMES[*self as usize])
    }
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Document number, publication or data set.
    pub title: String,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// What exactly it says, or what to be careful about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)?;
        if let Some(note) = &self.note {
            write!(f, " — {note}")?;
        }
        self.href.as_ref().map_or(Ok(()), |href| write!(f, " <{href}>"))
    }
}

/// The path of one province where it differs from the nation.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvincePath {
    /// Its dated values.
    pub values: Timeline,
    /// How good they are, where this differs from the national path.
    pub quality: Option<Quality>,
    /// What to be careful about.
    pub note: Option<String>,
}

/// A normal, truncated to the parameter's range: what was known before the data that its value learned from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub standard_error: f64,
}

/// A dated parameter with its provenance.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// What it is.
    pub title: String,
    /// 中文名称
    pub title_zh: String,
    /// Its symbol in the equations.
    pub symbol: Option<String>,
    /// What it is measured in.
    pub unit: Unit,
    /// The words it may take, if its unit is a choice.
    pub choices: Vec<String>,
    /// What it rests on.
    pub kind: Kind,
    /// The national path; none if it has values by province only.
    pub national: Option<Timeline>,
    /// The provinces that have a path of their own.
    pub provinces: BTreeMap<Province, ProvincePath>,
    /// Refused outside; what is on record to the last confirmed year may lie beyond.
    pub range: (f64, f64),
    /// Where a sensitivity analysis goes.
    pub sweep: Option<(f64, f64)>,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// How good it is.
    pub quality: Quality,
    /// What to be careful about.
    pub note: Option<String>,
    /// The last year that was announced; later years repeat it until somebody looks.
    pub last_confirmed: Option<Year>,
    /// How it was estimated.
    pub method: Option<String>,
    /// The standard error of an estimate.
    pub standard_error: Option<f64>,
    /// What was known of it before the data that its value learned from.
    pub prior: Option<Prior>,
    /// Why it is assumed.
    pub because: Option<String>,
    /// The overlays that changed it, in order.
    pub changed_by: Vec<String>,
    /// Every change of an overlay, in order, also those that later ones replaced.
    pub changes: Vec<Change>,
    /// The paths of its file, if they were changed.
    pub(super) filed: Option<Box<Paths>>,
    /// Until when it was read.
    pub last_read: LastRead,
}

/// The paths of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paths {
    national: Option<Timeline>,
    provinces: BTreeMap<Province, ProvincePath>,
}

impl Paths {
    /// The path that holds for a province, or for the nation, if there is one.
    pub(super) fn path(&self, province: Option<Province>) -> Option<&Timeline> {
        path(self.national.as_ref(), &self.provinces, province)
    }
}

fn path<'a>(
    national: Option<&'a Timeline>,
    provinces: &'a BTreeMap<Province, ProvincePath>,
    province: Option<Province>,
) -> Option<&'a Timeline> {
    let own = province.and_then(|p| provinces.get(&p));
    own.map(|own| &own.values).or(national)
}

impl Parameter {
    /// The path that holds for a province, or for the nation, if there is one.
    pub fn path(&self, province: Option<Province>) -> Option<&Timeline> {
        path(self.national.as_ref(), &self.provinces, province)
    }

    /// The path of its file for a province or the nation, if there is one.
    pub(super) fn filed_path(&self, province: Option<Province>) -> Option<&Timeline> {
        match &self.filed {
            Some(filed) => filed.path(province),
            None => self.path(province),
        }
    }

    /// Keeps the paths of its file before the first change, and the name of what changes it.
    pub(super) fn changing(&mut self, source: &str) {
        let (national, provinces) = (&self.national, &self.provinces);
        self.filed.get_or_insert_with(|| Box::new(Paths { national: national.clone(), provinces: provinces.clone() }));
        self.changed_by.push(source.to_owned());
    }

    /// Whether every value is that of its file, changed or not.
    pub fn is_as_filed(&self) -> bool {
        let alike = |province| match (self.path(province), self.filed_path(province)) {
            (Some(own), Some(filed)) => own.is_like(filed),
            (own, filed) => own.is_none() && filed.is_none(),
        };
        alike(None) && Province::all().all(|province| alike(Some(province)))
    }

    /// Takes every change back.
    pub(super) fn restore(&mut self) {
        if let Some(filed) = self.filed.take() {
            (self.national, self.provinces) = (filed.national, filed.provinces);
        }
        (self.changed_by, self.changes) = (Vec::new(), Vec::new());
    }

    /// A value as people write it.
    pub fn display(&self, value: f64) -> String {
        match self.unit {
            Unit::Choice => self.choices[value as usize].clone(),
            unit => quantity::display(value, unit),
        }
    }

    /// Its range as people write it.
    pub fn display_range(&self) -> String {
        if self.unit == Unit::Choice {
            return self.choices.join(", ");
        }
        format!("{} to {}", self.display(self.range.0), self.display(self.range.1))
    }

    /// Whether a value lies in its range.
    pub fn allows(&self, value: f64) -> bool {
        (self.range.0..=self.range.1).contains(&value)
    }
}

/// `2019` for a January, `2019-05` otherwise.
pub fn display_date(month: Month) -> String {
    if month.of_year() == 1 { month.year().to_string() } else { month.to_string() }
}
