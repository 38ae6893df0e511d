//! What the commands of a reader print in Chinese: no English is left in it, and names stay as they are typed.

use crate::program::fastox;
use fastox_calibration::data;
use fastox_calibration::parameters::Parameters;
use fastox_experiments::catalogue::{self, is_english};
use fastox_experiments::scenario::{self, REFORMS};
use fastox_experiments::{PAPERS, translated};
use fastox_model::pooling;
use fastox_outputs::{Language, tables};
use std::path::Path;

/// What is quoted in the language in which it was written, sources and reasons of parameters, and words one may type.
const QUOTED: [&str; 5] = ["来源", "理由（原文）", "方法（原文）", "注（原文）", "可选值"];
/// Words of quantities as files have them.
const TYPED: [&str; 5] = ["per year", "per day", "working days", "calendar year", "calendar month"];

/// A small run and a person's case in a folder, and every command of the issue over them.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let case = "province = \"西藏\"\naward = \"2025-11\"\nsex = \"male\"\nage_months = 660\nyears = 26.75\n\
                years_transitional = 15.83\nindex = 0.671\naccount_yuan = 69473.19\n";
    std::fs::write(folder.path().join("case.toml"), case).expect("a file");
    folder
}

const RUN: &str = "run --people 2000 --last-year 2036 --range-people 0 --seeds 1,2 --sample 200 --out r \
                   --regimes central-adjustment,national-pooling,transition";
const COMMANDS: [&str; 31] = [
    "whip r",
    "whip r --regime transition",
    "compare r",
    "report r",
    "trace r --person 4",
    "trace r --where 已退休",
    "pension case.toml",
    "retirement --born 1971-04 --class female-55",
    "retirement --born 1980-01 --class male-60 --province 广东",
    "plan --people 2000 --last-year 2026 --range-people 0",
    "decompose --people 2000 --last-year 2036",
    "sensitivity --people 1000 --last-year 2023 --samples 0 --parameters migration.level",
    "evaluate --people 1000 --last-year 2023",
    "validate --run r",
    "list clauses",
    "list parameters",
    "list scenarios",
    "list reforms",
    "list experiments",
    "list tables",
    "list data",
    "list schemas",
    "explain pooling.surplus_cap",
    "explain award.basic_form",
    "explain surplus-remittance",
    "explain people",
    "explain award",
    "explain collection_rate",
    "diff r r",
    "posterior --show",
    "new reform",
];

/// Lines of an answer in which English is left: not quoted, and not what somebody types.
fn english(answer: &str) -> Vec<String> {
    let quoted = |line: &str| QUOTED.iter().any(|label| line.trim_start().starts_with(label));
    let untyped = |line: &str| TYPED.iter().fold(line.to_owned(), |line, words| line.replace(words, ""));
    // The context of `validate` ends with sources and definitions.
    let own = |line: &str| line.split_once("  Shanghai ").map_or(line, |(own, _)| own).to_owned();
    let lines = answer.lines().filter(|line| *line != "running 1 test" && !quoted(line));
    let phrases = lines.flat_map(|line| own(line).split("  ").map(str::to_owned).collect::<Vec<_>>());
    phrases.filter(|phrase| is_english(&untyped(phrase))).collect()
}

#[test]
fn no_command_leaves_english_in_chinese() {
    let folder = folder();
    let mut left = Vec::new();
    for command in std::iter::once(RUN).chain(COMMANDS) {
        let words: Vec<&str> = ["--lang", "zh"].into_iter().chain(command.split_whitespace()).collect();
        let answer = fastox(folder.path(), &words);
        assert!([Some(0), Some(1)].contains(&answer.code), "{command}: {}", answer.stderr);
        let context = command.starts_with("validate");
        let told =
            if context { answer.stdout.split("参考：以其他口径").next().unwrap_or("") } else { &answer.stdout };
        let found = english(told).into_iter().chain(english(&answer.stderr));
        left.extend(found.map(|line| format!("{command}: {line}")));
    }
    assert!(left.is_empty(), "{} phrases:\n{}", left.len(), left.join("\n"));
}

