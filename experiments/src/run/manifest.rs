//! The manifest of a run: everything that decides its bytes.

use crate::asked::experiment::{Experiment, Regime};
use crate::asked::scenario::{REFORMS, SHIPPED};
use fastox_calibration::data;
use fastox_calibration::ensemble::Posterior;
use fastox_calibration::fitted;
use fastox_calibration::inputs::FIRST_YEAR;
use fastox_calibration::parameters::{Kind, Parameter, Parameters, Timeline};
use fastox_model::units::Month;
use fastox_outputs::Manifest;
use std::collections::BTreeMap;

/// The manifest before the first country is opened; its weight is known only then.
pub fn manifest(experiment: &Experiment, parameters: &Parameters) -> Manifest {
    Manifest {
        program: "fastox".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        experiment: experiment.title.clone().unwrap_or_else(|| "main".to_owned()),
        people: experiment.people,
        range_people: super::range_people(experiment),
        draws: experiment.draws,
        ensemble_checksum: match experiment.draws {
            0 => String::new(),
            _ => Posterior::shipped_checksum(),
        },
        draw_weights: Vec::new(),
        weight: 0,
        seeds: experiment.seeds.clone(),
        worlds: worlds(experiment),
        first_year: FIRST_YEAR - 1,
        last_year: experiment.last_year,
        overrides: overrides(experiment, parameters),
        changes: parameters.changes(),
        parameters_checksum: parameters_checksum(),
        data_checksum: data::checksum(),
        parameters_past_last_confirmed: parameters.past_last_confirmed(experiment.last_year),
        assumptions: assumptions(parameters),
    }
}

/// A checksum over the shipped parameters, the record of the fit, the shipped scenarios and reforms.
pub fn parameters_checksum() -> String {
    data::checksum_of(fitted::files().chain(SHIPPED.iter().chain(REFORMS).copied()))
}

/// The text of a regime of the reader, as the manifest keeps it.
pub fn regime_text<'a>(manifest: &'a Manifest, name: &str) -> Option<&'a str> {
    manifest.overrides.get(&regime_key(name)).map(String::as_str)
}

fn regime_key(name: &str) -> String {
    format!("regime {name}")
}

fn worlds(experiment: &Experiment) -> Vec<String> {
    let with = |regime: &Regime| {
        let name = name(regime);
        experiment.responses.iter().map(move |response| format!("{name} {}", response.name()))
    };
    experiment.regimes.iter().flat_map(with).collect()
}

fn name(regime: &Regime) -> String {
    match regime {
        Regime::Shipped(name) | Regime::Text { name, .. } => name.clone(),
        Regime::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

/// Changed parameters with their values, and the text of regimes that are not shipped.
fn overrides(experiment: &Experiment, parameters: &Parameters) -> BTreeMap<String, String> {
    let changed = parameters.iter().filter(|(_, parameter)| !parameter.changed_by.is_empty());
    let values = changed.map(|(name, parameter)| (name.to_owned(), value(parameter)));
    let files = experiment.regimes.iter().filter_map(|regime| match regime {
        Regime::Shipped(_) => None,
        Regime::Text { name, text } => Some((regime_key(name), text.clone())),
        Regime::File(path) => {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            Some((regime_key(&name(regime)), text))
        }
    });
    values.chain(files).collect()
}

fn assumptions(parameters: &Parameters) -> Vec<String> {
    let assumed = parameters.iter().filter(|(_, parameter)| parameter.kind == Kind::Assumption);
    assumed.map(|(name, parameter)| format!("{name} = {}", value(parameter))).collect()
}

/// All values of a parameter in one line, those of provinces after the nation's.
fn value(parameter: &Parameter) -> String {
    let nation = parameter.national.iter().map(|national| path(parameter, national));
    let provinces =
        parameter.provinces.iter().map(|(p, own)| format!("{}: {}", p.name(), path(parameter, &own.values)));
    nation.chain(provinces).collect::<Vec<_>>().join("; ")
}

fn path(parameter: &Parameter, timeline: &Timeline) -> String {
    let dated = |(from, value): &(Month, f64)| format!("{} from {from}", parameter.display(*value));
    match timeline.values() {
        [(_, value)] if timeline.is_constant() => parameter.display(*value),
        values => values.iter().map(dated).collect::<Vec<_>>().join(", "),
    }
}
