//! Every closed form, on thirty-one invented provinces.

use super::*;
use crate::books::{Books, Opening};
use crate::pooling::{
    AssessedRemittance, CentralBackstop, Clause, ClauseSpec, EffortReward, Facts, ForeignClause, GapAllocation, Memory,
    PerRetireeAllocation, ReserveAlarm, SurplusRemittance, TransferClawback, UnifiedCollection,
    central_backstop::{Payer, Payers},
    surplus_remittance::Share,
};
use crate::units::{Dated, Rate};
use std::sync::Arc;

mod expected;

/// A year to be tried.
pub(in crate::incentives) struct Year {
    pub facts: Facts,
    pub opening: Opening,
    pub memory: Memory,
}

impl Year {
    pub fn under<'a>(&'a self, clauses: &'a [ClauseSpec]) -> Trial<'a> {
        let Self { facts, opening, memory } = self;
        Trial { clauses, facts, memory, opening, plan_growth: 0.05 }
    }
}

/// Thirty-one provinces with these balances in million yuan, then surpluses of 10,000 each.
pub(in crate::incentives) fn year(balances: &[f64]) -> Year {
    let (mut facts, mut opening) = (Facts { year: 2024, ..Facts::default() }, Opening::default());
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
    Year { facts, opening, memory: Memory::default() }
}

/// National pooling with these shares in percent; the pool goes first.
pub(in crate::incentives) fn pooled(share: Share, cap: f64, plan: f64, local: f64) -> Vec<ClauseSpec> {
    let plan_weight = Rate::percent(plan);
    let (cap, local_share) = (Rate::percent(cap), Rate::percent(local));
    vec![
        ClauseSpec::SurplusRemittance(SurplusRemittance {
            share,
            cap,
            plan_weight,
            assessed_interest: Rate::ONE,
            assessed_local_subsidy: Rate::ONE,
            assessed_deferral: Rate::ZERO,
        }),
        ClauseSpec::GapAllocation(GapAllocation { local_share, plan_weight, ..GapAllocation::default() }),
    ]
}

/// Without forecast error, and with a plan that does not remember.
const NUDGE: Nudge = Nudge { forecast_error: 0.0, reserve_value: 1.0, discount: 0.9, ratchet: 0.0 };

fn measured(clauses: &[ClauseSpec], year: &Year, nudge: Nudge) -> [Retention; Margin::COUNT] {
    measure(year.under(clauses), nudge)[0]
}

fn keeps(clauses: &[ClauseSpec], balances: &[f64], margin: Margin) -> f64 {
    measured(clauses, &year(balances), NUDGE)[margin as usize].at_balance
}

fn collects(clauses: &[ClauseSpec], balances: &[f64]) -> f64 {
    keeps(clauses, balances, Margin::Collection)
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 2e-3, "measured {a}, the closed form says {b}");
}

fn adjustment() -> [ClauseSpec; 2] {
    [
        ClauseSpec::AssessedRemittance(AssessedRemittance {
            ratio: Dated::constant(Rate::percent(4.5)),
            wage_share: Dated::constant(Rate::percent(90.0)),
        }),
        ClauseSpec::PerRetireeAllocation(PerRetireeAllocation {}),
    ]
}

fn backstop(centre: f64, order: &[Payer]) -> ClauseSpec {
    let order = Payers::try_from(order.to_vec()).expect("nobody stands twice");
    let sharing = CentralBackstop::sharing(Rate::percent(centre));
    ClauseSpec::CentralBackstop(CentralBackstop { order, ..sharing })
}

#[test]
fn alone_a_province_keeps_all_at_every_margin() {
    for margin in Margin::ALL {
        close(keeps(&[], &[10.0], margin), 1.0);
        close(keeps(&[], &[-10.0], margin), 1.0);
        // Of a reserve that is worth half a yuan of the budget, half.
        let half = Nudge { reserve_value: 0.5, ..NUDGE };
        close(measured(&[], &year(&[10.0]), half)[margin as usize].at_balance, 0.5);
    }
}

