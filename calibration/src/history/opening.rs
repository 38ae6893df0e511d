//! The opening of 31 December 2010, from what was known then, and the national series that carry it on.

use super::accounts::PublishedAccounts;
use super::merger::Merger;
use crate::data::table;
use crate::inputs::census::counted;
use crate::inputs::economy::employed_2021;
use crate::inputs::migration::{Matrix, od, residents};
use crate::inputs::opening::{Census, CoveragePath, OLDEST_ENTRANT, Opening, PublicRetirees};
use crate::inputs::wages::weighted;
use crate::parameters::Parameters;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::units::Year;

/// The opening year.
pub const YEAR: Year = 2010;
/// The last year.
pub const LAST: Year = 2024;
/// The last year in which past years could be paid for (`shortfall.buy_back_years`).
pub(super) const LAST_PURCHASE: Year = 2016;
/// The years after the opening in which migrants were counted.
pub(super) const COUNTED: [Year; 2] = [2020, LAST];
/// Five-year groups of 2010 that share a correction: those of 2020 ten years younger, the oldest together.
const POOLS: [(usize, usize); 13] = [
    (0, 1),
    (2, 3),
    (4, 5),
    (6, 7),
    (8, 8),
    (9, 9),
    (10, 10),
    (11, 11),
    (12, 12),
    (13, 13),
    (14, 14),
    (15, 15),
    (16, 18),
];
/// Public-sector share among those who enter after 2010 over that among the insured of 2010 (assumption): with it the
/// nation's public sector keeps its number in service while the scheme doubles.
const PUBLIC_ENTRANTS: f64 = 0.4;

/// The census of 2010.
pub fn census() -> Census {
    let of = |column: &str| table("fertility_province").by_province(&[], column);
    let fertility = of("tfr_2010");
    let mean = weighted(&fertility, &of("women_15_49_2010"));
    Census {
        year: YEAR,
        counted: counted("census_2010_age5", "census_2010_single_age"),
        residents: residents("census_2010_age5"),
        pools: POOLS.to_vec(),
        mortality: table("mortality_province_2010").by_province(&[], "mx_multiplier"),
        fertility: fertility.map(|rate| rate / mean),
    }
}

/// What the fit finds beside the provincial factors.
#[derive(Clone, Debug)]
pub struct Nation {
    /// Λ from 2011 to 2024: log odds of being insured.
    pub coverage: Vec<f64>,
    /// Ρ from 2011 to 2016: log odds of drawing a pension past the statutory ages.
    pub retired: Vec<f64>,
    /// Level of moves to 2020 and after, relative to 2005–10.
    pub moves: [f64; 2],
    /// From 2011 to 2024: what pensions in payment rose beyond the announced rate.
    pub pensions: Vec<f64>,
    /// Mean pension of 2010 over the calculation base.
    pub pension_ratio: f64,
}

/// Members of the scheme on the last day of 2010, the public sector outside the statistics included.
struct Members {
    insured: [f64; PROVINCES],
    retirees: [f64; PROVINCES],
    /// Share of the public sector among retirees.
    public_retirees: [f64; PROVINCES],
    merger: Merger,
}

impl Members {
    fn of(parameters: &Parameters, accounts: &PublishedAccounts, census: &Census) -> Self {
        let share = parameters.in_january(YEAR).value("public.share_of_residents");
        let public = census.residents.map(|people| share * people);
        let sum = |by: &[f64; PROVINCES]| by.iter().sum::<f64>();
        let per_worker = sum(&accounts.retirees) / sum(&accounts.insured);
        let merger = Merger::new(sum(&public), per_worker);
        let outside = 1.0 - merger.share(YEAR);
        let retirees: [f64; PROVINCES] =
            std::array::from_fn(|p| accounts.retirees[p] + outside * per_worker * public[p]);
        Self {
            insured: std::array::from_fn(|p| accounts.insured[p] + outside * public[p]),
            public_retirees: std::array::from_fn(|p| (per_worker * public[p] / retirees[p]).min(0.6)),
            retirees,
            merger,
        }
    }
}

/// The opening, with how much of the public sector its statistics hold.
pub fn opening(parameters: &Parameters, accounts: &PublishedAccounts, nation: &Nation) -> (Opening, Merger) {
    let census = census();
    let Members { insured, retirees, public_retirees, merger } = Members::of(parameters, accounts, &census);
    let wages = wages(parameters, &accounts.insured);
    let growth = parameters.mean_of(YEAR).value("macro.wage_growth");
    let opening = Opening {
        census,
        insured,
        retirees,
        public_insured: [None; PROVINCES],
        public_retirees: PublicRetirees::Known(public_retirees),
        public_entrants: PUBLIC_ENTRANTS,
        coverage: CoveragePath::Nation {
            insured: nation.coverage.clone(),
            retired: nation.retired.clone(),
            aged: true,
            gap_left: 1.0 - parameters.mean_of(YEAR + 1).value("macro.gap_closing"),
        },
        oldest_entrant: oldest_entrants(parameters),
        // Nobody who enters from 2017 on can be short of fifteen years by 2024, given the ages of entry.
        bought_back: true,
        movers: movers(),
        hukou: hukou(),
        migration_level: Some([[nation.moves[0]; 10], [nation.moves[1]; 10]].concat()),
        calculation_base: Some(wages[0].map(|wage| wage / (1.0 + growth))),
        bought_in: false,
        wages,
        weights: accounts.insured,
        gdp: gdp(),
        employed_2021: employed_2021("2010"),
        subsidy_year: YEAR + 1,
        calculation_ratio: Some(national("calculation_base_ratio", YEAR + 1)),
        indexation_beyond: nation.pensions.clone(),
        pension_ratio: Some(nation.pension_ratio),
        // The reference wage changed, what firms declare did not: contributions are set against the wage of the year
        // before.
        declared: national("reference_wage_ratio", YEAR).iter().map(|ratio| 1.0 / ratio).collect(),
    };
    (opening, merger)
}

