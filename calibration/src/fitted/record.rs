//! Reading the record of a calibration: every key, each number finite and within what it may be.

use super::{Factors, Fitted, factors::FACTORS, response_name};
use crate::parameters::diagnostic::document::Fields;
use crate::parameters::diagnostic::item::Item;
use fastox_model::geography::Province;
use fastox_model::incentives::{Curve, Curves, EffectSize, Ordering};

/// Shares of the way that coverage makes; a year may fall back or go a little beyond.
const WAY: (f64, f64) = (-1.0, 2.0);
/// What a curve is solved within.
const CURVATURE: (f64, f64) = (0.0, 20.0);
const DUTY: (f64, f64) = (0.0, 10.0);

/// What the file says; every problem is noted before it gives up.
pub(super) fn read(fields: &Fields<'_>) -> Option<Fitted> {
    let mut fitted = Fitted::neutral();
    let tables =
        ["coverage", "response", "province"].map(|name| fields.need(name, "{ … }")?.fields(&format!("[{name}]")));
    fields.refuse_others();
    let [coverage, response, province] = tables;
    let way = coverage.and_then(|fields| way(&fields));
    let curves = response.map(|fields| curves(&fields, &mut fitted));
    let factors = province.map(|fields| provinces(&fields, &mut fitted));
    fitted.way = way?;
    (curves? && factors?).then_some(fitted)
}

fn way(fields: &Fields<'_>) -> Option<[f64; 3]> {
    let form = "[0.3, 0.6, 0.8]";
    let item = fields.need("way", form)?;
    fields.refuse_others();
    let years: Vec<f64> = item.list(form)?.iter().map(|year| year.number(WAY)).collect::<Option<_>>()?;
    let found = years.len();
    years.try_into().map_err(|_| item.note(format!("`{}` needs three numbers, not {found}", item.path), form)).ok()
}

/// Every setting and ordering; says whether all are there.
fn curves(fields: &Fields<'_>, fitted: &mut Fitted) -> bool {
    let mut whole = true;
    for (setting, ordering) in EffectSize::ALL.into_iter().flat_map(|s| Ordering::ALL.map(|o| (s, o))) {
        let name: &'static str = NAMES[setting as usize][ordering as usize];
        debug_assert_eq!(name, response_name(setting, ordering));
        match fields.need(name, "{ … }").and_then(|item| item.fields("[response.central]")).and_then(|own| curve(&own))
        {
            Some(curves) => fitted.response[setting as usize][ordering as usize] = curves,
            None => whole = false,
        }
    }
    fields.refuse_others();
    whole
}

/// The names of settings and orderings, as keys of the file.
const NAMES: [[&str; Ordering::COUNT]; EffectSize::COUNT] =
    [["mild", "mild-reverse"], ["central", "central-reverse"], ["severe", "severe-reverse"]];

fn curve(fields: &Fields<'_>) -> Option<Curves> {
    let of = |key, within| fields.need(key, "0.1").and_then(|item| item.number(within));
    let (surplus, deficit, duty) =
        (of("curvature_surplus", CURVATURE), of("curvature_deficit", CURVATURE), of("duty", DUTY));
    fields.refuse_others();
    let duty = duty?;
    Some(Curves { surplus: Curve { curvature: surplus?, duty }, deficit: Curve { curvature: deficit?, duty } })
}

/// Every province; says whether all are there.
fn provinces(fields: &Fields<'_>, fitted: &mut Fitted) -> bool {
    let mut whole = true;
    for p in Province::all() {
        match fields.need(CODES[p.index()], "{ … }").and_then(|item| item.fields("[province.44]")) {
            Some(own) => whole &= factors(&own, &mut fitted.provinces[p.index()]),
            None => whole = false,
        }
    }
    fields.refuse_others();
    whole
}

/// GB codes, as keys of the file.
const CODES: [&str; fastox_model::geography::PROVINCES] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
];

fn factors(fields: &Fields<'_>, own: &mut Factors) -> bool {
    let mut whole = true;
    for factor in FACTORS {
        let item = fields.need(factor.key, "…");
        match item.and_then(|item| number(&item, factor.key, factor.held)) {
            Some(number) => (factor.set)(own, number),
            None => whole = false,
        }
    }
    fields.refuse_others();
    whole
}

/// A number of the record; money comes back in yuan from whole fen.
fn number(item: &Item<'_>, key: &str, held: (f64, f64)) -> Option<f64> {
    if !key.ends_with("_fen") {
        return item.number(held);
    }
    item.integer("0")?;
    Some(item.number((held.0 * 100.0, held.1 * 100.0))? / 100.0)
}
