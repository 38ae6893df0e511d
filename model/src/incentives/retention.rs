//! Marginal retention m: what a province keeps of one more yuan.
//!
//! ```text
//! m_p = [hands_p(books + nudge) − hands_p(books)] / nudge
//! hands_p = v · reserve of p − what p's budgets pay
//! ```
//! collection: one more yuan collected from those already insured · enrolment: the contributions of one
//! worker more, so that heads move too · certification: what p loses per yuan of pension of one retiree more.
//! Governments act on the expectation over their own forecast error of the balance (sd 3 % of expenditure);
//! the values at the balance itself and on either side of it are kept beside. No clause writes
//! its own.

use crate::books::{Account, Books, Opening};
use crate::geography::{PROVINCES, Province};
use crate::pooling::{ClauseSpec, Facts, Memory, settle};
use crate::units::Money;
use rayon::prelude::*;

/// The margins on which a province decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Margin {
    /// One more yuan collected from the insured.
    Collection,
    /// One worker more on the register.
    Enrolment,
    /// One retiree more certified.
    Certification,
}

impl Margin {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Collection, Self::Enrolment, Self::Certification];

    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Collection => "collection",
            Self::Enrolment => "enrolment",
            Self::Certification => "certification",
        }
    }
}

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

/// How the nudge is made.
#[derive(Clone, Copy, Debug)]
pub struct Nudge {
    /// Standard deviation of the forecast error, share of expenditure.
    pub forecast_error: f64,
    /// v, the value of a reserve yuan against a general-budget yuan.
    pub reserve_value: f64,
}

/// Midpoints of nine equally likely slices of the standard normal.
const SLICES: [f64; 9] =
    [-1.593_2, -0.967_4, -0.589_5, -0.282_2, 0.0, 0.282_2, 0.589_5, 0.967_4, 1.593_2];
/// The collection nudge: large against the rounding of a fen, small against any fund.
const YUAN_MORE: Money = Money::from_fen(1_000_000_000);
/// Heads added at the enrolment and certification margins.
const HEADS_MORE: i64 = 1_000;

/// The year that is tried again and again.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'a> {
    /// The clauses in force.
    pub clauses: &'a [ClauseSpec],
    /// The facts of the year.
    pub facts: &'a Facts,
    /// What clauses remember.
    pub memory: &'a Memory,
    /// What the year brought.
    pub opening: &'a Opening,
}

/// Measures all margins of all provinces.
pub fn measure(trial: Trial, nudge: Nudge) -> Vec<[Retention; 3]> {
    (0..PROVINCES)
        .into_par_iter()
        .map(|p| of_province(trial, nudge, Province::from_index(p)))
        .collect()
}

fn of_province(trial: Trial, nudge: Nudge, p: Province) -> [Retention; 3] {
    let error = trial.opening.benefits[p.index()].yuan() * nudge.forecast_error;
    let balance = trial.opening.balance(p).yuan();
    let keep = |shift: f64| kept(trial, nudge, p, Money::from_yuan(shift));
    let slices = SLICES.map(|z| keep(z * error));
    let surplus = keep((3.0 * error - balance).max(0.0));
    let deficit = keep((-3.0 * error - balance).min(0.0));
    Margin::ALL.map(|margin| {
        let m = margin as usize;
        Retention {
            expected: slices.iter().map(|kept| kept[m]).sum::<f64>() / SLICES.len() as f64,
            at_balance: slices[SLICES.len() / 2][m],
            surplus_side: surplus[m],
            deficit_side: deficit[m],
        }
    })
}

/// What is kept at each margin when the balance is shifted by the forecast error.
fn kept(trial: Trial, nudge: Nudge, p: Province, shift: Money) -> [f64; 3] {
    let i = p.index();
    let mut opening = trial.opening.clone();
    opening.contributions[i] += shift;
    let before = hands(trial, nudge, p, trial.facts, opening.clone());
    Margin::ALL.map(|margin| {
        let (mut facts, mut opening) = (trial.facts.clone(), opening.clone());
        let size = apply(margin, i, &mut facts, &mut opening);
        if size == Money::ZERO {
            return 1.0;
        }
        let after = hands(trial, nudge, p, &facts, opening);
        let gain = if margin == Margin::Certification { before - after } else { after - before };
        gain / size.yuan()
    })
}

/// Makes the nudge and says how many yuan it is.
fn apply(margin: Margin, i: usize, facts: &mut Facts, opening: &mut Opening) -> Money {
    match margin {
        Margin::Collection => {
            opening.contributions[i] += YUAN_MORE;
            YUAN_MORE
        }
        Margin::Enrolment => {
            let more = opening.contributions[i].times_ratio(HEADS_MORE, facts.insured[i]);
            let potential = facts.potential[i].times_ratio(HEADS_MORE, facts.insured[i]);
            facts.insured[i] += HEADS_MORE;
            facts.potential[i] += potential;
            opening.contributions[i] += more;
            more
        }
        Margin::Certification => {
            let more = opening.benefits[i].times_ratio(HEADS_MORE, facts.retirees[i]);
            facts.retirees[i] += HEADS_MORE;
            opening.benefits[i] += more;
            more
        }
    }
}

