//! Reading a TOML file table by table, noting every problem at its place instead of stopping at the first.

use super::item::Item;
use super::{Diagnostic, Report, choose};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A TOML text, its name, and the problems found in it so far.
#[derive(Debug)]
pub struct Document {
    pub(super) file: String,
    pub(super) text: Arc<str>,
    problems: RefCell<Vec<Diagnostic>>,
}

impl Document {
    /// A text that came from `file`.
    pub fn new(file: &str, text: &str) -> Self {
        Self { file: file.to_owned(), text: text.into(), problems: RefCell::default() }
    }

    /// Reads the text with `reader` and gives what it made, or every problem that was noted.
    pub fn read<T>(&self, reader: impl FnOnce(&Fields<'_>) -> Option<T>) -> Result<T, Report> {
        let (root, errors) = DeTable::parse_recoverable(&self.text);
        if errors.is_empty() {
            let made = reader(&Fields::new(self, "", root.get_ref(), 0..0));
            return self.finish(made);
        }
        Err(Report(errors.iter().map(|error| self.broken(error)).collect()))
    }

    /// What is wrong with the spelling of the file itself.
    fn broken(&self, error: &toml::de::Error) -> Diagnostic {
        Diagnostic::from_toml(error, &self.file, self.text.clone()).or_spelling()
    }

    fn finish<T>(&self, made: Option<T>) -> Result<T, Report> {
        let report = Report(self.problems.take());
        let Some(value) = made else {
            assert!(!report.0.is_empty(), "{}: refused without a reason", self.file);
            return Err(report);
        };
        report.or(value)
    }

    /// Notes a problem at these bytes.
    pub fn note(&self, span: Range<usize>, message: impl Into<String>, label: &str, help: impl Into<String>) {
        let diagnostic = Diagnostic::new(&self.file, message).at(self.text.clone(), span);
        self.problems.borrow_mut().push(diagnostic.label(label).help(help));
    }

    /// How many problems were noted.
    pub fn problems(&self) -> usize {
        self.problems.borrow().len()
    }
}

/// The keys of one table.
#[derive(Debug)]
pub struct Fields<'d> {
    document: &'d Document,
    path: String,
    table: &'d DeTable<'d>,
    place: Range<usize>,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'d> Fields<'d> {
    pub(super) fn new(document: &'d Document, path: &str, table: &'d DeTable<'d>, place: Range<usize>) -> Self {
        Self { document, path: path.to_owned(), table, place, asked: RefCell::default() }
    }

    /// The document this table stands in.
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// The value of a key that may be left out.
    pub fn get(&self, key: &'static str) -> Option<Item<'d>> {
        self.asked.borrow_mut().insert(key);
        let (key, value) = self.table.get_key_value(key)?;
        Some(self.item(key, value))
    }

    /// The value of a key that must stand here; `form` shows how to write it.
    pub fn need(&self, key: &'static str, form: &str) -> Option<Item<'d>> {
        let item = self.get(key);
        if item.is_none() {
            let owner = if self.path.is_empty() { String::new() } else { format!("`{}` has ", self.path) };
            let message = format!("{owner}no `{key}`");
            self.document.note(self.place.clone(), message, "", format!("add `{key} = {form}`"));
        }
        item
    }

    /// Every key and its value, in the order of the file.
    pub fn items(&self) -> Vec<Item<'d>> {
        self.items_of(|_| true)
    }

    fn items_of(&self, wanted: impl Fn(&str) -> bool) -> Vec<Item<'d>> {
        let wanted = self.table.iter().filter(|(key, _)| wanted(key.get_ref()));
        let mut items: Vec<Item<'d>> = wanted.map(|(k, v)| self.item(k, v)).collect();
        items.sort_by_key(|item| item.key_span.start);
        items
    }

    /// Notes every key that nobody asked for.
    pub fn refuse_others(&self) {
        let asked = self.asked.borrow();
        for item in self.items_of(|key| !asked.contains(key)) {
            let keys: Vec<&str> = asked.iter().copied().collect();
            let message = format!("unknown key `{}`", item.key);
            item.note_key_searching(&message, || choose(&item.key, &keys));
        }
    }

    fn item(&self, key: &'d Spanned<std::borrow::Cow<'d, str>>, value: &'d Spanned<DeValue<'d>>) -> Item<'d> {
        let name: &str = key.get_ref();
        let path = if self.path.is_empty() { name.to_owned() } else { [&self.path, ".", name].concat() };
        Item {
            document: self.document,
            path,
            key: name.to_owned(),
            key_span: key.span(),
            span: value.span(),
            value: value.get_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::quantity::Unit;

    fn messages(text: &str, reader: impl FnOnce(&Fields<'_>) -> Option<()>) -> String {
        Document::new("x.toml", text).read(reader).expect_err("it is wrong").to_string()
    }

    #[test]
    fn every_problem_of_a_file_is_told_at_once() {
        let report = messages("titel = \"a\"\nyear = \"2030\"\n", |fields| {
            fields.need("title", "\"…\"");
            fields.get("year").and_then(|year| year.integer("2030"));
            fields.refuse_others();
            None
        });
        assert_eq!(
            report,
            "\
error: no `title`
 --> x.toml:1:1
  |
1 | titel = \"a\"
  | ^
  |
  = help: add `title = \"…\"`

error: `year` needs a whole number, but the text `\"2030\"` was found
 --> x.toml:2:8
  |
2 | year = \"2030\"
  |        ^^^^^^ found here
  |
  = help: write it as `2030`

error: unknown key `titel`
 --> x.toml:1:1
  |
1 | titel = \"a\"
  | ^^^^^ found here
  |
  = help: did you mean `title`? choose `title` or `year`"
        );
    }

    #[test]
    fn a_bare_number_is_pointed_at() {
        let report = messages("rate = 0.16\n", |fields| {
            fields.get("rate").and_then(|rate| rate.quantity("rate", Unit::Share)).map(|_| ())
        });
        assert!(report.contains("x.toml:1:8"), "{report}");
        assert!(report.ends_with("= help: write it as text, such as `\"16 %\"`"), "{report}");
    }

    #[test]
    fn every_syntax_error_is_told() {
        let report = messages("a = 1 2\nb = \n", |_| Some(()));
        assert!(report.contains("x.toml:1:") && report.contains("x.toml:2:"), "{report}");
        assert!(report.contains("= help: write `key = value`; a value is a text in quotes"), "{report}");
    }
}
