//! `fastox calibrate`: the fit to the accounts of 2024, from the embedded data to the last bit.

use super::arguments::CalibrateArguments;
use super::exit::Failure;
use super::lines::note;
use super::say;
use super::values::{self, Problems};
use crate::asked::scenario::{self, Scenario};
use crate::questions::profile::{self, grid};
use fastox_calibration::data;
use fastox_calibration::fit::standard_errors::{self, standard_errors};
use fastox_calibration::fit::{self, FitPlan, Round};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::SHARD;
use fastox_model::books::BrokenIdentity;

pub(super) fn calibrate(asked: &CalibrateArguments) -> Result<(), Failure> {
    let (plan, parameters, enacted) = plan(asked)?;
    if !asked.profile.is_empty() {
        return profiled(asked, &parameters, &enacted, &plan);
    }
    if asked.standard_errors {
        return errors(&plan, &parameters);
    }
    let fitted = fit::calibrate(&parameters, &plan, print).map_err(broken(&parameters))?;
    if !asked.check {
        return say(&fitted.to_toml(&header(&plan, &asked.set)));
    }
    if fitted == Fitted::shipped() {
        return say("the shipped record is reproduced, bit for bit\n");
    }
    Err(Failure::failed(
        "the fit differs from the record this program was built with\n = help: \
         `fastox calibrate > calibration/parameters/fitted.toml` writes the new one; golden results change with it",
    ))
}

/// The likelihood over a grid.
fn profiled(
    asked: &CalibrateArguments,
    parameters: &Parameters,
    enacted: &Scenario,
    plan: &FitPlan,
) -> Result<(), Failure> {
    let axis = |text: &String| {
        let (name, values) = text.split_once('=').unwrap_or((text, ""));
        (name.to_owned(), values.split(',').map(|value| value.trim().to_owned()).collect())
    };
    let axes: Vec<(String, Vec<String>)> = asked.profile.iter().map(axis).collect();
    let (mut problems, mut points) = (Problems::default(), Vec::new());
    for set in grid(&axes) {
        let mut at = parameters.clone();
        for assignment in &set {
            problems.keep(at.set(assignment));
        }
        points.push((set, at));
    }
    problems.none()?;
    let (count, mut lived) = (points.len(), Vec::new());
    for (set, at) in points {
        let enacted = enacted.under(&at);
        let plan = FitPlan { regime: enacted.regime.clone(), ..plan.clone() };
        let fitted = fit::calibrate(&at, &plan, |_| ()).map_err(broken(&at))?;
        lived.push(profile::point(set, &at, &fitted, (&enacted, &plan), SHARD)?);
        note(&format!("profile: point {} of {count}", lived.len()));
    }
    say(&profile::to_text(&lived))
}

/// The Jacobian around the shipped record.
fn errors(plan: &FitPlan, parameters: &Parameters) -> Result<(), Failure> {
    let shipped = Fitted::shipped();
    let progress = |done, of| note(&format!("standard errors: factor {done} of {of}"));
    let errors = standard_errors(parameters, &shipped, plan, progress).map_err(broken(parameters))?;
    say(&standard_errors::to_csv(&shipped, &errors))
}

/// What did not close, under the values of a fit.
fn broken(parameters: &Parameters) -> impl Fn(BrokenIdentity) -> Failure {
    let changed = !parameters.changes().is_empty();
    move |identity| Failure::broken(&identity, changed)
}

fn plan(asked: &CalibrateArguments) -> Result<(FitPlan, Parameters, Scenario), Failure> {
    let mut problems = Problems::default();
    let mut parameters = Parameters::embedded();
    for assignment in &asked.set {
        problems.keep(parameters.set(assignment));
    }
    let people = problems.keep(values::people_here(&asked.people)).unwrap_or_default();
    let seed = problems.keep(values::seed(&asked.seed)).unwrap_or_default();
    let rounds = problems.keep(values::rounds(&asked.rounds)).unwrap_or_default();
    let enacted = problems.keep(scenario::load(&asked.regime, &parameters));
    problems.none()?;
    let (seed, enacted) = (seed.first().copied().unwrap_or(1), enacted.expect("problems were none"));
    let plan = scenario::fit_plan_under(enacted.regime.clone(), people as usize, seed, rounds);
    Ok((plan, parameters, enacted))
}

fn print(round: &Round) {
    let Round { number, worst, retention_surplus, retention_deficit } = round;
    let [insured, retirees, expenditure, contributions] = worst.map(|error| 100.0 * error);
    note(&format!(
        "round {number:3}: worst province, insured {insured:.2} %, retirees {retirees:.2} %, expenditure {expenditure:.1} %, \
         contributions {contributions:.1} %; kept of one more yuan {retention_surplus:.3} in surplus, {retention_deficit:.3} in deficit"
    ));
}

fn header(plan: &FitPlan, set: &[String]) -> String {
    let FitPlan { people, seed, rounds, .. } = plan;
    let set = set.iter().fold(String::new(), |text, set| text + " --set '" + set + "'");
    let regime =
        if plan.regime.name == scenario::ENACTED { String::new() } else { format!(" --regime {}", plan.regime.name) };
    format!(
        "Written by `fastox calibrate --people {people} --seed {seed} --rounds {rounds}{regime}{set}`; do not edit.\n\
         Provincial factors that meet the accounts of 2024 (China Statistical Yearbook 2025, table 24-26).\n\
         Embedded data: blake3 {}.",
        data::checksum()
    )
}
