#![expect(clippy::float_cmp, reason = "values come back exactly as they were written")]

use super::*;
use fastox_model::units::Month;
use fastox_outputs::Language;
use fastox_outputs::language::without_marks;

mod overlays;

const GOOD: &str = r#"
[contribution.employer_rate]
title = "Employer contribution rate"
title_zh = "单位缴费比例"
symbol = "τ"
unit = "%"
kind = "law"
values = { 1997 = "20 %", 2019-05 = "16 %" }
range = ["0 %", "40 %"]
quality = "published"
source = [{ title = "国办发〔2019〕13号", note = "from 1 May 2019" }]
last_confirmed = 2025

[contribution.employer_rate.province.44]
values = { 2019-05 = "14 %", 2022-07 = "15 %", 2024 = "16 %" }
quality = "recalled"

[migration.level]
title = "Level of migration"
title_zh = "迁移强度"
unit = "%"
kind = "assumption"
values = "35 %"
range = ["0 %", "200 %"]
quality = "assumed"
source = [{ title = "Modelling choice" }]
because = "fits best"

[subsidy.path]
title = "Path of the subsidy"
title_zh = "补助增长方式"
unit = "choice"
choices = ["gdp", "frozen"]
kind = "assumption"
values = "gdp"
quality = "assumed"
source = [{ title = "Modelling choice" }]
because = "neutral"
"#;

const RATE: &str = "contribution.employer_rate";

fn good() -> Parameters {
    Parameters::read(&[("good.toml", GOOD)]).expect("it is good")
}

fn guangdong() -> Option<Province> {
    Province::find("44")
}

/// The report on the good file with `from` replaced by `to`.
fn refused(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    let text = GOOD.replacen(from, to, 1);
    Parameters::read(&[("bad.toml", &text)]).expect_err("it is wrong").to_string()
}

fn overlay_refused(text: &str) -> String {
    let mut parameters = good();
    let report = parameters.apply_overlay("reform.toml", text).expect_err("it is wrong").to_string();
    assert_eq!(parameters, good(), "nothing changes on a problem");
    report
}

#[test]
fn the_embedded_files_are_complete() {
    let parameters = Parameters::embedded();
    assert!(parameters.names().count() > 70);
    for (name, parameter) in parameters.iter() {
        let swept = parameter.sweep.is_some() || parameter.unit == crate::parameters::quantity::Unit::Choice;
        assert!(parameter.kind != Kind::Assumption || swept, "`{name}` needs a sweep");
        assert!(parameter.kind != Kind::Law || parameter.sweep.is_none(), "`{name}` is law");
        if parameter.kind == Kind::Assumption {
            assert_eq!(parameter.quality, Quality::Assumed, "{name}");
        }
    }
}

#[test]
fn nothing_that_a_reader_needs_may_be_left_out() {
    for key in ["title", "title_zh", "unit", "kind", "values", "range", "quality", "source"] {
        let line = GOOD.lines().find(|line| line.starts_with(&format!("{key} =")));
        let report = refused(&format!("{}\n", line.expect("it is there")), "");
        let message = format!("error: `contribution.employer_rate` has no `{key}`\n");
        assert!(report.starts_with(&message), "{report}");
        assert!(report.contains(&format!("help: add `{key} = ")), "{report}");
    }
    assert!(
        refused("source = [{ title = \"国办发〔2019〕13号\", note = \"from 1 May 2019\" }]", "source = []")
            .starts_with("error: `contribution.employer_rate.source` is empty")
    );
}

#[test]
fn an_estimate_needs_its_method_and_an_assumption_its_reason() {
    let no_reason = refused("because = \"fits best\"\n", "");
    assert!(no_reason.starts_with("error: `migration.level` has no `because`"), "{no_reason}");
    let no_method = refused("kind = \"law\"", "kind = \"estimate\"");
    assert!(no_method.starts_with("error: `contribution.employer_rate` has no `method`"));
}