/// One English word in a table is too short to be a phrase: of these answers none is left but what somebody types, which
/// has a dot, a stroke or a sign, and unpublished words of a source.
#[test]
fn tables_leave_no_english_word_in_chinese() {
    let folder = folder();
    let word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic()) && word != "GDP";
    for command in
        ["posterior --show", "validate --people 1000 --last-year 2025", "validate --people 1000 --last-year 2025 --all"]
    {
        let told = fastox(folder.path(), &[&["--lang", "zh"], &command.split(' ').collect::<Vec<_>>()[..]].concat());
        assert!([Some(0), Some(1)].contains(&told.code), "{command}: {}", told.stderr);
        // The context ends with sources and definitions as they were noted.
        let own = |line: &str| {
            line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).take(3).collect::<Vec<_>>().join("  ")
        };
        let (scored, context) = told.stdout.split_once("参考：以其他口径").unwrap_or((&told.stdout, ""));
        let (context, rest) = context.split_once("\n\n").unwrap_or((context, ""));
        let lines = scored.lines().chain(rest.lines()).filter(|line| *line != "running 1 test").map(str::to_owned);
        let lines = lines.chain(context.lines().map(own));
        let left: Vec<String> = lines.filter(|line| line.split([' ', ',', ':', '，']).any(word)).collect();
        assert!(left.is_empty(), "{command}: {} lines:\n{}", left.len(), left.join("\n"));
    }
}

/// A parameter is known by its Chinese title, several by a part of theirs; a list says where and when others hold.
#[test]
fn parameters_are_known_by_their_chinese_titles() {
    let folder = folder();
    let told = |name: &str| answer(folder.path(), "en", &format!("explain {name}"));
    let title = Parameters::embedded().get("contribution.employer_rate").expect("it is known").title_zh.clone();
    assert_eq!(told(&title), told("contribution.employer_rate"));
    assert!(told("单位缴费").contains("contribution.employer_rate"));
    let group = told("contribution");
    assert!(group.contains("other years differ in 23 provinces") && group.contains("but 54 % in Guangdong"), "{group}");
}

/// An award of an enterprise does not cite the ratio of the public sector; one of the public sector does.
#[test]
fn an_award_cites_what_made_it() {
    let folder = folder();
    answer(folder.path(), "en", RUN);
    for public in [false, true] {
        let wanted = format!("public_sector={} 待遇核定年份>2022", u8::from(public));
        let told = fastox(folder.path(), &["trace", "r", "--where", &wanted]);
        let lines = told.stdout.lines().filter(|line| line.trim_start().starts_with("award "));
        let cited: Vec<bool> = lines.map(|line| line.contains("public.pension_ratio")).collect();
        assert!(!cited.is_empty() && cited.iter().all(|cites| *cites == public), "{}{}", told.stdout, told.stderr);
    }
}

/// What the lists say of what ships comes from files and macros, so no source of the commands shows it.
#[test]
fn what_ships_is_told_in_chinese() {
    let key = |text: &'static str, keys: &[&str]| {
        let read: toml::Table = text.parse().expect("TOML");
        keys.iter().filter_map(|key| Some(read.get(*key)?.as_str()?.to_owned())).collect::<Vec<_>>()
    };
    let clauses = pooling::ALL.iter().flat_map(|clause| {
        let own = clause.parameters.iter().flat_map(|parameter| [parameter.text, parameter.source]);
        own.chain([clause.summary, clause.source]).map(str::to_owned).collect::<Vec<_>>()
    });
    let scenarios = scenario::SHIPPED.iter().flat_map(|(_, text)| key(text, &["source"]));
    let reforms = REFORMS.iter().flat_map(|(_, text)| key(text, &["title", "source"]));
    let papers = PAPERS.iter().flat_map(|(_, text)| key(text, &["question", "source", "time"]));
    let sets = data::FILES.iter().flat_map(|(_, _, sidecar)| key(sidecar, &["period"]));
    let every: Vec<String> = clauses.chain(scenarios).chain(reforms).chain(papers).chain(sets).collect();
    assert!(every.len() > 200, "{}", every.len());
    let chinese = |text: &str| translated(text, Language::Chinese).into_owned();
    let left: Vec<&String> = every.iter().filter(|text| is_english(&chinese(text))).collect();
    assert!(left.is_empty(), "{left:#?}");
}

/// Sums of money behind their unit, in the order of the lines.
fn sums(answer: &str, unit: &str) -> Vec<f64> {
    let sum = |line: &str| line.split_once(unit)?.1.split_whitespace().next()?.parse::<f64>().ok();
    answer.lines().filter_map(sum).collect()
}

