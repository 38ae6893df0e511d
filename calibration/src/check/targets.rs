//! What the model is held against: published figures, where each comes from, and the result it is compared with.
//!
//! ```text
//! fit              a factor was chosen so that the model meets it
//! weighed          its likelihood helped to choose a parameter; its tolerance stands for one standard error
//! hold-out         nothing was fitted to it; a miss fails `fastox validate`
//! by-construction  holds by definition, whatever the parameters
//! context          shown beside the model with its definition, never scored
//! ```
//! A target names columns of `national_year` or `province_year`: their sum is the model's figure, or its ratio to
//! another column. The world it is read from is the one as enacted, with governments that respond. Published values
//! stand in the file, or the file names the embedded table and column that hold them.

mod read;

use crate::data::{self, DataTable};
use crate::inputs::Reference;
use crate::parameters::Quality;
use crate::parameters::diagnostic::Report;
use crate::parameters::diagnostic::document::Document;
use crate::parameters::quantity::Unit;
use fastox_model::geography::{NATION, PROVINCES, Province, SEVERAL};
use fastox_model::units::Year;
use fastox_outputs::TableSpec;
use serde::Serialize;
use std::ops::RangeInclusive;

/// The embedded files, with the names they have in the project.
pub const FILES: [(&str, &str); 5] = [
    ("calibration/targets/accounts.toml", include_str!("../../targets/accounts.toml")),
    ("calibration/targets/population.toml", include_str!("../../targets/population.toml")),
    ("calibration/targets/weighed.toml", include_str!("../../targets/weighed.toml")),
    ("calibration/targets/hold_outs.toml", include_str!("../../targets/hold_outs.toml")),
    ("calibration/targets/projections.toml", include_str!("../../targets/projections.toml")),
];

/// What a target is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Fitted.
    Fit,
    /// In the likelihood by which parameters of the response are chosen.
    Weighed,
    /// Never fitted.
    HoldOut,
    /// Holds by definition.
    ByConstruction,
    /// Shown only.
    Context,
}

impl Role {
    /// Their words in files and in the table `fit`, in the order of the variants.
    pub const NAMES: [&str; 5] = ["fit", "weighed", "hold-out", "by-construction", "context"];
    /// All roles.
    pub const ALL: [Self; 5] = [Self::Fit, Self::Weighed, Self::HoldOut, Self::ByConstruction, Self::Context];

    /// Its word.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// The places a target speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The nation.
    Nation,
    /// Every province by itself.
    Each,
    /// Every province, and their sum.
    EachAndNation,
    /// These provinces together.
    Together(Vec<Province>),
}

/// Where the published figure stands.
#[derive(Clone, Debug, PartialEq)]
pub enum PublishedFigure {
    /// In the target.
    Value(f64),
    /// In the target, in words: no number to compare with.
    Text(String),
    /// In an embedded table: the rows whose cells equal these.
    Table {
        /// The table.
        table: &'static DataTable,
        /// Its column.
        column: String,
        /// Columns and the cells they must equal.
        filter: Vec<(String, String)>,
    },
    /// The census, by the age people reach on 31 December 2020.
    Census(RangeInclusive<usize>),
    /// The reference population of the year.
    Reference(RangeInclusive<usize>),
}

/// How a figure is read off the years of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Read {
    /// In the year.
    InYear,
    /// The number of provinces of the place where it is above nothing.
    Above,
    /// The first year, from the one in which worlds part, below a level.
    FirstBelow(f64),
    /// The year with the largest value.
    PeakYear,
    /// The largest value.
    Peak,
    /// The value of the year less that of an earlier one.
    RiseSince(Year),
    /// The sum from an earlier year on.
    SumSince(Year),
}

/// By whom a figure scatters from seed to seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agents {
    /// It scatters as a count of the people of a column does.
    Counted(&'static str),
    /// Insured and retirees of the provinces: it is what their balances leave, as money that is pooled is.
    Balances,
}

/// What a target is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// `national_year` or `province_year`.
    pub table: &'static TableSpec,
    /// Columns that are added up.
    pub columns: Vec<&'static str>,
    /// The column they are divided by.
    pub per: Option<&'static str>,
    /// How the figure is read off the years.
    pub read: Read,
    /// Who stands behind the figure, by whom it scatters.
    pub agents: Option<Agents>,
    /// Two worlds with the response of the run: the figure is the relative difference of the first to the second.
    pub worlds: Option<[String; 2]>,
}

