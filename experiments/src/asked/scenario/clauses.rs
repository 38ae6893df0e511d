//! The clauses of a scenario: first their names and quantities, each problem at its place, then their values.

use super::Known;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::document::Fields;
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose};
use fastox_calibration::parameters::quantity::{self, Unit};
use fastox_model::country::BRANCH_YEAR;
use fastox_model::pooling::{self, ClauseInfo, ClauseSpec, ForeignClause, ParameterInfo};
use fastox_model::units::{Rate, Year};
use serde::Deserialize;
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

const FORM: &str = "{ central-backstop = { centre-share = \"50 %\" } }";
const LAST: &str = "central-backstop";

/// Notes clauses that do not exist, quantities without a unit, shares beyond one, and a list that leaves gaps open.
pub(super) fn check(list: &Item<'_>, foreign: &[ForeignClause]) {
    let Some(clauses) = list.list(&format!("[{FORM}]")) else { return };
    let names: Vec<Option<String>> = clauses.iter().map(|clause| name(clause, foreign)).collect();
    for (place, clause) in clauses.iter().enumerate() {
        if names[place].is_some() && names[..place].contains(&names[place]) {
            let name = names[place].as_deref().unwrap_or_default();
            clause.note(format!("the clause `{name}` stands twice in this period"), "keep one of the two");
        }
    }
    let closes = names.last().is_some_and(|last| last.as_deref() == Some(LAST));
    if !closes && names.iter().all(Option::is_some) {
        let message = format!("`clauses` does not end with `{LAST}`, so a gap may stay open");
        list.note(message, format!("add `{FORM}` at its end"));
    }
}

/// The name of a clause, if it is a known one.
fn name(clause: &Item<'_>, foreign: &[ForeignClause]) -> Option<String> {
    let fields = clause.fields(FORM)?;
    let items = fields.items();
    let [named] = items.as_slice() else {
        let message = format!("a clause is one name with its table, but {} were found", items.len());
        clause.note(message, format!("write it as `{FORM}`"));
        return None;
    };
    if foreign.iter().any(|rule| rule.name == named.key) {
        named.fields("{}")?.refuse_others();
        return Some(named.key.clone());
    }
    let Some(info) = ClauseInfo::find(&named.key) else {
        let known: Vec<&str> =
            pooling::ALL.iter().map(|info| info.name).chain(foreign.iter().map(|rule| rule.name)).collect();
        named.note_key(&format!("there is no clause `{}`", named.key), choose(&named.key, &known));
        return None;
    };
    check_quantities(info, &named.fields("{}")?);
    Some(named.key.clone())
}

/// Every quantity of a clause is written as text, and a share lies between nothing and all; unknown names, words and
/// lists are left to serde.
fn check_quantities(info: &ClauseInfo, fields: &Fields<'_>) {
    for item in fields.items() {
        let Some(parameter) = info.parameters.iter().find(|known| known.name() == item.key) else {
            continue;
        };
        match item.as_fields() {
            Some(dated) => dated.items().iter().for_each(|value| check_quantity(parameter, value)),
            None => check_quantity(parameter, &item),
        }
    }
}

fn check_quantity(parameter: &ParameterInfo, item: &Item<'_>) {
    let unit = Unit::from_name(parameter.unit).filter(|unit| *unit != Unit::Choice);
    let (name, Some(unit)) = (parameter.name(), unit) else { return };
    if item.as_text().is_none() && !item.is_list() {
        // A bare number is refused with the unit it lacks.
        let _ = item.quantity(&name, unit);
    }
    let text = item.as_text().unwrap_or_default();
    let share = text.parse::<Rate>().ok().filter(|_| unit == Unit::Share);
    if share.is_some_and(|share| share < Rate::ZERO || share > Rate::ONE) {
        let message = format!("`{name}` is a share, but {} was found", item.found());
        item.note(message, "choose a share from `\"0 %\"` to `\"100 %\"`");
    }
}

/// Reads the clauses of every period, which are in force in these years. The structure was checked before. What a
/// clause may leave to the parameters is filled in from them.
pub(super) fn read(
    (file, text): (&str, &str),
    years: &[Range<Year>],
    known: Known<'_>,
) -> Result<Vec<Vec<ClauseSpec>>, Report> {
    let root = DeTable::parse(text).map_err(|e| Diagnostic::from_toml(&e, file, text))?;
    let mut problems = Vec::new();
    let mut periods = Vec::new();
    for (period, years) in array(root.get_ref().get("pooling")).iter().zip(years) {
        let DeValue::Table(period) = period.get_ref() else { continue };
        let read = array(period.get("clauses")).iter().map(|clause| {
            if let Some(rule) = foreign(clause.get_ref(), known.clauses) {
                return Ok(ClauseSpec::Foreign(rule.clone()));
            }
            let mut filled = clause.clone();
            fill(filled.get_mut(), years, known.parameters);
            let spec = ClauseSpec::deserialize(ValueDeserializer::from(filled))
                .map_err(|error| Report::from(diagnostic(&error, clause, file, text)));
            let checked = spec.and_then(|spec| match spec.clause().contradiction() {
                None => Ok(spec),
                Some(words) => Err(contradictory(&words, clause, file, text).into()),
            });
            checked.map_err(|report| problems.extend(report.0))
        });
        periods.push(read.filter_map(Result::ok).collect());
    }
    Report(problems).or(periods)
}

