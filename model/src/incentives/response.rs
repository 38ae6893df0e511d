//! Best response: how hard a province collects, given what it keeps.
//!
//! ```text
//! max over c:  v·m·c + d·c − k·c^(1+1/ε)/(1+1/ε)
//! ⇒  c*(m) = c₁ · [(v·m + δ)/(1 + δ)]^ε,   c ≤ 1,   δ = d/v₀,  v₀ = 1
//! ```
//! c₁ is the collection rate at m = 1, δ the duty that remains at m = 0, ε the curvature, v what the province makes of
//! a yuan kept, which may rise or fall with its gap. Effort is c/c₁. Rewards, clawbacks and the ratchet of the plan are
//! in m, which is measured over the horizon of the clauses' memory; rivals are in `rivalry`.
//!
//! The form follows the tax-effort literature. (ε, δ) are solved so that the mean effects over the provinces in
//! surplus and in deficit, at what each kept in 2022–24, are the published ones times the scale of the response.
//! Left out: career concerns, rescue as a game (the rescue that clauses promise is in m).

use super::mode::{EffectSize, Ordering, ResponseMode};
use crate::bisection::bisect;
use crate::margin::Margin;

/// How effort responds to what a yuan is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Curve {
    /// ε, curvature.
    pub curvature: f64,
    /// δ, duty relative to the value of a yuan.
    pub duty: f64,
}

/// The curves of both groups of provinces; they differ only in the reverse ordering.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Curves {
    /// Provinces in surplus.
    pub surplus: Curve,
    /// Provinces in deficit.
    pub deficit: Curve,
}

/// A published effect on a group of provinces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect<'a> {
    /// What each of the group kept of one more yuan collected.
    pub kept: &'a [f64],
    /// Mean fall of the collection rate over the group, relative to the rate at m = 1.
    pub fall: f64,
}

/// v, what a province makes of a yuan it keeps.
///
/// ```text
/// v = low + (high − low) / (1 + e^(−gap/scale))       gap = current deficit ÷ expenditure
/// ```
/// With low = high = 1 it is one everywhere. A scale below zero lets it fall with the gap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Valuation {
    /// Far in surplus.
    pub low: f64,
    /// Far in deficit.
    pub high: f64,
    /// How far is far.
    pub scale: f64,
}

/// The parameters of the response.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// Curves of collection by size of the effects and ordering.
    pub collection: [[Curves; Ordering::COUNT]; EffectSize::COUNT],
    /// The highest effort: 1/c₁, where everything due is collected.
    pub most: f64,
    /// v.
    pub valuation: Valuation,
    /// φ, what it costs to collect harder than the other provinces, relative to the value of a yuan.
    pub rivalry: f64,
    /// Curves of the other margins, in the order of [`Margin::OTHERS`].
    pub others: [Curve; Margin::OTHERS.len()],
    /// a, the part of the way made in a year.
    pub speed: f64,
    /// The share of a fall in effort that shows as fewer months; the rest as a lower declared wage.
    pub months_share: f64,
}

impl Curve {
    /// c*/c₁ where a yuan more is worth so much.
    pub fn effort(self, worth: f64) -> f64 {
        libm::pow(self.base(worth), self.curvature)
    }

    /// What is raised to the power of the curvature.
    fn base(self, worth: f64) -> f64 {
        ((worth + self.duty) / (1.0 + self.duty)).max(0.0)
    }
}

impl Valuation {
    /// v of a province with this gap, share of expenditure.
    pub fn at(self, gap: f64) -> f64 {
        self.low + (self.high - self.low) / (1.0 + libm::exp(-gap / self.scale))
    }
}

impl Curves {
    /// The curve of a group.
    pub const fn of(&self, surplus: bool) -> Curve {
        if surplus { self.surplus } else { self.deficit }
    }

    /// One curve for all provinces such that the mean fall of the rate over surplus provinces, and over deficit
    /// provinces, is as published.
    ///
    /// For every δ, ε is set by the surplus side; δ by the deficit side. `None` if no δ in (10⁻⁴, 10) fits.
    pub fn solve(surplus: Effect, deficit: Effect) -> Option<Self> {
        let excess = |log_duty: f64| {
            let duty = libm::exp(log_duty);
            surplus.curve(duty).map_or(-1.0, |c| c.mean_fall(deficit.kept) - deficit.fall)
        };
        let duty = libm::exp(root(libm::log(1e-4), libm::log(10.0), |x| -excess(x))?);
        let curve = surplus.curve(duty)?;
        Some(Self { surplus: curve, deficit: curve })
    }

