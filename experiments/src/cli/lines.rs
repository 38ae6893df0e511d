//! How wide answers may be.

use crate::asked::scenario::{Scenario, turns};
use crate::results::columns::{self, Terminal, translated};
use crate::run::NO_EFFECT;
use fastox_calibration::parameters::diagnostic::shortened;
use fastox_calibration::parameters::{Parameter, Parameters};
use fastox_model::units::Year;
use fastox_outputs::Language;
use fastox_outputs::language::without_marks;
use std::borrow::Cow;
use std::io::{Write, stderr};
use std::sync::OnceLock;
use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter};

/// The terminal that data go to; a file or a pipe is taken to be 80 places wide. `COLUMNS` and `NO_COLOR` are heeded.
pub(super) fn terminal() -> Terminal<'static> {
    let width = width().unwrap_or(Terminal::default().width);
    Terminal { width, colours: console::colors_enabled(), language: language(), ..Terminal::default() }
}

/// The language of answers, set once at the start.
static LANGUAGE: OnceLock<Language> = OnceLock::new();

pub(super) fn speak(language: Language) {
    let _ = LANGUAGE.set(language);
}

pub(super) fn language() -> Language {
    LANGUAGE.get().copied().unwrap_or_default()
}

/// Talk, as the reader of stderr is told it. Names and files of others may be part of it.
pub(super) fn note(text: &str) {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(shortened).collect();
    aside(&format!("{}\n", fitting(&without_marks(&translated(&harmless(&lines.join("\n")), language())))));
}

/// Tells of rules that begin after the last year that is lived.
pub(super) fn note_unlived(scenarios: &[Scenario], last_year: Year) {
    for scenario in scenarios {
        if let Some(from) = scenario.unlived_from(last_year) {
            note(&format!(
                "{}: its rules from {from} are not lived, the last year is {last_year}",
                scenario.regime.name
            ));
        }
    }
}

/// What is said of a changed parameter that moved nothing.
pub(super) fn idle(parameters: &Parameters, name: &str) -> &'static str {
    let same = parameters.get(name).is_some_and(Parameter::is_as_filed);
    if same { "that is its value already" } else { NO_EFFECT }
}

/// The one door to stderr. Whoever closed it does not want to hear, which is no reason to stop.
pub(super) fn aside(text: &str) {
    let _ = stderr().lock().write_all(text.as_bytes());
}

/// Places in a line, as asked for or as the terminal has them.
fn width() -> Option<usize> {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    asked.or_else(|| Some(usize::from(console::Term::stdout().size_checked()?.1))).map(sensible)
}

/// No terminal is so narrow: one that says so does not know.
fn sensible(width: usize) -> usize {
    if width < 20 { Terminal::default().width } else { width }
}

/// The text with control characters of names and files shown instead of obeyed.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(obeyed) {
        return text.into();
    }
    let shown = |c: char| if obeyed(c) { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(shown).collect::<String>().into()
}

/// Whether a terminal would do something about it.
fn obeyed(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || turns(c)
}

/// The text of an answer, harmless, with the colours of its tables as a terminal has them.
pub(super) fn coloured(text: &str) -> String {
    let painted = |c: char| columns::colour(c).map_or_else(|| c.to_string(), str::to_owned);
    without_marks(&harmless(text)).chars().map(painted).collect()
}

/// The text, its lines broken between words where the terminal is narrower. Lines that go to a file or a pipe stay whole.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    match width() {
        Some(width) => broken(text, width).into(),
        None => text.into(),
    }
}

/// A file in TOML, its comments broken between words where the terminal is narrower; what is no comment stays whole, so
/// that it can be copied.
pub(super) fn fitting_file(text: &str) -> Cow<'_, str> {
    width().map_or_else(|| text.into(), |width| comments_broken(text, width).into())
}

fn comments_broken(text: &str, width: usize) -> String {
    let line = |line: &str| match line.strip_prefix("# ") {
        Some(_) if display_width(line) > width => textwrap::fill(line, options(line, width).subsequent_indent("# ")),
        _ => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<String>>().join("\n")
}

/// The text, its lines broken where they are longer: between columns if that is enough, within the last one if not.
pub(super) fn broken(text: &str, width: usize) -> String {
    text.split('\n').map(|line| broken_line(line, width)).collect::<Vec<String>>().join("\n")
}

fn broken_line(line: &str, width: usize) -> String {
    if display_width(line) <= width {
        return line.to_owned();
    }
    let hanging = hanging(line, width);
    let indent = " ".repeat(hanging);
    let mut lines = vec![String::new()];
    for (gap, column) in columns_of(line) {
        let begun = lines.last().map_or(0, |last| display_width(last) + gap);
        if begun > hanging && begun + display_width(column) > width {
            lines.push(indent.clone() + column);
        } else if let Some(last) = lines.last_mut() {
            *last += &(" ".repeat(gap) + column);
        }
    }
    let fill = |line: &String| textwrap::fill(line, options(line, width).subsequent_indent(&indent));
    lines.iter().map(fill).collect::<Vec<String>>().join("\n")
}

/// The columns of a line, each with the blanks before it.
fn columns_of(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let column = rest.trim_start_matches(' ');
        let gap = rest.len() - column.len();
        let end = column.find("  ").unwrap_or(column.len());
        rest = &column[end..];
        (end > 0).then(|| (gap, &column[..end]))
    })
}

