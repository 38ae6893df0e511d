//! How far a draw is from the published accounts of 2024, and whether that is near enough.
//!
//! ```text
//! error       refit under the draw ÷ published − 1
//! met         |error| ≤ tolerance + 2 ÷ n        province by province, n agents behind the figure; on people it was not fitted with 2 ÷ √n
//! kept        each statistic met in at least 29 provinces, national sum of each within 0.5 %
//!             contributions of the nation within 2 % of the share of revenue that the draw says
//!             the response meets the published effects of the draw within a tenth
//! ```
//! What is asked of statistics is what the record must reach, too.
//! Statistics, tolerances (insured and retirees 1 %, revenue 3 %, expenditure 2 %) and whose heads stand behind a figure are those of
//! `calibration/targets/accounts.toml`. A draw is compared under its factors as written, on the people of its last rounds: their sampling error
//! is in both and no excuse. No response meets the effects where provinces in surplus keep as much as all of
//! a yuan, which they do if they value reserves highly.

use crate::check::targets::{Role, Targets};
use crate::fit::{FIT_YEAR, FitPlan, Published};
use crate::fitted::Fitted;
use crate::parameters::Parameters;
use crate::response::effects;
use crate::synthesis::{Plan, Setup, open};
use fastox_model::books::BrokenIdentity;
use fastox_model::country::WorldSpec;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::{EffectSize, Ordering, ResponseMode};
use fastox_model::people::Fund;
use fastox_model::year::{YearReport, benefits, live_one_year};

/// The statistics of the accounts, by their names among the targets.
pub const STATISTICS: [&str; 4] =
    ["insured_employees", "retirees", "revenue_yuan", "expenditure_yuan"];
/// In how many provinces a statistic must be met.
pub const LEAST: usize = 29;
/// The largest relative error of a national sum.
pub const NATION: f64 = 0.005;
/// What a draw misses whose wages cannot yield the contributions it says, so that more of revenue is subsidy than it says.
pub const SHARE: &str = "contributions";
/// The largest relative error of the nation's contributions.
const NEAR_SHARE: f64 = 0.02;
/// What a draw misses whose response does not meet the published effects.
pub const EFFECTS: &str = "effects";
/// How far a mean fall may lie from its effect, relative.
const NEAR: f64 = 0.1;

/// Whose people a draw is compared on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Those it was fitted with.
    Fitted,
    /// Others, so that two Monte-Carlo standard errors are no miss.
    Other,
}

/// The accounts of 2024 under a draw, in the order of [`STATISTICS`].
#[derive(Clone, Debug, PartialEq)]
pub struct Distance {
    /// The provinces where a statistic is not met.
    pub far: [Vec<Province>; 4],
    /// Relative errors of the national sums.
    pub nation: [f64; 4],
    /// Relative error of the nation's contributions, against the share of revenue that was assumed.
    pub contributions: f64,
}

impl Distance {
    /// Lives 2021–24 in the world as enacted and compares. `plan` says how many people and which seed.
    pub fn of(
        parameters: &Parameters,
        fitted: &Fitted,
        plan: &FitPlan,
        sample: Sample,
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
        let mut found = Self::between(&modelled(&report, life, weight), weight, sample);
        found.contributions = contributed(parameters, &report, life, weight) - 1.0;
        Ok(found)
    }

    fn between(modelled: &[[f64; PROVINCES]; 4], weight: i64, sample: Sample) -> Self {
        let accounts = Published::of_2024();
        let published =
            [accounts.insured, accounts.retirees, accounts.revenue, accounts.expenditure];
        let sum = |by: &[f64; PROVINCES]| by.iter().sum::<f64>();
        let nation = std::array::from_fn(|s| sum(&modelled[s]) / sum(&published[s]) - 1.0);
        let tolerances = tolerances();
        let near = |s: usize, p: usize| {
            let (tolerance, behind) = tolerances[s];
            let agents = published[behind][p] / weight as f64;
            // Counts of few agents move in steps.
            let noise = match sample {
                Sample::Fitted => 2.0 / agents,
                Sample::Other => 2.0 / libm::sqrt(agents),
            };
            (modelled[s][p] / published[s][p] - 1.0).abs() <= tolerance + noise
        };
        let far = |s: usize| Province::all().filter(|p| !near(s, p.index())).collect();
        Self { far: std::array::from_fn(far), nation, contributions: 0.0 }
    }

    /// What is not near enough: statistics and the share of contributions; nothing if the draw is kept.
    pub fn misses(&self) -> Vec<&'static str> {
        let few = |s: usize| PROVINCES - self.far[s].len() < LEAST;
        let far = |s: &usize| few(*s) || self.nation[*s].abs() > NATION;
        let mut missed: Vec<_> = (0..STATISTICS.len()).filter(far).map(|s| STATISTICS[s]).collect();
        if self.contributions.abs() > NEAR_SHARE {
            missed.push(SHARE);
        }
        missed
    }
}

