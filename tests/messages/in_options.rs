use super::{refused, tells};
use fastox_experiments::catalogue::is_english;

#[test]
fn no_people_are_refused() {
    tells("zero_people", &[], &["run", "--people", "0"]);
}

#[test]
fn negative_people_are_refused() {
    tells("negative_people", &[], &["run", "--people", "-5"]);
}

#[test]
fn no_threads_are_refused() {
    tells("zero_threads", &[], &["run", "--threads", "0"]);
}

#[test]
fn a_last_year_before_the_model_begins_is_refused() {
    tells("last_year", &[], &["run", "--last-year", "1990"]);
}

#[test]
fn a_seed_given_twice_is_refused() {
    tells("seeds_twice", &[], &["run", "--seeds", "3,1,3"]);
}

#[test]
fn an_unknown_regime_on_the_command_line_is_answered_with_the_list() {
    tells("regime_option", &[], &["run", "--regimes", "national-poling"]);
}

#[test]
fn an_unknown_parameter_to_set_is_answered_with_the_nearest_names() {
    tells("set_unknown", &[], &["run", "--set", "migration.levle=40 %"]);
}

#[test]
fn a_value_to_set_without_its_unit_is_refused() {
    tells("set_bare", &[], &["run", "--set", "migration.level=0.4"]);
}

#[test]
fn all_problems_of_the_command_line_are_told_at_once() {
    let asked = ["run", "--people", "0", "--threads", "0", "--last-year", "2100", "--set", "x=1"];
    tells("options_at_once", &[], &asked);
}

#[test]
fn a_province_that_does_not_exist_is_answered_with_the_nearest() {
    tells("province_option", &[], &["explain", "migration.level", "--province", "Guangdnog"]);
}

#[test]
fn an_unknown_command_is_answered_with_help() {
    tells("unknown_command", &[], &["fly"]);
}

#[test]
fn a_name_that_explains_nothing_is_answered() {
    tells("explain_unknown", &[], &["explain", "gap-alocation"]);
}

const CASE: &str = "award = \"2025-11\"\nsex = \"male\"\nage_months = 660\nyears = 26.75\naccount_yuan = 9.0\n";

/// As in a list: whatever has no date has one value.
#[test]
fn a_parameter_that_is_set_twice_is_told_as_such() {
    let [none, some] = ["macro.discount=0 % per year", "macro.discount=3 % per year"];
    let asked = ["run", "--people", "100", "--last-year", "2021", "--set", none, "--set", some];
    tells("set_given_twice", &[], &asked);
}

/// What was meant or would work is named, in both languages.
#[test]
fn a_mistake_is_answered_with_what_was_meant_in_both_languages() {
    let case = |lines: &str| format!("{lines}\n{CASE}");
    let files = [
        ("early.toml", String::new()),
        ("province.toml", case("province = \"Guangdnog\"\nindex = 1")),
        ("month.toml", case("province = 44\nindex = 1").replace("2025-11", "2025-13")),
        ("index.toml", case("province = 44\nindex = 0")),
        (
            "override.toml",
            "[override]\n\"contribution.employer_rate\" = { province = { Hebie = \"15 %\" } }\n".to_owned(),
        ),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    for (arguments, meant) in [
        ("run erly.toml", "`early.toml`"),
        ("run early", "`early.toml`"),
        ("run override.toml", "`Hebei`"),
        ("run --regimes unified,", "`--regimes unified`"),
        ("run --regimes erly.toml", "`early.toml`"),
        ("pension province.toml", "`Guangdong`"),
        ("pension month.toml", "`1971-04`"),
        ("pension index.toml", "0.1"),
        ("export gone --format parquet", "csv"),
        ("explain colection_rate", "`collection_rate`"),
        ("whip gone", "`outputs/runs/main-1`"),
        ("rnu", "'run'"),
        ("run --set=macro.wage_growth=4%", "=4 % per year\"`"),
        ("run --set=migration.level=40yuan", "=40 %\"`"),
        ("explain retention", "`marginal_retention`"),
        ("explain macro.inflation_rate", "`macro.price_growth`"),
        ("explain early.toml", "`fastox run --regimes early.toml`"),
        ("explain 辽宁", "`fastox explain contribution.employer_rate --province 辽宁`"),
        ("explain ", "`fastox list parameters`"),
        ("new experiment gone/mine.toml", "`gone`"),
        ("sandbox --out gone/table.csv", "`gone`"),
        ("sandbox --out early.toml/table.csv", "`early.toml`"),
    ] {
        for language in ["en", "zh"] {
            let words: Vec<&str> = ["--lang", language].into_iter().chain(arguments.split(' ')).collect();
            let said = refused(&files, &words).stderr;
            let english: Vec<&str> = said.lines().filter(|line| is_english(line)).collect();
            assert!(said.contains(meant) && (language == "en" || english.is_empty()), "{arguments}: {said}");
        }
    }
}
