//! The fit: provincial factors that meet the accounts of 2024, found by direct inversion.
//!
//! One factor moves one moment, so each round runs 2021–24 in the as-enacted, responding world and corrects
//! every factor by the ratio of published to modelled:
//!
//! ```text
//! coverage shift   ←  in-service insured 2024        retired shift, near retirement  ←  retirees 2024
//! pension level    ←  expenditure 2024               declared share · density ←  contributions 2024
//! way of coverage  ←  the nation's in-service insured 2021–23 (recalled)
//! ```
//! Contributions are not published by province; how they are parted from subsidies is in `split`. All together they are
//! `subsidy.contribution_share` of the enterprise funds' revenue, and the same part of what full effort would have made
//! of each province's potential. A second admissible split (`subsidy.richest`) gives
//! rich provinces in surplus no subsidy, as the one known account (上海) shows. Opening reserves are 2024 balances less
//! the modelled flows: an identity, not a fit. (ε, δ) are solved so that the mean effects over the provinces in surplus
//! and in deficit, at what each kept in 2022–24, are the published ones times their scale (see [`crate::response`]).
//! Published accounts hold both funds; the public-sector fund is balanced by budgets and taken off.

mod published;
pub(crate) mod split;
pub mod standard_errors;

pub use published::{Pair, Pairs, Published, STATISTICS, modelled};

use crate::data::table;
use crate::fitted::{DECLARED_BOUNDS, Factors, Fitted};
use crate::inputs::{FIRST_YEAR, Opening, Unfitted, governments};
use crate::parameters::Parameters;
use crate::response::{ResponseCurves, solve};
use crate::synthesis::{Plan, open_fitted};
use fastox_model::accounts::{Accounts, PlaceAccounts};
use fastox_model::books::BrokenIdentity;
use fastox_model::country::{BRANCH_YEAR, WorldSpec};
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::{Extent, ResponseMode};
use fastox_model::pooling::Regime;
use fastox_model::units::{Money, Year};
use split::FundYear;
use std::slice;

/// The year that is fitted.
pub const FIT_YEAR: Year = 2024;
/// How far the two levers of retirees move for a missing log point of retirees.
const RETIRED_STEP: f64 = 0.6;
const NEAR_STEP: f64 = 2.0;

/// How a calibration, or a history, is run.
#[derive(Clone, Debug)]
pub struct FitPlan {
    /// National pooling as enacted, from 2022.
    pub regime: Regime,
    /// The regime until 2021: the adjustment fund from 2018.
    pub common: Regime,
    /// Simulated persons.
    pub people: usize,
    /// Seed.
    pub seed: u64,
    /// Rounds of correction.
    pub rounds: usize,
}

impl FitPlan {
    /// A run of its one world.
    pub fn run(&self, mode: ResponseMode, last_year: Year) -> Plan {
        let world = WorldSpec::new(self.regime.clone(), mode);
        let plan = Plan::new(self.common.clone(), vec![world]);
        Plan { people: self.people, seed: self.seed, last_year, extent: Extent::Response, ..plan }
    }
}

/// What a round found.
#[derive(Clone, Debug)]
pub struct Round {
    /// Its number, from 1.
    pub number: usize,
    /// Largest relative error by province: insured, retirees, expenditure, contributions.
    pub worst: [f64; 4],
    /// Mean retention of the provinces in surplus, 2022–24.
    pub retention_surplus: f64,
    /// Mean retention of the provinces in deficit.
    pub retention_deficit: f64,
}

/// The years 2021–24 as a round lived them.
#[derive(Clone, Debug)]
pub(crate) struct Modelled {
    years: Vec<Accounts>,
    /// Persons an agent stands for.
    pub weight: i64,
}

/// Fits the provincial factors; deterministic in plan, data and parameters.
pub fn calibrate(
    parameters: &Parameters,
    plan: &FitPlan,
    progress: impl FnMut(&Round),
) -> Result<Fitted, BrokenIdentity> {
    calibrate_from(Fitted::neutral(), parameters, plan, progress)
}

/// The same from a record instead of from nothing: a few rounds follow a small change of the parameters.
pub fn calibrate_from(
    fitted: Fitted,
    parameters: &Parameters,
    plan: &FitPlan,
    mut progress: impl FnMut(&Round),
) -> Result<Fitted, BrokenIdentity> {
    let fit = Fit::new(parameters, plan);
    let mut rounds = fit.rounds_from(fitted);
    for _ in 0..plan.rounds {
        progress(&rounds.live()?);
    }
    Ok(rounds.fitted)
}

