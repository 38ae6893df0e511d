//! A small run as a table, compared with the one that was agreed on.

use crate::program::fastox;
use crate::snapshot;
use crate::support::{MAIN, places, table};
use std::fmt::Write;

/// Six regimes, governments that respond, 20,000 people, seed 1.
#[test]
fn a_small_run_gives_the_numbers_it_gave() {
    let nation = table(&MAIN, "national_year");
    let column = |name| nation.column_number(name);
    let (rates, transfers) = (column("collection_rate"), column("transfers_out_yuan"));
    let (retirees, insured) = (column("retirees"), column("insured_employees"));
    let (reserves, effort) = (column("reserves_yuan"), column("effort"));
    let mut text = String::from("world year collection_% effort_% transfers_bn reserves_bn insured_m retirees_m\n");
    for (row, (world, response, year, _)) in places(nation).into_iter().enumerate() {
        if response == "responding" && year > 2020 {
            let (rate, effort) = (100.0 * rates[row], 100.0 * effort[row]);
            let (up, held) = (transfers[row] / 1e9, reserves[row] / 1e9);
            let (paying, drawing) = (insured[row] / 1e6, retirees[row] / 1e6);
            let _ = writeln!(text, "{world} {year} {rate:.3} {effort:.3} {up:.2} {held:.2} {paying:.2} {drawing:.2}");
        }
    }
    assert_eq!(text.lines().count(), 1 + 6 * 10);
    snapshot::compare("golden/main.txt", &text);
}

/// Every shipped experiment, small: the key numbers it ends with.
#[test]
fn shipped_experiments_give_the_numbers_they_gave() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = ["--people", "2000", "--range-people", "0", "--draws", "0", "--last-year", "2035", "--quiet", "--out"];
    for (name, _) in fastox_experiments::PAPERS {
        let answer = fastox(folder.path(), &[&["run", *name], &small[..], &[*name]].concat());
        assert_eq!(answer.code, Some(0), "{name}: {}", answer.stderr);
        let found = answer.stdout.split("results in").next().expect("a summary");
        snapshot::compare(&format!("golden/papers/{name}.txt"), found);
    }
}
