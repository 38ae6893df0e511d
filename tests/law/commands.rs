//! `fastox retirement` and `fastox pension` as a reader meets them: keys, optional keys, refusals.

use crate::program::{Printed, fastox};
use serde_json::Value;

fn pension(case: &str, options: &[&str]) -> Printed {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("case.toml"), case).expect("a file");
    fastox(folder.path(), &[&["pension", "case.toml"], options].concat())
}

fn retirement(born: &str, class: &str, options: &[&str]) -> Printed {
    let asked = [&["retirement", "--born", born, "--class", class], options].concat();
    fastox(&std::env::temp_dir(), &asked)
}

/// The line of the answer: the process that stands in for the program prints its own around it.
fn json(output: &Printed) -> Value {
    let line = output.stdout.lines().find_map(|line| line.find('{').map(|at| &line[at..]));
    serde_json::from_str(line.unwrap_or_else(|| panic!("{}", output.stderr))).expect("JSON")
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(|k| &**k).collect();
    keys.sort_unstable();
    keys
}

const CASE: &str = r#"
province = "黑龙江"
award = "2025-02"
sex = "male"
age_months = 721
months = 511
deemed_months = 167
index = 0.9705
account_yuan = 109716.46
"#;

#[test]
fn retirement_answers_with_the_minimum_of_each_choice() {
    let output = retirement("1971-04", "female-55", &["--json"]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    let answer = json(&output);
    let expected = [
        "age_months",
        "date",
        "delay_months",
        "earliest",
        "grounds",
        "latest",
        "minimum_months",
        "minimum_months_earliest",
        "minimum_months_latest",
        "minimum_months_statutory",
        "notices",
    ];
    assert_eq!(keys(&answer), expected);
    assert_eq!(answer["date"], "2026-08");
    assert_eq!(answer["minimum_months"], 180);
    let answer = json(&retirement("1971-06", "male-60", &["--json"]));
    let minimum = ["earliest", "statutory", "latest"].map(|c| &answer[format!("minimum_months_{c}")]);
    assert_eq!(minimum, [192, 204, 204]);
    let days = ["earliest", "date", "latest"].map(|key| &answer[key]);
    assert_eq!(days, ["2031-06", "2033-02", "2036-02"]);
}

#[test]
fn retirement_takes_a_province_and_a_ground() {
    let tibet = ["--province", "西藏自治区", "--ground", "province", "--json"];
    let answer = json(&retirement("1980-11", "female-55", &tibet));
    assert_eq!(answer["earliest"], "2025-11", "45 years");
    assert_eq!(answer["minimum_months_earliest"], 180);
    let anhui = json(&retirement("1980-11", "female-55", &["--province", "Anhui", "--json"]));
    assert!(anhui["notices"][0].as_str().is_some_and(|notice| notice.contains("Anhui")), "{anhui}");
    let output = retirement("1980-11", "female-55", &["--ground", "province"]);
    assert_eq!(output.code, Some(2), "{}", output.stdout);
    assert!(output.stderr.contains("`high-altitude`"), "{}", output.stderr);
}

#[test]
fn pension_answers_with_its_components_and_what_to_know() {
    let output = pension(CASE, &["--json"]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    let answer = json(&output);
    let expected = [
        "account",
        "base",
        "base_year",
        "basic",
        "divisor",
        "local",
        "notices",
        "rounding",
        "total",
        "transitional",
        "yearly",
    ];
    assert_eq!(keys(&answer), expected);
    assert_eq!(answer["divisor"], 138.4);
    assert_eq!((&answer["base"], &answer["base_year"]), (&7570.into(), &2025.into()));
    assert_eq!(answer["notices"], serde_json::json!([]));
}

/// The one notice of a case, which must name this.
fn notice(case: &str, names: &str) {
    let answer = json(&pension(case, &["--json"]));
    let notices = answer["notices"].as_array().expect("a list");
    assert_eq!(notices.len(), 1, "{names}: {notices:?}");
    assert!(notices[0].as_str().is_some_and(|notice| notice.contains(names)), "{notices:?}");
    let text = pension(case, &[]).stdout;
    assert!(text.contains("Notice: ") && text.contains(names), "{text}");
}

#[test]
fn an_input_that_pays_nothing_says_so() {
    for line in [
        "only_child = true",
        "childless = true",
        "intellectual = true",
        "grounds = 2",
        "gap_months = 12",
        "virtual_account_yuan = 5000",
        "base_city_yuan_month = 9000",
    ] {
        let key = line.split(' ').next().expect("a key");
        notice(&format!("{CASE}{line}\n"), &format!("`{key}`"));
    }
    let guizhou = CASE.replace("黑龙江", "贵州");
    notice(&format!("{guizhou}only_child = true\nlocal_yuan = 10\n"), "`local_yuan` stands");
    notice(&CASE.replace("2025-02", "2026-02"), "that of 2025, 7570");
    notice(&CASE.replace("黑龙江", "江苏"), "`transitional_old_yuan`");
    notice(&CASE.replace("黑龙江", "辽宁"), "contested");
    notice(&CASE.replace("months = 511\ndeemed_months = 167", "years = 12"), "less than the 15");
    notice(&format!("{CASE}base_yuan_month = 90840\n"), "12.0 times the base announced for 2025");
}

#[test]
fn months_without_contributions_lower_the_index_in_beijing() {
    let beijing = |gap: &str| {
        let case = "province = \"北京\"\naward = \"2025-06\"\nsex = \"female\"\nage_months = 600\n\
                    months = 300\ndeemed_months = 0\nindex = 1.2\naccount_yuan = 100000\n";
        json(&pension(&format!("{case}{gap}"), &["--json"]))["basic"].as_f64().expect("yuan")
    };
    // 12,049 · (1 + 1.2) / 2 · 25 · 1 %, and with 1.2 · 300 / 360 for the index
    assert!((beijing("") - 3_313.48).abs() < 0.01);
    assert!((beijing("gap_months = 60\n") - 3_012.25).abs() < 0.01);
}

#[test]
fn every_optional_key_changes_what_it_names() {
    let before = json(&pension(CASE, &["--json"]));
    let changed = |line: &str, key: &str| {
        let after = json(&pension(&format!("{CASE}{line}\n"), &["--json"]));
        for other in ["basic", "account", "transitional", "local", "divisor"] {
            let named = key.split(' ').any(|name| name == other);
            assert_eq!(after[other] != before[other], named, "{line}: {other}");
        }
    };
    changed("years_transitional = 10.0", "transitional");
    changed("index_transitional = 1.2", "transitional");
    changed("base_yuan_month = 8000", "basic transitional");
    changed("transitional_coefficient = 0.014", "transitional");
    changed("base_city_yuan_month = 9000\nbasic_form = \"two-base\"", "basic");
    changed("base_city_yuan_month = 9000\ntransitional_form = \"city-base\"", "transitional");
    changed("transitional_form = \"weighted\"", "transitional");
    changed("local_yuan = 100", "local");
    changed("local_percent = 10\nlocal_percent_of = \"basic\"", "local");
    changed("local_percent = 10\nlocal_percent_of = \"indexed-wage\"", "local");
    changed("local_percent = 10\nlocal_percent_of = \"pension\"", "local");
    changed("transitional_old_yuan = 3000", "transitional");
}

#[test]
fn the_text_fills_the_numbers_in() {
    let output = pension(CASE, &[]);
    for part in ["109716.46 / 138.4", "· 1.2 %", "中人", "(JF + JF · I) / 2 · N · 1 %", "42.5833"] {
        assert!(output.stdout.contains(part), "{part}: {}", output.stdout);
    }
}

#[test]
fn a_base_announced_late_is_settled_with_back_pay() {
    let case =
        format!("{CASE}base_yuan_month = 7570\nbase_last_year_yuan_month = 7000\nbase_announced = \"2025-10\"\n");
    let output = pension(&case, &[]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    assert!(output.stdout.contains("preliminary"), "{}", output.stdout);
    assert!(output.stdout.contains("7 months"), "{}", output.stdout);
}

/// What is refused, and the key or option the message must name.
#[test]
fn wrong_input_is_refused_by_name() {
    let output = |line: &str, names: &str| {
        let output = pension(&format!("{CASE}{line}\n"), &[]);
        assert_eq!(output.code, Some(2), "{line}: {}", output.stdout);
        assert!(output.stderr.contains(names), "{line}: {}", output.stderr);
    };
    output("basic_form = \"old\"", "`standard`, `guangdong`");
    output("grounds = 12", "grounds");
    output("grounds = -1", "a whole number from 0 to 255");
    output("only_child = \"yes\"", "`true` or `false`");
    output("years = 30.0", "42.58 years, but `years` is 30");
    output("base_yuan_month = 120000", "between 1000 and 100000");
    output("local_percent = 5", "local_percent_of");
    output("local_percent_of = \"total\"", "indexed-wage");
    output("years_transitional = 50.0", "years_transitional");
    output("base_yuan_month = -3", "base_yuan_month");
    output("transitional_coefficient = 1.2", "transitional_coefficient");
    output("base_announced = \"2024-10\"", "base_announced");
    output("base_anounced = \"2025-10\"", "base_announced");
    output("years = nan", "years");
    for (born, class, names) in [
        ("1971-13", "female-55", "`1971-13` is not a month"),
        ("1850-01", "male-60", "from 1900-01 to 2100-12"),
        ("1971", "female-55", "write it as `1971-04`"),
        ("1971-04", "female-60", "`male-60`, `female-55` or `female-50`"),
    ] {
        let output = retirement(born, class, &[]);
        assert_eq!(output.code, Some(2), "{born} {class}: {}", output.stdout);
        assert!(output.stderr.contains(names), "{born} {class}: {}", output.stderr);
    }
}
