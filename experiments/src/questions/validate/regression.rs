//! The published regression on the simulated panel: what a coefficient estimated as the abstracts say would be here, beside
//! the published one and beside what pooling does in the model.
//!
//! ```text
//! y_pt = α_p + β_s · after_t · surplus_p + β_d · after_t · deficit_p                      before and after
//! y_pt = α_p + γ_t + (β_d − β_s) · after_t · deficit_p                                    with effects of years
//! y    collection rate, points: contributions ÷ what statutory rates on own wages yield, or ÷ 24 % of average wages
//! ```
//! The panel is balanced and all provinces are treated at once, so that both are means of each province's change of its
//! mean rate, and effects of years leave the difference of the groups alone. Standard errors are of those means over
//! provinces, which is clustering by province. A placebo is the same where nobody reacts, or before the reform.

mod rates;
mod scale;
mod text;

pub use scale::ScaleLine;
pub use text::to_text;

use super::history::ROUNDS;
use super::record::RecordError;
use crate::asked::draws;
use crate::asked::scenario;
use crate::results::series::Series;
use crate::results::summary::{Effect, WorldSummary};
use crate::run::{Worlds, series};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::history;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::Plan;
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use rates::{Panel, Rate};
use serde::Serialize;

/// The last year of published accounts.
const LAST: Year = 2024;
/// Fewer draws make no line.
const FEWEST: usize = 3;
/// National pooling.
const REFORM: Year = 2022;
/// What the regression is called where every province is beside itself under the adjustment fund.
const TWO_WORLDS: &str = "pooling less adjustment fund kept, both responding";
const PLACEBO: &str = "nobody reacts (placebo)";

/// Groups of the published accounts of 2024.
const BY_2024: &str = "2024";
/// Groups of the simulated balance of 2021.
const BY_2021: &str = "2021";

/// A mean over provinces, points of the collection rate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The mean.
    pub points: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// The coefficients of one regression.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coefficients {
    /// The panel.
    pub panel: &'static str,
    /// The collection rate.
    pub rate: &'static str,
    /// Of which year provinces are in surplus or in deficit: published accounts of 2024, simulated ones of 2021.
    pub groups: &'static str,
    /// First and last year before.
    pub before: (Year, Year),
    /// First and last year after.
    pub after: (Year, Year),
    /// Provinces in deficit.
    pub in_deficit: usize,
    /// β of the provinces in surplus.
    pub surplus: Estimate,
    /// β of those in deficit.
    pub deficit: Estimate,
    /// Their difference, which effects of years leave.
    pub difference: Estimate,
}

/// What was found.
#[derive(Clone, Debug, Serialize)]
pub struct Regressions {
    /// Simulated people.
    pub people: usize,
    /// The seed.
    pub seed: u64,
    /// Scale of the response of the panels.
    pub scale: f64,
    /// Published effects, points: surplus, deficit.
    pub published: [f64; 2],
    /// What pooling does at the effort that answers what is kept, mean of 2022–24, points: surplus, deficit.
    pub in_full: [Option<f64>; 2],
    /// The regressions.
    pub rows: Vec<Coefficients>,
    /// Coefficients against the scale of the response, over draws of the posterior.
    pub lines: Vec<ScaleLine>,
}

/// Which of the provinces are in surplus.
type Groups = [bool; PROVINCES];

/// Lives the panels and runs every regression; `draws` of the posterior tell what scale the published coefficients mean.
pub fn regressions(
    parameters: &Parameters,
    (people, seed): (usize, u64),
    draws: usize,
    progress: &(dyn Fn(String) + Sync),
) -> Result<Regressions, RecordError> {
    let fitted = Fitted::shipped();
    progress("the world as enacted, with effort kept, and with the adjustment fund kept".to_owned());
    let lived = lived(parameters, &fitted, people, seed)?;
    let mut rows = enacted(parameters, &lived);
    let plan = scenario::fit_plan(parameters, people, seed, ROUNDS);
    let from_2010 = history::live(parameters, &plan, |round| {
        progress(format!("history from 2010: round {round} of {ROUNDS}"));
    })?;
    rows.extend(placebos(&Panel::of_history(&from_2010), &groups_of_2024(&lived.responding)));
    let draws = if draws < FEWEST { 0 } else { draws };
    let drawn = draws::drawn(draws as u64, &fitted)?;
    let own = |row: &&Coefficients| (row.panel, row.rate, row.groups) == (PLACEBO, Rate::OfOwnWages.name(), BY_2024);
    let lines = match (drawn, rows.iter().find(own)) {
        (Some(drawn), Some(placebo)) => scale::lines(parameters, (&drawn, placebo), draws, (people, seed), progress)?,
        _ => Vec::new(),
    };
    let value = |name: &str| parameters.mean_of(REFORM).value(name);
    Ok(Regressions {
        people,
        seed,
        scale: value("effort.scale"),
        published: ["effort.surplus_effect", "effort.deficit_effect"].map(|name| -100.0 * value(name)),
        in_full: in_full(&[&lived.adjustment, &lived.responding]),
        rows,
        lines,
    })
}

