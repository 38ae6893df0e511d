//! The clauses of a scenario: first their names and quantities, each problem at its place, then their values.

use fastox_calibration::parameters::diagnostic::document::Fields;
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose};
use fastox_calibration::parameters::quantity::Unit;
use fastox_model::pooling::{self, ClauseInfo, ClauseSpec, ParameterInfo};
use fastox_model::units::Rate;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

const FORM: &str = "{ central-backstop = { centre-share = \"50 %\" } }";
const LAST: &str = "central-backstop";

/// Notes clauses that do not exist, quantities without a unit, shares beyond one, and a list that leaves gaps open.
pub(super) fn check(list: &Item<'_>) {
    let Some(clauses) = list.list(&format!("[{FORM}]")) else { return };
    let names: Vec<Option<String>> = clauses.iter().map(name).collect();
    let closes = names.last().is_some_and(|last| last.as_deref() == Some(LAST));
    if !closes && names.iter().all(Option::is_some) {
        let message = format!("`clauses` does not end with `{LAST}`, so a gap may stay open");
        list.note(message, format!("add `{FORM}` at its end"));
    }
}

/// The name of a clause, if it is a known one.
fn name(clause: &Item<'_>) -> Option<String> {
    let fields = clause.fields(FORM)?;
    let items = fields.items();
    let [named] = items.as_slice() else {
        let message =
            format!("a clause is one name with its table, but {} were found", items.len());
        clause.note(message, format!("write it as `{FORM}`"));
        return None;
    };
    let Some(info) = ClauseInfo::find(&named.key) else {
        let known: Vec<&str> = pooling::ALL.iter().map(|info| info.name).collect();
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

/// Reads the clauses of every period. The structure was checked before.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Vec<ClauseSpec>>, Report> {
    let root = DeTable::parse(text).map_err(|e| Diagnostic::from_toml(&e, file, text))?;
    let mut problems = Vec::new();
    let mut periods = Vec::new();
    for period in array(root.get_ref().get("pooling")) {
        let DeValue::Table(period) = period.get_ref() else { continue };
        let read = array(period.get("clauses")).iter().map(|clause| {
            ClauseSpec::deserialize(ValueDeserializer::from(clause.clone()))
                .map_err(|error| problems.push(diagnostic(&error, clause, file, text)))
        });
        periods.push(read.filter_map(Result::ok).collect());
    }
    Report(problems).or(periods)
}

/// The problem serde found, at the clause if serde does not know where.
fn diagnostic(
    error: &toml::de::Error,
    clause: &Spanned<DeValue<'_>>,
    file: &str,
    text: &str,
) -> Diagnostic {
    let span = error.span().filter(|span| !span.is_empty()).unwrap_or_else(|| clause.span());
    let problem = Diagnostic::from_toml(error, file, text).at(text, span).label("found here");
    if problem.help.is_some() {
        return problem;
    }
    problem
        .help("`fastox list clauses` shows every clause, `fastox explain CLAUSE` what may be set")
}

fn array<'a, 'i>(value: Option<&'a Spanned<DeValue<'i>>>) -> &'a [Spanned<DeValue<'i>>] {
    match value.map(Spanned::get_ref) {
        Some(DeValue::Array(array)) => array,
        _ => &[],
    }
}
