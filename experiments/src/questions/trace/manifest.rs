//! From the manifest of a run to the experiment that lives one of its worlds again.

use super::Relived;
use crate::asked::design::Design;
use crate::asked::experiment::{Experiment, LAST_SEED, LAST_YEARS, PEOPLE, Regime, Response};
use crate::asked::scenario::{self, Known, Shelf};
use crate::run::{self, titles_in_chinese};
use fastox_calibration::data;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::FIRST_YEAR;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose, listed, several};
use fastox_calibration::parameters::{Overlay, Parameters};
use fastox_outputs::{Language, Manifest};

/// Which of the lives of a person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// The regime.
    pub world: Option<&'a str>,
    /// Fixed or responding.
    pub response: Option<Response>,
    /// The seed.
    pub seed: Option<u64>,
}

/// Refuses a run that this program would not live as it was lived.
pub fn same_program(run: &str, manifest: &Manifest) -> Result<(), Report> {
    let version = env!("CARGO_PKG_VERSION");
    let refuse = |message: String| -> Result<(), Report> {
        let help = "trace it with the program that ran it, or run the experiment again with this one";
        Err(Diagnostic::new(run, message).help(help).into())
    };
    if manifest.version != version {
        let other = &manifest.version;
        return refuse(format!("the run was made by fastox {other}, this is fastox {version}"));
    }
    if manifest.data_checksum != data::checksum() {
        return refuse("the run was made with other embedded data than this program has".to_owned());
    }
    if manifest.parameters_checksum != run::parameters_checksum() {
        let message = "the run was made with other shipped parameters or scenarios than this program has";
        return refuse(message.to_owned());
    }
    Ok(())
}

impl Relived {
    /// The experiment of one world and seed: by default the world as enacted with governments that respond, or
    /// else the first, and the first seed.
    pub fn of(run: &str, manifest: &Manifest, wanted: Wanted<'_>) -> Result<Self, Report> {
        livable(run, manifest)?;
        let (world, response) = world(manifest, wanted)?;
        let seed = seed(manifest, wanted.seed)?;
        let (parameters, fitted) = rules(run, manifest)?;
        let scenario = match run::regime_text(manifest, world) {
            Some(text) => {
                // Files of this machine say nothing of the run, whatever paths it names.
                let kept = |path: &str| run::reform_text(manifest, world, path).map(str::to_owned);
                let file = format!("{run}: regime {world}");
                let known = Known { parameters: &parameters, clauses: &[], shelf: Shelf::Kept(&kept) };
                scenario::parse_with(world, (&file, text), known)
                    .map_err(|report| foreign(run, manifest).unwrap_or(report))?
            }
            None => scenario::load(world, &parameters)?,
        };
        let experiment = Experiment {
            title: Some(manifest.experiment.clone()),
            regimes: vec![Regime::Shipped(world.to_owned())],
            responses: vec![response],
            people: manifest.people,
            seeds: vec![seed],
            draws: 0,
            last_year: manifest.last_year,
            sample: 0,
            range_people: 0,
            overlay: Overlay::default(),
            design: Design::default(),
            clauses: Vec::new(),
            question: None,
            source: None,
            time: None,
        };
        Ok(Self { experiment, scenario, parameters, fitted })
    }
}

/// Why a world cannot be lived here whose rule was a function of another program.
fn foreign(run: &str, manifest: &Manifest) -> Option<Report> {
    let rules: Vec<&str> = run::foreign_clauses(manifest).collect();
    let rules = (!rules.is_empty()).then(|| listed(rules))?;
    let message = format!("the run was made with a rule written in Python ({rules}), which this program cannot live");
    let help = "trace a world without it (`--world`); the text of the rule stands in `manifest.json`";
    Some(Diagnostic::new(run, message).help(help).into())
}

/// The parameters of a run with its changes, and the record of the fit it stood on.
pub fn rules(run: &str, manifest: &Manifest) -> Result<(Parameters, Fitted), Report> {
    let mut parameters = Parameters::embedded();
    parameters.restore(&manifest.changes, run).map_err(|entry| {
        let message = format!("a changed parameter of the manifest cannot be read: {entry}");
        Diagnostic::new(run, message).help("run the experiment again with this program")
    })?;
    Ok((parameters, fitted(run, manifest)?))
}

