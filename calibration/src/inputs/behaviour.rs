//! Firms and workers: how what they do moves with rates, detection and perceived returns.
//!
//! ```text
//! declared share   × (τ/τ₀)^−η · (d/d₀)^η        τ total rate of firm and worker, d chance of being found
//! entry, employed  × (τ/τ₀)^−η · (d/d₀)^η
//! entry, self-paid × (R/R₀)^η                    R = κ · accrual ÷ own rate, κ the part of it that is perceived
//! stopping at the minimum, choosing the floor, claiming early   × (R/R₀)^−η
//! ```
//! The base of every ratio is the law and the assumptions as shipped, in the same year and province: without a reform
//! or another change of these parameters every factor is exactly one. Signs as the literature has them; the
//! elasticities are marked assumptions and swept.
//!
//! Left out: firm size and ownership, bunching of wages at the floor, duplicate records, a full present value of the
//! pension (crediting rate, survival), which the perceived return stands for.

use crate::parameters::Parameters;
use fastox_model::geography::PROVINCES;
use fastox_model::people::facts::{ByProvince, Coverage, Law, scale};
use fastox_model::units::Year;

/// What multiplies the choices of firms and workers in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChoiceFactors {
    /// Declared share of the wage.
    pub declared: [f64; PROVINCES],
    /// Hazard of employees to be enrolled by their firm.
    pub employed_entry: [f64; PROVINCES],
    /// Hazard of the self-paid to enter.
    pub flexible_entry: [f64; PROVINCES],
    /// Stopping at the minimum period.
    pub stopping: f64,
    /// Choosing the lowest base.
    pub floor: f64,
    /// Claiming early.
    pub early: f64,
}

/// What firms and workers look at.
#[derive(Clone, Copy, Debug)]
struct Signals {
    /// Employer and employee rate.
    rate: [f64; PROVINCES],
    detection: [f64; PROVINCES],
    /// Perceived return to a yuan of one's own.
    perceived: [f64; PROVINCES],
    /// The nation's.
    perceived_nation: f64,
}

impl Signals {
    fn of(parameters: &Parameters, year: Year) -> Self {
        let in_year = parameters.mean_of(year);
        let employee = in_year.value("contribution.employee_rate");
        let own = in_year.by_province("contribution.flexible_rate");
        let perceived = in_year.by_province("workers.perceived_return");
        let accrual = in_year.value("award.accrual");
        Self {
            rate: in_year.by_province("contribution.employer_rate").map(|rate| rate + employee),
            detection: in_year.by_province("enforcement.detection"),
            perceived: std::array::from_fn(|p| perceived[p] * accrual / own[p]),
            perceived_nation: in_year.value("workers.perceived_return") * accrual
                / in_year.value("contribution.flexible_rate"),
        }
    }
}

impl ChoiceFactors {
    /// Nothing changes.
    pub const NEUTRAL: Self = Self {
        declared: [1.0; PROVINCES],
        employed_entry: [1.0; PROVINCES],
        flexible_entry: [1.0; PROVINCES],
        stopping: 1.0,
        floor: 1.0,
        early: 1.0,
    };

    /// The factors of a year under these parameters, against those that are shipped.
    pub fn of(parameters: &Parameters, shipped: &Parameters, year: Year) -> Self {
        let in_year = parameters.mean_of(year);
        let (now, base) = (Signals::of(parameters, year), Signals::of(shipped, year));
        let firms = |to_rate: &str, to_detection: &str| -> [f64; PROVINCES] {
            let (to_rate, to_detection) = (in_year.value(to_rate), in_year.value(to_detection));
            std::array::from_fn(|p| {
                moved(now.rate[p], base.rate[p], -to_rate) * moved(now.detection[p], base.detection[p], to_detection)
            })
        };
        let entry = in_year.value("workers.entry_to_return");
        let workers = |name: &str| moved(now.perceived_nation, base.perceived_nation, -in_year.value(name));
        Self {
            declared: firms("firms.declared_to_rate", "firms.declared_to_detection"),
            employed_entry: firms("firms.enrolment_to_rate", "firms.enrolment_to_detection"),
            flexible_entry: std::array::from_fn(|p| moved(now.perceived[p], base.perceived[p], entry)),
            stopping: workers("workers.stopping_to_return"),
            floor: workers("workers.floor_to_return"),
            early: workers("workers.early_to_return"),
        }
    }

