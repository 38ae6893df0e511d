//! The tables of a run, one file each.

mod cohorts;
mod dates;
mod decomposition;
mod design;
mod diagnostics;
mod fit;
mod incentives;
mod inequality;
mod keys;
mod ledger;
mod migration;
mod national_year;
mod parameters;
mod people;
mod province_year;
mod range;
mod sensitivity;
mod tornado;
mod transfers;
mod uncertainty;
mod year_measures;

pub use cohorts::COHORTS;
pub use dates::DATES;
pub use decomposition::DECOMPOSITION;
pub use design::{DESIGN, OUTCOMES};
pub use diagnostics::DIAGNOSTICS;
pub use fit::FIT;
pub use incentives::INCENTIVES;
pub use inequality::INEQUALITY;
pub use ledger::LEDGER;
pub use migration::MIGRATION;
pub use national_year::NATIONAL_YEAR;
pub use parameters::PARAMETERS;
pub use people::PEOPLE;
pub use province_year::PROVINCE_YEAR;
pub use range::RANGE;
pub use sensitivity::SENSITIVITY;
pub use tornado::TORNADO;
pub use transfers::TRANSFERS;
pub use uncertainty::UNCERTAINTY;

use crate::schema::TableSpec;

/// The tables of a run, in the order of the data dictionary; `uncertainty` only with draws.
pub static ALL: [&TableSpec; 15] = [
    &NATIONAL_YEAR,
    &PROVINCE_YEAR,
    &TRANSFERS,
    &INCENTIVES,
    &DECOMPOSITION,
    &RANGE,
    &UNCERTAINTY,
    &DATES,
    &INEQUALITY,
    &COHORTS,
    &MIGRATION,
    &LEDGER,
    &PEOPLE,
    &FIT,
    &DIAGNOSTICS,
];

/// The tables that a run of an experiment with a design has besides.
pub static OF_DESIGN: [&TableSpec; 2] = [&DESIGN, &OUTCOMES];

/// The tables of a sensitivity analysis.
pub static ANALYSIS: [&TableSpec; 2] = [&SENSITIVITY, &TORNADO];

/// Every table that a run may have.
pub fn of_run() -> impl Iterator<Item = &'static TableSpec> {
    ALL.into_iter().chain(OF_DESIGN)
}

/// The tables of runs, then those of analyses, then the parameters.
pub fn every() -> impl Iterator<Item = &'static TableSpec> {
    of_run().chain(ANALYSIS).chain([&PARAMETERS])
}

/// The table of this name.
pub fn find(name: &str) -> Option<&'static TableSpec> {
    every().find(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Kind;
    use std::collections::BTreeSet;

    #[test]
    fn keys_come_first_and_names_are_used_once() {
        for table in every() {
            let names: Vec<_> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(&names[..table.keys.len()], table.keys, "{}", table.name);
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{}", table.name);
        }
    }

    /// Stata and SAS take names of up to 32 characters.
    const LONGEST_NAME: usize = 32;

    /// Reserved words of PostgreSQL 18 (appendix C) and DuckDB 2.0 (`duckdb_keywords()`): a column of such a name needs
    /// quotes.
    const RESERVED: &str = "all analyse analyze and any array as asc asymmetric authorization binary both case cast check \
        collate collation column concurrently constraint create cross current_catalog current_date current_role \
        current_schema current_time current_timestamp current_user default deferrable desc describe distinct do else end \
        except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into is isnull \
        join lambda lateral leading left like limit localtime localtimestamp natural not notnull null offset on only or order \
        outer overlaps pivot pivot_longer pivot_wider placing primary qualify references returning right select session_user \
        show similar some summarize symmetric system_user table tablesample then to trailing true union unique unpivot user \
        using variadic verbose when where window with";

    #[test]
    fn names_are_short_and_need_no_quotes() {
        for column in every().flat_map(|table| table.columns) {
            let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(column.name.len() <= LONGEST_NAME, "{}", column.name);
            assert!(column.name.chars().all(letters), "{}", column.name);
            assert!(RESERVED.split(' ').all(|word| word != column.name), "{}", column.name);
        }
    }

    #[test]
    fn every_province_has_its_names_beside_it() {
        let mut provinces = 0;
        for table in every().filter(|table| *table != &PEOPLE) {
            for column in table.columns.iter().filter(|column| column.holds_province()) {
                for ending in ["_name", "_name_zh"] {
                    let place = table.position(&format!("{}{ending}", column.name));
                    let kind = place.map(|place| table.columns[place].kind);
                    assert_eq!(kind, Some(Kind::Category), "{}.{}", table.name, column.name);
                }
                provinces += 1;
            }
        }
        assert!(provinces > 8, "{provinces}");
    }

    #[test]
    fn every_column_has_a_unit_and_a_meaning_in_both_languages() {
        for column in every().flat_map(|table| table.columns) {
            let is_chinese = column.meaning_zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(!column.unit.is_empty() && !column.meaning.is_empty(), "{}", column.name);
            assert!(is_chinese, "{}: {}", column.name, column.meaning_zh);
        }
    }

    #[test]
    fn names_units_and_kinds_agree() {
        for column in every().flat_map(|table| table.columns) {
            assert_eq!(column.kind == Kind::Fen, column.name.ends_with("_fen"), "{}", column.name);
            assert_eq!(column.kind == Kind::Fen, column.unit == "fen", "{}", column.name);
            let is_name = matches!(column.kind, Kind::Name | Kind::Category);
            assert_eq!(is_name, column.unit == "name", "{}", column.name);
            let in_yuan = column.name.ends_with("_yuan") || column.name.starts_with("yuan_");
            assert_eq!(in_yuan, column.base_unit() == "yuan", "{}", column.name);
            let monthly = column.name.ends_with("_yuan_month");
            assert_eq!(monthly, column.unit == "yuan/month", "{}", column.name);
        }
    }

    #[test]
    fn a_column_means_the_same_in_every_table() {
        for column in NATIONAL_YEAR.columns {
            if let Some(place) = PROVINCE_YEAR.position(column.name) {
                assert_eq!(*column, PROVINCE_YEAR.columns[place]);
            }
        }
    }
}
