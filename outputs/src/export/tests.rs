use super::*;
use crate::language::Language;
use crate::tables::{DATES, TRANSFERS};
use std::fs;

/// A seed beyond what doubles hold, a Chinese name with a comma, fen beyond 31 bits.
fn transfers(seed: i64) -> Table {
    let mut table = Table::new(&TRANSFERS);
    let mut row = table.row();
    row.set("world", "my, \"own\" 办法").set("response", "fixed").set("draw", 0).set("seed", seed);
    row.set("year", 2030).set("province", 44).set("clause", "gap").set("counterparty", "pool");
    row.set("amount_fen", Cell::Fen(-12_345_678_901)).set("amount_yuan", Cell::Fen(-12_345_678_901)).done();
    table
}

#[test]
fn csv_begins_with_its_mark_and_quotes_what_must_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("transfers.csv");
    write_csv(&transfers(7), &path).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("\u{feff}world,response,draw,seed,year,province,clause"), "{text}");
    assert!(text.contains("\n\"my, \"\"own\"\" 办法\",fixed,0,7,2030,44,gap,pool,Guangdong,广东,"), "{text}");
    assert!(text.contains("-12345678901,-123456789.01"), "{text}");
}

#[test]
fn whole_numbers_are_stored_where_they_are_exact() {
    let place = |table: &Table, name| farthest(table, table.spec().position(name).unwrap());
    assert_eq!(place(&transfers(7), "seed"), 7);
    assert_eq!(place(&transfers(i64::MAX), "seed"), i64::MAX as u64);
    assert_eq!(place(&transfers(7), "amount_fen"), 12_345_678_901);
}

#[test]
fn stata_and_workbooks_are_written_whole_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for table in [transfers(i64::MAX), Table::new(&DATES)] {
        write_stata(&table, Language::Chinese, &path("a.dta")).unwrap();
        assert!(fs::read(path("a.dta")).unwrap().ends_with(b"</stata_dta>"));
    }
    let sheets = [Sheet { spec: &TRANSFERS, rows: 1 }, Sheet { spec: &DATES, rows: 2_000_000 }];
    assert_eq!(sheets.map(|sheet| sheet.fits()), [true, false]);
    let read = |_| Ok(transfers(1));
    write_workbook(&sheets, read, &[], Language::English, &path("a.xlsx")).unwrap();
    assert!(fs::read(path("a.xlsx")).unwrap().starts_with(b"PK"));
    assert!(write_stata(&transfers(1), Language::English, &path("gone/a.dta")).is_err());
}
