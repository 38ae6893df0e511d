//! The manifest of a run: everything that decides its bytes.

use crate::asked::experiment::{Experiment, Regime};
use crate::asked::scenario::{self, REFORMS, SHIPPED, Scenario, Texts, Titles};
use fastox_calibration::data;
use fastox_calibration::ensemble::Posterior;
use fastox_calibration::fitted;
use fastox_calibration::inputs::FIRST_YEAR;
use fastox_calibration::parameters::{Kind, Parameter, Parameters, Timeline};
use fastox_model::units::Month;
use fastox_outputs::Manifest;
use std::collections::BTreeMap;

/// The manifest before the first country is opened; its weight is known only then. `scenarios` are those of the
/// experiment as they were read.
pub fn manifest(experiment: &Experiment, scenarios: &[Scenario], parameters: &Parameters) -> Manifest {
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
        design: BTreeMap::new(),
        weight: 0,
        seeds: experiment.seeds.clone(),
        worlds: worlds(experiment),
        first_year: FIRST_YEAR - 1,
        last_year: experiment.last_year,
        overrides: overrides(scenarios, parameters),
        changes: parameters.changes(),
        parameters_checksum: parameters_checksum(),
        data_checksum: data::checksum(),
        parameters_past_last_confirmed: parameters.past_last_confirmed(experiment.last_year),
        assumptions: assumptions(parameters),
    }
}

/// Whether a run lives other values than those shipped: changed, of a design, or of a regime of the reader.
pub fn changes_values(manifest: &Manifest) -> bool {
    !manifest.changes.is_empty() || !manifest.overrides.is_empty() || !manifest.design.is_empty()
}

/// What would work where numbers grew beyond what can be held: under shipped values it is that one person stands for
/// too many.
pub const fn too_large_help(changed: bool) -> &'static str {
    if changed {
        "the values that were changed make money grow too far; choose lower ones"
    } else {
        "few people stand for too many; take more people"
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

/// The titles of a regime of a run, English and Chinese: of a shipped one or of its text.
pub fn titles_of(manifest: &Manifest, name: &str) -> Option<[String; 2]> {
    scenario::titles(name).cloned().or_else(|| scenario::titles_in(regime_text(manifest, name)?))
}

/// What tables in Chinese call the regimes of a run.
pub fn titles_in_chinese(manifest: &Manifest) -> Titles {
    let names = manifest.overrides.keys().filter_map(|key| key.strip_prefix(REGIME));
    let own = names.filter(|name| !name.contains('/'));
    Titles::of(own.filter_map(|name| Some((name.to_owned(), titles_of(manifest, name)?))))
}

/// The text of a reform that a regime of the reader names by path, as the manifest keeps it.
pub fn reform_text<'a>(manifest: &'a Manifest, name: &str, path: &str) -> Option<&'a str> {
    manifest.overrides.get(&reform_key(name, path)).map(String::as_str)
}

const REGIME: &str = "regime ";

fn regime_key(name: &str) -> String {
    format!("{REGIME}{name}")
}

/// The key under which a manifest keeps the text of a rule of another crate.
pub fn clause_key(name: &str) -> String {
    format!("{CLAUSE}{name}")
}

/// Rules of another crate that a run was made with.
pub fn foreign_clauses(manifest: &Manifest) -> impl Iterator<Item = &str> {
    manifest.overrides.keys().filter_map(|key| key.strip_prefix(CLAUSE))
}

const CLAUSE: &str = "clause ";

/// No regime has a name with a slash in it.
fn reform_key(name: &str, path: &str) -> String {
    format!("{} / reform {path}", regime_key(name))
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

/// Changed parameters with their values, and the texts that scenarios were read from, but for shipped ones.
fn overrides(scenarios: &[Scenario], parameters: &Parameters) -> BTreeMap<String, String> {
    let changed = parameters.iter().filter(|(_, parameter)| !parameter.changed_by.is_empty());
    let values = changed.map(|(name, parameter)| (name.to_owned(), value(parameter)));
    let texts = scenarios.iter().flat_map(|scenario| {
        let (Texts { own, reforms }, name) = (scenario.texts(), &scenario.regime.name);
        let own = own.iter().map(|text| (regime_key(name), (*text).to_owned()));
        let reforms = reforms.iter().map(|(path, text)| (reform_key(name, path), text.clone()));
        own.chain(reforms).collect::<Vec<_>>()
    });
    values.chain(texts).collect()
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
