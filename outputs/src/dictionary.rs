//! The data dictionary: every table and column, as Markdown written from the specifications.

use crate::schema::{Column, TableSpec};
use crate::tables;

const INTRODUCTION: &str = "\
# Data dictionary · 数据字典

The tables a run leaves, one Parquet file each, written from the specifications in `src/tables`.
**Bold** columns are keys: together they identify a row. Only columns of decimal numbers may be
empty. Money in `_yuan` columns is a decimal number of yuan; money in `_fen` columns is whole fen.
Unless a name says `public`, money is the enterprise fund's; unless a name says `enterprise`, heads
are those of both funds. Each file's schema carries the same units and meanings, and its footer
the manifest of the run.

每次运行生成下列各表，每表一个 Parquet 文件。**粗体**列为主键。`_yuan` 列以元计，`_fen` 列以分计（整数）。
名称未注明 `public` 的金额均为企业职工基本养老保险基金；名称未注明 `enterprise` 的人数为企业与机关事业单位合计。
";

/// The data dictionary of all tables.
pub fn render() -> String {
    let sections = tables::every().map(section);
    std::iter::once(INTRODUCTION.to_owned()).chain(sections).collect()
}

fn section(table: &TableSpec) -> String {
    let head =
        format!("\n## `{}`\n\n{} · {}\n\n", table.name, sentence(table.title), table.title_zh);
    let header = "| column | type | unit | meaning | 中文 |\n|---|---|---|---|---|\n";
    let lines = table.columns.iter().map(|column| line(table, column));
    head + header + &lines.collect::<String>()
}

fn line(table: &TableSpec, column: &Column) -> String {
    let Column { name, kind, unit, meaning, meaning_zh } = column;
    let mark = if table.keys.contains(name) { "**" } else { "" };
    let kind = kind.describe();
    format!("| {mark}`{name}`{mark} | {kind} | {unit} | {meaning} | {meaning_zh} |\n")
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, fs};

    #[test]
    fn the_checked_in_dictionary_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/DICTIONARY.md");
        if env::var_os("FASTOX_BLESS").is_some() {
            fs::write(path, render()).unwrap();
        }
        let current = fs::read_to_string(path).is_ok_and(|text| text == render());
        assert!(
            current,
            "DICTIONARY.md is not what the tables say; \
             write it anew with `FASTOX_BLESS=1 cargo test -p fastox-outputs`"
        );
    }

    #[test]
    fn no_meaning_breaks_the_table() {
        let columns = tables::every().flat_map(|table| table.columns);
        for column in columns {
            assert!(!column.meaning.contains(['|', '\n']), "{}", column.name);
            assert!(!column.meaning_zh.contains(['|', '\n']), "{}", column.name);
        }
    }
}
