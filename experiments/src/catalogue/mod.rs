//! What fastox says, in Chinese. The code writes English; a phrase is translated where it is printed, by the one file
//! `zh.toml`, whose entries are English with holes for what is filled in.

use fastox_model::geography::Province;
use fastox_outputs::language::{has_whole_names, is_mark, is_typed};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The file, by the parts of the program that say something.
pub const CHINESE: &str = include_str!("zh.toml");
const HOLE: &str = "{}";
/// What is filled in may hold phrases that hold others.
const DEEPEST: usize = 4;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::read);

/// The Chinese of an English phrase, if the catalogue has it; what fills its holes is translated as far as it is known.
pub fn chinese(phrase: &str) -> Option<String> {
    CATALOGUE.translated(phrase, DEEPEST)
}

/// Whether the catalogue has this entry.
pub fn knows(entry: &str) -> bool {
    CATALOGUE.entries.contains_key(entry)
}

/// The entries, English and Chinese.
pub fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    CATALOGUE.entries.iter().map(|(english, chinese)| (english.as_str(), chinese.as_str()))
}

struct Catalogue {
    entries: HashMap<String, String>,
    /// English and Chinese with holes, those with most text first.
    templates: Vec<(String, String)>,
}

impl Catalogue {
    fn read() -> Self {
        let parts: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(CHINESE).expect("the catalogue is checked by a test");
        let mut entries: HashMap<String, String> = parts.into_values().flatten().collect();
        let mut templates: Vec<(String, String)> =
            entries.iter().filter(|(english, _)| english.contains(HOLE)).map(|(a, b)| (a.clone(), b.clone())).collect();
        let text = |english: &str| english.replace(HOLE, "").chars().count();
        templates.sort_by(|(a, _), (b, _)| text(b).cmp(&text(a)).then(a.cmp(b)));
        for p in Province::all() {
            entries.insert(p.name().to_owned(), p.name_zh().to_owned());
            entries.insert(format!("{} {}", p.name(), p.name_zh()), p.name_zh().to_owned());
        }
        Self { entries, templates }
    }

    fn translated(&self, phrase: &str, depth: usize) -> Option<String> {
        if let Some(known) = self.entries.get(phrase) {
            return Some(known.clone());
        }
        if depth == 0 || is_typed(phrase) || !phrase.contains(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        self.templates.iter().find_map(|(english, chinese)| {
            let holes = holes(english, phrase).filter(|holes| holes.iter().all(|hole| has_whole_names(hole)))?;
            // What stands in code is a name as it is typed.
            let before = english.split(HOLE).map(|text| text.ends_with('`'));
            let fill_in = |(hole, is_code): (&&str, bool)| {
                let known = if is_code { None } else { self.translated(hole.trim(), depth - 1) };
                known.unwrap_or_else(|| (*hole).to_owned())
            };
            let filled: Vec<String> = holes.iter().zip(before).map(fill_in).collect();
            // A phrase that only joins others says nothing where these stay English.
            let says = is_english(english) || !filled.iter().any(|hole| is_english(hole));
            says.then(|| fill(chinese, &filled))
        })
    }
}

/// Whether two English words follow each other, outside of code and of names as they are typed.
pub fn is_english(text: &str) -> bool {
    let code = |word: &str| word.contains(['`', '_', '/', '-', '=', '.', '<', '"', '{']);
    let marked: Vec<&str> = text.split(is_mark).step_by(2).collect();
    let text = marked.join("`name`");
    let outside: Vec<&str> = text.split('`').step_by(2).collect();
    let text = outside.join(" ` ").replace(|c: char| !c.is_ascii(), " ` ");
    if text.trim_start().starts_with("fastox ") || text.trim_start().starts_with('#') {
        return false;
    }
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let english = |word: &str| {
        let word = word.trim_matches(|c: char| ",;:()[]%.".contains(c));
        word.len() > 1 && !code(word) && word.chars().all(|c| c.is_ascii_lowercase())
    };
    words.windows(2).any(|pair| english(pair[0]) && english(pair[1]) && pair[0] != "fastox")
}

/// What stands in the holes of a phrase that has the form of an entry.
fn holes<'a>(entry: &str, phrase: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = entry.split(HOLE);
    let mut rest = phrase.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let end = match (part, parts.peek()) {
            ("", None) => rest.len(),
            (part, None) => rest.len().checked_sub(part.len()).filter(|_| rest.ends_with(part))?,
            // A hole holds something, so the text after it begins later than the hole.
            (part, Some(_)) => {
                rest.char_indices().skip(1).map(|(at, _)| at).find(|at| rest[*at..].starts_with(part))?
            }
        };
        // Two blanks part columns, which are phrases of their own.
        if end == 0 || rest[..end].contains("  ") {
            return None;
        }
        found.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    Some(found)
}

/// The Chinese with its holes filled, in their order or by number.
fn fill(chinese: &str, holes: &[String]) -> String {
    let (mut text, mut rest, mut next) = (String::new(), chinese, 0);
    while let Some(at) = rest.find('{') {
        let Some(end) = rest[at..].find('}').map(|end| at + end) else { break };
        let number = rest[at + 1..end].parse::<usize>().map_or(next, |number| number - 1);
        next = number + 1;
        text += &rest[..at];
        text += holes.get(number).map_or("", String::as_str);
        rest = &rest[end + 1..];
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_translated_with_what_fills_them() {
        let said = |phrase| chinese(phrase).unwrap_or_default();
        assert_eq!(said("Guangdong"), "广东");
        assert_eq!(said("55 years 4 months"), "55 年 4 个月");
        assert_eq!(said("55 years 4 months = 55 years + 4 months of delay"), "55 年 4 个月 = 55 年 + 延迟 4 个月");
        assert_eq!(
            said("resumes paying alone, in Hunan 湖南 instead of Hubei 湖北"),
            "恢复缴费（个人缴费），由湖北改在湖南"
        );
        assert_eq!(
            said("1,712.39 + 0.00 + 0.00 · 251 months + 0.14 % of 1,712.39"),
            "1,712.39 + 0.00 + 0.00 · 251 个月 + 1,712.39 的 0.14 %"
        );
        assert!(
            said("1.00 + 2.00 + 3 · 4 months + 0.14 % of 1.00 + 5.00 old age").ends_with("1.00 的 0.14 % + 高龄 5.00")
        );
        assert_eq!(said("20 of 239 draws, weighed, 4.9 minutes left"), "20 / 239 次抽样，加权，还需 4.9 分钟");
        assert_eq!(chinese("national-pooling"), None);
    }

    #[test]
    fn every_entry_has_as_many_holes_in_both_languages() {
        let mut entries = 0;
        for (english, chinese) in entries_of_file() {
            let wanted: Vec<String> = (1..=english.matches(HOLE).count()).map(|n| format!("<{n}>")).collect();
            // A name in both languages is told in one; how many columns are missing is told without their noun.
            let filled = fill(&chinese, &wanted);
            let lost: Vec<&String> = wanted.iter().filter(|hole| !filled.contains(*hole)).collect();
            let listed =
                ["{} more {} on a wider terminal, all with --json", "{} {}, award {}, {} of {}"].contains(&&*english);
            assert!(lost.is_empty() || listed, "{english}: {lost:?} in {chinese}");
            entries += 1;
        }
        assert!(entries > 300, "{entries}");
    }

    fn entries_of_file() -> Vec<(String, String)> {
        let parts: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(CHINESE).expect("TOML");
        parts.into_values().flatten().collect()
    }
}
