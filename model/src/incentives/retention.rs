//! Marginal retention m: what a province keeps of one more yuan.
//!
//! ```text
//! m_p = [payoff_p(books + nudge) − payoff_p(books)] / nudge         payoff: see `trial`
//! ```
//! collection: one more yuan collected from those already insured · enrolment: the contributions of one worker more, so
//! that heads move too · certification: what p loses per yuan of pension of one retiree more · local benefits: what p
//! loses of one yuan more of benefits it grants itself. Governments act on the expectation over their own forecast
//! error of the balance (sd 3 % of expenditure, nine equally likely slices). On collection the expectation is the mean
//! slope of payoffs between neighbouring slices, so that a threshold somewhere between them (a target, a streak) counts
//! with its chance. The values at the balance itself and on either side of it are kept beside. No clause writes its
//! own.

use super::change::{Change, YUAN_MORE};
use super::trial::{Nudge, Prepared, Trial, Worker};
use crate::geography::{PROVINCES, Province};
use crate::margin::Margin;
use crate::units::Money;
use rayon::prelude::*;

/// What was measured for one province at one margin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Retention {
    /// Expectation over the forecast error.
    pub expected: f64,
    /// At the balance as it was.
    pub at_balance: f64,
    /// Were the province clearly in surplus (three standard errors above balance). None where the yuan it is measured by
    /// vanish on the way there: a worker more brings nothing to a province that collects nothing.
    pub surplus_side: Option<f64>,
    /// Were it clearly in deficit; none alike.
    pub deficit_side: Option<f64>,
}

/// Midpoints of nine equally likely slices of the standard normal.
const SLICES: [f64; 9] = [-1.593_2, -0.967_4, -0.589_5, -0.282_2, 0.0, 0.282_2, 0.589_5, 0.967_4, 1.593_2];
/// The chance of the interval between a midpoint and the next, tails counted with the outermost.
const BETWEEN: [f64; 8] = [1.5 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.5 / 9.0];

/// The least part of a nudge at the balance that one on either side may have, one over this many.
const LEAST: i64 = 10;

/// How much of a year is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Every column of the tables.
    #[default]
    Tables,
    /// What accounts show and governments answer: the expectation at every margin that somebody answers, and at
    /// collection, the rest being zero; and nothing of birth cohorts.
    Response,
}

/// Measures all margins of all provinces.
pub fn measure(trial: Trial, nudge: Nudge) -> Vec<[Retention; Margin::COUNT]> {
    each_province(trial, nudge, of_province)
}

/// Measures what is expected at all margins of all provinces, or at collection alone.
pub(crate) fn expected(trial: Trial, nudge: Nudge, others: bool) -> Vec<[Retention; Margin::COUNT]> {
    let margins = if others { &Margin::OTHERS[..] } else { &[] };
    each_province(trial, nudge, |worker, p| {
        let spread = Spread::of(trial, nudge, p);
        let narrow = spread.is_narrow();
        let of_slice = |shift: Money| {
            let at_balance = shift == Money::ZERO && narrow;
            at(worker, p, shift, if at_balance { &Margin::ALL } else { margins })
        };
        let slices = spread.shifts().map(of_slice);
        let only = |expected| Retention { expected, ..Retention::default() };
        let mut kept = [Retention::default(); Margin::COUNT];
        for &margin in [Margin::Collection].iter().chain(margins) {
            kept[margin as usize] = only(spread.expected(margin, &slices));
        }
        kept
    })
}

/// What all provinces expect to keep of one more yuan collected: the one margin that Nash play asks again and again.
pub(super) fn collection(trial: Trial, nudge: Nudge) -> [f64; PROVINCES] {
    let kept = each_province(trial, nudge, |worker, p| {
        let spread = Spread::of(trial, nudge, p);
        if spread.is_narrow() {
            return at(worker, p, Money::ZERO, &[Margin::Collection]).kept[0];
        }
        spread.mean_slope(&spread.shifts().map(|shift| worker.payoff(p, Change::collected(shift))))
    });
    std::array::from_fn(|p| kept[p])
}

