//! Messages about files people write: where, what was found, and what would work.
//!
//! A message is a lower-case fragment with backticks round literals; below it stand the file, the
//! source line with a caret, and one `help:` line. All problems of a file are collected first.

pub mod document;
pub mod item;
mod toml_error;

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// One problem in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong, naming what was found.
    pub message: String,
    /// The file, or whatever else the text came from.
    pub file: String,
    /// The whole text of the file, which all problems of it share; empty if it could not be read.
    pub text: Arc<str>,
    /// The bytes of `text` that are to blame.
    pub span: Option<Range<usize>>,
    /// A word or two beside the caret.
    pub label: String,
    /// What would work.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem with a file as a whole.
    pub fn new(file: &str, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            file: file.to_owned(),
            text: Arc::default(),
            span: None,
            label: String::new(),
            help: None,
        }
    }

    /// Points at these bytes of this text.
    #[must_use]
    pub fn at(mut self, text: impl Into<Arc<str>>, span: Range<usize>) -> Self {
        self.text = text.into();
        self.span = Some(first_line_of(&self.text, span));
        self
    }

    /// The line that is to blame, from 1; none for a file as a whole.
    pub fn line(&self) -> Option<usize> {
        let before = &self.text[..self.span.as_ref()?.start];
        Some(1 + before.bytes().filter(|byte| *byte == b'\n').count())
    }

    /// Puts a word beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what would work.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Cuts a span that runs over several lines down to its first, and keeps it on whole characters.
fn first_line_of(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.floor_char_boundary(span.end.clamp(start, text.len()));
    let line = text[start..end].split('\n').next().unwrap_or_default();
    start..start + line.trim_end().len()
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place: Element<'_> = match &self.span {
            Some(span) => {
                let caret = AnnotationKind::Primary.span(span.clone());
                let caret = if self.label.is_empty() { caret } else { caret.label(&self.label) };
                Snippet::source(&*self.text).path(&self.file).annotation(caret).into()
            }
            None => Origin::path(&self.file).into(),
        };
        let (message, help) = (shortened(&self.message), self.help.as_deref().map(shortened));
        let mut group = Level::ERROR.primary_title(&*message).element(place);
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(&**help));
        }
        f.write_str(&Renderer::plain().render(&[group]))
    }
}

/// So many problems are printed; whoever mended those sees the next.
const SHOWN: usize = 20;

/// So many names, numbers or years of a list are printed; all lists that the program ships are shorter.
const LISTED: usize = 60;

/// The longest message or help, in characters; the longest list that the program ships is shorter.
const LONGEST: usize = 3000;
/// Of a longer one so many are shown of its beginning and of its end.
const ENDS: [usize; 2] = [300, 100];

/// A message that quotes a very long text keeps its beginning and its end.
pub fn shortened(message: &str) -> Cow<'_, str> {
    let length = message.chars().count();
    if length <= LONGEST {
        return message.into();
    }
    let first: String = message.chars().take(ENDS[0]).collect();
    let last: String = message.chars().skip(length - ENDS[1]).collect();
    format!("{first}… ({} characters) …{last}", length - ENDS[0] - ENDS[1]).into()
}

/// All problems found in one go; printed one below the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report(pub Vec<Diagnostic>);

impl Report {
    /// `value`, unless there is something to report.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl From<Diagnostic> for Report {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().take(SHOWN).map(Diagnostic::to_string).collect();
        f.write_str(&parts.join("\n\n"))?;
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\n\nand {more} more of such problems"),
        }
    }
}

impl std::error::Error for Report {}

/// The names that may have been meant, best first, at most three.
///
/// A name counts if few letters differ, or if it ends with what was written (`employer_rate` for
/// `contribution.employer_rate`); where none does, if what was written is one of its words.
///
/// ```
/// use fastox_calibration::parameters::diagnostic::nearest;
/// assert_eq!(nearest("responing", ["fixed", "responding"]), ["responding"]);
/// assert_eq!(nearest("birth", ["sex", "birth_year"]), ["birth_year"]);
/// assert!(nearest("台湾", ["上海"]).is_empty());
/// ```
pub fn nearest<'a>(name: &str, choices: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let length = name.chars().count();
    // Two letters of two are another name.
    let limit = (length / 3).max(2).min(length.saturating_sub(1));
    // Words whose lengths differ by more are farther apart, which is known without a look at their letters.
    let may_be = |word: &str| length.abs_diff(word.chars().count()) <= limit;
    let far = |choice: &'a str| {
        let last = choice.rsplit('.').next().unwrap_or(choice);
        let whole = may_be(choice).then(|| strsim::damerau_levenshtein(name, choice));
        let of_last = may_be(last).then(|| strsim::damerau_levenshtein(name, last) + 1);
        Some((whole.into_iter().chain(of_last).min()?, choice))
    };
    let choices: Vec<&str> = choices.into_iter().collect();
    let mut close: Vec<(usize, &str)> = choices.iter().copied().filter_map(far).collect();
    close.retain(|(far, _)| *far <= limit);
    close.sort_unstable();
    if close.is_empty() {
        let has_word = |choice: &&str| choice.split(['.', '_', '-']).any(|word| word == name);
        return choices.into_iter().filter(has_word).take(3).collect();
    }
    close.into_iter().take(3).map(|(_, choice)| choice).collect()
}