    /// Each group with a curvature of its own at a given duty: the reverse ordering, which no single curve meets. A
    /// group that keeps everything, or is empty, does not respond.
    pub fn by_group(duty: f64, surplus: Effect, deficit: Effect) -> Self {
        let curve = |group: Effect| group.curve(duty).unwrap_or(Curve { curvature: 0.0, duty });
        Self { surplus: curve(surplus), deficit: curve(deficit) }
    }
}

impl Curve {
    /// Mean of 1 − c*(m)/c₁.
    pub fn mean_fall(self, kept: &[f64]) -> f64 {
        kept.iter().map(|m| 1.0 - self.effort(*m)).sum::<f64>() / kept.len() as f64
    }
}

impl Effect<'_> {
    /// The curve of this duty that has the effect.
    fn curve(self, duty: f64) -> Option<Curve> {
        Some(Curve { curvature: Excess::of(self, duty).root(1e-5, 20.0)?, duty })
    }
}

/// By how much the mean fall of a group goes beyond the published one, at a duty, over curvatures.
///
/// ```text
/// f(ε) = Σ (1 − bᵋ) / n − fall        b = max(0, (m + δ)/(1 + δ))
/// ```
/// It is concave, since every 1 − bᵋ is.
struct Excess {
    bases: Vec<f64>,
    fall: f64,
}

impl Excess {
    fn of(effect: Effect, duty: f64) -> Self {
        let base = |m: &f64| Curve { curvature: 1.0, duty }.base(*m);
        Self { bases: effect.kept.iter().map(base).collect(), fall: effect.fall }
    }

    /// f(ε), by the operations of [`Curve::mean_fall`].
    fn at(&self, curvature: f64) -> f64 {
        let falls = self.bases.iter().map(|base| 1.0 - libm::pow(*base, curvature));
        falls.sum::<f64>() / self.bases.len() as f64 - self.fall
    }

    /// Its root by bisection, which is asked only where rounding decides.
    fn root(&self, low: f64, high: f64) -> Option<f64> {
        match self.certain(low, high) {
            Some([below, above]) => {
                let is_above = |x: f64| x >= above || (x > below && self.at(x) > 0.0);
                Some(bisect([low, high], HALVINGS, is_above))
            }
            None => root(low, high, |x| self.at(x)),
        }
    }

    /// Curvatures up to which f is below zero and from which to `high` it is above, as computed, if they are found.
    ///
    /// With an error of f(ε) as computed below η everywhere, f(x) < −2η and f(y), f(high) > 2η at x < y decide the sign
    /// on both sides: concave, f rises up to x and is between y and `high` no less than at the lower of the two.
    fn certain(&self, low: f64, high: f64) -> Option<[f64; 2]> {
        let largest = self.bases.iter().fold(1.0, |most: f64, base| most.max(*base));
        // A power within one unit in the last place, each of n terms and sums within half a unit; twice that.
        let terms = self.bases.len() as f64 + 8.0;
        let noise = f64::EPSILON * terms * (1.0 + libm::pow(largest, high) + self.fall.abs());
        let (near, slope) = self.near();
        let width = 3.0 * noise / slope + 4.0 * f64::EPSILON * near;
        let (below, above) = (near - width, near + width);
        let certain = below >= low && above <= high;
        let signs = || self.at(below) < -2.0 * noise && self.at(above) > 2.0 * noise && self.at(high) > 2.0 * noise;
        (certain && signs()).then_some([below, above])
    }

    /// The root and the slope there by Newton's steps, which lead up to it from zero; about.
    fn near(&self) -> (f64, f64) {
        let n = self.bases.len() as f64;
        let logs: Vec<f64> = self.bases.iter().map(|base| libm::log(base.max(f64::MIN_POSITIVE))).collect();
        let (mut near, mut slope) = (0.0, 0.0);
        for _ in 0..MOST_STEPS {
            let (mut value, mut rise) = (0.0, 0.0);
            for log in &logs {
                let power = libm::exp(near * log);
                value += 1.0 - power;
                rise -= power * log;
            }
            slope = rise / n;
            let step = (self.fall - value / n) / slope;
            near += step;
            if step.abs() < 1e-9 * near {
                break;
            }
        }
        (near, slope)
    }
}

/// Halvings of a bracket of curvatures or duties.
const HALVINGS: u32 = 80;
/// Newton's steps double the digits; where so many are not enough, every halving is asked.
const MOST_STEPS: usize = 12;

/// The root of a rising function, by bisection.
fn root(low: f64, high: f64, f: impl Fn(f64) -> f64) -> Option<f64> {
    // Not a number where nobody is in the group.
    if !(f(low) <= 0.0 && f(high) >= 0.0) {
        return None;
    }
    Some(bisect([low, high], HALVINGS, |x| f(x) > 0.0))
}

