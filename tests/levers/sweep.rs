//! Every parameter at both ends of its range, for all time and from 2035 on, in a small country: it moves something, from
//! its date on and not before, or the change is refused. What is found is `calibration/parameters/effects.csv`:
//! `FASTOX_BLESS=1 cargo test --release -p fastox-tests -- --ignored the_whole_sweep` writes it.

use super::readers::READERS;
use crate::support::parameters;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::quantity::Unit;
use fastox_calibration::parameters::{Effect, Idle, Parameter, Parameters};
use fastox_experiments::questions::evaluate::{Question, live};
use fastox_experiments::scenario::{self, Scenario};
use fastox_model::accounts::Accounts;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::{Month, Year};
use rayon::prelude::*;
use std::sync::LazyLock;

const LAST: Year = 2038;
const DATED: Year = 2035;

/// Regimes, responses and people that are looked at one after the other, until something moves.
struct Place {
    regimes: &'static [&'static str],
    responses: &'static [ResponseMode],
    people: usize,
    /// Changes under which elasticities and typical amounts act, with and without the change that is looked at.
    under: &'static [&'static str],
}

/// Most parameters move the enacted regime, some only settings, other clauses or what reforms set going, some only few
/// people in many.
const PLACES: [Place; 3] = [
    Place { regimes: &["national-pooling"], responses: &[ResponseMode::Responding], people: 1_000, under: &[] },
    Place {
        regimes: &["central-adjustment", "audit", "low-pension-top-up", "national-pooling-by-plan"],
        responses: &[ResponseMode::Responding, ResponseMode::RespondingMild, ResponseMode::RespondingSevere],
        people: 1_000,
        under: &[
            "contribution.employer_rate={ 2027 = \"20 %\" }",
            "effort.valuation.low=0.5",
            "local_item.heating_default_paid=yes",
            "workers.perceived_return=90 %",
        ],
    },
    Place { regimes: &["national-pooling"], responses: &[ResponseMode::Responding], people: 20_000, under: &[] },
];

impl Place {
    /// The parameters here, with a change.
    fn with(&self, change: &str) -> Parameters {
        parameters(&[self.under, &[change]].concat())
    }
}

/// The accounts of every world, and the text of every year, in which every bit shows.
pub struct Lived {
    worlds: Vec<String>,
    last: Vec<Accounts>,
    years: Vec<Vec<String>>,
}

/// What moved against the parameters as shipped.
pub struct Moved {
    pub first: Year,
    pub world: usize,
}

impl Lived {
    fn of(Place { regimes, responses, people, .. }: &Place, parameters: &Parameters) -> Self {
        let load = |name: &&str| scenario::load(name, parameters).expect("a shipped scenario");
        Self::through(regimes.iter().map(load).collect(), responses, (*people, LAST), parameters)
    }

    /// The worlds of scenarios with so many people, through to a last year.
    pub fn through(
        scenarios: Vec<Scenario>,
        responses: &[ResponseMode],
        (people, last_year): (usize, Year),
        parameters: &Parameters,
    ) -> Self {
        let question = Question { scenarios, responses: responses.to_vec(), people, seed: 1, last_year, refit: 0 };
        let lived = live(parameters, &Fitted::shipped(), &question).expect("books close");
        let text = |year: &Accounts| format!("{year:?}");
        Self {
            worlds: lived.iter().map(|w| format!("{} {}", w.world().regime, w.world().response)).collect(),
            years: lived.iter().map(|world| world.years.iter().map(text).collect()).collect(),
            last: lived.into_iter().filter_map(|world| world.years.into_iter().last()).collect(),
        }
    }

    /// The first year that differs, in the first of the worlds in which one does.
    pub fn moved(&self, other: &Self) -> Option<Moved> {
        let first = |world: usize| {
            let years = self.years[world].iter().zip(&other.years[world]);
            let place = years.into_iter().position(|(own, others)| own != others)?;
            Some(Moved { first: 2021 + place as Year, world })
        };
        (0..self.years.len()).filter_map(first).min_by_key(|moved| (moved.first, moved.world))
    }
}

