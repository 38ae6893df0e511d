//! The three vintages.

use super::{Foretold, NATION, RecordError, STATISTICS};
use crate::asked::draws::{self, Drawn};
use crate::asked::scenario;
use crate::questions::validate::history::{ROUNDS, Statistic, nation};
use crate::results::weighted::quantile;
use crate::run;
use fastox_calibration::data::table;
use fastox_calibration::fit::modelled;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::history;
use fastox_calibration::parameters::Parameters;
use fastox_model::books::BrokenIdentity;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use rayon::prelude::*;

/// Years whose provincial accounts are published in one series.
const PROVINCIAL: [Year; 7] = [2011, 2012, 2013, 2014, 2015, 2016, 2024];
/// The last year with accounts.
const LAST_PUBLISHED: Year = 2024;
/// The last year that is foretold.
const LAST: Year = 2026;
/// Retirees of the nation are given to a history until then.
const RETIREES_GIVEN: Year = 2016;
/// The four statistics of a year by province.
type ByProvince = [[f64; PROVINCES]; STATISTICS.len()];

/// Of 2011 to 2016 only heads are published by province.
fn provinces(year: Year, statistic: usize) -> Option<[f64; PROVINCES]> {
    let of = |column| table("pension_province").by_province(&[("year", &year.to_string())], column);
    let published = PROVINCIAL.contains(&year).then(|| of(STATISTICS[statistic].column))?;
    published.iter().all(|value| *value > 0.0).then_some(published)
}

/// The nation first, then the provinces that are compared.
fn row(vintage: Year, year: Year, statistic: usize, province: Option<Province>) -> Foretold {
    let published = match province {
        None => (year <= LAST_PUBLISHED).then(|| nation(year, STATISTICS[statistic].column)),
        Some(p) => provinces(year, statistic).map(|by| by[p.index()]),
    };
    let (statistic, province) = (STATISTICS[statistic].name, province.map_or(NATION, Province::code));
    Foretold { vintage, year, statistic, province, model: 0.0, low: None, high: None, published, given: false }
}

/// The accounts of 2010 carried on, to 2024.
pub(super) fn of_2010(
    parameters: &Parameters,
    people: usize,
    seed: u64,
    progress: impl FnMut(usize),
) -> Result<Vec<Foretold>, RecordError> {
    let plan = scenario::fit_plan(parameters, people, seed, ROUNDS);
    let history = history::live(parameters, &plan, progress)?;
    let mut rows = Vec::new();
    for (year, lived) in (history::YEAR + 1..).zip(&history.years) {
        for (statistic, Statistic { modelled, flow, .. }) in STATISTICS.iter().enumerate() {
            let by = modelled(lived);
            let given = match statistic {
                1 => year <= RETIREES_GIVEN,
                2 => year == history::YEAR + 1,
                _ => true,
            };
            let sum = by.iter().sum();
            rows.push(Foretold { model: sum, given, ..row(history::YEAR, year, statistic, None) });
            // Flows are compared where those of 2010 are known.
            let known = |p: &Province| !flow || history.accounts.has_flows[p.index()];
            let places = Province::all().filter(known).filter(|_| provinces(year, statistic).is_some());
            rows.extend(
                places.map(|p| Foretold { model: by[p.index()], ..row(history::YEAR, year, statistic, Some(p)) }),
            );
        }
    }
    Ok(rows)
}

/// The opening of 2020 without provincial factors to 2024, and the record of today from 2025 on, both with bands.
pub(super) fn since_2020(
    parameters: &Parameters,
    (people, seed): (usize, u64),
    draws: usize,
    progress: &(dyn Fn(String) + Sync),
) -> Result<Vec<Foretold>, RecordError> {
    let shipped = Fitted::shipped();
    let drawn = draws::drawn(draws as u64, &shipped)?;
    let central = both(parameters, &shipped, people, seed)?;
    let bands = bands(parameters, drawn.as_ref(), draws, |draw, parameters, fitted| {
        progress(format!("vintages 2020 and 2024: draw {draw} of {draws}"));
        both(parameters, fitted, people, seed)
    })?;
    let mut rows = Vec::new();
    for (place, now) in central.iter().enumerate() {
        let (vintage, year) = (now.vintage, now.year);
        let of_draws: Vec<(&ByProvince, f64)> = bands.iter().map(|(all, weight)| (&all[place].by, *weight)).collect();
        for statistic in 0..STATISTICS.len() {
            let with = |province: Option<Province>, value: &dyn Fn(&ByProvince) -> f64| {
                let drawn: Vec<(Option<f64>, f64)> =
                    of_draws.iter().map(|(by, weight)| (Some(value(by)), *weight)).collect();
                let [low, high] = [0.05, 0.95].map(|share| quantile(&drawn, share));
                let given = province.is_none() && year <= LAST_PUBLISHED;
                Foretold { model: value(&now.by), low, high, given, ..row(vintage, year, statistic, province) }
            };
            rows.push(with(None, &|by| by[statistic].iter().sum()));
            let compared = year > LAST_PUBLISHED || PROVINCIAL.contains(&year);
            let places = Province::all().filter(|_| compared);
            rows.extend(places.map(|p| with(Some(p), &|by| by[statistic][p.index()])));
        }
    }
    Ok(rows)
}

/// A year of a vintage.
struct VintageYear {
    vintage: Year,
    year: Year,
    by: ByProvince,
}

/// Both vintages under these values.
fn both(
    parameters: &Parameters,
    fitted: &Fitted,
    people: usize,
    seed: u64,
) -> Result<Vec<VintageYear>, BrokenIdentity> {
    let before = lived(parameters, &fitted.before_factors(), (people, seed), LAST_PUBLISHED)?;
    let now = lived(parameters, fitted, (people, seed), LAST)?;
    let known = before.into_iter().map(|(year, by)| VintageYear { vintage: 2020, year, by });
    let ahead = now.into_iter().filter(|(year, _)| *year > LAST_PUBLISHED);
    Ok(known.chain(ahead.map(|(year, by)| VintageYear { vintage: LAST_PUBLISHED, year, by })).collect())
}

fn lived(
    parameters: &Parameters,
    fitted: &Fitted,
    (people, seed): (usize, u64),
    last: Year,
) -> Result<Vec<(Year, ByProvince)>, BrokenIdentity> {
    let plan = scenario::fit_plan(parameters, people, seed, 0).run(ResponseMode::Responding, last);
    let lived = run::series(parameters, fitted, &plan)?;
    Ok(lived.iter().flat_map(|world| &world.years).map(|accounts| (accounts.year, modelled(accounts))).collect())
}

/// Both vintages under every draw, with its weight.
fn bands(
    parameters: &Parameters,
    drawn: Option<&Drawn>,
    draws: usize,
    live: impl Fn(usize, &Parameters, &Fitted) -> Result<Vec<VintageYear>, BrokenIdentity> + Sync,
) -> Result<Vec<(Vec<VintageYear>, f64)>, BrokenIdentity> {
    let Some(drawn) = drawn else { return Ok(Vec::new()) };
    let one = |(place, weight): (usize, f64)| {
        let draw = drawn.draw(place + 1);
        let own = drawn.ensemble.parameters(draw, parameters);
        Ok((live(place + 1, &own, &draw.fitted)?, weight))
    };
    drawn.weights(draws as u64).into_par_iter().enumerate().map(one).collect()
}
