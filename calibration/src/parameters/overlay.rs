//! Overlays: what a reform, an experiment or the command line changes.
//!
//! A value without a date replaces a parameter for all time; dated values take over from their first
//! date. A national change holds in every province, a province's own change over the national one:
//!
//! ```toml
//! "migration.level" = "40 %"
//! "contribution.employer_rate" = { 2027 = "16 %", 2030 = "18 %", province = { 44 = "15 %" } }
//! ```

use super::change::Change;
use super::parameter::{Parameter, ProvincePath, Quality};
use super::read::{Rule, Valued, dated, province, values, within};
use super::timeline::{START, Timeline};
use super::{Parameters, no_such};
use crate::parameters::diagnostic::Report;
use crate::parameters::diagnostic::document::{Document, Fields};
use crate::parameters::diagnostic::item::Item;
use crate::parameters::quantity::Unit;
use fastox_model::geography::Province;
use std::collections::BTreeSet;

/// Checked changes to parameters, ready to be applied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    source: String,
    changes: Vec<Changed>,
}

#[derive(Clone, Debug, PartialEq)]
struct Changed {
    name: String,
    national: Option<Timeline>,
    provinces: Vec<(Province, Timeline)>,
}

impl Changed {
    fn values(&self) -> impl Iterator<Item = &Change> {
        let own = self.provinces.iter().map(|(_, path)| path);
        self.national.iter().chain(own).flat_map(Timeline::changes)
    }
}

impl Overlay {
    /// Reads the changes of a table against the parameters there are. Problems are noted in the document.
    pub fn read(source: &str, fields: &Fields<'_>, parameters: &Parameters) -> Self {
        let mut changes = Vec::new();
        each(fields, parameters, |name, item, parameter| changes.extend(change(name, item, parameter)));
        Self { source: source.to_owned(), changes }
    }

    /// The same, but bare numbers come back apart, in the natural unit of their parameter and within its range.
    pub fn read_with_numbers(source: &str, fields: &Fields<'_>, parameters: &Parameters) -> (Self, Vec<Change>) {
        let (mut changes, mut numbers) = (Vec::new(), Vec::new());
        each(fields, parameters, |name, item, parameter| {
            match item.as_number().filter(|_| parameter.unit != Unit::Choice) {
                Some(number) if within(item, number, &rule(name, parameter), None) => {
                    numbers.push(Change::new(name, None, (START, number), item.place()));
                }
                Some(_) => {}
                None => changes.extend(change(name, item, parameter)),
            }
        });
        (Self { source: source.to_owned(), changes }, numbers)
    }

    /// The change of one parameter that an item says. Problems are noted in the document.
    pub fn of(source: &str, name: &str, item: &Item<'_>, parameters: &Parameters) -> Option<Self> {
        let change = change(name, item, parameters.get(name)?)?;
        Some(Self { source: source.to_owned(), changes: vec![change] })
    }

    /// Several, in their order.
    #[must_use]
    pub fn joined<'a>(overlays: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut joined = Self::default();
        for overlay in overlays {
            joined.source.clone_from(&overlay.source);
            joined.changes.extend(overlay.changes.iter().cloned());
        }
        joined
    }

    /// The value it gives, if that is one.
    pub fn only(&self) -> Option<&Change> {
        let mut values = self.values();
        values.next().filter(|_| values.next().is_none())
    }

    /// The same with another value in place of its only one.
    #[must_use]
    pub fn to(&self, value: f64) -> Self {
        let to = |path: &Timeline| Timeline::of_changes(path.changes().map(|change| change.to(value)).collect());
        let with = |change: &Changed| Changed {
            name: change.name.clone(),
            national: change.national.as_ref().and_then(to),
            provinces: change.provinces.iter().filter_map(|(own, path)| Some((*own, to(path)?))).collect(),
        };
        Self { source: self.source.clone(), changes: self.changes.iter().map(with).collect() }
    }

    /// The same without what it gives a parameter.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let changes = self.changes.iter().filter(|change| change.name != name).cloned().collect();
        Self { source: self.source.clone(), changes }
    }

    /// Every value it gives.
    pub fn values(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().flat_map(Changed::values)
    }

    /// The parameters it changes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.changes.iter().map(|change| change.name.as_str())
    }
}

impl Parameters {
    /// Applies a checked overlay.
    pub fn apply(&mut self, overlay: &Overlay) {
        for change in &overlay.changes {
            let Some(parameter) = self.0.get_mut(&change.name) else {
                panic!("{}, though `{}` was checked", no_such(&change.name), overlay.source);
            };
            parameter.changing(&overlay.source);
            apply(parameter, change);
        }
    }

    /// The same parameters with one of them as its file has it.
    ///
    /// Panics if there is no such parameter.
    #[must_use]
    pub fn without_changes(&self, name: &str) -> Self {
        let mut parameters = self.clone();
        let Some(parameter) = parameters.0.get_mut(name) else { panic!("{}", no_such(name)) };
        parameter.restore();
        parameters
    }

