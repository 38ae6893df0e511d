//! History: the country opened on 31 December 2010 lives to 2024, and nothing is fitted on the way.
//!
//! ```text
//! factors of provinces   from the accounts of 2010 alone, carried one year by the nation's growth and met in 2011
//! after 2010             national series, the law of each date, the merger of the public sector
//! ```
//! No figure of a province after 2010 enters. What the nation's series move is the same in all provinces: coverage,
//! admissions while past years could be paid for, rises of pensions, the level of moves (`fit.rs`). National revenue
//! enters in 2011 only, to carry the accounts into the first year that is lived. Governments do not respond, since what
//! is known of their response comes from later years.

mod accounts;
mod fit;
mod merger;
mod opening;
mod statistics;

pub use accounts::PublishedAccounts;
pub use opening::{LAST, YEAR};
pub use statistics::Statistics;

use crate::fit::FitPlan;
use crate::fitted::Fitted;
use crate::parameters::Parameters;
use crate::synthesis::{Plan, open_at};
use fastox_model::books::BrokenIdentity;
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::ResponseMode;
use fastox_model::pooling::{ClauseSpec, Period, Regime};
use fastox_model::units::Money;
use opening::Nation;

/// A history.
#[derive(Clone, Debug)]
pub struct History {
    /// The accounts it started from.
    pub accounts: PublishedAccounts,
    /// What the statistics show, from 2011 to 2024.
    pub years: Vec<Statistics>,
    /// The factors of 2010.
    pub fitted: Fitted,
    /// Relative errors of the first year against the accounts carried on, revenue and expenditure: what the factors
    /// left.
    pub first_year: [[f64; PROVINCES]; 2],
}

/// Finds the factors of 2010 and the shifts of the nation in rounds, and lives the history once more with them.
pub fn live(
    parameters: &Parameters,
    plan: &FitPlan,
    mut progress: impl FnMut(usize),
) -> Result<History, BrokenIdentity> {
    let accounts = PublishedAccounts::of_2010();
    let mut nation = Nation::start();
    let mut fitted = Fitted::neutral();
    for (own, balance) in fitted.provinces.iter_mut().zip(accounts.balance) {
        own.opening_reserve = Money::from_yuan(balance);
    }
    for round in 1..=plan.rounds {
        let lived = lived(parameters, plan, &accounts, &fitted, &nation)?;
        nation.meet_heads(&lived.years);
        nation.meet_expenditure(&lived.years);
        nation.meet_migrants(lived.migrants, &lived.years);
        fit::meet_accounts(&mut fitted, &mut nation, &accounts, &lived.years[0]);
        progress(round);
    }
    let years = lived(parameters, plan, &accounts, &fitted, &nation)?.years;
    let (revenue, expenditure) = fit::carried(&accounts);
    let error = |now: &[f64; PROVINCES], wanted: &[f64; PROVINCES]| std::array::from_fn(|p| now[p] / wanted[p] - 1.0);
    let first_year = [error(&years[0].revenue, &revenue), error(&years[0].expenditure, &expenditure)];
    Ok(History { accounts, years, fitted, first_year })
}

/// A history that was lived with some factors.
struct Lived {
    /// Adults outside the province of their hukou at the opening.
    migrants: f64,
    years: Vec<Statistics>,
}

fn lived(
    parameters: &Parameters,
    plan: &FitPlan,
    accounts: &PublishedAccounts,
    fitted: &Fitted,
    nation: &Nation,
) -> Result<Lived, BrokenIdentity> {
    let (opening, merger) = opening::opening(parameters, accounts, nation);
    let plan = Plan { common: since_2011(&plan.common), ..plan.run(ResponseMode::Fixed, LAST) };
    let mut simulation = open_at(opening, parameters, fitted, &plan);
    let migrants = statistics::migrants(&simulation.country.people);
    let mut years = Vec::new();
    simulation.run(|world| years.push(Statistics::of(world, merger.share(world.year))))?;
    Ok(Lived { migrants, years })
}

/// The regime with its backstop from the first year on: government covered shortfalls before there was an adjustment
/// fund (社会保险法 art. 13 and 65, in force since July 2011).
fn since_2011(common: &Regime) -> Regime {
    let mut regime = common.clone();
    let backstop = |spec: &&ClauseSpec| matches!(spec, ClauseSpec::CentralBackstop(_));
    let clauses = common.clauses(LAST).iter().filter(backstop).cloned().collect();
    regime.periods.insert(0, Period { from: YEAR + 1, clauses });
    regime
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::FILES;

    /// Provincial tables with rows after 2010 that the history may read, and of which it takes rows of 2010 or national
    /// sums.
    const READ: [&str; 4] = ["pension_province", "migration_margins", "fertility_province", "birthplace_od_2010"];

    #[test]
    fn no_other_table_with_provinces_is_named_here() {
        let sources = [
            include_str!("accounts.rs"),
            include_str!("statistics.rs"),
            include_str!("fit.rs"),
            include_str!("merger.rs"),
            include_str!("opening.rs"),
        ];
        let by_province = |table: &str| {
            let head = table.lines().next().unwrap_or_default();
            head.split(',').any(|column| column == "province" || column == "11")
        };
        for (name, table, _) in FILES {
            let of_2010 = READ.contains(name) || name.contains("_2010");
            let named = sources.iter().any(|source| source.contains(&format!("\"{name}\"")));
            assert!(of_2010 || !named || !by_province(table), "{name} enters the history");
        }
    }

    #[test]
    fn the_opening_knows_no_province_after_2010() {
        let parameters = Parameters::embedded();
        let accounts = PublishedAccounts::of_2010();
        let (opening, _) = opening::opening(&parameters, &accounts, &Nation::start());
        let share = |values: &[f64; PROVINCES]| {
            let all: f64 = values.iter().sum();
            values.map(|value| value / all)
        };
        let (first, last) = (share(&opening.gdp[0]), share(&opening.gdp[14]));
        let apart = |p: usize| (last[p] / first[p] - 1.0).abs();
        assert!((0..PROVINCES).all(|p| apart(p) < 1e-12), "shares of GDP move");
        let order = |wages: &[f64; PROVINCES]| {
            let mut places: Vec<usize> = (0..PROVINCES).collect();
            places.sort_by(|a, b| wages[*a].total_cmp(&wages[*b]));
            places
        };
        assert_eq!(order(&opening.wages[0]), order(&opening.wages[14]), "wages change places");
    }
}
