//! Differences as aligned columns, one block for every pair of worlds.

use super::{Difference, LEAST_SEEDS};
use crate::results::columns::{Terminal, TextCell, TextTable, counted};
use crate::results::headlines::Headline;
use crate::results::summary::Decomposition;
use fastox_outputs::Language;
use fastox_outputs::language::typed;

/// Stands above the titles of every block: these have no room for the prices of what they name.
const MONEY: &str = "money at 2024 prices";

/// All differences as text.
pub fn to_text(differences: &[Difference], terminal: Terminal<'_>) -> String {
    let same_pair = |a: &Difference, b: &Difference| a.first == b.first && a.other == b.other;
    let blocks: Vec<String> = differences.chunk_by(same_pair).map(|pair| block(pair, terminal)).collect();
    let few = differences.iter().any(|compared| compared.seeds < LEAST_SEEDS);
    let few = if few { "\nno ± from fewer than three seeds (`fastox run --seeds 1,2,3`)\n" } else { "" };
    let legend = terminal.language.of("\nPV: present value in 2024\n", "");
    blocks.join("\n") + legend + few
}

fn block(differences: &[Difference], terminal: Terminal<'_>) -> String {
    let Some(pair) = differences.first() else { return String::new() };
    let [b, a] = [&pair.other, &pair.first].map(|world| label(world, terminal));
    let head = format!("A: {a}\nB: {b}, {}\n", counted(pair.seeds, "seed"));
    let titles: &[&str] = match pair.seeds {
        ..LEAST_SEEDS => &[MONEY, "", "A", "B", "B − A"],
        _ => &[MONEY, "", "A", "B", "B − A", "± 95 %", "gain"],
    };
    let mut rows = vec![titles.iter().copied().map(TextCell::from).collect()];
    rows.extend(differences.iter().filter_map(|compared| line(compared, terminal.language)));
    head + &TextTable { rows, left: 2 }.text(terminal)
}

/// A world, or a run and a world: `outputs/runs/a: unified fixed`.
fn label(side: &str, terminal: Terminal<'_>) -> String {
    let called = |world| terminal.titles.world_called(world, terminal.language);
    match side.rsplit_once(": ") {
        Some((run, world)) => typed(&format!("{run}: {}", called(world))),
        None => typed(&called(side)),
    }
}

/// Decompositions from the first regime as text, one block for every other regime and response.
pub fn decomposition_to_text(parts: &[Decomposition], terminal: Terminal<'_>) -> String {
    let Some(Decomposition { from: first, .. }) = parts.first() else { return String::new() };
    let same_pair =
        |a: &Decomposition, b: &Decomposition| (&a.from, &a.to, &a.response) == (&b.from, &b.to, &b.response);
    let from_first = parts.chunk_by(same_pair).filter(|parts| parts[0].from == *first);
    let blocks = from_first.map(|parts| {
        let Some(pair) = parts.first() else { return String::new() };
        let [from, to] = [&pair.from, &pair.to].map(|regime| typed(terminal.titles.called(regime, terminal.language)));
        let head = format!("\n{from} to {to}, fixed against {}\n", pair.response);
        let titles = [MONEY, "", "mechanical", "behavioural", "total"];
        let mut rows = vec![titles.map(TextCell::from).to_vec()];
        rows.extend(parts.iter().filter_map(|part| divided(part, terminal.language)));
        head + &TextTable { rows, left: 2 }.text(terminal)
    });
    blocks.collect()
}

fn divided(part: &Decomposition, language: Language) -> Option<Vec<TextCell>> {
    let headline = Headline::find(part.measure)?;
    let shown = [part.mechanical, part.behavioural, part.total];
    Some(named(headline, language).into_iter().chain(shown.map(|v| headline.unit.show(v, language).into())).collect())
}

/// Title and unit.
fn named(headline: &Headline, language: Language) -> [TextCell; 2] {
    [headline.in_few_words(language).into(), headline.unit.name(language).into()]
}

fn line(compared: &Difference, language: Language) -> Option<Vec<TextCell>> {
    let headline = Headline::find(compared.measure)?;
    let show = |value| TextCell::from(headline.unit.show(value, language));
    let levels = [compared.first_mean, compared.other_mean, compared.difference].map(show);
    let cells = named(headline, language).into_iter().chain(levels);
    if compared.seeds < LEAST_SEEDS {
        return Some(cells.collect());
    }
    let error = compared.error.map_or_else(|| "–".into(), show);
    let gain = compared.pairing_gain.map_or_else(|| "–".to_owned(), |gain| format!("{gain:.1}"));
    Some(cells.chain([error, gain.into()]).collect())
}
