//! What `explain` shows is what a run uses: setting a parameter to the value shown changes nothing.

use fastox_calibration::fitted::Fitted;
use fastox_calibration::inputs::Inputs;
use fastox_calibration::inputs::projected::Projection;
use fastox_calibration::parameters::{Explanation, Parameter, Parameters};
use fastox_model::geography::Province;
use fastox_model::units::{Month, Year};
use rayon::prelude::*;
use std::fmt::{self, Write};
use std::hash::{DefaultHasher, Hasher};

const LAST: Year = 2050;

/// A hash of what a value shows.
struct Hashed(DefaultHasher);

impl Write for Hashed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}

fn hash(value: &impl fmt::Debug) -> u64 {
    let mut hashed = Hashed(DefaultHasher::new());
    write!(hashed, "{value:?}").expect("a hash takes everything");
    hashed.0.finish()
}

/// What every year to a last one brings under these parameters.
fn years(parameters: &Parameters, last: Year) -> Vec<u64> {
    let inputs = Inputs::prepare(std::slice::from_ref(parameters), &Fitted::shipped(), last);
    inputs.years.iter().map(hash).collect()
}

/// The value shown for a place as a dated value, with what the file has after it.
fn as_shown(message: &Explanation, parameter: &Parameter, place: Option<Province>) -> String {
    let (year, path) = (message.year, parameter.path(place).expect("a path"));
    let within = message.since.clone().filter(|since| since.starts_with(&format!("{year}-")));
    let mut dated = match within {
        // The months before it stay.
        Some(since) => {
            let before = parameter.display(path.at(Month::new(year, 1)));
            format!("{year} = \"{before}\", {since} = \"{}\"", message.value)
        }
        None => format!("{year} = \"{}\"", message.value),
    };
    for (from, value) in path.values().iter().filter(|(from, _)| *from > Month::new(year, 12)) {
        let _ = write!(dated, ", {from} = \"{}\"", parameter.display(*value));
    }
    dated
}

/// A parameter set to what is shown for a year in every place that has a path of its own; what goes wrong.
fn set_as_shown(
    shipped: &Parameters,
    projection: &Projection<'_>,
    name: &str,
    year: Year,
) -> Result<Parameters, String> {
    let parameter = shipped.get(name).expect("a parameter");
    let shown = |place: Option<Province>| {
        let mut message = shipped.explain(name, place, year).expect("it is known");
        projection.explain(&mut message, place);
        as_shown(&message, parameter, place)
    };
    let mut all: Vec<String> = parameter.national.iter().map(|_| shown(None)).collect();
    let own = parameter.provinces.keys().map(|p| format!("{} = {{ {} }}", p.code(), shown(Some(*p))));
    let own: Vec<String> = own.collect();
    if !own.is_empty() {
        all.push(format!("province = {{ {} }}", own.join(", ")));
    }
    let mut set = shipped.clone();
    set.set(&format!("{name}={{ {} }}", all.join(", "))).map_err(|report| report.to_string())?;
    Ok(set)
}

#[test]
fn a_parameter_set_to_what_is_shown_changes_nothing() {
    let shipped = Parameters::embedded();
    let projection = Projection::prepare(&shipped, LAST);
    let names: Vec<&str> = shipped.names().collect();
    let wrong: Vec<String> = [2024, 2030, LAST]
        .into_iter()
        .flat_map(|year| {
            let base = years(&shipped, year);
            let wrong = names.par_iter().filter_map(|name| {
                let set = match set_as_shown(&shipped, &projection, name, year) {
                    Ok(set) => set,
                    Err(why) => return Some(format!("{name} {year}: {why}")),
                };
                (years(&set, year) != base).then(|| format!("{name} in {year}"))
            });
            wrong.collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_calculation_base_of_a_year_to_come_is_the_projected_one() {
    let shipped = Parameters::embedded();
    let guangdong = Province::find("44");
    let mut message = shipped.explain("award.calculation_base", guangdong, 2035).expect("it is known");
    Projection::prepare(&shipped, LAST).explain(&mut message, guangdong);
    assert!(message.number.expect("a number") > 12_000.0, "{}", message.value);
}
