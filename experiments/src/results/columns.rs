//! Text in aligned columns, no wider than the terminal.

use crate::asked::scenario::Titles;
use crate::catalogue::chinese;
use fastox_outputs::Language;
use fastox_outputs::language::{is_mark, typed};
use std::borrow::Cow;

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal<'a> {
    /// Places in a line.
    pub width: usize,
    /// Whether it shows colours.
    pub colours: bool,
    /// The language of its reader.
    pub language: Language,
    /// What regimes are called in Chinese.
    pub titles: &'a Titles,
}

impl Default for Terminal<'_> {
    /// A file, a pipe, or a terminal that says nothing of itself.
    fn default() -> Self {
        Self { width: 80, colours: false, language: Language::English, titles: Titles::SHIPPED }
    }
}

/// What a number means to a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shade {
    /// Nothing in particular.
    #[default]
    Plain,
    /// As one would wish.
    Good,
    /// What one would rather not see.
    Bad,
    /// Beside the point: bands, units.
    Faint,
}

impl Shade {
    /// The mark before a cell of this colour, if it has one.
    fn mark(self) -> Option<char> {
        MARKS.iter().find(|(shade, ..)| *shade == self).map(|(_, mark, _)| *mark)
    }
}

/// The colours of a table are marks of the private use area until they reach the terminal, where all other control
/// characters are shown: so what a name of the reader holds is never obeyed.
const MARKS: [(Shade, char, &str); 3] = [
    (Shade::Good, '\u{f8f0}', "\u{1b}[32m"),
    (Shade::Bad, '\u{f8f1}', "\u{1b}[31m"),
    (Shade::Faint, '\u{f8f2}', "\u{1b}[2m"),
];
/// The mark after a coloured cell.
const END: char = '\u{f8f3}';

/// What a terminal is sent for a mark.
pub fn colour(mark: char) -> Option<&'static str> {
    if mark == END {
        return Some("\u{1b}[0m");
    }
    MARKS.iter().find(|(_, known, _)| *known == mark).map(|(.., sequence)| *sequence)
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextCell {
    text: String,
    shade: Shade,
    /// A title over several columns: it takes the empty places to its left.
    spanning: bool,
}

impl TextCell {
    /// A cell that means something.
    pub fn shaded(text: String, shade: Shade) -> Self {
        Self { text, shade, spanning: false }
    }

    /// What it shows.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A title over the column and empty ones to its left.
    pub fn spanning(text: &str) -> Self {
        Self { text: text.to_owned(), spanning: true, ..Self::default() }
    }
}

impl<T: Into<String>> From<T> for TextCell {
    fn from(text: T) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// Rows of cells, the columns in the order of their importance.
#[derive(Clone, Debug, Default)]
pub struct TextTable {
    /// Lines, those of the head among them.
    pub rows: Vec<Vec<TextCell>>,
    /// Columns that stand to the left.
    pub left: usize,
}

impl TextTable {
    /// The table, without the last columns where the terminal is too narrow, and how many these are.
    pub fn fitted(&self, terminal: Terminal<'_>) -> (String, usize) {
        if terminal.language == Language::Chinese {
            return self.in_chinese().fitted(Terminal { language: Language::English, ..terminal });
        }
        let widths = widths(&self.rows);
        let mut end = 0;
        let fits = widths.iter().take_while(|width| {
            end += *width + if end == 0 { 0 } else { GAP };
            end <= terminal.width
        });
        let shown = fits.count().max(self.left + 1).min(widths.len());
        let lines = self.rows.iter().map(|row| {
            let row = &row[..shown.min(row.len())];
            line(row, &widths, &|column| column >= self.left, terminal.colours) + "\n"
        });
        (lines.collect(), widths.len() - shown)
    }

    fn in_chinese(&self) -> Self {
        let cell = |cell: &TextCell| TextCell {
            text: chinese(&cell.text).unwrap_or_else(|| cell.text.clone()),
            ..cell.clone()
        };
        Self { rows: self.rows.iter().map(|row| row.iter().map(cell).collect()).collect(), left: self.left }
    }

