//! What an overlay puts into a parameter, and whether anything met it.
//!
//! A change acts if a value is read for a month and a place where it differs from that of the parameter files. All
//! copies of the parameters share the record, so that what the inputs of a run read is known once they are prepared.

use super::timeline::START;
use crate::parameters::diagnostic::Diagnostic;
use fastox_model::geography::Province;
use fastox_model::units::Month;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

/// One value that an overlay gives from a month on.
#[derive(Clone, Debug)]
pub struct Change(Arc<Given>);

#[derive(Debug)]
struct Given {
    name: String,
    province: Option<Province>,
    from: Month,
    value: f64,
    place: Diagnostic,
    met: AtomicBool,
    acted: AtomicBool,
}

impl Change {
    pub(super) fn new(name: &str, province: Option<Province>, (from, value): (Month, f64), place: Diagnostic) -> Self {
        let (met, acted) = (AtomicBool::new(false), AtomicBool::new(false));
        Self(Arc::new(Given { name: name.to_owned(), province, from, value, place, met, acted }))
    }

    /// The same change to another value.
    #[must_use]
    pub(super) fn to(&self, value: f64) -> Self {
        let Given { name, province, from, place, .. } = &*self.0;
        Self::new(name, *province, (*from, value), place.clone())
    }

    /// The parameter it changes.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The province it is for; none for the nation.
    pub fn province(&self) -> Option<Province> {
        self.0.province
    }

    /// Its first month.
    pub fn from(&self) -> Month {
        self.0.from
    }

    /// The same, if it has a date.
    pub fn dated(&self) -> Option<Month> {
        Some(self.from()).filter(|from| *from != START)
    }

    /// Its value in the natural unit.
    pub fn value(&self) -> f64 {
        self.0.value
    }

    /// A message at the place where it is written.
    pub fn diagnostic(&self, message: String) -> Diagnostic {
        Diagnostic { message, ..self.0.place.clone() }.label("found here")
    }

    pub(super) fn meet(&self, differs: bool) {
        self.0.met.store(true, Ordering::Relaxed);
        self.0.acted.fetch_or(differs, Ordering::Relaxed);
    }

    /// Whether it was read.
    pub fn met(&self) -> bool {
        self.0.met.load(Ordering::Relaxed)
    }

    /// Whether it was read where its value differs from that of the parameter files.
    pub fn acted(&self) -> bool {
        self.0.acted.load(Ordering::Relaxed)
    }
}

/// Changes are alike if they say the same, wherever they are written and whatever met them.
impl PartialEq for Change {
    fn eq(&self, other: &Self) -> bool {
        let says = |change: &Self| (change.province(), change.from(), change.value().to_bits());
        self.name() == other.name() && says(self) == says(other)
    }
}

/// When a parameter was read, shared by all its copies.
#[derive(Clone, Debug)]
pub struct LastRead(Arc<Read>);

#[derive(Debug)]
struct Read {
    month: AtomicI32,
    within_years: AtomicBool,
}

const NEVER: i32 = i32::MIN;
const EPOCH: Month = Month::new(0, 1);

impl Default for LastRead {
    fn default() -> Self {
        Self(Arc::new(Read { month: AtomicI32::new(NEVER), within_years: AtomicBool::new(false) }))
    }
}

impl LastRead {
    pub(super) fn read(&self, month: Month) {
        self.0.month.fetch_max(month.since(EPOCH), Ordering::Relaxed);
        self.0.within_years.fetch_or(month.of_year() != 1, Ordering::Relaxed);
    }

    /// The latest month it was read for, if it was read at all.
    pub fn month(&self) -> Option<Month> {
        Some(self.0.month.load(Ordering::Relaxed)).filter(|month| *month != NEVER).map(|m| EPOCH.plus(m))
    }

    /// Whether other months than January were read, so that a value counts from its month on.
    pub fn within_years(&self) -> bool {
        self.0.within_years.load(Ordering::Relaxed)
    }
}

/// What was read of a parameter is no part of it.
impl PartialEq for LastRead {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
