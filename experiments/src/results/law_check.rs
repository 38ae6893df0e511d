//! The national means that the law implies, printed beside what is known of them.

use crate::results::columns::columns;
use crate::results::tables::law_means::{MEANS, YEAR};
use fastox_outputs::{Cell, Table};

/// Figures of three sources: the mean of all is no mean of those of men and of women.
const KNOWN_OF: &str = "known ages are of 2017 (men, women) and, from another source, of 2015 (both)\n";

/// The means of the `fit` table as aligned columns; nothing if the run does not reach their year.
pub fn law_check(fit: &Table) -> Option<String> {
    let (targets, years) = (fit.column_name("target"), fit.column_whole("year"));
    let cell = |row: usize, column: &str| fit.cell(row, fit.spec().position(column).expect("a column of `fit`"));
    let mut rows = vec![["law check", &YEAR.to_string(), "model", "known", "quality"].map(str::to_owned)];
    for (target, title) in MEANS {
        let Some(row) = (0..fit.rows()).find(|&r| targets[r] == target && years[r] == YEAR) else {
            continue;
        };
        let Cell::Name(unit) = cell(row, "unit") else { continue };
        let [model, known] = ["model", "published"].map(|column| shown(cell(row, column), unit));
        let Cell::Name(source) = cell(row, "source") else { continue };
        let quality = source.split_once(':').map_or("–", |(quality, _)| quality);
        rows.push([title.to_owned(), unit.to_owned(), model, known, quality.to_owned()]);
    }
    let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
    (rows.len() > 1).then(|| columns(&rows, |column| column == 2 || column == 3) + KNOWN_OF)
}

fn shown(cell: Cell<'_>, unit: &str) -> String {
    match (cell, unit) {
        (Cell::Number(number), "yuan/month") => format!("{number:.0}"),
        (Cell::Number(number), "share") => format!("{number:.3}"),
        (Cell::Number(number), _) => format!("{number:.1}"),
        _ => "–".to_owned(),
    }
}
