//! Changes that did nothing, once the inputs of a run are prepared.

use super::Parameters;
use super::change::Change;
use super::timeline::START;
use fastox_model::geography::Province;
use fastox_model::units::{Month, Year};

/// Why a change does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// It begins after the last year that is lived.
    After(Year),
    /// Nothing reads the parameter.
    Unread,
    /// Nothing reads the parameter later than this.
    ReadUntil(Month),
    /// Only Januaries are read, and it begins in another month.
    WithinYear(Month),
    /// Nothing reads the parameter for the province.
    Elsewhere,
    /// Another change takes its place in every month that is read.
    Replaced,
}

/// The month whose value a change without a date is compared with.
const NOW: Month = Month::new(2025, 12);

impl Parameters {
    /// Why a change cannot act in what was read so far, in a run to `last_year`; nothing if it acted, or if its value
    /// is that in force without it.
    pub fn idle(&self, change: &Change, last_year: Year) -> Option<Idle> {
        let parameter = self.known(change.name());
        let filed = parameter.filed_path(change.province());
        let now = if change.from() == START { NOW } else { change.from() };
        let same = filed.is_some_and(|path| path.at(now).to_bits() == change.value().to_bits());
        if same {
            return None;
        }
        let Some(last_read) = parameter.last_read.month() else { return Some(Idle::Unread) };
        if change.from().year() > last_year {
            return Some(Idle::After(last_year));
        }
        if change.from().of_year() != 1 && !parameter.last_read.within_years() {
            return Some(Idle::WithinYear(change.from()));
        }
        // What was met but did not differ is the value in force.
        match change.met() {
            true => None,
            false if change.from() > last_read => Some(Idle::ReadUntil(last_read)),
            false if change.province().is_some() => Some(Idle::Elsewhere),
            false => Some(Idle::Replaced),
        }
    }
}

impl Idle {
    /// What is wrong with a change.
    pub fn message(self, change: &Change) -> String {
        let (name, from) = (change.name(), change.from());
        match self {
            Self::After(last) => {
                format!("`{name}` changes in {from}, but the last year lived is {last}")
            }
            Self::Unread => format!("no world reads `{name}`"),
            Self::ReadUntil(last) => {
                format!("nothing reads `{name}` in {from} or later, the last time being {last}")
            }
            Self::WithinYear(_) => {
                format!("`{name}` changes in {from}, but the model takes its value of each January")
            }
            Self::Elsewhere => {
                let place = change.province().map_or("the nation", Province::name);
                format!("nothing reads `{name}` for {place}")
            }
            Self::Replaced => format!("`{name}` is given twice, and this value is never read"),
        }
    }

    /// What would work.
    pub fn remedy(self) -> String {
        match self {
            Self::After(_) => "choose an earlier date, or a later `last_year`".to_owned(),
            Self::Unread => "leave it out".to_owned(),
            Self::ReadUntil(last) if last.year() <= 2022 => {
                "it is fixed at the opening: give it without a date".to_owned()
            }
            Self::ReadUntil(last) => format!("choose a date until {last}"),
            Self::WithinYear(from) => {
                let year = from.year();
                format!("a year has one rule: write `{year}` to begin with that year, or `{}`", year + 1)
            }
            Self::Elsewhere => "give it for the nation, or for a province that has the rule".to_owned(),
            Self::Replaced => "keep one of the two: the other takes its place in every month that is read".to_owned(),
        }
    }
}