fn hands(trial: Trial, nudge: Nudge, p: Province, facts: &Facts, opening: Opening) -> f64 {
    let mut books = Books::open(facts.year, opening, false);
    settle(trial.clauses, facts, &mut trial.memory.clone(), &mut books);
    nudge.reserve_value * books.balance(Account::Fund(p)).yuan()
        + books.balance(Account::Local(p)).yuan()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pooling::{
        AssessedRemittance, CentralBackstop, GapAllocation, PerRetireeAllocation,
        SurplusRemittance, surplus_remittance::Share,
    };
    use crate::units::{Dated, Rate};

    /// Thirty-one provinces with these balances in million yuan, then surpluses of 10 each.
    fn year(balances: &[f64]) -> (Facts, Opening) {
        let (mut facts, mut opening) =
            (Facts { year: 2024, ..Facts::default() }, Opening::default());
        for i in 0..PROVINCES {
            let balance = balances.get(i).copied().unwrap_or(1e4);
            opening.contributions[i] = Money::from_yuan(1e6 * (1e5 + balance));
            opening.benefits[i] = Money::from_yuan(1e11);
            opening.reserves[i] = Money::from_yuan(1e12);
            facts.insured[i] = 10_000_000;
            facts.employed[i] = 10_000_000;
            facts.retirees[i] = 3_000_000;
            facts.average_wage[i] = Money::from_yuan(1e5);
            facts.plan[i] = opening.contributions[i];
        }
        (facts, opening)
    }

    fn keeps(clauses: &[ClauseSpec], balances: &[f64], margin: Margin) -> f64 {
        let (facts, opening) = year(balances);
        let memory = Memory::default();
        let trial = Trial { clauses, facts: &facts, memory: &memory, opening: &opening };
        let nudge = Nudge { forecast_error: 0.0, reserve_value: 1.0 };
        of_province(trial, nudge, Province::from_index(0))[margin as usize].at_balance
    }

    fn pooled(share: Share, cap: f64, plan: f64, local: f64) -> Vec<ClauseSpec> {
        let plan_weight = Rate::percent(plan);
        let (cap, local_share) = (Rate::percent(cap), Rate::percent(local));
        vec![
            ClauseSpec::SurplusRemittance(SurplusRemittance { share, cap, plan_weight }),
            ClauseSpec::GapAllocation(GapAllocation { local_share, plan_weight }),
        ]
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 2e-3, "measured {a}, the closed form says {b}");
    }

    #[test]
    fn alone_a_province_keeps_all() {
        close(keeps(&[], &[10.0], Margin::Collection), 1.0);
    }

    #[test]
    fn adjustment_leaves_collection_alone_but_taxes_enrolment_and_pays_for_retirees() {
        let clauses = [
            ClauseSpec::AssessedRemittance(AssessedRemittance {
                ratio: Dated::constant(Rate::percent(4.5)),
                wage_share: Rate::percent(90.0),
            }),
            ClauseSpec::PerRetireeAllocation(PerRetireeAllocation {}),
        ];
        close(keeps(&clauses, &[10.0], Margin::Collection), 1.0);
        // One worker more pays 11,000 yuan and costs ½ · 4.5 % · 0.9 · 100,000 = 2,025, of which 1/31 returns.
        let contributions = 1e6 * 1.1e5 / 1e7;
        close(
            keeps(&clauses, &[1e4], Margin::Enrolment),
            1.0 - 2025.0 * (30.0 / 31.0) / contributions,
        );
        // One retiree more costs 33,333 yuan and brings Q = 13,500, less what the others lose.
        let quota = 0.045 * 0.9 * 1e5 * 1e7 / 3e6;
        close(
            keeps(&clauses, &[1e4], Margin::Certification),
            1.0 - quota * (30.0 / 31.0) / (1e5 / 3.0),
        );
    }

    #[test]
    fn a_fixed_share_leaves_one_less_the_unplanned_part_of_it() {
        let clauses = pooled(Share::Fixed(Rate::percent(30.0)), 80.0, 40.0, 0.0);
        close(keeps(&clauses, &[1e4], Margin::Collection), 1.0 - 0.3 * 0.6);
    }

    #[test]
    fn under_a_cleared_share_a_large_payer_keeps_more() {
        let clauses = pooled(Share::Cleared, 80.0, 0.0, 0.0);
        // Surpluses: 30,000 and 29 × 10,000; a gap of 80,000 in the second province.
        let (mine, all) = (3e4, 3e4 + 29e4);
        let sigma = 8e4 / all;
        let m = keeps(&clauses, &[mine, -8e4], Margin::Collection);
        close(m, 1.0 - sigma * (1.0 - mine / all));
        let m = keeps(&pooled(Share::Cleared, 80.0, 25.0, 0.0), &[mine, -8e4], Margin::Collection);
        close(m, 1.0 - sigma * 0.75 * (1.0 - mine / all));
    }

    #[test]
    fn at_the_cap_a_surplus_province_keeps_what_the_cap_leaves() {
        let clauses = pooled(Share::Cleared, 80.0, 0.0, 0.0);
        close(keeps(&clauses, &[1e4, -9e5], Margin::Collection), 0.2);
        let clauses = pooled(Share::Cleared, 100.0, 0.0, 0.0);
        // The ordering turns over: the surplus province keeps nothing, and a deficit province keeps what its
        // smaller claim does not lose of a pool that cannot serve all.
        close(keeps(&clauses, &[1e4, -9e5], Margin::Collection), 0.0);
        assert!(keeps(&clauses, &[-9e4, -9e5], Margin::Collection) > 0.5);
    }

    #[test]
    fn a_deficit_filled_by_the_pool_leaves_the_local_and_the_planned_part() {
        let clauses = pooled(Share::Cleared, 80.0, 25.0, 10.0);
        close(keeps(&clauses, &[-1e4], Margin::Collection), 0.1 + 0.9 * 0.25);
    }

    #[test]
    fn where_the_backstop_pays_one_less_its_share_is_kept() {
        let backstop = CentralBackstop::sharing(Rate::percent(70.0));
        let clauses = [ClauseSpec::CentralBackstop(backstop)];
        let m = keeps(&clauses, &[-2e6], Margin::Collection);
        close(m, 0.3);
    }
}
