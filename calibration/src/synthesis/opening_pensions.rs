//! Pensions in payment at the opening.
//!
//! ```text
//! mean enterprise pension(p) = ratio · W(p) · (Σ calculation bases ÷ Σ W) · level(p)      W contribution-base wage of 2020
//!                              = ratio · calculation base(p) · level(p)                  opening of 2010
//! ```
//! The calculation bases of 2020 are no guide to pensions awarded before: since 2019 provinces move from one wage
//! statistic to another at their own pace (新疆 had kept 5,738 yuan, 四川 was at 7,041). So the nation's ratio of the two
//! is taken, and it leaves less to the fitted level: the spread of log expenditure per retiree of 2024 around it is
//! 0.17, around the calculation bases 0.21. Men stand above women as their longer service implies; older awards lower,
//! since bases grew faster than indexation for some and slower for others, by half a per cent a year. Public-sector
//! pensions stand above by `public.pension_ratio`. The spread is lognormal; pensions that were bought in one payment
//! are smaller and all alike (see [`super::bought_in`]). Months of service are those means, longer for higher pensions
//! to the power of a half. Everything here is synthetic; the level is fitted to expenditure of 2024, that of the
//! opening of 2010 to expenditure of 2010.

use super::bought_in::BoughtIn;
use crate::fitted::Fitted;
use crate::inputs::{Inputs, Opening};
use crate::parameters::Parameters;
use fastox_model::draws::{standard_normal, uniform};
use fastox_model::geography::PROVINCES;
use fastox_model::people::Sex;
use fastox_model::units::Year;

/// Standard deviation of log pensions within a province (assumption; award formulas compress wages).
const SPREAD: f64 = 0.28;
/// Relative pensions of men and women: service of about 32 and 27 years.
const BY_SEX: [f64; 2] = [1.08, 0.93];
/// Loss of a pension relative to newer awards per year since the award.
const AGEING: f64 = 0.005;
/// Awards are not older.
const FIRST_AWARD: Year = 1965;
/// Share of the pension that came from the account of those awarded in 2020, none before 1996.
const ACCOUNT_PART: f64 = 0.25;

/// Age at which men and women of the enterprise fund claimed.
const CLAIM_AGE: [Year; 2] = [59, 51];
/// Age at which women of the public sector claimed.
const CLAIM_AGE_PUBLIC_WOMEN: Year = 55;

/// Mean years of service of men and women, deemed years included (assumption behind [`BY_SEX`]).
const SERVICE: [f64; 2] = [32.0, 27.0];

/// A pension in payment at the opening.
#[derive(Clone, Copy, Debug)]
pub struct OpeningPension {
    /// Year of award.
    pub award_year: Year,
    /// Pension, fen a month.
    pub pension: u32,
    /// Account at the award, fen.
    pub account: u64,
    /// Months of service, deemed ones included.
    pub months: u16,
}

/// What opening pensions are made from.
#[derive(Clone, Debug)]
pub struct OpeningPensions {
    /// What pensions are a share of, times the fitted level, by province, fen a month.
    base: [f64; PROVINCES],
    /// Mean ordinary enterprise pension relative to that.
    ratio: f64,
    public_ratio: f64,
    bought_in: Option<BoughtIn>,
    opening: Year,
    /// What is left of a pension relative to newer awards, by years since the award.
    aged: Vec<f64>,
}

impl OpeningPensions {
    /// Prepares the means.
    pub fn prepare(opening: &Opening, parameters: &Parameters, fitted: &Fitted, inputs: &Inputs) -> Self {
        let in_force = parameters.in_january(opening.year());
        let wages: [f64; PROVINCES] = std::array::from_fn(|p| f64::from(inputs.years[0].people.wages.average[p]));
        let to_base = calculation_base(parameters) / wages.iter().sum::<f64>();
        let base = std::array::from_fn(|p| match &opening.calculation_base {
            Some(base) => 100.0 * base[p] * fitted.provinces[p].pension_level,
            None => 100.0 * wages[p] * to_base * fitted.provinces[p].pension_level,
        });
        let enterprise = inputs.coverage.public_retirees.map(|share| 1.0 - share);
        let bought_in = || BoughtIn::prepare(parameters, inputs, CLAIM_AGE, enterprise);
        Self {
            base,
            ratio: opening.pension_ratio.unwrap_or_else(|| in_force.value("opening.pension_ratio")),
            public_ratio: in_force.value("public.pension_ratio"),
            bought_in: opening.bought_in.then(bought_in),
            opening: opening.year(),
            aged: (0..=opening.year() - FIRST_AWARD).map(|years| libm::pow(1.0 - AGEING, f64::from(years))).collect(),
        }
    }