    /// The table, and a word on columns for which there is no room.
    pub fn text(&self, terminal: Terminal<'_>) -> String {
        match self.fitted(terminal) {
            (text, 0) => text,
            (text, left_out) => {
                let columns = if left_out == 1 { "column" } else { "columns" };
                format!("{text}{left_out} more {columns} on a wider terminal, all with --json\n")
            }
        }
    }
}

/// Text as a reader of this language is told it. Columns, which two blanks part, begin where they began.
pub fn translated(text: &str, language: Language) -> Cow<'_, str> {
    match language {
        Language::English => text.into(),
        Language::Chinese => text.split('\n').map(line_in_chinese).collect::<Vec<_>>().join("\n").into(),
    }
}

/// What messages begin with; the rest of their line is a phrase of its own.
const OPENINGS: [(&str, &str); 3] = [("error: ", "错误："), ("= help: ", "= 办法："), ("tip: ", "提示：")];

fn line_in_chinese(line: &str) -> String {
    let trimmed = line.trim_start();
    // A path, an option or a key, as it was typed.
    if trimmed.strip_prefix("--> ").is_some_and(|place| !place.trim_end().contains(' ')) {
        return line.to_owned();
    }
    let opening = OPENINGS.iter().find_map(|(english, chinese)| Some((trimmed.strip_prefix(english)?, chinese)));
    if let Some((rest, chinese)) = opening {
        return format!("{}{chinese}{}", &line[..line.len() - trimmed.len()], line_in_chinese(rest));
    }
    if let Some(known) = chinese(trimmed.trim_end()) {
        return line[..line.len() - trimmed.len()].to_owned() + &known;
    }
    let (mut text, mut written, mut start) = (String::new(), 0, 0);
    for segment in line.split("  ") {
        let shown = chinese(segment.trim()).unwrap_or_else(|| segment.trim().to_owned());
        if !shown.is_empty() {
            let indent = width_of(segment) - width_of(segment.trim_start());
            let at = (start + indent).max(if written == 0 { 0 } else { written + 1 });
            text += &" ".repeat(at - written);
            text += &shown;
            written = at + width_of(&shown);
        }
        start += width_of(segment) + GAP;
    }
    text
}

/// Places between two columns.
const GAP: usize = 2;

/// Rows as lines: the first `left` columns to the left, the others to the right.
pub fn aligned(rows: &[Vec<String>], left: usize) -> String {
    columns(rows, |column| column >= left)
}

/// Rows as lines: columns that stand `right`, and others to the left.
pub fn columns(rows: &[Vec<String>], right: impl Fn(usize) -> bool) -> String {
    let rows: Vec<Vec<TextCell>> =
        rows.iter().map(|row| row.iter().map(|cell| cell.as_str().into()).collect()).collect();
    let widths = widths(&rows);
    rows.iter().map(|row| line(row, &widths, &right, false) + "\n").collect()
}

fn widths(rows: &[Vec<TextCell>]) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells = |column| rows.iter().filter_map(move |row| row.get(column)).filter(|cell: &&TextCell| !cell.spanning);
    (0..count).map(|column| cells(column).map(|cell| width_of(&cell.text)).max().unwrap_or(0)).collect()
}

fn line(row: &[TextCell], widths: &[usize], right: &impl Fn(usize) -> bool, colours: bool) -> String {
    let (mut text, mut written, mut start) = (String::new(), 0, 0);
    for (column, cell) in row.iter().enumerate() {
        let (width, end) = (width_of(&cell.text), start + widths[column]);
        let at = if right(column) { end.saturating_sub(width).max(written) } else { start };
        if !cell.text.is_empty() {
            text += &" ".repeat(at.saturating_sub(written));
            text += &painted(cell, colours);
            written = at + width;
        }
        start = end + GAP;
    }
    text.trim_end().to_owned()
}

fn painted(cell: &TextCell, colours: bool) -> String {
    let text = cell.text.replace(|c: char| c.is_control() || colour(c).is_some(), "\u{fffd}");
    match cell.shade.mark().filter(|_| colours) {
        Some(mark) => format!("{mark}{text}{END}"),
        None => text,
    }
}

