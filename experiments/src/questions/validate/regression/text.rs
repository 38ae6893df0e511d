//! Coefficients as text, a block a panel.

use super::{Coefficients, Estimate, Regressions};
use crate::results::columns::aligned;
use fastox_model::units::Year;
use std::fmt::Write;

/// The published figures, what the model does, and every regression.
pub fn to_text(found: &Regressions) -> String {
    let mut text = format!(
        "the published regression on simulated panels: points of the collection rate,\n\
         {} people, seed {}, scale of the response {:.0} %\n\n",
        found.people,
        found.seed,
        100.0 * found.scale
    );
    text += &aligned(&known(found), 1);
    for rows in found.rows.chunk_by(|a, b| (a.panel, a.rate) == (b.panel, b.rate)) {
        let _ = write!(text, "\n{}, of {}\n{}", rows[0].panel, rows[0].rate, aligned(&block(rows), 1));
    }
    text += "
by 2024: groups of its published accounts; by 2021: of the simulated balance;
in brackets how many are in deficit; ± one standard error over provinces; with
effects of years only the difference is identified, since all were pooled at once
";
    text + &lines(found)
}

fn known(found: &Regressions) -> Vec<Vec<String>> {
    let of = |title: &str, [surplus, deficit]: [Option<f64>; 2]| {
        let difference = deficit.zip(surplus).map(|(deficit, surplus)| deficit - surplus);
        let shown = |points: Option<f64>| points.map_or("–".to_owned(), |points| format!("{points:+.2}"));
        vec![title.to_owned(), shown(surplus), shown(deficit), shown(difference)]
    };
    vec![
        head(""),
        of("published (abstract)", found.published.map(Some)),
        of("published × scale", found.published.map(|points| Some(found.scale * points))),
        of("model, pooling less adjustment fund, in full", found.in_full),
    ]
}

fn head(title: &str) -> Vec<String> {
    [title, "surplus", "deficit", "difference"].map(str::to_owned).to_vec()
}

fn block(rows: &[Coefficients]) -> Vec<Vec<String>> {
    let years = |(first, last): (Year, Year)| {
        if first == last { format!("{first}") } else { format!("{first}–{:02}", last % 100) }
    };
    let line = |row: &Coefficients| {
        let before = if row.before == row.after { String::new() } else { format!("{} to ", years(row.before)) };
        let title = format!("{before}{}, by {} ({})", years(row.after), row.groups, row.in_deficit);
        [title].into_iter().chain([row.surplus, row.deficit, row.difference].map(shown)).collect()
    };
    rows.iter().map(line).collect()
}

fn shown(Estimate { points, standard_error }: Estimate) -> String {
    format!("{points:+.2} ± {standard_error:.2}")
}

fn lines(found: &Regressions) -> String {
    if found.lines.is_empty() {
        return String::new();
    }
    let head = ["coefficient over draws", "nobody reacts", "a unit of scale", "spread", "published", "at scale"];
    let row = |line: &super::ScaleLine| {
        let points = |value: f64| format!("{value:+.2}");
        let scale = format!("{:.0} %", 100.0 * line.scale);
        let slope = format!("{:+.2} ± {:.2}", line.slope, line.slope_error);
        let own = [points(line.intercept), slope, format!("{:.2}", line.spread)];
        let last = [points(line.published), scale];
        std::iter::once(line.coefficient.to_owned()).chain(own).chain(last).collect::<Vec<_>>()
    };
    let rows = std::iter::once(head.map(str::to_owned).to_vec()).chain(found.lines.iter().map(row));
    format!("\n{} draws of the posterior\n{}", found.lines[0].draws, aligned(&rows.collect::<Vec<_>>(), 1))
}