/// What English counts in billions is ten times the number in 亿, in every line; no unit is a word of the catalogue.
#[test]
fn sums_are_the_same_in_both_languages() {
    let folder = folder();
    answer(folder.path(), "en", RUN);
    let [english, chinese] = ["en", "zh"].map(|language| answer(folder.path(), language, "compare r"));
    let (billions, yi) = (sums(&english, "bn yuan"), sums(&chinese, "亿元"));
    assert!(billions.len() > 50 && billions.len() == yi.len(), "{} {}", billions.len(), yi.len());
    // Each is rounded in its own unit.
    let apart: Vec<_> = billions.iter().zip(&yi).filter(|(a, b)| (10.0 * **a - **b).abs() > 1.001).collect();
    assert!(apart.is_empty() && yi.iter().any(|sum| sum.abs() > 1e4), "{apart:?}");
    assert!(!english.contains('亿') && !chinese.contains("bn ") && !chinese.contains("十亿"));
    let whip = "whip r --year 2035 --regime national-pooling";
    let last = |line: &str| line.split_whitespace().next_back().and_then(|sum| sum.parse::<f64>().ok());
    let [english, chinese] = ["en", "zh"].map(|language| {
        let told = answer(folder.path(), language, whip);
        let rows =
            told.lines().filter(|line| ["surplus", "deficit", "结余  ", "缺口  "].iter().any(|p| line.contains(p)));
        rows.filter_map(last).collect::<Vec<f64>>()
    });
    assert!(english.len() == 31 && chinese.len() == 31, "{english:?} {chinese:?}");
    assert!(english.iter().zip(&chinese).all(|(a, b)| (10.0 * a - b).abs() <= 1.001), "{english:?} {chinese:?}");
    assert!(catalogue::entries().all(|(phrase, _)| !phrase.contains("bn yuan") && !phrase.contains("tn yuan")));
}

/// The first word of each line.
fn first_words(answer: &str) -> Vec<&str> {
    answer.lines().filter_map(|line| line.split_whitespace().next()).collect()
}

fn answer(folder: &Path, language: &str, command: &str) -> String {
    let words: Vec<&str> = ["--lang", language].into_iter().chain(command.split_whitespace()).collect();
    let answer = fastox(folder, &words);
    assert_eq!(answer.code, Some(0), "{command}: {}", answer.stderr);
    answer.stdout
}

/// Names of parameters, regimes, clauses, tables, columns and the words they may take are the same in both languages.
#[test]
fn names_stay_as_they_are_typed() {
    let folder = folder();
    let names = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<String>>();
    let lists = [
        ("clauses", names(pooling::ALL.iter().map(|clause| clause.name).collect())),
        ("parameters", Parameters::embedded().names().map(str::to_owned).collect()),
        ("scenarios", names(scenario::names())),
        ("reforms", names(REFORMS.iter().map(|(name, _)| *name).collect())),
        ("experiments", names(PAPERS.iter().map(|(name, _)| *name).collect())),
        ("tables", names(tables::every().map(|table| table.name).collect())),
        ("data", names(data::FILES.iter().map(|(name, ..)| *name).collect())),
    ];
    for (what, known) in lists {
        let told = answer(folder.path(), "zh", &format!("list {what}"));
        let words = first_words(&told);
        let lost: Vec<&String> = known.iter().filter(|name| !words.contains(&name.as_str())).collect();
        assert!(lost.is_empty(), "list {what}: {lost:?}");
    }
    for clause in pooling::ALL.iter().filter(|clause| !clause.parameters.is_empty()) {
        let told = answer(folder.path(), "zh", &format!("explain {}", clause.name));
        assert!(told.contains(&format!("{}: ", clause.name)) || told.contains(&format!("{}：", clause.name)), "{told}");
        let words = first_words(&told);
        assert!(clause.parameters.iter().all(|own| words.contains(&own.name().as_str())), "{told}");
    }
    for table in tables::every() {
        let told = answer(folder.path(), "zh", &format!("explain {}", table.name));
        let words = first_words(&told);
        assert!(table.columns.iter().all(|column| words.contains(&column.name)), "{told}");
    }
    let told = answer(folder.path(), "zh", "explain award.period_rounding");
    assert!(told.contains("months, hundredths, hundredths-up"), "{told}");
}

/// What a shipped scenario or data set is, is its file.
#[test]
fn files_are_shown_as_they_are() {
    let folder = folder();
    let file = |command| {
        let [english, chinese] = ["en", "zh"].map(|language| answer(folder.path(), language, command));
        assert_eq!(english, chinese, "{command}");
        english
    };
    assert!(file("explain national-pooling").contains("title_zh"));
    assert!(file("explain wage_national").contains("source = ["));
}
