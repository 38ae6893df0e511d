//! Marginal retention m: what a province keeps of one more yuan.
//!
//! ```text
//! m_p = [hands_p(books + nudge) − hands_p(books)] / nudge           hands: see `trial`
//! ```
//! collection: one more yuan collected from those already insured · enrolment: the contributions of one
//! worker more, so that heads move too · certification: what p loses per yuan of pension of one retiree more ·
//! local benefits: what p loses of one yuan more of benefits it grants itself.
//! Governments act on the expectation over their own forecast error of the balance (sd 3 % of expenditure, nine
//! equally likely slices). On collection the expectation is the mean slope of hands between neighbouring slices, so
//! that a threshold somewhere between them (a target, a streak) counts with its chance. The values at the balance itself
//! and on either side of it are kept beside. No clause writes its own.

use super::margin::Margin;
use super::trial::{Nudge, Trial};
use crate::books::Opening;
use crate::geography::{PROVINCES, Province};
use crate::pooling::Facts;
use crate::units::Money;
use rayon::prelude::*;

/// What was measured for one province at one margin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Retention {
    /// Expectation over the forecast error.
    pub expected: f64,
    /// At the balance as it was.
    pub at_balance: f64,
    /// Were the province clearly in surplus (three standard errors above balance).
    pub surplus_side: f64,
    /// Were it clearly in deficit.
    pub deficit_side: f64,
}

/// Midpoints of nine equally likely slices of the standard normal.
const SLICES: [f64; 9] =
    [-1.593_2, -0.967_4, -0.589_5, -0.282_2, 0.0, 0.282_2, 0.589_5, 0.967_4, 1.593_2];
/// The chance of the interval between a midpoint and the next, tails counted with the outermost.
const BETWEEN: [f64; 8] =
    [1.5 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.5 / 9.0];
/// The collection nudge: large against the rounding of a fen, small against any fund.
const YUAN_MORE: Money = Money::from_fen(1_000_000_000);
/// Heads added at the enrolment and certification margins.
const HEADS_MORE: i64 = 1_000;
/// The margins beside collection, whose slope needs a nudge of its own at every slice.
const OTHERS: [Margin; 3] = [Margin::Enrolment, Margin::Certification, Margin::LocalBenefits];

/// Measures all margins of all provinces.
pub fn measure(trial: Trial, nudge: Nudge) -> Vec<[Retention; Margin::COUNT]> {
    (0..PROVINCES)
        .into_par_iter()
        .map(|p| of_province(trial, nudge, Province::from_index(p)))
        .collect()
}

/// What all provinces expect to keep of one more yuan collected: the one margin that Nash play asks again and again.
pub(super) fn collection(trial: Trial, nudge: Nudge) -> [f64; PROVINCES] {
    let kept: Vec<f64> = (0..PROVINCES)
        .into_par_iter()
        .map(|i| {
            let p = Province::from_index(i);
            let spread = Spread::of(trial, nudge, p);
            if spread.is_narrow() {
                return at(trial, nudge, p, Money::ZERO, &[Margin::Collection]).1[0];
            }
            let hands = spread.shifts().map(|shift| at(trial, nudge, p, shift, &[]).0);
            spread.mean_slope(&hands)
        })
        .collect();
    std::array::from_fn(|p| kept[p])
}

/// Where a province stands against the error of its own forecast, yuan.
#[derive(Clone, Copy)]
struct Spread {
    error: f64,
    balance: f64,
}

impl Spread {
    fn of(trial: Trial, nudge: Nudge, p: Province) -> Self {
        let error = trial.opening.benefits[p.index()].yuan() * nudge.forecast_error;
        Self { error, balance: trial.opening.balance(p).yuan() }
    }

    /// Whether the slices lie closer together than the nudge: then the value at the balance is the expectation.
    fn is_narrow(self) -> bool {
        self.error < YUAN_MORE.yuan()
    }

    fn shifts(self) -> [Money; 9] {
        SLICES.map(|z| Money::from_yuan(z * self.error))
    }

