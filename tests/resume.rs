//! Runs that were stopped, extended or lived in parts are, file by file, those of one undisturbed process.

use crate::program::{Printed, fastox, killed_after};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

const SMALL: [&str; 9] =
    ["run", "--quiet", "--people", "1000", "--range-people", "1000", "--last-year", "2023", "--regimes"];
const REGIMES: &str = "central-adjustment,national-pooling";

fn arguments<'a>(regimes: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&SMALL[..], &[regimes], more].concat()
}

fn done(folder: &Path, arguments: &[&str]) -> Printed {
    let answer = fastox(folder, arguments);
    assert_eq!(answer.code, Some(0), "{arguments:?}: {}", answer.stderr);
    answer
}

/// Every file of a run but the one that says when and how it was made.
fn files(run: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(run).expect("a run").map(|entry| entry.expect("an entry").path());
    let named = files.map(|path| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read(&path).expect("a file"))
    });
    named.filter(|(name, _)| name != "manifest.json").collect()
}

/// Two seeds and a draw: central values, range pass and draw of each seed, six cells.
static UNDISTURBED: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    done(folder.path(), &arguments(REGIMES, &["--seeds", "1,2", "--draws", "1", "--out", "r"]));
    files(&folder.path().join("r"))
});

#[track_caller]
fn is_undisturbed(run: &Path) {
    let found = files(run);
    assert_eq!(found.keys().collect::<Vec<_>>(), UNDISTURBED.keys().collect::<Vec<_>>());
    let differ: Vec<&String> = UNDISTURBED.keys().filter(|name| found[*name] != UNDISTURBED[*name]).collect();
    assert!(differ.is_empty(), "{differ:?} differ");
    let partial = run.with_extension("partial");
    assert!(!partial.exists(), "{} is left", partial.display());
}

#[test]
fn a_finished_run_is_extended_by_seeds_draws_and_regimes() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    done(at, &arguments("central-adjustment", &["--seeds", "1", "--out", "r", "--resume"]));
    done(at, &arguments(REGIMES, &["--seeds", "1", "--out", "r", "--resume"]));
    done(at, &arguments(REGIMES, &["--seeds", "1", "--draws", "1", "--out", "r", "--resume"]));
    let whole = arguments(REGIMES, &["--seeds", "1,2", "--draws", "1", "--out", "r", "--resume"]);
    done(at, &whole);
    is_undisturbed(&at.join("r"));
    done(at, &whole);
    is_undisturbed(&at.join("r"));
}

#[test]
fn parts_are_merged_to_the_run_of_one_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let part = |part| {
        done(folder.path(), &arguments(REGIMES, &["--seeds", "1,2", "--draws", "1", "--out", "r", "--part", part]))
    };
    assert!(part("3/4").stdout.contains("fastox merge r"));
    part("1/4");
    let early = fastox(folder.path(), &["merge", "r"]);
    assert_eq!(early.code, Some(2));
    assert!(early.stderr.contains("not every cell is there"), "{}", early.stderr);
    part("4/4");
    part("2/4");
    done(folder.path(), &["merge", "r"]);
    is_undisturbed(&folder.path().join("r"));
}

const DESIGN: &str = "title = \"points\"\npeople = 1000\nlast_year = 2023\nrange_people = 0\nregimes = [\"national-pooling\"]\n\
                      responses = [\"responding\"]\n[design]\nkind = \"sobol\"\npoints = 4\n[design.vary]\n\
                      \"pooling.surplus_cap\" = [\"50 %\", \"100 %\"]\n";

#[test]
fn more_points_of_a_design_keep_what_was_lived_and_other_points_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let write = |name: &str, text: &str| std::fs::write(at.join(name), text).expect("a file");
    write("few.toml", &DESIGN.replace("= 4", "= 2"));
    write("all.toml", DESIGN);
    write("other.toml", &DESIGN.replace("100 %", "90 %"));
    done(at, &["run", "few.toml", "--quiet", "--out", "r"]);
    done(at, &["run", "all.toml", "--quiet", "--out", "r", "--resume"]);
    done(at, &["run", "all.toml", "--quiet", "--out", "s"]);
    assert_eq!(files(&at.join("r")), files(&at.join("s")));
    for (name, says) in [("few.toml", "a design of 4 points"), ("other.toml", "the points of its design")] {
        let refused = fastox(at, &["run", name, "--quiet", "--out", "r", "--resume"]);
        assert!(refused.code == Some(2) && refused.stderr.contains(says), "{says}: {}", refused.stderr);
    }
    for part in ["1/2", "2/2"] {
        done(at, &["run", "all.toml", "--quiet", "--out", "p", "--part", part]);
    }
    done(at, &["merge", "p"]);
    assert_eq!(files(&at.join("p")), files(&at.join("s")));
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a run") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
    }
}

/// As a process leaves it that is killed when the run lies in its place and its cells are not yet removed.
#[test]
fn a_finished_run_beside_its_cells_has_each_world_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let asked = arguments(REGIMES, &["--seeds", "1,2", "--draws", "1", "--out", "r"]);
    done(at, &[&asked[..], &["--part", "1/1"]].concat());
    done(at, &[&asked[..asked.len() - 1], &["s"]].concat());
    copied(&at.join("s"), &at.join("r"));
    done(at, &[&asked[..], &["--resume"]].concat());
    is_undisturbed(&at.join("r"));
}

