//! How governments react in a year, from the parameters in force and the fit.

use crate::fitted::Fitted;
use crate::parameters::Parameters;
use crate::response::{EFFECTS, ResponseCurves, solve};
use fastox_model::incentives::{Curve, Margin, Nudge, Response, Valuation};
use fastox_model::units::Year;

/// The year whose effects the curves of collection are solved from.
const SOLVED: Year = 2022;

/// What governments of a year answer to what they keep, by these curves of collection.
pub fn response(parameters: &Parameters, collection: ResponseCurves, year: Year) -> Response {
    let in_force = parameters.mean_of(year);
    let curve = |margin: Margin| {
        let group = margin.name().replace('-', "_");
        let of = |what: &str| in_force.value(&format!("{group}.{what}"));
        Curve { curvature: of("curvature"), duty: of("duty") }
    };
    Response {
        collection,
        most: 1.0 / parameters.in_january(SOLVED).value("effort.base_rate"),
        valuation: Valuation {
            low: in_force.value("effort.valuation.low"),
            high: in_force.value("effort.valuation.high"),
            scale: in_force.value("effort.valuation.scale"),
        },
        rivalry: in_force.value("effort.rivalry"),
        others: Margin::OTHERS.map(curve),
        speed: in_force.value("effort.speed"),
        months_share: in_force.value("effort.months_share"),
    }
}

/// How retention is measured in a year, whether or not anybody responds to it.
pub(super) fn nudge(parameters: &Parameters, year: Year) -> Nudge {
    let in_force = parameters.mean_of(year);
    Nudge {
        forecast_error: in_force.value("effort.forecast_error"),
        reserve_value: in_force.value("effort.reserve_value"),
        discount: in_force.value("effort.discount"),
        ratchet: in_force.value("effort.ratchet"),
    }
}

/// Curves of collection, for all years alike: the fit stands unless an experiment changes the effects: then the same
/// retention is made to meet those.
pub fn curves(parameters: &Parameters, fitted: &Fitted) -> ResponseCurves {
    let changed = |name: &&str| parameters.get(name).is_some_and(|p| !p.changed_by.is_empty());
    if !EFFECTS.iter().any(changed) {
        return fitted.response;
    }
    solve(parameters, &fitted.observed(), &fitted.response)
}