#[test]
fn adjustment_leaves_collection_alone_but_taxes_enrolment_and_pays_for_retirees() {
    close(collects(&adjustment(), &[10.0]), 1.0);
    // One worker more pays 11,000 yuan and costs ½ · 4.5 % · 0.9 · 100,000 = 2,025, of which 1/31 returns.
    let contributions = 1e6 * 1.1e5 / 1e7;
    let enrolment = keeps(&adjustment(), &[1e4], Margin::Enrolment);
    close(enrolment, 1.0 - 2025.0 * (30.0 / 31.0) / contributions);
    // One retiree more costs 33,333 yuan and brings Q = 13,500, less what the others lose.
    let quota = 0.045 * 0.9 * 1e5 * 1e7 / 3e6;
    let certification = keeps(&adjustment(), &[1e4], Margin::Certification);
    close(certification, 1.0 - quota * (30.0 / 31.0) / (1e5 / 3.0));
    close(keeps(&adjustment(), &[1e4], Margin::LocalBenefits), 1.0);
}

/// The wage of all urban units in 2021, rounded: between 106,837 yuan in non-private and 62,884 in private ones.
const WAGE: f64 = 88_000.0;

/// 2021: ratio 4.5 %; a floor worker pays 24 % of 60 % of the wage; 0.78 employed and 0.377 retired per insured.
#[test]
fn adjustment_taxes_a_floor_worker_by_a_seventh_and_pays_some_thousands_a_retiree() {
    let mut year = year(&[]);
    let Year { facts, opening, .. } = &mut year;
    for i in 0..PROVINCES {
        facts.year = 2021;
        facts.average_wage[i] = Money::from_yuan(WAGE);
        facts.insured[i] = 10_000_000;
        facts.employed[i] = 7_800_000;
        facts.retirees[i] = 3_770_000;
        opening.contributions[i] = Money::from_yuan(0.24 * 0.6 * WAGE * 1e7);
        opening.benefits[i] = Money::from_yuan(36_000.0 * 3.77e6);
    }
    let kept = measured(&adjustment(), &year, NUDGE);
    let tax = 1.0 - kept[Margin::Enrolment as usize].at_balance;
    assert!((0.13..0.145).contains(&tax), "{tax} of the contribution");
    let subsidy = (1.0 - kept[Margin::Certification as usize].at_balance) * 36_000.0;
    assert!((6_000.0..=8_500.0).contains(&subsidy), "{subsidy} yuan a year");
}

#[test]
fn a_fixed_share_leaves_one_less_the_unplanned_part_of_it() {
    for (sigma, plan) in [(30.0, 0.0), (30.0, 40.0), (80.0, 100.0)] {
        let clauses = pooled(Share::Fixed(Rate::percent(sigma)), 80.0, plan, 0.0);
        close(collects(&clauses, &[1e4]), 1.0 - sigma / 100.0 * (1.0 - plan / 100.0));
    }
}

#[test]
fn under_a_cleared_share_a_large_payer_keeps_more() {
    // Surpluses: 30,000 and 29 × 10,000; a gap of 80,000 in the second province.
    let (mine, all) = (3e4, 3e4 + 29e4);
    let sigma = 8e4 / all;
    for plan in [0.0, 25.0] {
        let clauses = pooled(Share::Cleared, 80.0, plan, 0.0);
        let unplanned = 1.0 - plan / 100.0;
        let m = collects(&clauses, &[mine, -8e4]);
        close(m, 1.0 - sigma * unplanned * (1.0 - mine / all));
        let small = collects(&clauses, &[100.0, -8e4]);
        assert!(small < m, "{small} {m}");
    }
}

#[test]
fn at_the_cap_a_surplus_province_keeps_what_the_cap_leaves() {
    for (cap, plan) in [(80.0, 0.0), (80.0, 50.0), (100.0, 0.0)] {
        let clauses = pooled(Share::Cleared, cap, plan, 0.0);
        close(collects(&clauses, &[1e4, -9e5]), 1.0 - cap / 100.0 * (1.0 - plan / 100.0));
    }
}

/// Below the cap the province in surplus keeps more than the one in deficit; when gaps exceed surpluses the order turns
/// over: a claim that is met only in part leaves the deficit province what its smaller claim does not lose.
#[test]
fn the_order_turns_over_at_the_cap() {
    let clauses = pooled(Share::Cleared, 100.0, 0.0, 0.0);
    let below = (collects(&clauses, &[1e4, -9e4]), collects(&clauses, &[-9e4]));
    assert!(below.0 > 0.6 && below.1 < 0.01, "{below:?}");
    let at_cap = (collects(&clauses, &[1e4, -9e5]), collects(&clauses, &[-9e4, -9e5]));
    assert!(at_cap.0 < 0.01 && at_cap.1 > 0.5, "{at_cap:?}");
    // If the centre pays the rest, a deficit province keeps nothing again.
    let mut covered = clauses;
    covered.push(backstop(100.0, &[]));
    close(collects(&covered, &[-9e4, -9e5]), 0.0);
}

