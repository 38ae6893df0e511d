//! Changes that were read and moved nothing, found by the run itself: all changes, and all but one, are lived with fewer
//! people, and no world may differ.
//!
//! Those of a scenario or a reform of the reader are looked at in its own world. Shipped ones are held by tests.

use super::worlds::Worlds;
use crate::asked::experiment::Experiment;
use crate::asked::scenario::{self, Scenario};
use crate::results::summary::RANGE;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::{Overlay, Parameters};
use fastox_calibration::synthesis::{Plan, open};
use fastox_model::books::BrokenIdentity;
use fastox_model::incentives::{Extent, ResponseMode};
use fastox_model::ranks::Ranks;
use std::collections::BTreeSet;
use std::fmt::{self, Write};
use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

/// What is said of a change that was read but moved nothing.
pub const NO_EFFECT: &str = "changed, read, no effect";

/// Numbers of people who look for changes without effect: a small run finds most that have one; what moves nothing
/// there is looked at again with a tenth of those of the experiment.
fn shadows(people: u64) -> impl Iterator<Item = usize> {
    const SMALL: u64 = 2_000;
    let few = people.min(SMALL);
    [few, people / 10].into_iter().filter(move |shadow| *shadow >= few).map(|people| people as usize)
}

/// A change that may move nothing.
#[derive(Clone, Copy, Debug)]
enum Suspect<'a> {
    /// What the experiment changes of a parameter.
    Changed(&'a str),
    /// What a design varies, at each of the values that the file gives it.
    Varied(&'a [Overlay]),
    /// What a scenario of the reader changes of a parameter in its own world.
    InScenario(&'a Scenario, &'a str),
}

impl Suspect<'_> {
    /// What a run calls it.
    fn name(self) -> String {
        match self {
            Self::Changed(name) => name.to_owned(),
            Self::Varied(values) => values.iter().flat_map(Overlay::names).next().unwrap_or_default().to_owned(),
            Self::InScenario(scenario, name) => format!("{name} in {}", scenario.regime.name),
        }
    }
}

/// The changes that move no number.
pub(crate) fn no_effect(
    experiment: &Experiment,
    scenarios: &[Scenario],
    parameters: &Parameters,
    fitted: &Fitted,
    ranks: &Arc<dyn Ranks>,
) -> Result<Vec<String>, BrokenIdentity> {
    let mut suspects = suspects(experiment, scenarios, parameters);
    let shadow = Shadow::of(experiment, scenarios, (parameters, fitted), ranks);
    for people in shadows(experiment.people) {
        if suspects.is_empty() {
            break;
        }
        let with_all = shadow.lived(people, scenarios, parameters)?;
        let mut still = Vec::new();
        for suspect in suspects {
            if !shadow.moves(people, suspect, &with_all)? {
                still.push(suspect);
            }
        }
        suspects = still;
    }
    Ok(suspects.into_iter().map(Suspect::name).collect())
}

fn suspects<'a>(experiment: &'a Experiment, scenarios: &'a [Scenario], parameters: &'a Parameters) -> Vec<Suspect<'a>> {
    let changed = parameters.iter().filter(|(_, known)| !known.changes.is_empty());
    let changed = changed.map(|(name, _)| Suspect::Changed(name));
    let varied = experiment.design.given().iter().map(|values| Suspect::Varied(values));
    let own = scenarios.iter().filter(|scenario| !scenario.is_shipped()).flat_map(|scenario| {
        let names: BTreeSet<&str> = scenario.overlays.iter().flat_map(Overlay::names).collect();
        names.into_iter().map(move |name| Suspect::InScenario(scenario, name))
    });
    changed.chain(varied).chain(own).collect()
}

/// A run with fewer people that looks for changes without effect.
struct Shadow<'a> {
    experiment: &'a Experiment,
    scenarios: &'a [Scenario],
    parameters: &'a Parameters,
    fitted: &'a Fitted,
    ranks: &'a Arc<dyn Ranks>,
    responses: Vec<ResponseMode>,
}

impl<'a> Shadow<'a> {
    fn of(
        experiment: &'a Experiment,
        scenarios: &'a [Scenario],
        (parameters, fitted): (&'a Parameters, &'a Fitted),
        ranks: &'a Arc<dyn Ranks>,
    ) -> Self {
        let ranges = if super::range_people(experiment) > 0 { &RANGE[..] } else { &[] };
        let more = ranges.iter().filter(|mode| !experiment.responses.contains(mode));
        let responses = experiment.responses.iter().chain(more).copied().collect();
        Self { experiment, scenarios, parameters, fitted, ranks, responses }
    }

    /// Whether a change makes another run than there is with all of them.
    fn moves(&self, people: usize, suspect: Suspect<'_>, with_all: &[u64]) -> Result<bool, BrokenIdentity> {
        match suspect {
            Suspect::Changed(name) => {
                let without = self.parameters.without_changes(name);
                Ok(self.lived(people, self.scenarios, &without)? != with_all)
            }
            Suspect::Varied(values) => {
                for value in values {
                    let mut changed = self.parameters.clone();
                    changed.apply(value);
                    if self.lived(people, self.scenarios, &changed)? != with_all {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Suspect::InScenario(scenario, name) => {
                let lived = |own: Scenario| self.lived(people, &[own], self.parameters);
                let without = scenario.without(name, self.parameters);
                Ok(lived(scenario.clone())? != lived(without)?)
            }
        }
    }

    /// A hash of each of its worlds: of every bit of its accounts, of what governments do and of sums over its people.
    fn lived(&self, people: usize, scenarios: &[Scenario], own: &Parameters) -> Result<Vec<u64>, BrokenIdentity> {
        let worlds = Worlds::of(&scenario::all_under(scenarios, own), &self.responses);
        let plan = worlds.plan(people, self.experiment.seeds[0], self.experiment.last_year);
        let plan = Plan { ranks: self.ranks.clone(), extent: Extent::Response, ..plan };
        let mut hashed = vec![Hashed::default(); plan.worlds.len()];
        open(own, self.fitted, &plan).run(|world| {
            let shown = (&world.accounts, &world.world.effort, world.flows(), &world.report.tally.vitals);
            write!(hashed[world.number], "{shown:?}").expect("a hash takes everything");
        })?;
        Ok(hashed.iter().map(|world| world.0.finish()).collect())
    }
}

/// A hash of what a value shows.
#[derive(Clone, Debug, Default)]
struct Hashed(DefaultHasher);

impl Write for Hashed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}