/// A fit of some parameters, with what all its rounds share.
pub(crate) struct Fit<'a> {
    unfitted: Unfitted<'a>,
    pub plan: &'a FitPlan,
}

/// Rounds of a fit, one after the other.
pub(crate) struct Rounds<'a> {
    fit: &'a Fit<'a>,
    published: Published,
    curves: ResponseCurves,
    number: usize,
    /// The factors so far.
    pub fitted: Fitted,
}

impl<'a> Fit<'a> {
    pub fn new(parameters: &'a Parameters, plan: &'a FitPlan) -> Self {
        let unfitted = Unfitted::prepare(Opening::of_2020(parameters), slice::from_ref(parameters), FIT_YEAR);
        Self { unfitted, plan }
    }

    pub fn parameters(&self) -> &'a Parameters {
        &self.unfitted.variants[0]
    }

    /// Rounds that begin with these factors.
    pub fn rounds_from(&self, fitted: Fitted) -> Rounds<'_> {
        let curves = governments::curves(self.parameters(), &fitted);
        Rounds { fit: self, published: Published::of_2024(), curves, number: 0, fitted }
    }

    /// The years 2021–24 with some factors.
    pub fn live(&self, fitted: &Fitted) -> Result<Modelled, BrokenIdentity> {
        self.live_by(fitted, governments::curves(self.parameters(), fitted))
    }

    fn live_by(&self, fitted: &Fitted, curves: ResponseCurves) -> Result<Modelled, BrokenIdentity> {
        let run = self.plan.run(ResponseMode::Responding, FIT_YEAR);
        let mut simulation = open_fitted(&self.unfitted, fitted, Some(curves), &run);
        let weight = simulation.country.people.weight;
        Ok(Modelled { years: simulation.accounts()?.swap_remove(0), weight })
    }
}

impl Rounds<'_> {
    /// One round more.
    pub fn live(&mut self) -> Result<Round, BrokenIdentity> {
        let (parameters, fitted) = (self.fit.parameters(), &mut self.fitted);
        let modelled = self.fit.live_by(fitted, self.curves)?;
        let worst = correct(parameters, fitted, &modelled, &self.published);
        follow_the_nation(fitted, &modelled.years);
        solve_response(parameters, fitted, &modelled.kept());
        // They would be found again from what they were solved from.
        self.curves = fitted.response;
        self.number += 1;
        let observed = fitted.observed();
        let (retention_surplus, retention_deficit) = (observed.mean(true), observed.mean(false));
        Ok(Round { number: self.number, worst, retention_surplus, retention_deficit })
    }
}

impl Modelled {
    /// The accounts of the year that is fitted.
    pub fn last(&self) -> &Accounts {
        self.years.last().expect("2021 to 2024 are lived")
    }

    /// Change of the reserve 2021–24, yuan. What budgets had to add because a reserve ran empty is no published flow.
    fn change(&self, p: usize) -> f64 {
        self.years.iter().map(|year| &year.provinces[p]).fold(0.0, |change, place| {
            change + (place.reserves - place.reserves_opening).yuan() - place.backstop().yuan()
        })
    }

    /// What each kept of one more yuan, mean of 2022–24.
    fn kept(&self) -> [f64; PROVINCES] {
        let count = f64::from(FIT_YEAR + 1 - BRANCH_YEAR);
        let pooled = || self.years.iter().filter(|year| year.year >= BRANCH_YEAR);
        std::array::from_fn(|p| pooled().fold(0.0, |kept, year| kept + year.collection[p].retention / count))
    }
}

/// Corrects every factor of the provinces; the largest relative errors of [`Round`].
fn correct(parameters: &Parameters, fitted: &mut Fitted, modelled: &Modelled, published: &Published) -> [f64; 4] {
    let accounts = modelled.last();
    let [insured, retirees, _, expenditure] = published.beside(accounts);
    let wanted = contributions(parameters, fitted, accounts, published);
    let bounds = fitted.pension_bounds();
    let mut worst = [0.0f64; 4];
    for (i, place) in accounts.provinces.iter().enumerate() {
        let own = &mut fitted.provinces[i];
        let contributed = Pair { published: wanted[i], modelled: place.contributions.yuan() };
        // Added in yuan, not in fen: records that were fitted before are found again to the last digit.
        let spent = place.benefits.yuan() + place.benefits_public.yuan();
        let spent = Pair { modelled: spent, ..expenditure[i] };
        let pairs = [insured[i], retirees[i], spent, contributed];
        for (worst, pair) in worst.iter_mut().zip(pairs) {
            *worst = worst.max(pair.error().abs());
        }
        correct_factors(own, pairs.map(Pair::correction));
        own.pension_level = own.pension_level.clamp(bounds.0, bounds.1);
        let revenue = published.revenue[i] - place.benefits_public.yuan();
        let subsidy = (revenue - wanted[i] - place.interest.yuan()).max(0.0);
        let opening = (published.balance[i] - modelled.change(i)).max(0.0);
        own.base_subsidy = halfway(own.base_subsidy, subsidy);
        own.opening_reserve = halfway(own.opening_reserve, opening);
    }
    worst
}

