//! The ensemble as a file: a header that says what it belongs to, then one row a draw.
//!
//! ```text
//! # record = "…"                       lines of TOML behind a hash
//! draw,candidate,<parameters by name>,<factors of the record: fitted.pension_level.44, …>
//! 1,1,0.0341,…
//! ```
//! Parameters stand in their natural units: shares as fractions of one, times in months, money in yuan. Numbers have
//! seven significant digits, and a draw is exactly what the file says: it is rounded before it is judged.
//! `pandas.read_csv(FILE, comment="#", index_col="draw")` reads it.

use super::{Draw, Ensemble};
use crate::fitted::{self, FACTORS, Factor, Fitted};
use crate::inputs::FIRST_YEAR;
use crate::parameters::Parameters;
use crate::parameters::diagnostic::{Diagnostic, Report};
use crate::parameters::uncertainty::{Uncertain, uncertain};
use fastox_model::geography::Province;
use fastox_model::incentives::{EffectSize, Ordering};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Significant digits.
const DIGITS: usize = 7;
/// The columns before the parameters.
const KEYS: [&str; 2] = ["draw", "candidate"];

/// What the header says of the draws.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The command that writes the file again.
    pub command: String,
    /// Draws that were made.
    pub made: usize,
    /// Draws that fit the accounts and were kept.
    pub kept: usize,
    /// Rejected draws as a share of those made.
    pub rejected_share: f64,
    /// How many draws missed each statistic; a draw may miss several.
    pub missed: BTreeMap<String, usize>,
    /// Checksum of the record of the fit that the factors were moved from.
    pub record: String,
    /// Checksum of the space of uncertain parameters.
    pub space: String,
}

impl Origin {
    fn to_toml(&self) -> String {
        let Self { command, made, kept, rejected_share, missed, record, space } = self;
        let missed: Vec<String> = missed.iter().map(|(name, n)| format!("{name} = {n}")).collect();
        let missed = missed.join(", ");
        format!(
            "command = \"{command}\"\nmade = {made}\nkept = {kept}\nrejected_share = {rejected_share:?}\n\
             missed = {{ {missed} }}\nrecord = \"{record}\"\nspace = \"{space}\"\n"
        )
    }
}

/// A number with as many digits as the file has.
pub(super) fn rounded(x: f64) -> f64 {
    format!("{x:.*e}", DIGITS - 1).parse().expect("a number that was just written")
}

/// The checksum of a record by its text.
pub(super) fn record_checksum(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// The checksum of a space: names, bounds, spreads, and the ranges that cut them off.
pub(super) fn space_checksum(space: &[Uncertain]) -> String {
    let mut text = String::new();
    for Uncertain { name, central, low, high, spread, range, .. } in space {
        let _ = writeln!(text, "{name} {central:?} {low:?} {high:?} {spread:?} {range:?}");
    }
    record_checksum(&text)
}

/// Every cell of the factors: its column, and the way in and out.
fn factor_columns() -> Vec<String> {
    let mut names = Vec::new();
    for Factor { column, .. } in FACTORS {
        names.extend(Province::all().map(|p| format!("fitted.{column}.{}", p.code())));
    }
    names.extend((0..WAYS).map(|place| format!("fitted.way.{}", FIRST_YEAR + place as i32)));
    for (setting, ordering) in curves() {
        let curve = fitted::response_name(setting, ordering);
        for part in ["curvature_surplus", "curvature_deficit", "duty"] {
            names.push(format!("fitted.response.{curve}.{part}"));
        }
    }
    names
}

/// Years between 2020 and 2024.
const WAYS: usize = 3;

fn curves() -> impl Iterator<Item = (EffectSize, Ordering)> {
    EffectSize::ALL.into_iter().flat_map(|s| Ordering::ALL.into_iter().map(move |o| (s, o)))
}

fn factor_cells(fitted: &Fitted) -> Vec<f64> {
    let mut cells = Vec::new();
    for factor in FACTORS {
        cells.extend(fitted.column(factor.get).map(rounded));
    }
    cells.extend(fitted.way.map(rounded));
    for (setting, ordering) in curves() {
        let curve = &fitted.response[setting as usize][ordering as usize];
        let parts = [curve.surplus.curvature, curve.deficit.curvature, curve.surplus.duty];
        cells.extend(parts.map(rounded));
    }
    cells
}

fn of_factor_cells(cells: &[f64]) -> Fitted {
    let mut fitted = Fitted::neutral();
    let mut cells = cells.iter().copied();
    let mut next = || cells.next().expect("as many cells as columns");
    for factor in FACTORS {
        for own in &mut fitted.provinces {
            (factor.set)(own, next());
        }
    }
    fitted.way = std::array::from_fn(|_| next());
    for (setting, ordering) in curves() {
        let curve = &mut fitted.response[setting as usize][ordering as usize];
        (curve.surplus.curvature, curve.deficit.curvature) = (next(), next());
        curve.surplus.duty = next();
        curve.deficit.duty = curve.surplus.duty;
    }
    fitted
}

/// The factors as they come back from the file.
pub(super) fn as_written(fitted: &Fitted) -> Fitted {
    of_factor_cells(&factor_cells(fitted))
}

impl Ensemble {
    /// The ensemble as a file.
    pub fn to_csv(&self) -> String {
        let mut text = String::new();
        for line in HEAD.lines().chain(self.origin.to_toml().lines()) {
            let _ = writeln!(text, "# {line}");
        }
        let names = self.space.iter().map(|parameter| parameter.name.clone());
        let columns = KEYS.into_iter().map(str::to_owned).chain(names).chain(factor_columns());
        let _ = writeln!(text, "{}", columns.collect::<Vec<_>>().join(","));
        for (number, draw) in self.draws.iter().enumerate() {
            let _ = write!(text, "{},{}", number + 1, draw.candidate);
            for cell in draw.values.iter().copied().chain(factor_cells(&draw.fitted)) {
                let _ = write!(text, ",{}", shown(cell));
            }
            text.push('\n');
        }
        text
    }

    /// Reads a file for the parameters there are and the record of this text. An uncertain parameter that the file
    /// lacks is not drawn: it keeps its central value.
    pub fn read(file: &str, text: &str, parameters: &Parameters, record: &str) -> Result<Self, Report> {
        let origin = origin(file, text)?;
        let mut lines = lines(text).filter(|(_, line)| !line.starts_with('#'));
        let (start, head) = lines.next().unwrap_or((text.len(), ""));
        let names: Vec<&str> = head.split(',').collect();
        let Some(space) = drawn(&names, parameters) else {
            let message = "the columns are not those of the uncertain parameters and the record";
            return Err(stale(Diagnostic::new(file, message).at(text, start..start + head.len())));
        };
        belongs(file, &origin, &space, record)?;
        let mut draws = Vec::new();
        for (start, line) in lines {
            let cells = cells(file, text, (start, line), &names)?;
            if cells[0] as usize != draws.len() + 1 {
                let message = format!("draw {} is missing", draws.len() + 1);
                let help = "draws are counted from 1 without a gap";
                let place = start..start + line.len();
                return Err(Diagnostic::new(file, message).at(text, place).help(help).into());
            }
            let (values, factors) = cells[KEYS.len()..].split_at(space.len());
            let fitted = of_factor_cells(factors);
            draws.push(Draw { candidate: cells[1] as u32, values: values.to_vec(), fitted });
        }
        Ok(Self { origin, space, draws })
    }
}

/// What stands above the header's own lines.
const HEAD: &str = "\
Draws of the uncertain parameters, each with the provincial factors refitted under it; do not edit.
Parameters in natural units (shares of one, months, yuan); method: calibration/README.md, Ensemble.";

/// The shorter of the two ways to write a number.
fn shown(x: f64) -> String {
    let (plain, scaled) = (format!("{x}"), format!("{x:e}"));
    if scaled.len() < plain.len() { scaled } else { plain }
}

/// Lines with the bytes at which they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end())
    })
}

