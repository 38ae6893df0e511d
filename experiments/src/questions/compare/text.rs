//! Differences as aligned columns, one block for every pair of worlds.

use super::Difference;
use crate::results::columns::aligned;
use crate::results::headlines::Headline;
use crate::results::summary::Decomposition;

/// All differences as text.
pub fn to_text(differences: &[Difference]) -> String {
    let same_pair = |a: &Difference, b: &Difference| a.first == b.first && a.other == b.other;
    let blocks: Vec<String> = differences.chunk_by(same_pair).map(block).collect();
    blocks.join("\n")
}

fn block(differences: &[Difference]) -> String {
    let Some(pair) = differences.first() else { return String::new() };
    let seeds = if pair.seeds == 1 { "1 seed".to_owned() } else { format!("{} seeds", pair.seeds) };
    let head = format!("{} against {}, {seeds}\n", pair.other, pair.first);
    let titles = ["", "", "first", "other", "difference", "± 95 %", "pairing gain"];
    let mut rows = vec![titles.map(str::to_owned).to_vec()];
    rows.extend(differences.iter().filter_map(line));
    head + &aligned(&rows, 2)
}

/// Decompositions as text, one block for every two regimes and response.
pub fn decomposition_to_text(parts: &[Decomposition]) -> String {
    let same_pair =
        |a: &Decomposition, b: &Decomposition| (&a.from, &a.to, &a.response) == (&b.from, &b.to, &b.response);
    let blocks = parts.chunk_by(same_pair).map(|parts| {
        let Some(pair) = parts.first() else { return String::new() };
        let head = format!("\n{} to {}, fixed against {}\n", pair.from, pair.to, pair.response);
        let titles = ["", "", "mechanical", "behavioural", "total"];
        let mut rows = vec![titles.map(str::to_owned).to_vec()];
        rows.extend(parts.iter().filter_map(divided));
        head + &aligned(&rows, 2)
    });
    blocks.collect()
}

fn divided(part: &Decomposition) -> Option<Vec<String>> {
    let Headline { title, unit, .. } = Headline::find(part.measure)?;
    let shown = [part.mechanical, part.behavioural, part.total].map(|value| unit.show(value));
    let names = [(*title).to_owned(), unit.name().to_owned()];
    Some(names.into_iter().chain(shown).collect())
}

fn line(compared: &Difference) -> Option<Vec<String>> {
    let Headline { title, unit, .. } = Headline::find(compared.measure)?;
    let show = |value| unit.show(value);
    let missing = || "–".to_owned();
    Some(vec![
        (*title).to_owned(),
        unit.name().to_owned(),
        show(compared.first_mean),
        show(compared.other_mean),
        show(compared.difference),
        compared.error.map_or_else(missing, show),
        compared.pairing_gain.map_or_else(missing, |gain| format!("{gain:.1}")),
    ])
}
