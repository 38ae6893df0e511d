//! Every promise of `tests/README.md` has a command that exists: a script that can be run, or tests that its filter
//! finds.

use super::{page, quoted, root, rows};
use crate::architecture::sources;
use std::collections::BTreeMap;
use syn::visit::{self, Visit};

/// The tests of the workspace by package, as `cargo test` names them; whether each is ignored.
type Tests = BTreeMap<&'static str, BTreeMap<String, bool>>;

const PACKAGES: [(&str, &str); 5] = [
    ("model", "fastox-model"),
    ("outputs", "fastox-outputs"),
    ("calibration", "fastox-calibration"),
    ("experiments", "fastox-experiments"),
    ("tests", "fastox-tests"),
];

struct Reader {
    module: Vec<String>,
    found: BTreeMap<String, bool>,
}

impl Reader {
    fn note(&mut self, function: &syn::ItemFn) {
        let has = |name| function.attrs.iter().any(|attribute| attribute.path().is_ident(name));
        if has("test") {
            let path = [self.module.as_slice(), &[function.sig.ident.to_string()]].concat().join("::");
            self.found.insert(path, has("ignore"));
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.note(function);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        // `proptest! { #[test] fn name(value in range) { … } }`: names alone are read.
        if call.path.segments.last().is_some_and(|name| name.ident == "proptest") {
            let text = call.tokens.to_string();
            for rest in text.split("fn ").skip(1) {
                let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                self.found.insert([self.module.as_slice(), &[name.to_owned()]].concat().join("::"), false);
            }
        }
    }
}

/// The module of a file in the binary that `cargo test` makes of it.
fn module(path: &str) -> Vec<String> {
    let inner = path.split_once("/src/").map_or_else(|| path.trim_start_matches("tests/"), |(_, inner)| inner);
    let mut parts: Vec<String> = inner.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "suite")) {
        parts.pop();
    }
    parts
}

fn tests() -> Tests {
    let mut all = Tests::new();
    sources::each(|source| {
        let package = PACKAGES.iter().find(|(folder, _)| *folder == source.folder());
        let Some((_, package)) = package else { return };
        let mut reader = Reader { module: module(&source.path), found: BTreeMap::new() };
        reader.visit_file(&source.tree);
        all.entry(package).or_default().extend(reader.found);
    });
    all
}

/// What is wrong with `cargo test …`.
fn refused(command: &[&str], tests: &Tests) -> Option<String> {
    let (before, after) = match command.iter().position(|word| *word == "--") {
        Some(at) => (&command[..at], &command[at + 1..]),
        None => (command, &[][..]),
    };
    let mut package = None;
    let (mut filters, mut words) = (Vec::new(), before.iter());
    while let Some(word) = words.next() {
        match *word {
            "-p" => package = words.next(),
            "--test" | "--features" => _ = words.next(),
            word if word.starts_with("--") => {}
            filter => filters.push(filter),
        }
    }
    if filters.len() > 1 {
        return Some("Cargo takes one filter before `--`".to_owned());
    }
    filters.extend(after.iter().filter(|word| !word.starts_with("--")));
    let ignored = after.contains(&"--ignored");
    let package = package.copied().unwrap_or("fastox-tests");
    let Some(known) = tests.get(package) else { return Some(format!("there is no package {package}")) };
    let finds = |filter: &&str| known.iter().any(|(name, is)| *is == ignored && name.contains(*filter));
    let empty: Vec<&&str> = filters.iter().filter(|filter| !finds(filter)).collect();
    (!empty.is_empty()).then(|| format!("{empty:?} find no test of {package}"))
}

/// Whether this names something a shell runs here, and what is wrong with it.
fn checked(command: &str, tests: &Tests) -> Option<Result<(), String>> {
    let mut words: Vec<&str> = command.split_whitespace().collect();
    let is_set = |word: &&str| word.split_once('=').is_some_and(|(name, _)| name.starts_with("FASTOX_"));
    words.retain(|word| !is_set(word));
    match words.as_slice() {
        ["cargo", "test", rest @ ..] => Some(unless(refused(rest, tests))),
        ["python" | "python3", rest @ ..] => {
            let path = rest.iter().find(|word| word.contains('/'))?;
            Some(unless((!root().join(path).exists()).then(|| format!("there is no {path}"))))
        }
        [script, ..] if script.contains('/') && root().join(script.split('/').next()?).is_dir() => {
            Some(unless((!runs(script)).then(|| format!("{script} cannot be run"))))
        }
        _ => None,
    }
}

fn unless(wrong: Option<String>) -> Result<(), String> {
    wrong.map_or(Ok(()), Err)
}

#[cfg(unix)]
fn runs(script: &str) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let found = std::fs::metadata(root().join(script));
    found.is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o100 != 0)
}

#[cfg(not(unix))]
fn runs(script: &str) -> bool {
    root().join(script).is_file()
}

#[test]
fn every_promise_has_a_command_that_finds_something() {
    let (text, tests) = (page("tests/README.md"), tests());
    assert!(tests.values().map(BTreeMap::len).sum::<usize>() > 500);
    let mut wrong = Vec::new();
    let promises: Vec<_> = rows(&text).filter(|row| row.len() == 3 && row[0] != "claim").collect();
    assert!(promises.len() > 20);
    for row in promises.iter().filter(|row| row[0] != "what holds" && !is_invariant(&text, row[0])) {
        let commands = quoted(row[1]).flat_map(|command| command.split(" && "));
        let checked: Vec<_> = commands.filter_map(|command| checked(command, &tests)).collect();
        if checked.is_empty() {
            wrong.push(format!("{}: no command", row[0]));
        }
        wrong.extend(checked.into_iter().filter_map(Result::err).map(|what| format!("{}: {what}", row[0])));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The second table is one of invariants.
fn is_invariant(text: &str, first: &str) -> bool {
    text.split_once("## Invariants").is_some_and(|(_, below)| below.contains(&format!("| {first} |")))
}

#[test]
fn what_breaks_an_invariant_on_purpose_exists() {
    let (text, tests) = (page("tests/README.md"), tests());
    let (_, below) = text.split_once("## Invariants").expect("the table of invariants");
    let rows: Vec<_> = rows(below).filter(|row| row[0] != "what holds").collect();
    assert!(rows.len() > 5);
    for row in rows {
        let known = |name: &str| {
            let is_test = tests.values().any(|tests| tests.keys().any(|path| path.contains(name)));
            is_test || root().join(name).is_file()
        };
        let gone: Vec<&str> = quoted(row[2]).filter(|name| !known(name)).collect();
        assert!(gone.is_empty() && quoted(row[2]).next().is_some(), "{}: {gone:?}", row[0]);
    }
}

#[test]
fn a_promise_without_a_test_is_found() {
    let tests = tests();
    let wrong = |command: &str| checked(command, &tests).expect("a command").err();
    assert_eq!(wrong("cargo test -p fastox-tests believed"), None);
    assert_eq!(wrong("FASTOX_FUZZ=1 cargo test --release -p fastox-tests -- --ignored fuzz::at_length"), None);
    for broken in [
        "cargo test -p fastox-tests nothing_of_that_name",
        "cargo test -p fastox-tests messages believed",
        "cargo test -p fastox-tests fuzz::at_length",
        "cargo test -p fastox-test believed",
        "tests/gone/run",
        "tests/README.md",
        "python3 tests/gone.py",
    ] {
        assert!(wrong(broken).is_some(), "{broken}");
    }
}