fn origin(file: &str, text: &str) -> Result<Origin, Report> {
    let header = lines(text).filter_map(|(_, line)| line.strip_prefix("# "));
    let header: Vec<&str> = header.skip(HEAD.lines().count()).collect();
    toml::from_str(&header.join("\n")).map_err(|error| {
        let message = format!("the header of the ensemble cannot be read: {}", error.message());
        stale(Diagnostic::new(file, message))
    })
}

/// The uncertain parameters that columns of a file name, if they and the factors of the record are all that stands
/// there.
fn drawn(columns: &[&str], parameters: &Parameters) -> Option<Vec<Uncertain>> {
    let own = columns.strip_prefix(&KEYS)?;
    let count = own.len().checked_sub(factor_columns().len())?;
    let (names, factors) = own.split_at(count);
    if factors != factor_columns() {
        return None;
    }
    let space = uncertain(parameters);
    names.iter().map(|name| space.iter().find(|known| known.name == *name).cloned()).collect()
}

fn belongs(file: &str, origin: &Origin, space: &[Uncertain], record: &str) -> Result<(), Report> {
    let made_for_another =
        |what: &str| stale(Diagnostic::new(file, format!("the ensemble was made for another {what}")));
    if origin.record != record_checksum(record) {
        return Err(made_for_another("record of the fit"));
    }
    if origin.space != space_checksum(space) {
        return Err(made_for_another("space of uncertain parameters"));
    }
    Ok(())
}

fn stale(diagnostic: Diagnostic) -> Report {
    let help = "`fastox ensemble > calibration/parameters/ensemble.csv` writes the one that belongs to this program";
    diagnostic.help(help).into()
}

/// The numbers of a row.
fn cells(file: &str, text: &str, (start, line): (usize, &str), columns: &[&str]) -> Result<Vec<f64>, Report> {
    let mut at = start;
    let mut cells = Vec::with_capacity(columns.len());
    for cell in line.split(',') {
        let place = at..at + cell.len();
        at += cell.len() + 1;
        match cell.parse::<f64>() {
            Ok(number) if number.is_finite() => cells.push(number),
            _ => {
                let column = columns.get(cells.len()).filter(|name| !KEYS.contains(name));
                let column = column.unwrap_or(&"the number of the draw");
                let message = format!("{column} is `{cell}`, which is no number");
                return Err(stale(Diagnostic::new(file, message).at(text, place)));
            }
        }
    }
    if columns.len() != cells.len() {
        let message = format!("the row has {} cells, not {}", cells.len(), columns.len());
        let place = start..start + line.len();
        return Err(stale(Diagnostic::new(file, message).at(text, place)));
    }
    Ok(cells)
}