/// The list `a`, `b` or `c` in backticks, the first of a very long one.
pub fn listed<'a>(choices: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = choices.into_iter().map(|choice| format!("`{choice}`")).collect();
    match quoted.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => only.clone(),
        Some(_) if quoted.len() > LISTED => several(quoted),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// The list a, b, c as it stands in a message: the first of a very long one, and how many more there are.
///
/// ```
/// use fastox_calibration::parameters::diagnostic::several;
/// assert_eq!(several([1, 2, 3]), "1, 2, 3");
/// assert!(several(0..20_000).ends_with(", 59 and 19940 more"));
/// ```
pub fn several<T: fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    let mut items = items.into_iter();
    let shown: Vec<String> = items.by_ref().take(LISTED).map(|item| item.to_string()).collect();
    match items.count() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The help line for a name that does not exist: the nearest, then all of them.
pub fn choose(name: &str, choices: &[&str]) -> String {
    let all = listed(choices.iter().copied());
    match nearest(name, choices.iter().copied()).first() {
        Some(best) if choices.len() > 1 => format!("did you mean `{best}`? choose {all}"),
        _ => format!("choose {all}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "kind   = \"law\"\nvalues = { 1997 = \"20 %\", 2019 = \"160 %\" }\n";

    #[test]
    fn a_message_shows_the_place_the_line_and_what_would_work() {
        let start = TEXT.find("\"160").expect("in the text");
        let diagnostic = Diagnostic::new("law.toml", "`rate` is 160 % from 2019")
            .at(TEXT, start..start + 7)
            .label("found here")
            .help("correct the value");
        assert_eq!(diagnostic.line(), Some(2));
        assert_eq!(
            diagnostic.to_string(),
            "\
error: `rate` is 160 % from 2019
 --> law.toml:2:34
  |
2 | values = { 1997 = \"20 %\", 2019 = \"160 %\" }
  |                                  ^^^^^^^ found here
  |
  = help: correct the value"
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_has_no_line() {
        let diagnostic = Diagnostic::new("gone.toml", "there is no such file").help("check it");
        assert_eq!(diagnostic.to_string(), "error: there is no such file\n--> gone.toml\n = help: check it");
    }

    #[test]
    fn a_very_long_name_is_not_printed_whole() {
        let name = "x".repeat(2_000_000);
        let message =
            Diagnostic::new("x.toml", format!("there is no regime `{name}`")).help(choose(&name, &["a", "b"]));
        let message = message.to_string();
        assert!(message.starts_with("error: there is no regime `xxx") && message.len() < 1000, "{}", message.len());
        assert!(message.contains("x… (1999621 characters) …x") && message.contains("x`\n"), "{message}");
    }

    #[test]
    fn a_very_long_list_is_cut() {
        let names: Vec<String> = (0..20_000).map(|i| format!("n{i}")).collect();
        let message = choose("m", &names.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(message.ends_with("`n58`, `n59` and 19940 more"), "{message}");
    }

    #[test]
    fn of_very_many_problems_the_first_are_printed_and_the_others_counted() {
        let report = Report((0..20_000).map(|i| Diagnostic::new("x.toml", format!("problem {i}"))).collect());
        let message = report.to_string();
        assert!(message.contains("problem 19\n") && !message.contains("problem 20\n"), "{message}");
        assert!(message.ends_with("and 19980 more of such problems"), "{message}");
    }

    #[test]
    fn a_span_over_several_lines_is_cut_to_the_first() {
        let diagnostic = Diagnostic::new("law.toml", "x").at(TEXT, 0..TEXT.len());
        assert_eq!(diagnostic.span, Some(0..14));
    }

    #[test]
    fn the_nearest_names_come_first_and_strangers_do_not_come() {
        let names = ["contribution.employer_rate", "contribution.employee_rate", "macro.discount"];
        assert_eq!(nearest("contribution.employr_rate", names)[0], names[0]);
        assert_eq!(nearest("employer_rate", names)[0], names[0]);
        assert!(nearest("weather", names).is_empty());
        assert_eq!(nearest("birth", ["sex", "birth_year"]), ["birth_year"]);
    }
}