/// The same measurement in every province, in parallel; every trial starts from the year as it was.
fn each_province<T: Send>(
    trial: Trial,
    nudge: Nudge,
    measured: impl Fn(&mut Worker, Province) -> T + Sync + Send,
) -> Vec<T> {
    let shared = Prepared::new(trial, nudge);
    if trial.clauses.iter().any(|spec| spec.clause().at_once()) {
        return Worker::at_once(&shared, measured);
    }
    let provinces = (0..PROVINCES).into_par_iter().map(Province::from_index);
    provinces.map_init(|| Worker::new(&shared), measured).collect()
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

    /// The expectation over the slices.
    fn expected(self, margin: Margin, slices: &[Shifted; 9]) -> f64 {
        let m = margin as usize;
        match margin {
            Margin::Collection if self.is_narrow() => slices[SLICES.len() / 2].kept[m],
            Margin::Collection => self.mean_slope(&slices.map(|slice| slice.payoff)),
            _ => slices.iter().map(|slice| slice.kept[m]).sum::<f64>() / SLICES.len() as f64,
        }
    }

    /// Mean slope of payoffs between neighbouring slices.
    fn mean_slope(self, payoffs: &[f64; 9]) -> f64 {
        let shifts = self.shifts();
        let slope = |k: usize| (payoffs[k + 1] - payoffs[k]) / (shifts[k + 1] - shifts[k]).yuan();
        BETWEEN.iter().enumerate().map(|(k, chance)| chance * slope(k)).sum()
    }
}

fn of_province(worker: &mut Worker, p: Province) -> [Retention; Margin::COUNT] {
    let spread = Spread::of(worker.shared.trial, worker.shared.nudge, p);
    let slices = spread.shifts().map(|shift| {
        // The slope of collection lies between the slices and needs no nudge at each.
        let margins = if shift == Money::ZERO { &Margin::ALL[..] } else { &Margin::OTHERS };
        at(worker, p, shift, margins)
    });
    let here = slices[SLICES.len() / 2].kept;
    // A province that is clearly in surplus, or in deficit, is measured there already.
    let mut side = |shift| if shift == Money::ZERO { here } else { at(worker, p, shift, &Margin::ALL).kept };
    let sides = spread.sides();
    let kept = sides.map(&mut side);
    let Trial { facts, opening, .. } = worker.shared.trial;
    Margin::ALL.map(|margin| {
        let (m, expected) = (margin as usize, spread.expected(margin, &slices));
        let size = |shift| Change::at(margin, facts, opening, p, shift).size().fen();
        let of_side = |side: usize| (size(sides[side]) >= size(Money::ZERO) / LEAST).then_some(kept[side][m]);
        Retention { expected, at_balance: here[m], surplus_side: of_side(0), deficit_side: of_side(1) }
    })
}

/// A province whose balance is shifted by its forecast error.
#[derive(Clone, Copy)]
struct Shifted {
    payoff: f64,
    kept: [f64; Margin::COUNT],
}

/// Measures what is kept at some margins; at the others it stands at one.
fn at(worker: &mut Worker, p: Province, shift: Money, margins: &[Margin]) -> Shifted {
    let Trial { facts, opening, .. } = worker.shared.trial;
    let payoff = worker.payoff(p, Change::collected(shift));
    let mut kept = [1.0; Margin::COUNT];
    for &margin in margins {
        let nudge = Change::at(margin, facts, opening, p, shift);
        if nudge.size() == Money::ZERO {
            continue;
        }
        let after = worker.payoff(p, nudge.shifted(shift));
        let gain = if margin.is_spending() { payoff - after } else { after - payoff };
        kept[margin as usize] = gain / nudge.size().yuan();
    }
    Shifted { payoff, kept }
}

#[cfg(test)]
pub(super) mod tests;
