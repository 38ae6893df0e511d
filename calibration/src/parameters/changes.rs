//! Changed parameters written to the last bit and read back, so that a run can be lived again from its manifest.
//!
//! ```text
//! nation: 1998-01 0.16, 2027-01 0.18 set; 44: 1998-01 0.16, 2030-01 0.15 set
//! ```
//! What was changed is marked, since the law of a year knows no change that begins later. First the nation's dated
//! values, if there are any, then those of each province by its GB code. Shares are fractions of one, times months,
//! money yuan, as in [`Parameters::at`].

use super::Parameters;
use super::change::Change;
use super::parameter::{Parameter, ProvincePath, Quality};
use super::timeline::Timeline;
use crate::parameters::diagnostic::Diagnostic;
use fastox_model::geography::Province;
use fastox_model::units::Month;
use std::collections::BTreeMap;

impl Parameters {
    /// Every changed parameter with all its values.
    pub fn changes(&self) -> BTreeMap<String, String> {
        let changed = self.iter().filter(|(_, parameter)| !parameter.changed_by.is_empty());
        changed.map(|(name, parameter)| (name.to_owned(), written(parameter))).collect()
    }

    /// Changes parameters as [`Self::changes`] wrote them, on behalf of `source`; says which entry cannot be read.
    pub fn restore(&mut self, changes: &BTreeMap<String, String>, source: &str) -> Result<(), String> {
        for (name, text) in changes {
            let parameter = self.0.get_mut(name);
            let read = parameter.and_then(|parameter| Some((read(name, text)?, parameter)));
            let read = read.filter(|((national, provinces), parameter)| {
                let own = provinces.values();
                national.iter().chain(own).all(|path| path.values().iter().all(|(_, value)| may_be(parameter, *value)))
            });
            let Some(((national, provinces), parameter)) = read else {
                return Err(format!("`{name}` = `{text}`"));
            };
            parameter.changing(source);
            parameter.national = national;
            parameter.provinces.retain(|province, _| provinces.contains_key(province));
            for (province, values) in provinces {
                let (quality, note) = (Some(Quality::Assumed), None);
                let new = ProvincePath { values: values.clone(), quality, note };
                parameter.provinces.entry(province).or_insert(new).values = values;
            }
        }
        Ok(())
    }
}

/// The values that a text of [`Parameters::changes`] marks as set, those of the nation first; none if it cannot be read.
pub fn values_set(name: &str, text: &str) -> Vec<Change> {
    let Some((national, provinces)) = read(name, text) else { return Vec::new() };
    national.iter().chain(provinces.values()).flat_map(Timeline::changes).cloned().collect()
}

/// Whether a parameter may have this value: in its range, or as its file has it.
fn may_be(parameter: &Parameter, value: f64) -> bool {
    let (low, high) = parameter.range;
    let paths = parameter.national.iter().chain(parameter.provinces.values().map(|own| &own.values));
    let mut filed = paths.flat_map(Timeline::values);
    let whole = parameter.choices.is_empty() || value.fract() == 0.0;
    (whole && (low..=high).contains(&value)) || filed.any(|(_, known)| known.to_bits() == value.to_bits())
}

fn written(parameter: &Parameter) -> String {
    let path = |place: String, values: &Timeline| {
        let dated = |(from, value): &(Month, f64)| {
            let set = if values.change_at(*from).is_some() { " set" } else { "" };
            format!("{from} {value:?}{set}")
        };
        let values: Vec<String> = values.values().iter().map(dated).collect();
        format!("{place}: {}", values.join(", "))
    };
    let nation = parameter.national.iter().map(|values| path(NATION.to_owned(), values));
    let provinces = parameter.provinces.iter();
    let provinces = provinces.map(|(p, own)| path(p.code().to_string(), &own.values));
    nation.chain(provinces).collect::<Vec<_>>().join("; ")
}

/// The key of the nation's values.
const NATION: &str = "nation";

fn read(name: &str, text: &str) -> Option<(Option<Timeline>, BTreeMap<Province, Timeline>)> {
    let (mut nation, mut provinces) = (None, BTreeMap::new());
    for part in text.split("; ") {
        let (place, values) = part.split_once(": ")?;
        if place == NATION {
            nation = Some(path(name, None, values)?);
        } else {
            let province = Province::from_code(place.parse().ok()?)?;
            provinces.insert(province, path(name, Some(province), values)?);
        }
    }
    Some((nation, provinces))
}

fn path(name: &str, province: Option<Province>, text: &str) -> Option<Timeline> {
    let (mut filed, mut set) = (Vec::new(), Vec::new());
    for part in text.split(", ") {
        let (from, value) = part.split_once(' ')?;
        let (from, set_value) = (from.parse().ok()?, value.strip_suffix(" set"));
        let value = set_value.unwrap_or(value).parse().ok()?;
        match set_value {
            Some(_) => {
                let place = Diagnostic::new(name, "");
                set.push(Change::new(name, province, (from, value), place));
            }
            None => filed.push((from, value)),
        }
    }
    match (Timeline::new(filed), Timeline::of_changes(set)) {
        (Some(filed), Some(set)) => Some(filed.followed_by(&set)),
        (filed, set) => filed.or(set),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_parameters_come_back_to_the_last_bit() {
        let mut changed = Parameters::embedded();
        for assignment in
            ["migration.level=33.3 %", "contribution.employer_rate={ 2027 = \"17 %\", province = { 44 = \"15.7 %\" } }"]
        {
            changed.set(assignment).expect("a change that works");
        }
        let changes = changed.changes();
        assert_eq!(changes.keys().collect::<Vec<_>>(), ["contribution.employer_rate", "migration.level"]);
        let mut again = Parameters::embedded();
        again.restore(&changes, "a manifest").expect("changes that can be read");
        assert_eq!(again.changes(), changes);
        let set = values_set("contribution.employer_rate", &changes["contribution.employer_rate"]);
        let seen: Vec<_> = set.iter().map(|c| (c.province().map(Province::code), c.dated(), c.value())).collect();
        let from_2027 = Some(Month::new(2027, 1));
        // Whoever has a rate of its own has the nation's change, too.
        assert!(seen.contains(&(None, from_2027, 0.17)) && seen.contains(&(Some(44), None, 0.157)), "{seen:?}");
        let months = || (2015..2060).map(|year| Month::new(year, 5));
        for (month, province) in months().flat_map(|m| Province::all().map(move |p| (m, p))) {
            for name in changes.keys() {
                let at = |p: &Parameters| p.in_month(month).in_province(province).value(name).to_bits();
                assert_eq!(at(&again), at(&changed), "{name} {month} {province}");
            }
        }
    }

    #[test]
    fn an_entry_that_cannot_be_read_is_named() {
        let changes = |name: &str, text: &str| [(name.to_owned(), text.to_owned())].into();
        let mut parameters = Parameters::embedded();
        let unknown = parameters.restore(&changes("migration.levle", "nation: 1800-01 0.4"), "a manifest");
        assert_eq!(unknown.unwrap_err(), "`migration.levle` = `nation: 1800-01 0.4`");
        for text in
            ["40 %", "nation: 1800-01 nan", "nation: 1800-01 1e9 set", "nation: 1800-01 -1", "nation: 9000-01 0.4"]
        {
            assert!(parameters.restore(&changes("migration.level", text), "a manifest").is_err(), "{text}");
        }
    }
}
