//! Agents against expected values: the run beside the deterministic projection of the same facts.
//!
//! ```text
//! agrees   if |agents − expected| ≤ tolerance · expected + 3 · standard error
//! standard error = √(persons · weight ÷ seeds)     that of a count of independent agents, which bounds ours
//! ```
//! Heads of the opening are spread evenly, so the true spread is smaller. The world is the one with fixed effort, since
//! the projection keeps full effort. Tolerances are what the projection's shortcuts leave (see
//! [`fastox_calibration::check::projection`]): nothing but rounding for residents; for members, that it knows neither
//! where those insured away from home live nor parts of a year.

use crate::results::comparison::Observed;
use crate::results::money::heads_in_words;
use fastox_calibration::check::projection::{ByPlace, ProjectedYear, project};
use fastox_calibration::check::targets::Spot;
use fastox_calibration::inputs::Inputs;
use fastox_calibration::parameters::Parameters;
use fastox_model::geography::Province;
use fastox_model::units::Year;
use fastox_outputs::Language;
use serde::Serialize;

/// Standard errors a difference may hold.
const GRANTED: f64 = 3.0;
/// The years that are shown.
pub const YEARS: [Year; 5] = [2021, 2024, 2035, 2050, 2075];

/// What is compared: a column, the projection's numbers, and the tolerances of the nation and of a province.
struct Quantity {
    column: &'static str,
    title: &'static str,
    expected: fn(&ProjectedYear) -> &ByPlace,
    tolerance: (f64, f64),
}

const QUANTITIES: [Quantity; 6] = [
    Quantity {
        column: "population_under_16",
        title: "residents under 16",
        expected: |y| &y.children,
        tolerance: (0.002, 0.01),
    },
    Quantity {
        column: "population_16_59",
        title: "residents 16 to 59",
        expected: |y| &y.adults,
        tolerance: (0.002, 0.01),
    },
    Quantity {
        column: "population_60_plus",
        title: "residents 60 and over",
        expected: |y| &y.elders,
        tolerance: (0.002, 0.01),
    },
    Quantity {
        column: "insured_employees",
        title: "employees insured",
        expected: |y| &y.insured,
        tolerance: (0.01, 0.05),
    },
    Quantity { column: "contributors", title: "contributors", expected: |y| &y.contributors, tolerance: (0.01, 0.05) },
    Quantity { column: "retirees", title: "retirees", expected: |y| &y.retirees, tolerance: (0.01, 0.05) },
];

/// A number of the run beside its expected value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// The column.
    pub quantity: &'static str,
    /// What it counts.
    #[serde(skip)]
    pub title: &'static str,
    /// The year.
    pub year: Year,
    /// Persons of the nation, mean over seeds.
    pub agents: f64,
    /// Their expected number.
    pub expected: f64,
    /// Relative difference of the nation.
    pub error: f64,
    /// Its Monte-Carlo standard error.
    pub standard_error: f64,
    /// What shortcuts of the projection may leave.
    pub tolerance: f64,
    /// Provinces that agree.
    pub provinces: usize,
    /// The province that differs most, in excess of three standard errors: name and relative difference.
    pub worst: (String, f64),
    /// What shortcuts may leave in a province.
    pub tolerance_province: f64,
    /// Whether the nation and every province agree.
    pub agrees: bool,
}

/// The run beside the projection, in [`YEARS`] as far as it has them.
pub fn cross_check(parameters: &Parameters, inputs: &Inputs, run: &Observed) -> Vec<Agreement> {
    let projected = project(parameters, inputs);
    let years = projected.iter().filter(|y| YEARS.contains(&y.year) && y.year <= run.last_year());
    let each = |year| QUANTITIES.iter().map(move |quantity| agreement(quantity, year, run));
    years.flat_map(each).collect()
}

fn agreement(quantity: &Quantity, projected: &ProjectedYear, run: &Observed) -> Agreement {
    let expected = (quantity.expected)(projected);
    let seeds = run.seeds().len() as f64;
    let agents = |spot: &Spot| {
        let of = |seed: &u64| run.sum(quantity.column, spot, *seed, projected.year).unwrap_or(0.0);
        run.seeds().iter().map(of).sum::<f64>() / seeds
    };
    let compare = |agents: f64, expected: f64| (agents / expected - 1.0, (run.weight() / expected / seeds).sqrt());
    let (nation, all) = (agents(&Spot::nation()), expected.iter().sum());
    let (error, standard_error) = compare(nation, all);
    let (tolerance, tolerance_province) = quantity.tolerance;
    let agrees = |(error, s): (f64, f64), tolerance: f64| error.abs() <= tolerance + GRANTED * s;
    let provinces: Vec<(Province, (f64, f64))> =
        Province::all().map(|p| (p, compare(agents(&Spot::of(p)), expected[p.index()]))).collect();
    let excess = |(_, (error, s)): &(Province, (f64, f64))| error.abs() - GRANTED * s;
    let worst = provinces.iter().max_by(|a, b| excess(a).total_cmp(&excess(b)));
    let met = provinces.iter().filter(|(_, c)| agrees(*c, tolerance_province)).count();
    Agreement {
        quantity: quantity.column,
        title: quantity.title,
        year: projected.year,
        agents: nation,
        expected: all,
        error,
        standard_error,
        tolerance,
        provinces: met,
        worst: worst.map_or((String::new(), 0.0), |(p, (error, _))| (p.name().to_owned(), *error)),
        tolerance_province,
        agrees: agrees((error, standard_error), tolerance) && met == provinces.len(),
    }
}

/// The comparison as text.
pub fn to_text(agreements: &[Agreement], language: Language) -> String {
    let head = [
        "agents against expected values",
        "year",
        "agents",
        "expected",
        "error",
        "s.e.",
        "tolerance",
        "provinces",
        "where",
        "worst",
        "tolerance",
        "",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(agreements.iter().map(|a| {
        vec![
            a.title.to_owned(),
            a.year.to_string(),
            heads_in_words(a.agents, language),
            heads_in_words(a.expected, language),
            format!("{:+.2} %", 100.0 * a.error),
            format!("{:.2} %", 100.0 * a.standard_error),
            format!("{:.1} %", 100.0 * a.tolerance),
            format!("{} of 31", a.provinces),
            a.worst.0.clone(),
            format!("{:+.1} %", 100.0 * a.worst.1),
            format!("{:.0} %", 100.0 * a.tolerance_province),
            if a.agrees { String::new() } else { "differs".to_owned() },
        ]
    }));
    crate::results::columns::aligned(&rows, 1)
}
