//! Small countries and runs for all modules.

use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{self, Plan};
use fastox_experiments::{Experiment, Regime, Response, RunResult, run, scenario};
use fastox_model::country::WorldSpec;
use fastox_model::incentives::ResponseMode;
use fastox_model::simulation::Simulation;
use fastox_model::units::Year;
use fastox_model::year::YearReport;
use fastox_outputs::Table;
use std::sync::LazyLock;

/// Every shipped regime of the main experiment with both responses, to 2030.
pub static MAIN: LazyLock<RunResult> =
    LazyLock::new(|| lived(&Experiment { people: 20_000, last_year: 2030, sample: 100, ..Experiment::default_main() }));

/// A small experiment with shipped regimes.
pub fn experiment(regimes: &[&str], responses: &[Response], last_year: Year) -> Experiment {
    let shipped = |name: &&str| Regime::Shipped((*name).to_owned());
    Experiment {
        regimes: regimes.iter().map(shipped).collect(),
        responses: responses.to_vec(),
        people: 20_000,
        last_year,
        sample: 100,
        ..Experiment::default_main()
    }
}

pub fn lived(experiment: &Experiment) -> RunResult {
    lived_with(experiment, &[])
}

/// A run with changed parameters, as after `--set`.
pub fn lived_with(experiment: &Experiment, changes: &[&str]) -> RunResult {
    let parameters = parameters(changes);
    run(experiment, &parameters, &Fitted::shipped(), &mut |_| ()).expect("a run")
}

pub fn parameters(changes: &[&str]) -> Parameters {
    let mut parameters = Parameters::embedded();
    for change in changes {
        parameters.set(change).expect("a change that works");
    }
    parameters
}

pub fn table<'a>(result: &'a RunResult, name: &str) -> &'a Table {
    result.tables.iter().find(|table| table.spec().name == name).expect("a table")
}

/// A country on 31 December 2020 in which everybody is in the panel.
pub fn country(people: usize, last_year: Year, worlds: &[(&str, ResponseMode)]) -> Simulation {
    country_of(&Parameters::embedded(), &Fitted::shipped(), people, last_year, worlds)
}

pub fn country_of(
    parameters: &Parameters,
    fitted: &Fitted,
    people: usize,
    last_year: Year,
    worlds: &[(&str, ResponseMode)],
) -> Simulation {
    let spec = |(name, mode): &(&str, ResponseMode)| WorldSpec::new(scenario::shipped(name).regime, *mode);
    let plan = Plan::new(scenario::common(), worlds.iter().map(spec).collect());
    synthesis::open(parameters, fitted, &Plan { people, last_year, sample: people, ..plan })
}

/// Lives the years up to and with `last`, from wherever the country stands.
pub fn live_to(simulation: &mut Simulation, last: Year) -> Vec<YearReport> {
    let mut reports: Vec<YearReport> = Vec::new();
    while reports.last().is_none_or(|report| report.year < last) {
        reports.extend(simulation.live_year(|_| ()).expect("books close"));
    }
    reports
}

/// World, response, year and province of every row; province 0 where the table has none.
pub fn places(table: &Table) -> Vec<(String, String, i32, i32)> {
    let names = |name| table.column_name(name).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let (worlds, responses) = (names("world"), names("response"));
    let years = table.column_whole("year");
    let by_province = table.spec().position("province").is_some();
    let provinces = if by_province { table.column_whole("province").to_vec() } else { vec![0; table.rows()] };
    let row = |i: usize| (worlds[i].clone(), responses[i].clone(), years[i], provinces[i]);
    (0..table.rows()).map(row).collect()
}