/// A national series from a year to the last.
fn national(column: &str, first: Year) -> Vec<f64> {
    let value = |year: Year| table("national_2010_2024").row(&[("year", &year.to_string())]).number(column);
    (first..=LAST).filter_map(value).collect()
}

/// While past years may be paid for, people enter at any age; after, only where the minimum period can still be reached
/// by the ages of those who pay alone, 60 and 55.
fn oldest_entrants(parameters: &Parameters) -> Vec<[usize; 2]> {
    let year = |year: Year| {
        let law = parameters.in_january(year);
        if law.says_yes("shortfall.buy_back_years") {
            return [OLDEST_ENTRANT; 2];
        }
        let months = |name: &str| law.value(name) as usize;
        let minimum = months("retirement.minimum_period");
        ["male_60", "female_55"].map(|class| (months(&format!("retirement.original_age.{class}")) - minimum) / 12)
    };
    (YEAR + 1..=LAST).map(year).collect()
}

/// Wages of 2010, carried on with the nation's growth, gaps closing at `macro.gap_closing`, and the change of the
/// reference wage in 2019. 湖北 has the mean of its neighbours in central China.
fn wages(parameters: &Parameters, insured: &[f64; PROVINCES]) -> Vec<[f64; PROVINCES]> {
    let mut wage = table("wage_province_2010").by_province(&[], "wage_yuan").map(|w| w / 12.0);
    let index = |name: &str| Province::find(name).map_or(0, Province::index);
    let neighbours = ["安徽", "江西", "河南", "湖南"].map(index);
    let pay: f64 = neighbours.iter().map(|&p| wage[p] * insured[p]).sum();
    wage[index("湖北")] = pay / neighbours.iter().map(|&p| insured[p]).sum::<f64>();
    let reference = national("reference_wage_ratio", YEAR);
    let mut path = vec![wage];
    for (step, change) in reference.windows(2).enumerate() {
        let year = YEAR + 1 + step as Year;
        let before = path[step];
        let mean = weighted(&before, insured);
        let growth = (1.0 + parameters.mean_of(year).value("macro.wage_growth")) * change[1] / change[0];
        let closing = parameters.mean_of(year).value("macro.gap_closing");
        path.push(before.map(|w| w * growth * libm::pow(mean / w, closing)));
    }
    path
}

/// GDP: shares of 2010, the nation's total of each year.
fn gdp() -> Vec<[f64; PROVINCES]> {
    let shares = crate::inputs::economy::gdp(YEAR);
    let all: f64 = shares.iter().sum();
    national("gdp_yuan", YEAR).iter().map(|total| shares.map(|gdp| gdp / all * total)).collect()
}

/// Movers of 2005–10: the published arrivals and departures of each province, between them the proportions of
/// birthplace against residence of 2010 (iterative proportional fitting).
fn movers() -> Matrix {
    let margin = |column: &str| table("migration_margins").by_province(&[("period", "2005_2010")], column);
    let (arrivals, departures) = (margin("in_migrants"), margin("out_migrants"));
    let mut flows = od("birthplace_od_2010");
    for _ in 0..100 {
        for (row, wanted) in flows.iter_mut().zip(departures) {
            let all: f64 = row.iter().sum();
            for flow in row {
                *flow *= wanted / all;
            }
        }
        for d in 0..PROVINCES {
            let all: f64 = flows.iter().map(|row| row[d]).sum();
            for row in &mut flows {
                row[d] *= arrivals[d] / all;
            }
        }
    }
    flows
}

/// Residents whose hukou is elsewhere, in the proportions of birthplace against residence.
fn hukou() -> Matrix {
    let born = od("birthplace_od_2010");
    let scale = migrants(YEAR) / born.iter().flatten().sum::<f64>();
    (0..PROVINCES).map(|d| std::array::from_fn(|o| scale * born[o][d])).collect()
}

/// Residents of the nation whose hukou is in another province, in a year in which that is known.
pub(super) fn migrants(year: Year) -> f64 {
    let row = table("national_2010_2024").row(&[("year", &year.to_string())]);
    row.number("migrants").expect("a year of a count")
}