/// A published figure, or one a province or a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its name in the table `fit`.
    pub statistic: String,
    /// What it is, in words.
    pub title: String,
    /// What it is measured in.
    pub unit: Unit,
    /// The years it speaks of; of a figure read off many years, the last one.
    pub years: RangeInclusive<Year>,
    /// The places it speaks of.
    pub place: Place,
    /// The figure.
    pub published: PublishedFigure,
    /// Publication.
    pub source: String,
    /// How good the figure is.
    pub quality: Quality,
    /// What it is for.
    pub role: Role,
    /// Largest relative error that counts as met; none for context.
    pub tolerance: Option<f64>,
    /// The same for the sum of provinces.
    pub tolerance_nation: Option<f64>,
    /// What exactly is published, and what stands beside it here.
    pub definition: Option<String>,
    /// The result it is compared with; none where one run cannot show it.
    pub compared: Option<Compared>,
}

/// All targets, in the order of their files.
#[derive(Clone, Debug, PartialEq)]
pub struct Targets(Vec<Target>);

impl Targets {
    /// The targets the project ships. Panics with the report if a file is wrong: that is our bug.
    pub fn embedded() -> Self {
        Self::read(&FILES).unwrap_or_else(|report| panic!("{report}"))
    }

    /// The targets of these files, given by name and text.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, Report> {
        let (mut targets, mut problems) = (Vec::new(), Vec::new());
        for (file, text) in files {
            match Document::new(file, text).read(read::file) {
                Ok(own) => targets.extend(own),
                Err(report) => problems.extend(report.0),
            }
        }
        Report(problems).or(Self(targets))
    }

    /// The targets.
    pub fn iter(&self) -> impl Iterator<Item = &Target> {
        self.0.iter()
    }
}

/// One place of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// GB code; that of the nation, or of several provinces taken together.
    pub code: i32,
    /// The provinces; empty for the nation as a target of its own.
    pub provinces: Vec<Province>,
}

impl Spot {
    /// The nation as a target of its own.
    pub fn nation() -> Self {
        Self { code: NATION.into(), provinces: Vec::new() }
    }

    /// One province.
    pub fn of(province: Province) -> Self {
        Self { code: province.code().into(), provinces: vec![province] }
    }
}

impl Target {
    /// The places, the nation first.
    pub fn spots(&self) -> Vec<Spot> {
        let nation = Spot::nation();
        let each = Province::all().map(Spot::of);
        match &self.place {
            Place::Nation => vec![nation],
            Place::Each => each.collect(),
            Place::EachAndNation => {
                let sum = Spot { provinces: Province::all().collect(), ..Spot::nation() };
                std::iter::once(sum).chain(each).collect()
            }
            Place::Together(provinces) => {
                let code = match provinces[..] {
                    [only] => only.code(),
                    _ if provinces.len() == PROVINCES => NATION,
                    _ => SEVERAL,
                };
                vec![Spot { code: code.into(), provinces: provinces.clone() }]
            }
        }
    }

    /// The tolerance at a place.
    pub fn tolerance_at(&self, spot: &Spot) -> Option<f64> {
        if spot.code == i32::from(NATION) { self.tolerance_nation.or(self.tolerance) } else { self.tolerance }
    }

    /// The published figure of a place and year, if there is a number.
    pub fn published_at(&self, spot: &Spot, year: Year, reference: &Reference) -> Option<f64> {
        match &self.published {
            PublishedFigure::Value(value) => Some(*value),
            PublishedFigure::Text(_) => None,
            PublishedFigure::Reference(ages) => Some(reference.between(year, *ages.start()..*ages.end() + 1)),
            PublishedFigure::Census(ages) => {
                let of = |p: &Province| -> f64 {
                    let both = reference.census.iter().flat_map(|sex| &sex[ages.clone()]);
                    both.map(|by| by[p.index()]).sum()
                };
                Some(spot.provinces.iter().map(of).sum())
            }
            PublishedFigure::Table { table, column, filter } => self.in_table(table, column, filter, spot),
        }
    }

    /// A table by province is summed over the provinces of the place; otherwise the filter finds the one row.
    fn in_table(
        &self,
        table: &'static DataTable,
        column: &str,
        filter: &[(String, String)],
        spot: &Spot,
    ) -> Option<f64> {
        let wanted: Vec<(&str, &str)> = filter.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect();
        if matches!(self.place, Place::Each | Place::EachAndNation) {
            let by = table.by_province(&wanted, column);
            return Some(spot.provinces.iter().map(|p| by[p.index()]).sum());
        }
        let fits = |row: &data::Row| wanted.iter().all(|(name, cell)| row.text(name) == *cell);
        table.rows().find(fits)?.number(column)
    }
}

#[cfg(test)]
mod tests;
