//! Threads, shards, vector widths and the other worlds of a run change no byte.

use crate::program::fastox;
use crate::support::{self, MAIN, country, experiment, lived, table};
use fastox_experiments::Response;
use fastox_model::country::YearInputs;
use fastox_model::incentives::Margin;
use fastox_model::incentives::ResponseMode;
use fastox_model::people::ByFund;
use fastox_model::people::Sample;
use fastox_model::people::Width;
use fastox_model::people::facts::{Indexation, Pensions};
use fastox_model::people::live::{Setting, Tally};
use fastox_model::people::{LifePolicy, Shard};
use fastox_outputs::{Table, read_table, tables};
use std::path::{Path, PathBuf};

/// Runs the command in a folder of its own and says where the results lie.
fn run(folder: &Path, name: &str, more: [&str; 4]) -> PathBuf {
    let plain = ["run", "--people", "20000", "--seed", "7", "--last-year", "2028", "--quiet"];
    let arguments = [&plain[..], &["--sample", "200", "--draws", "1", "--out", name], &more].concat();
    let output = fastox(folder, &arguments);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    folder.join(name)
}

/// Every table of two runs has the same rows and the same bytes.
fn same(one: &Path, other: &Path) {
    for spec in tables::ALL {
        let file = spec.file_name();
        let read = |run: &Path| read_table(&run.join(&file), spec).expect("a table");
        assert!(!read(one).is_empty(), "{file}");
        assert!(read(one) == read(other), "rows of {file}");
        let bytes = |run: &Path| std::fs::read(run.join(&file)).expect("a file");
        assert!(bytes(one) == bytes(other), "bytes of {file}");
    }
}

#[test]
fn one_thread_and_two_write_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = run(folder.path(), "one", ["--threads", "1", "--shard", "16384"]);
    let two = run(folder.path(), "two", ["--threads", "2", "--shard", "16384"]);
    same(&one, &two);
}

#[test]
fn shards_of_any_size_write_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let odd = run(folder.path(), "odd", ["--threads", "2", "--shard", "257"]);
    let even = run(folder.path(), "even", ["--threads", "2", "--shard", "4096"]);
    same(&odd, &even);
}

/// What a course of life meets if governments do nothing.
fn policy(inputs: &YearInputs) -> LifePolicy<'_> {
    let variant = &inputs.variants[0];
    let both = |value| ByFund([[value; 32]; 2]);
    let pensions = Pensions { mean: both(350_000.0), service: both(340.0), elderly: both(0.4) };
    LifePolicy {
        institutions: &variant.institutions,
        declared: variant.declared,
        declared_at_full_effort: variant.declared,
        months: [1.0; 32],
        density: [1.0; 32],
        rates: variant.economy.rates_ppm(),
        effort: [[1.0; 32]; Margin::COUNT],
        mean_pension: pensions.mean,
        indexation: Indexation::new(&variant.institutions.law, &pensions),
        delay: None,
        may_delay: true,
        pension_level: variant.pension_level,
    }
}

/// Lives five years with vectors of a width, and gives every tally and everybody.
fn five_years(width: Width, turn: fn(&mut [Shard])) -> (Vec<Tally>, Vec<Shard>) {
    let mut setup = country(30_000, 2025, &[("stand-alone", ResponseMode::Fixed)]);
    turn(&mut setup.country.people.shards);
    let tallies = (0..5)
        .map(|year| {
            let policies = [policy(&setup.years[year])];
            let facts = &setup.years[year].people;
            let draws = setup.country.draws;
            let sample = Sample::of(500, 30_000);
            let setting = Setting { facts, policies: &policies, draws, sample, cohorts: true };
            setup.country.people.live_with(&setting, width)
        })
        .collect();
    (tallies, setup.country.people.shards)
}

/// Sums, panel and columns, bit for bit.
fn assert_same(found: &(Vec<Tally>, Vec<Shard>), wanted: &(Vec<Tally>, Vec<Shard>), what: &str) {
    for (year, (a, b)) in (2021..).zip(found.0.iter().zip(&wanted.0)) {
        assert_eq!(format!("{:?}", a.flows), format!("{:?}", b.flows), "{what}: flows of {year}");
        assert_eq!(format!("{:?}", a.vitals), format!("{:?}", b.vitals), "{what}: {year}");
        assert_eq!(format!("{:?}", a.panel), format!("{:?}", b.panel), "{what}: panel of {year}");
    }
    assert_eq!(found.1.len(), wanted.1.len(), "{what}");
    for (a, b) in found.1.iter().zip(&wanted.1) {
        assert_eq!((&a.id, &a.traits, &a.deemed), (&b.id, &b.traits, &b.deemed), "{what}");
        assert!(bits(&a.wage) == bits(&b.wage), "{what}: wages of {} {:?}", a.birth_year, a.sex);
        let (a, b) = (&a.lives[0], &b.lives[0]);
        assert_eq!((&a.state, &a.months), (&b.state, &b.months), "{what}");
        assert_eq!((&a.account, &a.bases_or_pension), (&b.account, &b.bases_or_pension), "{what}");
        assert!(bits(&a.index) == bits(&b.index), "{what}: indices");
    }
}

fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|x| x.to_bits()).collect()
}

#[test]
fn every_width_of_vectors_lives_the_same_years() {
    let wanted = five_years(Width::Baseline, |_| ());
    for width in [Width::Avx2, Width::Avx512] {
        if width > Width::detect() {
            eprintln!("this machine has no {width:?}, which was not compared");
            continue;
        }
        assert_same(&five_years(width, |_| ()), &wanted, &format!("{width:?}"));
    }
}

#[test]
fn the_order_of_shards_changes_nothing() {
    let wanted = five_years(Width::detect(), |_| ());
    let mut turned = five_years(Width::detect(), <[Shard]>::reverse);
    turned.1.reverse();
    assert_same(&turned, &wanted, "from the oldest to the youngest");
}

/// The rows of one world, as text.
fn rows(table: &Table, world: &str, response: &str) -> Vec<String> {
    let (worlds, responses) = (table.column_name("world"), table.column_name("response"));
    let cells = |row| (0..table.spec().columns.len()).map(move |place| table.cell(row, place));
    (0..table.rows())
        .filter(|&row| worlds[row] == world && responses[row] == response)
        .map(|row| format!("{:?}", cells(row).collect::<Vec<_>>()))
        .collect()
}

#[test]
fn a_world_does_not_depend_on_the_others_of_its_run() {
    let alone = lived(&experiment(&["national-pooling"], &[Response::Responding], 2030));
    for spec in
        tables::ALL.iter().filter(|spec| ["world", "response", "draw"].iter().all(|key| spec.position(key).is_some()))
    {
        let of = |result| rows(support::table(result, spec.name), "national-pooling", "responding");
        let (alone, among) = (of(&alone), of(&MAIN));
        assert!(!alone.is_empty() && alone == among, "{}", spec.name);
    }
    assert!(table(&alone, "fit") == table(&MAIN, "fit"));
}