    /// Reads, checks and applies an overlay file; on any problem nothing changes.
    pub fn apply_overlay(&mut self, source_name: &str, text: &str) -> Result<(), Report> {
        let document = Document::new(source_name, text);
        let overlay = document.read(|fields| Some(Overlay::read(source_name, fields, self)))?;
        self.apply(&overlay);
        Ok(())
    }
}

fn apply(parameter: &mut Parameter, change: &Changed) {
    if let Some(national) = &change.national {
        // Where only some provinces have the rule, a dated change reaches them alone: before it, the others had nothing.
        let followed = parameter.national.as_ref().map(|before| before.followed_by(national));
        parameter.national = followed.or_else(|| national.is_constant().then(|| national.clone()));
        for own in parameter.provinces.values_mut() {
            own.values = own.values.followed_by(national);
        }
    }
    for (province, values) in &change.provinces {
        let before = parameter.path(Some(*province));
        let values = before.map_or_else(|| values.clone(), |before| before.followed_by(values));
        let own = ProvincePath { values, quality: Some(Quality::Assumed), note: None };
        parameter.provinces.insert(*province, own);
    }
    parameter.changes.extend(change.values().cloned());
}

/// Goes through a table of parameters, each once: the same name in another spelling is refused, and so is one that does
/// not exist.
pub fn each(fields: &Fields<'_>, parameters: &Parameters, mut found: impl FnMut(&str, &Item<'_>, &Parameter)) {
    let mut seen = BTreeSet::new();
    collect("", fields, parameters, &mut |name, item, parameter| {
        if seen.insert(name.to_owned()) {
            found(name, item, parameter);
        } else {
            item.note_key(&format!("`{name}` is changed twice"), "keep one of the two spellings");
        }
    });
}

/// Goes down the tables until the joined keys name a parameter, so that
/// `"a.b" = …`, `a.b = …` and `[a] b = …` mean the same.
fn collect(
    above: &str,
    fields: &Fields<'_>,
    parameters: &Parameters,
    found: &mut impl FnMut(&str, &Item<'_>, &Parameter),
) {
    for item in fields.items() {
        let name = if above.is_empty() { item.key.clone() } else { format!("{above}.{}", item.key) };
        let group = format!("{name}.");
        if let Some(parameter) = parameters.get(&name) {
            found(&name, &item, parameter);
        } else if let Some(inner) =
            item.as_fields().filter(|_| parameters.names().any(|known| known.starts_with(&group)))
        {
            collect(&name, &inner, parameters, found);
        } else {
            item.note_key_searching(&no_such(&name), || parameters.meant(&name));
        }
    }
}

fn rule<'a>(name: &'a str, parameter: &'a Parameter) -> Rule<'a> {
    Rule {
        name,
        unit: parameter.unit,
        choices: &parameter.choices,
        range: parameter.range,
        recorded: None,
        remedy: format!("choose a value from {}", parameter.display_range()),
    }
}

fn change(name: &str, item: &Item<'_>, parameter: &Parameter) -> Option<Changed> {
    let rule = rule(name, parameter);
    let Some(fields) = item.as_fields() else {
        let national = Some(path(&values(item, &rule)?, &rule, None)?);
        return Some(Changed { name: name.to_owned(), national, provinces: Vec::new() });
    };
    let own = fields.get("province").map(|item| provinces(&item, &rule));
    for (province, path) in own.iter().flatten() {
        if parameter.path(Some(*province)).is_none() && !path.is_constant() {
            let message = format!("`{name}` has no value for {province} that a dated one could follow");
            item.note(message, "give it without a date, or for a province that `fastox explain` lists");
        }
    }
    let dates: Vec<Item<'_>> = fields.items().into_iter().filter(|i| i.key != "province").collect();
    let national = match (&own, dates.is_empty()) {
        (Some(_), true) => None,
        _ => Some(path(&dated(item, &dates, &rule)?, &rule, None)?),
    };
    Some(Changed { name: name.to_owned(), national, provinces: own.unwrap_or_default() })
}

fn provinces(item: &Item<'_>, rule: &Rule<'_>) -> Vec<(Province, Timeline)> {
    let Some(fields) = item.fields("{ 44 = \"15 %\" }") else { return Vec::new() };
    let read = |item: &Item<'_>| {
        let (province, values) = (province(item), values(item, rule));
        Some((province?, path(&values?, rule, province)?))
    };
    let mut own: Vec<(Province, Timeline)> = Vec::new();
    if fields.items().is_empty() {
        item.note(format!("`{}` has no values", rule.name), "write it as `{ province = { 44 = \"15 %\" } }`");
    }
    for item in fields.items() {
        let Some((province, path)) = read(&item) else { continue };
        if own.iter().any(|(earlier, _)| *earlier == province) {
            item.note_key(&format!("`{}` has two values for {province}", rule.name), "keep one of the two");
        }
        own.push((province, path));
    }
    own
}

fn path(values: &[Valued<'_>], rule: &Rule<'_>, province: Option<Province>) -> Option<Timeline> {
    let change =
        |Valued { from, value, item }: &Valued<'_>| Change::new(rule.name, province, (*from, *value), item.place());
    Timeline::of_changes(values.iter().map(change).collect())
}