/// Moves the factors of a province by the corrections of insured, retirees, expenditure and contributions.
fn correct_factors(own: &mut Factors, ratio: [f64; 4]) {
    // The slope of a log-odds shift is one less the share; near a half for most ages.
    own.coverage_shift += 1.6 * libm::log(ratio[0]);
    // Half of what is missing by more retirees of 2020, half by more awards, about a fifth of the retirees of 2024.
    own.retired_shift += RETIRED_STEP * libm::log(ratio[1]);
    own.move_near_retirement(NEAR_STEP * libm::log(ratio[1]));
    own.pension_level = own.pension_level * ratio[2] * libm::pow(ratio[1], -1.0);
    // Part of the way: effort answers the balance, which answers the declared share. Insured heads move
    // contributions too.
    let moved = libm::pow(ratio[3], 0.5) / ratio[0];
    own.declare(own.declared() * moved);
}

/// Coverage makes as much of its way from 2020 to 2024 as the nation's in-service insured had made (2021 to 2023 are
/// recalled).
fn follow_the_nation(fitted: &mut Fitted, years: &[Accounts]) {
    let modelled = |place: usize| years[place].nation.insured as f64;
    let insured = |year: Year| {
        let row = table("pension_national").row(&[("year", &year.to_string())]);
        row.number("employees").unwrap_or(0.0)
    };
    let whole = insured(FIT_YEAR) - insured(FIRST_YEAR - 1);
    // The table is the nation's; some of its insured are of no province.
    let counted = modelled(3) / insured(FIT_YEAR);
    for (place, way) in fitted.way.iter_mut().enumerate() {
        let wanted = insured(FIRST_YEAR + place as Year) * counted;
        *way = (*way + 0.5 * (wanted - modelled(place)) / whole).clamp(0.0, 1.0);
    }
}

/// Half the way to the new value: a province near balance would otherwise jump from round to round.
fn halfway(old: Money, new: f64) -> Money {
    Money::from_yuan(0.5 * (old.yuan() + new))
}

/// Contributions of the enterprise funds by province: the split of their revenue.
fn contributions(
    parameters: &Parameters,
    fitted: &Fitted,
    accounts: &Accounts,
    published: &Published,
) -> [f64; PROVINCES] {
    let share = parameters.in_january(FIT_YEAR).value("subsidy.contribution_share");
    let subsidised = subsidised(parameters, published);
    let funds = std::array::from_fn(|i| {
        let place = &accounts.provinces[i];
        FundYear {
            revenue: (published.revenue[i] - place.benefits_public.yuan()).max(0.0),
            interest: place.interest.yuan(),
            potential: place.potential_at_effort,
            whole: at_whole_wages(place, &fitted.provinces[i]),
            subsidised: subsidised[i],
        }
    });
    split::contributions(share, &funds)
}

/// What a province would collect if the largest share of wages were declared.
fn at_whole_wages(place: &PlaceAccounts, own: &Factors) -> f64 {
    place.contributions.yuan() * DECLARED_BOUNDS.1 / own.declared()
}

/// Where a base subsidy is paid: in deficit, or with GDP per head below so many times the nation's.
fn subsidised(parameters: &Parameters, published: &Published) -> [bool; PROVINCES] {
    let limit = parameters.in_january(FIT_YEAR).value("subsidy.richest");
    let column = |name: &str| table("gdp_province").by_province(&[("year", "2024")], name);
    let (gdp, people) = (column("gdp_yuan"), column("resident_population"));
    let mean = gdp.iter().sum::<f64>() / people.iter().sum::<f64>();
    std::array::from_fn(|i| published.revenue[i] < published.expenditure[i] || gdp[i] / people[i] < limit * mean)
}

/// Solves the response at the retention that was found.
fn solve_response(parameters: &Parameters, fitted: &mut Fitted, kept: &[f64; PROVINCES]) {
    for (own, found) in fitted.provinces.iter_mut().zip(kept) {
        // A quarter of the way: retention depends on balances, which depend on the response.
        own.kept += 0.25 * (found - own.kept);
    }
    fitted.response = solve(parameters, &fitted.observed(), &fitted.response);
}

#[cfg(test)]
mod tests;
