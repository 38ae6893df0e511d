//! What regimes are called: by their names in files and commands, and by the titles of their files on a page or in a
//! table that people read in Chinese.

use super::SHIPPED;
use crate::catalogue::chinese;
use fastox_calibration::parameters::diagnostic::{choose, nearest};
use fastox_outputs::Language;
use std::collections::{BTreeMap, HashMap};
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

/// What tables in Chinese call regimes: shipped ones by their titles, those of a run by the titles of their files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles(BTreeMap<String, String>);

impl Titles {
    /// Where only shipped regimes have titles.
    pub const SHIPPED: &'static Self = &Self(BTreeMap::new());

    /// With the Chinese titles of other regimes: name and titles, English and Chinese.
    pub fn of(own: impl IntoIterator<Item = (String, [String; 2])>) -> Self {
        // Without a title in Chinese the name stays.
        let other = own.into_iter().filter(|(_, [english, chinese])| english != chinese);
        Self(other.map(|(name, [_, chinese])| (name, chinese)).collect())
    }

    /// The Chinese title of a regime, if it has one.
    fn chinese(&self, name: &str) -> Option<&str> {
        let shipped = || titles(name).map(|[_, chinese]| chinese.as_str());
        self.0.get(name).map(String::as_str).or_else(shipped)
    }

    /// What a table in this language calls a regime. English tables have its name, which is what commands take.
    pub fn called<'a>(&'a self, name: &'a str, language: Language) -> &'a str {
        match language {
            Language::English => name,
            Language::Chinese => self.chinese(name).unwrap_or(name),
        }
    }

    /// The same of a world, by regime and response: `national-pooling responding`.
    pub fn world_called(&self, world: &str, language: Language) -> String {
        match world.rsplit_once(' ') {
            Some((regime, response)) if language == Language::Chinese => {
                let response = chinese(response).unwrap_or_else(|| response.to_owned());
                format!("{}（{response}）", self.called(regime, language))
            }
            _ => self.called(world, language).to_owned(),
        }
    }

    /// Regimes with the names that commands take, for tables that call them otherwise; of others nothing.
    pub fn names_of<'a>(&'a self, regimes: &[&'a str], language: Language) -> Vec<[&'a str; 2]> {
        match language {
            Language::English => Vec::new(),
            Language::Chinese => regimes.iter().filter_map(|name| Some([self.chinese(name)?, *name])).collect(),
        }
    }
}

/// Which of these scenarios has this name, or the Chinese title that tables call it by.
pub fn named<'a>(text: &str, names: &[&'a str]) -> Option<&'a str> {
    let titled = |name: &str| TITLES.get(name).is_some_and(|[_, chinese]| chinese == text);
    names.iter().copied().find(|name| *name == text || titled(name))
}

/// The help line for what none of these scenarios is called: the nearest, then all names, and that a path would do.
pub fn choices(text: &str, names: &[&str]) -> String {
    let titles = names.iter().filter_map(|name| TITLES.get(name)).map(|[_, chinese]| chinese.as_str());
    let meant = if text.is_ascii() { None } else { nearest(text, titles).first().copied() };
    let names = match meant {
        Some(title) => format!("did you mean `{title}`? {}", choose("", names)),
        None => choose(text, names),
    };
    format!("{names}, or the path of a file ending in `.toml`")
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_shipped_scenario_has_a_chinese_title_of_its_own() {
        let chinese: BTreeSet<&str> =
            SHIPPED.iter().map(|(name, _)| Titles::SHIPPED.called(name, Language::Chinese)).collect();
        assert_eq!(chinese.len(), SHIPPED.len());
        let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        // A column of a table at 80 places has room for twelve characters.
        assert!(chinese.iter().all(|title| title.contains(is_chinese) && title.chars().count() <= 12), "{chinese:?}");
    }

    #[test]
    fn a_table_in_english_has_the_name_that_commands_take() {
        let own = titles_in("title = \"Mine\"\ntitle_zh = \"我的\"\nsource = \"S\"\n").expect("titles");
        let titles = Titles::of([("mine".to_owned(), own), ("other".to_owned(), ["Other"; 2].map(str::to_owned))]);
        assert_eq!(titles.called("unified", Language::English), "unified");
        let chinese = |name| titles.called(name, Language::Chinese);
        assert_eq!(["unified", "mine", "other"].map(chinese), ["统收统支", "我的", "other"]);
        assert_eq!(titles.world_called("unified fixed", Language::Chinese), "统收统支（努力固定）");
        assert_eq!(
            titles.names_of(&["unified", "mine", "other"], Language::Chinese),
            [["统收统支", "unified"], ["我的", "mine"]]
        );
        assert!(titles.names_of(&["unified"], Language::English).is_empty());
        // A program may have regimes of its own.
        let known = ["stand-alone", "unified", "own"];
        let found = ["统收统支", "unified", "own", "我的"].map(|text| named(text, &known));
        assert_eq!(found, [Some("unified"), Some("unified"), Some("own"), None]);
        assert!(choices("全国统酬", &names()).starts_with("did you mean `全国统筹`? choose `stand-alone`"));
        assert!(choices("unifed", &names()).starts_with("did you mean `unified`?"));
        let own = titles_in("title = \"Three fifths\"\nsource = \"S\"\n").expect("titles");
        assert_eq!(own, ["Three fifths"; 2].map(str::to_owned));
    }
}
