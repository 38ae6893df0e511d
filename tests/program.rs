//! The program in a process of its own.
//!
//! Exit codes and what goes to stderr belong to a process, but a test binary cannot ask for the binary of another
//! crate. So it starts itself again, to run one test only, which becomes the program.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const ARGUMENTS: &str = "FASTOX_TEST_ARGUMENTS";
/// Stands between arguments; no argument holds it.
const BETWEEN: char = '\u{1f}';

/// Where the program says how much memory it held.
const PEAK: &str = "FASTOX_TEST_PEAK";

/// How the program ended and what it told.
pub struct Printed {
    pub code: Option<i32>,
    /// The most memory it held, bytes, if the system tells it.
    pub peak_memory: Option<u64>,
    pub stdout: String,
    pub stderr: String,
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    command.args(["--exact", "program::it_runs_in_a_process_of_its_own", "--nocapture"]);
    command.env(ARGUMENTS, arguments.join(&BETWEEN.to_string())).env_remove("COLUMNS");
    command.env("LC_ALL", "C").current_dir(folder);
    command
}

/// Starts the program and kills it after a while, if it has not ended by itself.
pub fn killed_after(folder: &Path, arguments: &[&str], moment: Duration) {
    let quiet = |command: &mut Command| command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = quiet(&mut command(folder, arguments)).expect("a process");
    std::thread::sleep(moment);
    let _ = child.kill();
    child.wait().expect("an end");
}

/// Runs the program with these arguments, standing in a folder.
pub fn fastox(folder: &Path, arguments: &[&str]) -> Printed {
    let peak = tempfile::NamedTempFile::new().expect("a file");
    let Output { status, stdout, stderr } =
        command(folder, arguments).env(PEAK, peak.path()).output().expect("a process");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let peak_memory = std::fs::read_to_string(peak.path()).expect("a file").parse().ok();
    Printed { code: status.code(), peak_memory, stdout: text(stdout), stderr: text(stderr) }
}

