//! Pensions bought in one payment, in payment in 2020.
//!
//! From 2009 to 2011 provinces let people past retirement age pay fifteen years at once on the lowest base. How many
//! did is not published by province, but retirees are:
//!
//! ```text
//! bought(p) = max(0, R(p, 2014) − g · R(p, 2008)) · s         R(p, y) published retirees; the public sector came later
//! pension   = [(1 + φ)/2 · 15 · accrual + 0.08 · φ · 180/divisor(sex)] · calculation base
//! ```
//! g is the growth from 2008 to 2014 that needs no purchases (`opening.retiree_growth`), s the survival to 2020 of
//! those who were 60 in 2012, φ the lowest index, 0.6. So 重庆, 四川, 宁夏 and 浙江, whose retirees more than doubled in six
//! years, pay many small pensions. Law: 国发〔2005〕38号 for the award; 人社部发〔2010〕107号 for purchases of former workers of
//! collective firms.

use crate::data::table;
use crate::inputs::Inputs;
use crate::parameters::Parameters;
use fastox_model::geography::PROVINCES;
use fastox_model::people::Sex;
use fastox_model::units::Year;

/// Years that were paid for at once, and their index.
const YEARS: f64 = 15.0;
const LOWEST_INDEX: f64 = 0.6;
/// Share of the base that is put on the account.
const TO_ACCOUNT: f64 = 0.08;
/// Months an account is divided by: men of 60, women of 55 (国发〔2005〕38号, annex).
const DIVISOR: [f64; 2] = [139.0, 170.0];
/// Who had reached the age to claim by then, and was born since, may have bought.
const CLAIMED_BY: Year = 2012;
const BORN_FROM: Year = 1936;

/// Who bought a pension, and what it is worth.
#[derive(Clone, Debug)]
pub struct BoughtIn {
    /// Of the enterprise retirees who may have bought, how many did, by province.
    share: [f32; PROVINCES],
    /// First pension relative to the calculation base, by sex.
    ratio: [f64; 2],
    /// The part of it that came from the account, by sex.
    account_part: [f64; 2],
}

impl BoughtIn {
    /// Months that were paid for.
    pub const MONTHS: u16 = 12 * YEARS as u16;

    /// Reads growth off the published retirees; `enterprise` is the share of retirees outside the public sector.
    pub fn prepare(
        parameters: &Parameters,
        inputs: &Inputs,
        claim_age: [Year; 2],
        enterprise: [f64; PROVINCES],
    ) -> Self {
        let in_force = parameters.in_january(2012);
        let bought = bought(in_force.value("opening.retiree_growth"), survival(inputs));
        let share = std::array::from_fn(|p| {
            let may = eligible(inputs, claim_age, p) * enterprise[p];
            (bought[p] / may.max(1.0)).min(1.0) as f32
        });
        let account = DIVISOR.map(|months| TO_ACCOUNT * LOWEST_INDEX * 12.0 * YEARS / months);
        let pooled = f64::midpoint(1.0, LOWEST_INDEX) * YEARS * in_force.value("award.accrual");
        Self {
            share,
            ratio: account.map(|account| pooled + account),
            account_part: account.map(|account| account / (pooled + account)),
        }
    }

    /// Whether an enterprise retiree bought theirs, by a number between 0 and 1.
    pub fn holds(&self, birth_year: Year, award_year: Year, p: usize, u: f32) -> bool {
        birth_year >= BORN_FROM && award_year <= CLAIMED_BY && u < self.share[p]
    }

    /// First pension relative to the calculation base.
    pub fn ratio(&self, sex: Sex) -> f64 {
        self.ratio[sex as usize]
    }

    /// Account at the award, months of the pension.
    pub fn account_months(&self, sex: Sex) -> f64 {
        self.account_part[sex as usize] * DIVISOR[sex as usize]
    }
}

/// Retirees of 2020 beyond those that ordinary growth explains.
fn bought(growth: f64, survival: f64) -> [f64; PROVINCES] {
    let retirees = |year: Year| table("pension_province").by_province(&[("year", &year.to_string())], "retirees");
    let (before, after) = (retirees(2008), retirees(2014));
    std::array::from_fn(|p| (after[p] - growth * before[p]).max(0.0) * survival)
}

/// The chance of somebody of 60 in 2012 to be alive in 2020, at the death rates of 2021, both sexes.
fn survival(inputs: &Inputs) -> f64 {
    let alive = |sex: usize| -> f64 { (61..=68).map(|age| 1.0 - inputs.reference.exit(2021, sex, age)).product() };
    f64::midpoint(alive(0), alive(1))
}

/// Retirees of 2020 in a province whose age lets them have bought.
fn eligible(inputs: &Inputs, claim_age: [Year; 2], p: usize) -> f64 {
    let of = |sex: usize| -> f64 {
        let ages = (2020 - (CLAIMED_BY - claim_age[sex]))..=(2020 - BORN_FROM);
        ages.map(|age| age as usize)
            .map(|age| inputs.reference.census[sex][age][p] * inputs.coverage.retired_at_opening(sex, age, p))
            .sum()
    };
    of(0) + of(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_model::geography::Province;

    /// Three provinces known for purchases, and two whose retirees grew slowest.
    #[test]
    fn those_bought_whose_retirees_doubled() {
        let bought = bought(1.4, 0.9);
        let of = |code: u8| bought[Province::from_code(code).unwrap().index()];
        assert!(of(50) > 5e5 && of(51) > 1e6 && of(33) > 1e6);
        assert!(of(11) == 0.0 && of(31) == 0.0);
    }
}
