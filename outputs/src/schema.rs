//! What a table is: its columns, each with a unit and a meaning in two languages.

use crate::Language;

/// How a column is stored, and so which [`Cell`](crate::Cell) it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Few different names, repeated: text in Parquet, dictionary-coded in the file.
    Name,
    /// Names of a closed list: a dictionary in Arrow, so that readers see a category or a factor.
    Category,
    /// A 32-bit whole number: years, province codes, ages, flags.
    Whole,
    /// The same where there may be none: the year of what never happens.
    WholeOrNone,
    /// A 64-bit whole number: persons and identifiers.
    Count,
    /// The same where there may be none: the seed of a mean over seeds.
    CountOrNone,
    /// A 64-bit float, which may be missing.
    Number,
    /// Whole fen in 64 bits, where the books close exactly.
    Fen,
}

impl Kind {
    /// The type as a reader of the file meets it.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Name => "text",
            Self::Category => "text, category",
            Self::Whole | Self::WholeOrNone => "int32",
            Self::Count | Self::CountOrNone | Self::Fen => "int64",
            Self::Number => "float64",
        }
    }
}

/// The unit of a column that holds a code of a province.
pub const PROVINCE_CODE: &str = "GB/T 2260 code";

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name in the file.
    pub name: &'static str,
    /// How it is stored.
    pub kind: Kind,
    /// The unit: `persons`, `yuan/month`, `share`, `GB/T 2260 code`, …
    pub unit: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What it means, in Chinese.
    pub meaning_zh: &'static str,
}

impl Column {
    /// What it means, in a language.
    pub const fn meaning_in(&self, language: Language) -> &'static str {
        language.of(self.meaning, self.meaning_zh)
    }

    /// Whether the column holds a code of a province, or of the nation.
    pub fn holds_province(&self) -> bool {
        self.unit == PROVINCE_CODE
    }

    /// Whether a cell may be empty.
    pub const fn may_be_missing(&self) -> bool {
        matches!(self.kind, Kind::Number | Kind::WholeOrNone | Kind::CountOrNone)
    }

    /// The unit without the words that say whose amount it is, as in `yuan, both funds`.
    pub fn base_unit(&self) -> &'static str {
        self.unit.split(", ").next().unwrap_or(self.unit)
    }

    /// Whether the column holds yuan, so that money in fen can be put in it.
    pub fn holds_yuan(&self) -> bool {
        self.kind == Kind::Number && matches!(self.base_unit(), "yuan" | "yuan/month")
    }
}

/// One table: its name, its keys, its columns.
#[derive(Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// The name, which is also the file's name without `.parquet`.
    pub name: &'static str,
    /// One line that says what a row is.
    pub title: &'static str,
    /// The same line in Chinese.
    pub title_zh: &'static str,
    /// The columns that identify a row; they come first.
    pub keys: &'static [&'static str],
    /// All columns, in the order of the file.
    pub columns: &'static [Column],
}

impl TableSpec {
    /// What a row is, in a language.
    pub const fn title_in(&self, language: Language) -> &'static str {
        language.of(self.title, self.title_zh)
    }

    /// The place of a column in the table.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known.name == column)
    }

    /// The name of the table's file in a run folder.
    pub fn file_name(&self) -> String {
        format!("{}.parquet", self.name)
    }
}

/// Columns, one entry each: `name: Kind [unit] meaning, meaning in Chinese;`.
macro_rules! columns {
    ($($name:ident: $kind:ident [$unit:literal] $meaning:literal, $meaning_zh:literal;)+) => {
        &[$($crate::schema::Column {
            name: stringify!($name),
            kind: $crate::schema::Kind::$kind,
            unit: $unit,
            meaning: $meaning,
            meaning_zh: $meaning_zh,
        }),+]
    };
}

/// Several lists of columns as one, so that tables can share keys and measures.
macro_rules! join {
    ($($part:expr),+ $(,)?) => {{
        const PARTS: &[&[$crate::schema::Column]] = &[$($part),+];
        const ALL: [$crate::schema::Column; $crate::schema::total_length(PARTS)] =
            $crate::schema::joined(PARTS);
        &ALL
    }};
}

pub(crate) use {columns, join};

/// The number of columns in all parts.
pub(crate) const fn total_length(parts: &[&[Column]]) -> usize {
    let mut total = 0;
    let mut part = 0;
    while part < parts.len() {
        total += parts[part].len();
        part += 1;
    }
    total
}

/// All parts one after the other. Loops by hand, since iterators do not run at compile time.
pub(crate) const fn joined<const N: usize>(parts: &[&[Column]]) -> [Column; N] {
    let mut all = [parts[0][0]; N];
    let (mut filled, mut part) = (0, 0);
    while part < parts.len() {
        let mut column = 0;
        while column < parts[part].len() {
            all[filled] = parts[part][column];
            filled += 1;
            column += 1;
        }
        part += 1;
    }
    all
}
