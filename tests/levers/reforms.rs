//! A change of a parameter that a scenario makes in its own world moves that world, from its date on, or is refused when
//! the file is read or the worlds are opened.

use super::sweep::{Lived, others};
use fastox_calibration::parameters::{Change, Idle, Overlay, Parameters};
use fastox_experiments::scenario::{self, Scenario};
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use rayon::prelude::*;

const FROM: Year = 2030;
const LAST: Year = 2036;

/// National pooling with reforms that let elasticities act, and a change of its own.
fn changed(change: &str) -> Option<Scenario> {
    let text = format!(
        "title = \"changed\"\nsource = \"a test of levers\"\nbase = \"low-pension-top-up\"\n\
         reforms = [\"audit\", \"publicity\", \"unified-contributions\"]\n[override]\n{change}\n"
    );
    scenario::parse("changed", "changed.toml", &text, &Parameters::embedded()).ok()
}

fn lived(scenario: &Scenario, parameters: &Parameters) -> Lived {
    let enacted = scenario::shipped("national-pooling");
    Lived::through(vec![enacted, scenario.clone()], &[ResponseMode::Fixed], (1_000, LAST), parameters)
}

/// What is wrong with a change: it moves the other world, or its own before its date, or nothing without being refused.
fn wrong(base: &Lived, name: &str, end: &str) -> Option<String> {
    let scenario = changed(&format!("\"{name}\" = {{ {FROM} = \"{end}\" }}"))?;
    let parameters = Parameters::embedded();
    let moved = lived(&scenario, &parameters).moved(base);
    let own = || scenario.overlays.last().into_iter().flat_map(Overlay::values).filter(|change| change.name() == name);
    // A change of a reform whose place it takes is none to refuse.
    let idle = |change| parameters.idle(change, LAST).is_some_and(|why| why != Idle::Replaced);
    let refused = own().any(idle);
    let acted = own().any(Change::acted);
    let message = |what: &str| Some(format!("{name} = {end} {what}"));
    match moved {
        Some(_) if refused => message("is refused, yet it moves"),
        // Few people: what acts on inputs may find nobody here.
        None if !refused && !acted => message("moves nothing"),
        Some(moved) if moved.world != 1 || moved.first < FROM => message("moves what it should not"),
        _ => None,
    }
}

#[test]
fn every_change_in_one_world_moves_that_world_or_is_refused() {
    let parameters = Parameters::embedded();
    let base = lived(&changed("").expect("a scenario"), &parameters);
    let ends = |name| others(name).into_iter().map(move |end| (name, end));
    let changes: Vec<(&str, String)> = parameters.names().flat_map(ends).collect();
    let allowed =
        changes.iter().filter(|(name, end)| changed(&format!("\"{name}\" = {{ {FROM} = \"{end}\" }}")).is_some());
    assert!(allowed.count() > 100);
    let wrong: Vec<String> = changes.par_iter().filter_map(|(name, end)| wrong(&base, name, end)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_all_worlds_share_is_refused_in_one() {
    for name in ["demography.fertility", "macro.wage_growth", "coverage.long_run"] {
        assert!(changed(&format!("\"{name}\" = {{ 2030 = \"1\" }}")).is_none(), "{name}");
    }
}
