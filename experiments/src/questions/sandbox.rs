//! A grid of rules on top of national pooling as enacted, each lived to its headlines: what the page's sandbox shows.
//!
//! ```text
//! from 2027: [effort reward] → [norms: w · cap] → [surpluses: (1 − w) · cap, π] → [gaps: 1 − w, π] → [transition]
//!            → [tier duty] → [reserve alarm] → backstop, half of it central
//! ```
//! w is the weight of norms: norms move up to that part of the cap, and balances what is left of caps and gaps. Rules
//! share seed and people, so two of them differ by the rule alone. Left out: that the transition moves bases and rates.

mod rule;
mod table;

pub use rule::{AXES, Axis, Rule};
pub use table::{OUTCOMES, Outcome, Sandbox, head, line, shipped, units};

use crate::asked::scenario::{self, Scenario};
use crate::questions::evaluate::{Question, evaluate};
use crate::results::headlines::Headline;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_model::books::BrokenIdentity;
use fastox_model::incentives::ResponseMode;
use rayon::prelude::*;

/// How many people live each rule. With ten thousand, small provinces change between surplus and deficit by chance.
pub const PEOPLE: usize = 100_000;
/// The last year.
pub const LAST_YEAR: i32 = 2050;
/// The seed.
pub const SEED: u64 = 1;
/// Rules that share one population: their people are opened and moved once.
const TOGETHER: usize = 8;

/// The rule as a scenario.
pub fn scenario(rule: Rule) -> Scenario {
    let parameters = Parameters::embedded();
    let name = rule.to_string();
    scenario::parse(&name, &name, &rule.scenario(), &parameters).unwrap_or_else(|report| panic!("{report}"))
}

/// The outcomes of rules, in their order; `progress` receives how many more are done, from any thread.
pub fn live(rules: &[Rule], progress: &(dyn Fn(usize) + Sync)) -> Result<Vec<Vec<Option<f64>>>, BrokenIdentity> {
    let (parameters, record) = (Parameters::embedded(), Fitted::shipped());
    let some = |rules: &[Rule]| {
        let question = Question {
            scenarios: rules.iter().map(|rule| scenario(*rule)).collect(),
            responses: vec![ResponseMode::Responding],
            people: PEOPLE,
            seed: SEED,
            last_year: LAST_YEAR,
            refit: 0,
        };
        let lived = evaluate(&parameters, &record, &question)?;
        progress(rules.len());
        let headline = |outcome: &Outcome| Headline::find(outcome.headline).expect("a headline");
        Ok(lived.iter().map(|series| OUTCOMES.iter().map(|o| headline(o).value(series)).collect()).collect())
    };
    let parts: Result<Vec<Vec<Vec<Option<f64>>>>, BrokenIdentity> = rules.par_chunks(TOGETHER).map(some).collect();
    Ok(parts?.concat())
}
