//! What the TOML parser and serde say, in the words of the project and at its place in the file.

use super::{Diagnostic, choose};
use std::sync::Arc;

impl Diagnostic {
    /// A message of the parser or of serde, reworded.
    pub fn from_toml(error: &toml::de::Error, file: &str, text: impl Into<Arc<str>>) -> Self {
        let (message, help) = reword(error.message());
        let diagnostic = Self { help, ..Self::new(file, message) };
        match error.span() {
            Some(span) => diagnostic.at(text, span),
            None => diagnostic.at(text, 0..0),
        }
    }

    /// The same; where nothing else would help, how a file is written.
    #[must_use]
    pub fn or_spelling(self) -> Self {
        if self.help.is_some() {
            return self;
        }
        self.help("write `key = value`; a value is a text in quotes, a number, a list `[…]` or a table `{…}`")
    }
}

fn reword(message: &str) -> (String, Option<String>) {
    named(message, "unknown field ", "unknown key")
        .or_else(|| named(message, "unknown variant ", "unknown name"))
        .or_else(|| missing(message))
        .or_else(|| wrong_type(message))
        .or_else(|| twice(message))
        .unwrap_or_else(|| (message.to_owned(), None))
}

/// unknown field `x`, expected one of `a`, `b`
fn named(message: &str, prefix: &str, noun: &str) -> Option<(String, Option<String>)> {
    let mut names = message.strip_prefix(prefix)?.split('`').skip(1).step_by(2);
    let name = names.next()?;
    let choices: Vec<&str> = names.collect();
    let help = (!choices.is_empty()).then(|| choose(name, &choices));
    Some((format!("{noun} `{name}`"), help))
}

/// missing field `x`
fn missing(message: &str) -> Option<(String, Option<String>)> {
    let name = message.strip_prefix("missing field `")?.strip_suffix('`')?;
    Some((format!("no `{name}`"), Some(format!("add `{name} = …`"))))
}

/// invalid type: integer `16`, expected a string
fn wrong_type(message: &str) -> Option<(String, Option<String>)> {
    let rest = ["invalid type: ", "invalid value: "].iter().find_map(|p| message.strip_prefix(p))?;
    let (found, needed) = rest.split_once(", expected ")?;
    let (number, needed) = (found.starts_with("integer") || found.starts_with("floating point"), plain(needed));
    let help = match needed.as_str() {
        "a text in quotes" if number => "write it in quotes, a quantity with its unit, such as `\"16 %\"`",
        "a text in quotes" => "write one text in quotes, as `\"…\"`",
        "a number" => "write a number without quotes and without a unit, as `12.5`",
        whole if whole.starts_with("a whole number") => {
            "write a whole number without quotes and without a unit, as `12`"
        }
        "`true` or `false`" => "write one of the two without quotes",
        _ => return Some((format!("found {} where {needed} is needed", plain(found)), None)),
    };
    Some((format!("found {} where {needed} is needed", plain(found)), Some(help.to_owned())))
}

/// What serde calls a kind of value, in the words of a reader of TOML.
fn plain(kind: &str) -> String {
    const WORDS: [(&str, &str); 12] = [
        ("a string", "a text in quotes"),
        ("string", "the text"),
        ("a boolean", "`true` or `false`"),
        ("boolean", "the word"),
        ("map", "a table or a date without quotes"),
        ("sequence", "a list"),
        ("floating point", "the number"),
        ("integer", "the number"),
        ("f64", "a number"),
        ("i32", "a whole number"),
        ("u8", "a whole number from 0 to 255"),
        ("u64", "a whole number"),
    ];
    let in_plain_words = |(serde, word): &(&str, &str)| {
        let rest = kind.strip_prefix(serde)?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| format!("{word}{rest}"))
    };
    WORDS.iter().find_map(in_plain_words).unwrap_or_else(|| kind.to_owned())
}

fn twice(message: &str) -> Option<(String, Option<String>)> {
    (message == "duplicate key")
        .then(|| ("this key was given before".to_owned(), Some("keep one of the two".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Clause {
        #[expect(dead_code, reason = "only read by serde")]
        ratio: String,
        #[expect(dead_code, reason = "only read by serde")]
        share: Option<Share>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Share {
        Cleared,
        Fixed,
    }

    fn report(text: &str) -> (String, Option<String>) {
        let error = toml::from_str::<Clause>(text).expect_err("it is wrong");
        let diagnostic = Diagnostic::from_toml(&error, "x.toml", text);
        (diagnostic.message, diagnostic.help)
    }

    #[test]
    fn an_unknown_key_gets_the_valid_ones() {
        let (message, help) = report("ratoi = \"3 %\"\n");
        assert_eq!(message, "unknown key `ratoi`");
        assert_eq!(help.as_deref(), Some("did you mean `ratio`? choose `ratio` or `share`"));
    }

    #[test]
    fn an_unknown_name_gets_the_valid_ones() {
        let (message, help) = report("ratio = \"3 %\"\nshare = \"cleard\"\n");
        assert_eq!(message, "unknown name `cleard`");
        assert_eq!(help.as_deref(), Some("did you mean `cleared`? choose `cleared` or `fixed`"));
    }

    #[test]
    fn a_missing_key_is_named() {
        assert_eq!(report("").0, "no `ratio`");
    }

    #[test]
    fn a_number_in_place_of_a_quantity_gets_the_right_form() {
        let (message, help) = report("ratio = 3\n");
        assert_eq!(message, "found the number `3` where a text in quotes is needed");
        assert_eq!(help.as_deref(), Some("write it in quotes, a quantity with its unit, such as `\"16 %\"`"));
    }

    #[test]
    fn every_wrong_kind_of_value_is_told_what_would_work() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only read by serde")]
        struct Kinds {
            text: Option<String>,
            number: Option<f64>,
            whole: Option<i32>,
            small: Option<u8>,
            word: Option<bool>,
        }
        for key in ["text", "number", "whole", "small", "word"] {
            for value in ["[1]", "{ a = 1 }", "2025-11-01", "1e999", "12", "12.5", "true", "\"12\""] {
                let text = format!("{key} = {value}\n");
                let Err(error) = toml::from_str::<Kinds>(&text) else { continue };
                let told = Diagnostic::from_toml(&error, "x.toml", text.as_str()).or_spelling();
                assert!(told.help.is_some() && !told.message.contains("expected"), "{text}{told}");
            }
        }
    }

    #[test]
    fn a_key_given_twice_is_told() {
        assert_eq!(report("ratio = \"3 %\"\nratio = \"4 %\"\n").0, "this key was given before");
    }
}
