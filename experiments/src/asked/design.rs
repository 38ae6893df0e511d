//! A design: values of chosen parameters that are lived beside the central ones, point by point.
//!
//! ```toml
//! [design]
//! kind   = "sobol"
//! points = 64
//!
//! [design.vary]
//! "pooling.surplus_cap" = ["50 %", "100 %"]
//! "macro.wage_growth"  = [{ 2027 = "2 % per year" }, { 2027 = "5 % per year" }]
//! ```
//! ```text
//! grid              every combination of the listed values, the last parameter moving fastest
//! latin-hypercube   N points: each parameter has one value in each N-th of the way from its first value to its second
//! sobol             the first N points of the Owen-scrambled Sobol' sequence between them; more points keep the first
//! ```
//! Points stand in the tables under `draw` 1, 2, …; the table `design` says what each has. The fit is not made anew under a
//! point, as it is not under an `[override]`.

mod sampled;

pub(crate) use sampled::sobol_point;

use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, listed};
use fastox_calibration::parameters::{Overlay, Parameters, each};
use sampled::{Sampled, Sampling};
use std::collections::BTreeMap;

/// As many as the Sobol' sequence has.
pub(super) const MOST_POINTS: usize = 65_536;

/// As many dimensions as the sequence has.
const MOST_PARAMETERS: usize = 256;

/// How points are laid.
pub(super) const KINDS: [&str; 3] = ["grid", "latin-hypercube", "sobol"];

/// The points of a design.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Design {
    /// What each parameter was given in the file: the values of a grid, or both ends.
    given: Vec<Vec<Overlay>>,
    points: Vec<Overlay>,
}

impl Design {
    /// Reads the table `[design]`; problems are noted in the document.
    pub(super) fn read(file: &str, item: &Item<'_>, parameters: &Parameters) -> Option<Self> {
        let fields = item.fields("[design]")?;
        let kind = fields.need("kind", "\"grid\"")?.choice("there is no design", &KINDS)?;
        let vary = fields.need("vary", "{ \"migration.level\" = [\"20 %\", \"60 %\"] }")?;
        let design = if kind == 0 {
            Self::grid(file, &vary, parameters)
        } else {
            let points = fields.need("points", "64").and_then(|item| count(&item));
            let seed = fields.get("seed").map_or(Some(1), |item| item.not_negative("1"));
            let sampling = if kind == 1 { Sampling::LatinHypercube } else { Sampling::Sobol };
            Self::between(file, &vary, parameters, |space| Some(sampling.points(space, points?, seed?)))
        };
        fields.refuse_others();
        design
    }

    fn grid(file: &str, vary: &Item<'_>, parameters: &Parameters) -> Option<Self> {
        let mut given = Vec::new();
        let fields = vary.fields("[design.vary]")?;
        each(&fields, parameters, |name, item, _| given.push(values(file, name, item, parameters)));
        let given: Vec<Vec<Overlay>> = given.into_iter().collect::<Option<_>>()?;
        let points = given.iter().map(Vec::len).try_fold(1, usize::checked_mul);
        if points.is_none_or(|points| points > MOST_POINTS) || given.is_empty() {
            let message = "the grid has no point, or more than can be lived";
            vary.note(message, format!("list values of one parameter or more, {MOST_POINTS} combinations at most"));
            return None;
        }
        let points = given.iter().fold(vec![Overlay::default()], |points, values| {
            let with = |point: &Overlay| values.iter().map(|value| Overlay::joined([point, value])).collect::<Vec<_>>();
            points.iter().flat_map(with).collect()
        });
        Some(Self { given, points })
    }

