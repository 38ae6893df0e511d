//! Whether every change acts: what no world of an experiment reads is refused before a year is lived.
//!
//! A country of few people is opened with the worlds that were asked for, which reads every parameter they will read;
//! each change knows then whether its value was met. A change to the value in force is no mistake.

use super::worlds::Worlds;
use crate::asked::design::Design;
use crate::asked::experiment::Experiment;
use crate::asked::experiment::LAST_YEARS;
use crate::asked::scenario::{self, Scenario, Stated};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::FIRST_YEAR;
use fastox_calibration::inputs::governments::curves;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, listed};
use fastox_calibration::parameters::{Change, Idle, Parameters, topic};
use fastox_calibration::response::{EFFECTS, Unreached, unreached};
use fastox_calibration::synthesis::open;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;

/// Enough to open a country: what is read does not depend on who lives in it.
const FEW: usize = 500;

/// Groups of parameters that only governments read that respond.
const RESPONSE: [&str; 4] = ["effort", "enrolment", "certification", "local_benefits"];

/// What is asked of a run that bears on what it reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub scenarios: &'a [Scenario],
    pub responses: &'a [ResponseMode],
    pub last_year: Year,
    /// What it varies, if it does.
    pub design: Option<&'a Design>,
}

/// The first change of these parameters.
fn changed<'p>(parameters: &'p Parameters, names: &[&str]) -> Option<&'p Change> {
    names.iter().filter_map(|name| parameters.get(name)).flat_map(|known| &known.changes).next()
}

/// Shares of one whole.
const OF_A_WHOLE: [&str; 3] = ["indexation.share.years", "indexation.share.level", "indexation.share.tilt"];

/// Names parts of a whole that together are more than all of it, where an experiment changes one.
fn more_than_all(parameters: &Parameters) -> Option<Diagnostic> {
    let changed = changed(parameters, &OF_A_WHOLE)?;
    let sum = |year: Year| OF_A_WHOLE.iter().map(|name| parameters.in_january(year).value(name)).sum::<f64>();
    let (year, sum) =
        (FIRST_YEAR..=*LAST_YEARS.end() as Year).map(|year| (year, sum(year))).find(|(_, sum)| *sum > 1.0 + 1e-9)?;
    let message =
        format!("{} is {:.0} % of the increase in {year}, more than all of it", OF_A_WHOLE.join(" + "), 100.0 * sum);
    Some(changed.diagnostic(message).help("let them be 100 % together at most; the rest is the same for everybody"))
}

/// What to do about a date at which no period of a regime begins.
const FOLLOWED: &str = "clauses take its value in the year their period begins and keep it: give it without a date, or \
                        write a scenario whose clause has another value from a later year (`fastox new scenario`)";

impl<'a> Asked<'a> {
    pub fn of(experiment: &'a Experiment, scenarios: &'a [Scenario]) -> Self {
        let Experiment { responses, last_year, design, .. } = experiment;
        Self { scenarios, responses, last_year: *last_year, design: Some(design) }
    }

    /// Reads what the worlds read, and refuses every change that cannot act, be it of a point of the design.
    pub fn check(self, parameters: &Parameters, fitted: &Fitted) -> Result<(), Report> {
        self.check_one(parameters, fitted)?;
        self.design.map_or_else(Vec::new, Design::ends).iter().try_for_each(|end| {
            let mut varied = parameters.clone();
            varied.apply(end);
            // Clauses follow the parameters of a point where their scenario is silent.
            let scenarios = scenario::all_under(self.scenarios, &varied);
            Asked { scenarios: &scenarios, ..self }.check_one(&varied, fitted)
        })
    }

    fn check_one(self, parameters: &Parameters, fitted: &Fitted) -> Result<(), Report> {
        let worlds = Worlds::of(self.scenarios, self.responses);
        let asked: Vec<&Change> = parameters.iter().flat_map(|(_, known)| &known.changes).collect();
        let reforms: Vec<&Change> = worlds.changes().collect();
        if asked.is_empty() && reforms.is_empty() {
            return Ok(());
        }
        open(parameters, fitted, &worlds.plan(FEW, 1, self.last_year));
        let within = |change: &&&Change| change.from().year() <= self.last_year;
        // A scenario's own change may take the place of one that its reforms make.
        let replaced = |change: &&&Change| parameters.idle(change, self.last_year) == Some(Idle::Replaced);
        let reformed = reforms.iter().filter(within).filter(|change| !replaced(change));
        let changes = asked.iter().chain(reformed);
        let refused = changes.filter_map(|change| self.refused(parameters, change));
        let mut problems: Vec<Diagnostic> = refused.collect();
        problems.extend(self.unreached(parameters, fitted));
        problems.extend(more_than_all(parameters));
        Report(problems).or(())
    }

