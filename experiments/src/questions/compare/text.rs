//! Differences as aligned columns, one block for every pair of worlds.

use super::Difference;
use crate::asked::scenario::{called, world_called};
use crate::results::columns::{Terminal, TextCell, TextTable};
use crate::results::headlines::Headline;
use crate::results::summary::Decomposition;
use fastox_outputs::Language;

/// All differences as text.
pub fn to_text(differences: &[Difference], terminal: Terminal) -> String {
    let same_pair = |a: &Difference, b: &Difference| a.first == b.first && a.other == b.other;
    let blocks: Vec<String> = differences.chunk_by(same_pair).map(|pair| block(pair, terminal)).collect();
    blocks.join("\n")
}

fn block(differences: &[Difference], terminal: Terminal) -> String {
    let Some(pair) = differences.first() else { return String::new() };
    let seeds = if pair.seeds == 1 { "1 seed".to_owned() } else { format!("{} seeds", pair.seeds) };
    let [other, first] = [&pair.other, &pair.first].map(|world| label(world, terminal.language));
    let head = format!("{other} against {first}, {seeds}\n");
    // One seed says nothing of chance.
    let titles: &[&str] = match pair.seeds {
        1 => &["", "", "difference", "reference", "compared"],
        _ => &["", "", "difference", "± 95 %", "reference", "compared", "pairing gain"],
    };
    let mut rows = vec![titles.iter().copied().map(TextCell::from).collect()];
    rows.extend(differences.iter().filter_map(line));
    head + &TextTable { rows, left: 2 }.text(terminal)
}

/// A world, or a run and a world: `outputs/runs/a: unified fixed`.
fn label(side: &str, language: Language) -> String {
    match side.rsplit_once(": ") {
        Some((run, world)) => format!("{run}: {}", world_called(world, language)),
        None => world_called(side, language),
    }
}

/// Decompositions from the first regime as text, one block for every other regime and response.
pub fn decomposition_to_text(parts: &[Decomposition], terminal: Terminal) -> String {
    let Some(Decomposition { from: first, .. }) = parts.first() else { return String::new() };
    let same_pair =
        |a: &Decomposition, b: &Decomposition| (&a.from, &a.to, &a.response) == (&b.from, &b.to, &b.response);
    let from_first = parts.chunk_by(same_pair).filter(|parts| parts[0].from == *first);
    let blocks = from_first.map(|parts| {
        let Some(pair) = parts.first() else { return String::new() };
        let [from, to] = [&pair.from, &pair.to].map(|regime| called(regime, terminal.language));
        let head = format!("\n{from} to {to}, fixed against {}\n", pair.response);
        let titles = ["", "", "mechanical", "behavioural", "total"];
        let mut rows = vec![titles.map(TextCell::from).to_vec()];
        rows.extend(parts.iter().filter_map(divided));
        head + &TextTable { rows, left: 2 }.text(terminal)
    });
    blocks.collect()
}

fn divided(part: &Decomposition) -> Option<Vec<TextCell>> {
    let Headline { title, unit, .. } = Headline::find(part.measure)?;
    let shown = [part.mechanical, part.behavioural, part.total].map(|value| unit.show(value).into());
    Some([(*title).into(), unit.name().into()].into_iter().chain(shown).collect())
}

fn line(compared: &Difference) -> Option<Vec<TextCell>> {
    let Headline { title, unit, .. } = Headline::find(compared.measure)?;
    let show = |value| unit.show(value).into();
    let [difference, first, other] = [compared.difference, compared.first_mean, compared.other_mean].map(show);
    let names = [(*title).into(), unit.name().into(), difference];
    let error = compared.error.map(show);
    let gain = compared.pairing_gain.map(|gain| format!("{gain:.1}").into());
    if compared.seeds == 1 {
        return Some(names.into_iter().chain([first, other]).collect());
    }
    let or_dash = |cell: Option<TextCell>| cell.unwrap_or_else(|| "–".into());
    Some(names.into_iter().chain([or_dash(error), first, other, or_dash(gain)]).collect())
}
