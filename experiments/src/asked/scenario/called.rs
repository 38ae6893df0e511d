//! What regimes are called: by their names in files and commands, and by the titles of their files on a page or in a
//! table that people read in Chinese.

use super::SHIPPED;
use crate::catalogue::chinese;
use fastox_outputs::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

static TITLES: LazyLock<HashMap<&str, [String; 2]>> = LazyLock::new(|| {
    let read = |(name, text): &(&'static str, &str)| (*name, titles_in(text).expect("shipped scenarios have titles"));
    SHIPPED.iter().map(read).collect()
});

/// The titles of a shipped scenario, English and Chinese.
pub fn titles(name: &str) -> Option<&'static [String; 2]> {
    TITLES.get(name)
}

/// The titles in the text of a scenario; without a Chinese one the other stands for it.
pub fn titles_in(text: &str) -> Option<[String; 2]> {
    let read: toml::Table = text.parse().ok()?;
    let title = |key: &str| read.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let english = title("title")?;
    let chinese = title("title_zh").unwrap_or_else(|| english.clone());
    Some([english, chinese])
}

/// What a table in this language calls a regime. English tables have its name, which is what commands take.
pub fn called(name: &str, language: Language) -> &str {
    match titles(name) {
        Some([_, chinese]) if language == Language::Chinese => chinese,
        _ => name,
    }
}

/// The same of a world, by regime and response: `national-pooling responding`.
pub fn world_called(world: &str, language: Language) -> String {
    match world.rsplit_once(' ') {
        Some((regime, response)) if language == Language::Chinese => {
            let response = chinese(response).unwrap_or_else(|| response.to_owned());
            format!("{}（{response}）", called(regime, language))
        }
        _ => called(world, language).to_owned(),
    }
}

/// Regimes with the names that commands take, for tables that call them otherwise; of others nothing.
pub fn names_of<'a>(regimes: &[&'a str], language: Language) -> Vec<[&'a str; 2]> {
    let other = |name: &&'a str| Some([titles(name).map(|[_, chinese]| chinese.as_str())?, *name]);
    match language {
        Language::English => Vec::new(),
        Language::Chinese => regimes.iter().filter_map(other).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_shipped_scenario_has_a_chinese_title_of_its_own() {
        let chinese: BTreeSet<&str> = SHIPPED.iter().map(|(name, _)| called(name, Language::Chinese)).collect();
        assert_eq!(chinese.len(), SHIPPED.len());
        let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        // A column of a table at 80 places has room for twelve characters.
        assert!(chinese.iter().all(|title| title.contains(is_chinese) && title.chars().count() <= 12), "{chinese:?}");
    }

    #[test]
    fn a_table_in_english_has_the_name_that_commands_take() {
        assert_eq!(called("unified", Language::English), "unified");
        assert_eq!(called("unified", Language::Chinese), "统收统支");
        assert_eq!(called("mine", Language::Chinese), "mine");
        assert_eq!(world_called("unified fixed", Language::Chinese), "统收统支（努力固定）");
        assert_eq!(names_of(&["unified", "mine"], Language::Chinese), [["统收统支", "unified"]]);
        assert!(names_of(&["unified"], Language::English).is_empty());
        let own = titles_in("title = \"Three fifths\"\nsource = \"S\"\n").expect("titles");
        assert_eq!(own, ["Three fifths"; 2].map(str::to_owned));
    }
}
