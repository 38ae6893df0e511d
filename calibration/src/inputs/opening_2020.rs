//! The opening of 31 December 2020.

use super::census::counted;
use super::economy::{employed_2021, gdp};
use super::migration::{hukou_2020, od, residents};
use super::opening::{Census, CoveragePath, OLDEST_ENTRANT, Opening, PublicRetirees};
use super::reference::POOLS_2020;
use super::wages;
use crate::data::table;
use crate::parameters::Parameters;

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

impl Opening {
    /// 31 December 2020: the census of 2020, derived headcounts, wages and accounts of 2024.
    pub fn of_2020(parameters: &Parameters) -> Self {
        let headcounts = table("pension_province_headcounts_derived");
        let of_2020 = |column: &str| headcounts.by_province(&[("year", "2020")], column);
        let insured_2024 = table("pension_province").by_province(&[("year", "2024")], "employees");
        Self {
            census: Census::of_2020(),
            insured: of_2020("employees"),
            retirees: of_2020("retirees"),
            public_retirees: PublicRetirees::AsInsured(insured_2024),
            public_entrants: 1.0,
            coverage: CoveragePath::Headcounts(Box::new(insured_2024)),
            oldest_entrant: vec![[OLDEST_ENTRANT; 2]],
            bought_back: false,
            enrolled_per_head: false,
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