/// Contributions of the nation as a multiple of what `subsidy.contribution_share` makes of the enterprise funds' revenue.
fn contributed(parameters: &Parameters, report: &YearReport, life: usize, weight: i64) -> f64 {
    let share = parameters.in_january(FIT_YEAR).value("subsidy.contribution_share");
    let (books, accounts) = (report.worlds[0].books.opening(), Published::of_2024());
    let (mut contributions, mut revenue) = (0.0, 0.0);
    for p in 0..PROVINCES {
        let public = benefits(&report.tally.flows[life], Fund::Public, p, weight);
        contributions += books.contributions[p].yuan();
        revenue += accounts.revenue[p] - public.yuan();
    }
    contributions / (share * revenue)
}

/// Whether the central response of a draw meets both published effects at what the groups kept.
pub(super) fn meets_effects(parameters: &Parameters, fitted: &Fitted) -> bool {
    let (small, large) = effects(parameters, EffectSize::Central);
    let observed = fitted.observed();
    let curves = &fitted.response[EffectSize::Central as usize][Ordering::Published as usize];
    let met = |surplus: bool, effect: f64| {
        let fall = curves.of(surplus).mean_fall(&observed.group(surplus));
        (fall - effect).abs() <= NEAR * effect
    };
    met(true, small) && met(false, large)
}

/// Tolerance of each statistic in a province, and the place of the statistic whose heads stand behind it.
pub fn tolerances() -> [(f64, usize); 4] {
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
    let mut found = [[0.0; PROVINCES]; 4];
    for p in 0..PROVINCES {
        let public = benefits(flows, Fund::Public, p, weight);
        let subsidy = books.subsidy_central[p] + books.subsidy_local[p];
        let revenue = books.contributions[p] + books.purchases[p] + books.interest[p] + subsidy;
        found[0][p] = (flows.insured.both(p) * weight) as f64;
        found[1][p] = (flows.retirees.both(p) * weight) as f64;
        found[2][p] = (revenue + public).yuan();
        found[3][p] = (benefits(flows, Fund::Enterprise, p, weight) + public).yuan();
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

    fn between(found: &[[f64; PROVINCES]; 4], weight: i64) -> Distance {
        Distance::between(found, weight, Sample::Fitted)
    }

    #[test]
    fn tolerances_are_those_of_the_accounts() {
        assert_eq!(tolerances(), [(0.01, 0), (0.01, 1), (0.03, 0), (0.02, 1)]);
    }

    #[test]
    fn a_draw_may_miss_two_provinces_and_no_nation() {
        let found = between(&published(), 1);
        assert!((0..4).all(|s| found.far[s].is_empty()) && found.misses().is_empty());
        let with = |provinces: usize, factor: f64| {
            let mut found = published();
            for p in 0..provinces {
                found[3][p] *= factor;
            }
            between(&found, 1)
        };
        let codes = |found: &Distance| found.far[3].iter().map(|p| p.code()).collect::<Vec<_>>();
        assert_eq!(codes(&with(2, 1.021)), [11, 12]);
        assert!(with(2, 1.021).misses().is_empty());
        assert_eq!(with(3, 1.021).misses(), ["expenditure_yuan"]);
        // Within the tolerance of every province, but not of the nation.
        assert!(with(31, 1.006).far[3].is_empty());
        assert_eq!(with(31, 1.006).misses(), ["expenditure_yuan"]);
    }

    #[test]
    fn a_draw_that_contributes_less_than_it_says_is_not_kept() {
        let mut found = between(&published(), 1);
        found.contributions = -0.019;
        assert!(found.misses().is_empty());
        found.contributions = -0.021;
        assert_eq!(found.misses(), [SHARE]);
    }

    #[test]
    fn few_agents_move_in_steps() {
        let mut found = published();
        found[1][0] *= 1.02;
        assert_eq!(between(&found, 1).far[1].len(), 1);
        // Two of a hundred agents are two per cent.
        let weight = (published()[1][0] / 150.0) as i64;
        assert!(between(&found, weight).far[1].is_empty());
    }

    /// Ten thousand agents: two standard errors are two per cent.
    #[test]
    fn on_other_people_two_standard_errors_are_no_miss() {
        let weight = (published()[1][0] / 1e4) as i64;
        let off = |factor: f64, sample: Sample| {
            let mut found = published();
            found[1][0] *= factor;
            Distance::between(&found, weight, sample).far[1].len()
        };
        assert_eq!(off(1.029, Sample::Fitted), 1);
        assert_eq!(off(1.029, Sample::Other), 0);
        assert_eq!(off(1.031, Sample::Other), 1);
    }
}
