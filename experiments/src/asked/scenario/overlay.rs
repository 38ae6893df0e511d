//! What a scenario or a reform changes in the parameters of its world.
//!
//! Worlds share people, moves, wages and prices, and part in 2022. So a change must reach institutions, and begin in
//! 2022 or later.

use fastox_calibration::parameters::diagnostic::document::Fields;
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::diagnostic::listed;
use fastox_calibration::parameters::{Overlay, Parameters};
use fastox_model::country::BRANCH_YEAR;
use fastox_model::units::Year;

/// Groups of parameters that may differ between worlds.
const REACH_INSTITUTIONS: [&str; 16] = [
    "adjustment_fund",
    "contribution",
    "flexible",
    "account",
    "retirement",
    "early_claiming",
    "late_claiming",
    "shortfall",
    "award",
    "local_item",
    "indexation",
    "portability",
    "coverage",
    "survivors",
    "enforcement",
    "workers",
];

/// Parameters of these groups that are used up when people are made, before worlds part.
const FIXED_AT_ENTRY: [&str; 3] = ["coverage.long_run", "flexible.base_floor_share", "workers.floor_to_return"];

/// Reads a table of changes and notes those that cannot be made in one world.
pub(super) fn read(file: &str, fields: &Fields<'_>, parameters: &Parameters) -> Overlay {
    check(fields, "", parameters);
    Overlay::read(file, fields, parameters)
}

/// Goes down to the parameters; names that do not exist are reported when the overlay is read.
fn check(fields: &Fields<'_>, above: &str, parameters: &Parameters) {
    for item in fields.items() {
        let name = if above.is_empty() { item.key.clone() } else { format!("{above}.{}", item.key) };
        if parameters.get(&name).is_some() {
            check_reach(&item, &name);
            check_dates(&item, &name);
        } else if let Some(inner) = item.as_fields() {
            check(&inner, &name, parameters);
        }
    }
}

fn check_reach(item: &Item<'_>, name: &str) {
    let group = name.split('.').next().unwrap_or_default();
    if !REACH_INSTITUTIONS.contains(&group) || FIXED_AT_ENTRY.contains(&name) {
        let message =
            format!("`{name}` cannot differ between worlds: they share people, moves, wages, births and prices");
        let help = format!(
            "change it for all worlds in the `[override]` of the experiment, or choose a parameter of {}",
            listed(REACH_INSTITUTIONS)
        );
        item.note_key(&message, help);
    }
}

/// Every value needs a date, and no date may lie before the worlds part.
fn check_dates(item: &Item<'_>, name: &str) {
    let Some(dated) = item.as_fields() else {
        let message = format!("`{name}` has no date, but worlds share everything before {BRANCH_YEAR}");
        item.note(message, format!("write it as `{{ 2027 = … }}`, {BRANCH_YEAR} or later"));
        return;
    };
    for value in dated.items() {
        let year = value.key.split('-').next().and_then(|year| year.parse::<Year>().ok());
        if let (true, Some(provinces)) = (value.key == "province", value.as_fields()) {
            provinces.items().iter().for_each(|own| check_dates(own, name));
        } else if year.is_some_and(|year| year < BRANCH_YEAR) {
            let message = format!("`{name}` changes in {}, but worlds part in {BRANCH_YEAR}", value.key);
            value.note_key(&message, format!("choose a date from {BRANCH_YEAR} on"));
        }
    }
}
