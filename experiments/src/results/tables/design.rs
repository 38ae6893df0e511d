//! `design` and `outcomes`: what the points of a design have, and what comes of them.

use crate::results::headlines::Headline;
use crate::results::summary::Summary;
use fastox_calibration::parameters::{Change, Parameter, Parameters, display_date, values_set};
use fastox_outputs::{Manifest, Table};

/// The points of a manifest.
pub(super) fn add_points(table: &mut Table, manifest: &Manifest) {
    let parameters = Parameters::embedded();
    for (name, texts) in &manifest.design {
        let Some(parameter) = parameters.get(name) else { continue };
        for (point, text) in texts.iter().enumerate() {
            let set = national_first(values_set(name, text));
            let written = set.iter().map(|change| written(parameter, change)).collect::<Vec<_>>().join("; ");
            let only = set.first().filter(|_| set.len() == 1 && parameter.choices.is_empty());
            let mut row = table.row();
            row.set("draw", point as i32 + 1).set("parameter", name).set("written", &written);
            row.set("value", only.map(Change::value)).set("measured_in", parameter.unit.name()).done();
        }
    }
}

/// Without the changes of provinces that are the nation's.
fn national_first(set: Vec<Change>) -> Vec<Change> {
    let national: Vec<Change> = set.iter().filter(|change| change.province().is_none()).cloned().collect();
    let is_same = |a: &Change, b: &Change| (a.from(), a.value().to_bits()) == (b.from(), b.value().to_bits());
    let is_own = |change: &Change| !national.iter().any(|nation| is_same(nation, change));
    let own: Vec<Change> = set.into_iter().filter(|change| change.province().is_some() && is_own(change)).collect();
    national.into_iter().chain(own).collect()
}

fn written(parameter: &Parameter, change: &Change) -> String {
    let place = change.province().map_or_else(String::new, |province| format!("{}: ", province.name()));
    let from = change.dated().map_or_else(String::new, |month| format!(" from {}", display_date(month)));
    format!("{place}{}{from}", parameter.display(change.value()))
}

/// The headlines of every point, each summed up by itself.
pub(super) fn add_outcomes(table: &mut Table, central: &Summary, points: &[Summary]) {
    for (point, summary) in points.iter().enumerate() {
        for world in summary.names() {
            for headline in Headline::of_summary() {
                let [value, before] = [summary, central].map(|summary| summary.mean(world, headline.name));
                let less = value.zip(before).map(|(value, before)| value - before);
                let mut row = table.row();
                row.set("draw", point as i32 + 1).set("world", world.regime).set("response", world.response);
                row.set("measure", headline.name).set("value", value).set("less_central", less).done();
            }
        }
    }
}
