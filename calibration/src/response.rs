//! Curvature and duty of the response, from the published effects and the model's own retention of 2022–24.
//!
//! ```text
//! mean over provinces in surplus of c₁·(1 − [(m̄ + δ)/(1 + δ)]^ε) = λ · 1.53 points, in deficit λ · 10.3
//! ```
//! m̄ is what a province kept on average in 2022–24. Groups are those of the published accounts of 2024 (20 in surplus,
//! 11 in deficit), before transfers: no published account of an earlier year parts the provinces, and what a simulated
//! year says of those near balance is its own error. λ is the scale of the response, estimated elsewhere (see
//! `effort.scale`); it leaves the severe setting alone, which is the effect of full pooling as published. One (ε, δ) for all meets the published ordering; the reverse
//! ordering swaps the two effects and takes that δ, with an ε for each group, since no single curve lets those lose
//! more who keep more. Mild: a part of both effects. Severe: the effect of full pooling where nothing is kept. Where no
//! single curve meets the effects (an experiment may change them), each group has its own ε here, too.
//!
//! Left out: that other settings change retention a little; it is that of the central, published world.

use crate::data::table;
use crate::parameters::Parameters;
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::{Curves, Effect, EffectSize, Ordering};

/// The curves of collection by setting and ordering.
pub type ResponseCurves = [[Curves; Ordering::COUNT]; EffectSize::COUNT];

/// The parameters the curves are solved from.
pub const EFFECTS: [&str; 6] = [
    "effort.scale",
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
    /// Who is in surplus in the published accounts of 2024.
    pub surplus: [bool; PROVINCES],
}

/// Who is in surplus before transfers in the published accounts of 2024: both funds, of which the public sector's is
/// taken to be balanced.
pub fn surplus_group() -> [bool; PROVINCES] {
    let column = |name: &str| table("pension_province").by_province(&[("year", "2024")], name);
    let (revenue, expenditure) = (column("revenue"), column("expenditure"));
    std::array::from_fn(|p| revenue[p] >= expenditure[p])
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

/// An effect that no curve has at what provinces kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unreached {
    /// Of the provinces in surplus, or of those in deficit.
    pub surplus: bool,
    /// The fall that was asked for, relative to the base rate.
    pub asked: f64,
    /// The fall of the curve that is left.
    pub found: f64,
}

/// The first effect of a setting and ordering that these curves miss, though they were solved for it.
pub fn unreached(
    parameters: &Parameters,
    observed: &Observed,
    curves: &ResponseCurves,
    (setting, ordering): (EffectSize, Ordering),
) -> Option<Unreached> {
    let (small, large) = effects(parameters, setting);
    let asked = if ordering == Ordering::Reverse { [large, small] } else { [small, large] };
    let own = &curves[setting as usize][ordering as usize];
    let nothing = setting == EffectSize::Severe && ordering != Ordering::Reverse;
    [true, false].into_iter().zip(asked).find_map(|(surplus, asked)| {
        let kept = if nothing && !surplus { vec![0.0] } else { observed.group(surplus) };
        let found = own.of(surplus).mean_fall(&kept);
        ((found - asked).abs() > TOLERANCE).then_some(Unreached { surplus, asked, found })
    })
}

/// A thousandth of the base rate is less than what is published.
const TOLERANCE: f64 = 1e-3;

const fn of(kept: &[f64], fall: f64) -> Effect<'_> {
    Effect { kept, fall }
}

/// The smaller and the larger effect of a setting, relative to the base rate.
pub(crate) fn effects(parameters: &Parameters, setting: EffectSize) -> (f64, f64) {
    let in_force = parameters.in_january(2022);
    let base = in_force.value("effort.base_rate");
    let effect = |name: &str, scale: f64| scale * in_force.value(name) / base;
    let both = |scale: f64| (effect("effort.surplus_effect", scale), effect("effort.deficit_effect", scale));
    let scale = in_force.value("effort.scale");
    match setting {
        EffectSize::Mild => both(in_force.value("effort.mild_share") * scale),
        EffectSize::Central => both(scale),
        EffectSize::Severe => (both(1.0).0, effect("effort.full_pooling_effect", 1.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fitted::Fitted;
    use fastox_model::geography::Province;

    fn mean_fall(curves: &Curves, surplus: bool, kept: &[f64]) -> f64 {
        curves.of(surplus).mean_fall(kept)
    }

    /// 浙江 and 广东 are in surplus, 辽宁 and 湖北 in deficit.
    #[test]
    fn eleven_provinces_are_in_deficit_in_the_published_accounts() {
        let surplus = surplus_group();
        assert_eq!(surplus.iter().filter(|s| !**s).count(), 11);
        let at = |code: u8| surplus[Province::from_code(code).expect("a province").index()];
        assert!(at(33) && at(44) && !at(21) && !at(42));
    }

    /// At half the scale central falls by half, the severe setting by as much as published.
    #[test]
    fn the_scale_moves_the_published_effects_and_not_the_severe_setting() {
        let mut parameters = Parameters::embedded();
        let mut at = |scale: &str| {
            parameters.set(&format!("effort.scale={scale}")).expect("a scale");
            EffectSize::ALL.map(|setting| effects(&parameters, setting))
        };
        let ([_, whole, severe], [_, half, still]) = (at("100 %"), at("50 %"));
        assert!((half.1 / whole.1 - 0.5).abs() < 1e-12 && (whole.0 - 0.0153 / 0.7).abs() < 1e-12);
        assert!((severe.0 - still.0).abs() < 1e-12 && (severe.1 - 0.23).abs() < 1e-12);
    }

    /// 40 points of 30 cannot be lost; every end of a range alone can.
    #[test]
    fn an_effect_beyond_the_base_rate_is_not_reached() {
        let missed = |changes: &[String]| {
            let mut parameters = Parameters::embedded();
            for change in changes {
                parameters.set(change).expect("a change");
            }
            let (fitted, observed) = (Fitted::shipped(), Fitted::shipped().observed());
            let curves = solve(&parameters, &observed, &fitted.response);
            let both =
                |setting| Ordering::ALL.map(|ordering| unreached(&parameters, &observed, &curves, (setting, ordering)));
            EffectSize::ALL.into_iter().flat_map(both).flatten().next()
        };
        let low = ["effort.base_rate=30 %", "effort.scale=100 %", "effort.deficit_effect=40 points"].map(str::to_owned);
        let missing = missed(&low).expect("four thirds of all");
        assert!(!missing.surplus && (missing.asked - 4.0 / 3.0).abs() < 1e-12, "{missing:?}");
        let parameters = Parameters::embedded();
        for name in EFFECTS {
            let (low, high) = parameters.get(name).expect("a parameter").range;
            for end in [low, high] {
                let change = format!("{name}={}", parameters.get(name).expect("a parameter").display(end));
                assert_eq!(missed(std::slice::from_ref(&change)), None, "{change}");
            }
        }
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
