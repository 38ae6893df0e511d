//! Average wages by province and the wage process.
//!
//! ```text
//! W_p(y) known to 2024, from the opening; then W_p(y) = W_p(y − 1) · (1 + g(y)) · (W / W_p)^κ
//! log wage = b₁·e + b₂·e² + constant(sex),  e = age − 18.5
//! ```
//! κ closes provincial gaps by about 1 % a year. The constants make the mean wage of the insured one and the
//! ratio of the sexes that of the survey. Contributions of a year are set against the wage of the year before.

use super::opening::Opening;
use crate::data::table;
use crate::parameters::Parameters;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::people::facts::{LAST_AGE, Wages};
use fastox_model::units::Year;

/// The last year whose provincial wages were observed.
pub const LAST_OBSERVED: Year = 2024;
/// The first year of observed contribution-base wages that is used.
const FIRST_OBSERVED: Year = 2020;
/// Age at the end of twelve and a half years of schooling, the mean of urban employees in the survey.
const AGE_AT_ENTRY: f64 = 18.5;

/// Average wages by year.
#[derive(Clone, Debug)]
pub struct WagePaths {
    opening: Year,
    /// `average[year − opening][province]`, yuan a month.
    average: Vec<[f64; PROVINCES]>,
    /// Weights of the national mean.
    insured: [f64; PROVINCES],
    profile: [Vec<f32>; 2],
}

impl WagePaths {
    /// Computes the paths to a year.
    pub fn prepare(opening: &Opening, parameters: &Parameters, last: Year) -> Self {
        let (first, insured) = (opening.year(), opening.weights);
        let mut average = opening.wages.clone();
        for year in LAST_OBSERVED + 1..=last {
            let before = average[(year - 1 - first) as usize];
            let mean = weighted(&before, &insured);
            let growth = 1.0 + parameters.mean_of(year).value("macro.wage_growth");
            let closing = parameters.mean_of(year).value("macro.gap_closing");
            average.push(before.map(|w| w * growth * libm::pow(mean / w, closing)));
        }
        Self { opening: first, average, insured, profile: profile(parameters) }
    }

    /// The average wage of a province in a year, yuan a month.
    pub fn average(&self, year: Year, p: Province) -> f64 {
        self.average[(year - self.opening).max(0) as usize][p.index()]
    }

    /// The wages contributions of a year are set against: those of the year before.
    pub fn year(&self, parameters: &Parameters, year: Year) -> Wages {
        let in_force = parameters.in_january(year);
        let before = &self.average[(year - 1 - self.opening) as usize];
        let mut average = [1.0; 32];
        for p in 0..PROVINCES {
            average[p] = before[p] as f32;
        }
        Wages {
            average,
            national: self.mean(before) as f32,
            profile: self.profile.clone(),
            persistence: in_force.value("wage.persistence") as f32,
            innovation: libm::sqrt(in_force.value("wage.innovation_variance")) as f32,
            transitory: libm::sqrt(in_force.value("wage.transitory_variance")) as f32,
        }
    }

    fn mean(&self, values: &[f64; PROVINCES]) -> f64 {
        weighted(values, &self.insured)
    }

    /// Log wage relative to the average, by sex and age.
    pub fn profile(&self) -> &[Vec<f32>; 2] {
        &self.profile
    }
}

/// Observed wages 2020–24; a blank of 2020 is carried back from 2021 at national growth.
pub(super) fn observed(parameters: &Parameters) -> Vec<[f64; PROVINCES]> {
    let row = |year: Year| table("contribution_base_wage").row(&[("year", &year.to_string())]).provinces();
    let mut years: Vec<_> = (FIRST_OBSERVED..=LAST_OBSERVED).map(row).collect();
    let growth = 1.0 + parameters.mean_of(FIRST_OBSERVED + 1).value("macro.wage_growth");
    for p in 0..PROVINCES {
        if years[0][p].is_nan() {
            years[0][p] = years[1][p] / growth;
        }
    }
    years
}

pub(crate) fn weighted(values: &[f64; PROVINCES], weights: &[f64; PROVINCES]) -> f64 {
    values.iter().zip(weights).map(|(v, w)| v * w).sum::<f64>() / weights.iter().sum::<f64>()
}

fn profile(parameters: &Parameters) -> [Vec<f32>; 2] {
    let in_force = parameters.in_january(FIRST_OBSERVED);
    let variance = in_force.value("wage.persistent_variance") + in_force.value("wage.transitory_variance");
    let raw = |sex: &str, age: usize| {
        let e = (age as f64 - AGE_AT_ENTRY).max(0.0);
        let linear = in_force.value(&format!("wage.experience.{sex}"));
        let squared = in_force.value(&format!("wage.experience_squared.{sex}"));
        linear * e + squared * e * e
    };
    let (means, shares) = survey_means();
    let all: f64 = means.iter().zip(shares).map(|(m, s)| m * s).sum();
    [("male", 0), ("female", 1)].map(|(sex, i)| {
        // The mean over working ages, with the survey's employees evenly spread from 20 to 55.
        let mean = (20..56).map(|a| libm::exp(raw(sex, a))).sum::<f64>() / 36.0;
        let constant = libm::log(means[i] / all / mean) - 0.5 * variance;
        (0..=LAST_AGE).map(|age| (raw(sex, age.min(65)) + constant) as f32).collect()
    })
}

/// Mean earnings of men and women relative to all, and their shares (survey of 2017, enterprise employees).
fn survey_means() -> ([f64; 2], [f64; 2]) {
    let group = |sex: &str| {
        let (mut sum, mut n) = (0.0, 0.0);
        for row in table("age_earnings_profile").rows() {
            let enterprise = row.text("group").starts_with("urban enterprise");
            if enterprise && row.text("sex") == sex {
                let count = row.number("n").unwrap_or(0.0);
                sum += count * row.number("mean_relative").unwrap_or(0.0);
                n += count;
            }
        }
        (sum / n, n)
    };
    let ((male, n_male), (female, n_female)) = (group("male"), group("female"));
    ([male, female], [n_male / (n_male + n_female), n_female / (n_male + n_female)])
}
