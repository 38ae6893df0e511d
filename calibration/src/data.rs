//! The project's own tables of published statistics, embedded in the binary.
//!
//! Each has a sidecar with source, unit, dates, quality and checksum; a test checks them all.

use fastox_model::geography::{PROVINCES, Province};
use std::sync::OnceLock;

macro_rules! embed {
    ($($name:literal,)*) => {
        /// Name, table and sidecar of every embedded file, in the order of the names.
        pub const FILES: &[(&str, &str, &str)] = &[$((
            $name,
            include_str!(concat!("../data/", $name, ".csv")),
            include_str!(concat!("../data/", $name, ".toml")),
        ),)*];
    };
}

embed! {
    "age_earnings_profile",
    "birthplace_od_2010",
    "census_2010_age5",
    "census_2010_single_age",
    "census_2020_age5",
    "census_2020_age5_urban",
    "census_2020_single_age",
    "central_adjustment",
    "central_adjustment_province",
    "contribution_base_wage",
    "earnings_process",
    "enterprise_balance_2016",
    "enterprise_fund_split",
    "fertility_province",
    "fujian_enterprise",
    "gdp_province",
    "guangdong_members",
    "hukou_stock_2020",
    "insured_age_structure",
    "labour_and_migration_facts",
    "lfpr",
    "macro_paths",
    "migration_age_profile",
    "migration_margins",
    "migration_net_cohort_2010_2020",
    "migration_od_2015_2020",
    "mincer",
    "mortality_province",
    "mortality_province_2010",
    "national_2010_2024",
    "participation_facts",
    "pension_coverage",
    "pension_national",
    "pension_province",
    "pension_province_headcounts_derived",
    "pensioners_paid_2010",
    "provinces",
    "research_targets",
    "retirement_age_profile",
    "scheme_flows_national",
    "scheme_headcount_national",
    "survival",
    "urban_employment",
    "wage_distribution",
    "wage_national",
    "wage_province",
    "wage_province_2010",
    "wpp_age5_2020_2021",
    "wpp_asfr",
    "wpp_indicators",
    "wpp_mortality",
    "wpp_mortality_2010s",
    "wpp_net_migration",
    "wpp_population",
    "wpp_working_ages",
}

/// A table of text cells with named columns.
#[derive(Debug, PartialEq, Eq)]
pub struct DataTable {
    name: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Vec<&'static str>>,
}

/// Every table, parsed when it is first asked for.
static TABLES: [OnceLock<DataTable>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// The table with this name, if there is one.
pub fn find(name: &str) -> Option<&'static DataTable> {
    let place = FILES.binary_search_by_key(&name, |(known, ..)| known).ok()?;
    let (name, text, _) = FILES[place];
    Some(TABLES[place].get_or_init(|| DataTable::parse(name, text)))
}

/// The table with this name. Panics if there is none: names in code are ours.
pub fn table(name: &str) -> &'static DataTable {
    find(name).unwrap_or_else(|| panic!("no embedded table `{name}`"))
}

/// A blake3 checksum over all embedded tables, in their order.
pub fn checksum() -> String {
    checksum_of(FILES.iter().map(|(name, text, _)| (*name, *text)))
}

