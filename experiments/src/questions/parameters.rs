//! Every parameter with its value, its range, where it comes from and where it acts, as a table.

use fastox_calibration::parameters::uncertainty::{Spread, Uncertain, uncertain};
use fastox_calibration::parameters::{Explanation, Parameters};
use fastox_model::units::Year;
use fastox_outputs::{Table, tables};

/// Every parameter as it stands in a year, nationally.
pub fn table(parameters: &Parameters, year: Year) -> Table {
    let (space, mut table) = (uncertain(parameters), Table::new(&tables::PARAMETERS));
    for (name, parameter) in parameters.iter() {
        let Ok(known) = parameters.explain(name, None, year) else { continue };
        let swept = space.iter().find(|uncertain| uncertain.name == name);
        let range = known.choices.is_empty().then_some(parameter.range);
        add(&mut table, &Line { known, swept, range });
    }
    table
}

/// What is known of one.
struct Line<'a> {
    known: Explanation,
    swept: Option<&'a Uncertain>,
    range: Option<(f64, f64)>,
}

fn add(table: &mut Table, Line { known, swept, range }: &Line<'_>) {
    let spread = swept.map_or("", |swept| swept.spread.name());
    let error = swept.and_then(|swept| match swept.spread {
        Spread::Normal { standard_error, .. } => Some(standard_error),
        Spread::Uniform => None,
    });
    let sources: Vec<&str> = known.sources.iter().map(|source| source.title.as_str()).collect();
    let source = sources.join("; ");
    let source = known.because.as_deref().filter(|_| source.is_empty()).unwrap_or(&source);
    let central = known.number.filter(|_| range.is_some());
    let (kind, quality) = (known.kind.to_string(), known.quality.to_string());
    let effect = |of: fn(&fastox_calibration::parameters::Effect) -> &'static str| known.effect.as_ref().map_or("", of);
    let mut row = table.row();
    row.set("parameter", known.name.as_str()).set("central", central).set("written", known.value.as_str());
    row.set("low", swept.map(|swept| swept.low)).set("high", swept.map(|swept| swept.high));
    row.set("least", range.map(|range| range.0)).set("most", range.map(|range| range.1));
    row.set("spread", spread).set("standard_error", error).set("measured_in", known.unit.name());
    row.set("kind", kind.as_str()).set("quality", quality.as_str()).set("source", source);
    row.set("title", known.title.as_str()).set("title_zh", known.title_zh.as_str());
    row.set("read_by", effect(|effect| effect.read_by)).set("moves", effect(|effect| effect.column));
    row.set("first_year", effect(|effect| effect.first_year)).done();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swept_parameter_has_its_ends_and_says_where_it_acts() {
        let table = table(&Parameters::embedded(), 2025);
        let row = table.column_name("parameter").iter().position(|name| *name == "macro.wage_growth").expect("a row");
        assert!((table.column_number("central")[row] - 0.045).abs() < 1e-9);
        assert!((table.column_number("high")[row] - 0.055).abs() < 1e-9);
        assert_eq!(table.column_name("spread")[row], "uniform");
        assert!(!table.column_name("source")[row].is_empty() && !table.column_name("moves")[row].is_empty());
        assert!(table.rows() > 150, "{}", table.rows());
    }
}