#[test]
fn a_run_that_was_begun_is_not_made_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let asked =
        |seeds, more: &[&str]| fastox(at, &arguments(REGIMES, &[&["--seeds", seeds, "--out", "r"][..], more].concat()));
    assert_eq!(asked("1,2", &["--part", "1/2"]).code, Some(0));
    for (seeds, more, says) in [
        ("1,2,3", ["--part", "2/2"], "this part has seed 3, which other parts of the run do not have"),
        ("1", ["--part", "2/2"], "the run has seed 2, which was not asked for"),
        ("1", ["--resume", "--json"], "the run has seed 2, which was not asked for"),
    ] {
        let refused = asked(seeds, &more[..]);
        assert_eq!(refused.code, Some(2), "{says}");
        assert!(refused.stderr.contains(says), "{}", refused.stderr);
    }
    assert_eq!(asked("1,2,3", &["--resume"]).code, Some(0));
}

/// Kills a run at moments of its life, in thousandths of what it takes here undisturbed, and goes on until it is done. A
/// run that was finished before is put together again and replaced, which is when kills fall later on.
fn killed_and_resumed(moments: impl Iterator<Item = u32>, more: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = ["--seeds", "1,2", "--draws", "1", "--out", "r", "--resume"];
    let asked = arguments(REGIMES, &[&whole, more].concat());
    let clock = Instant::now();
    done(folder.path(), &arguments(REGIMES, &["--seeds", "1,2", "--draws", "1", "--out", "whole"]));
    let whole = clock.elapsed();
    for moment in moments {
        killed_after(folder.path(), &asked, whole * moment / 1_000);
    }
    done(folder.path(), &asked);
    is_undisturbed(&folder.path().join("r"));
}

#[test]
fn a_killed_run_goes_on() {
    killed_and_resumed((0..8).map(|n| (137 + 331 * n) % 1_050), &[]);
}

#[test]
fn a_killed_run_that_keeps_its_years_goes_on() {
    killed_and_resumed((0..8).map(|n| (97 + 331 * n) % 1_050), &["--checkpoint", "1"]);
}

#[test]
#[ignore = "a hundred kills take minutes"]
fn a_run_killed_a_hundred_times_goes_on() {
    for round in 0..10 {
        let more: &[&str] = if round % 2 == 0 { &[] } else { &["--checkpoint", "1"] };
        killed_and_resumed((0..10).map(|n| (37 * round + 331 * n) % 1_050), more);
    }
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    done(at, &arguments(REGIMES, &["--seeds", "1,2", "--draws", "1", "--out", "r"]));
    let refused = |more: &[&str], says: &str| {
        let answer = fastox(at, &arguments(REGIMES, more));
        assert_eq!(answer.code, Some(2), "{more:?}");
        assert!(answer.stderr.contains(says), "{says}: {}", answer.stderr);
    };
    refused(&["--seeds", "1", "--out", "r", "--resume"], "seed 2, 1 draws");
    let other =
        ["--seeds", "1,2", "--draws", "1", "--set", "macro.discount=\"4 % per year\"", "--out", "r", "--resume"];
    refused(&other, "macro.discount");
    refused(&["--out", "r"], "add to this run with `--resume`");
    refused(&["--resume"], "--out");
    refuses_itself_and_tells_what_has_no_partner(at);
    is_undisturbed(&at.join("r"));
    std::fs::create_dir(at.join("s.partial")).expect("a folder");
    refused(&["--out", "s"], "go on with `--resume`");
    let again = fastox(at, &["merge", "r"]);
    assert!(again.code == Some(0) && again.stderr.contains("merged already"), "{}", again.stderr);
    let nothing = fastox(at, &["merge", "t"]);
    assert!(nothing.code == Some(2) && nothing.stderr.contains("there are no parts"), "{}", nothing.stderr);
    assert!(!at.join("t.partial").exists(), "a merge of nothing leaves nothing");
    let shown = fastox(at, &["clean", "s.partial"]);
    assert!(shown.code == Some(2) && shown.stdout.contains("s.partial  0 files"), "{}{}", shown.stdout, shown.stderr);
    assert!(shown.stderr.contains("say `--yes`") && at.join("s.partial").exists(), "{}", shown.stderr);
    let cleaned = fastox(at, &["clean", "--yes", "s.partial"]);
    assert!(cleaned.stdout.contains("removed s.partial") && !at.join("s.partial").exists());
    assert_eq!(fastox(at, &["clean", "--yes", "r"]).code, Some(2));
    assert!(fastox(at, &["clean", "--json"]).stdout.trim().ends_with("[]"));
    is_undisturbed(&at.join("r"));
}

/// Beside the run `r` of two regimes and of seeds 1 and 2.
fn refuses_itself_and_tells_what_has_no_partner(at: &Path) {
    let itself = fastox(at, &["compare", "r", "./r/"]);
    assert!(itself.code == Some(2) && itself.stderr.contains("named twice"), "{}", itself.stderr);
    done(at, &arguments("national-pooling", &["--seeds", "1", "--out", "one"]));
    let told = done(at, &["compare", "r", "one"]).stderr;
    assert!(told.contains("of `r` are not in `one`: central-adjustment fixed"), "{told}");
    assert!(!told.contains("of `one` are not in `r`"), "{told}");
    done(at, &arguments("national-pooling", &["--seeds", "3", "--out", "other"]));
    assert!(done(at, &["diff", "r", "other"]).stdout.ends_with("the runs share no row\n"));
}
