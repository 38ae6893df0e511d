//! The 32 worlds: every factor as in the model, or held from the year after the last published accounts.
//!
//! ```text
//! ageing      retirees and their pensions count times r(2024) ÷ r(year) of their province, where r is retirees per
//!             in-service insured of the enterprise fund if nobody moves and the chance to be insured stays
//! migration   nobody moves from one province to another
//! wages       wages grow by prices alone, gaps between provinces stay, a young cohort is insured as that of 2024
//! response    governments keep the effort of 2024 at every margin
//! regime      provinces stand alone
//! ```
//! All are dated, so that 2024 is the same in the 32 worlds, and each leaves the others as they are: r is that of the
//! world in which all else is held, so that what moves or new members do to a province's ratio is theirs and not
//! ageing's. Worlds that share demography share people and draws.

use super::shapley::{Factor, SETS};
use crate::asked::scenario::{self, Scenario};
use crate::results::headlines::HEADLINES;
use crate::results::loss::{Loss, PresentValues};
use crate::results::series::Series;
use crate::run::{Worlds, series_under};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::LAST_YEAR;
use fastox_calibration::parameters::Parameters;
use fastox_model::books::BrokenIdentity;
use fastox_model::country::YearInputs;
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::ResponseMode;
use fastox_model::pooling::{Period, Regime};
use fastox_model::units::{Rate, Year};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The last year of published accounts.
pub const ACCOUNTS: Year = 2024;
/// What the world with everything held is called.
pub const HELD: &str = "held";

/// What is asked.
#[derive(Clone, Debug)]
pub struct DecompositionPlan {
    /// The regime that is taken apart.
    pub scenario: Scenario,
    /// The response of governments.
    pub response: ResponseMode,
    /// Simulated people.
    pub people: usize,
    /// The seed, of all worlds.
    pub seed: u64,
    /// The last year.
    pub last_year: Year,
}

/// The headlines of every set of factors, in their order.
pub(super) struct Games {
    pub headlines: Vec<[Option<f64>; SETS]>,
    /// Whether 2024 is the same in all worlds.
    pub same_accounts: bool,
}

/// By year, how much of a province's retirees counts.
type Counted = BTreeMap<Year, [Rate; PROVINCES]>;

/// What is left of a world: its headlines, and what its losses are told from.
struct World {
    set: usize,
    headlines: Vec<Option<f64>>,
    present: Option<PresentValues>,
    /// Present values with effort kept since 2022, where that was lived beside it.
    kept: Option<PresentValues>,
    accounts: String,
}

/// Lives all worlds; `progress` receives how many more were lived, from any thread.
pub(super) fn live(
    parameters: &Parameters,
    record: &Fitted,
    asked: &DecompositionPlan,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Games, BrokenIdentity> {
    let country = Country { parameters, record, asked, alone: alone_after(&asked.scenario.regime, parameters) };
    let counted = country.counted()?;
    progress(1);
    let sets: Vec<usize> = (0..SETS).filter(|set| !Factor::Regime.is_in(*set)).collect();
    let lived = sets.par_iter().map(|set| {
        let worlds = country.both_regimes(*set, &counted)?;
        progress(worlds.len());
        Ok(worlds)
    });
    let lived: Vec<World> = lived.collect::<Result<Vec<_>, BrokenIdentity>>()?.into_iter().flatten().collect();
    Ok(together(lived))
}

/// Every headline of every set; a loss is told against the same world with effort kept.
fn together(mut lived: Vec<World>) -> Games {
    lived.sort_by_key(|world| world.set);
    let loss = |set: usize| {
        // Effort kept knows no answer, so it is lived beside one of the two.
        let kept = lived[set | Factor::Response.bit()].kept;
        Some(Loss { kept: kept?, responding: lived[set].present? })
    };
    let losses: Vec<Option<Loss>> = (0..SETS).map(loss).collect();
    let value = |place: usize, set: usize| {
        let own = lived[set].headlines[place];
        own.or_else(|| losses[set].as_ref().and_then(|loss| HEADLINES[place].of_loss(loss)))
    };
    let headlines = (0..HEADLINES.len()).map(|place| std::array::from_fn(|set| value(place, set))).collect();
    let same_accounts = lived.iter().all(|world| world.accounts == lived[0].accounts);
    Games { headlines, same_accounts }
}

/// A regime up to 2024, then every province for itself.
fn alone_after(regime: &Regime, parameters: &Parameters) -> Scenario {
    let alone = scenario::load("stand-alone", parameters).unwrap_or_else(|report| panic!("{report}")).regime;
    let before = regime.periods.iter().filter(|period| period.from <= ACCOUNTS).cloned();
    let after = Period { from: ACCOUNTS + 1, clauses: alone.clauses(ACCOUNTS + 1).to_vec() };
    let periods = before.chain([after]).collect();
    Scenario::new(Regime { name: HELD.to_owned(), periods, ..regime.clone() })
}

/// What all worlds have in common.
struct Country<'a> {
    parameters: &'a Parameters,
    record: &'a Fitted,
    asked: &'a DecompositionPlan,
    alone: Scenario,
}

