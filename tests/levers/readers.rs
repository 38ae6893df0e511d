//! Who reads which parameter, measured at the one door through which values are read: a run, a command for one person,
//! a calibration. A parameter that nobody reads would be a lever that moves nothing.

use crate::support::parameters;
use fastox_calibration::fit::calibrate;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::history;
use fastox_calibration::inputs::LAST_YEAR;
use fastox_calibration::parameters::{Effect, Parameters};
use fastox_calibration::response::EFFECTS;
use fastox_calibration::synthesis::{Plan, open};
use fastox_experiments::questions::person::{Case, pension, retirement};
use fastox_experiments::scenario;
use fastox_model::country::WorldSpec;
use fastox_model::geography::Province;
use fastox_model::incentives::ResponseMode;
use fastox_model::law::WorkClass;
use fastox_model::units::Month;
use std::sync::LazyLock;

/// What each of them read.
pub struct Readers {
    run: Parameters,
    person: Parameters,
    calibration: Parameters,
}

pub static READERS: LazyLock<Readers> =
    LazyLock::new(|| Readers { run: by_a_run(), person: by_a_person(), calibration: by_a_calibration() });

impl Readers {
    /// Who reads a parameter; a calibration only where no run does, since it lives years of a run.
    pub fn of(&self, name: &str) -> Vec<&'static str> {
        let by = |parameters: &Parameters| last_read(parameters, name).is_some();
        let (run, person, calibration) = (by(&self.run), by(&self.person), by(&self.calibration));
        let named = [(run, "run"), (person, "person"), (calibration && !run, "calibration")];
        named.into_iter().filter_map(|(reads, who)| reads.then_some(who)).collect()
    }

    /// The last month that a run to the last year of all reads.
    pub fn until(&self, name: &str) -> Option<Month> {
        last_read(&self.run, name)
    }
}

fn last_read(parameters: &Parameters, name: &str) -> Option<Month> {
    parameters.get(name).expect("a parameter").last_read.month()
}

/// Opens a country with every shipped scenario and every response. Effects of the response are read where an experiment
/// gives them.
fn by_a_run() -> Parameters {
    let shipped = Parameters::embedded();
    let given = EFFECTS.map(|name| {
        let parameter = shipped.get(name).expect("a parameter");
        let value = parameter.national.as_ref().expect("a national value").at(Month::new(2025, 1));
        format!("{name}={}", parameter.display(value))
    });
    let parameters = parameters(&given.each_ref().map(String::as_str));
    let (mut worlds, mut reforms) = (Vec::new(), Vec::new());
    for name in scenario::names() {
        let scenario = scenario::load(name, &parameters).expect("a shipped scenario");
        reforms.push(scenario.overlays);
        let spec = |mode| WorldSpec { variant: reforms.len(), ..WorldSpec::new(scenario.regime.clone(), mode) };
        worlds.extend(ResponseMode::ALL.map(spec));
    }
    let plan = Plan::new(scenario::common(), worlds);
    open(&parameters, &Fitted::shipped(), &Plan { people: 500, last_year: LAST_YEAR, reforms, ..plan });
    parameters
}

/// Asks for the ages and the award of a man and a woman in every province, on a base of the year and on the last one.
fn by_a_person() -> Parameters {
    let parameters = Parameters::embedded();
    for place in Province::all() {
        for (sex, class) in [("male", WorkClass::Male60), ("female", WorkClass::Female50)] {
            let _ = retirement(Month::new(1980, 1), class).in_province(place, &parameters);
            for award in ["2024-03", "2026-02"] {
                let case = format!(
                    "province = {}\naward = \"{award}\"\nsex = \"{sex}\"\nage_months = 721\nmonths = 400\n\
                     deemed_months = 100\nindex = 0.9\naccount_yuan = 1000.0\nonly_child = true\n",
                    place.code()
                );
                let case: Case = toml::from_str(&case).expect("a case");
                pension(&case.checked().expect("a case"), &parameters).expect("an award");
            }
        }
    }
    parameters
}

/// Fits the record and lives the history from 2010.
fn by_a_calibration() -> Parameters {
    let parameters = parameters(&[]);
    let plan = scenario::fit_plan(&parameters, 20_000, 1, 1);
    calibrate(&parameters, &plan, |_| ()).expect("books close");
    history::live(&parameters, &plan, |_| ()).expect("books close");
    parameters
}

#[test]
fn every_parameter_is_read_and_says_by_whom() {
    for name in Parameters::embedded().names() {
        let found = READERS.of(name).join("+");
        assert!(!found.is_empty(), "nothing reads `{name}`: use it or take it out");
        let said = Effect::of(name).unwrap_or_else(|| panic!("`{name}` is not in effects.csv"));
        assert_eq!(said.read_by, found, "{name}");
    }
}
