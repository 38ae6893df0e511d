//! Pensions in payment in 2020.
//!
//! mean enterprise pension = ratio · calculation base of the province · fitted level; men above women as their
//! longer service implies; older awards lower, since bases grew faster than indexation for some and slower for
//! others, by half a per cent a year. Public-sector pensions stand above by `public.pension_ratio`.
//! The spread is lognormal. Months of service are those means, longer for higher pensions to the power of a half.
//! Everything here is synthetic; the level is fitted to expenditure of 2024.

use crate::fitted::Fitted;
use crate::parameters::Parameters;
use fastox_model::draws::standard_normal;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::people::Sex;
use fastox_model::units::{Month, Year};

/// Standard deviation of log pensions within a province (assumption; award formulas compress wages).
const SPREAD: f64 = 0.28;
/// Relative pensions of men and women: service of about 32 and 27 years.
const BY_SEX: [f64; 2] = [1.08, 0.93];
/// Loss of a pension relative to newer awards per year since the award.
const AGEING: f64 = 0.005;
/// Share of the pension that came from the account of those awarded in 2020, none before 1996.
const ACCOUNT_PART: f64 = 0.25;

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
    pub account: u32,
    /// Months of service, deemed ones included.
    pub months: u16,
}

/// What opening pensions are made from.
#[derive(Clone, Debug)]
pub struct OpeningPensions {
    /// Mean enterprise pension by province, fen a month.
    mean: [f64; PROVINCES],
    public_ratio: f64,
}

impl OpeningPensions {
    /// Prepares the means.
    pub fn prepare(parameters: &Parameters, fitted: &Fitted) -> Self {
        let at = |name: &str| parameters.at(name, None, Month::new(2020, 1));
        let ratio = at("opening.pension_ratio");
        let mean = std::array::from_fn(|p| {
            let place = Some(Province::from_index(p));
            let base = parameters.year_mean("award.calculation_base", place, 2020);
            100.0 * base * ratio * fitted.pension_level[p]
        });
        Self { mean, public_ratio: at("public.pension_ratio") }
    }

    /// What a retiree brings along.
    pub fn pension(
        &self,
        birth_year: Year,
        sex: Sex,
        home: usize,
        public: bool,
        words: [u32; 4],
    ) -> OpeningPension {
        let claim_age = match (sex, public) {
            (Sex::Male, _) => 59,
            (Sex::Female, true) => 55,
            (Sex::Female, false) => 51,
        };
        let award_year = (birth_year + claim_age).clamp(1965, 2020);
        let since = f64::from(2020 - award_year);
        let spread =
            libm::exp(SPREAD * f64::from(standard_normal(words[2])) - 0.5 * SPREAD * SPREAD);
        let level = if public { self.public_ratio } else { 1.0 };
        let age = libm::pow(1.0 - AGEING, since);
        // The mean retiree was awarded some eleven years before.
        let normal = libm::pow(1.0 - AGEING, 11.0);
        let pension = self.mean[home] * BY_SEX[sex as usize] * level * spread * age / normal;
        let years_with_account = f64::from((award_year - 1996).clamp(0, 24));
        let account = pension * ACCOUNT_PART * years_with_account / 24.0 * 139.0;
        let months = 12.0 * SERVICE[sex as usize] * libm::sqrt(spread);
        OpeningPension {
            award_year,
            pension: libm::rint(pension) as u32,
            account: libm::rint(account) as u32,
            months: libm::rint(months.clamp(180.0, 540.0)) as u16,
        }
    }
}
