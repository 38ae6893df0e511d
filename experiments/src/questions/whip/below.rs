//! What stands below a table of a year: regimes that are alike in it, and who loses what they lose.

use super::{Whipped, WhippedProvince};
use crate::results::columns::{Terminal, TextCell, TextTable, fixed};
use crate::results::money::MoneyUnit;
use fastox_outputs::language::typed;
use std::fmt::Write as _;

/// Regimes that have every number of an earlier one in the year, since what they change begins later: a line for each of
/// those.
pub(super) fn alike(rows: &[WhippedProvince], terminal: Terminal<'_>) -> String {
    let Some(first) = rows.first() else { return String::new() };
    let regimes = |place: usize| rows.iter().map(move |row| row.regimes.get(place).map(Whipped::bits));
    let same = |a: usize, b: usize| regimes(a).eq(regimes(b));
    let called = |place: usize| typed(terminal.titles.called(&first.regimes[place].world, terminal.language));
    let mut text = String::new();
    for place in 0..first.regimes.len() {
        let others: Vec<String> =
            (place + 1..first.regimes.len()).filter(|other| same(place, *other)).map(called).collect();
        if !others.is_empty() && (0..place).all(|earlier| !same(earlier, place)) {
            let _ = writeln!(text, "alike in {}: {}, {}", first.year, called(place), others.join(", "));
        }
    }
    if text.is_empty() { text } else { format!("\n{text}they differ from the year on in which their rules begin\n") }
}

/// The upper line of the head over sums lost; the lower one is the unit.
pub(super) const LOST: &str = "lost, current";

/// Who loses what a regime loses in a year: the ox that pulls, or the one that is fed.
pub(super) struct Lost<'a> {
    world: &'a str,
    /// Yuan, current prices.
    yuan: f64,
    /// Of it in provinces in surplus in the year, and of those in surplus in 2024.
    surplus: [f64; 2],
}

impl<'a> Lost<'a> {
    /// Nothing where nothing is lost.
    pub(super) fn of(rows: &[WhippedProvince], world: &'a str) -> Option<Self> {
        let (mut yuan, mut surplus) = (0.0, [0.0; 2]);
        for regime in rows.iter().flat_map(|row| &row.regimes).filter(|regime| regime.world == world) {
            let lost = regime.yuan_lost.value.max(0.0);
            yuan += lost;
            for (sum, position) in surplus.iter_mut().zip([&regime.position, &regime.position_2024]) {
                *sum += if position == "surplus" { lost } else { 0.0 };
            }
        }
        (yuan > 0.0).then_some(Self { world, yuan, surplus })
    }
}

pub(super) fn lost_text(all: &[Lost<'_>], terminal: Terminal<'_>) -> String {
    if all.is_empty() {
        return String::new();
    }
    let head = vec!["".into(), LOST.into(), "".into(), TextCell::spanning("in surplus, %")];
    let money = MoneyUnit::large(terminal.language);
    let under = ["", money.name, "that year", "in 2024"].map(TextCell::from).to_vec();
    let line = |lost: &Lost<'_>| {
        let share = |part: f64| fixed(100.0 * part / lost.yuan, 0).into();
        vec![
            typed(terminal.titles.called(lost.world, terminal.language)).into(),
            money.show(lost.yuan).into(),
            share(lost.surplus[0]),
            share(lost.surplus[1]),
        ]
    };
    let rows = [head, under].into_iter().chain(all.iter().map(line)).collect();
    "\n".to_owned() + &TextTable { rows, left: 1 }.text(terminal)
}
