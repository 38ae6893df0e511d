//! Curvature and duty of the response, from the published effects and the model's own retention of 2022–24.
//!
//! ```text
//! mean over provinces in surplus in 2021 of c₁·(1 − [(m̄ + δ)/(1 + δ)]^ε) = 1.53 points, in deficit 10.3
//! ```
//! m̄ is what a province kept on average in 2022–24. One (ε, δ) for all meets the published ordering; the reverse
//! ordering swaps the two effects and takes that δ, with an ε for each group, since no single curve lets those lose
//! more who keep more. Mild: a part of both effects. Severe: the effect of full pooling where nothing is kept. Where no
//! single curve meets the effects (an experiment may change them), each group has its own ε here, too.
//!
//! Left out: that other settings change retention a little; it is that of the central, published world.

use crate::parameters::Parameters;
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::{Curves, Effect, EffectSize, Ordering};

/// The curves of collection by setting and ordering.
pub type ResponseCurves = [[Curves; Ordering::COUNT]; EffectSize::COUNT];

/// The parameters the curves are solved from.
pub const EFFECTS: [&str; 5] = [
    "effort.surplus_effect",
    "effort.deficit_effect",
    "effort.full_pooling_effect",
    "effort.mild_share",
    "effort.base_rate",
];

/// What the curves are solved from, by province.
#[derive(Clone, Copy, Debug)]
pub struct Observed {
    /// Mean retention on collection, 2022–24.
    pub kept: [f64; PROVINCES],
    /// Who was in surplus in 2021.
    pub surplus: [bool; PROVINCES],
}

impl Observed {
    /// What the provinces in surplus, or those in deficit, kept.
    pub fn group(&self, surplus: bool) -> Vec<f64> {
        let members = self.kept.iter().zip(self.surplus).filter(|(_, s)| *s == surplus);
        members.map(|(kept, _)| *kept).collect()
    }

    /// What they kept on average.
    pub fn mean(&self, surplus: bool) -> f64 {
        let kept = self.group(surplus);
        kept.iter().sum::<f64>() / kept.len().max(1) as f64
    }
}

/// Solves every setting and ordering; one that has no group to fit keeps what was found before.
pub fn solve(parameters: &Parameters, observed: &Observed, before: &ResponseCurves) -> ResponseCurves {
    let (surplus, deficit) = (observed.group(true), observed.group(false));
    if surplus.is_empty() || deficit.is_empty() {
        return *before;
    }
    EffectSize::ALL.map(|setting| {
        let (small, large) = effects(parameters, setting);
        // The severe effect is one of keeping nothing at all.
        let losers = if setting == EffectSize::Severe { vec![0.0] } else { deficit.clone() };
        let duty = before[setting as usize][0].surplus.duty;
        let [gains, loses] = [of(&surplus, small), of(&losers, large)];
        let published = Curves::solve(gains, loses).unwrap_or_else(|| Curves::by_group(duty, gains, loses));
        let duty = published.surplus.duty;
        [published, Curves::by_group(duty, of(&surplus, large), of(&deficit, small))]
    })
}

const fn of(kept: &[f64], fall: f64) -> Effect<'_> {
    Effect { kept, fall }
}

/// The smaller and the larger effect of a setting, relative to the base rate.
pub(crate) fn effects(parameters: &Parameters, setting: EffectSize) -> (f64, f64) {
    let in_force = parameters.in_january(2022);
    let base = in_force.value("effort.base_rate");
    let (small, large) =
        (in_force.value("effort.surplus_effect") / base, in_force.value("effort.deficit_effect") / base);
    match setting {
        EffectSize::Mild => (in_force.value("effort.mild_share") * small, in_force.value("effort.mild_share") * large),
        EffectSize::Central => (small, large),
        EffectSize::Severe => (small, in_force.value("effort.full_pooling_effect") / base),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fitted::Fitted;

    fn mean_fall(curves: &Curves, surplus: bool, kept: &[f64]) -> f64 {
        curves.of(surplus).mean_fall(kept)
    }

    #[test]
    fn every_setting_and_ordering_meets_its_effects() {
        let parameters = Parameters::embedded();
        let mut kept = [0.75; PROVINCES];
        kept[..8].fill(0.02);
        let surplus = std::array::from_fn(|p| p >= 8);
        let observed = Observed { kept, surplus };
        let curves = solve(&parameters, &observed, &Fitted::neutral().response);
        for setting in EffectSize::ALL {
            let (small, large) = effects(&parameters, setting);
            let [published, reverse] = &curves[setting as usize];
            let none = if setting == EffectSize::Severe { [0.0] } else { [0.02] };
            for (found, wanted) in [
                (mean_fall(published, true, &[0.75]), small),
                (mean_fall(published, false, &none), large),
                (mean_fall(reverse, true, &[0.75]), large),
                (mean_fall(reverse, false, &[0.02]), small),
            ] {
                assert!((found - wanted).abs() < 1e-6, "{setting:?}: {found} {wanted}");
            }
            assert_eq!(published.surplus, published.deficit);
        }
    }
}
