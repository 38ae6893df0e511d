//! Rate of return and replacement by birth cohort, sex, wage group and mobility.

use super::grid::Places;
use super::means;
use fastox_outputs::Table;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const SEXES: [&str; 2] = ["female", "male"];
const MOBILITY: [&str; 2] = ["stayer", "mover"];
const GROUPS: i32 = 5;
const COLUMNS: [&str; 2] = ["internal_rate_of_return", "replacement_rate"];

/// The cohorts as data: in hundredths of a per cent, birth by sex by mobility by wage group. The table has what was paid
/// before the run as one payment at its opening, and leaves out who had retired by then: a return of those who had paid
/// most of their contributions would be too high, and is not drawn.
pub(super) fn cohorts(table: &Table, places: &Places) -> Value {
    let births = known(table, places.years.last().copied().unwrap_or_default());
    if births.is_empty() {
        return Value::Null;
    }
    let worlds = places.worlds.iter().map(|world| {
        let of = |column| numbers(table, (&world.0, &world.1), (column, &births));
        COLUMNS.map(of)
    });
    let worlds: Vec<[Vec<Option<i64>>; 2]> = worlds.collect();
    json!({ "births": births, "worlds": worlds })
}

/// The age by which those who claim a pension mostly have.
const CLAIMED: i32 = 60;

/// Births of which some number is known and the oldest have claimed by the last year: of younger ones only the few who
/// retire early have a pension, and those without a number would only lengthen the axis.
fn known(table: &Table, last: i32) -> BTreeSet<i32> {
    let [returns, replacements] = COLUMNS.map(|column| table.column_number(column));
    let births = table.column_whole("birth_cohort").iter().zip(returns.iter().zip(&replacements));
    let shown = births.filter(|(birth, (a, b))| **birth + CLAIMED <= last && (a.is_finite() || b.is_finite()));
    shown.map(|(birth, _)| *birth).collect()
}

fn numbers(table: &Table, world: (&str, &str), (column, births): (&str, &BTreeSet<i32>)) -> Vec<Option<i64>> {
    let name = |column| table.column_name(column);
    let (worlds, responses, sexes, mobility) = (name("world"), name("response"), name("sex"), name("mobility"));
    let (born, wages) = (table.column_whole("birth_cohort"), table.column_whole("wage_group"));
    let here = |row: usize| worlds[row] == world.0 && responses[row] == world.1;
    let known = means(table, column, |row| here(row).then_some((born[row], sexes[row], mobility[row], wages[row])));
    let [before, lived] = ["contributions_before_yuan", "contributions_yuan"]
        .map(|column| means(table, column, |row| here(row).then_some((born[row], sexes[row], mobility[row]))));
    let mut all = Vec::new();
    for birth in births {
        for sex in SEXES {
            for moved in MOBILITY {
                let group = (*birth, sex, moved);
                let paid_before = column == COLUMNS[0] && before.get(&group) > lived.get(&group);
                let known = |wage| known.get(&(*birth, sex, moved, wage)).filter(|_| !paid_before);
                all.extend((1..=GROUPS).map(|wage| known(wage).map(|value| (value * 1e4).round() as i64)));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_outputs::tables::COHORTS;

    /// Of two cohorts that differ in what they paid before the run alone, the one that had paid most has no return.
    #[test]
    fn what_was_mostly_paid_before_the_run_has_no_return() {
        let mut table = Table::new(&COHORTS);
        for (birth, before) in [(1965, 3.0), (1990, 1.0)] {
            let mut row = table.row();
            row.set("world", "unified").set("response", "responding").set("draw", 0).set("seed", 1);
            row.set("birth_cohort", birth).set("sex", "female").set("wage_group", 1).set("mobility", "stayer");
            for column in COHORTS.columns.iter().filter(|column| !COHORTS.keys.contains(&column.name)) {
                match column.name {
                    "in_service" | "retired" | "awards" => row.set(column.name, 1_i64),
                    "contributions_before_yuan" => row.set(column.name, before),
                    "contributions_yuan" => row.set(column.name, 2.0),
                    _ => row.set(column.name, 0.1),
                };
            }
            row.done();
        }
        let world = ("unified".to_owned(), "responding".to_owned());
        let found = cohorts(&table, &Places { worlds: vec![world], years: vec![2021, 2060], seeds: 1 });
        assert_eq!(found["births"], json!([1965, 1990]));
        let of = |measure: usize, birth: usize| &found["worlds"][0][measure][birth * 20];
        assert_eq!([of(0, 0), of(0, 1), of(1, 0), of(1, 1)], [&json!(null), &json!(1000), &json!(1000), &json!(1000)]);
    }
}