impl Country<'_> {
    /// The worlds of a set without the regime and with it, in that order.
    fn both_regimes(&self, set: usize, counted: &Counted) -> Result<Vec<World>, BrokenIdentity> {
        let asked = self.asked;
        let tells_losses = asked.response != ResponseMode::Fixed && Factor::Response.is_in(set);
        let kept = tells_losses.then_some(ResponseMode::Fixed);
        let modes: Vec<ResponseMode> = std::iter::once(asked.response).chain(kept).collect();
        let lived = self.live(set, &[self.alone.clone(), asked.scenario.clone()], &modes, counted)?;
        let sets = [set, set | Factor::Regime.bit()];
        Ok(lived.chunks(modes.len()).zip(sets).map(|(worlds, set)| World::of(set, worlds)).collect())
    }

    fn live(
        &self,
        set: usize,
        scenarios: &[Scenario],
        modes: &[ResponseMode],
        counted: &Counted,
    ) -> Result<Vec<Series>, BrokenIdentity> {
        let parameters = self.parameters_of(set);
        let plan = Worlds::of(scenarios, modes).plan(self.asked.people, self.asked.seed, self.asked.last_year);
        series_under(&parameters, self.record, &plan, |year| hold(year, set, counted))
    }

    /// What of a province's retirees counts where ageing is held: their number per insured of 2024, relative to that of
    /// the year where all else is held.
    fn counted(&self) -> Result<Counted, BrokenIdentity> {
        let held = self.live(0, std::slice::from_ref(&self.alone), &[ResponseMode::Fixed], &Counted::new())?;
        let ratio = |year: Year, p: usize| {
            let place = &held[0].at(year)?.provinces[p];
            Some(place.retirees_enterprise as f64 / place.insured_enterprise as f64).filter(|ratio| *ratio > 0.0)
        };
        let share = |year, p| ratio(ACCOUNTS, p).zip(ratio(year, p)).map(|(then, now)| then / now);
        let of_year = |year| std::array::from_fn(|p| share(year, p).map_or(Rate::ONE, Rate::from_f64));
        Ok((ACCOUNTS + 1..=self.asked.last_year).map(|year| (year, of_year(year))).collect())
    }

    /// The parameters, with what is held of them.
    fn parameters_of(&self, set: usize) -> Parameters {
        let mut parameters = self.parameters.clone();
        let moves =
            "\"migration.level\" = { 2025 = \"0 %\" }\n\"migration.return_rate\" = { 2025 = \"0 % per year\" }\n";
        for (factor, text) in [(Factor::Migration, moves), (Factor::Wages, &wages_of_2024(self.parameters))] {
            if !factor.is_in(set) {
                parameters.apply_overlay(HELD, text).unwrap_or_else(|report| panic!("{report}"));
            }
        }
        parameters
    }
}

/// Wages that grow by prices alone, with the gaps and the coverage of 2024.
fn wages_of_2024(parameters: &Parameters) -> String {
    let mut growth = String::new();
    for year in ACCOUNTS + 1..=LAST_YEAR {
        let prices = 100.0 * parameters.mean_of(year).value("macro.price_growth");
        let _ = write!(growth, "{year} = \"{prices} % per year\", ");
    }
    let none = "{ 2025 = \"0 % per year\" }";
    format!("\"macro.wage_growth\" = {{ {growth} }}\n\"macro.gap_closing\" = {none}\n\"coverage.growth\" = {none}\n")
}

/// Holds what is no parameter: the ratio of retirees, and effort, which the end of 2024 would move for 2025.
fn hold(year: &mut YearInputs, set: usize, counted: &Counted) {
    let of_year = counted.get(&year.people.year).filter(|_| !Factor::Ageing.is_in(set));
    for (variant, counted) in year.variants.iter_mut().zip(of_year.into_iter().cycle()) {
        variant.economy.retirees_counted = *counted;
    }
    if year.people.year >= ACCOUNTS && !Factor::Response.is_in(set) {
        year.behaviour.response.speed = 0.0;
    }
}

impl World {
    /// A world, perhaps with the same one under effort that is kept.
    fn of(set: usize, worlds: &[Series]) -> Self {
        let own = &worlds[0];
        let accounts = own.at(ACCOUNTS).map(|accounts| format!("{:?}", accounts.provinces)).unwrap_or_default();
        let headlines = HEADLINES.iter().map(|headline| headline.value(own)).collect();
        let kept = worlds.get(1).and_then(PresentValues::of);
        Self { set, headlines, present: PresentValues::of(own), kept, accounts }
    }
}
