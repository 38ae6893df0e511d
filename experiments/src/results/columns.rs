//! Text in aligned columns.

/// Rows as lines: the first `left` columns to the left, the others to the right.
pub fn aligned(rows: &[Vec<String>], left: usize) -> String {
    columns(rows, |column| column >= left)
}

/// Rows as lines: columns that stand `right`, and others to the left.
pub fn columns(rows: &[Vec<String>], right: impl Fn(usize) -> bool) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width_of(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    rows.iter().map(|row| line(row, &widths, &right) + "\n").collect()
}

fn line(row: &[String], widths: &[usize], right: &impl Fn(usize) -> bool) -> String {
    let mut text = String::new();
    for (column, cell) in row.iter().enumerate() {
        let pad = " ".repeat(widths[column] - width_of(cell));
        let gap = if column == 0 { "" } else { "  " };
        let (before, after) = if right(column) { (pad.as_str(), "") } else { ("", pad.as_str()) };
        text += &[gap, before, cell, after].concat();
    }
    text.trim_end().to_owned()
}

/// Places on a terminal: a Chinese character or its punctuation takes two.
fn width_of(text: &str) -> usize {
    const WIDE: [(char, char); 4] =
        [('\u{2e80}', '\u{a4cf}'), ('\u{ac00}', '\u{d7a3}'), ('\u{f900}', '\u{faff}'), ('\u{fe30}', '\u{ff60}')];
    let wide = |c: char| WIDE.iter().any(|(first, last)| (*first..=*last).contains(&c));
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_right_and_names_left() {
        let rows = [["广东", "%", "1.25"], ["Tibet", "%", "10"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(aligned(&rows, 2), "广东   %  1.25\nTibet  %    10\n");
    }
}