/// Places on a terminal: a Chinese character or its punctuation takes two, a mark none.
fn width_of(text: &str) -> usize {
    const WIDE: [(char, char); 4] =
        [('\u{2e80}', '\u{a4cf}'), ('\u{ac00}', '\u{d7a3}'), ('\u{f900}', '\u{faff}'), ('\u{fe30}', '\u{ff60}')];
    let wide = |c: char| WIDE.iter().any(|(first, last)| (*first..=*last).contains(&c));
    text.chars().filter(|c| !is_mark(*c)).map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// Words before which a Chinese title may be broken; it has no blanks that would say so.
const WORDS: [&str; 16] = [
    "与", "自求", "调剂", "收支", "方案", "转移", "奖励", "红线", "过渡", "贡献", "收益", "缴费", "平台", "保险",
    "延迟", "退休",
];

/// A name over two lines of a head, each as it is typed.
pub(crate) fn in_two(name: &str) -> [String; 2] {
    let (upper, lower) = broken(name);
    [upper, lower].map(|part| if part.is_empty() { String::new() } else { typed(part) })
}

fn broken(name: &str) -> (&str, &str) {
    let middle = |place: &usize| place.abs_diff(name.len() / 2);
    let hyphen = name.match_indices(['-', '，']).map(|(place, mark)| place + mark.len()).min_by_key(middle);
    let is_long = !name.is_ascii() && name.chars().count() > 4;
    let before = |word: &&str| name.find(word).filter(|place| is_long && *place > 0);
    let word = || WORDS.iter().filter_map(before).min_by_key(middle);
    hyphen.or_else(word).map_or(("", name), |place| name.split_at(place))
}

/// One seed, two seeds.
pub(crate) fn counted(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// A number with so many digits, without a minus before a zero.
pub(crate) fn fixed(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    if text.trim_start_matches('-').parse() == Ok(0.0) { format!("{:.digits$}", 0.0) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_broken_between_words() {
        assert_eq!(broken("norm-based"), ("norm-", "based"));
        assert_eq!(broken("unified"), ("", "unified"));
        assert_eq!(broken("全国统筹，按计划核定"), ("全国统筹，", "按计划核定"));
        assert_eq!(broken("政策论文方案"), ("政策论文", "方案"));
    }

    #[test]
    fn numbers_stand_right_and_names_left() {
        let rows = [["广东", "%", "1.25"], ["Tibet", "%", "10"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(aligned(&rows, 2), "广东   %  1.25\nTibet  %    10\n");
    }

    fn table() -> TextTable {
        let head = vec![TextCell::from(""), "".into(), TextCell::spanning("two columns")];
        let body = vec!["Tibet".into(), "1.25".into(), TextCell::shaded("-3".to_owned(), Shade::Bad)];
        TextTable { rows: vec![head, body], left: 1 }
    }

    #[test]
    fn a_narrow_terminal_gets_fewer_columns() {
        assert_eq!(table().text(Terminal::default()), "    two columns\nTibet  1.25  -3\n");
        let narrow = Terminal { width: 12, ..Terminal::default() };
        assert_eq!(table().text(narrow), "\nTibet  1.25\n1 more column on a wider terminal, all with --json\n");
    }

    #[test]
    fn chinese_columns_begin_where_english_ones_do() {
        let chinese = |text| translated(text, Language::Chinese).into_owned();
        assert_eq!(chinese("  Tibet  retired\n"), "  西藏   已退休\n");
        assert_eq!(chinese("basic        JF · N               2632.12"), "基础养老金   JF · N               2632.12");
        assert_eq!(chinese("a name  its value"), "a name  its value");
        let table = table().text(Terminal { language: Language::Chinese, ..Terminal::default() });
        assert_eq!(table.lines().last(), Some("西藏  1.25  -3"));
    }

    #[test]
    fn colours_take_no_place() {
        let coloured = Terminal { colours: true, ..Terminal::default() };
        assert_eq!(table().text(coloured).lines().last(), Some("Tibet  1.25  \u{f8f1}-3\u{f8f3}"));
    }
}