/// `fastox … 2>&1 | head -1` closes stderr while the message is written: the exit code stays what it is.
#[test]
fn a_reader_who_has_heard_enough_changes_no_exit_code() {
    let folder = tempfile::tempdir().expect("a folder");
    for (arguments, code) in [(&["run", "--people", "0"][..], 2), (&["fly"], 2), (&["list", "runs"], 0)] {
        let mut child = command(folder.path(), arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let child = child.as_mut().expect("a process");
        drop(child.stderr.take());
        assert_eq!(child.wait().expect("an end").code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn it_runs_in_a_process_of_its_own() {
    if let Ok(joined) = std::env::var(ARGUMENTS) {
        let arguments = std::iter::once("fastox").chain(joined.split(BETWEEN));
        let exit = fastox_experiments::cli::main_with(arguments.map(Into::into));
        if let (Ok(file), Some(bytes)) = (std::env::var(PEAK), fastox_experiments::questions::bench::peak_memory()) {
            std::fs::write(file, bytes.to_string()).expect("a file");
        }
        std::process::exit(exit as i32);
    }
    let output = fastox(&std::env::temp_dir(), &["--version"]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    assert!(output.stdout.contains("fastox 0."), "{}", output.stdout);
}

#[test]
fn answers_fit_80_places_and_are_of_the_newest_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let answer = |arguments: &[&str]| {
        let answer = fastox(folder.path(), arguments);
        assert_eq!(answer.code, Some(0), "{arguments:?}: {}", answer.stderr);
        let long = answer.stdout.lines().find(|line| line.chars().count() > 80);
        assert_eq!(long, None, "{arguments:?}");
        answer
    };
    let small = ["--people", "2000", "--range-people", "2000", "--last-year", "2024", "--quiet"];
    for _ in 0..2 {
        let found = answer(&[&["run"], &small[..]].concat()).stdout;
        assert!(
            ["kept of one", "not collected", "next  fastox whip"].iter().all(|part| found.contains(part)),
            "{found}"
        );
    }
    for command in [&["whip"][..], &["whip", "--regime", "national-pooling"], &["compare"], &["report"]] {
        assert!(answer(command).stderr.contains("main-2"), "{command:?}");
    }
    // Two thousand people are few, which the page says, too.
    let page = std::fs::read_to_string(folder.path().join("outputs/runs/main-2/report.html")).expect("a page");
    for few in ["Bias ± error between seeds of 2000 people: ", "2000 个模拟人时的偏差 ± 种子间误差："] {
        assert!(page.contains(few), "{few}");
    }
    for command in ["run", "whip", "validate", "evaluate", "ensemble"] {
        answer(&[command, "--help"]);
    }
}

#[test]
fn names_of_files_are_text_on_a_page_and_on_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let (page, terminal) = ("<img src=x onerror=alert(1)>", "a\u{1b}[31mb");
    let scenario = "title = \"T\"\nsource = \"S\"\nbase = \"national-pooling\"\n";
    let names = [page, terminal].map(|name| format!("{name}.toml"));
    for name in &names {
        std::fs::write(folder.path().join(name), scenario).expect("a file");
    }
    let regimes = names.join(",");
    let small = ["--people", "2000", "--range-people", "0", "--last-year", "2023", "--out", "r", "--regimes", &regimes];
    let answer = fastox(folder.path(), &[&["run"], &small[..]].concat());
    assert_eq!(answer.code, Some(0), "{}", answer.stderr);
    let whip = fastox(folder.path(), &["whip", "r"]);
    assert!(!(answer.stdout + &answer.stderr + &whip.stdout).contains('\u{1b}'));
    assert_eq!(fastox(folder.path(), &["report", "r"]).code, Some(0));
    let html = std::fs::read_to_string(folder.path().join("r/report.html")).expect("a page");
    assert!(!html.contains("<img") && html.contains("&lt;img src=x"), "{html}");
    for asked in [&["whip", "r", "--regime", "\u{1b}[31m"][..], &[terminal], &["run", "--regimes", terminal]] {
        let refused = fastox(folder.path(), asked);
        assert_eq!(refused.code, Some(2), "{}", refused.stderr);
        assert!(!(refused.stdout + &refused.stderr).contains('\u{1b}'), "{asked:?}");
    }
    // Pages and exports do not take the place of what the run left.
    let record = std::fs::read(folder.path().join("r/manifest.json")).expect("a record");
    for name in ["r/manifest.json", "r/people.parquet"] {
        let refused = fastox(folder.path(), &["report", "r", "--out", name]);
        assert!(refused.code == Some(2) && refused.stderr.contains("is a file of the run"), "{}", refused.stderr);
    }
    assert_eq!(std::fs::read(folder.path().join("r/manifest.json")).expect("a record"), record);
}

#[test]
fn an_analysis_is_no_run_and_a_run_is_no_analysis() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("empty")).expect("a folder");
    let small = ["--people", "2000", "--last-year", "2030", "--quiet"];
    let world = ["--range-people", "0", "--regimes", "national-pooling", "--responses", "responding", "--out", "r"];
    let analysis = ["--samples", "0", "--parameters", "macro.wage_growth", "--out", "my analysis"];
    for asked in [[&["run"], &small[..], &world].concat(), [&["sensitivity"], &small[..], &analysis].concat()] {
        let answer = fastox(folder.path(), &asked);
        assert_eq!(answer.code, Some(0), "{}", answer.stderr);
    }
    for (given, told) in [
        ("r", "`r` is the folder of a run, not of a sensitivity analysis"),
        ("empty", "`empty` is not the folder of a sensitivity analysis: it has no `tornado.parquet`"),
    ] {
        let refused = fastox(folder.path(), &["report", "r", "--sensitivity", given]);
        let helps = refused.stderr.contains("give a folder that `fastox sensitivity --out` has written");
        assert!(refused.code == Some(2) && refused.stderr.contains(told) && helps, "{}", refused.stderr);
    }
    let refused = fastox(folder.path(), &["compare", "r", "my analysis"]);
    assert!(refused.code == Some(2) && refused.stderr.contains("is not the folder of a run"), "{}", refused.stderr);
    assert!(!refused.stderr.contains("note:"), "{}", refused.stderr);
    // The page has the command that the record of the analysis has: here, that by which this binary was started.
    assert_eq!(fastox(folder.path(), &["report", "r", "--sensitivity", "my analysis"]).code, Some(0));
    let html = std::fs::read_to_string(folder.path().join("r/report.html")).expect("a page");
    assert!(html.contains("\"analysis\":\"fastox --exact program::it_runs_in_a_process_of_its_own --nocapture\""));
}

#[test]
fn without_a_run_there_is_no_newest() {
    let folder = tempfile::tempdir().expect("a folder");
    let answer = fastox(folder.path(), &["whip"]);
    assert_eq!(answer.code, Some(2));
    assert!(answer.stderr.contains("make one with `fastox run`"), "{}", answer.stderr);
    let answer = fastox(folder.path(), &["list", "runs"]);
    assert_eq!(answer.code, Some(0));
    assert!(answer.stderr.contains("no run is in `outputs/runs`: make one with `fastox run`"), "{}", answer.stderr);
}

#[test]
fn what_new_writes_can_be_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let answer = |arguments: &[&str]| {
        let answer = fastox(folder.path(), arguments);
        assert_eq!(answer.code, Some(0), "{arguments:?}: {}", answer.stderr);
        answer.stdout
    };
    for kind in ["experiment", "scenario", "reform", "clause"] {
        assert!(answer(&["new", kind]).contains("next"));
        assert_eq!(fastox(folder.path(), &["new", kind]).code, Some(2), "nothing is overwritten");
    }
    let scenario = folder.path().join("my-scenario.toml");
    let text = std::fs::read_to_string(&scenario).expect("a file");
    let with_reform = text.replace("# reforms = [\"delayed-retirement\"]", "reforms = [\"my-reform.toml\"]");
    assert_ne!(text, with_reform);
    std::fs::write(&scenario, with_reform).expect("a file");
    let small = ["--people", "2000", "--range-people", "0", "--last-year", "2031", "--quiet"];
    answer(&[&["run", "my-experiment.toml"], &small[..]].concat());
    answer(&[&["run", "--regimes", "my-scenario.toml"], &small[..]].concat());
}