static SHIPPED: LazyLock<[LazyLock<Lived>; 3]> = LazyLock::new(|| {
    [
        LazyLock::new(|| Lived::of(&PLACES[0], &parameters(PLACES[0].under))),
        LazyLock::new(|| Lived::of(&PLACES[1], &parameters(PLACES[1].under))),
        LazyLock::new(|| Lived::of(&PLACES[2], &parameters(PLACES[2].under))),
    ]
});

/// Columns of `national_year`, each relative to what makes it comparable: heads to the insured, money to benefits.
fn columns(year: &Accounts, base: &Accounts) -> [(&'static str, f64); 14] {
    let heads = |n: i64| n as f64 / base.nation.insured as f64;
    let money = |sum| year.constant(sum) / base.constant(base.nation.benefits);
    let present = |year: &Accounts| year.present_value(year.central_burden);
    let nation = &year.nation;
    [
        ("population_under_16", heads(nation.children)),
        ("population_16_59", heads(nation.adults)),
        ("insured_employees", heads(nation.insured)),
        ("contributors", heads(nation.payers)),
        ("retirees", heads(nation.retirees)),
        ("contributions_yuan", money(nation.contributions)),
        ("benefits_yuan", money(nation.benefits)),
        ("accounts_yuan", money(nation.accounts)),
        ("transfers_in_yuan", money(nation.transfers_in)),
        ("reserves_yuan", money(nation.reserves)),
        ("central_burden_yuan", money(year.central_burden)),
        ("central_burden_pv_yuan", present(year) / base.present_value(base.nation.benefits)),
        ("local_burden_yuan", money(nation.local_burden)),
        ("collection_rate", year.collection_rate_national().unwrap_or(0.0)),
    ]
}

/// The ends of a range as `--set` takes them; every choice but the one in force.
fn ends(parameter: &Parameter) -> Vec<String> {
    let (low, high) = parameter.range;
    let ends = match parameter.unit {
        Unit::Choice => (0..parameter.choices.len()).map(|choice| choice as f64).collect(),
        _ => vec![low, high],
    };
    ends.into_iter().map(|end| parameter.display(end)).collect()
}

/// A row of the table; says what is wrong.
fn row(name: &str) -> Result<String, String> {
    let known = READERS.of(name).join("+");
    let Some(until) = READERS.until(name) else {
        return unread(name).map(|()| format!("{name},{known},,,,,,"));
    };
    let shipped = Parameters::embedded();
    let ends = ends(shipped.get(name).expect("a parameter"));
    for (number, place) in PLACES.iter().enumerate() {
        let lived: Vec<Lived> =
            ends.iter().map(|end| Lived::of(place, &place.with(&format!("{name}={end}")))).collect();
        let base = &SHIPPED[number];
        let moved = lived.iter().filter_map(|lived| lived.moved(base)).min_by_key(|moved| moved.first);
        let Some(Moved { first, world }) = moved else { continue };
        let dated = dated(name, number)?;
        let (column, direction) = most(&lived, base, world);
        let direction = if shipped.get(name).is_some_and(|p| p.unit == Unit::Choice) { "" } else { direction };
        return Ok(format!("{name},{known},{until},{first},{},{column},{direction},{dated}", base.worlds[world]));
    }
    Err(format!("{name}: a run reads it until {until}, but nothing moves"))
}

/// A parameter that no run reads is refused.
fn unread(name: &str) -> Result<(), String> {
    let changed = parameters(&[&format!("{name}={}", others(name)[0])]);
    Lived::through(vec![scenario::shipped("national-pooling")], &[ResponseMode::Responding], (500, 2022), &changed);
    let changes = &changed.get(name).expect("a parameter").changes;
    let refused = changes.iter().all(|change| changed.idle(change, LAST) == Some(Idle::Unread));
    refused.then_some(()).ok_or_else(|| format!("{name}: no run reads it, yet it is not refused"))
}

/// The ends of the range of a parameter that are not its value, the last one first.
pub fn others(name: &str) -> Vec<String> {
    let shipped = Parameters::embedded();
    let parameter = shipped.get(name).expect("a parameter");
    let now = parameter.national.as_ref().map(|path| parameter.display(path.at(Month::new(DATED, 1))));
    ends(parameter).into_iter().rev().filter(|end| now.as_ref() != Some(end)).collect()
}

/// The column that differs most between the first and the last of these lives, and whether it rises; nothing where none
/// of them has moved by the last year.
fn most(lived: &[Lived], base: &Lived, world: usize) -> (&'static str, &'static str) {
    let of = |lived: &Lived| columns(&lived.last[world], &base.last[world]);
    let (low, high) = (of(&lived[0]), of(&lived[lived.len() - 1]));
    let apart = low.iter().zip(high).map(|((name, low), (_, high))| (*name, high - low));
    let (name, by) = apart.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())).expect("columns");
    if by == 0.0 {
        return ("", "");
    }
    (name, if by > 0.0 { "rises" } else { "falls" })
}

