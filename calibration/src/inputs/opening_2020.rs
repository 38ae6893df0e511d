//! The opening of 31 December 2020.

use super::census::counted;
use super::economy::{employed_2021, gdp};
use super::migration::{hukou_2020, od, residents};
use super::opening::{Census, CoveragePath, OLDEST_ENTRANT, Opening, PublicRetirees};
use super::reference::POOLS_2020;
use super::wages;
use crate::data::table;
use crate::parameters::Parameters;
use fastox_model::geography::{PROVINCES, Province};

impl Census {
    /// The census of 2020.
    pub fn of_2020() -> Self {
        Self {
            year: 2020,
            counted: counted("census_2020_age5", "census_2020_single_age"),
            residents: residents("census_2020_age5"),
            pools: POOLS_2020.to_vec(),
            mortality: table("mortality_province").by_province(&[], "mx_multiplier"),
            fertility: table("fertility_province").by_province(&[], "ratio_2020"),
        }
    }
}

/// The members of a scheme of 福建 at the end of 2020, which alone published its accounts of that year.
fn fujian(scheme: &str, column: &str) -> f64 {
    let row = table("fujian_enterprise").row(&[("year", "2020"), ("scheme", scheme)]);
    row.number(column).expect("the accounts of 2020 are whole")
}

const FUJIAN: u8 = 35;
const GUANGDONG: u8 = 44;
const SCHEMES: [&str; 2] = ["enterprise employees", "government and public institutions"];

/// Heads of 2020 by province, `employees` or `retirees`: of 福建 as published, of 广东's insured what its members leave
/// beside the derived retirees, elsewhere a derived share of what the nation has beside them.
pub fn heads_2020(column: &str) -> [f64; PROVINCES] {
    let line = |column| table("pension_province_headcounts_derived").by_province(&[("year", "2020")], column);
    let mut known = [None; PROVINCES];
    known[index(FUJIAN)] = Some(SCHEMES.iter().map(|scheme| fujian(scheme, column)).sum::<f64>());
    if column == "employees" {
        let members = table("guangdong_members").row(&[("year", "2020")]).number("members");
        known[index(GUANGDONG)] = members.map(|members| members - line("retirees")[index(GUANGDONG)]);
    }
    let derived = line(column);
    let all: f64 = derived.iter().sum();
    let own: f64 = known.iter().flatten().sum();
    let replaced: f64 = known.iter().zip(derived).filter_map(|(own, line)| own.map(|_| line)).sum();
    let rest = (all - own) / (all - replaced);
    std::array::from_fn(|p| known[p].unwrap_or(rest * derived[p]))
}

/// Public-sector share of heads where a province publishes it.
fn public_2020(column: &str) -> [Option<f64>; PROVINCES] {
    let [enterprise, public] = SCHEMES.map(|scheme| fujian(scheme, column));
    let mut known = [None; PROVINCES];
    known[index(FUJIAN)] = Some(public / (enterprise + public));
    known
}

fn index(code: u8) -> usize {
    Province::from_code(code).expect("both are provinces").index()
}

impl Opening {
    /// 31 December 2020: the census of 2020, headcounts (published for 福建, recalled for 广东, elsewhere derived), wages
    /// and accounts of 2024.
    pub fn of_2020(parameters: &Parameters) -> Self {
        let insured_2024 = table("pension_province").by_province(&[("year", "2024")], "employees");
        Self {
            census: Census::of_2020(),
            insured: heads_2020("employees"),
            retirees: heads_2020("retirees"),
            public_insured: public_2020("employees"),
            public_retirees: PublicRetirees::AsInsured { insured: insured_2024, known: public_2020("retirees") },
            public_entrants: 1.0,
            coverage: CoveragePath::Headcounts(Box::new(insured_2024)),
            oldest_entrant: vec![[OLDEST_ENTRANT; 2]],
            bought_back: false,
            movers: od("migration_od_2015_2020"),
            hukou: hukou_2020(),
            migration_level: None,
            wages: wages::observed(parameters),
            weights: insured_2024,
            gdp: (2020..2025).map(gdp).collect(),
            employed_2021: employed_2021("2019"),
            subsidy_year: 2024,
            calculation_base: None,
            bought_in: true,
            calculation_ratio: None,
            indexation_beyond: vec![0.0],
            pension_ratio: None,
            declared: vec![1.0],
        }
    }
}