/// A blake3 checksum over texts with their names, in their order.
pub fn checksum_of<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in texts {
        hasher.update(name.as_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

impl DataTable {
    fn parse(name: &'static str, text: &'static str) -> Self {
        let mut lines = text.lines().map(cells);
        let columns = lines.next().unwrap_or_default();
        Self { name, columns, rows: lines.collect() }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The names of its columns.
    pub fn columns(&self) -> &[&'static str] {
        &self.columns
    }

    /// Its rows.
    pub fn rows(&'static self) -> impl Iterator<Item = Row> {
        self.rows.iter().map(move |cells| Row { table: self, cells })
    }

    /// The first row whose cells equal these.
    pub fn row(&'static self, wanted: &[(&str, &str)]) -> Row {
        let places: Vec<_> = wanted.iter().map(|(column, value)| (self.position(column), *value)).collect();
        self.rows()
            .find(|row| places.iter().all(|(place, value)| row.cells[*place] == *value))
            .unwrap_or_else(|| panic!("`{}` has no row {wanted:?}", self.name))
    }

    /// A column by province, from the rows that equal these; zero where blank or missing.
    pub fn by_province(&'static self, wanted: &[(&str, &str)], column: &str) -> [f64; PROVINCES] {
        let wanted: Vec<_> = wanted.iter().map(|(column, value)| (self.position(column), *value)).collect();
        let (mut values, province, place) = ([0.0; PROVINCES], self.position("province"), self.position(column));
        for row in self.rows().filter(|row| wanted.iter().all(|(place, value)| row.cells[*place] == *value)) {
            if let Some(p) = Province::find(row.cells[province]) {
                values[p.index()] = number(row.cells[place]).unwrap_or(0.0);
            }
        }
        values
    }

    fn position(&self, column: &str) -> usize {
        self.columns
            .iter()
            .position(|c| *c == column)
            .unwrap_or_else(|| panic!("`{}` has no column `{column}`", self.name))
    }
}

/// Splits a line at its commas, but not at those between quotes.
fn cells(line: &'static str) -> Vec<&'static str> {
    if !line.contains('"') {
        return line.split(',').collect();
    }
    let mut quoted = false;
    line.split(|c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    })
    .map(|cell| cell.trim_matches('"'))
    .collect()
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    table: &'static DataTable,
    cells: &'static [&'static str],
}

impl Row {
    /// A cell as it stands.
    pub fn text(&self, column: &str) -> &'static str {
        self.cells[self.table.position(column)]
    }

    /// A number, unless the cell is blank.
    pub fn number(&self, column: &str) -> Option<f64> {
        number(self.text(column))
    }

    /// A province by its code.
    pub fn province(&self, column: &str) -> Option<Province> {
        Province::find(self.text(column))
    }

    /// The numbers of a run of columns from `first` to `last`.
    pub fn span(&self, first: &str, last: &str) -> Vec<f64> {
        let range = self.table.position(first)..=self.table.position(last);
        self.cells[range].iter().map(|c| c.parse().unwrap_or(0.0)).collect()
    }

    /// The numbers of the 31 province columns of a wide table; NaN where blank.
    pub fn provinces(&self) -> [f64; PROVINCES] {
        std::array::from_fn(|i| {
            let code = Province::from_index(i).code().to_string();
            self.number(&code).unwrap_or(f64::NAN)
        })
    }
}

/// A number, unless the text is blank.
fn number(text: &str) -> Option<f64> {
    let parsed = || text.parse().unwrap_or_else(|_| panic!("`{text}` is no number"));
    (!text.is_empty()).then(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_sidecar_that_describes_it() {
        for (name, text, sidecar) in FILES {
            let sidecar: toml::Table = sidecar.parse().unwrap_or_else(|e| panic!("{name}: {e}"));
            for key in ["title", "title_zh", "unit", "period", "source", "quality", "rows", "blake3"] {
                assert!(sidecar.contains_key(key), "{name} says nothing of its {key}");
            }
            let quality = sidecar["quality"].as_str().unwrap();
            assert!(
                ["published", "secondary", "derived", "recalled", "assumed"].contains(&quality),
                "{name}: {quality}"
            );
            assert!(quality != "derived" || sidecar.contains_key("method"), "{name} has no method");
            let rows = text.lines().count() as i64 - 1;
            assert_eq!(sidecar["rows"].as_integer(), Some(rows), "{name}");
            let checksum = blake3::hash(text.as_bytes()).to_hex().to_string();
            assert_eq!(sidecar["blake3"].as_str(), Some(checksum.as_str()), "{name}");
        }
    }

    #[test]
    fn tables_stand_in_the_order_in_which_they_are_found() {
        assert!(FILES.is_sorted_by_key(|(name, ..)| name));
    }

    #[test]
    fn quotes_hold_commas_and_empty_cells_are_cells() {
        assert_eq!(cells("a,\"b, c\",,广东,"), ["a", "b, c", "", "广东", ""]);
        assert_eq!(cells(""), [""]);
    }

    #[test]
    fn the_census_adds_up_to_its_published_total() {
        let sum: f64 = table("census_2020_age5").rows().flat_map(|r| r.span("a0", "a100")).sum();
        assert!((sum - 1_409_778_724.0).abs() < 0.5);
    }
}
