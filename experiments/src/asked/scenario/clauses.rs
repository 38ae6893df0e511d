//! The clauses of a scenario: first their names and quantities, each problem at its place, then their values.

use fastox_calibration::parameters::diagnostic::document::Fields;
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose};
use fastox_calibration::parameters::quantity::Unit;
use fastox_model::pooling::{self, ClauseSpec};
use fastox_model::units::{Rate, Year};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

const FORM: &str = "{ central-backstop = { centre-share = \"50 %\" } }";
const LAST: &str = "central-backstop";

/// Notes clauses that do not exist, shares beyond one, and a list that leaves gaps open.
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
    let known: Vec<&str> = pooling::ALL.iter().map(|info| info.name).collect();
    if !known.contains(&named.key.as_str()) {
        named.note_key(&format!("there is no clause `{}`", named.key), choose(&named.key, &known));
        return None;
    }
    check_shares(&named.key, &named.fields("{}")?);
    Some(named.key.clone())
}

/// What a quantity of a clause is measured in.
fn unit(name: &str) -> Unit {
    match name {
        "cover" | "streak" | "approval-lag" => Unit::Months,
        "value" => Unit::Yuan,
        _ => Unit::Share,
    }
}

/// Every quantity of a clause is written as text, and a share lies between nothing and all; words and lists are left
/// to serde.
fn check_shares(name: &str, fields: &Fields<'_>) {
    for item in fields.items() {
        // Years of a dated value stand under the name of the value.
        let name = if item.key.parse::<Year>().is_ok() { name } else { &item.key };
        match (item.as_fields(), item.as_text()) {
            (Some(dated), _) => check_shares(name, &dated),
            (_, Some(text)) => check_share(name, &item, text),
            _ if item.is_list() => (),
            _ => drop(item.quantity(name, unit(name))),
        }
    }
}

fn check_share(name: &str, item: &Item<'_>, text: &str) {
    let share = text.parse::<Rate>().ok();
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
    let told = Diagnostic::from_toml(error, file, text);
    let span = error.span().filter(|span| !span.is_empty()).unwrap_or_else(|| clause.span());
    let told = told.at(text, span).label("found here");
    if told.help.is_some() { told } else { told.help("`fastox list clauses` shows every clause") }
}

fn array<'a, 'i>(value: Option<&'a Spanned<DeValue<'i>>>) -> &'a [Spanned<DeValue<'i>>] {
    match value.map(Spanned::get_ref) {
        Some(DeValue::Array(array)) => array,
        _ => &[],
    }
}
