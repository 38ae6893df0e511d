//! The worlds of a run, and their years without tables.

use crate::asked::scenario::{self, Scenario};
use crate::results::series::Series;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::{Change, Overlay, Parameters};
use fastox_calibration::synthesis::{Plan, open};
use fastox_model::books::BrokenIdentity;
use fastox_model::country::{WorldSpec, YearInputs};
use fastox_model::incentives::{Extent, ResponseMode};
use fastox_model::simulation::{Observation, Simulation};
use fastox_model::units::Year;
use std::collections::BTreeSet;

/// Every scenario with every response, in their order.
#[derive(Clone, Debug)]
pub(crate) struct Worlds {
    pub specs: Vec<WorldSpec>,
    /// The sets of reforms that scenarios bring; scenarios with the same reforms share one.
    reforms: Vec<Vec<Overlay>>,
}

impl Worlds {
    pub fn of(scenarios: &[Scenario], responses: &[ResponseMode]) -> Self {
        let (mut specs, mut reforms) = (Vec::new(), vec![Vec::new()]);
        for Scenario { regime, overlays, .. } in scenarios {
            let known = reforms.iter().position(|known| known == overlays);
            let variant = known.unwrap_or_else(|| {
                reforms.push(overlays.clone());
                reforms.len() - 1
            });
            let spec = |mode| WorldSpec { variant, ..WorldSpec::new(regime.clone(), mode) };
            specs.extend(responses.iter().copied().map(spec));
        }
        Self { specs, reforms: reforms.split_off(1) }
    }

    /// Those at these places.
    pub fn some(&self, places: &[usize]) -> Self {
        let specs = places.iter().map(|place| self.specs[*place].clone()).collect();
        Self { specs, reforms: self.reforms.clone() }
    }

    /// How many courses of life their people lead.
    pub fn courses(&self) -> usize {
        let (own, shared): (Vec<_>, Vec<_>) = self.specs.iter().partition(|spec| spec.leads_own_course());
        own.len() + shared.iter().map(|spec| spec.variant).collect::<BTreeSet<_>>().len()
    }

    /// What their reforms change.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.reforms.iter().flatten().flat_map(Overlay::values)
    }

    /// A run of them that parts from the adjustment fund of 2018–21.
    pub fn plan(&self, people: usize, seed: u64, last_year: Year) -> Plan {
        let plan = Plan::new(scenario::common(), self.specs.clone());
        Plan { people, seed, last_year, reforms: self.reforms.clone(), ..plan }
    }
}

/// Lives a run; the accounts of its worlds, and nothing else.
pub(crate) fn series(parameters: &Parameters, fitted: &Fitted, plan: &Plan) -> Result<Vec<Series>, BrokenIdentity> {
    series_shown(parameters, fitted, plan, |_| ())
}

/// The same, and shows the last world of every year.
pub(super) fn series_shown(
    parameters: &Parameters,
    fitted: &Fitted,
    plan: &Plan,
    shown: impl FnMut(&Observation<'_>),
) -> Result<Vec<Series>, BrokenIdentity> {
    let plan = Plan { extent: Extent::Response, ..plan.clone() };
    observed(open(parameters, fitted, &plan), &plan, shown)
}

/// The same as [`series`], with every year changed before the first is lived.
pub(crate) fn series_under(
    parameters: &Parameters,
    fitted: &Fitted,
    plan: &Plan,
    change: impl FnMut(&mut YearInputs),
) -> Result<Vec<Series>, BrokenIdentity> {
    let plan = Plan { extent: Extent::Response, ..plan.clone() };
    let mut simulation = open(parameters, fitted, &plan);
    simulation.years.iter_mut().for_each(change);
    observed(simulation, &plan, |_| ())
}

fn observed(
    mut simulation: Simulation,
    plan: &Plan,
    mut shown: impl FnMut(&Observation<'_>),
) -> Result<Vec<Series>, BrokenIdentity> {
    let weight = simulation.country.people.weight;
    let series = |spec: &WorldSpec| Series::new(spec.id(), plan.seed, weight, Vec::new());
    let mut all: Vec<Series> = plan.worlds.iter().map(series).collect();
    simulation.run(|world| {
        all[world.number].years.push(world.accounts.clone());
        if world.is_last_world() {
            shown(world);
        }
    })?;
    Ok(all)
}