/// The rule of another crate that a clause names.
fn foreign<'r>(clause: &DeValue<'_>, known: &'r [ForeignClause]) -> Option<&'r ForeignClause> {
    let DeValue::Table(clause) = clause else { return None };
    known.iter().find(|rule| clause.contains_key(rule.name))
}

/// Puts in what a clause leaves to the parameters: the mean of each year of its period.
fn fill(clause: &mut DeValue<'_>, years: &Range<Year>, parameters: &Parameters) {
    let DeValue::Table(clause) = clause else { return };
    for (name, own) in clause.iter_mut() {
        let (Some(info), DeValue::Table(own)) = (ClauseInfo::find(name.get_ref()), own.get_mut()) else {
            continue;
        };
        for (left, tree) in left_to_parameters(info) {
            let name = left.name();
            if !own.contains_key(name.as_str()) {
                let value = followed(left, tree, years, parameters);
                own.insert(made(Cow::Owned(name)), made(value));
            }
        }
    }
}

/// The parameters of a clause that follow one of the tree.
pub(super) fn left_to_parameters(info: &ClauseInfo) -> impl Iterator<Item = (&'static ParameterInfo, &'static str)> {
    info.parameters.iter().filter_map(|known| Some((known, known.follows?)))
}

/// What a scenario could have written, so that a clause does as a parameter says.
fn followed<'i>(left: &ParameterInfo, tree: &str, years: &Range<Year>, parameters: &Parameters) -> DeValue<'i> {
    let in_year = |year: Year| {
        let value = quantity::display(of_year(tree, year, parameters), Unit::Share);
        DeValue::String(Cow::Owned(value))
    };
    if !left.dated {
        return in_year(years.start);
    }
    let dated = |year: Year| (made(Cow::Owned(year.to_string())), made(in_year(year)));
    DeValue::Table(years.clone().map(dated).collect())
}

fn made<T>(value: T) -> Spanned<T> {
    Spanned::new(0..0, value)
}

/// The mean of a parameter over a year. What all worlds share before they part is history, which no experiment changes.
fn of_year(name: &str, year: Year, parameters: &Parameters) -> f64 {
    if year < BRANCH_YEAR {
        return parameters.filed(name, year);
    }
    parameters.mean_of(year).value(name)
}

/// The quantities that files of scenarios leave to a parameter or state themselves: clause, key, and the text if it is
/// stated.
pub(super) fn stated(text: &str, parameter: &str) -> Vec<Stated> {
    let root: toml::Table = text.parse().expect("shipped scenarios are tested");
    let list = |value: Option<&toml::Value>| value.and_then(toml::Value::as_array).cloned();
    let periods = list(root.get("pooling")).unwrap_or_default();
    let clauses = periods.iter().flat_map(|period| list(period.get("clauses")).unwrap_or_default());
    let mut found = Vec::new();
    for clause in clauses {
        for (info, own) in pooling::ALL.iter().filter_map(|info| Some((info, clause.get(info.name)?))) {
            for (left, _) in left_to_parameters(info).filter(|(_, tree)| *tree == parameter) {
                let value = own.get(left.name()).map(written);
                found.push(Stated { clause: info.name, key: left.name(), value });
            }
        }
    }
    found
}

/// A quantity, or its dated values in a row.
fn written(value: &toml::Value) -> String {
    let dated = |table: &toml::Table| {
        let each = table.iter().map(|(year, value)| format!("{year}: {}", written(value)));
        each.collect::<Vec<_>>().join(", ")
    };
    value.as_table().map_or_else(|| value.as_str().unwrap_or_default().to_owned(), dated)
}

/// A quantity of a clause in a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The clause.
    pub clause: &'static str,
    /// The quantity.
    pub key: String,
    /// What the scenario states; nothing if it leaves it to the parameter.
    pub value: Option<String>,
}

/// The problem serde found, at the clause if serde does not know where.
fn diagnostic(error: &toml::de::Error, clause: &Spanned<DeValue<'_>>, file: &str, text: &str) -> Diagnostic {
    let span = error.span().filter(|span| !span.is_empty()).unwrap_or_else(|| clause.span());
    let problem = Diagnostic::from_toml(error, file, text).at(text, span).label("found here");
    if problem.help.is_some() {
        return problem;
    }
    problem.help("`fastox list clauses` shows every clause, `fastox explain CLAUSE` what may be set")
}

/// Quantities of a clause that cannot hold together.
fn contradictory(words: &str, clause: &Spanned<DeValue<'_>>, file: &str, text: &str) -> Diagnostic {
    let (message, help) = words.split_once("; ").unwrap_or((words, "mend one of the two"));
    Diagnostic::new(file, message).at(text, clause.span()).label("found here").help(help)
}

fn array<'a, 'i>(value: Option<&'a Spanned<DeValue<'i>>>) -> &'a [Spanned<DeValue<'i>>] {
    match value.map(Spanned::get_ref) {
        Some(DeValue::Array(array)) => array,
        _ => &[],
    }
}
