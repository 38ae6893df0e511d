//! One cohort: its flows, and what they are worth.
//!
//! ```text
//! ratio = PV(benefits) ÷ PV(contributions)     net present value = PV(benefits) − PV(contributions)
//! ```
//! Values are of 2024, at the discount rate of the run; before the first year and after the last one they go on as
//! between the years next to them.

use super::returns::internal_rate;
use bitcode::{Decode, Encode};

/// Cohorts with more of their members in service than this share have no returns yet.
const OPEN_SHARE: f64 = 0.05;

/// Money of a cohort, yuan of 2024.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, PartialEq)]
pub struct Sums {
    /// All contributions.
    pub contributions: f64,
    /// Of them what people paid themselves.
    pub own: f64,
    /// Benefits.
    pub benefits: f64,
}

/// A cohort. Money in yuan of 2024, heads in persons.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct Cohort {
    /// In service at the end of the last year.
    pub in_service: i64,
    /// Retired in the run and alive at its end.
    pub retired: i64,
    /// Pensions awarded in the run.
    pub awards: i64,
    /// Before the run, with interest to its opening.
    pub before: Sums,
    /// Every year of the run.
    pub lived: Vec<Sums>,
    /// Accounts of those still in service.
    pub accounts: f64,
    /// Expected pensions of every year after the run.
    pub after: Vec<f64>,
    /// Benefits of people retired at the opening.
    pub opening: f64,
    /// Sum of first monthly pensions, at the prices of the award.
    pub first_pensions: f64,
    /// Sum of last monthly wages, at the prices of the award.
    pub last_wages: f64,
    /// Present value of contributions and of benefits.
    pub present: (f64, f64),
}

impl Cohort {
    /// The run's flows.
    pub fn simulated(&self) -> Sums {
        let mut sums = Sums::default();
        for year in &self.lived {
            sums.contributions += year.contributions;
            sums.own += year.own;
            sums.benefits += year.benefits;
        }
        sums
    }

    /// What is still to come at the end of the run.
    pub fn benefits_after(&self) -> f64 {
        self.accounts + self.after.iter().sum::<f64>()
    }

    /// Whether nothing was paid and nothing drawn.
    pub fn is_empty(&self) -> bool {
        let sums = self.simulated();
        sums.contributions + sums.benefits + self.before.contributions + self.opening == 0.0
    }

    /// Simulated flows ÷ all flows.
    pub fn simulated_share(&self) -> Option<f64> {
        let sums = self.simulated();
        let simulated = sums.contributions + sums.benefits;
        let all = simulated + self.before.contributions + self.benefits_after();
        (all > 0.0).then(|| simulated / all)
    }

    /// Real rate of return on all contributions.
    pub fn rate(&self) -> Option<f64> {
        self.rate_on(|sums| sums.contributions)
    }

    /// Real rate of return on what people paid themselves.
    pub fn own_rate(&self) -> Option<f64> {
        self.rate_on(|sums| sums.own)
    }

    fn rate_on(&self, paid: impl Fn(&Sums) -> f64) -> Option<f64> {
        self.closed()?;
        let mut net = vec![-paid(&self.before)];
        net.extend(self.lived.iter().map(|year| year.benefits - paid(year)));
        *net.last_mut()? += self.accounts;
        net.extend(&self.after);
        internal_rate(&net)
    }

    /// Present value of benefits ÷ that of contributions.
    pub fn ratio(&self) -> Option<f64> {
        self.closed()?;
        (self.present.0 > 0.0).then(|| self.present.1 / self.present.0)
    }

    /// Present value of benefits less contributions.
    pub fn net_present_value(&self) -> Option<f64> {
        self.closed().map(|()| self.present.1 - self.present.0)
    }

    /// Something, once (nearly) nobody is in service any more.
    fn closed(&self) -> Option<()> {
        let members = (self.in_service + self.retired) as f64;
        (self.in_service as f64 <= OPEN_SHARE * members).then_some(())
    }

    /// Values the flows; `factors` are the values in 2024 of a yuan of 2024 prices in the years lived.
    pub(super) fn value(&mut self, factors: &[f64]) {
        let Some((first, last)) = factors.first().zip(factors.last()) else { return };
        let [at_start, at_end] = match factors {
            [a, b, .., y, z] => [b / a, z / y],
            [a, b] | [a, b, _] => [b / a, b / a],
            _ => [1.0, 1.0],
        };
        let mut present = (self.before.contributions * first / at_start, 0.0);
        for (year, factor) in self.lived.iter().zip(factors) {
            present.0 += year.contributions * factor;
            present.1 += year.benefits * factor;
        }
        present.1 += self.accounts * last;
        let mut factor = *last;
        for benefits in &self.after {
            factor *= at_end;
            present.1 += benefits * factor;
        }
        self.present = present;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paid(contributions: f64) -> Sums {
        Sums { contributions, own: contributions / 2.0, benefits: 0.0 }
    }

    /// 100 before the run, 100 in it, 231 of benefits a year later: 100·x² + 100·x = 231 at x = 1.1.
    fn cohort() -> Cohort {
        let drawn = Sums { benefits: 231.0, ..Sums::default() };
        Cohort { before: paid(100.0), lived: vec![paid(100.0), drawn], retired: 1, ..Cohort::default() }
    }

    #[test]
    fn a_small_life_is_worth_what_it_is_worth() {
        let mut cohort = cohort();
        assert!((cohort.rate().expect("a rate") - 0.1).abs() < 1e-9);
        cohort.value(&[1.0, 1.0 / 1.1]);
        let (contributions, benefits) = cohort.present;
        assert!((contributions - 210.0).abs() < 1e-9 && (benefits - 210.0).abs() < 1e-9);
        assert!((cohort.ratio().expect("a ratio") - 1.0).abs() < 1e-12);
        assert!((cohort.simulated_share().expect("flows") - 331.0 / 431.0).abs() < 1e-12);
    }

    #[test]
    fn cohorts_in_service_have_no_returns_yet() {
        let open = Cohort { in_service: 1, ..cohort() };
        assert_eq!((open.rate(), open.ratio(), open.net_present_value()), (None, None, None));
    }
}
