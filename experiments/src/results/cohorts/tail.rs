//! What pensions in force at the end of a run will still pay, if mortality and indexation stay as they are.
//!
//! ```text
//! factor_k = S_(k−1) · (1 − q/2) · [(1 + indexation) ÷ (1 + inflation)]^k        k = 1, 2, …
//! ```
//! S is survival at the last year's q(sex, age), provinces weighted by their retirees; who dies is paid half a year.

use fastox_model::people::facts::LAST_AGE;
use fastox_model::people::{Fund, Sex};
use fastox_model::simulation::Observation;
use fastox_model::units::Year;

/// The last year, as far as it goes on.
pub(super) struct Tail {
    last: Year,
    /// Chance of dying by sex and age.
    death: [Vec<f64>; 2],
    growth: f64,
}

impl Tail {
    pub(super) fn of(year: &Observation<'_>, prices: &[f64]) -> Self {
        let retirees = &year.flows().retirees[Fund::Enterprise];
        let all = retirees.iter().sum::<i64>().max(1) as f64;
        let death = year.inputs.people.mortality.death.each_ref().map(|ages| {
            let at_age = |words: &[u32; 32]| {
                let deaths = words.iter().zip(retirees);
                let weighted = deaths.map(|(word, heads)| f64::from(*word) * *heads as f64);
                weighted.sum::<f64>() / all / 4_294_967_296.0
            };
            ages.iter().map(at_age).collect()
        });
        let inflation = match prices {
            [.., before, last] => last / before,
            _ => 1.0,
        };
        let indexation = 1.0 + year.variant.institutions.law.indexation.as_f64();
        Self { last: year.year, death, growth: indexation / inflation }
    }

    /// The factors on a year of pensions in force, year by year until the last age.
    pub(super) fn annuity(&self, birth_year: Year, sex: Sex) -> Vec<f64> {
        let death = &self.death[sex as usize];
        let oldest = LAST_AGE.min(death.len() - 1);
        let age = (self.last - birth_year).max(0) as usize;
        let (mut alive, mut growth) = (1.0, 1.0);
        (age + 1..=oldest)
            .map(|age| {
                growth *= self.growth;
                let paid = alive * (1.0 - 0.5 * death[age]) * growth;
                alive *= 1.0 - death[age];
                paid
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At 108 with q = ½ and no growth: ¾ of a year's pension, then ⅜.
    #[test]
    fn factors_follow_survival() {
        let death = vec![0.5; LAST_AGE + 1];
        let tail = Tail { last: 2075, death: [death.clone(), death], growth: 1.0 };
        assert_eq!(tail.annuity(2075 - 108, Sex::Male), [0.75, 0.375]);
    }
}