impl Response {
    /// The curve of collection by which a province of this group responds.
    pub const fn collection(&self, mode: ResponseMode, surplus: bool) -> Curve {
        self.collection[mode.effect_size() as usize][mode.ordering() as usize].of(surplus)
    }
}

#[cfg(test)]
impl Response {
    /// One curve in every setting, nothing else.
    pub(super) fn simple(curvature: f64, duty: f64) -> Self {
        let curve = Curve { curvature, duty };
        let curves = Curves { surplus: curve, deficit: curve };
        Self {
            collection: [[curves; Ordering::COUNT]; EffectSize::COUNT],
            most: 1.0 / 0.7,
            valuation: Valuation { low: 1.0, high: 1.0, scale: 1.0 },
            rivalry: 0.0,
            others: [0.05, 0.1, 0.05].map(|curvature| Curve { curvature, duty: 0.2 }),
            speed: 0.44,
            months_share: 0.5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const fn of(kept: &[f64], fall: f64) -> Effect<'_> {
        Effect { kept, fall }
    }

    /// Solutions worked out apart from this code, at c₁ = 0.70 and nothing kept in deficit provinces.
    #[test]
    fn the_two_effects_pin_curvature_and_duty() {
        for (m, duty, curvature) in
            [(0.66, 0.067, 0.058), (0.70, 0.118, 0.071), (0.74, 0.214, 0.092), (0.77, 0.355, 0.119)]
        {
            let solved = Curves::solve(of(&[m], 0.0153 / 0.70), of(&[0.0], 0.103 / 0.70)).unwrap();
            let curve = solved.surplus;
            assert_eq!(curve, solved.deficit);
            assert!((curve.duty - duty).abs() < 2e-3, "{m}: {curve:?}");
            assert!((curve.curvature - curvature).abs() < 1e-3, "{m}: {curve:?}");
        }
    }

    /// The severe setting: −16.1 points where nothing is kept, at a surplus retention of 0.70.
    #[test]
    fn the_effect_of_full_pooling_leaves_less_duty() {
        let solved = Curves::solve(of(&[0.70], 0.0153 / 0.70), of(&[0.0], 0.161 / 0.70)).unwrap();
        assert!((solved.surplus.duty - 0.016).abs() < 1e-3, "{solved:?}");
        assert!((solved.surplus.curvature - 0.063).abs() < 1e-3, "{solved:?}");
    }

    /// Provinces near balance keep more on expectation; the others then fall by more than the mean.
    #[test]
    fn the_mean_effect_is_met_over_unequal_provinces() {
        let deficit = [0.0, 0.0, 0.3];
        let curve = Curves::solve(of(&[0.7, 0.8], 0.02), of(&deficit, 0.14)).unwrap().surplus;
        assert!((curve.mean_fall(&deficit) - 0.14).abs() < 1e-6);
        assert!((curve.mean_fall(&[0.7, 0.8]) - 0.02).abs() < 1e-6);
        assert!((curve.effort(1.0) - 1.0).abs() < 1e-12);
        // Without duty and with curvature one, effort is what is kept: 0.8 and 0.4 are missing.
        assert!((Curve { curvature: 1.0, duty: 0.0 }.mean_fall(&[0.2, 0.6]) - 0.6).abs() < 1e-12);
    }

    /// Who keeps nearly all and yet falls has no curve at a large duty: (10.99 / 11)^20 is still above 0.98. A smaller
    /// one fits.
    #[test]
    fn a_duty_too_large_for_the_surplus_side_is_passed_over() {
        let (surplus, deficit) = ([0.99], [0.9]);
        let curve = Curves::solve(of(&surplus, 0.02), of(&deficit, 0.19)).expect("a duty fits").surplus;
        assert!((curve.mean_fall(&surplus) - 0.02).abs() < 1e-6 && (curve.mean_fall(&deficit) - 0.19).abs() < 1e-6);
    }

    #[test]
    fn a_group_of_nobody_has_no_curve() {
        let (somebody, nobody) = (of(&[0.7], 0.02), of(&[], 0.14));
        assert_eq!([Curves::solve(somebody, nobody), Curves::solve(nobody, somebody)], [None, None]);
        assert_eq!(Curves::solve(nobody, nobody), None);
    }

    /// The curvature of a group where every halving asks.
    fn halved(effect: Effect, duty: f64) -> Option<f64> {
        root(1e-5, 20.0, |curvature| Curve { curvature, duty }.mean_fall(effect.kept) - effect.fall)
    }

    /// Also where no certain bracket exists: everybody keeps all, nothing or far more, or the fall is that of the end.
    fn curvature_is_that_of_halvings(effect: Effect, duty: f64) {
        let found = effect.curve(duty).map(|curve| curve.curvature.to_bits());
        assert_eq!(found, halved(effect, duty).map(f64::to_bits), "{effect:?} {duty}");
    }

    proptest! {
        #[test]
        fn what_is_not_asked_of_a_group_moves_no_bit(
            kept in prop::collection::vec(-0.3..1.5_f64, 1..32),
            alike in 0.0..1.0_f64,
            fall in prop::sample::select(vec![0.0, 1e-12, 1e-5, 0.005, 0.0219, 0.08, 0.147, 0.6, 0.999, 1.0, 1.4, -0.1]),
            log_duty in -9.3..2.4_f64,
        ) {
            let (duty, mean) = (libm::exp(log_duty), kept.iter().sum::<f64>() / kept.len() as f64);
            for spread in [0.0, 1e-15, 1e-3, 0.1, 1.0] {
                let kept: Vec<f64> = kept.iter().map(|m| alike * mean + spread * (m - mean)).collect();
                curvature_is_that_of_halvings(of(&kept, fall), duty);
                let most = Curve { curvature: 20.0, duty }.mean_fall(&kept);
                for fall in [0.3 * most, most, most - 1e-15] {
                    curvature_is_that_of_halvings(of(&kept, fall), duty);
                }
            }
        }
    }

    /// As a fit finds the provinces: of each effect and duty few curvatures are asked.
    #[test]
    fn a_curvature_is_found_by_few_questions() {
        let kept: Vec<f64> = (0..20).map(|p| 0.52 + 0.03 * f64::from(p)).collect();
        for (duty, fall) in [(1e-3, 0.02), (0.05, 0.08), (0.4, 0.15)] {
            let excess = Excess::of(of(&kept, fall), duty);
            let [below, above] = excess.certain(1e-5, 20.0).expect("a bracket");
            assert!(excess.at(below) < 0.0 && excess.at(above) > 0.0);
            assert!(above - below < 1e-9 * below, "{below} {above}");
        }
    }

    /// Swapped, no single curve falls more where more is kept; one for each group does.
    #[test]
    fn the_reverse_ordering_has_a_curvature_for_each_group() {
        let (surplus, deficit) = ([0.7, 0.8], [0.0, 0.1]);
        assert_eq!(Curves::solve(of(&surplus, 0.147), of(&deficit, 0.022)), None);
        let curves = Curves::by_group(0.2, of(&surplus, 0.147), of(&deficit, 0.022));
        assert!((curves.surplus.mean_fall(&surplus) - 0.147).abs() < 1e-9);
        assert!((curves.deficit.mean_fall(&deficit) - 0.022).abs() < 1e-9);
        assert!(curves.surplus.curvature > curves.deficit.curvature);
        let rigid = Curves::by_group(0.2, of(&[1.0], 0.1), of(&[], 0.1)).deficit;
        assert!(rigid.curvature.abs() < 1e-12, "{rigid:?}");
    }

    #[test]
    fn the_value_of_a_yuan_may_rise_or_fall_with_the_gap() {
        let rising = Valuation { low: 0.5, high: 1.5, scale: 0.1 };
        assert!((rising.at(0.0) - 1.0).abs() < 1e-12);
        assert!(rising.at(0.3) > 1.4 && rising.at(-0.3) < 0.6);
        let falling = Valuation { scale: -0.1, ..rising };
        assert!((falling.at(0.3) - rising.at(-0.3)).abs() < 1e-12);
        let constant = Valuation { low: 1.0, high: 1.0, scale: 0.1 };
        assert!((constant.at(0.7) - 1.0).abs() < 1e-12);
    }

    /// Under adjustment a worker more brings 0.86 of what he pays: the hazard of entry falls by half a percent. A
    /// retiree more costs 0.8 of the pension: approvals rise by some two percent.
    #[test]
    fn the_other_margins_respond_modestly_and_with_their_sign() {
        let [enrolment, certification, local] = Response::simple(0.1, 0.2).others;
        let entry = Margin::Enrolment.level(|m| enrolment.effort(m), 0.86);
        assert!((0.99..1.0).contains(&entry), "{entry}");
        let approvals = Margin::Certification.level(|m| certification.effort(m), 0.8);
        assert!((1.01..1.03).contains(&approvals), "{approvals}");
        assert!(Margin::LocalBenefits.level(|m| local.effort(m), 0.0) > 1.05);
        assert!((Margin::Enrolment.level(|m| enrolment.effort(m), 1.3) - 1.0).abs() < 1e-12);
        assert!((Margin::Certification.level(|m| certification.effort(m), 1.3) - 1.0).abs() < 1e-12);
    }
}
