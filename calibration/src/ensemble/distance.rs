//! How far a draw is from the published accounts of 2024, and whether that is near enough.
//!
//! ```text
//! error       refit under the draw ÷ published − 1
//! met         |error| ≤ tolerance + two of the agents behind the figure        province by province
//! kept        each statistic met in at least 25 provinces, national sum of each within 1 %
//!             the response meets the published effects of the draw within a tenth
//! ```
//! Statistics, tolerances (insured and retirees 1 %, revenue 3 %, expenditure 2 %) and whose heads stand behind a figure are those of
//! `calibration/targets/accounts.toml`. The question is whether there are factors within
//! their bounds under which a draw meets the accounts, so its own refit is asked, on the people it was fitted with: their sampling error
//! is in both and no excuse. No response meets the effects where provinces in surplus keep as much as all of
//! a yuan, which they do if they value reserves highly.

use crate::fit::response::{Observed, effects};
use crate::fit::{FIT_YEAR, FitPlan, Published};
use crate::fitted::Fitted;
use crate::parameters::Parameters;
use crate::synthesis::{Plan, Setup, open};
use crate::targets::{Role, Targets};
use fastox_model::books::BrokenIdentity;
use fastox_model::country::WorldSpec;
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::{Ordering, ResponseMode, Setting};
use fastox_model::year::{YearReport, benefits, live_one_year};

/// The statistics of the accounts, by their names among the targets.
pub const STATISTICS: [&str; 4] =
    ["insured_employees", "retirees", "revenue_yuan", "expenditure_yuan"];
/// In how many provinces a statistic must be met. The record meets 30 and 31; a draw that moves the level of pensions by a tenth
/// drives provinces to the bounds of their factor that stand near one under the central values.
pub const LEAST: usize = 25;
/// The largest relative error of a national sum.
pub const NATION: f64 = 0.01;
/// What a draw misses whose response does not meet the published effects.
pub const EFFECTS: &str = "effects";
/// How far a mean fall may lie from its effect, relative.
const NEAR: f64 = 0.1;
/// Relative errors of the accounts of 2024, in the order of [`STATISTICS`].
#[derive(Clone, Debug, PartialEq)]
pub struct Distance {
    /// Persons an agent stands for.
    weight: i64,
    /// By province.
    pub errors: [[f64; PROVINCES]; 4],
    /// In how many provinces each is met.
    pub met: [usize; 4],
    /// Of the national sums.
    pub nation: [f64; 4],
}

impl Distance {
    /// Lives 2021–24 in the world as enacted and compares. `plan` says how many people and which seed.
    pub fn of(
        parameters: &Parameters,
        fitted: &Fitted,
        plan: &FitPlan,
    ) -> Result<Self, BrokenIdentity> {
        let plan = Plan {
            people: plan.people,
            seed: plan.seed,
            last_year: FIT_YEAR,
            worlds: vec![WorldSpec::new(plan.regime.clone(), ResponseMode::Responding)],
            reforms: Vec::new(),
            common: plan.common.clone(),
            sample: 0,
            shard_size: 16_384,
        };
        let Setup { mut country, inputs } = open(parameters, fitted, &plan);
        let mut last = None;
        for year in &inputs.years {
            last = Some(live_one_year(&mut country, year)?);
        }
        let report = last.expect("2021 to 2024 are lived");
        let (life, weight) = (country.worlds[0].life, country.people.weight);
        Ok(Self::between(&modelled(&report, life, weight), weight))
    }

    fn between(modelled: &[[f64; PROVINCES]; 4], weight: i64) -> Self {
        let accounts = Published::of_2024();
        let published =
            [accounts.insured, accounts.retirees, accounts.revenue, accounts.expenditure];
        let error = |s: usize, p: usize| modelled[s][p] / published[s][p] - 1.0;
        let sum = |by: &[f64; PROVINCES]| by.iter().sum::<f64>();
        let errors = std::array::from_fn(|s| std::array::from_fn(|p| error(s, p)));
        let nation = std::array::from_fn(|s| sum(&modelled[s]) / sum(&published[s]) - 1.0);
        Self { weight, errors, met: [PROVINCES; 4], nation }.judged()
    }