#[test]
fn a_deficit_filled_by_the_pool_leaves_the_local_and_the_planned_part() {
    for (local, plan) in [(0.0, 0.0), (10.0, 0.0), (10.0, 25.0), (0.0, 100.0)] {
        let clauses = pooled(Share::Cleared, 80.0, plan, local);
        let kept = local / 100.0 + (1.0 - local / 100.0) * plan / 100.0;
        close(collects(&clauses, &[-1e4]), kept);
    }
}

/// Nothing of a deficit is the province's own, so neither is a worker, a retiree or a local benefit more.
#[test]
fn where_the_pool_fills_the_gap_no_margin_is_the_provinces_own() {
    let clauses = pooled(Share::Cleared, 80.0, 0.0, 0.0);
    for margin in Margin::ALL {
        close(keeps(&clauses, &[-1e4], margin), 0.0);
    }
}

#[test]
fn who_pays_a_gap_first_decides_what_is_kept() {
    let mut clauses = pooled(Share::Cleared, 80.0, 0.0, 0.0);
    clauses[1] = backstop(50.0, &[Payer::OwnReserve, Payer::Pool]);
    close(collects(&clauses, &[-1e4]), 1.0);
    clauses[1] = backstop(50.0, &[Payer::Pool, Payer::OwnReserve]);
    close(collects(&clauses, &[-1e4]), 0.0);
    // Local budget or centre: what the backstop's centre share leaves.
    for centre in [0.0, 70.0] {
        close(collects(&[backstop(centre, &[])], &[-1e4]), 1.0 - centre / 100.0);
    }
    // As long as its reserve lasts, a province pays for itself.
    close(collects(&[backstop(70.0, &[Payer::OwnReserve])], &[-1e4]), 1.0);
    close(collects(&[backstop(70.0, &[Payer::OwnReserve])], &[-2e6]), 0.3);
}

/// A plan made from last year's collection takes back next year what it spared this year.
#[test]
fn the_ratchet_of_the_plan_takes_back_what_the_plan_spares() {
    let clauses = pooled(Share::Fixed(Rate::percent(30.0)), 80.0, 40.0, 0.0);
    for (ratchet, discount) in [(0.0, 0.9), (0.5, 0.9), (1.0, 0.9), (1.0, 0.0)] {
        let nudge = Nudge { discount, ratchet, ..NUDGE };
        let m = measured(&clauses, &year(&[1e4]), nudge)[0].at_balance;
        let later = discount * ratchet * 1.05;
        close(m, 1.0 - 0.3 * (1.0 - 0.4) - later * 0.3 * 0.4);
    }
    // Where the plan has no weight there is nothing to remember.
    let clauses = pooled(Share::Fixed(Rate::percent(30.0)), 80.0, 0.0, 0.0);
    close(measured(&clauses, &year(&[1e4]), Nudge { ratchet: 1.0, ..NUDGE })[0].at_balance, 0.7);
}

/// On the knife's edge half of the slices are in surplus; far from it all are on one side.
#[test]
fn governments_act_on_the_expectation_over_their_forecast_error() {
    let clauses = pooled(Share::Fixed(Rate::percent(30.0)), 80.0, 0.0, 0.0);
    let nudge = Nudge { forecast_error: 0.03, ..NUDGE };
    // The pool of the fixed share is full enough to fill the gap.
    let m = |balance: f64| measured(&clauses, &year(&[balance]), nudge)[0];
    let edge = m(0.0);
    close(edge.expected, 0.35);
    close(edge.surplus_side.expect("measured"), 0.7);
    close(edge.deficit_side.expect("measured"), 0.0);
    close(m(1e4).expected, 0.7);
    close(m(-1e4).expected, 0.0);
    // One standard error above balance, the chance of a deficit is about a sixth.
    let above = m(3e3).expected;
    assert!((0.55..0.63).contains(&above), "{above}");
}

#[test]
fn one_margin_alone_is_measured_as_all_are() {
    let clauses = pooled(Share::Cleared, 80.0, 20.0, 10.0);
    let year = year(&[3e4, -8e4, 500.0]);
    let trial = year.under(&clauses);
    let nudge = Nudge { forecast_error: 0.03, ratchet: 1.0, ..NUDGE };
    let all = measure(trial, nudge);
    for (alone, all) in collection(trial, nudge).iter().zip(&all) {
        assert!((alone - all[0].expected).abs() < 1e-12);
    }
}