    /// What a cohort has in common.
    pub fn of_cohort(&self, birth_year: Year, sex: Sex) -> CohortPensions<'_> {
        let awarded = |public: bool| {
            let claim_age = match sex {
                Sex::Female if public => CLAIM_AGE_PUBLIC_WOMEN,
                _ => CLAIM_AGE[sex as usize],
            };
            let year = (birth_year + claim_age).clamp(FIRST_AWARD, self.opening);
            Awarded { year, aged: self.aged[(self.opening - year) as usize] }
        };
        CohortPensions { all: self, birth_year, sex, awarded: [awarded(false), awarded(true)] }
    }
}

/// When people of a cohort claimed.
#[derive(Clone, Copy)]
struct Awarded {
    year: Year,
    /// What is left of such a pension relative to newer awards.
    aged: f64,
}

/// Pensions of people of one birth year and sex.
pub struct CohortPensions<'a> {
    all: &'a OpeningPensions,
    birth_year: Year,
    sex: Sex,
    /// In the enterprise and in the public fund.
    awarded: [Awarded; 2],
}

impl CohortPensions<'_> {
    /// What a retiree with this province of residence and fund brings along.
    pub fn pension(&self, home: usize, public: bool, words: [u32; 4]) -> OpeningPension {
        let Awarded { year: award_year, aged } = self.awarded[usize::from(public)];
        let holds =
            |bought_in: &&BoughtIn| !public && bought_in.holds(self.birth_year, award_year, home, uniform(words[3]));
        let bought = self.all.bought_in.as_ref().filter(holds);
        let (pension, account, months) = match bought {
            Some(bought_in) => {
                let pension = self.all.base[home] * bought_in.ratio(self.sex) * aged;
                (pension, pension * bought_in.account_months(self.sex), f64::from(BoughtIn::MONTHS))
            }
            None => self.ordinary(home, public, words[2]),
        };
        OpeningPension {
            award_year,
            pension: rounded(pension) as u32,
            account: rounded(account) as u64,
            months: rounded(months.clamp(180.0, 540.0)) as u16,
        }
    }

    /// Pension, account at the award, and months of service of somebody who paid year by year.
    fn ordinary(&self, home: usize, public: bool, word: u32) -> (f64, f64, f64) {
        let (all, sex, Awarded { year, aged }) = (self.all, self.sex, self.awarded[usize::from(public)]);
        let spread = libm::exp(SPREAD * f64::from(standard_normal(word)) - 0.5 * SPREAD * SPREAD);
        let level = all.ratio * if public { all.public_ratio } else { 1.0 };
        // The mean retiree was awarded some eleven years before.
        let normal = all.aged[11];
        let pension = all.base[home] * BY_SEX[sex as usize] * level * spread * aged / normal;
        let years_with_account = f64::from((year - 1996).clamp(0, 24));
        let account = pension * ACCOUNT_PART * years_with_account / 24.0 * 139.0;
        (pension, account, 12.0 * SERVICE[sex as usize] * libm::sqrt(spread))
    }
}

/// The nearest whole number, half to even, of a number from 0 to 2⁵²: where the numbers are whole, a sum is.
fn rounded(x: f64) -> f64 {
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    (x + WHOLE) - WHOLE
}

/// The sum of the calculation bases of 2020, yuan a month.
fn calculation_base(parameters: &Parameters) -> f64 {
    parameters.mean_of(2020).by_province("award.calculation_base").iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_rounded_half_to_even() {
        let halves = (0..2000).map(|i| 0.25 * f64::from(i));
        for x in halves.chain([0.5_f64.next_down(), 1e11 + 0.5, 1e11 + 1.5, 4_503_599_627_370_495.5, 1e15 + 0.125]) {
            assert_eq!(rounded(x).to_bits(), libm::rint(x).to_bits(), "{x}");
        }
    }
}
