//! The data dictionary: every table and column, as Markdown written from the specifications.

use crate::schema::{Column, TableSpec};
use crate::tables;
use fastox_model::geography::{codes, names_of};

const INTRODUCTION: &str = "\
# Data dictionary · 数据字典

The tables a run leaves, one Parquet file each, written from the specifications in `src/tables`.
**Bold** columns are keys: together they identify a row. Decimal numbers, and years of what may never
happen, may be empty; the column says when. The rows of 2020 in `national_year` and `province_year` are the opening:
stocks alone, flows and what is made of them are empty.
Money in `_yuan` columns is a decimal number of yuan; money in `_fen` columns is whole fen.
Unless a name says `public`, money is the enterprise fund's; unless a name says `enterprise`, heads
are those of both funds, and the unit says so. Rows are sorted by their key. Each file's schema carries the
same units and meanings, and its footer the manifest of the run.

One fen is exact in 64 bits. Sums of `amount_fen` over years or worlds pass 2^53 ≈ 9.0 × 10^15 fen (90 trillion
yuan) and are exact in int64 only: a reader that turns int64 into doubles, as JavaScript and some packages of R
do, loses some fen. No single row and no sum of persons passes it.

Units and meanings of a file, in two lines of Python; provinces and their codes stand at the end of this page:

```python
import pyarrow.parquet as parquet
for field in parquet.read_schema(\"outputs/runs/main-1/incentives.parquet\"): print(field.name, field.metadata[b\"unit\"].decode(), sep=\": \")
```

每次运行生成下列各表，每表一个 Parquet 文件。**粗体**列为主键。`_yuan` 列以元计，`_fen` 列以分计（整数）。
名称未注明 `public` 的金额均为企业职工基本养老保险基金；名称未注明 `enterprise` 的人数为企业与机关事业单位合计（单位列注明 both funds）。
各表按主键排序。`national_year` 与 `province_year` 的 2020 年行为期初存量，流量为空；其他缺失的原因见各列说明。
`amount_fen` 跨年或跨情景合计超过 2^53，须按 64 位整数求和。
";

/// The data dictionary of all tables.
pub fn render() -> String {
    let sections = tables::every().map(section);
    std::iter::once(INTRODUCTION.to_owned()).chain(sections).chain([provinces()]).collect()
}

/// The provinces by their codes.
fn provinces() -> String {
    let head = "\n## Provinces · 省份\n\n| code | name | 中文 |\n|---|---|---|\n";
    let names = codes().filter_map(|code| Some((code, names_of(code)?)));
    let line = |(code, [en, zh]): (i32, [&str; 2])| format!("| {code} | {en} | {zh} |\n");
    head.to_owned() + &names.map(line).collect::<String>()
}

fn section(table: &TableSpec) -> String {
    let head = format!("\n## `{}`\n\n{} · {}\n\n", table.name, sentence(table.title), table.title_zh);
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
