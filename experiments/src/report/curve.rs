//! The best response of a province to what it keeps, with the published estimates it is solved from.

use super::grid::{Grid, Places};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::governments::curves;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::response::surplus_group;
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::{EffectSize, Ordering};
use serde_json::{Value, json};

/// The years whose retention the effects were published for.
const OBSERVED: std::ops::RangeInclusive<i32> = 2022..=2024;
/// The world of these years.
const ENACTED: [&str; 2] = ["national-pooling", "responding"];

/// Parameters and record of the run, as its manifest has them.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The parameters with the run's changes.
    pub parameters: Parameters,
    /// The record of the fit.
    pub fitted: Fitted,
}

/// The curves of effort, per cent, over what is kept, 0 to 100 per cent; and what is published, at what was kept.
pub(super) fn response(rules: &Rules, places: &Places, kept: &Grid) -> Value {
    let all = curves(&rules.parameters, &rules.fitted);
    let line = |setting: EffectSize| -> Vec<f64> {
        let curve = all[setting as usize][Ordering::Published as usize].surplus;
        (0..=50).map(|step| rounded(100.0 * curve.effort(f64::from(step) / 50.0))).collect()
    };
    let curves = EffectSize::ALL.map(|setting| json!({ "id": setting.name(), "effort": line(setting) }));
    json!({ "curves": curves, "published": published(&rules.parameters, places, kept) })
}

fn published(parameters: &Parameters, places: &Places, kept: &Grid) -> Vec<Value> {
    let enacted = places.worlds.iter().position(|world| world.0 == ENACTED[0] && world.1 == ENACTED[1]);
    let in_force = parameters.in_january(*OBSERVED.start());
    let value = |name: &str| in_force.value(name);
    let groups = [(true, "effort.surplus_effect"), (false, "effort.deficit_effect")];
    let mut found = Vec::new();
    for (surplus, name) in groups {
        let Some(mean) = enacted.and_then(|world| mean(places, kept, (world, surplus))) else { continue };
        let fall = |scale: f64| rounded(100.0 * (1.0 - scale * value(name) / value("effort.base_rate")));
        let scaled = fall(value("effort.scale"));
        let kept = rounded(mean);
        found.push(json!({ "kept": kept, "effort": fall(1.0), "scaled": scaled, "surplus": surplus }));
    }
    found
}

/// What a group kept on average in the years observed.
fn mean(places: &Places, kept: &Grid, (world, surplus): (usize, bool)) -> Option<f64> {
    let group = surplus_group();
    let years: Vec<usize> = (0..places.years.len()).filter(|year| OBSERVED.contains(&places.years[*year])).collect();
    let members = (0..PROVINCES).filter(|p| group[*p] == surplus);
    let values: Vec<f64> = members.flat_map(|p| years.iter().map(move |year| kept.at(world, *year, p))).collect();
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    mean.is_finite().then_some(mean)
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
