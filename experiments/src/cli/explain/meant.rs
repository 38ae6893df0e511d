//! What a reader may have meant by a name that explains nothing.

use super::{files, is_chinese};
use crate::asked::meant::is_file_of_reader;
use crate::asked::scenario;
use crate::results::headlines::HEADLINES;
use fastox_calibration::data;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, listed, nearest};
use fastox_model::geography::Province;
use fastox_model::pooling;
use fastox_outputs::tables;
use std::collections::{BTreeMap, BTreeSet};

/// So many names are suggested.
const MOST: usize = 3;

/// Words that readers have for what names here call otherwise.
const SYNONYMS: [(&str, &str); 6] = [
    ("inflation", "price"),
    ("cpi", "price"),
    ("salary", "wage"),
    ("earning", "wage"),
    ("move", "migration"),
    ("premium", "contribution"),
];

/// Words that tell nothing apart.
const COMMON: [&str; 6] = ["rate", "share", "level", "the", "of", "and"];

/// The message for a name that is none: what it is instead, or what has nearly that name.
pub(super) fn message(parameters: &Parameters, name: &str) -> Report {
    let refused = |message: String, help: String| Diagnostic::new("the command line", message).help(help).into();
    if name.trim().is_empty() {
        return refused("no name was given".to_owned(), "`fastox list parameters` shows all names".to_owned());
    }
    if is_file_of_reader(name) {
        let help = format!(
            "a file says itself what it holds: `fastox run {name}` runs an experiment, `fastox run --regimes {name}` a \
             regime"
        );
        return refused(format!("`{name}` is a file, and no name that ships"), help);
    }
    if Province::find(name).is_some() {
        let help = format!(
            "`fastox explain contribution.employer_rate --province {name}` shows a parameter there, `province_year` is \
             the table of provinces"
        );
        return refused(format!("`{name}` is a province"), help);
    }
    let there_is_nothing = format!("there is nothing of the name `{name}`");
    let close = close(parameters, name);
    if !close.is_empty() {
        return refused(there_is_nothing, format!("did you mean {}?", listed(close)));
    }
    // Names of parameters that share a word with it, or where all are listed.
    let help = parameters.explain(name, None, 2025).err().and_then(|report| report.0.into_iter().next()?.help);
    refused(there_is_nothing, help.unwrap_or_default())
}

/// Names that have all its words, or else the nearest by letters, or else those whose title has its words.
fn close<'a>(parameters: &'a Parameters, name: &str) -> Vec<&'a str> {
    let known = known(parameters);
    let wanted = words(name);
    let has = |text: &str| {
        let own = words(text);
        !wanted.is_empty() && wanted.iter().all(|word| own.contains(word))
    };
    let named: Vec<&str> = shortest(known.keys().copied().filter(|known| has(known)));
    if !named.is_empty() {
        return named;
    }
    let chinese = parameters.iter().map(|(_, known)| known.title_zh.as_str()).filter(|_| is_chinese(name));
    let near = nearest(name, known.keys().copied().chain(chinese).collect::<BTreeSet<_>>());
    if !near.is_empty() {
        return near;
    }
    shortest(known.into_iter().filter(|(name, title)| has(&format!("{name} {title}"))).map(|(name, _)| name))
}

/// The first of these names: those with fewest words say least besides.
fn shortest<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_by_key(|name| (words(name).len(), *name));
    names.truncate(MOST);
    names
}

/// Every name that can be explained, with its title in English where it has one.
fn known(parameters: &Parameters) -> BTreeMap<&str, &str> {
    let clauses = pooling::ALL.iter().map(|clause| (clause.name, clause.summary));
    let data = data::FILES.iter().map(|(set, _, _)| (*set, ""));
    let titles = scenario::names().into_iter().filter_map(scenario::titles).map(|[_, chinese]| (chinese.as_str(), ""));
    let columns = tables::every().flat_map(|table| table.columns.iter().map(|column| (column.name, "")));
    let tables = tables::every().map(|table| (table.name, table.title));
    let outcomes = HEADLINES.iter().map(|headline| (headline.name, headline.title));
    let files = files().map(|(name, _)| (name, ""));
    let own = parameters.iter().map(|(name, known)| (name, known.title.as_str()));
    columns.chain(titles).chain(data).chain(files).chain(clauses).chain(tables).chain(outcomes).chain(own).collect()
}

/// The words of a text, of several one, as names here have them.
fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2 && !COMMON.contains(word));
    let one = |word: &str| {
        let word = word.strip_suffix('s').filter(|one| one.len() > 2 && !one.ends_with('s')).unwrap_or(word).to_owned();
        let meant = SYNONYMS.iter().find(|(other, _)| *other == word);
        meant.map_or(word, |(_, own)| (*own).to_owned())
    };
    words.map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_answered_with_what_has_its_words() {
        let parameters = Parameters::embedded();
        for (name, meant) in [
            ("retention", "marginal_retention"),
            ("macro.inflation_rate", "macro.price_growth"),
            ("inflation", "macro.price_growth"),
            ("wage growth", "macro.wage_growth"),
            ("salary growth", "macro.wage_growth"),
            ("gap-alocation", "gap-allocation"),
            ("kept_2035_surplu", "kept_2035_surplus"),
            ("mortality", "demography.mortality"),
        ] {
            let close = close(&parameters, name);
            assert!(close.len() <= MOST, "{name}: {close:?}");
            let told = message(&parameters, name).to_string();
            assert!(close.contains(&meant), "{name}: {close:?}");
            assert!(told.contains("there is nothing of the name"), "{told}");
        }
        assert!(close(&parameters, "").is_empty() && close(&parameters, "weather").is_empty());
    }

    /// Every synonym leads to a word that some name has.
    #[test]
    fn synonyms_mean_words_of_names() {
        let parameters = Parameters::embedded();
        let used: BTreeSet<String> = known(&parameters).keys().flat_map(|name| words(name)).collect();
        for (other, own) in SYNONYMS {
            assert!(used.contains(own), "{other}: {own}");
        }
    }
}