    /// Puts the choices of firms and workers into what people meet; `flexible` is the share of entrants who pay alone.
    pub fn apply(&self, flexible: f64, coverage: &mut Coverage, law: &mut Law, declared: &mut ByProvince<f32>) {
        if *self == Self::NEUTRAL {
            return;
        }
        for p in 0..PROVINCES {
            declared[p] = (f64::from(declared[p]) * self.declared[p]).min(1.0) as f32;
            let factor = self.entry(flexible, p);
            for by in coverage.entry.iter_mut().flatten() {
                by[p] = scale(by[p], factor);
            }
        }
        coverage.flexible = scale(coverage.flexible, self.flexible_mix(flexible));
        coverage.stop_at_minimum = scale(coverage.stop_at_minimum, self.stopping);
        law.early_claiming = (law.early_claiming * self.early).min(1.0);
    }

    /// The factor on entry of any kind.
    fn entry(&self, flexible: f64, p: usize) -> f64 {
        let (employed, alone) = (self.employed_entry[p] - 1.0, self.flexible_entry[p] - 1.0);
        1.0 + (1.0 - flexible) * employed + flexible * alone
    }

    /// The factor on the share of entrants who pay alone, mean over provinces: the model draws from one national share.
    fn flexible_mix(&self, flexible: f64) -> f64 {
        let mix = |p: usize| self.flexible_entry[p] / self.entry(flexible, p);
        (0..PROVINCES).map(mix).sum::<f64>() / PROVINCES as f64
    }
}

/// (x/x₀)^η, exactly one where nothing moved.
fn moved(now: f64, base: f64, elasticity: f64) -> f64 {
    if base <= 0.0 { 1.0 } else { libm::pow(now / base, elasticity) }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "what nothing moves is exactly one")]
mod tests {
    use super::*;
    use fastox_model::geography::Province;

    fn after(changes: &[&str]) -> ChoiceFactors {
        let shipped = Parameters::embedded();
        let mut changed = shipped.clone();
        for change in changes {
            changed.set(change).expect("a change that works");
        }
        ChoiceFactors::of(&changed, &shipped, 2030)
    }

    #[test]
    fn nothing_moves_without_a_reform() {
        assert_eq!(after(&[]), ChoiceFactors::NEUTRAL);
        // Nor does an elasticity by itself.
        assert_eq!(after(&["firms.declared_to_rate=0.6"]), ChoiceFactors::NEUTRAL);
    }

    /// From 24 to 20 % in all, at an elasticity of 0.3: (5/6)^−0.3 = 1.056.
    #[test]
    fn firms_declare_and_enrol_more_at_a_lower_rate() {
        let factors = after(&["contribution.employer_rate={ province = { 11 = \"12 %\" } }"]);
        let beijing = Province::find("11").expect("a province").index();
        assert!((factors.declared[beijing] - 1.0562).abs() < 1e-3, "{factors:?}");
        assert!(factors.employed_entry[beijing] > 1.0);
        let elsewhere = (0..PROVINCES).filter(|&p| p != beijing);
        assert!(elsewhere.clone().all(|p| factors.declared[p] == 1.0), "{factors:?}");
        assert!(elsewhere.clone().all(|p| factors.flexible_entry[p] == 1.0), "{factors:?}");
        let dearer = after(&["contribution.employer_rate=20 %"]);
        assert!(dearer.declared.iter().all(|&factor| factor < 1.0), "{dearer:?}");
    }

    #[test]
    fn audits_raise_what_is_declared_and_who_is_enrolled() {
        let factors = after(&["enforcement.detection=20 %"]);
        assert!(factors.declared.iter().chain(&factors.employed_entry).all(|&f| f > 1.0));
        assert_eq!((factors.stopping, factors.early), (1.0, 1.0));
    }

    #[test]
    fn who_sees_more_of_the_return_enters_stays_declares_and_claims_later() {
        let factors = after(&["workers.perceived_return=90 %"]);
        assert!(factors.flexible_entry.iter().all(|&f| f > 1.0), "{factors:?}");
        assert!(factors.stopping < 1.0 && factors.floor < 1.0 && factors.early < 1.0);
        assert_eq!(factors.declared, ChoiceFactors::NEUTRAL.declared);
        // A dearer rate of one's own is a lower return.
        let dearer = after(&["contribution.flexible_rate=24 %"]);
        assert!(dearer.stopping > 1.0, "{dearer:?}");
    }

    /// Half more self-paid entrants where they are a third: a sixth more entrants, three sevenths of them self-paid.
    #[test]
    fn entry_and_its_mix_add_up() {
        let factors = ChoiceFactors { flexible_entry: [1.5; PROVINCES], ..ChoiceFactors::NEUTRAL };
        assert!((factors.entry(1.0 / 3.0, 0) - 7.0 / 6.0).abs() < 1e-12);
        assert!((factors.flexible_mix(1.0 / 3.0) / 3.0 - 3.0 / 7.0).abs() < 1e-12);
        assert_eq!((ChoiceFactors::NEUTRAL.entry(0.1, 1), ChoiceFactors::NEUTRAL.flexible_mix(0.1)), (1.0, 1.0));
    }
}
