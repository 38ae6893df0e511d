//! One value of a TOML file: read as what it must be, or refused with what would work.

use super::document::{Document, Fields};
use super::{Diagnostic, SHOWN, choose};
use crate::parameters::quantity::{self, Mismatch, Unit};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One value, with its key and its place.
#[derive(Clone, Debug)]
pub struct Item<'d> {
    pub(super) document: &'d Document,
    /// The keys that lead here, joined by dots.
    pub path: String,
    /// The last of these keys.
    pub key: String,
    pub(super) key_span: Range<usize>,
    pub(super) span: Range<usize>,
    pub(super) value: &'d DeValue<'d>,
}

impl<'d> Item<'d> {
    /// Notes a problem with the value.
    pub fn note(&self, message: impl Into<String>, help: impl Into<String>) {
        let span = if self.table().is_some() && self.is_headed() { &self.key_span } else { &self.span };
        self.document.note(span.clone(), message, "found here", help);
    }

    /// Where the value stands, for a message that is written later.
    pub fn place(&self) -> Diagnostic {
        Diagnostic::new(&self.document.file, "").at(self.document.text.clone(), self.span.clone())
    }

    /// Notes a problem with the key.
    pub fn note_key(&self, message: &str, help: impl Into<String>) {
        self.document.note(self.key_span.clone(), message, "found here", help);
    }

    /// The same with a help that takes a search: made for the problems that are printed.
    pub fn note_key_searching(&self, message: &str, help: impl FnOnce() -> String) {
        let help = if self.document.problems() < SHOWN { help() } else { String::new() };
        self.note_key(message, help);
    }

    /// A table under a `[header]` has no braces to point at.
    fn is_headed(&self) -> bool {
        !self.document.text[self.span.clone()].starts_with('{')
    }

    fn refuse(&self, needed: &str, form: &str) {
        let message = format!("`{}` needs {needed}, but {} was found", self.path, self.found());
        self.note(message, format!("write it as `{form}`"));
    }

    /// What stands here, in words.
    pub fn found(&self) -> String {
        match self.value {
            DeValue::String(text) => format!("the text `\"{text}\"`"),
            DeValue::Integer(_) | DeValue::Float(_) => format!("the number `{}`", self.source()),
            DeValue::Boolean(value) => format!("`{value}`"),
            DeValue::Datetime(date) => format!("the date `{date}`"),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a table".to_owned(),
        }
    }

    fn source(&self) -> &'d str {
        &self.document.text[self.span.clone()]
    }

    fn table(&self) -> Option<&'d DeTable<'d>> {
        match self.value {
            DeValue::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The table that stands here, if it is one.
    pub fn as_fields(&self) -> Option<Fields<'d>> {
        Some(Fields::new(self.document, &self.path, self.table()?, self.key_span.clone()))
    }

    /// The text that stands here, if it is one.
    pub fn as_text(&self) -> Option<&'d str> {
        match self.value {
            DeValue::String(text) => Some(text.as_ref()),
            _ => None,
        }
    }

    /// A table; anything else is refused, `form` showing how to write it.
    pub fn fields(&self, form: &str) -> Option<Fields<'d>> {
        let fields = self.as_fields();
        if fields.is_none() {
            self.refuse("a table", form);
        }
        fields
    }

    /// A text; anything else is refused, `form` showing how to write it.
    pub fn text(&self, form: &str) -> Option<&'d str> {
        let text = self.as_text();
        if text.is_none() {
            self.refuse("a text in quotes", form);
        }
        text
    }

    /// Whether a list stands here.
    pub fn is_list(&self) -> bool {
        matches!(self.value, DeValue::Array(_))
    }

    /// A list; anything else is refused, `form` showing how to write it.
    pub fn list(&self, form: &str) -> Option<Vec<Self>> {
        if let DeValue::Array(array) = self.value {
            let element = |value: &'d Spanned<DeValue<'d>>| Self {
                span: value.span(),
                key_span: value.span(),
                value: value.get_ref(),
                ..self.clone()
            };
            return Some(array.iter().map(element).collect());
        }
        self.refuse("a list", form);
        None
    }

    /// A whole number, if it is one.
    pub fn as_integer(&self) -> Option<i64> {
        match self.value {
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok(),
            _ => None,
        }
    }

    /// A whole number; anything else is refused, `form` showing how to write it.
    pub fn integer(&self, form: &str) -> Option<i64> {
        let integer = self.as_integer();
        if integer.is_none() {
            self.refuse("a whole number", form);
        }
        integer
    }

    /// A whole number of zero or more; anything else is refused, `form` showing how to write it.
    pub fn not_negative(&self, form: &str) -> Option<u64> {
        let number = self.integer(form)?;
        if number < 0 {
            let message = format!("`{}` needs a number of zero or more, but `{number}` was found", self.key);
            self.note(message, format!("write it as `{form}`"));
        }
        u64::try_from(number).ok()
    }

    /// The bare number that stands here, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self.value {
            DeValue::Integer(_) => self.as_integer().map(|integer| integer as f64),
            DeValue::Float(_) => self.source().replace('_', "").parse().ok(),
            _ => None,
        }
    }

    /// A bare number from one value to another; anything else is refused.
    pub fn number(&self, (low, high): (f64, f64)) -> Option<f64> {
        let number = self.as_number().filter(|number| (low..=high).contains(number));
        if number.is_none() {
            let message =
                format!("`{}` needs a number from {low} to {high}, but {} was found", self.path, self.found());
            self.note(message, format!("choose a number from {low} to {high}"));
        }
        number
    }

    /// A quantity of this unit; a bare number or another unit is refused.
    pub fn quantity(&self, name: &str, unit: Unit) -> Option<f64> {
        self.quantity_in(name, unit, (f64::NEG_INFINITY, f64::INFINITY))
    }

    /// The same; what is offered in place of a refused one lies in the range, as far as it is known.
    pub fn quantity_in(&self, name: &str, unit: Unit, range: (f64, f64)) -> Option<f64> {
        let wrong: Mismatch = match self.value {
            DeValue::String(text) => match quantity::parse(name, text, unit) {
                Ok(value) => return Some(value),
                Err(wrong) => wrong,
            },
            DeValue::Integer(_) | DeValue::Float(_) => {
                let number = self.source().replace('_', "").parse().unwrap_or(f64::NAN);
                quantity::bare_number(name, number, unit)
            }
            _ => {
                self.refuse("a quantity", &format!("\"{}\"", unit.example()));
                return None;
            }
        };
        let wrong = wrong.within(range);
        self.note(wrong.to_string(), wrong.help());
        None
    }

    /// The position of one of these words; anything else is refused with the list. The `complaint` is
    /// followed by what was found, as in "there is no kind `lwa`".
    pub fn choice(&self, complaint: &str, choices: &[&str]) -> Option<usize> {
        let form = format!("\"{}\"", choices.first().unwrap_or(&""));
        let word = self.text(&form)?;
        let position = choices.iter().position(|choice| *choice == word);
        if position.is_none() {
            self.note(format!("{complaint} `{word}`"), choose(word, choices));
        }
        position
    }
}
