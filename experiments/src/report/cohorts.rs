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

/// The cohorts as data: in thousandths, birth by sex by mobility by wage group.
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
    let known = means(table, column, |row| {
        let here = worlds[row] == world.0 && responses[row] == world.1;
        here.then_some((born[row], sexes[row], mobility[row], wages[row]))
    });
    let mut all = Vec::new();
    for birth in births {
        for sex in SEXES {
            for moved in MOBILITY {
                let of = |wage| known.get(&(*birth, sex, moved, wage)).map(|value| (value * 1e4).round() as i64);
                all.extend((1..=GROUPS).map(of));
            }
        }
    }
    all
}
