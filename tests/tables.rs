//! Every table of a run has a unique key and names its provinces; the dictionary says which sums doubles cannot hold.

use crate::support::MAIN;
use fastox_model::geography::NATION;
use fastox_outputs::schema::Kind;
use fastox_outputs::{Cell, Column};

/// The largest whole number up to which doubles hold every one: 2^53.
const EXACT: i128 = 1 << 53;

#[test]
fn keys_are_unique_and_sorting_keeps_every_row() {
    for table in &MAIN.tables {
        let repeated = table.repeated_key();
        assert_eq!(repeated, None, "{}: row {repeated:?}", table.spec().name);
        let sorted = table.sorted();
        assert_eq!(sorted.rows(), table.rows());
        assert_eq!(sorted.sorted(), sorted, "{}", table.spec().name);
    }
}

/// Stocks alone are known of the opening.
#[test]
fn what_is_missing_after_the_opening_says_when() {
    let mut missing = 0;
    for table in &MAIN.tables {
        let spec = table.spec();
        let opening: Vec<bool> = match spec.position("year") {
            Some(_) => table.column_number("year").iter().map(|year| *year as i32 == 2020).collect(),
            None => vec![false; table.rows()],
        };
        for column in spec.columns.iter().filter(|column| column.kind == Kind::Number) {
            let values = table.column_number(column.name);
            let gap = values.iter().zip(&opening).any(|(value, opening)| value.is_nan() && !opening);
            missing += usize::from(gap);
            assert!(!gap || column.meaning.contains("missing"), "{}.{}", spec.name, column.name);
        }
    }
    assert!(missing > 10, "{missing}");
}

#[test]
fn provinces_carry_their_names() {
    let mut named = 0;
    for table in MAIN.tables.iter().filter(|table| table.spec().position("province").is_some()) {
        let (names, codes) = (table.column_name("province_name"), table.column_whole("province"));
        for (name, code) in names.into_iter().zip(codes) {
            let wanted = [(10, "China"), (44, "Guangdong"), (90, "several provinces")]
                .into_iter()
                .find(|(known, _)| known == code);
            assert!(wanted.is_none_or(|(_, wanted)| wanted == name), "{code}: {name}");
            named += usize::from(wanted.is_some());
        }
    }
    assert!(named > 100, "{named}");
}

/// Rows of the nation and of means have names of their own: 0 is a draw, an age, a person, and nothing else.
#[test]
fn no_key_and_no_province_is_zero() {
    let (mut columns, mut nation, mut means) = (0, 0, 0);
    for table in &MAIN.tables {
        let spec = table.spec();
        let is_code = |column: &&Column| {
            let is_key = spec.keys.contains(&column.name) && !["draw", "age_from", "person"].contains(&column.name);
            (is_key || column.holds_province()) && column.unit != "name"
        };
        for column in spec.columns.iter().filter(is_code) {
            let place = spec.position(column.name).expect("a column");
            let zero = |row: &usize| matches!(table.cell(*row, place), Cell::Whole(0) | Cell::Count(0));
            assert_eq!((0..table.rows()).find(zero), None, "{}.{}", spec.name, column.name);
            columns += 1;
        }
        if spec.position("province").is_some() {
            nation += table.column_whole("province").iter().filter(|code| **code == i32::from(NATION)).count();
        }
        if let Some(place) = spec.position("statistic") {
            let statistics = table.column_name("statistic");
            let seed = spec.position("seed").expect("a seed beside it");
            for row in 0..table.rows() {
                let is_mean = table.cell(row, place) == Cell::Name("mean");
                assert_eq!(is_mean, table.cell(row, seed) == Cell::Missing, "{} {row}", statistics[row]);
                means += usize::from(is_mean);
            }
        }
    }
    assert!(columns > 30 && nation > 50 && means > 50, "{columns} {nation} {means}");
}

#[test]
fn only_sums_of_fen_pass_what_doubles_hold() {
    for table in &MAIN.tables {
        for column in table.spec().columns.iter().filter(|column| column.unit.starts_with("persons")) {
            let sum: f64 = table.column_number(column.name).into_iter().filter(|persons| persons.is_finite()).sum();
            assert!(sum < EXACT as f64, "{}.{}", table.spec().name, column.name);
        }
        for column in table.spec().columns.iter().filter(|column| column.kind == Kind::Fen) {
            assert!(column.meaning.contains("2^53"), "{}.{}", table.spec().name, column.name);
        }
    }
    let ledger = MAIN.tables.iter().find(|table| table.spec().name == "ledger").expect("a ledger");
    let received = ledger.column_fen("amount_fen").iter().filter(|fen| **fen > 0);
    assert!(received.map(|&fen| i128::from(fen)).sum::<i128>() > EXACT);
}