#[test]
fn unified_collection_leaves_nothing() {
    let clauses = [ClauseSpec::UnifiedCollection(UnifiedCollection::default())];
    for balance in [1e4, -1e4] {
        close(collects(&clauses, &[balance]), 0.0);
    }
}

/// A streak of three years that this year can make or break: the target lies half a standard error below what was
/// collected, and what it is worth is a fifth of the remittance of this year and, less and less, of the next three.
#[test]
fn a_reward_for_a_target_counts_with_the_chance_that_it_decides() {
    let share = Share::Fixed(Rate::percent(50.0));
    let mut clauses = pooled(share, 80.0, 0.0, 0.0);
    let mut year = year(&[1e4]);
    for i in 0..PROVINCES {
        let collected = year.opening.contributions[i].yuan();
        year.facts.potential[i] = Money::from_yuan((collected - 1.5e9) / 0.6);
    }
    let nudge = Nudge { forecast_error: 0.03, ..NUDGE };
    let mut expected = |clauses: &[ClauseSpec], streak: f64| {
        year.memory.act("effort-reward", 0);
        *year.memory.own(0.0) = [streak; PROVINCES];
        measured(clauses, &year, nudge)[0].expected
    };
    let without = expected(&clauses, 0.0);
    close(without, 0.5);
    clauses.insert(0, ClauseSpec::EffortReward(EffortReward::default()));
    // On a streak already, missing the target loses this year's reward and those of the two years it takes again.
    let with = expected(&clauses, 2.0);
    assert!(with > without + 0.1, "{without} without the reward, {with} with it");
    // Who begins has less to lose: the reward is two years away.
    let beginner = expected(&clauses, 0.0);
    assert!(without < beginner && beginner < with, "{without} {beginner} {with}");
}

/// Half of what was missed is taken a year later: a yuan more collected spares half, discounted, where the gap is open.
#[test]
fn a_clawback_raises_what_a_weak_collector_keeps() {
    let gap = GapAllocation::default();
    let mut clauses = vec![ClauseSpec::GapAllocation(gap)];
    let mut year = year(&[-2e4]);
    year.opening.pool = Money::from_yuan(1e12);
    year.facts.potential[0] = Money::from_yuan(year.opening.contributions[0].yuan() / 0.5);
    let kept = |clauses: &[ClauseSpec]| measured(clauses, &year, NUDGE)[0].at_balance;
    close(kept(&clauses), 0.0);
    clauses.push(ClauseSpec::TransferClawback(TransferClawback::default()));
    close(kept(&clauses), 0.9 * 0.5);
}

/// A rule that wants all trials at once, and moves what another does.
#[derive(Debug)]
struct AtOnce<C>(C);

impl<C: Clause> Clause for AtOnce<C> {
    fn file_claims(&self, facts: &Facts, books: &mut Books) {
        self.0.file_claims(facts, books);
    }

    fn settle(&self, facts: &Facts, memory: &mut Memory, books: &mut Books) {
        self.0.settle(facts, memory, books);
    }

    fn at_once(&self) -> bool {
        true
    }

    fn horizon(&self) -> u32 {
        self.0.horizon()
    }
}

/// The horizon of the clawback is four years, so that memory and plan carry over. Alone, the backstop looks at no other
/// province in the last of them, and together at all. What it leaves of others' reserves in the years before decides what the
/// alarm takes of everybody's pool.
#[test]
fn trials_that_are_settled_together_measure_what_each_would_alone() {
    let mut year = year(&[3e4, -8e4, 500.0, -500.0]);
    year.facts.potential = year.opening.contributions.map(|collected| collected * Rate::percent(130.0));
    year.opening.reserves = [Money::from_yuan(3e10); PROVINCES];
    let mut alone = pooled(Share::Cleared, 80.0, 50.0, 10.0);
    alone.push(ClauseSpec::TransferClawback(TransferClawback::default()));
    alone.push(ClauseSpec::ReserveAlarm(ReserveAlarm::default()));
    alone.push(backstop(30.0, &[Payer::LocalBudget]));
    let mut together = alone.clone();
    let rule = Arc::new(AtOnce(TransferClawback::default()));
    together[2] = ClauseSpec::Foreign(ForeignClause { name: "transfer-clawback", rule });
    let nudge = Nudge { forecast_error: 0.03, ratchet: 1.0, ..NUDGE };
    let of = |clauses: &[ClauseSpec]| measure(year.under(clauses), nudge);
    assert_eq!(of(&alone), of(&together));
}