    /// To a place clearly in surplus, and to one clearly in deficit.
    fn sides(self) -> [Money; 2] {
        let up = (3.0 * self.error - self.balance).max(0.0);
        let down = (-3.0 * self.error - self.balance).min(0.0);
        [Money::from_yuan(up), Money::from_yuan(down)]
    }

    /// Mean slope of hands between neighbouring slices.
    fn mean_slope(self, hands: &[f64; 9]) -> f64 {
        let shifts = self.shifts();
        let slope = |k: usize| (hands[k + 1] - hands[k]) / (shifts[k + 1] - shifts[k]).yuan();
        BETWEEN.iter().enumerate().map(|(k, chance)| chance * slope(k)).sum()
    }
}

pub(super) fn of_province(trial: Trial, nudge: Nudge, p: Province) -> [Retention; Margin::COUNT] {
    let spread = Spread::of(trial, nudge, p);
    let slices = spread.shifts().map(|shift| {
        let margins: &[Margin] = if shift == Money::ZERO { &Margin::ALL } else { &OTHERS };
        at(trial, nudge, p, shift, margins)
    });
    let [surplus, deficit] = spread.sides().map(|shift| at(trial, nudge, p, shift, &Margin::ALL).1);
    let here = slices[SLICES.len() / 2].1;
    Margin::ALL.map(|margin| {
        let m = margin as usize;
        let mean = || slices.iter().map(|(_, kept)| kept[m]).sum::<f64>() / SLICES.len() as f64;
        let expected = match margin {
            Margin::Collection if spread.is_narrow() => here[m],
            Margin::Collection => spread.mean_slope(&slices.map(|(hands, _)| hands)),
            _ => mean(),
        };
        Retention {
            expected,
            at_balance: here[m],
            surplus_side: surplus[m],
            deficit_side: deficit[m],
        }
    })
}

/// What is in hand when the balance is shifted by the forecast error, and what is kept at some margins.
fn at(
    trial: Trial,
    nudge: Nudge,
    p: Province,
    shift: Money,
    margins: &[Margin],
) -> (f64, [f64; Margin::COUNT]) {
    let i = p.index();
    let mut shifted = trial.opening.clone();
    shifted.contributions[i] += shift;
    let before = trial.hands(nudge, p, trial.facts, shifted.clone());
    let mut kept = [1.0; Margin::COUNT];
    for &margin in margins {
        let mut opening = shifted.clone();
        let mut moved = None;
        let size = apply(margin, i, trial.facts, &mut moved, &mut opening);
        if size == Money::ZERO {
            continue;
        }
        let after = trial.hands(nudge, p, moved.as_ref().unwrap_or(trial.facts), opening);
        let gain = if margin.is_spending() { before - after } else { after - before };
        kept[margin as usize] = gain / size.yuan();
    }
    (before, kept)
}

/// Makes the nudge and says how many yuan it is; the facts are copied only where heads move.
fn apply(
    margin: Margin,
    i: usize,
    facts: &Facts,
    moved: &mut Option<Facts>,
    opening: &mut Opening,
) -> Money {
    match margin {
        Margin::Collection => {
            opening.contributions[i] += YUAN_MORE;
            YUAN_MORE
        }
        Margin::LocalBenefits => {
            opening.benefits[i] += YUAN_MORE;
            YUAN_MORE
        }
        Margin::Enrolment => {
            let more = opening.contributions[i].times_ratio(HEADS_MORE, facts.insured[i]);
            let facts = moved.insert(facts.clone());
            facts.potential[i] += facts.potential[i].times_ratio(HEADS_MORE, facts.insured[i]);
            facts.insured[i] += HEADS_MORE;
            opening.contributions[i] += more;
            more
        }
        Margin::Certification => {
            let more = opening.benefits[i].times_ratio(HEADS_MORE, facts.retirees[i]);
            moved.insert(facts.clone()).retirees[i] += HEADS_MORE;
            opening.benefits[i] += more;
            more
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