/// Chinese is broken between characters.
fn options(line: &str, width: usize) -> Options<'_> {
    let separator = if line.is_ascii() { WordSeparator::AsciiSpace } else { WordSeparator::Custom(words) };
    Options::new(width).word_separator(separator).word_splitter(WordSplitter::NoHyphenation)
}

/// Words, and Chinese characters with the signs that stay with them.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let is_chinese = |c: char| c > '\u{2e7f}';
    let mut starts = vec![0];
    let pairs = line.char_indices().zip(line.char_indices().skip(1));
    starts.extend(pairs.filter_map(|((_, before), (at, c))| {
        let after_blank = before == ' ' && c != ' ';
        let between = (is_chinese(before) || is_chinese(c)) && c != ' ' && !"，。；：、）〕」？！]".contains(c);
        (after_blank || between && !"（〔「[".contains(before)).then_some(at)
    }));
    starts.push(line.len());
    let pieces: Vec<Word<'_>> = starts.windows(2).map(|ends| Word::from(&line[ends[0]..ends[1]])).collect();
    Box::new(pieces.into_iter())
}

/// Where a broken line goes on: below its last column that begins in the left half; where that is the first of several,
/// a little to the right of it.
fn hanging(line: &str, width: usize) -> usize {
    let mut end = 0;
    let starts = columns_of(line).map(|(gap, column)| {
        let start = end + gap;
        end = start + display_width(column);
        start
    });
    let starts: Vec<usize> = starts.collect();
    match starts.partition_point(|start| *start <= width / 2) {
        0 => 0,
        1 if starts.len() > 1 => starts[0] + 4,
        left => starts[left - 1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_name_would_do_to_a_terminal_is_shown() {
        let name = "a\u{1b}]0;x\u{7}\u{1b}[31mb\u{1b}[0m\u{9b}2J\n";
        let shown = "a\\u{1b}]0;x\\u{7}\\u{1b}[31mb\\u{1b}[0m\\u{9b}2J\n";
        assert_eq!((&*harmless(name), &*coloured(name)), (shown, shown));
        assert_eq!(coloured("\u{f8f1}-3\u{f8f3}\n"), "\u{1b}[31m-3\u{1b}[0m\n");
    }

    /// What ships is the same file on any terminal, but for the breaks in its comments.
    #[test]
    fn comments_of_a_file_are_broken_and_nothing_else() {
        use crate::asked::scenario::{REFORMS, SHIPPED};
        for (name, text) in SHIPPED.iter().chain(REFORMS) {
            let broken = comments_broken(text, 60);
            let read = |text: &str| text.parse::<toml::Table>().expect("TOML");
            assert_eq!(read(&broken), read(text), "{name}");
            let words = |text: &str| text.split_whitespace().filter(|word| *word != "#").collect::<String>();
            assert_eq!(words(&broken), words(text), "{name}");
            let long = broken.lines().find(|line| line.starts_with('#') && display_width(line) > 60);
            assert_eq!(long, None, "{name}");
        }
    }

    #[test]
    fn no_terminal_is_one_place_wide() {
        assert_eq!([0, 1, 19, 20, 200].map(sensible), [80, 80, 80, 20, 200]);
    }

    #[test]
    fn a_long_line_goes_on_below_its_last_column() {
        let text = "base  5,521  min(max(72 % of a, b), c)\nshort\n";
        assert_eq!(broken(text, 26), "base  5,521  min(max(72 %\n             of a, b), c)\nshort\n");
        assert_eq!(broken(text, 80), text);
        // A column that does not fit beside the others begins a line of its own.
        let row = "  rate  law  run  Share of the base that is credited";
        assert_eq!(broken(row, 32), "  rate  law  run\n             Share of the base\n             that is credited");
        // Whatever the gap before it, a column stands below itself.
        let list = "a     the first line\nlong  the second line";
        assert_eq!(broken(list, 14), "a     the\n      first\n      line\nlong  the\n      second\n      line");
        let list = "a    the first line\nlng  the second line";
        assert_eq!(broken(list, 14), "a    the first\n     line\nlng  the\n     second\n     line");
        assert_eq!(broken("  a.long_name  1 %  law", 20), "  a.long_name  1 %\n      law");
        assert_eq!(broken("广东广东广东 广东", 8), "广东广东\n广东 广\n东");
    }
}
