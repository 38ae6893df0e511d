//! Targets of effort: replies to what is kept and to what the other provinces do.
//!
//! ```text
//! (1 + δ)·e^(1/ε) = v·m + δ − φ·(e − ē_p)          ē_p: the others' mean effort, weighted by contributions
//! ```
//! Firms move to where less is collected, so collecting harder than the others costs φ; replies slope up. With φ = 0
//! this is the best response of [`super::response`]. *Myopic*: the others' effort, and what it left, is that of the
//! year. *Nash*: every target answers the others' targets. They are found by trying the year again with contributions
//! scaled to the targets, half of the way each round, from the effort of the year: where a province near balance has
//! two answers, the nearer one is played.
//!
//! Left out: distance between provinces; that losing firms costs less where the pool insures the base.

use super::mode::ResponseMode;
use super::response::{Curve, Response};
use super::retention::collection;
use super::trial::{Nudge, Trial};
use crate::bisection::bisect;
use crate::books::Opening;
use crate::geography::{PROVINCES, Province};
use crate::units::Money;

/// Rounds of play after which the targets are taken as they are.
const ROUNDS: usize = 40;
/// Targets that move by less than this have settled.
const SETTLED: f64 = 1e-5;
/// The part of the way to the reply that a round goes.
const STEP: f64 = 0.5;

/// What the governments of a world see when they choose.
#[derive(Clone, Copy, Debug)]
pub struct Outlook<'a> {
    /// The year that was settled.
    pub trial: Trial<'a>,
    /// How its retention is measured.
    pub nudge: Nudge,
    /// What each expected to keep of one more yuan collected.
    pub kept: &'a [f64; PROVINCES],
    /// Effort of the year.
    pub effort: &'a [f64; PROVINCES],
    /// Who belongs to the provinces in surplus.
    pub surplus: &'a [bool; PROVINCES],
}

/// The effort that every province moves to.
pub fn targets(outlook: Outlook, mode: ResponseMode, response: &Response) -> [f64; PROVINCES] {
    let myopic = |kept: &[f64; PROVINCES], opening: &Opening, played: &[f64; PROVINCES]| {
        let replies: [f64; PROVINCES] = std::array::from_fn(|i| {
            let curve = response.collection(mode, outlook.surplus[i]);
            let worth = kept[i] * response.valuation.at(gap(opening, i));
            let rivals = || mean_of_others(i, opening, played);
            reply(curve, worth, response, rivals)
        });
        replies
    };
    if !mode.within_the_year() {
        return myopic(outlook.kept, outlook.trial.opening, outlook.effort);
    }
    let mut played = *outlook.effort;
    for _ in 0..ROUNDS {
        let opening = scaled(outlook.trial.opening, outlook.effort, &played);
        let trial = Trial { opening: &opening, ..outlook.trial };
        let replies = myopic(&collection(trial, outlook.nudge), &opening, &played);
        let mut moved = 0.0f64;
        for (effort, reply) in played.iter_mut().zip(replies) {
            let step = STEP * (reply - *effort);
            *effort += step;
            moved = moved.max(step.abs());
        }
        if moved < SETTLED {
            break;
        }
    }
    played
}

/// The effort that solves the first-order condition; its closed form where rivals do not matter.
fn reply(curve: Curve, worth: f64, response: &Response, rivals: impl Fn() -> f64) -> f64 {
    if response.rivalry == 0.0 || curve.curvature <= 0.0 {
        return curve.effort(worth).min(response.most);
    }
    let others = rivals();
    let excess = |effort: f64| {
        let cost = (1.0 + curve.duty) * libm::pow(effort, 1.0 / curve.curvature);
        cost + response.rivalry * (effort - others) - worth - curve.duty
    };
    if excess(response.most) <= 0.0 {
        return response.most;
    }
    bisect([0.0, response.most], 60, |effort| excess(effort) > 0.0)
}

/// The current deficit, share of expenditure.
fn gap(opening: &Opening, i: usize) -> f64 {
    let spent = opening.benefits[i].yuan();
    if spent > 0.0 { -opening.balance(Province::from_index(i)).yuan() / spent } else { 0.0 }
}

