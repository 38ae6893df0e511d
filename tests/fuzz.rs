//! Every parser and every reader of a run folder answers whatever it is given: with a value or with a message, never with
//! a panic.
//!
//! Inputs are files of the project and those of `fuzz/corpus/TARGET`, with some places changed, drawn by a seed. The suite
//! tries a few; `FASTOX_FUZZ=1000000 cargo test -p fastox-tests -- --ignored fuzz::at_length` tries so many a target. What
//! makes one panic is left in the folder for temporary files, and belongs into the corpus once it is mended.

use crate::support::{experiment, lived, table};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_experiments::questions::trace::{Relived, Wanted};
use fastox_experiments::scenario::{self, Reform};
use fastox_experiments::{Experiment, Response};
use fastox_model::draws::{Decision, Draws};
use fastox_outputs::{Manifest, RunRecord, read_manifest, read_table, tables, write_table};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::LazyLock;

/// A reader, its name and the files it should read.
struct Target {
    name: &'static str,
    read: fn(&[u8]),
    seeds: Vec<Vec<u8>>,
}

static PARAMETERS: LazyLock<Parameters> = LazyLock::new(Parameters::embedded);

/// A run of few people, whose manifest and whose table are what readers meet.
static RUN: LazyLock<(String, Vec<u8>)> = LazyLock::new(|| {
    let mut asked = experiment(&["national-pooling"], &[Response::Fixed], 2021);
    (asked.people, asked.sample, asked.range_people) = (500, 5, 0);
    let result = lived(&asked);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("transfers.parquet");
    write_table(table(&result, "transfers"), &result.manifest, &path).expect("written");
    let record = RunRecord { manifest: result.manifest.clone(), ..RunRecord::default() };
    (serde_json::to_string(&record).expect("JSON"), std::fs::read(&path).expect("read"))
});

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn read_record_of_a_run(bytes: &[u8]) {
    let Ok(record) = serde_json::from_slice::<RunRecord>(bytes) else { return };
    let _ = record.manifest.same_but_for_cells(&Manifest::default());
    if let Ok(relived) = Relived::of("a run", &record.manifest, Wanted::default()) {
        assert!(relived.experiment.people >= 100 && relived.experiment.last_year <= 2080);
    }
}

fn read_parquet(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("transfers.parquet");
    std::fs::write(&path, bytes).expect("written");
    let _ = read_manifest(&path);
    let _ = read_table(&path, &tables::TRANSFERS);
}

fn read_set(bytes: &[u8]) {
    let _ = PARAMETERS.clone().set(&text(bytes));
}

fn targets() -> Vec<Target> {
    let bytes = |text: &str| text.as_bytes().to_vec();
    let shipped = |files: &[(&str, &str)]| files.iter().map(|(_, text)| bytes(text)).collect::<Vec<_>>();
    let asked = "title = \"a\"\nregimes = [\"stand-alone\"]\nseeds = [1, 2]\npeople = \"5,000 persons\"\n[override]\n\
                 \"migration.level\" = { 2026 = \"40 %\", province = { 44 = \"50 %\" } }\n";
    let changes =
        ["migration.level=40 %", "contribution.employer_rate={ 2027-07 = \"16 %\", province = { 44 = \"15 %\" } }"];
    let parse: fn(&[u8]) =
        |b| drop(Experiment::parse("x.toml", &text(b), Path::new(""), &["stand-alone"], &PARAMETERS));
    let scenario: fn(&[u8]) = |b| drop(scenario::parse("x", "x.toml", &text(b), &PARAMETERS));
    let reform: fn(&[u8]) = |b| drop(Reform::parse("x.toml", &text(b), &PARAMETERS));
    let record: fn(&[u8]) = |b| drop(Fitted::read("x.toml", &text(b)));
    vec![
        Target { name: "experiment", read: parse, seeds: vec![bytes(asked)] },
        Target { name: "scenario", read: scenario, seeds: shipped(scenario::SHIPPED) },
        Target { name: "reform", read: reform, seeds: shipped(scenario::REFORMS) },
        Target { name: "record", read: record, seeds: vec![bytes(&Fitted::shipped().to_toml("a record"))] },
        Target { name: "set", read: read_set, seeds: changes.map(bytes).to_vec() },
        Target { name: "manifest", read: read_record_of_a_run, seeds: vec![bytes(&RUN.0)] },
        Target { name: "parquet", read: read_parquet, seeds: vec![RUN.1.clone()] },
    ]
}