#[test]
fn a_value_outside_its_range_is_shown_in_its_line() {
    assert_eq!(
        refused("2019-05 = \"16 %\"", "2019-05 = \"160 %\""),
        "\
error: `contribution.employer_rate` is 160 % from 2019-05, outside its plausible range 0 % to 40 %
 --> bad.toml:8:37
  |
8 | values = { 1997 = \"20 %\", 2019-05 = \"160 %\" }
  |                                     ^^^^^^^ found here
  |
  = help: correct the value, or widen `range` and say why in `source`"
    );
}

#[test]
fn all_problems_of_a_file_are_reported() {
    let report = refused("kind = \"law\"\nvalues = { 1997 = \"20 %\"", "kind = \"lwa\"\nvalues = { 1997 = 0.2");
    assert!(report.contains("there is no kind `lwa`"), "{report}");
    assert!(report.contains("`0.2` is a bare number, but `contribution.employer_rate` needs a share in %"));
    assert_eq!(report.matches("error:").count(), 2, "{report}");
}

#[test]
fn dates_provinces_and_keys_that_do_not_exist_are_refused() {
    assert!(refused("1997 = ", "1997-13 = ").contains("`1997-13` is not a date"));
    assert!(refused("2019-05 = ", "1997-01 = ").contains("has two values for 1997-01"));
    let nowhere = refused("province.44", "province.47");
    assert!(nowhere.contains("there is no province `47`"), "{nowhere}");
    let key = refused("symbol = ", "symbl = ");
    assert!(key.contains("unknown key `symbl`") && key.contains("did you mean `symbol`?"), "{key}");
}

#[test]
fn a_name_may_stand_in_one_file_only() {
    let report = Parameters::read(&[("a.toml", GOOD), ("b.toml", GOOD)]).expect_err("twice");
    assert!(report.to_string().contains("`migration.level` stands in another file, too"));
}

#[test]
fn a_province_has_its_own_path_or_the_national_one() {
    let parameters = good();
    assert_eq!(parameters.in_january(2020).value(RATE), 0.16);
    assert_eq!(parameters.in_month(Month::new(2022, 6)).in_province(guangdong()).value(RATE), 0.14);
    assert_eq!(parameters.in_month(Month::new(2022, 6)).in_province(Province::find("11")).value(RATE), 0.16);
    let mean = f64::midpoint(0.14, 0.15);
    assert!((parameters.mean_of(2022).in_province(guangdong()).value(RATE) - mean).abs() < 1e-12);
}

#[test]
#[should_panic(expected = "there is no parameter `contribution.rate`")]
fn an_unknown_name_in_code_is_our_bug() {
    good().in_january(2020).value("contribution.rate");
}

#[test]
fn what_was_last_confirmed_before_the_end_of_a_run_is_listed() {
    assert_eq!(good().past_last_confirmed(2075), [RATE]);
    assert!(good().past_last_confirmed(2025).is_empty());
}

#[test]
fn an_explanation_prints_and_serialises() {
    let mut parameters = good();
    let explained = parameters.explain(RATE, guangdong(), 2022).expect("it exists");
    assert_eq!(
        without_marks(&explained.lines(Language::English)),
        "\
contribution.employer_rate (τ): Employer contribution rate
  value           15 % in 2022 for Guangdong, since 2022-07
  kind            law, recalled
  range           0 % to 40 %
  path            2019-05: 14 %, 2022-07: 15 %, 2024: 16 %
  last confirmed  2025
  read by         the years of a run, until 2080-12
  moves           from 2021, most on reserves_yuan, which rises with it (national-pooling responding); dated 2035, from 2035
  source          国办发〔2019〕13号 — from 1 May 2019
"
    );
    let json = serde_json::to_value(&explained).expect("plain data");
    assert_eq!(json["unit"], "%");
    assert_eq!(json["kind"], "law");
    assert_eq!(json["since"], "2022-07");
    parameters.set("migration.level=40 %").expect("a quantity");
    let changed = parameters.explain("migration.level", None, 2030).expect("it exists");
    assert_eq!((changed.value.as_str(), changed.changed_by), ("40 %", vec!["--set".to_owned()]));
    let report = parameters.explain("employer_rate", None, 2022).expect_err("no such name");
    assert!(report.to_string().contains("did you mean `contribution.employer_rate`?"), "{report}");
}

#[test]
fn the_delay_begins_for_those_born_in_january_1965() {
    let parameters = Parameters::embedded();
    let first = "retirement.delay_first_birth.male_60";
    let month = parameters.in_january(2025).calendar_month(first);
    assert_eq!(month, Month::new(1965, 1));
    assert_eq!(parameters.in_month(Month::new(2030, 6)).value("retirement.minimum_period"), 186.0);
    assert_eq!(parameters.in_january(2025).value("retirement.original_age.male_60"), 720.0);
}

#[test]
fn a_rate_that_changes_in_may_has_a_mean_of_its_months() {
    let mean = Parameters::embedded().mean_of(2019).value(RATE);
    assert!((mean - (4.0 * 0.20 + 8.0 * 0.16) / 12.0).abs() < 1e-12);
}

const BY_PROVINCE: &str = r#"
[award.base]
title = "Base of awards"
title_zh = "计发基数"
unit = "yuan/month"
kind = "law"
values = "by province"
range = ["1,000 yuan/month", "100,000 yuan/month"]
quality = "secondary"
note = "announced yearly"
last_confirmed = 2025
source = [{ title = "Provincial notices" }]

[award.base.province]
11 = { 2024 = "11,883 yuan/month", 2025 = "12,049 yuan/month" }
42 = { values = "9,112 yuan/month", quality = "recalled", note = "the Wuhan tier" }

[award.items]
title = "Whether items are paid"
title_zh = "是否发放"
unit = "choice"
choices = ["no", "yes"]
kind = "law"
values = { 2000 = "no", 2020-07 = "yes" }
quality = "recalled"
source = [{ title = "Provincial notices" }]
province = { 11 = "no" }
"#;

fn by_province() -> Parameters {
    Parameters::read(&[("by_province.toml", BY_PROVINCE)]).expect("it is good")
}

#[test]
fn a_parameter_may_have_values_by_province_only() {
    let parameters = by_province();
    let at = |code| parameters.in_january(2025).in_province(Province::find(code)).find("award.base");
    assert_eq!((at("11"), at("42"), at("44")), (Some(12_049.0), Some(9_112.0), None));
    assert_eq!(parameters.in_january(2025).find("award.base"), None);
    let nowhere = BY_PROVINCE.replace("[award.base.province]", "[award.base.provinces]");
    let report = Parameters::read(&[("bad.toml", &nowhere)]).expect_err("no province").to_string();
    assert!(report.contains("`award.base` has neither national values nor those of a province"), "{report}");
}

#[test]
#[should_panic(expected = "`award.base` has no value here: it has values by province only")]
fn asking_for_a_nation_that_has_no_value_is_our_bug() {
    by_province().in_january(2025).value("award.base");
}

#[test]
fn an_explanation_lists_the_provinces() {
    let parameters = by_province();
    let nation = parameters.explain("award.base", None, 2025).expect("it exists").lines(Language::English);
    let nation = without_marks(&nation);
    for line in [
        "  value           by province, see below for 2025\n",
        "  note            announced yearly\n",
        "  Beijing         12,049 yuan/month, secondary\n",
        "  Hubei           9,112 yuan/month, recalled\n",
    ] {
        assert!(nation.contains(line), "{nation}");
    }
    let hubei = parameters.explain("award.base", Province::find("42"), 2025).expect("it exists");
    assert_eq!(hubei.note.as_deref(), Some("the Wuhan tier"));
    assert_eq!((hubei.quality, hubei.provinces.len()), (Quality::Recalled, 0));
    let other = parameters.explain("award.base", guangdong(), 2025).expect("it exists");
    assert_eq!((other.number, other.value.as_str()), (None, "none"));
    assert_eq!(parameters.group("award"), ["award.base", "award.items"]);
}

#[test]
fn a_choice_has_dates_and_provinces() {
    let parameters = by_province();
    let says = |province, month| parameters.in_month(month).in_province(province).says_yes("award.items");
    assert!(!says(None, Month::new(2020, 6)) && says(None, Month::new(2020, 7)));
    assert!(!says(Province::find("11"), Month::new(2025, 1)));
}

#[test]
fn beyond_the_last_announcement_only_an_overlay_knows() {
    let mut parameters = by_province();
    let of = |parameters: &Parameters, year| {
        parameters.mean_of(year).in_province(Province::find("11")).announced("award.base")
    };
    assert_eq!((of(&parameters, 2025), of(&parameters, 2026)), (Some(12_049.0), None));
    let change = "award.base = { province = { 11 = { 2030 = \"15,000 yuan/month\" } } }";
    parameters.set(change).expect("a value");
    assert_eq!((of(&parameters, 2029), of(&parameters, 2031)), (None, Some(15_000.0)));
    parameters.set("award.base=10,000 yuan/month").expect("a value");
    assert_eq!(of(&parameters, 2040), Some(10_000.0));
}