    fn judged(mut self) -> Self {
        let accounts = Published::of_2024();
        let heads = [accounts.insured, accounts.retirees];
        for (s, (tolerance, behind)) in tolerances().into_iter().enumerate() {
            // Counts of few agents move in steps.
            let step = |p: usize| 2.0 * self.weight as f64 / heads[behind][p];
            let near = |p: &usize| self.errors[s][*p].abs() <= tolerance + step(*p);
            self.met[s] = (0..PROVINCES).filter(near).count();
        }
        self
    }

    /// The statistics that are not near enough; none if the draw is kept.
    pub fn misses(&self) -> Vec<&'static str> {
        let far = |s: &usize| self.met[*s] < LEAST || self.nation[*s].abs() > NATION;
        (0..STATISTICS.len()).filter(far).map(|s| STATISTICS[s]).collect()
    }
}

/// Whether the central response of a draw meets both published effects at what the groups kept.
pub(super) fn meets_effects(parameters: &Parameters, fitted: &Fitted) -> bool {
    let (small, large) = effects(parameters, Setting::Central);
    let observed = Observed { kept: &fitted.kept, surplus: &fitted.surplus_2021 };
    let curves = &fitted.response[Setting::Central as usize][Ordering::Published as usize];
    let met = |surplus: bool, effect: f64| {
        let fall = curves.of(surplus).mean_fall(&observed.group(surplus));
        (fall - effect).abs() <= NEAR * effect
    };
    met(true, small) && met(false, large)
}

/// Tolerance of each statistic in a province, and the statistic whose heads stand behind it.
fn tolerances() -> [(f64, usize); 4] {
    let targets = Targets::embedded();
    STATISTICS.map(|name| {
        let found = targets.iter().find(|t| t.statistic == name && t.role == Role::Fit);
        let target = found.expect("the accounts are among the targets");
        let heads = target.compared.as_ref().and_then(|compared| compared.agents);
        let place = STATISTICS.iter().position(|known| Some(*known) == heads);
        (target.tolerance.expect("what is fitted has a tolerance"), place.expect("heads are told"))
    })
}

/// The accounts of both funds, in the order of [`STATISTICS`]. The public-sector fund is balanced.
fn modelled(report: &YearReport, life: usize, weight: i64) -> [[f64; PROVINCES]; 4] {
    let (flows, books) = (&report.tally.flows[life], report.worlds[0].books.opening());
    let heads = |by: &[[i64; 32]; 2], p: usize| ((by[0][p] + by[1][p]) * weight) as f64;
    let mut found = [[0.0; PROVINCES]; 4];
    for p in 0..PROVINCES {
        let public = benefits(flows, 1, p, weight);
        let subsidy = books.subsidy_central[p] + books.subsidy_local[p];
        let revenue = books.contributions[p] + books.purchases[p] + books.interest[p] + subsidy;
        found[0][p] = heads(&flows.insured, p);
        found[1][p] = heads(&flows.retirees, p);
        found[2][p] = (revenue + public).yuan();
        found[3][p] = (benefits(flows, 0, p, weight) + public).yuan();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published() -> [[f64; PROVINCES]; 4] {
        let accounts = Published::of_2024();
        [accounts.insured, accounts.retirees, accounts.revenue, accounts.expenditure]
    }

    #[test]
    fn tolerances_are_those_of_the_accounts() {
        assert_eq!(tolerances(), [(0.01, 0), (0.01, 1), (0.03, 0), (0.02, 1)]);
    }

    #[test]
    fn a_draw_may_miss_six_provinces_and_no_nation() {
        let record = Distance::between(&published(), 1);
        assert_eq!(record.met, [31; 4]);
        let with = |provinces: usize, factor: f64| {
            let mut found = published();
            for p in 0..provinces {
                found[3][p] *= factor;
            }
            Distance::between(&found, 1)
        };
        assert_eq!(with(6, 1.021).met, [31, 31, 31, 25]);
        assert!(with(6, 1.021).misses().is_empty());
        assert_eq!(with(7, 1.021).misses(), ["expenditure_yuan"]);
        // Within the tolerance of every province, but not of the nation.
        assert_eq!(with(31, 1.015).met, [31; 4]);
        assert_eq!(with(31, 1.015).misses(), ["expenditure_yuan"]);
    }

    #[test]
    fn few_agents_move_in_steps() {
        let mut found = published();
        found[1][0] *= 1.02;
        assert_eq!(Distance::between(&found, 1).met[1], 30);
        // Two of a hundred agents are two per cent.
        let weight = (published()[1][0] / 150.0) as i64;
        assert_eq!(Distance::between(&found, weight).met[1], 31);
    }
}