/// What stands in the place of something else.
const WORDS: [&str; 16] = [
    "nan",
    "-inf",
    "1e400",
    "-1",
    "0",
    "9223372036854775807",
    "99999999999999999999",
    "\"\"",
    "\"-40 %\"",
    "[",
    "]",
    "{",
    "}",
    "\u{1b}[31m",
    "= = ",
    "\u{202e}东",
];

/// A seed with one to eight places changed: a byte, a part taken out, doubled or moved, a word put in.
fn changed(seed: &[u8], draws: Draws, input: u32) -> Vec<u8> {
    let word = |n: u32| draws.words(input, n as i32, Decision::Event).map(|word| word as usize);
    let mut bytes = seed.to_vec();
    for n in 0..=word(0)[0] as u32 % 8 {
        let [what, place, length, other] = word(n + 1);
        let at = place % (bytes.len() + 1);
        let end = (at + length % 24).min(bytes.len());
        match what % 5 {
            0 if at < bytes.len() => bytes[at] ^= 1 << (other % 8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let part = bytes[at..end].to_vec();
                let to = other % (bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            3 => drop(bytes.splice(at..end, WORDS[other % WORDS.len()].bytes())),
            _ => bytes.insert(at, other as u8),
        }
    }
    bytes
}

/// Tries so many inputs a target, or one target alone; says which made it panic.
fn tried(inputs: u32, seed: u64, alone: Option<&str>) -> Vec<String> {
    let corpus = |name: &str| -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        files.filter_map(|file| std::fs::read(file.path()).ok()).collect()
    };
    let of_target = |(number, target): (usize, Target)| {
        let known = corpus(target.name);
        let draws = Draws::new(seed + number as u64);
        let all: Vec<&Vec<u8>> = target.seeds.iter().chain(&known).collect();
        let input = |i: u32| {
            if (i as usize) < known.len() {
                known[i as usize].clone()
            } else {
                changed(all[i as usize % all.len()], draws, i)
            }
        };
        let panics = |i: &u32| catch_unwind(AssertUnwindSafe(|| (target.read)(&input(*i)))).is_err();
        let found: Vec<u32> = (0..inputs).into_par_iter().filter(panics).collect();
        found.into_iter().map(|i| kept(target.name, i, &input(i))).collect::<Vec<_>>()
    };
    let asked = |(_, target): &(usize, Target)| alone.is_none_or(|name| name == target.name);
    targets().into_iter().enumerate().filter(asked).flat_map(of_target).collect()
}

/// Leaves an input that made a reader panic.
fn kept(name: &str, number: u32, bytes: &[u8]) -> String {
    let folder = std::env::temp_dir().join("fastox-fuzz");
    let path = folder.join(format!("{name}-{number}"));
    let left = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, bytes));
    format!("{name} {number}: {} {left:?}", path.display())
}

#[test]
fn no_reader_panics() {
    assert_eq!(tried(150, 1, None), Vec::<String>::new());
}

#[test]
#[ignore = "as long as it is asked to: see tests/README.md"]
fn at_length() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let (inputs, seed) = (number("FASTOX_FUZZ").unwrap_or(10_000), number("FASTOX_FUZZ_SEED").unwrap_or(1));
    let alone = std::env::var("FASTOX_FUZZ_READER").ok();
    assert_eq!(tried(inputs as u32, seed, alone.as_deref()), Vec::<String>::new());
}