/// The first year that changes from 2035 on move, or `refused`; they may also act on what people meet, but on nobody of
/// twenty thousand so soon.
fn dated(name: &str, number: usize) -> Result<String, String> {
    let mut acted = true;
    for number in [number, PLACES.len() - 1] {
        for end in others(name) {
            let changed = PLACES[number].with(&format!("{name}={{ {DATED} = \"{end}\" }}"));
            let first = Lived::of(&PLACES[number], &changed).moved(&SHIPPED[number]).map(|moved| moved.first);
            let change = changed.get(name).and_then(|parameter| parameter.changes.last()).expect("the change");
            let refused = changed.idle(change, LAST).is_some();
            acted &= change.acted();
            match first {
                None if refused => return Ok("refused".to_owned()),
                Some(year) if !refused && year >= DATED => return Ok(year.to_string()),
                None => {}
                moved => return Err(format!("{name} from {DATED}: refused is {refused}, and it moves {moved:?}")),
            }
        }
    }
    acted.then(|| format!("after {LAST}")).ok_or_else(|| format!("{name} from {DATED}: neither refused nor felt"))
}

fn swept(names: &[&str]) -> Vec<Result<String, String>> {
    let message = |name: &&str| {
        let row = row(name);
        println!("{row:?}");
        row
    };
    names.par_iter().map(message).collect()
}

/// A tenth of the parameters, which changes with the files of the parameters.
#[test]
fn a_tenth_of_the_sweep_is_as_shipped() {
    let shipped = Parameters::embedded();
    let drawn = fastox_calibration::data::checksum_of([("parameters", format!("{shipped:?}").as_str())]);
    let tenth = usize::from_str_radix(&drawn[..4], 16).expect("hexadecimal") % 10;
    let names: Vec<&str> = shipped.names().skip(tenth).step_by(10).collect();
    for (name, found) in names.iter().zip(swept(&names)) {
        let Effect { read_by, read_until, first_year, world, column, direction, dated_2035 } =
            Effect::of(name).unwrap_or_else(|| panic!("`{name}` is not in effects.csv"));
        let cells = [name, read_by, read_until, first_year, world, column, direction, dated_2035];
        assert_eq!(found, Ok(cells.join(",")), "calibration/parameters/effects.csv");
    }
}

#[test]
#[ignore = "minutes; a tenth of it is in the suite"]
fn the_whole_sweep() {
    let shipped = Parameters::embedded();
    let names: Vec<&str> = shipped.names().collect();
    let (rows, wrong): (Vec<_>, Vec<_>) = swept(&names).into_iter().partition(Result::is_ok);
    let wrong: Vec<String> = wrong.into_iter().filter_map(Result::err).collect();
    let rows: Vec<String> = rows.into_iter().filter_map(Result::ok).collect();
    crate::snapshot::compare(
        "../calibration/parameters/effects.csv",
        &format!("{}\n{}\n", Effect::HEADER, rows.join("\n")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