    fn between(
        file: &str,
        vary: &Item<'_>,
        parameters: &Parameters,
        lay: impl FnOnce(&[Sampled]) -> Option<Vec<Vec<f64>>>,
    ) -> Option<Self> {
        let mut space = Vec::new();
        each(&vary.fields("[design.vary]")?, parameters, |name, item, parameter| {
            let ends = values(file, name, item, parameters);
            space.push(ends.and_then(|ends| Sampled::between(name, ends, item, parameter)));
        });
        let space: Vec<Sampled> = space.into_iter().collect::<Option<_>>()?;
        if !(1..=MOST_PARAMETERS).contains(&space.len()) {
            let message = format!("a design cannot vary {} parameters", space.len());
            vary.note(message, format!("vary 1 to {MOST_PARAMETERS}, as `\"migration.level\" = [\"20 %\", \"60 %\"]`"));
            return None;
        }
        let points = lay(&space)?.into_iter().map(|values| {
            let of: Vec<Overlay> = space.iter().zip(values).map(|(sampled, value)| sampled.at(value)).collect();
            Overlay::joined(&of)
        });
        let points = points.collect();
        Some(Self { given: space.into_iter().map(|sampled| sampled.ends.to_vec()).collect(), points })
    }

    /// How many points there are.
    pub fn points(&self) -> u64 {
        self.points.len() as u64
    }

    /// What a point changes, counted from 1.
    pub fn point(&self, number: usize) -> &Overlay {
        &self.points[number - 1]
    }

    /// The parameters it varies.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.given.iter().filter_map(|values| values[0].names().next())
    }

    /// Refuses draws beside a design, and values of `parameters` that it would replace.
    pub fn check(&self, draws: u64, parameters: &Parameters) -> Result<(), Report> {
        let refuse = |message: String, help: &str| Err(Diagnostic::new("[design]", message).help(help).into());
        if self.points.is_empty() {
            return Ok(());
        }
        if draws > 0 {
            let message = format!("the {} points of a design stand in the place of draws", self.points.len());
            return refuse(message, "leave `draws` out, or the design");
        }
        let is_set = |name: &&str| parameters.get(name).is_some_and(|known| !known.changed_by.is_empty());
        let twice: Vec<&str> = self.names().filter(is_set).collect();
        if twice.is_empty() {
            return Ok(());
        }
        let message = format!("{} is set, and varied by the design", listed(twice));
        refuse(message, "take it out of `[override]` and `--set`, or out of `[design.vary]`")
    }

    /// Parameter by parameter, what the file gives it.
    pub fn given(&self) -> &[Vec<Overlay>] {
        &self.given
    }

    /// What all parameters are given first, and what they are given last.
    pub fn ends(&self) -> Vec<Overlay> {
        if self.given.is_empty() {
            return Vec::new();
        }
        let first = self.given.iter().filter_map(|own| own.first());
        let last = self.given.iter().filter_map(|own| own.last());
        vec![Overlay::joined(first), Overlay::joined(last)]
    }

    /// Parameter by parameter, its values of every point to the last bit.
    pub fn written(&self, parameters: &Parameters) -> BTreeMap<String, Vec<String>> {
        let mut written: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for point in &self.points {
            let mut changed = parameters.clone();
            changed.apply(point);
            let mut changes = changed.changes();
            for name in self.names() {
                written.entry(name.to_owned()).or_default().extend(changes.remove(name));
            }
        }
        written
    }
}

/// The values that are listed for a parameter, no two alike.
fn values(file: &str, name: &str, item: &Item<'_>, parameters: &Parameters) -> Option<Vec<Overlay>> {
    let elements = item.list("[\"20 %\", \"60 %\"]")?;
    let mut values: Vec<Overlay> = Vec::new();
    for element in &elements {
        let value = Overlay::of(file, name, element, parameters)?;
        if values.contains(&value) {
            element.note(format!("`{name}` has this value twice"), "keep one of the two");
        }
        values.push(value);
    }
    if values.is_empty() {
        item.note(format!("`{name}` has no value"), "list the values it takes");
        return None;
    }
    Some(values)
}

fn count(item: &Item<'_>) -> Option<usize> {
    let count = item.integer("64")?;
    let points = usize::try_from(count).ok().filter(|points| (1..=MOST_POINTS).contains(points));
    if points.is_none() {
        item.note(format!("a design of {count} points cannot be lived"), format!("ask for 1 to {MOST_POINTS}"));
    }
    points
}

#[cfg(test)]
mod tests;
