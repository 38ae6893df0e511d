//! How far a draw is from the published accounts of 2024, and whether that is near enough.
//!
//! ```text
//! error       refit under the draw ÷ published − 1
//! met         |error| ≤ tolerance + 2 ÷ n        province by province, n agents behind the figure; on people it was not fitted with 2 ÷ √n
//! kept        each statistic met in at least 29 provinces, national sum of each within 0.5 %
//!             contributions of the nation within 2 % of the share of revenue that the draw says
//!             the response meets the published effects of the draw within a tenth
//! ```
//! What is asked of statistics is what the record must reach, too. Statistics, tolerances (insured and retirees 1 %,
//! revenue 3 %, expenditure 2 %) and whose heads stand behind a figure are those of
//! `calibration/targets/accounts.toml`. A draw is compared under its factors as written, on the people of its last
//! rounds: their sampling error is in both and no excuse. No response meets the effects where provinces in surplus keep
//! as much as all of a yuan, which they do if they value reserves highly.

use crate::check::targets::{Agents, Role, Targets};
use crate::fit::{FIT_YEAR, Fit, Pair, Pairs, Published, STATISTICS};
use crate::fitted::Fitted;
use crate::parameters::Parameters;
use crate::response::effects;
use fastox_model::accounts::Accounts;
use fastox_model::books::BrokenIdentity;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::{EffectSize, Ordering};

/// In how many provinces a statistic must be met.
pub const LEAST: usize = 29;
/// The largest relative error of a national sum.
pub const NATION: f64 = 0.005;
/// What a draw misses whose wages cannot yield the contributions it says, so that more of revenue is subsidy than it
/// says.
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
    /// Lives 2021–24 in the world as enacted and compares.
    pub(crate) fn of(fit: &Fit, fitted: &Fitted, sample: Sample) -> Result<Self, BrokenIdentity> {
        let lived = fit.live(fitted)?;
        let accounts = lived.last();
        let pairs = Published::of_2024().beside(accounts);
        let contributions = contributed(fit.parameters(), accounts) - 1.0;
        Ok(Self { contributions, ..Self::between(&pairs, lived.weight, sample) })
    }

    fn between(pairs: &Pairs, weight: i64, sample: Sample) -> Self {
        let tolerances = tolerances();
        let near = |s: usize, p: usize| {
            let Tolerance { relative, heads } = tolerances[s];
            let agents = pairs[heads][p].published / weight as f64;
            // Counts of few agents move in steps.
            let noise = match sample {
                Sample::Fitted => 2.0 / agents,
                Sample::Other => 2.0 / libm::sqrt(agents),
            };
            pairs[s][p].error().abs() <= relative + noise
        };
        let far = |s: usize| Province::all().filter(|p| !near(s, p.index())).collect();
        let nation = std::array::from_fn(|s| Pair::sum(&pairs[s]).error());
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

/// Contributions of the nation as a multiple of what `subsidy.contribution_share` makes of the enterprise funds'
/// revenue.
fn contributed(parameters: &Parameters, accounts: &Accounts) -> f64 {
    let share = parameters.in_january(FIT_YEAR).value("subsidy.contribution_share");
    let (mut contributions, mut revenue) = (0.0, 0.0);
    for (place, published) in accounts.provinces.iter().zip(Published::of_2024().revenue) {
        contributions += place.contributions.yuan();
        revenue += published - place.benefits_public.yuan();
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

/// How far a statistic of a province may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerance {
    /// Relative error.
    pub relative: f64,
    /// The place, among [`STATISTICS`], of the heads that stand behind the figure.
    pub heads: usize,
}

/// The tolerance of each statistic.
pub fn tolerances() -> [Tolerance; 4] {
    let targets = Targets::embedded();
    STATISTICS.map(|name| {
        let found = targets.iter().find(|t| t.statistic == name && t.role == Role::Fit);
        let target = found.expect("the accounts are among the targets");
        let heads = target.compared.as_ref().and_then(|compared| compared.agents);
        let heads = STATISTICS.iter().position(|known| Some(Agents::Counted(known)) == heads);
        let relative = target.tolerance.expect("what is fitted has a tolerance");
        Tolerance { relative, heads: heads.expect("the target names its heads") }
    })
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "values come back exactly as they were written")]
mod tests {
    use super::*;

    /// Accounts that are as published.
    fn published() -> Pairs {
        let p = Published::of_2024();
        let same = |published: f64| Pair { published, modelled: published };
        [p.insured, p.retirees, p.revenue, p.expenditure].map(|by| by.map(same))
    }

    fn between(found: &Pairs, weight: i64) -> Distance {
        Distance::between(found, weight, Sample::Fitted)
    }

    #[test]
    fn tolerances_are_those_of_the_accounts() {
        let found = tolerances();
        assert_eq!(found.map(|t| t.relative), [0.01, 0.01, 0.03, 0.02]);
        assert_eq!(found.map(|t| t.heads), [0, 1, 0, 1]);
    }

    #[test]
    fn a_draw_may_miss_two_provinces_and_no_nation() {
        let found = between(&published(), 1);
        assert!((0..4).all(|s| found.far[s].is_empty()) && found.misses().is_empty());
        let with = |provinces: usize, factor: f64| {
            let mut found = published();
            for p in 0..provinces {
                found[3][p].modelled *= factor;
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
        found[1][0].modelled *= 1.02;
        assert_eq!(between(&found, 1).far[1].len(), 1);
        // Two of a hundred agents are two per cent.
        let weight = (published()[1][0].published / 150.0) as i64;
        assert!(between(&found, weight).far[1].is_empty());
    }

    /// Ten thousand agents: two standard errors are two per cent.
    #[test]
    fn on_other_people_two_standard_errors_are_no_miss() {
        let weight = (published()[1][0].published / 1e4) as i64;
        let off = |factor: f64, sample: Sample| {
            let mut found = published();
            found[1][0].modelled *= factor;
            Distance::between(&found, weight, sample).far[1].len()
        };
        assert_eq!(off(1.029, Sample::Fitted), 1);
        assert_eq!(off(1.029, Sample::Other), 0);
        assert_eq!(off(1.031, Sample::Other), 1);
    }
}