fn mean_of_others(i: usize, opening: &Opening, played: &[f64; PROVINCES]) -> f64 {
    let (mut all, mut sum) = (0.0, 0.0);
    for (j, (collected, effort)) in opening.contributions.iter().zip(played).enumerate() {
        if j != i {
            all += collected.yuan();
            sum += collected.yuan() * effort;
        }
    }
    if all > 0.0 { sum / all } else { played[i] }
}

/// What the year would have brought at another effort.
fn scaled(opening: &Opening, from: &[f64; PROVINCES], to: &[f64; PROVINCES]) -> Opening {
    let mut opening = opening.clone();
    for (i, collected) in opening.contributions.iter_mut().enumerate() {
        if from[i] > 0.0 {
            *collected = Money::from_yuan(collected.yuan() * to[i] / from[i]);
        }
    }
    opening
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Books;
    use crate::incentives::response::Valuation;
    use crate::incentives::retention::tests::{Year, pooled, year};
    use crate::pooling::surplus_remittance::Share;
    use crate::pooling::{Clause, ClauseSpec, Facts, ForeignClause, Memory};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    const NUDGE: Nudge = Nudge { forecast_error: 0.03, reserve_value: 1.0, discount: 0.9, ratchet: 1.0 };

    struct Played {
        targets: [f64; PROVINCES],
        kept: [f64; PROVINCES],
    }

    /// National pooling, from this effort of all.
    fn play(year: &Year, response: &Response, mode: ResponseMode, effort: &[f64; 31]) -> Played {
        let clauses = pooled(Share::Cleared, 80.0, 0.0, 0.0);
        let trial = year.under(&clauses);
        let (kept, surplus) = (collection(trial, NUDGE), [true; PROVINCES]);
        let outlook = Outlook { trial, nudge: NUDGE, kept: &kept, effort, surplus: &surplus };
        Played { targets: targets(outlook, mode, response), kept }
    }

    #[test]
    fn replies_slope_up_in_what_rivals_do() {
        let response = Response { rivalry: 0.5, ..Response::simple(0.1, 0.2) };
        let of = |others: f64| reply(Curve { curvature: 0.1, duty: 0.2 }, 0.7, &response, || others);
        assert!(of(0.8) < of(0.9) && of(0.9) < of(1.0), "{} {}", of(0.8), of(1.0));
        let alone = Curve { curvature: 0.1, duty: 0.2 }.effort(0.7);
        // Among equals rivalry costs nothing at the margin.
        assert!((of(alone) - alone).abs() < 1e-9);
    }

    /// A group that does not respond to what it keeps does not respond to rivals either, however dear they are, though
    /// 2 · (e − 0.2) = 0.5 + 0.2 at an effort of 0.55.
    #[test]
    fn who_does_not_respond_has_no_rivals() {
        let response = Response { rivalry: 2.0, ..Response::simple(0.1, 0.2) };
        let rigid = Curve { curvature: 0.0, duty: 0.2 };
        assert!((reply(rigid, 0.5, &response, || 0.2) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn without_rivals_the_myopic_target_is_the_closed_form() {
        let year = year(&[3e4, -8e4]);
        let response = Response::simple(0.1, 0.2);
        let played = play(&year, &response, ResponseMode::Responding, &[1.0; PROVINCES]);
        for (target, m) in played.targets.iter().zip(played.kept) {
            assert!((target - response.collection[1][0].surplus.effort(m)).abs() < 1e-12);
        }
    }

    /// With a reserve yuan worth half as much, half of what is kept counts.
    #[test]
    fn a_target_answers_what_is_kept_times_its_value() {
        let year = year(&[3e4, -8e4]);
        let valuation = Valuation { low: 0.5, high: 0.5, scale: 1.0 };
        let response = Response { valuation, ..Response::simple(0.1, 0.2) };
        let played = play(&year, &response, ResponseMode::Responding, &[1.0; PROVINCES]);
        for (target, m) in played.targets.iter().zip(played.kept) {
            assert!((target - response.collection[1][0].surplus.effort(0.5 * m)).abs() < 1e-12);
        }
    }

    /// From 0.8 to 0.4 half is collected; of no effort nothing can be told, and what was collected stands.
    #[test]
    fn collection_is_scaled_to_another_effort() {
        let mut opening = Opening::default();
        opening.contributions[..2].fill(Money::from_yuan(100.0));
        let mut from = [0.8; PROVINCES];
        from[1] = 0.0;
        let collected = scaled(&opening, &from, &[0.4; PROVINCES]).contributions;
        assert_eq!(collected[..2], [50.0, 100.0].map(Money::from_yuan));
    }

    /// Spent are 200, 50 more than what came in.
    #[test]
    fn a_gap_is_the_deficit_as_a_share_of_what_is_spent() {
        let mut opening = Opening::default();
        opening.contributions[0] = Money::from_yuan(150.0);
        opening.benefits[0] = Money::from_yuan(200.0);
        assert!((gap(&opening, 0) - 0.25).abs() < 1e-12);
        assert!(gap(&opening, 1).abs() < 1e-12, "nothing is spent");
    }

    /// (100 · 1 + 300 · 0.5) / 400 = 0.625 of the others; alone there is nobody but oneself.
    #[test]
    fn others_count_by_what_they_collect() {
        let mut opening = Opening::default();
        let mut played = [0.9; PROVINCES];
        for (i, (collected, effort)) in [(100.0, 1.0), (300.0, 0.5), (700.0, 0.8)].into_iter().enumerate() {
            (opening.contributions[i], played[i]) = (Money::from_yuan(collected), effort);
        }
        assert!((mean_of_others(2, &opening, &played) - 0.625).abs() < 1e-12);
        assert!((mean_of_others(5, &Opening::default(), &played) - 0.9).abs() < 1e-12);
    }

    /// A rule that moves nothing and counts how often it is asked.
    #[derive(Debug, Default)]
    struct Counting(AtomicUsize);

    impl Clause for Counting {
        fn settle(&self, _facts: &Facts, _memory: &mut Memory, _books: &mut Books) {
            self.0.fetch_add(1, Relaxed);
        }
    }

    /// Where all is kept, a round after full effort moves nobody, so that the year is tried for one round.
    #[test]
    fn play_ends_with_the_round_that_moves_nobody() {
        let rule = Arc::new(Counting::default());
        let clauses = [ClauseSpec::Foreign(ForeignClause { name: "counting", rule: rule.clone() })];
        let (year, effort) = (year(&[]), [1.0; PROVINCES]);
        let trial = year.under(&clauses);
        let kept = collection(trial, NUDGE);
        let asked = rule.0.load(Relaxed);
        let outlook = Outlook { trial, nudge: NUDGE, kept: &kept, effort: &effort, surplus: &[true; PROVINCES] };
        targets(outlook, ResponseMode::Nash, &Response::simple(0.1, 0.2));
        assert_eq!(rule.0.load(Relaxed), 2 * asked);
    }

    /// At the fixed point nobody would reply otherwise to the year that the targets would have made.
    #[test]
    fn nash_targets_answer_one_another() {
        let full = [1.0; PROVINCES];
        let mut year = year(&[3e4, -8e4, 500.0, -500.0]);
        let opening = year.opening.clone();
        for rivalry in [0.0, 0.3] {
            let response = Response { rivalry, ..Response::simple(0.1, 0.2) };
            year.opening.clone_from(&opening);
            let nash = play(&year, &response, ResponseMode::Nash, &full).targets;
            let myopic = play(&year, &response, ResponseMode::Responding, &full).targets;
            year.opening = scaled(&opening, &full, &nash);
            let replies = play(&year, &response, ResponseMode::Responding, &nash).targets;
            for (target, reply) in nash.iter().zip(replies) {
                assert!((target - reply).abs() < 1e-4, "{target} {reply}");
            }
            // Myopic provinces do not foresee that the others slacken, too.
            assert!(nash[4] < myopic[4], "{} {}", nash[4], myopic[4]);
        }
    }
}
