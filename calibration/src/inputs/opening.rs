//! What a country is opened with: one date, the facts of that date, and which observations of provinces may enter after
//! it.
//!
//! Everything that differs between openings is a value here; the year that is lived, the law and the books know nothing
//! of it. The opening of 2020 (`opening_2020`) is the one all experiments start from; history has that of 2010.

use super::migration::Matrix;
use crate::parameters::Parameters;
use fastox_model::geography::PROVINCES;
use fastox_model::units::Year;

/// `[sex][age][province]`, persons.
pub type Ages = [Vec<[f64; PROVINCES]>; 2];

/// The census of an opening, and what population needs beside it.
#[derive(Clone, Debug)]
pub struct Census {
    /// The country opens on the last day of this year.
    pub year: Year,
    /// Persons counted on 1 November.
    pub counted: Ages,
    /// Residents of a province, all ages.
    pub residents: [f64; PROVINCES],
    /// Five-year groups, first and last, that share a correction of survival to 2024.
    pub pools: Vec<(usize, usize)>,
    /// Death rates relative to the nation's.
    pub mortality: [f64; PROVINCES],
    /// Fertility relative to the nation's.
    pub fertility: [f64; PROVINCES],
}

/// Nobody enters beyond this age.
pub const OLDEST_ENTRANT: usize = 55;

/// What moves coverage after the opening.
#[derive(Clone, Debug)]
pub enum CoveragePath {
    /// In-service insured of 2024 by province; how much of the way is made by year is in the record of the fit.
    Headcounts(Box<[f64; PROVINCES]>),
    /// Shifts of log odds that are the same in all provinces, by year from the first that is lived, the last one held.
    Nation {
        /// Of being insured.
        insured: Vec<f64>,
        /// Of drawing a pension, past the statutory ages: who is outside buys the minimum period and claims, where the
        /// law of the year lets past years be paid for.
        retired: Vec<f64>,
        /// Whether cohorts near retirement are covered as those who have just retired, relative to the nation;
        /// otherwise as all.
        aged: bool,
        /// What is left after a year of the distance of a province's log odds of being insured from the mean.
        gap_left: f64,
    },
}

/// Public-sector members among retirees.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one a run, and it is read where it stands")]
pub enum PublicRetirees {
    /// The share that a province publishes, elsewhere the nation's, in proportion to that of the insured.
    AsInsured {
        /// The insured, the weights of the nation's share.
        insured: [f64; PROVINCES],
        /// What provinces publish.
        known: [Option<f64>; PROVINCES],
    },
    /// By province.
    Known([f64; PROVINCES]),
}

/// An opening.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Population.
    pub census: Census,
    /// In-service insured, all who are in the scheme.
    pub insured: [f64; PROVINCES],
    /// Retirees.
    pub retirees: [f64; PROVINCES],
    /// Public-sector share of the insured where a province publishes it.
    pub public_insured: [Option<f64>; PROVINCES],
    /// Who of the retirees is of the public sector.
    pub public_retirees: PublicRetirees,
    /// Public-sector share among those who enter later, over that among the insured of the opening.
    pub public_entrants: f64,
    /// Coverage after the opening.
    pub coverage: CoveragePath,
    /// Oldest age at which men and women enter, by year from the first that is lived, the last held.
    pub oldest_entrant: Vec<[usize; 2]>,
    /// Whether those short of the minimum period at the statutory age are taken to have enrolled while past years could
    /// be paid for, so that they buy what is missing.
    pub bought_back: bool,
    /// Movers of the five years before, from (row) and to, persons.
    pub movers: Matrix,
    /// `hukou[residence][hukou]`, persons, off-diagonal.
    pub hukou: Matrix,
    /// Level of moves by year from the first that is lived, relative to the five years before the opening; without one,
    /// `migration.level`.
    pub migration_level: Option<Vec<f64>>,
    /// Average wages from the opening to the last year that is known, yuan a month.
    pub wages: Vec<[f64; PROVINCES]>,
    /// Weights of the national mean wage.
    pub weights: [f64; PROVINCES],
    /// GDP from the opening to 2024, yuan.
    pub gdp: Vec<[f64; PROVINCES]>,
    /// Employed in urban enterprises in 2021, for the adjustment fund.
    pub employed_2021: [f64; PROVINCES],
    /// The year of the base subsidy in the record.
    pub subsidy_year: Year,
    /// Calculation base of pensions at the opening, yuan a month; without one, the nation's ratio of announced bases to
    /// wages.
    pub calculation_base: Option<[f64; PROVINCES]>,
    /// Calculation base of pensions over the wage of the year before, by year from the first that is lived; without
    /// one, the announced bases of each province.
    pub calculation_ratio: Option<Vec<f64>>,
    /// What pensions in payment rise beyond the announced rate, by year from the first that is lived, the last held.
    pub indexation_beyond: Vec<f64>,
    /// Mean enterprise pension at the opening over the calculation base; without one, `opening.pension_ratio`.
    pub pension_ratio: Option<f64>,
    /// Whether some of the pensions in payment were bought in one payment, as growth of retirees to 2014 says.
    pub bought_in: bool,
    /// Factor on declared shares by year from the first that is lived, the last one held.
    pub declared: Vec<f64>,
}

impl Opening {
    /// The year on whose last day the country opens.
    pub fn year(&self) -> Year {
        self.census.year
    }

    /// The entry of a series by year from the first that is lived; the last one is held.
    pub fn in_year<T: Copy>(&self, series: &[T], year: Year) -> T {
        let place = (year - self.census.year - 1).max(0) as usize;
        series[place.min(series.len() - 1)]
    }

    /// Public-sector share of retirees by province, given that of the insured.
    pub fn public_share_of_retirees(
        &self,
        parameters: &Parameters,
        public_share: &[f64; PROVINCES],
    ) -> [f64; PROVINCES] {
        match &self.public_retirees {
            PublicRetirees::Known(shares) => *shares,
            PublicRetirees::AsInsured { insured, known } => {
                let national = parameters.in_january(self.census.year).value("public.retiree_share");
                let members: f64 = insured.iter().zip(public_share).map(|(n, s)| n * s).sum();
                let mean = members / insured.iter().sum::<f64>();
                std::array::from_fn(|p| known[p].unwrap_or_else(|| (national * public_share[p] / mean).min(0.6)))
            }
        }
    }
}