/// Refuses a manifest that no run can have left, before anything is made from it.
fn livable(run: &str, manifest: &Manifest) -> Result<(), Report> {
    let Manifest { people, last_year, first_year, weight, .. } = manifest;
    let mut wrong = Vec::new();
    let mut check = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    check(PEOPLE.contains(people), format!("`people` is {people}"));
    check(*weight > 0 && ADULTS.contains(&people.saturating_mul(*weight)), format!("`weight` is {weight}"));
    check(LAST_YEARS.contains(&i64::from(*last_year)), format!("`last_year` is {last_year}"));
    check(*first_year == FIRST_YEAR - 1, format!("`first_year` is {first_year}"));
    let seeds = manifest.seeds.iter().all(|seed| *seed <= LAST_SEED);
    check(seeds && !manifest.seeds.is_empty(), format!("`seeds` are {}", several(&manifest.seeds)));
    check(worlds(manifest).len() == manifest.worlds.len(), format!("`worlds` are {}", several(&manifest.worlds)));
    if wrong.is_empty() {
        return Ok(());
    }
    let message = format!("no run leaves such a manifest: {}", wrong.join(", "));
    Err(Diagnostic::new(run, message).help("restore the folder from a copy, or run the experiment again").into())
}

/// Persons that all simulated people stand for, about the adults of the nation.
const ADULTS: std::ops::RangeInclusive<u64> = 900_000_000..=1_400_000_000;

/// The record of the reader that the run stood on, or the shipped one.
fn fitted(run: &str, manifest: &Manifest) -> Result<Fitted, Report> {
    let Some(text) = manifest.overrides.get(run::RECORD) else { return Ok(Fitted::shipped()) };
    Fitted::read(&format!("{run}: {}", run::RECORD), text)
}

/// The worlds of a manifest by regime and response.
fn worlds(manifest: &Manifest) -> Vec<(&str, Response)> {
    let part = |world: &'_ String| -> Option<(usize, Response)> {
        let (regime, response) = world.rsplit_once(' ')?;
        let response = Response::ALL.into_iter().find(|known| known.name() == response)?;
        Some((regime.len(), response))
    };
    let worlds = manifest.worlds.iter();
    worlds.filter_map(|world| part(world).map(|(end, response)| (&world[..end], response))).collect()
}

fn world<'m>(manifest: &'m Manifest, wanted: Wanted<'_>) -> Result<(&'m str, Response), Report> {
    let worlds = worlds(manifest);
    let titles = titles_in_chinese(manifest);
    let called = |regime: &str, name: &str| name == regime || name == titles.called(regime, Language::Chinese);
    let named = |world: &&(&str, Response)| wanted.world.is_none_or(|name| called(world.0, name));
    let answers = |world: &&(&str, Response)| wanted.response.is_none_or(|r| r == world.1);
    let fits = || worlds.iter().filter(named).filter(answers);
    let enacted = |world: &&(&str, Response)| {
        world.1 == Response::Responding && (wanted.world.is_some() || world.0 == "national-pooling")
    };
    let found = fits().find(enacted).or_else(|| fits().next());
    found.copied().ok_or_else(|| {
        if let Some(name) = wanted.world.filter(|_| !worlds.iter().any(|w| named(&w))) {
            let mut names: Vec<&str> = worlds.iter().map(|world| world.0).collect();
            names.dedup();
            let message = format!("the run has no world `{name}`");
            return Diagnostic::new("--world", message).help(choose(name, &names)).into();
        }
        let response = wanted.response.map_or("", Response::name);
        let message = format!("the run has no world with the response `{response}`");
        let help = format!("its worlds are {}", several(&manifest.worlds));
        Diagnostic::new("--response", message).help(help).into()
    })
}

fn seed(manifest: &Manifest, wanted: Option<u64>) -> Result<u64, Report> {
    let seeds = &manifest.seeds;
    let found = match wanted {
        Some(seed) => seeds.iter().find(|known| **known == seed),
        None => seeds.first(),
    };
    found.copied().ok_or_else(|| {
        let message = format!("the run has no seed {}", wanted.unwrap_or_default());
        let help = format!("its seeds are {}", several(seeds));
        Diagnostic::new("--seed", message).help(help).into()
    })
}
