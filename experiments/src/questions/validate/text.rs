//! The fit table as text: a line a target, every miss of a hold-out, and the context beside it.

use crate::results::columns::aligned;
use crate::results::comparison::Comparison;
use crate::results::money::{heads_in_words, sum_in_words};
use fastox_calibration::check::targets::Role;
use fastox_calibration::parameters::quantity::Unit;
use fastox_model::geography::{NATION, Province};
use fastox_outputs::Language;
use fastox_outputs::language::typed;

/// What the column says.
const MET: &str = "met: within the tolerance and two sampling errors; a hold-out that is not is exit code 1\n";

/// The summary by target, or every row, and the context below it.
pub fn to_text(comparisons: &[Comparison], all: bool, language: Language) -> String {
    let scored: Vec<&Comparison> = comparisons.iter().filter(|c| c.role != Role::Context).collect();
    // A figure of every province would be long; one of a single province is shown.
    let alone = |c: &Comparison| {
        comparisons.iter().filter(|other| (&other.title, other.role) == (&c.title, c.role)).count() == 1
    };
    let context: Vec<&Comparison> =
        comparisons.iter().filter(|c| c.role == Role::Context && (all || province(c).is_none() || alone(c))).collect();
    let first = if all { rows(&scored, language) } else { summary(&scored) };
    let mut text = first + MET;
    if !context.is_empty() {
        text += "\ncontext: published with other definitions, shown and never scored\n";
        text += &context_rows(&context, language);
    }
    text
}

/// One line a target and role; hold-outs one line each.
fn summary(scored: &[&Comparison]) -> String {
    let head = ["target", "year", "role", "tolerance", "met", "median", "worst", "where"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let mut rest = scored;
    while let Some(first) = rest.first() {
        let same =
            |c: &&Comparison| c.target == first.target && c.title == first.title && c.tolerance == first.tolerance;
        let count = rest.iter().take_while(|c| same(c)).count();
        let (group, others) = rest.split_at(count);
        rows.push(group_row(group));
        rest = others;
    }
    aligned(&rows, 3)
}

fn group_row(group: &[&Comparison]) -> Vec<String> {
    let (first, last) = (group[0], group[group.len() - 1]);
    let years =
        if first.year == last.year { first.year.to_string() } else { format!("{}–{}", first.year, last.year) };
    let mut errors: Vec<f64> = group.iter().filter_map(|c| c.error.map(f64::abs)).collect();
    errors.sort_unstable_by(f64::total_cmp);
    let size = |c: &&&Comparison| c.error.map_or(f64::INFINITY, f64::abs);
    let worst = group.iter().max_by(|a, b| size(a).total_cmp(&size(b))).unwrap_or(&first);
    let met = group.iter().filter(|c| c.met == Some(true)).count();
    let place = if worst.year == first.year && first.year == last.year {
        place(worst)
    } else {
        format!("{} {}", place(worst), worst.year)
    };
    vec![
        first.title.clone(),
        years,
        first.role.name().to_owned(),
        percent(first.tolerance),
        format!("{met} of {}", group.len()),
        percent(errors.get(errors.len() / 2).copied()),
        signed(worst.error),
        place,
    ]
}

fn rows(scored: &[&Comparison], language: Language) -> String {
    let head = ["target", "where", "year", "role", "model", "published", "error", "s.e.", "tolerance", ""];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(scored.iter().map(|c| {
        vec![
            c.title.clone(),
            place(c),
            c.year.to_string(),
            c.role.name().to_owned(),
            value(c.unit, c.model, language),
            value(c.unit, c.published, language),
            signed(c.error),
            percent(c.standard_error),
            percent(c.tolerance),
            if c.met == Some(false) { "miss".to_owned() } else { String::new() },
        ]
    }));
    aligned(&rows, 4)
}

/// Sources are long and ragged, so they stand after the aligned columns.
fn context_rows(context: &[&Comparison], language: Language) -> String {
    let head = ["figure", "where", "model", "published"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let mut sources = vec!["source; definition".to_owned()];
    for c in context {
        let published = c.published_words.as_deref().map_or_else(|| value(c.unit, c.published, language), typed);
        rows.push(vec![c.title.clone(), place(c), value(c.unit, c.model, language), published]);
        let definition = c.definition.as_deref().map_or_else(String::new, |definition| format!("; {definition}"));
        // In the language in which it was noted.
        sources.push(typed(&format!("{}{definition}", c.source)));
    }
    let table = aligned(&rows, 2);
    let lines: Vec<String> = table.lines().zip(sources).map(|(line, source)| format!("{line}  {source}")).collect();
    lines.join("\n") + "\n"
}

/// None for the nation and for several provinces together.
fn province(c: &Comparison) -> Option<Province> {
    u8::try_from(c.province).ok().and_then(Province::from_code)
}

fn place(c: &Comparison) -> String {
    province(c).map_or(if c.province == i32::from(NATION) { "nation" } else { "together" }, Province::name).to_owned()
}

fn percent(share: Option<f64>) -> String {
    share.map_or("–".to_owned(), |share| format!("{:.1} %", 100.0 * share))
}

fn signed(share: Option<f64>) -> String {
    share.map_or("–".to_owned(), |share| format!("{:+.1} %", 100.0 * share))
}

fn value(unit: Unit, value: Option<f64>, language: Language) -> String {
    let Some(value) = value else { return "–".to_owned() };
    match unit {
        Unit::Persons => heads_in_words(value, language),
        Unit::Yuan => sum_in_words(value, language),
        Unit::Share => format!("{:.1} %", 100.0 * value),
        Unit::Points => format!("{:.1} points", 100.0 * value),
        Unit::CalendarYear | Unit::Number => format!("{value:.0}"),
        _ => format!("{value:.0} {unit}"),
    }
}