    /// Names an effect of the response that cannot be, where an experiment changes what it is solved from.
    fn unreached(self, parameters: &Parameters, fitted: &Fitted) -> Option<Diagnostic> {
        let changed = changed(parameters, &EFFECTS)?;
        let (mode, Unreached { surplus, asked, found }) = self.missed(parameters, fitted)?;
        let group = if surplus { "surplus" } else { "deficit" };
        let message = format!(
            "`{mode}` asks for a fall of {:.0} % of the collection rate in provinces in {group}, which no curve has: the one \
             that is left has {:.0} %",
            100.0 * asked,
            100.0 * found
        );
        let help =
            "the fall is `effort.scale` × the effect ÷ `effort.base_rate`: choose a smaller effect or a higher rate";
        Some(changed.diagnostic(message).help(help))
    }

    /// The first response whose effect no curve has.
    fn missed(self, parameters: &Parameters, fitted: &Fitted) -> Option<(&'static str, Unreached)> {
        let (curves, observed) = (curves(parameters, fitted), fitted.observed());
        let mut modes = self.responses.iter().filter(|mode| mode.responds());
        modes.find_map(|mode| {
            let found = unreached(parameters, &observed, &curves, (mode.effect_size(), mode.ordering()));
            found.map(|found| (mode.name(), found))
        })
    }

    /// Refuses names of parameters that its worlds do not read.
    pub fn reads(self, names: &[String], parameters: &Parameters) -> Result<(), Report> {
        if names.is_empty() {
            return Ok(());
        }
        let worlds = Worlds::of(self.scenarios, self.responses);
        open(parameters, &Fitted::shipped(), &worlds.plan(FEW, 1, self.last_year));
        // The record has the curves of the central effects, so that these are read only where curves are compared.
        self.missed(parameters, &Fitted::shipped());
        let unread = |name: &&String| parameters.get(name).is_some_and(|p| p.last_read.month().is_none());
        let found = names.iter().filter(unread).map(|name| {
            let message = format!("no world reads `{name}`");
            Diagnostic::new("--parameters", message).help(self.reader(name))
        });
        Report(found.collect()).or(())
    }

    /// Why a change cannot act, if it cannot.
    fn refused(self, parameters: &Parameters, change: &Change) -> Option<Diagnostic> {
        let idle = parameters.idle(change, self.last_year)?;
        let followed = || !scenario::stated(change.name()).is_empty();
        let help = match idle {
            Idle::Unread => self.reader(change.name()),
            Idle::ReadUntil(_) if followed() => FOLLOWED.to_owned(),
            _ => idle.remedy(),
        };
        Some(change.diagnostic(idle.message(change)).help(help))
    }

    /// Where a parameter would be read that no world reads.
    pub fn reader(self, name: &str) -> String {
        let stated = scenario::stated(name);
        if !stated.is_empty() {
            return self.clause(&stated);
        }
        if RESPONSE.contains(&topic(name)) {
            return "governments that respond read it: add `responding` to `responses`".to_owned();
        }
        format!("`fastox explain {name}` shows what reads it")
    }

    /// Which clause follows a parameter, and who states a value of its own instead.
    fn clause(self, stated: &[(&'static str, Stated)]) -> String {
        let here = |name: &str| self.scenarios.iter().any(|asked| asked.regime.name == name);
        let own = stated.iter().filter(|(name, stated)| here(name) && stated.value.is_some());
        let own = own.map(|(name, stated)| {
            let value = stated.value.as_deref().unwrap_or_default();
            format!("`{name}` states its own `{}`, {value}; ", stated.key)
        });
        let follow = || stated.iter().filter(|(_, stated)| stated.value.is_none());
        let clauses: Vec<&str> = follow().map(|(_, stated)| stated.clause).collect();
        let regimes: Vec<&str> = follow().map(|(name, _)| *name).collect();
        let unique = |mut names: Vec<&'static str>| {
            names.sort_unstable();
            names.dedup();
            listed(names)
        };
        format!(
            "{}it is read by {} where a scenario states nothing, from {BRANCH} on: add a regime such as {}",
            own.collect::<String>(),
            unique(clauses),
            unique(regimes),
            BRANCH = fastox_model::country::BRANCH_YEAR,
        )
    }
}