/// The worlds of the panels, to 2024.
struct Lived {
    responding: Series,
    fixed: Series,
    adjustment: Series,
}

fn lived(parameters: &Parameters, fitted: &Fitted, people: usize, seed: u64) -> Result<Lived, RecordError> {
    let scenarios = ["central-adjustment", scenario::ENACTED].map(|name| scenario::load(name, parameters));
    let [adjustment, enacted] = scenarios;
    let modes = [ResponseMode::Responding, ResponseMode::Fixed];
    let plan: Plan = Worlds::of(&[adjustment?, enacted?], &modes).plan(people, seed, LAST);
    let [adjustment, _, responding, fixed]: [Series; 4] =
        series(parameters, fitted, &plan)?.try_into().expect("two regimes with two responses");
    Ok(Lived { responding, fixed, adjustment })
}

/// The regressions of 2021 against 2022–24: as enacted, where nobody reacts, and beside the adjustment fund.
fn enacted(parameters: &Parameters, Lived { responding, fixed, adjustment }: &Lived) -> Vec<Coefficients> {
    let groups = [(BY_2024, groups_of_2024(responding)), (BY_2021, groups_of(responding, 2021))];
    let window = Window { before: (2021, 2021), after: (REFORM, LAST) };
    let mut rows = Vec::new();
    for (panel, series) in [("as enacted", responding), (PLACEBO, fixed)] {
        for rate in [Rate::OfOwnWages, Rate::OfAverageWages] {
            let rates = Panel::of(parameters, series, rate);
            let of =
                |(name, groups): &(&'static str, Groups)| rates.regression(panel, rate.name(), (*name, groups), window);
            rows.extend(groups.iter().filter_map(of));
        }
    }
    let rates = [responding, adjustment].map(|series| Panel::of(parameters, series, Rate::OfOwnWages));
    let (name, groups) = &groups[0];
    rows.extend(rates[0].less(&rates[1]).means(TWO_WORLDS, Rate::OfOwnWages.name(), (*name, groups), window.after));
    rows
}

/// The same regression with a reform that was none, in a history in which nobody reacts.
fn placebos(panel: &Panel, groups: &Groups) -> Vec<Coefficients> {
    let windows = [((2012, 2014), (2015, 2017)), ((2015, 2017), (2018, 2020)), ((2019, 2021), (2022, 2024))];
    let of = |(before, after)| {
        let window = Window { before, after };
        let own = Rate::OfOwnWages.name();
        panel.regression("from 2010, nobody reacts (placebo)", own, (BY_2024, groups), window)
    };
    windows.into_iter().filter_map(of).collect()
}

/// First and last years before and after.
#[derive(Clone, Copy, Debug)]
struct Window {
    before: (Year, Year),
    after: (Year, Year),
}

/// The groups of the published accounts of 2024.
fn groups_of_2024(series: &Series) -> Groups {
    let year = series.at(LAST).expect("2024 is lived");
    std::array::from_fn(|p| year.collection[p].surplus_group)
}

/// Who is in surplus in a simulated year.
fn groups_of(series: &Series, year: Year) -> Groups {
    let year = series.at(year).expect("the year is lived");
    std::array::from_fn(|p| year.provinces[p].in_surplus())
}

/// What pooling does in full, mean of 2022–24.
fn in_full(worlds: &[&Series]) -> [Option<f64>; 2] {
    let summaries: Vec<WorldSummary> = worlds.iter().map(|series| WorldSummary::of(series)).collect();
    let effects = Effect::of(&summaries);
    let mean = |read: fn(&Effect) -> Option<f64>| {
        let values: Option<Vec<f64>> = effects.iter().map(read).collect();
        values.filter(|values| !values.is_empty()).map(|values| values.iter().sum::<f64>() / values.len() as f64)
    };
    [mean(|effect| effect.surplus_in_full), mean(|effect| effect.deficit_in_full)]
}

#[cfg(test)]
mod tests;
